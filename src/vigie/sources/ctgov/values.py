"""How the registry writes dates, ages and durations, and what they are here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from vigie.records.dates import PartialDate

_LENGTH = re.compile(r"(\d+) (Year|Month|Week|Day|Hour|Minute)s?")
_DAYS_OF_A_YEAR = 365.25
_YEARS: Mapping[str, float] = {
    "Year": 1,
    "Month": 1 / 12,
    "Week": 7 / _DAYS_OF_A_YEAR,
    "Day": 1 / _DAYS_OF_A_YEAR,
    "Hour": 1 / _DAYS_OF_A_YEAR / 24,
    "Minute": 1 / _DAYS_OF_A_YEAR / 24 / 60,
}
# The classic registry wrote it for a bound that there is not.
NO_BOUND = "N/A"


@lru_cache(maxsize=8192)
def partial_date(text: str) -> PartialDate | None:
    """A year, a month or a day; None for what is no date that exists."""
    try:
        return PartialDate.parse(text)
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def years(text: str) -> float | None:
    """A length of time in years: `18 Years`, `6 Months`, `28 Days`; None for what is none."""
    length = _LENGTH.fullmatch(text)
    if length is None:
        return None
    return int(length[1]) * _YEARS[length[2]]
