"""What of one record could not be read, noted while the rest is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from vigie.records.dates import PartialDate
from vigie.records.entries import Moment, Unread
from vigie.records.pointers import CTGOV
from vigie.sources.ctgov.codes import IS_EXPECTED
from vigie.sources.ctgov.opening import shown
from vigie.sources.ctgov.parts import Dated
from vigie.sources.ctgov.values import NO_BOUND, partial_date, years

Code = TypeVar("Code")

NEW_VALUE = "Read what the registry says it means, then add it to sources/ctgov/codes.py."
NEEDED = "A text is expected: without it, this part of the list says nothing."
NO_DATE = "A day that exists is expected: YYYY, YYYY-MM or YYYY-MM-DD."
NO_LENGTH = "A number and a unit are expected, such as 18 Years or 6 Months."


class Notebook:
    """Reads single values, and notes those that it cannot read under the field's pointer."""

    __slots__ = ("unread",)

    def __init__(self, unread: list[Unread]) -> None:
        self.unread = unread

    def set_aside(self, field: str, found: object, remedy: str, at: int | None = None) -> None:
        """Notes a value that is not read; `at` is its place in a list."""
        pointer = CTGOV[field]
        if at is not None:
            pointer = pointer.replace("*", str(at)) if "*" in pointer else f"{pointer}/{at}"
        self.unread.append(Unread(pointer, shown(found), remedy))

    def code(
        self, known: Mapping[str, Code], value: str | None, field: str, at: int | None = None
    ) -> Code | None:
        """What a value of an enumeration is here."""
        if value is None:
            return None
        code = known.get(value)
        if code is None:
            self.set_aside(field, value, NEW_VALUE, at)
        return code

    def codes(
        self, known: Mapping[str, Code], values: Sequence[str], field: str
    ) -> tuple[Code, ...]:
        """The same for a list of values."""
        read = [self.code(known, value, field, at) for at, value in enumerate(values)]
        return tuple([code for code in read if code is not None])

    def missing(self, field: str, at: int) -> None:
        """Notes a part of a list that lacks what it cannot do without."""
        self.set_aside(field, "nothing", NEEDED, at)

    def date(self, text: str | None, field: str) -> PartialDate | None:
        """A date as precise as it is written."""
        if text is None:
            return None
        day = partial_date(text)
        if day is None:
            self.set_aside(field, text, NO_DATE)
        return day

    def moment(self, dated: Dated, field: str) -> Moment | None:
        """A date, and whether it is planned."""
        day = self.date(dated.date, f"{field}.date")
        if day is None:
            return None
        return Moment(day, None, self.code(IS_EXPECTED, dated.type, f"{field}.is_expected"))

    def length(self, text: str | None, field: str) -> float | None:
        """A length of time, in years."""
        if text is None or text == NO_BOUND:
            return None
        length = years(text)
        if length is None:
            self.set_aside(field, text, NO_LENGTH)
        return length
