"""Lists joined by `or`, `and`, commas, semicolons and `with`."""

from __future__ import annotations

from collections.abc import Sequence

from vigie.eligibility.atoms import Context, is_narrowing, is_wide
from vigie.eligibility.conditions import Read
from vigie.eligibility.cutting import (
    ANDS,
    EVERY,
    ORS,
    SEMICOLONS,
    Cut,
    denial,
    leaves_of,
    says,
    split,
    trimmed,
    word,
    words,
)
from vigie.eligibility.evaluating import Polarity
from vigie.eligibility.folding import word_set
from vigie.eligibility.lexing import Sort
from vigie.eligibility.lists import ALLERGY
from vigie.eligibility.logic import Expr, Unread, all_of, any_of
from vigie.eligibility.pieces import Leaf, Piece, either_way
from vigie.eligibility.small_words import BACKWARDS


def by_semicolons(ctx: Context, found: Sequence[Piece], read: Read) -> Expr | None:
    """Items apart by semicolons: all of them among inclusions, any among exclusions."""
    cut = split(found, SEMICOLONS)
    if len(cut.items) < 2:
        return None
    parts = [read(ctx, trimmed(item)) for item in cut.items if trimmed(item)]
    if "; or" in cut.joints and "; and" in cut.joints:
        return either_way(parts, ctx.said(found))
    is_any = "; or" in cut.joints or (
        ctx.polarity is Polarity.EXCLUSION and "; and" not in cut.joints
    )
    if is_any:
        return any_of(parts)
    if ctx.polarity is Polarity.INCLUSION:
        return all_of(parts)
    return either_way(parts, ctx.said(found))


_NOT_BEFORE_WITH = word_set(
    "treatment treated therapy associated consistent compatible positive infected infection along"
    " together combined interfere compared contact treat comply compliance infections"
)


def by_with(ctx: Context, found: Sequence[Piece], read: Read) -> Expr | None:
    """`A with b`: both; `with or without b` asks nothing."""
    for at, piece in enumerate(found):
        if word(piece) not in {"with", "without", "avec", "sans"} or at == 0:
            continue
        head, rest = trimmed(found[:at]), trimmed(found[at + 1 :])
        if word(piece) == "without":
            rest = list(found[at:])
        before = word(found[at - 1]) or "".join(leaf.id for leaf in leaves_of(found[at - 1 : at]))
        if not leaves_of(head) or not any(map(says, rest)):
            continue
        if before in _NOT_BEFORE_WITH or before.endswith("_infection") or _is_idle(head, rest):
            return None
        is_sign = {leaf.type for leaf in leaves_of(rest)} <= _SIGNS and bool(leaves_of(rest))
        if not split(head, EVERY).joints or is_sign:
            return all_of([read(ctx, head), read(ctx, rest)])
        return None
    return None


_SIGNS = frozenset({"condition", "antibody", "measurement", "group", "subtype"})


def _is_idle(head: Sequence[Piece], rest: Sequence[Piece]) -> bool:
    return {leaf.type for leaf in leaves_of(head)} <= {"treatment", "procedure", "vaccine"} or (
        word(rest[0]) in {"or", "and"}
    )


def by_joints(ctx: Context, found: Sequence[Piece], read: Read) -> Expr | None:
    """A list at its commas and joints; where it is not sure how it is meant, either way."""
    cut = split(found, EVERY)
    if len(cut.items) < 2:
        return None
    if _is_spread(cut.items):
        return ctx.said(found)
    if not leaves_of(found):
        return _bare(ctx, found, cut)
    if cut.joints & ORS and cut.joints & ANDS:
        return _mixed(ctx, found, read, cut.joints)
    return joined(ctx, found, cut, read)


def _bare(ctx: Context, found: Sequence[Piece], cut: Cut) -> Expr:
    """Words without a leaf: alternatives only where nothing but `or` joins them."""
    is_plain = cut.joints <= ORS | {","} and bool(cut.joints & ORS)
    if not is_plain or any(denial(item) for item in cut.items):
        return ctx.said(found)
    return any_of([ctx.said(item) for item in cut.items])


def _mixed(ctx: Context, found: Sequence[Piece], read: Read, joints: frozenset[str]) -> Expr:
    """Both `and` and `or`: the joint after a comma is the outer one."""
    if ", and" in joints and ", or" not in joints:
        return joined(ctx, found, split(found, frozenset({", and"})), read)
    if ", or" in joints and ", and" not in joints:
        return joined(ctx, found, split(found, frozenset({", or", ","})), read)
    commas = frozenset({","}) & joints
    ors, ands = split(found, ORS | commas), split(found, ANDS | commas)
    if len(ors.items) < 2 or len(ands.items) < 2:
        return ctx.said(found)
    readings = [joined(ctx, found, one, read) for one in (ors, ands)]
    return readings[0] if readings[0] == readings[1] else either_way(readings, ctx.said(found))


def joined(ctx: Context, found: Sequence[Piece], cut: Cut, read: Read) -> Expr:
    """The items of one list under its one joint."""
    items = [item for item in map(trimmed, cut.items) if item]
    parts = _reached(ctx, items, [read(ctx, item) for item in items])
    if len(parts) == 1:
        return parts[0]
    parts = _undated(ctx, items, parts)
    joint = _meant(ctx, items, cut.joints)
    if joint == "or":
        return any_of(parts)
    if joint == "and":
        return all_of(parts)
    return either_way(parts, ctx.said(found))


