"""One unit into another, by exact factors only; a month has no exact number of days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vigie.eligibility.logic import Bounds
from vigie.eligibility.patient import Amount

# Factors exact by definition: the SI prefixes, the calendar's week, day, hour and year of months.
_FAMILIES: tuple[Mapping[str, float], ...] = (
    {"hour": 1, "day": 24, "week": 168},
    {"month": 1, "year": 12},
    {"/mm3": 1, "/uL": 1, "10^9/L": 1000, "10^3/uL": 1000, "10^3/mm3": 1000},
    {"g/L": 1, "g/dL": 10, "mg/dL": 0.01, "mg/L": 0.001},
    {"m": 1, "cm": 0.01},
    {"kg": 1, "g": 0.001},
    {"U/L": 1, "IU/L": 1},
    {"mg/day": 1, "g/day": 1000},
)
# The shortest and the longest that a month or a year can be, in days.
_DAYS: Mapping[str, tuple[float, float]] = {
    "hour": (1 / 24, 1 / 24),
    "day": (1, 1),
    "week": (7, 7),
    "month": (28, 31),
    "year": (365, 366),
}


@dataclass(frozen=True, slots=True)
class Judged:
    """Whether an amount lies between bounds (None: cannot be said) and why."""

    truth: bool | None
    because: str


def judged(amount: Amount, bounds: Bounds) -> Judged:
    """An amount against bounds, converted only by an exact factor, and never unsaid."""
    given, wanted = amount.unit, bounds.unit
    if given == wanted:
        return Judged(bounds.hold(amount.value), "in the same unit")
    factor = _factor(given, wanted)
    if factor is not None:
        value = amount.value * factor
        return Judged(bounds.hold(value), f"1 {given} is exactly {factor:g} {wanted}")
    if given in _DAYS and wanted in _DAYS:
        return _calendar(amount, bounds)
    return Judged(None, f"the unit is {given or 'none'}, and the sentence has {wanted or 'none'}")


def _factor(given: str | None, wanted: str | None) -> float | None:
    if given is None or wanted is None:
        return None
    for family in _FAMILIES:
        if given in family and wanted in family:
            return family[given] / family[wanted]
    return None


def _calendar(amount: Amount, bounds: Bounds) -> Judged:
    """Decided only where the shortest and the longest months agree."""
    given, wanted = _DAYS[str(amount.unit)], _DAYS[str(bounds.unit)]
    truths = {bounds.hold(amount.value * days / per) for days in given for per in wanted}
    if len(truths) == 1 and not _straddles(amount, bounds, given, wanted):
        return Judged(truths.pop(), "whatever the length of the months")
    return Judged(None, "it depends on the length of the months")


def _straddles(
    amount: Amount, bounds: Bounds, given: tuple[float, float], wanted: tuple[float, float]
) -> bool:
    least, most = amount.value * given[0] / wanted[1], amount.value * given[1] / wanted[0]
    ends = [end for end in (bounds.lower, bounds.upper) if end is not None]
    return any(least <= end <= most for end in ends)
