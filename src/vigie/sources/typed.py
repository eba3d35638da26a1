"""Reads plain JSON values into the records' frozen types: nothing unknown, nothing lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from vigie.errors import near_matches
from vigie.records.dates import PartialDate
from vigie.records.ids import RecordId

Read = Callable[[Any, RecordId], Any]
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_BOOLEANS = {"true": True, "false": False, True: True, False: False}
_FILE_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(eq=False)
class Misread(Exception):
    """A value that does not fit its field: where in the record, what was found, what to do."""

    found: object
    remedy: str
    path: str = ""

    def inside(self, step: str) -> Misread:
        """The same, seen from one level further out."""
        return Misread(self.found, self.remedy, f"{step}.{self.path}".rstrip("."))


@cache
def reader(kind: Any) -> Read:
    """How a JSON value becomes a `kind`: a dataclass, a code, a date, a number, a tuple of these.

    Text holds numbers and booleans as well, since curated files are read as text. The second
    argument of the reader is the record being read: ids of records are keys beside its own.
    Raises (when called): Misread.
    """
    if is_dataclass(kind) and kind not in (PartialDate, RecordId):
        return _dataclass(kind)
    if get_origin(kind) in (Union, UnionType):
        (inner,) = (part for part in get_args(kind) if part is not NoneType)
        return reader(inner)
    if get_origin(kind) is tuple:
        return _tuple(reader(get_args(kind)[0]))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _code(kind)
    return _PLAIN[kind]


def _dataclass(kind: Any) -> Read:
    hints = get_type_hints(kind)
    known = {field.name: reader(hints[field.name]) for field in fields(kind)}
    needed = {
        field.name
        for field in fields(kind)
        if field.default is MISSING and field.default_factory is MISSING
    }

    def read(value: Any, record: RecordId) -> Any:
        if not isinstance(value, Mapping):
            raise Misread(value, f"Write a mapping of {', '.join(known)}.")
        for name in sorted(needed - set(value)):
            raise Misread(None, "Write it: it cannot be left out.", name)
        return kind(**{name: _field(known, name, found, record) for name, found in value.items()})

    return read


def _field(known: Mapping[str, Read], name: str, found: Any, record: RecordId) -> Any:
    if name not in known:
        near = ", ".join(near_matches(str(name), known)) or ", ".join(known)
        raise Misread(found, f"There is no such field. Known: {near}.", str(name))
    try:
        return known[name](found, record)
    except Misread as misread:
        raise misread.inside(name) from None


def _tuple(item: Read) -> Read:
    def read(value: Any, record: RecordId) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise Misread(value, "Write a list.")
        return tuple(_item(item, at, found, record) for at, found in enumerate(value))

    return read


def _item(item: Read, at: int, found: Any, record: RecordId) -> Any:
    try:
        return item(found, record)
    except Misread as misread:
        raise misread.inside(str(at)) from None


def _code(kind: type[StrEnum]) -> Read:
    codes = {code.value: code for code in kind}

    def read(value: Any, _: RecordId) -> StrEnum:
        if not isinstance(value, str) or value not in codes:
            raise Misread(value, f"Known codes: {', '.join(codes)}.")
        return codes[value]

    return read


def _text(value: Any, _: RecordId) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Misread(value, "Write a text.")
    return value


def _number(value: Any, _: RecordId) -> float:
    if isinstance(value, bool) or not _NUMBER.fullmatch(str(value)):
        raise Misread(value, "Write a number in figures.")
    return float(value)


def _whole(value: Any, record: RecordId) -> int:
    number = _number(value, record)
    if not number.is_integer():
        raise Misread(value, "Write a whole number.")
    return int(number)


def _boolean(value: Any, _: RecordId) -> bool:
    if not isinstance(value, str | bool) or value not in _BOOLEANS:
        raise Misread(value, "Write true or false, or leave it out where it is not stated.")
    return _BOOLEANS[value]


def _date(value: Any, _: RecordId) -> PartialDate:
    try:
        return PartialDate.parse(str(value))
    except ValueError as error:
        raise Misread(value, f"{str(error).rstrip('.')}. Write a day that exists.") from None


def _record(value: Any, record: RecordId) -> RecordId:
    """The record of that key in the same edition."""
    if not isinstance(value, str) or not _FILE_KEY.fullmatch(value):
        raise Misread(value, "Write the key of a record of the same file.")
    return RecordId(record.source, f"{record.local.partition('/')[0]}/{value}")


_PLAIN: Mapping[Any, Read] = {
    str: _text,
    float: _number,
    int: _whole,
    bool: _boolean,
    PartialDate: _date,
    RecordId: _record,
}
