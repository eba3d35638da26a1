"""The items of one list under their joint: how it is meant, and what reaches over all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vigie.eligibility.atoms import DENYING_AFTER, Context, is_narrowing, is_wide
from vigie.eligibility.conditions import Read
from vigie.eligibility.cutting import (
    ANDS,
    ORS,
    Cut,
    denial,
    end_of,
    leaves_of,
    says,
    span_of,
    start_of,
    trimmed,
    word,
    words,
)
from vigie.eligibility.evaluating import Polarity
from vigie.eligibility.folding import fold, word_set
from vigie.eligibility.lexing import Sort
from vigie.eligibility.logic import (
    All,
    Clock,
    Compare,
    Expr,
    Has,
    Tense,
    Unread,
    Window,
    all_of,
    any_of,
)
from vigie.eligibility.pieces import LASTING, Leaf, Piece, either_way
from vigie.eligibility.small_words import BACKWARDS, MEASURING, PLAIN


def joined(ctx: Context, found: Sequence[Piece], cut: Cut, read: Read) -> Expr:
    """The items of one list under its one joint."""
    items = [item for item in map(trimmed, cut.items) if item and not _is_anchor(item)]
    if len(items) > 1 and is_trailing(items[-1]) and not _is_joined(found, items[-1]):
        if any(leaf.type == "window" for leaf in leaves_of(items[-1])):
            return ctx.said(found)  # what it times may be an item of its own, or all of them
        kept = span_from(found, items[-1])
        return all_of([joined(ctx, kept, Cut(items[:-1], cut.joints), read), ctx.said(items[-1])])
    if len(items) > 1 and _is_of_people(items[0]) and _is_apart(found, items):
        kept = [piece for piece in found if start_of(piece) >= start_of(items[1][0])]
        rest = joined(ctx, kept, Cut(items[1:], cut.joints), read)
        return all_of([read(ctx, items[0]), rest])
    if cut.joints == {","} and any(map(_is_own, items)):
        items = [item for item in items if not _is_of_measuring(item)]
    return _of_items(ctx, found, Cut(items, cut.joints), read)


def _of_items(ctx: Context, found: Sequence[Piece], cut: Cut, read: Read) -> Expr:
    items = cut.items
    parts = _of_the_same(ctx, items, [read(ctx, item) for item in items])
    parts = [
        ctx.said(item) if n and _is_when_measured(ctx, items[:n], part, item) else part
        for n, (part, item) in enumerate(zip(parts, items, strict=True))
    ]
    if _is_last_over_all(items, parts, cut.joints):
        return _under_last(ctx, found, parts[-1])
    parts = _reached(ctx, items, parts)
    if len(parts) == 1:
        return parts[0]
    parts = _undated(ctx, items, parts)
    joint = _meant(ctx, items, cut.joints)
    if joint is None:
        return either_way(parts, ctx.said(found))
    return any_of(parts) if joint == "or" else all_of(parts)


def _is_when_measured(
    ctx: Context, earlier: Sequence[Sequence[Piece]], part: Expr, item: Sequence[Piece]
) -> bool:
    """`FVC < 60% at screening or within 6 months`: when the test was, which is not asked."""
    measured = any(leaf.type == "measurement" for one in earlier for leaf in leaves_of(one))
    if not isinstance(part, Window) or part.clock is not Clock.SINCE or not measured:
        return False
    span = span_of(item)
    named = [one for one in ctx.reading.concepts if one.id == part.subject]
    is_here = any(span.start <= one.span.start < span.end for one in named)
    return not is_here and {one.type for one in named} == {"procedure"}


def _is_of_people(item: Sequence[Piece]) -> bool:
    """`For females, a or b`: whom the list is about."""
    leaves = leaves_of(item)
    is_sex = len(leaves) == 1 and leaves[0].id in {"sex_female", "sex_male"}
    return is_sex and not any(says(p) for p in item if not isinstance(p, Leaf))


def _is_apart(found: Sequence[Piece], items: Sequence[Sequence[Piece]]) -> bool:
    """Whether a comma alone parts the first item from the others, and they are joined by `or`."""
    end, start = end_of(items[0][-1]), start_of(items[1][0])
    between = [piece.word for piece in found if end <= start_of(piece) and end_of(piece) <= start]
    said = set(words(found))
    return between == [","] and said.isdisjoint({"and", "&"})


def span_from(found: Sequence[Piece], last: Sequence[Piece]) -> list[Piece]:
    """A stretch up to its last item."""
    return [piece for piece in found if end_of(piece) <= start_of(last[0])]


def _is_anchor(item: Sequence[Piece]) -> bool:
    """`…, before the first dose of the study drug`: when it is looked at, which asks nothing."""
    said = words(item)
    if not said or said[0] not in _WHEN or leaves_of(item) or set(said) & (_NOW | _LATER):
        return False
    return not any(says(piece) and piece.word not in _ANCHORS for piece in item)


_WHEN = word_set("before prior at on during upon by")
_ANCHORS = _WHEN | word_set(
    "dose imp study drug medication product treatment visit screening baseline randomization"
    " randomisation enrollment enrolment inclusion first investigational entry infusion day"
)


_METHODS = word_set(
    "determined assessed measured documented evidenced shown demonstrated estimated calculated"
)


def is_trailing(item: Sequence[Piece]) -> bool:
    """`…, not related to b`, `…, requiring c`: a clause that is of the whole list."""
    said = words(item)
    is_denied = len(said) > 1 and said[0] == "not" and said[1] in {"related", "due", "explained"}
    is_method = bool(said) and (
        said[0] in _METHODS or (said[0] == "as" and said[1:2] and said[1] in _METHODS)
    )
    return is_denied or is_method or (bool(said) and said[0] in BACKWARDS)


def _is_joined(found: Sequence[Piece], item: Sequence[Piece]) -> bool:
    """`A bleeding disorder or requiring b`: a clause that `or` joins is an item of its own."""
    before = [one for one in found if end_of(one) <= start_of(item[0])]
    return bool(before) and before[-1].word in {"or", "ou"}


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
    before = _edge_before(items[-1])
    opens = not _UNDER.isdisjoint(words(before))
    return len(items) > 1 and is_mixed and alone and opens and ", or" not in joints


_UNDER = word_set("under despite while with on receiving taking at during")


_NOW = word_set("present current currently active now ongoing")


def _under_last(ctx: Context, found: Sequence[Piece], last: Expr) -> Expr:
    """False where the bound at the end fails, else left to a person."""
    kept = last.parts[0] if isinstance(last, All) else last
    is_bound = isinstance(kept, Compare)
    return all_of([kept, ctx.said(found)]) if is_bound else ctx.said(found)


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
    if _are_of_each_sex(items) or _are_apart(items):
        return "or"
    if _are_denied(items) and joints <= ANDS:
        return "and"
    if joints & ORS:
        is_mixed = "," in joints and not _is_one_list(ctx, kinds)
        is_split = "," in joints and ", or" not in joints and _are_split(ctx, items)
        is_open = is_mixed or is_split or any(map(_is_at_most, items))
        return None if is_open else "or"
    if ctx.polarity is Polarity.EXCLUSION and _is_of_any(items, kinds, joints):
        return "or"
    return "and" if _is_of_all(ctx, items, kinds, joints) else None


def _are_apart(items: Sequence[Sequence[Piece]]) -> bool:
    """`Under 18 and over 70 years`: nobody is both."""
    leaves = [leaves_of(item) for item in items]
    if len(items) != 2 or any(len(one) != 1 for one in leaves):
        return False
    one, other = (leaf[0].expr for leaf in leaves)
    if not isinstance(one, Compare) or not isinstance(other, Compare):
        return False
    low, high = sorted((one, other), key=lambda each: each.bounds.upper is None)
    ends = low.bounds.upper, high.bounds.lower
    is_same = (low.subject, low.bounds.unit) == (high.subject, high.bounds.unit)
    return is_same and ends[0] is not None and ends[1] is not None and ends[0] < ends[1]


def _are_denied(items: Sequence[Sequence[Piece]]) -> bool:
    """`HIV negative and ILD absent`: each is denied by the word after it."""
    return all(not DENYING_AFTER.isdisjoint(words(item)) for item in items)


def _are_of_each_sex(items: Sequence[Sequence[Piece]]) -> bool:
    """`≥ 9 g/dL for women and ≥ 10 g/dL for men`: each has one of the bounds."""
    sexes = [[one.id for one in leaves_of(item) if one.id in _SEXES] for item in items]
    are_bounds = all(map(_is_bounded, items))
    return are_bounds and sorted(map(tuple, sexes)) == [("sex_female",), ("sex_male",)]


_SEXES = frozenset({"sex_female", "sex_male"})


def _is_at_most(item: Sequence[Piece]) -> bool:
    """`On a and/or at most two b`: more than two may be too many, with a or without."""
    return any(
        leaf.type == "count" and isinstance(leaf.expr, Compare) and leaf.expr.bounds.lower is None
        for leaf in leaves_of(item)
    )


def _are_split(ctx: Context, items: Sequence[Sequence[Piece]]) -> bool:
    """Bounds and other things among inclusions: `ECOG 0-2, Child-Pugh A or B` asks for both."""
    bounded = {any(leaf.is_comparison for leaf in leaves_of(item)) for item in items}
    return ctx.polarity is Polarity.INCLUSION and len(bounded) > 1


def _is_of_any(
    items: Sequence[Sequence[Piece]], kinds: Sequence[frozenset[str]], joints: frozenset[str]
) -> bool:
    """Among exclusions each thing of a list stands by itself, even before a last `and`."""
    if not joints & ANDS or set(kinds) <= _APART:
        return True
    return "," in joints and not any(map(_is_bounded, items))


def _is_of_all(
    ctx: Context,
    items: Sequence[Sequence[Piece]],
    kinds: Sequence[frozenset[str]],
    joints: frozenset[str],
) -> bool:
    """Bounds, or things of different kinds among inclusions, are all asked for."""
    are_bounds = all(
        leaves_of(item) and all(leaf.is_comparison for leaf in leaves_of(item)) for item in items
    )
    if are_bounds and ctx.polarity is Polarity.INCLUSION:
        return True
    if not joints & ANDS:
        return are_unlike(ctx, kinds) and all(kinds)
    if ctx.polarity is Polarity.INCLUSION and all(kinds) and frozenset().union(*kinds) <= _DUTIFUL:
        return True
    return (are_bounds or are_unlike(ctx, kinds)) and not _has_number_left(items)


def _is_bounded(item: Sequence[Piece]) -> bool:
    return any(leaf.is_comparison for leaf in leaves_of(item))


# Things that are asked for one by one, and are never the kinds of people that may take part.
_DUTIFUL = frozenset({"pregnancy", "procedure", "consent", "vaccine"})
_BOUNDED = frozenset({"age", "measurement", "window", "dose", "count", "group"})
# Things that are listed among the exclusions, whether by `or` or by `and`.
_APART = {frozenset({kind}) for kind in ("subtype", "pregnancy", "infection", "vaccine")}


def are_unlike(ctx: Context, kinds: Sequence[frozenset[str]]) -> bool:
    """Things of different kinds that `and` joins among inclusions are all asked for."""
    if ctx.polarity is not Polarity.INCLUSION:
        return False
    if not all(kinds) and not any(kind & _BOUNDED for kind in kinds):
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


def _is_one_list(ctx: Context, kinds: Sequence[frozenset[str]]) -> bool:
    """Whether what commas and `or` part are alternatives (`a, b or c`), not `a, with b or c`."""
    if any("age" in kind for kind in kinds):
        return False
    if ctx.polarity is Polarity.EXCLUSION:
        return True
    if not any(kinds):
        return True
    families = {kind & _GROUNDS or frozenset({"rest"}) for kind in kinds if kind}
    return len(families) == 1


def _reached(ctx: Context, items: Sequence[Sequence[Piece]], parts: Sequence[Expr]) -> list[Expr]:
    """Words at the beginning or the end of a list that may be of all its items."""
    if len(parts) < 2:
        return list(parts)
    if _are_shown(ctx, items):
        return [
            part if isinstance(part, Unread) else all_of([part, ctx.said(item)])
            for part, item in zip(parts, items, strict=True)
        ]
    head, tail = _edge_before(items[0]), _edge_after(items[-1])
    if _are_denied(items):
        tail = [piece for piece in tail if piece.word not in DENYING_AFTER]
    is_result = bool(set(words(head)) & _RESULTS) and any(
        leaf.type == "procedure" for item in items for leaf in leaves_of(item)
    )
    if is_result or _is_strange(head) or _is_strange(tail):
        return [_strange(ctx, part, item) for part, item in zip(parts, items, strict=True)]
    is_narrow = any(map(is_narrowing, (*head, *tail)))
    is_back = not BACKWARDS.isdisjoint(words(items[-1]))
    if not (is_narrow or is_back):
        return list(parts)
    return [_narrowed(ctx, part, item) for part, item in zip(parts, items, strict=True)]


def _are_shown(ctx: Context, items: Sequence[Sequence[Piece]]) -> bool:
    """`Biopsy, EMG or MRI showing a`: what the last one shows may be of all of them."""
    if _SHOWING.isdisjoint(words(items[-1])):
        return False
    tests = {one.id for one in ctx.reading.concepts if one.type == "procedure"}
    done = [
        any(leaf.id in tests or leaf.type == "procedure" for leaf in leaves_of(item))
        for item in items[:-1]
    ]
    return bool(done) and all(done)


_SHOWING = word_set(
    "showing shows demonstrating revealing confirming consistent compatible suggestive indicating"
)
_RESULTS = word_set("positive negative abnormal")


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
    """Before an item with a window, whether it holds for the others too is not certain."""
    kept: list[Expr] = []
    lately: Expr | None = None
    for part, item in zip(reversed(parts), reversed(items), strict=True):
        timed = [leaf.expr for leaf in leaves_of(item) if _is_since(leaf)]
        if timed and _is_explained(ctx, item):
            kept.append(part)
            continue
        lately = timed[0] if timed else lately
        is_open = lately is not None and not timed and bool(leaves_of(item)) and not _is_own(item)
        is_open = is_open and not _is_of_now(ctx, item)
        if is_open and not isinstance(part, Unread):
            kept.append(_dated(part, lately, ctx.said(item)))
        else:
            kept.append(part)
    return kept[::-1]


def _is_of_now(ctx: Context, item: Sequence[Piece]) -> bool:
    """`Active infection or a within 6 months`: what is there now has a time of its own."""
    return not _PRESENT.isdisjoint(fold(span_of(item).of(ctx.text)).split())


_PRESENT = word_set("active current currently ongoing present")


def _is_explained(ctx: Context, item: Sequence[Piece]) -> bool:
    """`C (cancer within 3 years)`: a time in the bracket of one item is of no other."""
    spans = [leaf.span for leaf in leaves_of(item) if _is_since(leaf)]
    return all(ctx.text[: one.start].count("(") > ctx.text[: one.end].count(")") for one in spans)


def _dated(part: Expr, lately: Expr | None, words_: Unread) -> Expr:
    """True where it was lately, false where it never was; else left to a person."""
    if isinstance(part, Has) and part.type in LASTING:
        return part
    doubtful = all_of([part, words_])
    is_lately = isinstance(lately, Window) and lately.bounds.upper is not None
    if not isinstance(part, Has) or not isinstance(lately, Window) or not is_lately:
        return doubtful
    return any_of([replace(lately, subject=part.id, spans=part.spans), doubtful])


def _is_own(item: Sequence[Piece]) -> bool:
    """A measurement has its own time."""
    return any(leaf.is_comparison for leaf in leaves_of(item))
