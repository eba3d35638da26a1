"""Comparisons as they are made of a quantity, and what was read just before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from vigie.eligibility.bounds.quantities import Quantity
from vigie.eligibility.bounds.sentence import Sentence
from vigie.eligibility.bounds.subjects import Subject
from vigie.eligibility.words.folding import word_set
from vigie.eligibility.words.leaves import Comparison, Kind


@dataclass(slots=True)
class Before:
    """What was read just before: where it ended, and what it was about."""

    end: int = 0
    kind: Kind | None = None
    subjects: Sequence[Subject] = ()
    units: frozenset[str | None] = frozenset()
    side: str = "lower"
    is_inclusive: bool = True


def made(
    sentence: Sentence, quantity: Quantity, kind: Kind, subject: Subject, unit: str | None
) -> Comparison:
    """A comparison of that kind."""
    return Comparison(
        kind=kind,
        subject=subject.id,
        subject_text=subject.text,
        subject_span=subject.span,
        lower=quantity.lower,
        lower_inclusive=quantity.lower is not None and quantity.lower_inclusive,
        upper=quantity.upper,
        upper_inclusive=quantity.upper is not None and quantity.upper_inclusive,
        unit=unit,
        span=sentence.span(quantity),
    )


def measured_as(
    sentence: Sentence, quantity: Quantity, subjects: Sequence[Subject], before: Before
) -> Iterator[Comparison]:
    """What a number says of each of these measurements."""
    same = before.kind is Kind.MEASUREMENT and before.subjects == subjects
    before.units = frozenset({quantity.symbol, *(before.units if same else ())})
    before.kind, before.subjects = Kind.MEASUREMENT, subjects
    before.side = _side(quantity)
    before.is_inclusive = quantity.lower_inclusive or quantity.upper_inclusive
    if quantity.over is not None and any(map(_is_pressure, subjects)):
        yield from _pressures(sentence, quantity, subjects)
        return
    for subject in map(partial(_on_its_scale, quantity), subjects):
        unit = _giga(sentence, quantity, subject)
        yield made(sentence, quantity, Kind.MEASUREMENT, subject, unit)


def _on_its_scale(quantity: Quantity, subject: Subject) -> Subject:
    """`performance status ≥ 70`: of the two scales that are called so, the one that goes so far."""
    is_either = subject.id == "ecog" and subject.text.lower() == "performance status"
    if is_either and max(quantity.lower or 0, quantity.upper or 0) > _MOST_OF_ECOG:
        return subject._replace(id="karnofsky")
    return subject


_MOST_OF_ECOG = 5


def _giga(sentence: Sentence, quantity: Quantity, subject: Subject) -> str | None:
    """`platelets < 100 G/L`: a thousand millions of cells, no grams."""
    known = sentence.lexicon.measurements.get(subject.id) if subject.is_known else None
    is_of_cells = known is not None and "10^9/L" in known.units
    if (
        quantity.symbol == "g/L"
        and is_of_cells
        and "G/" in sentence.span(quantity).of(sentence.text)
    ):
        return "10^9/L"
    return quantity.symbol


def _side(quantity: Quantity) -> str:
    if quantity.lower is None:
        return "upper"
    return "lower" if quantity.upper is None else "both"


_PRESSURES = word_set("pressure pressures bp sbp dbp hypertension systolic diastolic")


def _is_pressure(subject: Subject) -> bool:
    return not _PRESSURES.isdisjoint(subject.id.split("_"))


def _pressures(
    sentence: Sentence, quantity: Quantity, subjects: Sequence[Subject]
) -> Iterator[Comparison]:
    """`140/90`: the systolic pressure, and the diastolic one."""
    low = replace(
        quantity,
        lower=None if quantity.lower is None else quantity.over,
        upper=None if quantity.upper is None else quantity.over,
    )
    for bounds, subject, name in (
        (quantity, subjects[0], "systolic_bp"),
        (low, subjects[-1], "diastolic_bp"),
    ):
        named = subject._replace(id=name)
        yield made(sentence, bounds, Kind.MEASUREMENT, named, quantity.symbol)


def turned(quantity: Quantity, side: str) -> Quantity:
    """The same number, bounded on that side alone."""
    if side == "both":
        return quantity
    if side == "upper":
        return replace(quantity, lower=None, lower_inclusive=False)
    return replace(quantity, upper=None, upper_inclusive=False)
