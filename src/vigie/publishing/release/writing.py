"""Tables as bytes: CSV for spreadsheets and parsers, JSON and JSON Lines for programs.

What a record says is data in each of them. A CSV cell is one line; direction controls and other
control characters are written as codes; a text that a spreadsheet would take for a formula
(`=`, `+`, `-`, `@` at its start, or after a semicolon, where some spreadsheets cut cells) gets an
apostrophe before it. Numbers are never touched: a column of numbers holds nothing else, and
`-5` stays `-5`. JSON keeps every text exactly, with what could hide or reorder it escaped.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from vigie.publishing.release.columns import Column
from vigie.publishing.release.tables import Table
from vigie.publishing.typography import inert

SEPARATOR = "|"
INSTEAD = "\u00a6"
"""What a separator inside a value of a list is written as: a broken bar."""

_FORMULA = re.compile("(^|;)(\\s*)(?=[=+\\-@\uff1d\uff0b\uff0d\uff20])")
_HIDDEN = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff\ud800-\udfff]"
)
_NUMBERS = frozenset({"number", "integer", "numbers", "integers"})


def csv_bytes(table: Table) -> bytes:
    """A table as CSV: UTF-8, a header, commas, CR LF (RFC 4180); an empty cell is not stated."""
    names = [one.name for one in table.columns]
    columns = [
        map(_writer(one), values) for one, values in zip(table.columns, _turned(table), strict=True)
    ]
    return csv_of(names, zip(*columns, strict=True))


def _turned(table: Table) -> Iterable[Iterable[Any]]:
    """The values column by column."""
    return zip(*table.rows, strict=True) if table.rows else ([] for _ in table.columns)


def _writer(column: Column) -> Callable[[Any], str]:
    """Writes the cells of a column; a text met before, as codes and ids are, is not read again."""
    met: dict[str, str] = {}

    def write(value: Any) -> str:
        if type(value) is not str:
            return cell(column, value)
        if value not in met:
            met[value] = cell(column, value)
        return met[value]

    return write


def csv_of(header: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """Cells that are ready, as CSV."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()


def cell(column: Column, value: Any) -> str:
    """A value as the text of a CSV cell."""
    if value is None:
        return ""
    if column.kind in _NUMBERS:
        return _joined(value, _number) if isinstance(value, list) else _number(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return harmless(_joined(value, _item))
    return harmless(inert(value))


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula.

    >>> harmless("=1+1"), harmless("anti-C5"), harmless("a; @b")
    ("'=1+1", 'anti-C5', "a; '@b")
    """
    return _FORMULA.sub(r"\1\2'", text)


def json_bytes(table: Table) -> bytes:
    """A table as a JSON array of objects, one row a line; what is not stated is null."""
    return f"[\n{_lines(table, ',')}]\n".encode()


def json_lines(table: Table) -> bytes:
    """A table as JSON Lines: one object a line."""
    return _lines(table, "").encode()


def json_document(value: Mapping[str, Any]) -> bytes:
    """One JSON document, indented."""
    return f"{escaped(json.dumps(value, ensure_ascii=False, indent=2))}\n".encode()


def objects(table: Table) -> list[dict[str, Any]]:
    """The rows as objects, keyed by the columns' names."""
    names = [one.name for one in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows]


def escaped(text: str) -> str:
    """JSON text with every character that could hide or reorder it written as its escape."""
    if text.isascii():
        return text
    return _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _lines(table: Table, between: str) -> str:
    rows = [json.dumps(row, ensure_ascii=False) for row in objects(table)]
    return escaped(f"{between}\n".join(rows) + "\n") if rows else ""


def _joined(values: list[Any], written: Callable[[Any], str]) -> str:
    return SEPARATOR.join([written(value) for value in values])


def _item(value: str) -> str:
    return inert(value).replace(SEPARATOR, INSTEAD)


def _number(value: float) -> str:
    return repr(value)
