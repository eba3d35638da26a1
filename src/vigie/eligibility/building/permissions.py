"""What one may be on: asked of those alone who are on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vigie.eligibility.building.atoms import Context
from vigie.eligibility.building.conditions import Read
from vigie.eligibility.cuts.cutting import first_of, leaves_of, says, word, words
from vigie.eligibility.cuts.pieces import Leaf, Piece
from vigie.eligibility.meaning.logic import Clock, Expr, Has, Tense, Window, all_of, any_of, not_
from vigie.eligibility.meaning.logic import leaves as leaves_of_tree
from vigie.eligibility.words.folding import word_set
from vigie.eligibility.words.polarity import Polarity


def by_permission(ctx: Context, found: Sequence[Piece], read: Read) -> Expr | None:
    """`May be on a stable dose of b`, `any b unchanged`: asked of those alone who take b."""
    at = next((n for n, one in enumerate(found) if says(one) or one.word in LEAVE), 0)
    is_leave = first_of(found[at : at + 3], *_MAY)[0] == 0
    if ctx.polarity is not Polarity.INCLUSION or ctx.is_denied:
        return None
    if not is_leave and (word(found[at]) != "any" or not _is_steady(found)):
        return None
    if not _is_steady(found) or not _JOINING.isdisjoint(words(found)):
        return ctx.said(found) if is_leave else None
    steady = read(ctx, [*found[:at], *found[at + 1 :]])
    timed = [one for one in leaves_of_tree(steady) if isinstance(one, Window)]
    taken = [Has("treatment", one.subject, Tense.NOW, one.spans) for one in timed]
    if len({one.id for one in taken}) == 1:
        return any_of([not_(taken[0]), steady])
    pairs = dict(zip(taken, timed, strict=True))
    return _each_steady(ctx, found, pairs) if len(leaves_of(found)) == 1 and taken else None


def _each_steady(ctx: Context, found: Sequence[Piece], pairs: Mapping[Has, Window]) -> Expr:
    """Of several drugs: those that are taken are unchanged; one alone may not be enough."""
    each = [any_of([not_(has), time]) for has, time in pairs.items()]
    none = not_(any_of(list(pairs)))
    some = any_of([none, *(all_of([has, time]) for has, time in pairs.items())])
    return any_of([all_of(each), all_of([some, ctx.said(found)])])


def _is_steady(found: Sequence[Piece]) -> bool:
    """Whether all that is asked there is a dose, and for how long it is unchanged."""
    leaves = leaves_of(found)
    clocks = {one.clock for leaf in leaves for one in _windows(leaf)}
    return clocks == {Clock.STABLE} and all(leaf.type in {"window", "dose"} for leaf in leaves)


def _windows(leaf: Leaf) -> list[Window]:
    return [one for one in leaves_of_tree(leaf.expr) if isinstance(one, Window)]


_MAY = (
    ["may", "be", "on"], ["may", "be", "taking"], ["may", "be", "receiving"],
    ["may", "be", "using"], ["may", "take"], ["may", "receive"], ["may", "continue"],
    ["may", "remain"], ["may", "use"],
    ["may", "have"], ["may", "be", "treated"],
)  # fmt: skip
_JOINING = word_set("or and if but")
LEAVE = word_set("may any")
