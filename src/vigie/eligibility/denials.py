"""What `no` and `not` deny: how far a denial reaches, and where it ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vigie.eligibility.atoms import Context
from vigie.eligibility.conditions import Read
from vigie.eligibility.cutting import denial, first_of, leaves_of, says, trimmed, words
from vigie.eligibility.evaluating import Polarity
from vigie.eligibility.folding import fold, word_set
from vigie.eligibility.logic import Clock, Expr, Window, all_of, any_of, not_
from vigie.eligibility.pieces import Leaf, Piece, either_way


def denied(ctx: Context, found: Sequence[Piece], at: int, read: Read) -> Expr:
    """The contrary of what `no` stands before; its words where a contrast follows."""
    again = _again(found, at)
    if again:
        return _each_denied(ctx, found, again, read)
    rest = trimmed(found[at:])
    is_will = not _WILL.isdisjoint(words(found[:at]))
    rest = _without_reasons(rest) if is_will else rest
    willed = {leaf.type for leaf in leaves_of(_first(rest)) if not _is_promised(leaf)}
    if is_will and rest and not willed <= _WILLED:
        return not_(ctx.said(rest))
    if not rest or not _CONTRASTS.isdisjoint(words(rest)):
        return ctx.said(found)
    if ctx.is_denied is not None and any(_is_apart(ctx, leaf) for leaf in leaves_of(_first(rest))):
        return ctx.said(found)
    over_all = not_(read(ctx.denied(), rest))
    if "," in words(rest) and _WILLING & set(words(found[:at])):
        return _of_will(ctx, found, rest, over_all, read)
    return _ended(ctx, found, rest, over_all, read)


def _without_reasons(rest: list[Piece]) -> list[Piece]:
    """`Unable to have an MRI, e.g. a pacemaker`: why one cannot is not what is denied."""
    at, _ = first_of(rest, ["e", ".", "g"], ["e.g"], ["for", "example"], ["such", "as"], ["like"])
    return trimmed(rest[:at]) if at > 0 else rest


def _again(found: Sequence[Piece], at: int) -> list[int]:
    """Where `no a, no b` denies anew, and where it goes on to what one is able to do."""
    said = words(found)
    return [
        n
        for n in range(at + 1, len(said) - 1)
        if said[n] in _JOINING
        and said[n + 1] not in _JOINING
        and (denial(found[n + 1 :]) == 1 or (said[n] == "and" and said[n + 1] in _ABLE))
    ]


_JOINING = frozenset({",", "and", "or", "nor", "&"})
_ABLE = word_set("able willing must should")


def _each_denied(ctx: Context, found: Sequence[Piece], again: Sequence[int], read: Read) -> Expr:
    """`No a, no b and able to c`: each by itself; all of them among inclusions."""
    ends = [*again, len(found)]
    starts = [0, *(n + 1 for n in again)]
    parts = [trimmed(found[start:end]) for start, end in zip(starts, ends, strict=True)]
    read_ = [read(ctx, part) for part in parts if part]
    is_all = ctx.polarity is Polarity.INCLUSION and "or" not in {words(found)[n] for n in again}
    return all_of(read_) if is_all else either_way(read_, ctx.said(found))


def _is_promised(leaf: Leaf) -> bool:
    """Whether it is what one would do after the study."""
    return isinstance(leaf.expr, Window) and leaf.expr.clock is Clock.AFTER


def _of_will(
    ctx: Context, found: Sequence[Piece], rest: Sequence[Piece], over_all: Expr, read: Read
) -> Expr:
    """`Not willing to do a, or b`: b may be a thing of its own."""
    end = words(rest).index(",")
    first, then = trimmed(rest[:end]), trimmed(rest[end + 1 :])
    if not any(map(says, first)) or not any(map(says, then)):
        return over_all
    parts = [not_(read(ctx.denied(), first)), read(Context(ctx.reading, ctx.polarity, None), then)]
    apart = any_of(parts) if ctx.polarity is Polarity.EXCLUSION else all_of(parts)
    return either_way([over_all, apart], ctx.said(found))


def _ended(
    ctx: Context, found: Sequence[Piece], rest: Sequence[Piece], over_all: Expr, read: Read
) -> Expr:
    """`No diabetes, HbA1c < 6.5 %`, `not pregnant and on contraception`: a alone may be denied."""
    end = _end_of_denial(ctx, found, rest)
    first, then = trimmed(rest[:end]), trimmed(rest[end + 1 :])
    if not end or not any(map(says, first)) or not then:
        return over_all
    free = Context(ctx.reading, ctx.polarity, None)
    no_first = not_(read(ctx.denied(), first))
    alone = all_of([no_first, read(free, then)])
    if not _is_bounded(rest, end):
        return either_way([over_all, alone], ctx.said(found))
    if ctx.polarity is Polarity.EXCLUSION:
        return ctx.said(found)
    is_age = all(leaf.type == "age" for leaf in leaves_of(then))
    is_apart = is_age or words(rest[end : end + 2]) == [",", "and"]
    return alone if is_apart else all_of([no_first, ctx.said(found)])


def _end_of_denial(ctx: Context, found: Sequence[Piece], rest: Sequence[Piece]) -> int:
    """Where a denial may end: at `and` after `not`, at a bound of its own; 0 where it goes on."""
    said = words(rest)
    if "nor" in said or ctx.is_denied:
        return 0
    is_not = "not" in words(found[: len(found) - len(rest)])
    is_plain = {"or", ","}.isdisjoint(said)
    if is_not and is_plain and "and" in said:
        return said.index("and")
    end = next((n for n in range(1, len(said)) if _is_bounded(rest, n)), 0)
    before = leaves_of(rest[:end])
    return 0 if before and all(leaf.type in _BOUNDED for leaf in before) else end


def _is_bounded(rest: Sequence[Piece], n: int) -> bool:
    """Whether a bound, no time, is what stands after the joint at a place."""
    if words(rest)[n] not in {",", "and", "&"}:
        return False
    upto = next((m for m in range(n + 2, len(rest)) if words(rest)[m] in _JOINING), len(rest))
    kinds = {leaf.type for leaf in leaves_of(rest[n + 1 : upto])}
    is_or = "or" in words(rest[n + 1 : n + 2])
    return bool(kinds) and kinds <= _BOUNDED and not is_or


_BOUNDED = frozenset({"age", "measurement", "dose", "group"})


def turns_anew(found: Sequence[Piece]) -> bool:
    """`Not able to walk, or who need oxygen`: a further clause of its own ends the denial."""
    said = words(found)
    return any(said[n] in {"or", "and"} and said[n + 1] in _ANEW for n in range(1, len(said) - 1))


_ANEW = word_set("who that which patients subjects those participants")


def _is_apart(ctx: Context, leaf: Leaf) -> bool:
    """Whether a thing is not said to be denied, though `no` stands before it."""
    return not leaf.is_comparison and leaf.is_negated is ctx.is_denied


def _first(rest: Sequence[Piece]) -> list[Piece]:
    """A stretch up to the mark or word after which a denial is not followed any further."""
    end = next((n for n, one in enumerate(words(rest)) if one in _UPTO), len(rest))
    return list(rest[:end])


_UPTO = word_set(": ; unless except other excluding apart if when but due because")


# Not to want or to be able is not the contrary of having had.
_WILL = word_set("refuse refuses refusal unwilling unable reluctant inability unwillingness cannot")
_WILLING = _WILL | {"willing", "able"}
_WILLED = frozenset({"consent", "pregnancy", "other"})
_CONTRASTS = word_set("but however although though")


def is_of_the_other_section(ctx: Context) -> bool:
    """`Men with a are not eligible` among inclusions; `those with a are eligible` elsewhere."""
    said = _ASIDES.sub(" ", fold(ctx.text))
    if ctx.polarity is Polarity.INCLUSION:
        return bool(_LEFT_OUT.search(said))
    is_let_in = ctx.polarity is Polarity.EXCLUSION and bool(_LET_IN.search(said))
    return is_let_in and not _TURNED.search(said)


_ASIDES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_LEFT_OUT = re.compile(
    r"\b(?:not eligible|ineligible"
    r"|(?:be|are|is) (?:excluded|excludable|not allowed|not permitted))\b"
)
_LET_IN = re.compile(
    r"\b(?:are|is|be|remain) (?:still )?eligible\b|\b(?:may|can) be (?:included|enrolled)\b"
)
_TURNED = re.compile(r";|\bif\b|\bnot\b|\bunless\b|\bexcept\b|\bonly\b")
