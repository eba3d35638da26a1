"""What is read out of one sentence: comparisons, concepts, and the stretches not read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vigie.eligibility.spans import Span


class Kind(StrEnum):
    """What a comparison is about."""

    AGE = "age"
    MEASUREMENT = "measurement"
    WINDOW = "window"
    DOSE = "dose"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A quantity and its bounds as the text says them, never turned round for an exclusion.

    `subject` is the canonical id where it is known, else its words joined by underscores.
    A window is time since its subject (`upper` 6 month: within the last six months) or time
    without it (`lower` 4 week: off it for at least four weeks); `x_stable` is time at an
    unchanged dose, `x_duration` length of exposure, `planned_x` time until.
    """

    kind: Kind
    subject: str
    subject_text: str
    subject_span: Span | None
    lower: float | None
    lower_inclusive: bool
    upper: float | None
    upper_inclusive: bool
    unit: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Concept:
    """A thing that the text names, such as a form, an antibody, a treatment, a condition.

    `is_negated`: under a negation or an exception of the sentence itself; the section it
    stands in never negates. `temporal` is `history`, `current`, `planned` or None.
    """

    type: str
    id: str
    text: str
    span: Span
    is_negated: bool
    temporal: str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read of a sentence, in its order; `unread` is what no leaf accounts for.

    `limits` are bounds that the sentence gives without a number (`above normal`).
    """

    text: str
    comparisons: tuple[Comparison, ...]
    concepts: tuple[Concept, ...]
    unread: tuple[Span, ...]
    limits: tuple[Comparison, ...] = ()
