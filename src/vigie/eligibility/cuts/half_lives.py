"""`Within 4 weeks or 5 half-lives, whichever is longer`: two stretches of time that are one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from vigie.eligibility.cuts.cutting import end_of, word, words
from vigie.eligibility.cuts.pieces import Leaf, Piece
from vigie.eligibility.meaning.logic import Window, all_of, any_of
from vigie.eligibility.words.folding import word_set
from vigie.eligibility.words.spans import Span

_LONGER, _SHORTER = word_set("longer later greater longest"), word_set("shorter earlier less")
_BETWEEN = word_set(
    "or ( of the a drug agent investigational study product medication its , at least"
)
_CLOSING = word_set("whichever is was the of two longer later greater longest shorter earlier ) ,")
_FAR = 12


def whichever(found: Sequence[Piece]) -> list[Piece]:
    """A stretch with such a pair as one leaf; the longer is meant where none is said."""
    times = [n for n, piece in enumerate(found) if _time(piece)]
    for at, then in pairwise(times):
        between = words(found[at + 1 : then])
        if "or" not in between or not set(between) <= _BETWEEN | {""}:
            continue
        end = _end(found, then + 1)
        leaf = _of_two(found[at : then + 1], found[then + 1 : end])
        if leaf is not None:
            return [*found[:at], leaf, *found[end:]]
    return list(found)


def _time(piece: Piece) -> Window | None:
    return piece.expr if isinstance(piece, Leaf) and isinstance(piece.expr, Window) else None


def _end(found: Sequence[Piece], at: int) -> int:
    """Where the words that say which of the two counts end."""
    said = words(found[at : at + _FAR])
    if "whichever" not in said:
        return at
    end = at + said.index("whichever") + 1
    while end < len(found) and word(found[end]) in _CLOSING:
        end += 1
    return end


def _of_two(pair: Sequence[Piece], tail: Sequence[Piece]) -> Leaf | None:
    """Two windows of which one is counted in half-lives; None for any other pair."""
    first, then = _time(pair[0]), _time(pair[-1])
    if first is None or then is None or not isinstance(pair[0], Leaf):
        return None
    if [first.bounds.unit, then.bounds.unit].count("half_life") != 1:
        return None
    is_shorter = not _SHORTER.isdisjoint(words(tail))
    is_lately = first.bounds.upper is not None
    joint = any_of if is_lately is not is_shorter else all_of
    expr = joint([first, replace(then, subject=first.subject)])
    end = end_of(tail[-1] if tail else pair[-1])
    return replace(pair[0], expr=expr, span=Span(pair[0].span.start, end))
