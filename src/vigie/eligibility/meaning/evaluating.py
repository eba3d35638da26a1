"""The reference evaluator: Kleene's three values over the flat core, a trace for every row."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vigie.eligibility.meaning.converting import judged
from vigie.eligibility.meaning.core import Op, Program, Row
from vigie.eligibility.meaning.patient import Patient
from vigie.eligibility.words.polarity import Polarity
from vigie.eligibility.words.spans import Span


class Truth(StrEnum):
    """Whether a sentence is true of a person."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"


class Effect(StrEnum):
    """What a sentence does for a person: it fits, it stands against, or it is to be checked."""

    FITS = "fits"
    STANDS_AGAINST = "stands against"
    TO_CHECK = "to check"


@dataclass(frozen=True, slots=True)
class Trace:
    """How a row came to its truth: the reason, the place in the text, and the parts."""

    op: Op
    truth: Truth
    because: str
    spans: tuple[Span, ...]
    parts: tuple[Trace, ...]


def evaluated(program: Program, patient: Patient) -> Trace:
    """The truth of a tree for one person, with its reasons; no fact is ever made up."""
    traces: list[Trace] = []
    for row in program.rows:
        traces.append(_step(row, patient, tuple(traces[part] for part in row.parts)))
    return traces[program.answer]


def effect(polarity: Polarity, truth: Truth) -> Effect:
    """What follows for the person: an exclusion that is true stands against."""
    if truth is Truth.UNKNOWN or polarity is Polarity.UNKNOWN:
        return Effect.TO_CHECK
    fits = (truth is Truth.TRUE) == (polarity is Polarity.INCLUSION)
    return Effect.FITS if fits else Effect.STANDS_AGAINST


def _step(row: Row, patient: Patient, parts: tuple[Trace, ...]) -> Trace:
    if row.parts:
        truth, because = _joint(row.op, [part.truth for part in parts])
    elif row.op is Op.COMPARE:
        truth, because = _compare(row, patient)
    elif row.op is Op.HAS:
        truth, because = _stated(patient.facts.get(row.key), row.key)
    else:
        truth, because = _answered(patient.answers.get(row.key))
    return Trace(row.op, truth, because, row.spans, parts)


def _joint(op: Op, truths: list[Truth]) -> tuple[Truth, str]:
    if op is Op.NOT:
        return _CONTRARY[truths[0]], f"its part is {truths[0]}"
    decisive = Truth.FALSE if op is Op.ALL else Truth.TRUE
    if decisive in truths:
        return decisive, f"one part is {decisive}"
    if Truth.UNKNOWN in truths:
        return Truth.UNKNOWN, "a part is unknown, and no other decides"
    return _CONTRARY[decisive], f"every part is {_CONTRARY[decisive]}"


_CONTRARY = {
    Truth.TRUE: Truth.FALSE,
    Truth.FALSE: Truth.TRUE,
    Truth.UNKNOWN: Truth.UNKNOWN,
}


def _compare(row: Row, patient: Patient) -> tuple[Truth, str]:
    amount = patient.amounts.get(row.key)
    if amount is not None and row.bounds is not None:
        found = judged(amount, row.bounds)
        return _truth(found.truth), f"{row.key}: {found.because}"
    if row.never is not None and patient.facts.get(row.never) is False:
        return Truth.FALSE, f"{row.never} is said not to be"
    return Truth.UNKNOWN, f"{row.key} is not known"


def _stated(value: bool | None, key: str) -> tuple[Truth, str]:
    return _truth(value), f"{key} is {'not known' if value is None else 'stated'}"


def _answered(value: bool | None) -> tuple[Truth, str]:
    return _truth(value), "not understood by Vigie" if value is None else "answered by a person"


def _truth(value: bool | None) -> Truth:
    if value is None:
        return Truth.UNKNOWN
    return Truth.TRUE if value else Truth.FALSE
