"""How many a value is, for the choice between singular and plural."""

from __future__ import annotations

from collections.abc import Callable
from functools import singledispatch
from typing import Any

from vigie.analyses.figures import Count, Share, Stated, Summary
from vigie.knowledge.models import Noun
from vigie.knowledge.nouns import AntibodyNoun, ClassNoun, FormNoun, NamedNoun, TreatmentNoun
from vigie.publishing.document import Linked
from vigie.records.entries import Measured, Quantity

_NOUNS = (AntibodyNoun, ClassNoun, FormNoun, NamedNoun, TreatmentNoun)


def amount(value: Any, noun_of: Callable[[Any], Noun]) -> float:
    """A number counts for itself, a list for its length, a noun for its grammatical number.

    A list of one counts as its only item.
    """
    if isinstance(value, Linked):
        return amount(value.value, noun_of)
    if isinstance(value, tuple):
        return amount(value[0], noun_of) if len(value) == 1 else len(value)
    if isinstance(value, _NOUNS):
        return 2 if noun_of(value).number == "p" else 1
    return _number(value)


@singledispatch
def _number(value: Any) -> float:  # noqa: ARG001
    """Names, dates and sentences are one."""
    return 1


@_number.register(int)
@_number.register(float)
def _(value: float) -> float:
    return value


@_number.register(Quantity)
@_number.register(Count)
@_number.register(Summary)
@_number.register(Share)
def _(value: Quantity | Count | Summary | Share) -> float:
    return value.value or 0


@_number.register(Measured)
def _(value: Measured) -> float:
    return max(value.values)


@_number.register(Stated)
def _(value: Stated) -> float:
    return max(value.figure.values)
