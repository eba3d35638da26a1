"""A class of antibodies and those of it that a sentence lists: `one MSA among Jo-1 and SRP`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vigie.eligibility.cutting import leaves_of, span_of, word
from vigie.eligibility.logic import Unread, all_of, any_of
from vigie.eligibility.pieces import Leaf, Piece

_CLASSES = frozenset({"msa", "maa", "ars"})
_OPENING = {"(": ")", "[": "]", "among": ""}
_LISTED = frozenset({",", "or", "and", "/", ";", "and/or"})


def of_classes(text: str, found: Sequence[Piece]) -> list[Piece]:
    """A class and its list as one thing: one of those listed, or one that was not said which."""
    if not any(leaf.id in _CLASSES for leaf in leaves_of(found)):
        return list(found)
    kept: list[Piece] = []
    at = 0
    while at < len(found):
        piece, end = found[at], _end_of_list(found, at)
        if isinstance(piece, Leaf) and end:
            kept.append(_listed(text, piece, found[at : end + 1]))
        else:
            kept.append(piece)
        at = max(at, end) + 1
    return kept


def _end_of_list(found: Sequence[Piece], at: int) -> int:
    """Where the list ends that follows a class of antibodies; 0 where none does."""
    leaf, closing = found[at], _OPENING.get(word(found[at + 1])) if at + 1 < len(found) else None
    if not isinstance(leaf, Leaf) or leaf.is_comparison or closing is None:
        return 0
    if leaf.id not in _CLASSES:
        return 0
    end = at + 2
    while end < len(found) and _is_of_list(found[end]):
        end += 1
    if closing and (end >= len(found) or word(found[end]) != closing):
        return 0
    end -= not closing
    named = {one.id for one in leaves_of(found[at + 2 : end + 1])}
    return end if len(named - _CLASSES) > 1 else 0


def _is_of_list(piece: Piece) -> bool:
    if isinstance(piece, Leaf):
        return piece.type == "antibody" and not piece.is_comparison
    is_letter = len(piece.word) == 1 and piece.word.isalpha()
    return piece.word in _LISTED or piece.word == "-" or is_letter  # `TIF1-g`


def _listed(text: str, leaf: Leaf, stretch: Sequence[Piece]) -> Leaf:
    span = span_of(stretch)
    named = [one.expr for one in leaves_of(stretch[1:])]
    doubt = Unread(span.of(text), (span,))
    expr = all_of([any_of([leaf.expr, *named]), any_of([*named, doubt])])
    return replace(leaf, expr=expr, span=span)
