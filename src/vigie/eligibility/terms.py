"""Sentences that say what the words of the first one mean: `Active disease means …`."""

from __future__ import annotations

from collections.abc import Sequence

from vigie.eligibility.atoms import Context
from vigie.eligibility.conditions import Read
from vigie.eligibility.cutting import (
    EVERY,
    ORS,
    denial,
    first_of,
    says,
    split,
    trimmed,
)
from vigie.eligibility.evaluating import Polarity
from vigie.eligibility.logic import Expr, all_of, any_of
from vigie.eligibility.pieces import Leaf, Piece

Term = frozenset[str]

_MEANS = (
    ["is", "defined", "as"], ["is", "defined", "by"], ["are", "defined", "as"],
    ["are", "defined", "by"], ["as", "defined", "by"], ["as", "defined", "as"], ["defined", "as"],
    ["defined", "by"], ["means"], ["mean"], ["refers", "to"], ["is", "understood", "as"],
)  # fmt: skip


def by_terms(ctx: Context, parts: Sequence[Sequence[Piece]], read: Read) -> Expr | None:
    """The first sentence, each of its items as what a later sentence says that it means."""
    defined = [_definition(part) for part in parts]
    meanings = dict(filter(None, defined[1:]))
    if None in defined[1:] or len(meanings) < len(parts) - 1 or ctx.is_denied:
        return None
    body = defined[0][1] if defined[0] else trimmed(parts[0])
    cut = split(body, EVERY)
    items = [trimmed(item) for item in cut.items]
    found = [_meant(item, meanings) for item in items]
    if denial(body) or {term for term in found if term} != set(meanings):
        return None
    if len(items) > 1 and not (cut.joints <= ORS or _are_all_asked(ctx, cut.joints)):
        return None
    read_ = [
        _read_as(ctx, item, term, meanings, read) for item, term in zip(items, found, strict=True)
    ]
    return any_of(read_) if cut.joints & ORS else all_of(read_)


def _are_all_asked(ctx: Context, joints: frozenset[str]) -> bool:
    return joints <= {"and", ", and"} and ctx.polarity is Polarity.INCLUSION


def _definition(part: Sequence[Piece]) -> tuple[Term, list[Piece]] | None:
    """`A means b`: the words of a, and b; None for another sentence."""
    at, length = first_of(part, *_MEANS)
    tail = trimmed(part[at + length :])
    term = _term(part[:at]) if at > 0 else frozenset()
    is_plain = bool(term) and any(map(says, tail)) and first_of(tail, *_MEANS)[0] < 0
    return (term, tail) if is_plain and not split(part[:at], EVERY).joints else None


def _term(part: Sequence[Piece]) -> Term:
    """What a stretch names, whatever its articles."""
    said = (one.id if isinstance(one, Leaf) else one.word for one in part if says(one))
    return frozenset(said)


def _meant(item: Sequence[Piece], meanings: dict[Term, list[Piece]]) -> Term | None:
    """The term that an item says, alone or with more words."""
    term = _term(item)
    return next((one for one in meanings if one <= term), None)


def _read_as(
    ctx: Context,
    item: Sequence[Piece],
    term: Term | None,
    meanings: dict[Term, list[Piece]],
    read: Read,
) -> Expr:
    """An item as its meaning; what it says beside the term is asked too."""
    if term is None:
        return read(ctx, item)
    meant = read(ctx, meanings[term])
    return meant if term == _term(item) else all_of([read(ctx, item), meant])
