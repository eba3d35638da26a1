"""French: articles, elision, contraction, dates, small numbers in letters.

Noun forms: `bare`; `le` (definite article); `de` and `a` (preposition and definite article,
contracted); `of` (*de* without article); `un` (indefinite article).
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from vigie.errors import VigieError
from vigie.knowledge.models import Noun
from vigie.publishing.typography import NO_BREAK, set_french
from vigie.records.dates import PartialDate

LOCALE = "fr_FR"
AND, OR = "et", "ou"
FORMS = ("bare", "le", "de", "a", "of", "un")

_NEVER_ELIDED = re.compile(
    r"(?:onze|onzièmes?|oui|ouistitis?|yaourts?|yoga|uhlan|ululement|huit|huitièmes?)",
    re.IGNORECASE,
)
_ASPIRATED = re.compile(
    r"(?:hache|haine|halte|hamac|hanches?|handicaps?|hangar|harcèlement|haricots?|hasard|hauts?|"
    r"hautes?|hausse|hauteur|hernies?|héros|herse|hibou|hiérarchie|hockey|hollande|homard|hongrie|"
    r"honte|hoquet|hors|housse|hurlement|honduras|halo|hall|hamster|houle|huguenot|heurt|hâte)",
    re.IGNORECASE,
)
_CODE = re.compile(r"[A-Z][A-Z0-9]|[A-Z]+-?\d|[A-Z]\b")
_TOWN = re.compile(r"(Les?) (?=[A-ZÉ])")
_CONTRACTED = {"of": {"Le": "du ", "Les": "des "}, "a": {"Le": "au ", "Les": "aux "}}
_MASCULINE_BODIES = re.compile(
    r"(?:CHU|CHRU|CHR|CHI|CH|GHU|Centre|Center|Groupe|Institut|Institute|Hôpital|Hospital|"
    r"Laboratoire|Ministère|Réseau|College|Registry)"
)
_FEMININE_BODIES = re.compile(
    r"(?:Université|University|Assistance|Fondation|Foundation|Clinique|Clinic|Société|"
    r"Association|AFM-Téléthon|AP-HP)"
)
_LETTERS = ("aucun", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip
_SHORT_MONTHS = (  # as the boxes of the digest print them
    "Janv.", "Fév.", "Mars", "Avr.", "Mai", "Juin", "Juil.", "Août", "Sept.", "Oct.", "Nov.",
    "Déc.",
)  # fmt: skip


def elides(word: str, *, is_aspirated: bool = False) -> bool:
    """Whether *le* and *de* lose their vowel before this word.

    Codes are read as letters: before a vowel or H they elide (*l’AZD5492*, *l’HMGCR*), before
    the others not (*le FT819*, *les YTB323*).

    >>> [elides(w) for w in ("efgartigimod", "hôpital", "hanche", "onze", "YTB323", "8")]
    [True, True, False, False, False, False]
    """
    first = re.split(r"[\s’'(),.]", word.lstrip("«“( "), maxsplit=1)[0]
    if is_aspirated or not first or _NEVER_ELIDED.fullmatch(first):
        return False
    letter = _unaccented(first[0])
    if letter == "h":
        return bool(_CODE.match(first)) or not _ASPIRATED.fullmatch(first.split("-")[0])
    if letter == "y":
        is_vowel = len(first) > 1 and _unaccented(first[1]) not in "aeiouy"
        return is_vowel and not _CODE.match(first)
    return letter in "aeiou"


def say_noun(noun: Noun, form: str) -> str:
    """A noun with what stands before it.

    >>> say_noun(Noun(text="efgartigimod alfa", gender="m"), "de")
    'de l’efgartigimod alfa'
    >>> say_noun(Noun(text="échanges plasmatiques", gender="m", number="p"), "a")
    'aux échanges plasmatiques'
    """
    elided = elides(noun.text, is_aspirated=noun.is_aspirated)
    if form == "bare":
        return noun.text
    if form == "of" or (form == "de" and not noun.takes_article):
        return ("d’" if elided else "de ") + noun.text
    if form == "un":
        return _indefinite(noun) + noun.text
    if not noun.takes_article:
        return ("à " if form == "a" else "") + noun.text
    return _definite(noun, form, elided=elided) + noun.text


def say_name(text: str, form: str) -> str:
    """A name without grammar of its own: a town, a company, a hospital.

    >>> say_name("Abcuro", "of"), say_name("Le Mans", "a"), say_name("CHU de Brest", "le")
    ('d’Abcuro', 'au Mans', 'le CHU de Brest')
    """
    if form == "bare":
        return text
    town = _TOWN.match(text)
    if town and form in _CONTRACTED:
        return _CONTRACTED[form][town[1]] + text[town.end() :]
    if form in {"le", "de"}:
        gender = _gender_of_body(text)
        has_article = gender is not None
        return say_noun(Noun(text=text, gender=gender, takes_article=has_article), form)
    if form == "of":
        return say_noun(Noun(text=text), "of")
    if form == "a":
        return f"à {text}"
    raise VigieError(f"The name {text!r} cannot be said in the form {form!r}: it has no gender.")


def say_towns(names: tuple[str, ...]) -> tuple[str, ...]:
    """Towns after one *à*, or each with its own where one contracts: `à Lyon et au Mans`."""
    if any(_TOWN.match(name) for name in names):
        return tuple(say_name(name, "a") for name in names)
    return (say_name(names[0], "a"), *names[1:])


def say_date(date: PartialDate, form: str) -> str:
    """A date; `in` says *when*, `a` says *as of*, `short` is the form of boxes.

    >>> say_date(PartialDate(2024, 3, 1), "in"), say_date(PartialDate(2023, 2), "short")
    ('le 1er mars 2024', 'Fév. 2023')
    """
    text = _date(date, is_short=form == "short")
    if form == "in":
        return ("le " if date.day else "en ") + text
    if form == "a":
        return f"au {text}" if date.day else _at_month(text) if date.month else f"en {text}"
    if form == "of":
        return f"du {text}" if date.day else _of(text)
    return text


def say_small(number: float, *, is_feminine: bool = False) -> str | None:
    """A number up to ten in letters, for things; None above or between."""
    if number not in range(len(_LETTERS)):
        return None
    letters = _LETTERS[int(number)]
    return f"{letters}e" if is_feminine and number < 2 else letters


def say_percent(number: str) -> str:
    """A percentage, from its number."""
    return f"{number}{NO_BREAK}%"


def typeset(text: str) -> str:
    """The text with French spaces and apostrophes."""
    return set_french(text)


def _gender_of_body(text: str) -> Literal["m", "f"] | None:
    """The gender of a hospital, a university …: of its first word, or of an English head noun.

    The head of an English name stands before *of* (*University of Kansas*) or at its end.
    """
    head = re.split(r" of | for |,| \(", text, maxsplit=1)[0].split(" ")
    for word in (head[0], head[-1]):
        if _MASCULINE_BODIES.fullmatch(word):
            return "m"
        if _FEMININE_BODIES.fullmatch(word):
            return "f"
    return None


def _indefinite(noun: Noun) -> str:
    if noun.number == "p":
        return "des "
    return {"m": "un ", "f": "une "}[_gender(noun)]


def _definite(noun: Noun, form: str, *, elided: bool) -> str:
    if noun.number == "p":
        return {"le": "les ", "de": "des ", "a": "aux "}[form]
    if elided:
        return {"le": "l’", "de": "de l’", "a": "à l’"}[form]
    if _gender(noun) == "f":
        return {"le": "la ", "de": "de la ", "a": "à la "}[form]
    return {"le": "le ", "de": "du ", "a": "au "}[form]


def _gender(noun: Noun) -> str:
    if noun.gender is None:
        raise VigieError(
            f"The French noun {noun.text!r} has no gender, so no article can be chosen. "
            "Add `gender: m` or `gender: f` to its curated row."
        )
    return noun.gender


def _date(date: PartialDate, *, is_short: bool) -> str:
    if date.month is None:
        return str(date.year)
    if date.day is None:
        return f"{(_SHORT_MONTHS if is_short else _MONTHS)[date.month - 1]} {date.year}"
    day = "1er" if date.day == 1 else str(date.day)
    month = _SHORT_MONTHS[date.month - 1].lower() if is_short else _MONTHS[date.month - 1]
    return f"{day} {month} {date.year}"


def _of(text: str) -> str:
    return f"d’{text}" if text[0] in "ao" else f"de {text}"


def _at_month(text: str) -> str:
    return f"au mois {_of(text)}"


def _unaccented(letter: str) -> str:
    letter = {"œ": "o", "Œ": "o", "æ": "a", "Æ": "a"}.get(letter, letter)
    return unicodedata.normalize("NFD", letter)[0].lower()
