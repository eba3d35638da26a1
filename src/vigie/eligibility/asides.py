"""A sentence without what is not read for logic: its last marks, its brackets, its pairs."""

from __future__ import annotations

from collections.abc import Sequence

from vigie.eligibility.folding import word_set
from vigie.eligibility.lexing import Token
from vigie.eligibility.pieces import Leaf, Piece


def without_ends(found: Sequence[Piece]) -> list[Piece]:
    """The sentence without the marks that close it."""
    kept = list(found)
    while kept and isinstance(kept[-1], Token) and kept[-1].word in ".;,:":
        kept.pop()
    return kept


def without_asides(found: Sequence[Piece]) -> list[Piece] | None:
    """Brackets become one mark each: their words may narrow, but are not read for logic.

    None where they may widen (`including amyopathic`, `or current`).
    """
    kept: list[Piece] = []
    at = 0
    while at < len(found):
        piece = found[at]
        end = _closing(found, at)
        if end is None or not isinstance(piece, Token):
            kept.append(piece)
            at += 1
            continue
        inside = [one.word for one in found[at + 1 : end] if isinstance(one, Token)]
        is_measured = any(_is_comparison(one) for one in found[at + 1 : end])
        if is_measured or not _WIDENING.isdisjoint(inside[:1]):
            return None
        last = found[end - 1]
        if _says_something(found[at + 1 : end]):
            kept.append(piece._replace(word=ASIDE, end=end_of(last) + 1))
        at = end + 1
    return kept


def _is_comparison(piece: Piece) -> bool:
    return isinstance(piece, Leaf) and piece.is_comparison


def _closing(found: Sequence[Piece], at: int) -> int | None:
    """Where the bracket that opens at a place is closed; None where none opens."""
    depth = 0
    for place in range(at, len(found)):
        piece = found[place]
        word = piece.word if isinstance(piece, Token) else ""
        depth += (word in _OPENING) - (word in _CLOSING)
        if depth <= 0:
            return place if place > at else None
    return None


def _says_something(inside: Sequence[Piece]) -> bool:
    """A single word in brackets is another name; examples add nothing."""
    words = [piece.word for piece in inside if isinstance(piece, Token)]
    is_example = words[:2] in (["such", "as"], ["e", "."]) or words[:1] == ["eg"]
    return len(inside) > 1 and not is_example


def without_pairs(found: Sequence[Piece]) -> list[Piece]:
    """`Male or female` asks nothing; `unwilling or unable` is one denial."""
    kept: list[Piece] = []
    at = 0
    while at < len(found):
        names = tuple(_name(piece) for piece in found[at : at + 3])
        middle = names[1] if len(names) == 3 else ""
        pair = {names[0], names[-1]}
        if middle in {"or", "and", "/", "&"} and pair == {"sex_male", "sex_female"}:
            at += 3
            continue
        is_joined = middle in {"or", "and", "/"} and pair in _SAME
        if is_joined or names == ("and", "/", "or"):
            at += 2
        kept.append(found[at])
        at += 1
    return kept


_SAME = ({"unwilling", "unable"}, {"probable", "definite"})


def _name(piece: Piece) -> str:
    return piece.id if isinstance(piece, Leaf) else piece.word


ASIDE = "(…)"
_OPENING, _CLOSING = frozenset("(["), frozenset(")]")
_WIDENING = word_set("including include or and and/or also as")


def end_of(piece: Piece) -> int:
    """Where a piece ends in the text."""
    return piece.span.end if isinstance(piece, Leaf) else piece.end
