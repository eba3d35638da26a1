"""One unit into another, by exact factors only; a month has no exact number of days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from vigie.eligibility.meaning.logic import Bounds
from vigie.eligibility.meaning.patient import Amount

# Factors exact by definition: the prefixes of the SI, and the hours and months of the calendar.
# Fractions, so that a value on the bound stays on it.
_FAMILIES: tuple[Mapping[str, Fraction], ...] = (
    {"hour": Fraction(1), "day": Fraction(24), "week": Fraction(168)},
    {"month": Fraction(1), "year": Fraction(12)},
    {"/mm3": Fraction(1), "/uL": Fraction(1), "10^9/L": Fraction(1000)},
    {
        "g/L": Fraction(1),
        "g/dL": Fraction(10),
        "mg/dL": Fraction(1, 100),
        "mg/L": Fraction(1, 1000),
    },
    {"m": Fraction(1), "cm": Fraction(1, 100)},
    {"kg": Fraction(1), "g": Fraction(1, 1000)},
    {"mg/day": Fraction(1), "g/day": Fraction(1000)},
)
# The shortest and the longest that a month or a year can be, in days.
_DAYS: Mapping[str, tuple[Fraction, Fraction]] = {
    "hour": (Fraction(1, 24), Fraction(1, 24)),
    "day": (Fraction(1), Fraction(1)),
    "week": (Fraction(7), Fraction(7)),
    "month": (Fraction(28), Fraction(31)),
    "year": (Fraction(365), Fraction(366)),
}


@dataclass(frozen=True, slots=True)
class Judged:
    """Whether an amount lies between bounds (None: cannot be said) and why."""

    truth: bool | None
    because: str


def judged(amount: Amount, bounds: Bounds) -> Judged:
    """An amount against bounds: converted only by an exact factor, and then it is said."""
    given, wanted = amount.unit, bounds.unit
    if given == wanted:
        return Judged(bounds.hold(amount.value), "in the same unit")
    factor = _factor(given, wanted)
    if factor is not None:
        value = _exact(amount.value) * factor
        return Judged(_holds(bounds, value), f"1 {given} is exactly {float(factor):g} {wanted}")
    if given in _DAYS and wanted in _DAYS:
        return _calendar(amount, bounds)
    return Judged(None, f"the unit is {given or 'none'}, and the sentence has {wanted or 'none'}")


def _factor(given: str | None, wanted: str | None) -> Fraction | None:
    if given is None or wanted is None:
        return None
    for family in _FAMILIES:
        if given in family and wanted in family:
            return family[given] / family[wanted]
    return None


def _calendar(amount: Amount, bounds: Bounds) -> Judged:
    """Decided only where no bound lies between the shortest and the longest it can be."""
    given, wanted = _DAYS[str(amount.unit)], _DAYS[str(bounds.unit)]
    value = _exact(amount.value)
    least, most = value * given[0] / wanted[1], value * given[1] / wanted[0]
    ends = [_exact(end) for end in (bounds.lower, bounds.upper) if end is not None]
    if any(least <= end <= most for end in ends):
        return Judged(None, "it depends on the length of the months")
    return Judged(_holds(bounds, least), "whatever the length of the months")


def _exact(value: float) -> Fraction:
    """The number as it is written: 0.1 is a tenth."""
    return Fraction(str(value))


def _holds(bounds: Bounds, value: Fraction) -> bool:
    lower, upper = bounds.lower, bounds.upper
    if lower is not None:
        end = _exact(lower)
        if value < end or (value == end and not bounds.lower_inclusive):
            return False
    if upper is None:
        return True
    end = _exact(upper)
    return value < end or (value == end and bounds.upper_inclusive)
