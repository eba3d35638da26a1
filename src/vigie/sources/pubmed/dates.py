"""Dates as journals print them: a month by name or by number, a season, two months, two years."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from vigie.records.dates import PartialDate

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d|21\d\d)\b")
_ONE_MONTH = re.compile(r"(?P<year>\d{4})\s+(?P<month>[A-Za-z]{3,9})(?:\s+(?P<day>\d{1,2}))?")


def published(article: Element) -> tuple[PartialDate | None, str | None, tuple[str, ...]]:
    """When an article was published: the date, its words where they say more, what is doubtful.

    The issue's date comes first, as citations have it; an article that is in no issue yet has the
    day on which it was put online. A season or two months are a year and the words printed; of
    two years the first one is kept, and noted.
    """
    issue = article.find("Journal/JournalIssue/PubDate")
    if issue is None or len(issue) == 0:
        return partial_date(article.find("ArticleDate")), None, ()
    words = _words(issue, "MedlineDate")
    if words is not None:
        return _from_words(words)
    date = partial_date(issue)
    season = _words(issue, "Season")
    if date is None:
        online = partial_date(article.find("ArticleDate"))
        found = " ".join("".join(issue.itertext()).split())
        return online, found or None, (f"The issue's date {found!r} is none.",)
    return date, f"{date.year} {season}" if season else None, ()


def partial_date(element: Element | None) -> PartialDate | None:
    """A date given as Year, Month and Day, as precise as it is; None where there is none.

    A day or a month that the calendar does not have is left out, not the whole date.
    """
    if element is None:
        return None
    year, month, day = (_words(element, name) for name in ("Year", "Month", "Day"))
    if year is None or not _YEAR.fullmatch(year):
        return None
    number = month_number(month)
    for parts in ((number, _number(day)), (number, None), (None, None)):
        try:
            return PartialDate(int(year), *parts)
        except ValueError:
            continue
    return None


def month_number(month: str | None) -> int | None:
    """1 to 12 for `3`, `03`, `Mar` or `March`; None for anything else.

    >>> month_number("Mar"), month_number("12"), month_number("Winter")
    (3, 12, None)
    """
    if month is None:
        return None
    if month.isdecimal():
        return int(month)
    return _MONTHS.get(month[:3].casefold()) if month.isalpha() else None


def _from_words(words: str) -> tuple[PartialDate | None, str | None, tuple[str, ...]]:
    one = _ONE_MONTH.fullmatch(words)
    number = month_number(one["month"]) if one else None
    if one and number:
        day = _number(one["day"])
        return PartialDate(int(one["year"]), number, day), None, ()
    years = tuple(dict.fromkeys(_YEAR.findall(words)))
    if not years:
        return None, words, (f"The date {words!r} holds no year.",)
    note = (f"Printed as {words!r}: the first year is kept.",) if len(years) > 1 else ()
    return PartialDate(int(years[0])), words, note


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None


def _words(element: Element, name: str) -> str | None:
    text = (element.findtext(name) or "").strip()
    return text or None
