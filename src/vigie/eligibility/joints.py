"""Lists joined by `or`, `and`, commas, semicolons and `with`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vigie.eligibility.atoms import Context, atom, is_narrowing, is_wide
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
    span_of,
    split,
    trimmed,
    word,
    words,
)
from vigie.eligibility.evaluating import Polarity
from vigie.eligibility.folding import word_set
from vigie.eligibility.lexing import Sort, Token
from vigie.eligibility.lists import ALLERGY
from vigie.eligibility.logic import (
    All,
    Clock,
    Expr,
    Has,
    Tense,
    Unread,
    Window,
    all_of,
    any_of,
    not_,
)
from vigie.eligibility.pieces import Leaf, Piece, either_way
from vigie.eligibility.small_words import BACKWARDS, MEASURING, NARROW, PERMITTING, PLAIN


def by_semicolons(ctx: Context, found: Sequence[Piece], read: Read) -> Expr | None:
    """Items apart by semicolons: all of them among inclusions, any among exclusions."""
    cut = split(found, SEMICOLONS)
    if len(cut.items) < 2:
        return None
    items = [trimmed(_lettered(item)) for item in cut.items if trimmed(item)]
    if len(items) > 1 and denial(items[0]) and not any(denial(item) for item in items[1:]):
        rest = trimmed(found[denial(trimmed(found)) :])
        below = ctx.denied().after_colon()
        over_all = not_(any_of([read(below, one) for one in _split_again(rest)]))
        return either_way([over_all, all_of([read(ctx, one) for one in items])], ctx.said(found))
    spared = [item for item in items[1:] if spares(item)]
    if spared:
        rest = [item for item in items if item not in spared]
        joint = any_of if ctx.polarity is Polarity.EXCLUSION else all_of
        return sparing(ctx, joint([read(ctx, one) for one in rest]), list(map(ctx.said, spared)))
    parts = [read(ctx, item) for item in items]
    if ctx.is_denied:
        parts = [read(ctx.after_colon(), item) for item in items]
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


def spares(item: Sequence[Piece]) -> bool:
    """Whether an item lets something through: `diagnostic surgery does not count`."""
    said = words(item)
    return not PERMITTING.isdisjoint(said) or ["not", "count"] in [
        said[n : n + 2] for n in range(len(said))
    ]


def sparing(ctx: Context, main: Expr, spared: Sequence[Unread]) -> Expr:
    """What is let through spares from an exclusion, and opens an inclusion."""
    if ctx.polarity is Polarity.EXCLUSION:
        return all_of([main, *(not_(one) for one in spared)])
    if ctx.polarity is Polarity.INCLUSION:
        return any_of([main, *spared])
    return either_way([main, *spared], spared[0])


def _lettered(item: Sequence[Piece]) -> Sequence[Piece]:
    """`They should have a) …`: the item begins after its letter."""
    said = words(item)
    at = next(
        (n for n in range(1, len(said)) if said[n] == ")" and said[n - 1] in {"a", "1", "i"}), 0
    )
    if not at or leaves_of(item[:at]) or "(" in said[: at - 1]:
        return item
    return item[at + 1 :]


def _split_again(rest: Sequence[Piece]) -> list[list[Piece]]:
    return [trimmed(item) for item in split(rest, SEMICOLONS).items if trimmed(item)]


def by_classification(ctx: Context, found: Sequence[Piece], read: Read) -> Expr | None:
    """`DM or PM by the criteria of …`, `… criteria for DM or PM`: the form and the criteria."""
    for at, piece in enumerate(found):
        if word(piece) not in _BY or not at:
            continue
        head, rest = trimmed(found[:at]), trimmed(found[at + 1 :])
        kinds = [{leaf.type for leaf in leaves_of(part)} for part in (head, rest)]
        if kinds in ([{"subtype"}, {"classification"}], [{"classification"}, {"subtype"}]):
            return all_of([read(ctx, head), read(ctx, rest)])
    return None


_BY = word_set(
    "by per according meeting fulfilling under for based satisfying using fulfill meet in"
)
_NOT_BEFORE_WITH = word_set(
    "treatment treated therapy associated consistent compatible positive infected infection along"
    " together combined interfere compared contact treat comply compliance infections"
)


def by_with(ctx: Context, found: Sequence[Piece], read: Read) -> Expr | None:
    """`A with b`: both; `with or without b` asks nothing."""
    adults = _of_an_age(ctx, found, read)
    if adults is not None:
        return adults
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


def _of_an_age(ctx: Context, found: Sequence[Piece], read: Read) -> Expr | None:
    """`Adults with b`: of that age, and b."""
    if len(found) < 3 or word(found[0]) not in _AGES or word(found[1]) != "with":
        return None
    rest = trimmed(found[2:])
    return all_of([ctx.said(found[:1]), read(ctx, rest)]) if leaves_of(rest) else None


_AGES = word_set("adults children adolescents infants")
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
    cut = _with_adjectives(cut)
    if len(cut.items) < 2:
        return atom(ctx, _without_joints(cut.items[0]))
    if _is_spread(cut.items) or (denial(cut.items[1]) and not leaves_of(cut.items[0])):
        return ctx.said(found)
    if not leaves_of(found):
        return _bare(ctx, found, cut)
    grounds = _grounds(ctx, found)
    if grounds:
        return joined(ctx, found, grounds, read)
    if cut.joints & ORS and cut.joints & ANDS:
        return _mixed(ctx, found, read, cut.joints)
    return joined(ctx, found, cut, read)


def _grounds(ctx: Context, found: Sequence[Piece]) -> Cut | None:
    """`DM or PM, aged 18 to 75`: commas between unlike things, among inclusions."""
    cut = split(found, frozenset({","}))
    kinds = [frozenset(leaf.type for leaf in leaves_of(item)) for item in cut.items]
    joints = [split(item, EVERY).joints for item in cut.items]
    is_listed = any(item and word(item[0]) in {"or", "and"} for item in cut.items)
    if len(cut.items) < 2 or not any(joints) or is_listed or not all(kinds):
        return None
    if _are_unlike(ctx, kinds) and {"age"} & frozenset().union(*kinds):
        return cut
    return _apart(ctx, cut, kinds)


def _apart(ctx: Context, cut: Cut, kinds: Sequence[frozenset[str]]) -> Cut | None:
    """The first or the last item, where it is an age and the others are not."""
    for n, others in ((len(kinds) - 1, kinds[:-1]), (0, kinds[1:])):
        if kinds[n] == {"age"} and not any("age" in kind for kind in others):
            comma = Token(Sort.MARK, ",", 0, 0)
            rest: list[Piece] = []
            for at, item in enumerate(cut.items):
                if at != n:
                    rest += [comma, *item] if rest else item
            items = [rest, cut.items[n]] if n else [cut.items[n], rest]
            return Cut(items, frozenset({","})) if ctx.polarity is Polarity.INCLUSION else None
    return None


def _with_adjectives(cut: Cut) -> Cut:
    """`Active or chronic infection`: an item of adjectives alone is of the next item's noun."""
    items: list[list[Piece]] = []
    waiting: list[Piece] = []
    for n, item in enumerate(cut.items):
        is_last = n == len(cut.items) - 1
        said = [piece for piece in item if says(piece)]
        alone = not leaves_of(item) and bool(said) and all(word(one) in NARROW for one in said)
        if (
            alone
            and not is_last
            and word(said[-1]) not in {"active", "present"} | _NOW - {"active"}
        ) or (alone and not is_last and leaves_of(cut.items[n + 1])):
            waiting += item
        else:
            items.append([*waiting, *item])
            waiting = []
    return cut if waiting else Cut(items, cut.joints)


