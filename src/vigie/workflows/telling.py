"""How a command tells what it found: JSON for programs, text for people, progress for watchers."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from vigie.errors import Problem
from vigie.records.dates import PartialDate
from vigie.records.entries import Intervention
from vigie.records.ids import RecordId, RecordRef
from vigie.workflows.surroundings import is_watched

# What a terminal obeys rather than shows: controls (line ends and tabs apart) and the marks
# that turn the direction of a text.
_CONTROLS = (*range(9), *range(11, 32), *range(127, 160))
_DIRECTIONS = (0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_NO_TERMINAL = 1000
_OBEYED = dict.fromkeys((*_CONTROLS, *_DIRECTIONS))


def write_json(value: Any) -> None:
    """One JSON document on standard output, and nothing else."""
    text = json.dumps(plain(value), ensure_ascii=False, indent=2)
    sys.stdout.write(text.encode("utf-8", "replace").decode() + "\n")


def plain(value: Any) -> Any:
    """A value as JSON has it: what is not stated is null, dates and ids are text."""
    match value:
        case PartialDate() | RecordId() | RecordRef():
            said = str(value)
        case date():
            said = value.isoformat()
        case Enum():
            said = value.value
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
        case list() | tuple() | frozenset():
            return [plain(item) for item in value]
        case _ if is_dataclass(value):
            return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        case _:
            return value
    return said


def inert(text: str) -> str:
    """A record's text for a terminal: no control character, no change of direction, no markup."""
    return escape(text.translate(_OBEYED))


def in_words(value: Any) -> str:
    """A field's value on one line, as its source states it."""
    match value:
        case bool():
            said = "yes" if value else "no"
        case float():
            said = f"{value:g}"
        case tuple():
            said = "; ".join(map(in_words, value))
        case Intervention(is_comparator=True):
            said = f"{_all_of(value)} (comparator)"
        case _ if is_dataclass(value) and not isinstance(value, PartialDate | RecordId):
            said = _all_of(value)
        case _:
            said = str(value)
    return said


def _all_of(value: Any) -> str:
    """What a value states, a hedge before the number that it hedges."""
    stated = {field.name: getattr(value, field.name) for field in fields(value)}
    hedge = stated.pop("qualifier", None)
    parts = [in_words(part) for part in stated.values() if _is_stated(part)]
    said = ", ".join(parts)
    return f"{str(hedge).replace('_', ' ')} {said}" if hedge else said


def _is_stated(part: Any) -> bool:
    """A yes or a no inside a value has no words of its own."""
    return part is not None and part != () and not isinstance(part, bool)


def console() -> Console:
    """Standard output for people: as wide as it must be where it is no terminal."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else _NO_TERMINAL)


def table(*columns: str, title: str | None = None) -> Table:
    """An empty table."""
    made = Table(title=title, title_justify="left", box=None, pad_edge=False)
    for column in columns:
        made.add_column(column, overflow="fold")
    return made


def warn(problems: Iterable[Problem]) -> None:
    """Problems met, on standard error, each once."""
    for problem in sorted(set(problems)):
        sys.stderr.write(f"problem: {problem}\n")


@contextmanager
def step(what: str) -> Iterator[None]:
    """Says what is being done while it is, to those who watch."""
    if not is_watched():
        yield
        return
    with Console(stderr=True).status(what):
        yield
