"""English: articles, dates, small numbers in letters.

Noun forms: `bare`; `the`; `a` (indefinite article); `of`.
"""

from __future__ import annotations

import re

from vigie.errors import VigieError
from vigie.knowledge.models import Noun
from vigie.publishing.typography import set_pages
from vigie.records.dates import PartialDate

LOCALE = "en_GB"
AND, OR = "and", "or"
FORMS = ("bare", "the", "a", "of")

_CODE = re.compile(r"[A-Z](?:[A-Z0-9]|-?\d)|[A-Z]\b")
_SAID_YOU = re.compile(
    r"(?:uni(?!n|m)|u[bcfhjkqrst][aeiou]|eu|ew|one\b|once\b|uk\b)", re.IGNORECASE
)
_MUTE_H = re.compile(r"(?:hour|honest|honou?r|heir)", re.IGNORECASE)
_TAKES_THE = re.compile(r"(?:University of|National|Institute|Ministry|Hospital of)\b")
_LETTERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_SHORT_MONTHS = (
    "Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.",
    "Dec.",
)  # fmt: skip


def takes_an(word: str) -> bool:
    """Whether *an* is said before this word. Codes are read as letters.

    >>> [takes_an(w) for w in ("inhibitor", "hour", "FT819", "UCAR-T", "European", "trial")]
    [True, True, True, False, False, False]
    """
    if _CODE.match(word):
        return word[0] in "AEFHILMNORSX"
    if word[:1].isdigit():
        return word.startswith(("8", "11", "18"))
    if _SAID_YOU.match(word):
        return False
    return word[:1].lower() in "aeiou" or bool(_MUTE_H.match(word))


def say_noun(noun: Noun, form: str) -> str:
    """A noun with its article.

    >>> say_noun(Noun(text="antisynthetase syndrome"), "a")
    'an antisynthetase syndrome'
    """
    if form == "the":
        return f"the {noun.text}" if noun.takes_article else noun.text
    if form == "of":
        return f"of {noun.text}"
    if form == "a" and noun.number == "s":
        return _indefinite(noun.text)
    return noun.text


def say_name(text: str, form: str) -> str:
    """A name without grammar of its own: a town, a company, a hospital."""
    if form == "bare":
        return text
    if form == "a":
        return _indefinite(text)
    if form in {"of", "in"}:
        return f"{form} {text}"
    if form == "the":
        return f"the {text}" if _TAKES_THE.match(text) else text
    raise VigieError(f"The name {text!r} cannot be said in the form {form!r}.")


def say_towns(names: tuple[str, ...]) -> tuple[str, ...]:
    """Towns after one *in*."""
    return (f"in {names[0]}", *names[1:])


def say_date(date: PartialDate, form: str) -> str:
    """A date; `in` says *when*, `a` says *as of*, `short` is the form of boxes.

    >>> say_date(PartialDate(2025, 5, 17), "in"), say_date(PartialDate(2023, 2), "short")
    ('on 17 May 2025', 'Feb. 2023')
    """
    months = _SHORT_MONTHS if form == "short" else _MONTHS
    parts = [str(date.year)]
    if date.month is not None:
        parts.insert(0, months[date.month - 1])
    if date.day is not None:
        parts.insert(0, str(date.day))
    before = {"in": "on " if date.day else "in ", "a": "as of ", "of": "of "}.get(form, "")
    return before + " ".join(parts)


def say_small(number: float, *, is_feminine: bool = False) -> str | None:  # noqa: ARG001
    """A number up to ten in letters, for things; None above or between."""
    return _LETTERS[int(number)] if number in range(len(_LETTERS)) else None


def say_percent(number: str) -> str:
    """A percentage, from its number."""
    return f"{number}%"


def typeset(text: str) -> str:
    """The text with the numbers of pages beside their words: English needs no more."""
    return set_pages(text)


def _indefinite(text: str) -> str:
    return f"{'an' if takes_an(text) else 'a'} {text}"
