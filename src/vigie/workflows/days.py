"""The days that a person may ask for."""

from __future__ import annotations

from datetime import date

from vigie.errors import UsageError
from vigie.knowledge.models import EditionFile, Knowledge
from vigie.records.dates import PartialDate
from vigie.workflows.surroundings import today


def asked_day(option: str, text: str | None) -> date | None:
    """The day that an option gives, up to today. Raises: UsageError."""
    if text is None:
        return None
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(f"{option} {text!r} is not a day. Write YYYY-MM-DD.") from None
    if day > today():
        raise UsageError(
            f"{option} {text!r} is still to come, and nothing is known of it. Give a day up to"
            f" {today()}."
        )
    return day


def edition_day(edition: EditionFile) -> date:
    """The day of a shipped edition: the last that its file can mean."""
    return PartialDate.parse(edition.day).latest()


def edition_of(knowledge: Knowledge, day: date) -> EditionFile | None:
    """The shipped edition of exactly that day."""
    return next((one for one in knowledge.editions if edition_day(one) == day), None)


def edition_before(knowledge: Knowledge, day: date) -> date | None:
    """The day of the last shipped edition before `day`; None before any."""
    return max((d for one in knowledge.editions if (d := edition_day(one)) < day), default=None)


def window_start(knowledge: Knowledge, day: date) -> date:
    """Since when something is new on `day`: the edition's own window, or the year before."""
    edition = edition_of(knowledge, day)
    if edition is not None:
        return PartialDate.parse(edition.since).earliest()
    return _year_before(day)


def _year_before(day: date) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if is_leap_day else day.day)