def _meant(ctx: Context, items: Sequence[Sequence[Piece]], joints: frozenset[str]) -> str | None:
    kinds = [frozenset(leaf.type for leaf in leaves_of(item)) for item in items]
    are_bounds = all(
        leaves_of(item) and all(leaf.is_comparison for leaf in leaves_of(item)) for item in items
    )
    if joints & ORS:
        is_mixed = "," in joints and not _is_one_list(ctx, items, kinds)
        return None if is_mixed else "or"
    if ctx.polarity is Polarity.EXCLUSION and not joints & ANDS:
        return "or"
    if ctx.polarity is Polarity.INCLUSION and are_bounds:
        return "and"
    if joints & ANDS and (are_bounds or _are_unlike(ctx, kinds)):
        return "and" if not _has_number_left(items) else None
    return None


def _are_unlike(ctx: Context, kinds: Sequence[frozenset[str]]) -> bool:
    """Things of different kinds that `and` joins among inclusions are all asked for."""
    if ctx.polarity is not Polarity.INCLUSION:
        return False
    return len(set(kinds)) == len(kinds)


def _has_number_left(items: Sequence[Sequence[Piece]]) -> bool:
    """Whether a number was left unread there: it may be another end of what was read."""
    return any(
        not isinstance(piece, Leaf) and piece.sort is Sort.NUMBER for item in items for piece in item
    )


# Kinds of things that are seldom an alternative to others: who may take part at all.
_GROUNDS = frozenset({"age", "subtype", "classification", "consent", "antibody", "other"})


def _is_one_list(
    ctx: Context, items: Sequence[Sequence[Piece]], kinds: Sequence[frozenset[str]]
) -> bool:
    """Whether what commas and `or` part are alternatives (`a, b or c`), not `a, with b or c`."""
    if any("age" in kind for kind in kinds):
        return False
    if ctx.polarity is Polarity.EXCLUSION:
        return True
    if not any(kinds):
        return True
    families = {kind & _GROUNDS or frozenset({"rest"}) for kind in kinds if kind}
    compares = {any(leaf.is_comparison for leaf in leaves_of(item)) for item in items}
    return len(families) == 1 and len(compares) == 1


def _is_spread(items: Sequence[Sequence[Piece]]) -> bool:
    """Whether one leaf may reach over the others: `allergy to a or b`, `due to a or b`."""
    leaves = [leaf for item in items for leaf in leaves_of(item)]
    if len(leaves) < 2:
        return False
    return any(leaf.id == ALLERGY for leaf in leaves[:1]) or any(
        leaf.is_reaching for item in items[:-1] for leaf in leaves_of(item)
    )


def _reached(
    ctx: Context, items: Sequence[Sequence[Piece]], parts: Sequence[Expr]
) -> list[Expr]:
    """Words at the beginning or the end of a list that may be of all its items."""
    if len(parts) < 2:
        return list(parts)
    head, tail = _edge_before(items[0]), _edge_after(items[-1])
    if _is_strange(head) or _is_strange(tail):
        return [_strange(ctx, part, item) for part, item in zip(parts, items, strict=True)]
    is_narrow = any(map(is_narrowing, (*head, *tail)))
    is_back = not BACKWARDS.isdisjoint(words(items[-1]))
    if not (is_narrow or is_back):
        return list(parts)
    return [_narrowed(ctx, part, item) for part, item in zip(parts, items, strict=True)]


def _is_strange(edge: Sequence[Piece]) -> bool:
    return is_wide(edge) and not denial(edge)


def _edge_before(item: Sequence[Piece]) -> list[Piece]:
    first = next((n for n, piece in enumerate(item) if isinstance(piece, Leaf)), 0)
    return list(item[:first])


def _edge_after(item: Sequence[Piece]) -> list[Piece]:
    leaves = [n for n, piece in enumerate(item) if isinstance(piece, Leaf)]
    return list(item[leaves[-1] + 1 :]) if leaves else []


def _strange(ctx: Context, part: Expr, item: Sequence[Piece]) -> Expr:
    """Under words not understood, things are left to a person; bounds stand by themselves."""
    compared = leaves_of(item) and all(leaf.is_comparison for leaf in leaves_of(item))
    return part if compared else ctx.said(item)


def _narrowed(ctx: Context, part: Expr, item: Sequence[Piece]) -> Expr:
    leaves = leaves_of(item)
    if isinstance(part, Unread) or not leaves or any(leaf.is_comparison for leaf in leaves):
        return part
    return all_of([part, ctx.said(item)])


def _is_since(leaf: Leaf) -> bool:
    return leaf.type == "window" and not leaf.id.endswith(("_stable", "_duration"))


def _undated(
    ctx: Context, items: Sequence[Sequence[Piece]], parts: Sequence[Expr]
) -> list[Expr]:
    """Where the last item has a window, whether it holds for those before it is not certain."""
    if not any(map(_is_since, leaves_of(items[-1]))):
        return list(parts)
    return [
        part
        if any(map(_is_since, leaves_of(item))) or isinstance(part, Unread) or _is_own(item)
        else all_of([part, ctx.said(item)])
        for part, item in zip(parts, items, strict=True)
    ]


def _is_own(item: Sequence[Piece]) -> bool:
    """A measurement has its own time."""
    return any(leaf.is_comparison for leaf in leaves_of(item))


