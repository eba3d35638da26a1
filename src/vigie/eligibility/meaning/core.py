"""The flat core that every evaluator reads: rows of six operations, each after its parts."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from vigie.eligibility.meaning.logic import (
    All,
    Any,
    AtLeast,
    Bounds,
    Clock,
    Compare,
    Expr,
    Has,
    Not,
    Tense,
    Unread,
    Window,
)
from vigie.eligibility.meaning.patient import fact_key, window_key, wording
from vigie.eligibility.words.spans import Span


class Op(StrEnum):
    """The six operations."""

    COMPARE = "compare"
    HAS = "has"
    ALL = "all"
    ANY = "any"
    NOT = "not"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Row:
    """One step: `key` names a fact, an amount or the words; `parts` are rows before this one.

    `never` is the fact whose falsity makes a comparison of time false: what never
    happened did not happen lately.
    """

    op: Op
    key: str = ""
    bounds: Bounds | None = None
    parts: tuple[int, ...] = ()
    never: str | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Program:
    """The rows of one tree; `answer` is the row of the whole."""

    rows: tuple[Row, ...]
    answer: int


def compiled(expr: Expr) -> Program:
    """A tree as rows; the same part is one row however often it stands in the tree."""
    rows = _Rows()
    answer = rows.add(expr)
    return Program(tuple(rows.rows), answer)


@dataclass
class _Rows:
    rows: list[Row] = field(default_factory=list)
    known: dict[Row, int] = field(default_factory=dict)
    counted: dict[tuple[int, tuple[int, ...]], int] = field(default_factory=dict)

    def add(self, expr: Expr) -> int:
        match expr:
            case Not(part):
                return self.put(Row(Op.NOT, parts=(self.add(part),)))
            case All(parts):
                return self.put(Row(Op.ALL, parts=tuple(map(self.add, parts))))
            case Any(parts):
                return self.put(Row(Op.ANY, parts=tuple(map(self.add, parts))))
            case AtLeast(number, parts):
                return self.at_least(number, tuple(map(self.add, parts)))
            case _:
                return self.put(_leaf(expr))

    def put(self, row: Row) -> int:
        if row not in self.known:
            self.known[row] = len(self.rows)
            self.rows.append(row)
        return self.known[row]

    def at_least(self, number: int, parts: tuple[int, ...]) -> int:
        """Of the first part and those after it, each question answered once."""
        asked = number, parts
        if asked not in self.counted:
            self.counted[asked] = self._counted(number, parts)
        return self.counted[asked]

    def _counted(self, number: int, parts: tuple[int, ...]) -> int:
        """With the first one fewer is wanted of the others, or all of them without it."""
        if number == len(parts):
            return self.put(Row(Op.ALL, parts=parts))
        if number == 1:
            return self.put(Row(Op.ANY, parts=parts))
        fewer = self.at_least(number - 1, parts[1:])
        with_first = self.put(Row(Op.ALL, parts=(parts[0], fewer)))
        return self.put(Row(Op.ANY, parts=(with_first, self.at_least(number, parts[1:]))))


def _leaf(leaf: Compare | Window | Has | Unread) -> Row:
    match leaf:
        case Compare(subject, bounds, spans):
            return Row(Op.COMPARE, subject, bounds, spans=spans)
        case Window(clock, subject, bounds, spans):
            key = window_key(clock, subject, bounds.unit)
            return Row(Op.COMPARE, key, bounds, never=_never(leaf), spans=spans)
        case Has(_, id_, tense, spans):
            return Row(Op.HAS, fact_key(id_, tense), spans=spans)
        case Unread(text, spans):
            return Row(Op.UNREAD, wording(text), spans=spans)


def _never(window: Window) -> str | None:
    """Only a time that must be short is false of what never was; a long one may ask for it."""
    if window.bounds.lower is not None:
        return None
    if window.clock in {Clock.UNTIL, Clock.AFTER}:
        return fact_key(window.subject, Tense.PLANNED)
    return fact_key(window.subject, Tense.EVER) if window.clock is Clock.SINCE else None