def _without_joints(item: Sequence[Piece]) -> list[Piece]:
    return [piece for piece in item if word(piece) not in {"or", "and", ",", "/"}]


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
    items = [item for item in map(trimmed, cut.items) if item and not _is_of_measuring(item)]
    parts = _of_the_same(ctx, items, [read(ctx, item) for item in items])
    if _is_last_over_all(items, parts, cut.joints):
        return ctx.said(found)
    parts = _reached(ctx, items, parts)
    if len(parts) == 1:
        return parts[0]
    parts = _undated(ctx, items, parts)
    joint = _meant(ctx, items, cut.joints)
    if joint == "or":
        return any_of(parts)
    if joint == "and":
        return all_of(parts)
    return either_way(parts, ctx.said(found))


def _is_of_measuring(item: Sequence[Piece]) -> bool:
    """`Disability index, with a minimum of 0.25`: the rest of the name of what is measured."""
    said = set(words(item))
    if leaves_of(item) or said & (_NOW | _LATER):
        return False
    return all(word(piece) in MEASURING | PLAIN or not says(piece) for piece in item)


def _is_last_over_all(
    items: Sequence[Sequence[Piece]], parts: Sequence[Expr], joints: frozenset[str]
) -> bool:
    """`Worsening or relapse under prednisone > 0.5 mg`: the bound may be of all the items."""
    last = [] if not items else leaves_of(items[-1])
    if isinstance(parts[-1], All) and not any(isinstance(p, Unread) for p in parts[-1].parts):
        return False
    is_mixed = any(leaf.is_comparison for leaf in last) and isinstance(parts[-1], Unread | All)
    alone = not any(leaf.is_comparison for item in items[:-1] for leaf in leaves_of(item))
    return len(items) > 1 and is_mixed and alone and ", or" not in joints


_NOW = word_set("present current currently active now ongoing")
_LATER = word_set("scheduled planned expected anticipated foreseen")


