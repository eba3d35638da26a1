"""Clauses that hang on a thing: what it requires, and what a `but` adds."""

from __future__ import annotations

from collections.abc import Sequence

from vigie.eligibility.building.atoms import DENYING_AFTER, ILLS, Context
from vigie.eligibility.building.conditions import Read
from vigie.eligibility.cuts.cutting import (
    ANDS,
    EVERY,
    ORS,
    denial,
    leaves_of,
    says,
    span_of,
    split,
    trimmed,
    word,
    words,
)
from vigie.eligibility.cuts.pieces import Piece, either_way
from vigie.eligibility.cuts.small_words import BEYOND, PEOPLE
from vigie.eligibility.meaning.logic import Clock, Expr, Unread, Window, all_of, any_of, not_
from vigie.eligibility.words.folding import fold, word_set
from vigie.eligibility.words.polarity import Polarity

_REQUIRING = word_set("requiring requires required needing needs necessitating")


def by_requiring(ctx: Context, found: Sequence[Piece], read: Read) -> Expr | None:
    """`A requiring b, c or d`: a, and the need of one of them; d may be a thing of its own."""
    timed = _timed_clause(ctx, found)
    at = next((n for n, one in enumerate(found) if n and word(one) in _REQUIRING), 0)
    if timed is not None or not at:
        return timed
    head, cut = trimmed(_without_that(found[:at])), split(found[at + 1 :], ORS | {","})
    items = [trimmed(item) for item in cut.items if trimmed(item)]
    if not _is_plain(head) or len(items) < 2 or not cut.joints & ORS:
        return None
    if _is_bounded(items[0]) or any(_is_more(ctx, item) for item in items):
        return None
    needs = [_need(ctx, found[at], item) for item in items if not _is_bounded(item)]
    both = all_of([read(ctx, head), any_of(list(needs))])
    apart = [n for n, item in enumerate(items) if n and _is_ill(ctx, item)]
    if not apart:
        return both
    if ", or" in cut.joints:
        return None  # a thing of its own
    first = all_of([read(ctx, head), any_of(list(needs[: apart[0]]))])
    alone = any_of([first, *(read(ctx, item) for item in items[apart[0] :])])
    return either_way([both, alone], ctx.said(found))


def _without_that(head: Sequence[Piece]) -> Sequence[Piece]:
    """`Asthma that requires b` is `asthma requiring b`."""
    return head[:-1] if head and word(head[-1]) in {"that", "which"} else head


def _is_plain(head: Sequence[Piece]) -> bool:
    """Whether one thing alone stands there: nothing joined, bounded or denied."""
    leaves = leaves_of(head)
    is_one = len(leaves) == 1 and not leaves[0].is_comparison and leaves[0].type in ILLS
    return is_one and not split(head, EVERY).joints and not denial(head)


def _is_more(ctx: Context, item: Sequence[Piece]) -> bool:
    """Whether an item is more than a thing that may be needed, or that stands by itself."""
    said = set(words(item))
    is_timed = any(leaf.type == "window" for leaf in leaves_of(item)) and not _is_ill(ctx, item)
    if is_timed or split(item, ANDS).joints:
        return True
    return bool(said & (_TURNS - ({"within"} if _is_bounded(item) else set()) | PEOPLE))


def _is_bounded(item: Sequence[Piece]) -> bool:
    return any(leaf.is_comparison for leaf in leaves_of(item))


_TURNS = word_set(
    "and that which who with without not no if unless except other whichever within : ; due"
)


def _is_ill(ctx: Context, item: Sequence[Piece]) -> bool:
    """Whether an item may stand by itself: an illness, with its time or not, or a value."""
    kinds = {leaf.type for leaf in leaves_of(item)}
    timed = {leaf.expr.subject for leaf in leaves_of(item) if isinstance(leaf.expr, Window)}
    kinds |= {one.type for one in ctx.reading.concepts if one.id in timed}
    return bool(kinds & (ILLS | _ALONE))


_ALONE = frozenset({"pregnancy", "antibody", "measurement", "age", "dose"})


def _need(ctx: Context, sign: Piece, item: Sequence[Piece]) -> Unread:
    """That something is needed, in words of its own."""
    spans = tuple(span_of(part) for part in ([sign], item))
    return Unread(" ".join(span.of(ctx.text) for span in spans), spans)


def _timed_clause(ctx: Context, found: Sequence[Piece]) -> Expr | None:
    """`Infection requiring a within 4 weeks`, `a to treat b within a year`: that was lately."""
    times = [leaf for leaf in leaves_of(found) if leaf.is_comparison]
    if len(times) != 1:
        return None
    others = {leaf.type for leaf in leaves_of(found) if not leaf.is_comparison}
    time = times[0].expr
    if not isinstance(time, Window) or time.clock is not Clock.SINCE or time.bounds.lower:
        return None
    if not others or denial(found) or not _TURNING.isdisjoint(words(found)):
        return None
    timed = [one for one in ctx.reading.concepts if one.id == time.subject]
    kinds = {one.type for one in timed}
    signs = {*words(found), *(sign for one in timed for sign in fold(one.text).split())}
    is_need = kinds == {"infection"} and bool(signs & _REQUIRING) and not others & ILLS
    is_purpose = kinds == {"treatment"} and "treat" in signs and others <= ILLS
    return all_of([time, ctx.said(found)]) if is_need or is_purpose else None


_TURNING = BEYOND | word_set(", ; : and without")


def by_contrast(ctx: Context, found: Sequence[Piece], read: Read) -> Expr | None:
    """`A but without b`, `a but with b or c`: a, and what follows."""
    said = words(found)
    at = next((n for n in range(1, len(said) - 2) if said[n] == "but"), 0)
    head, rest = trimmed(found[:at]), list(found[at + 1 :])
    is_denied = said[-1] in DENYING_AFTER and len(leaves_of(rest)) == 1
    if not at or not (said[at + 1] in _ADDED or is_denied) or "but" in words(rest):
        return None
    is_open = {",", ";", "or"}.isdisjoint(words(head)) or said[at - 1] == ","
    is_open &= ";" not in words(head) and "," not in words(rest)
    if not is_open or denial(head) or not any(map(says, head)):
        return None
    cut = split(rest, ORS)
    parts = [read(ctx, _without_with(item)) for item in cut.items if trimmed(item)]
    return all_of([read(ctx, head), any_of(parts)]) if parts else None


def _without_with(item: Sequence[Piece]) -> list[Piece]:
    """What is had: its `with` says no more."""
    return trimmed(item[1:] if word(item[0]) == "with" else item)


_ADDED = word_set("without with no")


def by_those_with(ctx: Context, found: Sequence[Piece], read: Read) -> Expr | None:
    """`Patients with a must have b`: asked of those with a alone, or of all, a included."""
    said = words(found)
    at = next((n for n, one in enumerate(said) if one in MUST), 0)
    if ctx.polarity is not Polarity.INCLUSION or at < 3 or denial(found) or ";" in said:
        return None
    who, what = trimmed(found[2:at]), trimmed(found[at:])
    is_people = said[0] in PEOPLE and said[1] in {"with", "who", "having"}
    leaves = leaves_of(who)
    is_plain = bool(leaves) and not any(leaf.is_comparison for leaf in leaves)
    if not is_people or not is_plain or not any(map(says, what)):
        return None
    some, asked = read(ctx, who), read(ctx, what)
    return either_way([any_of([not_(some), asked]), all_of([some, asked])], ctx.said(found))


MUST = word_set("must should shall need needs")
