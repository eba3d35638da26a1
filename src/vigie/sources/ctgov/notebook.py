"""What of one record could not be read, noted while the rest is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from vigie.records.dates import PartialDate
from vigie.records.entries import Moment, Unread
from vigie.sources.ctgov.codes import IS_EXPECTED
from vigie.sources.ctgov.opening import shown
from vigie.sources.ctgov.parts import Dated
from vigie.sources.ctgov.values import partial_date

Code = TypeVar("Code")

NEW_VALUE = "Read what the registry says it means, then add it to sources/ctgov/codes.py."
NO_DATE = "A day that exists is expected: YYYY, YYYY-MM or YYYY-MM-DD."


class Notebook:
    """Reads single values, and notes those that it cannot read."""

    __slots__ = ("unread",)

    def __init__(self, unread: list[Unread]) -> None:
        self.unread = unread

    def set_aside(self, pointer: str, found: object, remedy: str) -> None:
        """Notes a value that is not read."""
        self.unread.append(Unread(pointer, shown(found), remedy))

    def code(self, known: Mapping[str, Code], value: str | None, pointer: str) -> Code | None:
        """What a value of an enumeration is here."""
        if value is None:
            return None
        code = known.get(value)
        if code is None:
            self.set_aside(pointer, value, NEW_VALUE)
        return code

    def codes(
        self, known: Mapping[str, Code], values: Sequence[str], pointer: str
    ) -> Iterator[Code]:
        """The same for a list of values."""
        for at, value in enumerate(values):
            code = self.code(known, value, f"{pointer}/{at}")
            if code is not None:
                yield code

    def date(self, text: str | None, pointer: str) -> PartialDate | None:
        """A date as precise as it is written."""
        if text is None:
            return None
        day = partial_date(text)
        if day is None:
            self.set_aside(pointer, text, NO_DATE)
        return day

    def moment(self, dated: Dated, pointer: str) -> Moment | None:
        """A date, and whether it is planned."""
        day = self.date(dated.date, f"{pointer}/date")
        if day is None:
            return None
        is_expected = self.code(IS_EXPECTED, dated.type, f"{pointer}/type")
        return Moment(day, is_expected=is_expected)
