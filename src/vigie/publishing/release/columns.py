"""The columns of the data release: a field of the codebook each, with its unit in its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, Literal

from vigie.records import vocabulary
from vigie.records.codebook import ENTRIES, PARTS, FieldEntry, codebook, pointers_of
from vigie.records.dates import PartialDate
from vigie.records.ids import RecordId, RecordRef

Kind = Literal[
    "text", "number", "integer", "boolean", "date", "partial_date", "texts", "numbers", "integers"
]
_KINDS: Mapping[str, Kind] = {
    "text": "text",
    "record id": "text",
    "number": "number",
    "whole number": "integer",
    "true or false": "boolean",
    "partial date": "partial_date",
    "list of text": "texts",
    "list of record id": "texts",
    "list of number": "numbers",
}
_CODE, _LIST = "code of ", "list of "
# The fields that hold what the part is; its other fields are named after them.
_MAIN_FIELDS = frozenset({"value", "date"})
# Names that say their unit in the singular.
_NAMES = {("Trial", "country_count"): "country_count", ("Centres", "count"): "centre_count"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: how it is named, what it holds, and how it is read from a row's object.

    `shows` names the field of the codebook behind it; `pointers` say where a source's
    payload has it; `codes` are the values of a closed list.
    """

    name: str
    kind: Kind
    definition: str
    read: Callable[[Any], Any]
    unit: str | None = None
    shows: str | None = None
    pointers: Mapping[str, str] = field(default_factory=dict)
    codes: tuple[str, ...] = ()


def columns_of(record: str) -> Iterator[Column]:
    """The columns of a record or of one of its parts; lists of parts are tables of their own."""
    for entry in codebook():
        if entry.record == record:
            yield from _columns(entry)


def parts_in(record: str) -> Iterator[tuple[str, str]]:
    """The fields of a record that list parts: the field's name, and the part's."""
    for entry in codebook():
        part = entry.type.removeprefix(_LIST)
        if entry.record == record and entry.type.startswith(_LIST) and part in _parts():
            yield entry.name, part


def seen_through(column: Column, attribute: str) -> Column:
    """The same column, read from an object that holds the row's object."""
    inner = column.read

    def read(row: Any) -> Any:
        held = getattr(row, attribute)
        return None if held is None else inner(held)

    return replace(column, read=read)


def plain(value: Any) -> Any:
    """A value as every format has it: what is not stated is None, and never zero nor empty.

    >>> plain(62.0), plain(()), plain(PartialDate(2024, 3))
    (62, None, '2024-03')
    """
    match value:
        case StrEnum():
            return value.value
        case PartialDate() | RecordId() | RecordRef():
            return str(value)
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return int(value)
        case tuple():
            return [plain(item) for item in value] or None
        case _:
            return value


def _columns(entry: FieldEntry) -> Iterator[Column]:
    if entry.type in _parts():
        yield from _embedded(entry)
    elif entry.type.removeprefix(_LIST) not in _parts():
        yield _simple(entry)


def _simple(entry: FieldEntry) -> Column:
    inner = entry.type.removeprefix(_LIST)
    is_code, is_list = inner.startswith(_CODE), inner != entry.type
    return Column(
        name=_named(entry),
        kind=("texts" if is_list else "text") if is_code else _KINDS[entry.type],
        definition=entry.definition,
        read=_attribute(entry.name),
        unit=entry.unit,
        shows=f"{entry.record}.{entry.name}",
        pointers=entry.pointers,
        codes=_codes(inner.removeprefix(_CODE)) if is_code else (),
    )


def _embedded(entry: FieldEntry) -> Iterator[Column]:
    """A part that stands alone in its record: its main field, then the others, named after it."""
    base = _NAMES.get((entry.record, entry.name), entry.name)
    for column in columns_of(entry.type):
        is_main = column.name in _MAIN_FIELDS
        yield replace(
            seen_through(column, entry.name),
            name=_named(entry) if is_main else f"{base}_{column.name}",
            definition=entry.definition if is_main else column.definition,
            unit=entry.unit if is_main else column.unit,
            shows=f"{entry.record}.{entry.name}.{column.name}",
            pointers=pointers_of(_kind(entry.record), f"{entry.name}.{column.name}"),
        )


def _named(entry: FieldEntry) -> str:
    given = _NAMES.get((entry.record, entry.name))
    if given or entry.unit is None or entry.name.endswith(f"_{entry.unit}"):
        return given or entry.name
    return f"{entry.name}_{entry.unit}"


def _attribute(name: str) -> Callable[[Any], Any]:
    return lambda row: getattr(row, name)


def _codes(name: str) -> tuple[str, ...]:
    return tuple(code.value for code in getattr(vocabulary, name))


def _kind(name: str) -> type:
    return next(kind for kind in (*ENTRIES, *PARTS) if kind.__name__ == name)


def _parts() -> frozenset[str]:
    return frozenset(kind.__name__ for kind in PARTS)
