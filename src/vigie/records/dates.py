"""Dates as a source gives them: a year, a month or a day, never padded."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month of a year, or a day: as precise as its source, never more.

    >>> str(PartialDate.parse("2024-03"))
    '2024-03'
    >>> PartialDate.parse("2024-03").latest()
    datetime.date(2024, 3, 31)
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("A date with a day needs a month.")
        date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Reads `2024`, `2024-03` or `2024-03-18`. Raises: ValueError for anything else."""
        match = _SHAPE.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"{text!r} is not a date. Write YYYY, YYYY-MM or YYYY-MM-DD.")
        return cls(*(int(part) if part else None for part in match.groups()))  # type: ignore[arg-type]

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """The whole day."""
        return cls(day.year, day.month, day.day)

    def earliest(self) -> date:
        """The first day that it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    def latest(self) -> date:
        """The last day that it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def is_before(self, day: date) -> bool:
        """Whether it is over by `day` however it is completed."""
        return self.latest() < day

    def is_after(self, day: date) -> bool:
        """Whether it is still to come on `day` however it is completed."""
        return self.earliest() > day

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)
