"""Numbers that can be published: each knows what it was counted from or where it was printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from statistics import median

from vigie.records.entries import Measured, Place
from vigie.records.ids import RecordId, RecordRef
from vigie.records.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many records; its value is the length of the list, and nothing else.

    `key` is unique in an edition (`ibm.studies`, `ibm.studies.phase.2`); `label` names it in
    a heading; `definition` says how it was counted, for its evidence page.
    """

    key: str
    label: Message
    definition: Message
    evidence: tuple[RecordRef, ...]

    @property
    def value(self) -> int:
        """The length of the evidence."""
        return len(self.evidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A part of a whole, both counted; undefined (None) of nothing."""

    key: str
    label: Message
    definition: Message
    part: Count
    whole: Count

    @property
    def value(self) -> float | None:
        """Between 0 and 1."""
        return self.part.value / self.whole.value if self.whole.value else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A median or a total over the records that state the quantity.

    `evidence` pairs each record with its value, in the unit that `label` says.
    """

    key: str
    label: Message
    definition: Message
    statistic: str
    evidence: tuple[tuple[RecordRef, float], ...]

    @property
    def value(self) -> float | None:
        """The statistic of the values; None of nothing. Raises: ValueError for another name."""
        values = [value for _, value in self.evidence]
        if self.statistic == "total":
            return sum(values) if values else None
        if self.statistic == "median":
            return median(values) if values else None
        raise ValueError(f"{self.statistic!r} is not a statistic: total or median.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A figure that a source printed: its value, the source, the place and the day.

    `held` lists those of its records that we hold; None where it counts no records.
    """

    key: str
    label: Message
    definition: Message
    figure: Measured
    ref: RecordRef
    source: RecordId
    places: tuple[Place, ...]
    on: date
    attributed_to: str | None = None
    held: tuple[RecordRef, ...] | None = None

    @property
    def value(self) -> float | tuple[float, ...]:
        """The value as printed; several where several were printed together."""
        values = self.figure.values
        return values[0] if len(values) == 1 else values


Figure = Count | Share | Summary | Stated
