"""A reading as other programs get it: plain values, numbers as the text has them."""

from __future__ import annotations

from typing import TypedDict

from vigie.eligibility.words.leaves import Comparison, Concept, Reading


class ComparisonTold(TypedDict):
    """A comparison; an end that is not there is null, and so is whether it is inclusive."""

    kind: str
    subject: str
    subject_text: str
    lower: float | None
    lower_inclusive: bool | None
    upper: float | None
    upper_inclusive: bool | None
    unit: str | None
    start: int
    end: int


class ConceptTold(TypedDict):
    """A thing that the text names."""

    type: str
    id: str
    text: str
    start: int
    end: int
    negated: bool
    temporal: str | None


class ReadingTold(TypedDict):
    """All that was read of one line, by its id."""

    id: str | int
    comparisons: list[ComparisonTold]
    concepts: list[ConceptTold]
    unread: list[list[int]]


def told(id_: str | int, reading: Reading) -> ReadingTold:
    """A reading, under the id of its line."""
    return {
        "id": id_,
        "comparisons": [comparison_told(one) for one in reading.comparisons],
        "concepts": [_concept(one) for one in reading.concepts],
        "unread": [[span.start, span.end] for span in reading.unread],
    }


def comparison_told(one: Comparison) -> ComparisonTold:
    """A comparison as plain values."""
    return {
        "kind": one.kind.value,
        "subject": one.subject,
        "subject_text": one.subject_text,
        "lower": one.lower,
        "lower_inclusive": one.lower_inclusive if one.lower is not None else None,
        "upper": one.upper,
        "upper_inclusive": one.upper_inclusive if one.upper is not None else None,
        "unit": one.unit,
        "start": one.span.start,
        "end": one.span.end,
    }


def _concept(one: Concept) -> ConceptTold:
    return {
        "type": one.type,
        "id": one.id,
        "text": one.text,
        "start": one.span.start,
        "end": one.span.end,
        "negated": one.is_negated,
        "temporal": one.temporal,
    }
