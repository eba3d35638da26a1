"""`Within 4 weeks or 5 half-lives, whichever is longer`: two stretches of time that are one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vigie.eligibility.cutting import word, words
from vigie.eligibility.folding import word_set
from vigie.eligibility.lexing import Token
from vigie.eligibility.logic import Expr, Window, all_of, any_of
from vigie.eligibility.pieces import Leaf, Piece
from vigie.eligibility.spans import Span

_LONGER, _SHORTER = word_set("longer later greater longest"), word_set("shorter earlier less")
_BETWEEN = word_set(
    "or ( of the a drug agent investigational study product medication its , at least"
)
_CLOSING = word_set("whichever is was the of two longer later greater longest shorter earlier ) ,")
_FAR = 12


def whichever(found: Sequence[Piece]) -> list[Piece]:
    """A stretch with such a pair as one leaf; the longer is meant where none is said."""
    times = [n for n, piece in enumerate(found) if isinstance(piece, Leaf) and _time(piece)]
    for at, then in zip(times, times[1:], strict=False):
        between = words(found[at + 1 : then])
        if not {"or"} <= set(between) or not set(between) <= _BETWEEN | {""}:
            continue
        first, second = found[at], found[then]
        if not _is_pair(first, second):
            continue
        end = _end(found, then + 1)
        tail = set(words(found[then + 1 : end]))
        leaf = _of_two(first, second, is_shorter=bool(tail & _SHORTER), end=end, found=found)
        return [*found[:at], leaf, *found[end:]]
    return list(found)


def _time(leaf: Leaf) -> Window | None:
    return leaf.expr if isinstance(leaf.expr, Window) else None


def _is_pair(first: Piece, second: Piece) -> bool:
    """One of the two is counted in half-lives."""
    if not isinstance(first, Leaf) or not isinstance(second, Leaf):
        return False
    units = [one.expr.bounds.unit for one in (first, second) if isinstance(one.expr, Window)]
    return len(units) == 2 and units.count("half_life") == 1


def _end(found: Sequence[Piece], at: int) -> int:
    """Where the words that say which of the two counts end."""
    said = words(found[at : at + _FAR])
    if "whichever" not in said:
        return at
    end = at + said.index("whichever") + 1
    while end < len(found) and word(found[end]) in _CLOSING:
        end += 1
    return end


def _of_two(
    first: Piece, second: Piece, *, is_shorter: bool, end: int, found: Sequence[Piece]
) -> Leaf:
    assert isinstance(first, Leaf)
    assert isinstance(second, Leaf)
    assert isinstance(first.expr, Window)
    named = first.expr.subject
    other = second.expr
    assert isinstance(other, Window)
    pair: list[Expr] = [first.expr, replace(other, subject=named)]
    is_lately = first.expr.bounds.upper is not None
    joint = any_of if is_lately is not is_shorter else all_of
    last = found[end - 1]
    stop = last.end if isinstance(last, Token) else last.span.end
    return replace(first, expr=joint(pair), span=Span(first.span.start, max(stop, first.span.end)))
