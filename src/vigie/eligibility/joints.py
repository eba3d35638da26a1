"""Lists joined by `or`, `and`, commas, semicolons and `with`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from vigie.eligibility.atoms import Context, atom
from vigie.eligibility.conditions import Read
from vigie.eligibility.cutting import (
    ANDS,
    EVERY,
    ORS,
    SEMICOLONS,
    STATES,
    Cut,
    denial,
    end_of,
    first_of,
    leaves_of,
    says,
    split,
    start_of,
    trimmed,
    word,
    words,
)
from vigie.eligibility.evaluating import Polarity
from vigie.eligibility.folding import word_set
from vigie.eligibility.joining import are_unlike, joined
from vigie.eligibility.lexing import Sort, Token
from vigie.eligibility.lists import ALLERGY
from vigie.eligibility.logic import (
    Compare,
    Expr,
    Unread,
    Window,
    all_of,
    any_of,
    not_,
)
from vigie.eligibility.logic import leaves as leaves_of_tree
from vigie.eligibility.pieces import Leaf, Piece, either_way
from vigie.eligibility.small_words import NARROW, NEGATIONS, PERMITTING
from vigie.eligibility.spans import Span


def by_semicolons(ctx: Context, found: Sequence[Piece], read: Read) -> Expr | None:
    """Items apart by semicolons: all of them among inclusions, any among exclusions."""
    cut = split(found, SEMICOLONS)
    if len(cut.items) < 2:
        return None
    items = [trimmed(_lettered(item)) for item in cut.items if trimmed(item)]
    if len(items) > 1 and denial(items[0]) and not any(denial(item) for item in items[1:]):
        return _denied_first(ctx, found, items, read)
    spared = [item for item in items[1:] if spares(item)]
    kept = [item for item in items if item not in spared]
    below = ctx.after_colon()
    main = _of_items(ctx, found, [read(below, item) for item in kept], cut.joints)
    return sparing(ctx, main, [ctx.said(item) for item in spared]) if spared else main


def _of_items(
    ctx: Context, found: Sequence[Piece], parts: Sequence[Expr], joints: frozenset[str]
) -> Expr:
    """The items of a list apart by semicolons, as its last joint or its section says."""
    if _are_cases(parts) and ctx.polarity is not Polarity.EXCLUSION:
        return ctx.said(found)
    is_or, is_and = "; or" in joints, "; and" in joints
    if (is_or and not is_and) or (ctx.polarity is Polarity.EXCLUSION and not is_and):
        return any_of(list(parts))
    if ctx.polarity is Polarity.INCLUSION and not is_or:
        return all_of(list(parts))
    return either_way(list(parts), ctx.said(found))


def _are_cases(parts: Sequence[Expr]) -> bool:
    """`≤ 2.5 x ULN; ≤ 5 x ULN in those with a`: bounds of one side of one quantity."""
    ends = [
        {
            (leaf.subject, leaf.bounds.upper is None)
            for leaf in leaves_of_tree(part)
            if isinstance(leaf, Compare)
        }
        for part in parts
    ]
    return any(ends[n] & other for n in range(len(ends)) for other in ends[n + 1 :])


def _denied_first(
    ctx: Context, found: Sequence[Piece], items: Sequence[Sequence[Piece]], read: Read
) -> Expr:
    """`No a; b; c`: the denial may be of a alone, or of all of them."""
    rest = split(trimmed(found[denial(trimmed(found)) :]), SEMICOLONS)
    below = ctx.denied().after_colon()
    under = [read(below, trimmed(item)) for item in rest.items if trimmed(item)]
    alone = all_of([read(ctx, item) for item in items])
    return either_way([not_(any_of(under)), alone], ctx.said(found))


def spares(item: Sequence[Piece]) -> bool:
    """Whether an item lets something through: `diagnostic surgery does not count`."""
    is_let = not PERMITTING.isdisjoint(words(item)) or first_of(item, *_LETTING)[0] >= 0
    return is_let or first_of(item, ["not", "count"])[0] >= 0


_LETTING = (
    ["may", "take", "part"], ["can", "take", "part"], ["may", "participate"],
    ["can", "participate"], ["may", "enter"], ["may", "enrol"], ["may", "enroll"],
    ["may", "be", "included"], ["can", "be", "included"], ["may", "be", "enrolled"],
    ["can", "be", "enrolled"],
)  # fmt: skip


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
        if not leaves_of(head) or not any(map(says, rest)) or before in {"or", "and", "/"}:
            continue
        if {"with", "or"} <= set(words(rest)):
            return None
        if before in _NOT_BEFORE_WITH or before.endswith("_infection") or _is_idle(head, rest):
            return None
        is_sign = {leaf.type for leaf in leaves_of(rest)} <= _SIGNS and bool(leaves_of(rest))
        joints = split(head, EVERY).joints
        if joints and (not is_sign or _are_two_lists(joints, split(rest, EVERY).joints)):
            return None
        both = all_of([read(ctx, head), read(ctx, rest)])
        return _or_first(ctx, found, both, read)
    return None


def _are_two_lists(head: frozenset[str], rest: frozenset[str]) -> bool:
    """`A, b with c, or d`: the commas are of one list, and `with c` is of b alone."""
    return "," in head and bool(rest & {",", ", or"})


def _or_first(ctx: Context, found: Sequence[Piece], both: Expr, read: Read) -> Expr:
    """`A with b or c, d` among exclusions: d may be with a, or stand by itself."""
    cut = split(found, frozenset({",", ", or"}))
    items = [trimmed(item) for item in cut.items if trimmed(item)]
    if ctx.polarity is not Polarity.EXCLUSION or ctx.is_denied or len(items) < 2:
        return both
    if {"with", "without"}.isdisjoint(words(items[0])) or not all(map(leaves_of, items)):
        return both
    return either_way([both, any_of([read(ctx, item) for item in items])], ctx.said(found))


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
    if _has_lost(ctx, found):
        return ctx.said(found)
    cut = _with_adjectives(cut)
    if len(cut.items) < 2:
        return atom(ctx, _without_joints(cut.items[0]))
    if _is_spread(cut.items) or (denial(cut.items[1]) and not leaves_of(cut.items[0])):
        return ctx.said(found)
    return _listed(ctx, found, cut, read) if leaves_of(found) else _bare(ctx, found, cut)


def _has_lost(ctx: Context, found: Sequence[Piece]) -> bool:
    """Whether an item names a thing that was taken for what another item times or counts."""
    start, inside = start_of(found[0]), list[Piece]()
    for piece in (*found, None):
        if piece is not None and word(piece) not in _PARTING:
            inside.append(piece)
            continue
        end = end_of(found[-1]) if piece is None else start_of(piece)
        if _is_bereft(ctx, inside, Span(start, end)):
            return True
        start, inside = end, []
    return _is_led(ctx, found)


def _is_bereft(ctx: Context, inside: Sequence[Piece], span: Span) -> bool:
    """Whether no leaf is left where a thing is named, unless a word stands for it."""
    named = any(span.start <= one.span.start < span.end for one in ctx.reading.concepts)
    if leaves_of(inside) or not named:
        return False
    said = set(words(inside))
    return not said & STATES or any(says(one) and one.word not in STATES for one in inside)


def _is_led(ctx: Context, found: Sequence[Piece]) -> bool:
    """`Since the last a or b`: the time that stands before its thing may be of those after it."""
    leaves = leaves_of(found)
    timed = leaves[0].expr if leaves else None
    if len(leaves) < 2 or not isinstance(timed, Window) or leaves[1].is_comparison:
        return False
    named = [one.span.start for one in ctx.reading.concepts if one.id == timed.subject]
    return bool(named) and min(named) >= leaves[0].span.end


_PARTING = frozenset({"or", "and", ",", "/", ";", "&"})


def _listed(ctx: Context, found: Sequence[Piece], cut: Cut, read: Read) -> Expr:
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
    if are_unlike(ctx, kinds) and {"age"} & frozenset().union(*kinds):
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
        if alone and not is_last:
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
    if not is_plain or not NEGATIONS.isdisjoint(words(found)):
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


def _is_spread(items: Sequence[Sequence[Piece]]) -> bool:
    """Whether one leaf may reach over the others: `allergy to a or b`, `due to a or b`."""
    leaves = [leaf for item in items for leaf in leaves_of(item)]
    if len(leaves) < 2:
        return False
    is_of_drugs = any(leaf.type == "treatment" for leaf in leaves)
    is_allergy = is_of_drugs and any(leaf.id == ALLERGY for leaf in leaves)
    return (
        is_allergy
        or leaves[0].id == ALLERGY
        or any(
            leaf.is_reaching and isinstance(then[0], Leaf)
            for item, then in pairwise(items)
            for leaf in leaves_of(item)
        )
    )
