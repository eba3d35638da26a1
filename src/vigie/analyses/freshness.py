"""How old what is said of recruitment is: no status without its day, none open beyond a month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from vigie.records.corpus import Held
from vigie.records.dates import PartialDate
from vigie.records.entries import Trial
from vigie.records.vocabulary import Recruitment

OPEN = frozenset({Recruitment.RECRUITING})
# A study that takes nobody more does not begin to: these do not age.
SETTLED = frozenset(
    {
        Recruitment.CLOSED,
        Recruitment.ACTIVE_NOT_RECRUITING,
        Recruitment.COMPLETED,
        Recruitment.TERMINATED,
        Recruitment.WITHDRAWN,
    }
)
MAX_AGE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Freshness:
    """A status of recruitment, the day on which its source said it, and whether it still counts.

    `is_open_today` only of a status that is open and was checked within 30 days.
    """

    status: Recruitment
    on: PartialDate
    is_current: bool

    @property
    def is_open_today(self) -> bool:
        """Whether people can ask to join, as far as is known today."""
        return self.is_current and self.status in OPEN


def freshness(held: Held[Trial], day: date) -> Freshness | None:
    """What a study's source says of recruitment, seen from a day; None where it says nothing.

    Without a day of its own, a status is of the day of its version.
    """
    status = held.entry.recruitment
    if status is None:
        return None
    on = held.entry.recruitment_on or PartialDate.of(held.version_on)
    is_current = status in SETTLED or day - on.earliest() <= MAX_AGE
    return Freshness(status, on, is_current)