def _of_the_same(
    ctx: Context, items: Sequence[Sequence[Piece]], parts: Sequence[Expr]
) -> list[Expr]:
    """`Cancer at present or within 5 years`, `surgery within 4 weeks or planned`: one thing."""
    timed = [
        (leaf.expr.subject, leaf.span)
        for item in items
        for leaf in leaves_of(item)
        if isinstance(leaf.expr, Window) and leaf.expr.clock is Clock.SINCE
    ]
    if len(timed) != 1:
        return list(parts)
    named = next((one for one in ctx.reading.concepts if one.id == timed[0][0]), None)
    if named is None:
        return list(parts)
    kept: list[Expr] = []
    for part, item in zip(parts, items, strict=True):
        said = set(words(item)) - {""}
        tense = Tense.PLANNED if said & _LATER else Tense.NOW if said & _NOW else None
        if leaves_of(item) or tense is None or said - PLAIN - _LATER - _NOW - {"during"}:
            kept.append(part)
        else:
            kept.append(Has(named.type, named.id, tense, (span_of(item),)))
    return kept


def _meant(ctx: Context, items: Sequence[Sequence[Piece]], joints: frozenset[str]) -> str | None:
    kinds = [frozenset(leaf.type for leaf in leaves_of(item)) for item in items]
    are_bounds = all(
        leaves_of(item) and all(leaf.is_comparison for leaf in leaves_of(item)) for item in items
    )
    if not joints & (ORS | ANDS) and _are_unlike(ctx, kinds) and all(kinds):
        return "and"
    if joints & ORS:
        is_mixed = "," in joints and not _is_one_list(ctx, items, kinds)
        return None if is_mixed else "or"
    if ctx.polarity is Polarity.EXCLUSION and (not joints & ANDS or set(kinds) <= _APART):
        return "or"
    if ctx.polarity is Polarity.EXCLUSION and "," in joints and not any(map(_is_bounded, items)):
        return "or"
    if ctx.polarity is Polarity.INCLUSION and are_bounds:
        return "and"
    if joints & ANDS and (are_bounds or _are_unlike(ctx, kinds)):
        return "and" if not _has_number_left(items) else None
    return None


def _is_bounded(item: Sequence[Piece]) -> bool:
    return any(leaf.is_comparison for leaf in leaves_of(item))


# Things that are listed among the exclusions, whether by `or` or by `and`.
_APART = {frozenset({kind}) for kind in ("subtype", "pregnancy", "infection", "vaccine")}


def _are_unlike(ctx: Context, kinds: Sequence[frozenset[str]]) -> bool:
    """Things of different kinds that `and` joins among inclusions are all asked for."""
    if ctx.polarity is not Polarity.INCLUSION:
        return False
    return len(frozenset().union(*kinds)) == sum(map(len, kinds))


def _has_number_left(items: Sequence[Sequence[Piece]]) -> bool:
    """Whether a number was left unread there: it may be another end of what was read."""
    return any(
        not isinstance(piece, Leaf) and piece.sort is Sort.NUMBER
        for item in items
        for piece in item
    )


# Kinds of things that are seldom an alternative to others: who may take part at all.
_GROUNDS = frozenset({"age", "subtype", "classification", "consent"})


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
    return len(families) == 1


def _is_spread(items: Sequence[Sequence[Piece]]) -> bool:
    """Whether one leaf may reach over the others: `allergy to a or b`, `due to a or b`."""
    leaves = [leaf for item in items for leaf in leaves_of(item)]
    if len(leaves) < 2:
        return False
    return any(leaf.id == ALLERGY for leaf in leaves[:1]) or any(
        leaf.is_reaching for item in items[:-1] for leaf in leaves_of(item)
    )


def _reached(ctx: Context, items: Sequence[Sequence[Piece]], parts: Sequence[Expr]) -> list[Expr]:
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


def _undated(ctx: Context, items: Sequence[Sequence[Piece]], parts: Sequence[Expr]) -> list[Expr]:
    """Where the last item has a window, whether it holds for those before it is not certain."""
    timed = [leaf.expr for leaf in leaves_of(items[-1]) if _is_since(leaf)]
    if not timed:
        return list(parts)
    lately = timed[0] if isinstance(timed[0], Window) and timed[0].bounds.upper else None
    return [
        part
        if any(map(_is_since, leaves_of(item)))
        or isinstance(part, Unread)
        or _is_own(item)
        or not leaves_of(item)
        else _dated(part, lately, ctx.said(item))
        for part, item in zip(parts, items, strict=True)
    ]


def _dated(part: Expr, lately: Expr | None, words_: Unread) -> Expr:
    """True where it was lately, false where it never was; else left to a person."""
    doubtful = all_of([part, words_])
    if not isinstance(part, Has) or not isinstance(lately, Window):
        return doubtful
    return any_of([replace(lately, subject=part.id, spans=part.spans), doubtful])


def _is_own(item: Sequence[Piece]) -> bool:
    """A measurement has its own time."""
    return any(leaf.is_comparison for leaf in leaves_of(item))
