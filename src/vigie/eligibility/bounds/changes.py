"""How much a measurement changed: a fall in FVC is no FVC."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from vigie.eligibility.bounds.quantities import Quantity
from vigie.eligibility.bounds.sentence import Sentence
from vigie.eligibility.bounds.subjects import Subject
from vigie.eligibility.bounds.units import Family
from vigie.eligibility.words.folding import word_set

_DOWN = word_set(
    "fall decline decrease drop reduction loss declined decreased dropped fallen falling declining"
)
_UP = word_set("increase rise gain increased rising")
_ANY = word_set("change worsening deterioration improvement varies varied variation fluctuation")
CHANGES = _DOWN | _UP | _ANY
"""Words for a change."""
_FAR = 14
_LINKS = word_set("in of from the")


def of_change(sentence: Sentence, quantity: Quantity, subject: Subject) -> Subject:
    """The measurement, or its `_decline`, `_increase` or `_change` where such a word is by it."""
    is_limit = quantity.unit is not None and quantity.unit.family is Family.LIMIT
    if subject.span is None or is_limit or _is_reached(sentence, quantity):
        return subject
    word = _word_of_change(sentence, quantity, subject)
    if word is None:
        return subject
    way = "decline" if word in _DOWN else "increase" if word in _UP else "change"
    return subject._replace(id=f"{subject.id}_{way}", is_known=False)


def _word_of_change(sentence: Sentence, quantity: Quantity, subject: Subject) -> str | None:
    if subject.span is None:
        return None
    place = bisect_left(sentence.tokens, subject.span.start, key=lambda token: token.start)
    gap = sentence.words(quantity.first - subject.gap, quantity.first)
    return (
        _by(sentence, quantity)
        or _first(sentence.words(quantity.last, quantity.last + 1))
        or _leading(sentence, place)
        or _first(gap[:2])
        or ("stable" if "stable" in gap else None)
    )


def _first(words: Iterable[str]) -> str | None:
    return next((word for word in words if word in CHANGES), None)


def _is_reached(sentence: Sentence, quantity: Quantity) -> bool:
    """`a rise to 38 °C`: the value, no change."""
    near = sentence.words(quantity.first - 1, quantity.first + 1)
    return "to" in near or "from" in near


def _by(sentence: Sentence, quantity: Quantity) -> str | None:
    """`a fall in TLCO by 15 % and in FVC by 10 %`."""
    before = sentence.words(quantity.first - _FAR, quantity.first)
    return _first(reversed(before)) if before[-1:] == ["by"] else None


def _leading(sentence: Sentence, place: int) -> str | None:
    """`a fall in FVC`, `change of FVC`."""
    while place and sentence.tokens[place - 1].word in _LINKS:
        place -= 1
        if place and sentence.tokens[place - 1].word in CHANGES:
            return sentence.tokens[place - 1].word
    return None
