"""How much a measurement changed: a fall in FVC is no FVC."""

from __future__ import annotations

from bisect import bisect_left

from vigie.eligibility.folding import word_set
from vigie.eligibility.quantities import Quantity
from vigie.eligibility.sentence import Sentence
from vigie.eligibility.subjects import Subject
from vigie.eligibility.units import Family

CHANGES = word_set(
    """
    fall decline decrease drop worsening reduction increase rise loss deterioration improvement
    declined decreased increased dropped fallen change varies varied variation fluctuation
    """
)
"""Words for a change."""
_FAR = 14
_LINKS = word_set("in of from the")


def of_change(sentence: Sentence, quantity: Quantity, subject: Subject) -> Subject:
    """The measurement, or its change where a word of change goes with it."""
    is_limit = quantity.unit is not None and quantity.unit.family is Family.LIMIT
    if subject.span is None or is_limit or _is_reached(sentence, quantity):
        return subject
    is_by = sentence.words(quantity.first - 1, quantity.first) == ["by"]
    if is_by and not CHANGES.isdisjoint(sentence.words(quantity.first - _FAR, quantity.first)):
        return _changed(subject)
    place = bisect_left(sentence.tokens, subject.span.start, key=lambda token: token.start)
    is_followed = not CHANGES.isdisjoint(sentence.words(quantity.last, quantity.last + 1))
    if is_followed or _is_changed(sentence, place) or _changes_after(sentence, quantity, subject):
        return _changed(subject)
    return subject


def _changed(subject: Subject) -> Subject:
    return subject._replace(id=f"{subject.id}_change", is_known=False)


def _is_reached(sentence: Sentence, quantity: Quantity) -> bool:
    """`a rise to 38 °C`: the value, no change."""
    near = sentence.words(quantity.first - 1, quantity.first + 1)
    return "to" in near or "from" in near


def _is_changed(sentence: Sentence, place: int) -> bool:
    """`a fall in FVC`, `change of FVC`."""
    while place and sentence.tokens[place - 1].word in _LINKS:
        place -= 1
        if place and sentence.tokens[place - 1].word in CHANGES:
            return True
    return False


def _changes_after(sentence: Sentence, quantity: Quantity, subject: Subject) -> bool:
    """`FVC decline of 10 %`."""
    gap = sentence.words(quantity.first - subject.gap, quantity.first)
    return not CHANGES.isdisjoint(gap[:2]) or "stable" in gap
