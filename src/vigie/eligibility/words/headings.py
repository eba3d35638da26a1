"""Which lines of a criteria text are headings, and what they head."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vigie.eligibility.words.folding import fold, word_set
from vigie.eligibility.words.polarity import Polarity


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading says: `polarity` of what follows, or None; `cohort` whom it is about.

    `length` is how much of the line it takes; criteria may follow on the same line.
    """

    polarity: Polarity | None
    cohort: str
    length: int


_CRITERIA = re.compile(
    r"""\b(?: (?P<first>non[- ]?inclusion|inclusion|exclusion)s?
            (?:[ ]?(?:and|et|or|/|&)[ ]?(?P<second>exclusion|inclusion))?
            [ ]+crit[ei]{1,2}ri?(?:a|ons?)
          | criteri(?:a|on)[ ](?:of|for)[ ](?P<of>non[- ]?inclusion|inclusion|exclusion)
          | criteres?[ ](?:de[ ]|d')?(?P<french>non[- ]?inclusion|inclusion|exclusion|eligibilite)
            (?:[ ](?:et|ou)[ ](?:de[ ]|d')?(?P<other>non[- ]?inclusion|exclusion))?
          | (?P<neither>eligibility)[ ]+criteri(?:a|on) )\b""",
    re.VERBOSE,
)
_BARE = re.compile(r"(?P<first>non[- ]?inclusion|inclusion|exclusion)s?")
_SAID = re.compile(
    r"\b(?:(?P<out>(?:will be|are|be|is) (?:excluded|ineligible|not eligible)|not be eligible"
    r"|ne (?:seront|sont|peuvent) pas)"
    r"|(?P<in>(?:will be|are|be|is) (?:eligible|included)|seront inclus))\b"
)
_NO_HEADING = word_set(
    "meet meets met meeting fulfil fulfill fulfilled satisfy not who which that if does do below"
)
_VERBS = _NO_HEADING | word_set(
    "must have has had having should will are is be been can following one any all least either"
    " defined including no without of"
)
_PEOPLE = word_set(
    """
    cohort cohorts group groups arm part stage phase substudy study control controls volunteer
    volunteers donor donors parent parents caregiver caregivers participant participants patient
    patients subject subjects adult adults child children case cases women men females males
    groupe cohorte temoins volontaires enfants adultes bras only
    """
)
_LONGEST = 14
_FAR = 110
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


def heading(line: str, *, is_marked: bool) -> Heading | None:
    """What a line heads, or None where it is no heading; `is_marked` after a bullet."""
    head, colon = _head(line)
    folded = fold(head)
    if len(_WORD.findall(folded)) > _LONGEST or not folded.strip():
        return None
    found = _of_criteria(head, folded, has_colon=bool(colon))
    if found is not None:
        return Heading(*found, len(head) + len(colon))
    if is_marked or not colon or line[len(head) + len(colon) :].strip(" *_"):
        return None
    said = _SAID.search(folded)
    if said:
        return Heading(Polarity.EXCLUSION if said["out"] else Polarity.INCLUSION, "", len(line))
    return Heading(None, _bare(head), len(line)) if _is_of_people(head, folded) else None


def _head(line: str) -> tuple[str, str]:
    """The line up to its colon, and the colon with what closes it."""
    found = re.search(r"\s?[:：][*_\s]*", line[:_FAR])
    if found is None:
        return line, ""
    return line[: found.start()], found.group()


def _of_criteria(head: str, folded: str, *, has_colon: bool) -> tuple[Polarity, str] | None:
    found = _CRITERIA.search(folded)
    if found is None:
        bare = _BARE.fullmatch(folded.strip(" *_#-.\t"))
        return (_polarity(bare["first"]), "") if bare else None
    around = head[: found.start()], head[found.end() :]
    if not _NO_HEADING.isdisjoint(fold(" ".join(around)).split()):
        return None
    if not has_colon and (
        len(around[0].split()) > 4 or folded.rstrip(" *_").endswith((".", ";", ","))
    ):
        return None
    names = [name for name in found.groupdict().values() if name]
    polarities = {_polarity(name) for name in names}
    polarity = polarities.pop() if len(polarities) == 1 else Polarity.UNKNOWN
    return polarity, " ".join(filter(None, map(_cohort, around)))


def _polarity(word: str) -> Polarity:
    if word.startswith("eligib"):
        return Polarity.UNKNOWN
    return Polarity.INCLUSION if word == "inclusion" else Polarity.EXCLUSION


_QUALIFIERS = word_set(
    """
    key main general major core specific additional principal primary other common the study trial
    overall basic important selected abbreviated brief summary of for list patient subject
    participant criteria please see clinical principaux generaux are is
    """
)


def _cohort(around: str) -> str:
    """Whom the heading is about: its words beside those that every heading has."""
    words = _bare(around)
    said = [word for word in _WORD.findall(fold(words)) if word not in _QUALIFIERS]
    return words if said else ""


def _bare(words: str) -> str:
    return " ".join(words.split()).strip(" *_#:-–—.()[]")


def _is_of_people(head: str, folded: str) -> bool:
    words = _WORD.findall(folded)
    if not words or not _VERBS.isdisjoint(words) or re.search(r"[<>≥≤=]", folded):
        return False
    letters = "".join(filter(str.isalpha, head))
    is_loud = letters.isupper() and len(letters) > 5
    return is_loud or (len(words) <= 8 and not _PEOPLE.isdisjoint(words))
