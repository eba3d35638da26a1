"""Time since, without or until something: `within 6 months`, `off X for 4 weeks`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from vigie.eligibility.folding import word_set
from vigie.eligibility.lexicon import Hit
from vigie.eligibility.lexing import Token
from vigie.eligibility.quantities import Quantity
from vigie.eligibility.sentence import Sentence

_RECENT = word_set(
    """
    within in during over last past previous preceding prior recent next coming the most these <
    first
    """
)
_INSIDE = word_set(
    """
    within in during over last past previous preceding prior next coming
    """
)
_STABLE = word_set(
    """
    stable unchanged constant washout wash-out stably maintained off without discontinued stopped
    free reached
    """
)
_AFTERWARDS = word_set("before prior ago preceding earlier")
_CLAUSE = 14


def directed(sentence: Sentence, quantity: Quantity, previous: str | None = None) -> Quantity:
    """A time with the side that its preposition gives, where no comparison says it.

    `previous` is the side of the time said just before (`within 4 weeks or 5 half-lives`).
    """
    if quantity.is_range:
        return quantity
    if quantity.is_said and quantity.lower != quantity.upper:
        return quantity
    joint = sentence.words(quantity.first - 1, quantity.first)
    if previous and joint in (["or"], ["("], ["and"], ["/"]):
        is_upper = previous == "upper"
    else:
        is_upper = _is_upper(sentence, quantity)
    return replace(
        quantity,
        lower=None if is_upper else quantity.lower,
        lower_inclusive=not is_upper,
        upper=quantity.upper if is_upper else None,
        upper_inclusive=is_upper,
        is_said=True,
    )


def _is_upper(sentence: Sentence, quantity: Quantity) -> bool:
    place = quantity.first
    before = sentence.words(place - 5, place)
    if before[-2:] in (["period", "of"], ["space", "of"]):  # `within a period of 6 months`
        before = before[:-3]
    near = []
    while before and before[-1] in _RECENT:
        near.append(before.pop())
    inside = sentence.words(quantity.first, quantity.last)
    if not _INSIDE.isdisjoint(near) or not _INSIDE.isdisjoint(inside):
        return True
    after = sentence.words(quantity.last, quantity.last + 3)
    if "next" in after[:1] or "coming" in after[:1]:
        return True
    clause = sentence.words(place - _CLAUSE, place)
    if before and before[-1] in {"for", "times", "after", "x"}:
        return clause[:1] == ["no"] and before[-1] == "times"
    is_over = not _OVER.isdisjoint(clause) and not _MUST.isdisjoint(clause)
    return bool(set(after) & _AFTERWARDS) and _STABLE.isdisjoint(clause) and not is_over


_OVER, _MUST = word_set("completed finished ended ceased"), word_set("must should")


def subject_of(sentence: Sentence, quantity: Quantity) -> tuple[str, str]:
    """What the time is about: id and words. The nearest concept, and how it stands to it."""
    start, end = sentence.tokens[quantity.first].start, sentence.tokens[quantity.last - 1].end
    clause_start = _denied_anew(sentence, _clause_start(sentence, quantity), start)
    before = [
        hit
        for hit in sentence.concepts
        if clause_start <= hit.start and hit.end <= start and not _is_idle(sentence, hit)
    ]
    if (named := _behind_its_time(sentence, start, end)) is not None:
        before = [named]
    words = set(sentence.folded[clause_start:start].split()) | set(
        sentence.folded[end : end + 40].split()[:3]
    )
    if not before:
        before = _listed_after(sentence, end)
    if not before:
        if _suffix(words) and not _OF_CARE.isdisjoint(words):
            return "therapy_stable", "therapy"
        if "disease" in words or ("duration" in words and words.isdisjoint(_STUDY)):
            return "disease_duration", "disease"
        return "time", ""
    before = _of_clause(sentence, _without_exceptions(sentence, before))
    timed = [hit for hit in before if hit.type in _DRUGS_AND_TESTS]
    if before[-1].type not in _DRUGS_AND_TESTS:
        timed = before[-1:]
    if same := _SAME.search(sentence.folded, clause_start, start):
        words = {"stable"} if same[1] else {"duration"}
    timed = _sharing(sentence, timed, clause_start, is_since=not _suffix(words))
    text = sentence.text[timed[0].start : timed[-1].end]
    return "|".join(dict.fromkeys(hit.id + _suffix(words) for hit in timed)), text


# `The same dose for at least 4 weeks`, `the same drug for 12 weeks`.
_SAME = re.compile(
    r"\bsame (?:(doses?|dosage|dosing|regimen)|drugs?|agents?|medications?|treatment|therapy)"
    r"(?: for| since)?\s*$"
)


def _sharing(sentence: Sentence, timed: Sequence[Hit], start: int, *, is_since: bool) -> list[Hit]:
    """Those of a list that one time is of: not what has a time or a dose of its own."""
    kept = [timed[-1]]
    for n in range(len(timed) - 2, -1, -1):
        hit = timed[n]
        before = sentence.folded[timed[n - 1].end if n else start : hit.start]
        between = sentence.folded[hit.end : kept[0].start]
        if is_since and _has_own_time(before, between):
            break
        kept.insert(0, hit)
    return kept


def _denied_anew(sentence: Sentence, first: int, start: int) -> int:
    """`On a, and no b within 6 months`: where what is denied anew begins, if it names a thing."""
    begins = first
    for found in _ANEW.finditer(sentence.folded, first, start):
        if any(found.end() <= hit.start and hit.end <= start for hit in sentence.concepts):
            begins = found.end()
    return begins


def _has_own_time(before: str, between: str) -> bool:
    """`Current a or b within 6 months`, `a ever or b …`, `a > 25 mg or b …`."""
    is_own = bool(_OWN.search(before)) and not _OR_PAST.search(before)
    is_own |= bool(_DOSED.search(before))
    return is_own or bool(_OWN_AFTER.search(between))


_ANEW = re.compile(
    r"(?:\band|(?<!\bwith )\bor|,)\s+"
    r"(?:(?:must|should|may|have|has|who|is|are|had) )*(?=(?:no|not|never|without)\b)"
)
_OWN = re.compile(
    r"\b(?:current(?:ly)?|ongoing|concomitant|concurrent|any history|any (?:prior|previous)|ever)\b"
)
_OR_PAST = re.compile(
    r"\b(?:past|previous|prior|recent|history)\b.*\bor\b|\bor\b.*\b(?:past|previous|prior|recent)"
)
_DOSED = re.compile(r"\d\s*(?:[mµ]?g|iu)\b(?:/\w+)*(?: (?:a|per|each) \w+| daily)? (?:of )?$")
_OWN_AFTER = re.compile(r"\bever\b|\bat any time\b|\d\s*(?:[mµ]?g|iu)\b")


_OF_CARE = word_set("therapy therapies treatment treatments medication medications regimen drugs")


def _listed_after(sentence: Sentence, end: int) -> list[Hit]:
    """The first thing after a time, and what a list of drugs joins to it."""
    found: list[Hit] = []
    for hit in sentence.concepts:
        if hit.start < end:
            continue
        between = sentence.folded[found[-1].end : hit.start].split() if found else []
        is_listed = found and hit.type == "treatment" == found[-1].type and between in _JOINED
        if (found and not is_listed) or (not found and _is_apart(sentence, end, hit)):
            break
        found.append(hit)
    return found


_JOINED = (["or"], ["and"], ["and/or"], ["/"], [","], [",", "or"], [",", "and"])


def _without_exceptions(sentence: Sentence, before: list[Hit]) -> list[Hit]:
    """`A drug other than b begun in the past month`: b is not what is timed."""
    kept = [
        hit
        for hit in before
        if not _LEFT_OUT.search(sentence.folded, max(0, hit.start - 24), hit.start)
    ]
    is_alike = bool(kept) and kept[-1].type == before[-1].type in _DRUGS_AND_TESTS
    return kept if is_alike and kept[0] == before[0] else before


_LEFT_OUT = re.compile(r"\b(?:other than|except(?: for)?|excluding)(?: the| any)? $")


def _of_clause(sentence: Sentence, before: list[Hit]) -> list[Hit]:
    """What is timed, where a clause names another thing: what it requires, what it is for."""
    last = before[-1]
    for n in range(len(before) - 2, -1, -1):
        first = before[n]
        between = sentence.folded[first.end : last.start]
        if {",", ";"} & set(between):
            break
        to_need = sentence.folded[first.start : before[n + 1].start]
        if first.type == "infection" and last.type != "infection" and _REQUIRING.search(to_need):
            return [first]
        if first.type == "treatment" and last.type in _ILLS and _TO_TREAT.fullmatch(between):
            return [one for one in before if one != last]
    return before


_ILLS = frozenset({"infection", "condition"})
_REQUIRING = re.compile(r"\b(?:requir|need)(?:ing|es|s|ed)\b")
_TO_TREAT = re.compile(r" (?:to treat|for(?: the)? treatment of|against)(?: an?| any| active)? ")


def _behind_its_time(sentence: Sentence, start: int, end: int) -> Hit | None:
    """`Remote (over 5 years) cancer`: the thing right after the bracket, where none is before."""
    opened, closed = sentence.folded[:start].rstrip(), sentence.folded[end : end + 2]
    if not opened.endswith("(") or closed != ") ":
        return None
    at = len(opened[:-1].rstrip())
    if any(hit.start < at <= hit.end for hit in sentence.concepts):
        return None
    return next((hit for hit in sentence.concepts if hit.start == end + 2), None)


def _is_anchor(sentence: Sentence, end: int, hit: Hit) -> bool:
    """`Within 7 days before the first dose of the study drug`: from when it is counted back."""
    between = sentence.folded[end : hit.start]
    is_study = hit.id == "investigational_agent" and bool(_OF.match(between))
    return is_study or bool(_BEFORE.match(between))


def _is_apart(sentence: Sentence, end: int, hit: Hit) -> bool:
    """`≥ 6 months of neuropathic pain on the operation site`: another thing stands between."""
    between = sentence.folded[end : hit.start]
    is_phrase = bool(_OF_ANOTHER.match(between)) and hit.type not in _TIMED_ANYWHERE
    is_phrase |= bool(_EXAMPLE.search(between))
    return is_phrase or _is_anchor(sentence, end, hit)


_EXAMPLE = re.compile(r"\w[\s,(]+(?:i\.?e\b|e\.?g\b|such as|including|like)")
_TIMED_ANYWHERE = frozenset({"treatment", "vaccine", "pregnancy"})
_OF_ANOTHER = re.compile(
    r"[\s)]*(?:history )?(?:of|with|for)\s+(?:\w+[\s-]+){1,4}(?:on|at|of|in|from|after|to)\s"
)
_OF = re.compile(r"\s*(?:of|from|to)\b[^,;:()]*$")
_BEFORE = re.compile(r"[\s)]*(?:prior to|before|preceding)\b[^,;:()]*$")


def _is_idle(sentence: Sentence, hit: Hit) -> bool:
    """`With or without other illnesses`: nothing is asked of them, nor when they were."""
    return bool(_WITH_OR_WITHOUT.search(sentence.folded, max(0, hit.start - 40), hit.start))


_WITH_OR_WITHOUT = re.compile(r"\bwith or without\s+(?:[\w-]+\s+){0,2}$")
_STUDY = word_set("study trial")
_DRUGS_AND_TESTS = frozenset({"treatment", "procedure", "vaccine"})


def _suffix(words: set[str]) -> str:
    if words & {"stable", "unchanged", "constant", "stably"} or {"dose", "reached"} <= words:
        return "_stable"
    return "_duration" if "duration" in words else ""


def _clause_start(sentence: Sentence, quantity: Quantity) -> int:
    for token in reversed(sentence.tokens[: quantity.first]):
        if token.word == ";" or _is_stop(sentence, token):
            return token.end
    return 0


def _is_stop(sentence: Sentence, token: Token) -> bool:
    """Whether a dot ends a sentence, and not `e.g.`."""
    if token.word != "." or sentence.text[token.end : token.end + 1] not in {" ", ""}:
        return False
    return not _ABBREVIATED.search(sentence.folded, 0, token.start)


_ABBREVIATED = re.compile(r"\b(?:e\.? ?g|i\.? ?e)$")
