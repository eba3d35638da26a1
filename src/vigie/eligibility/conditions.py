"""Sentences that turn: conditions, exceptions, and duties of some of the people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from vigie.eligibility.atoms import Context
from vigie.eligibility.cutting import (
    denial,
    first_of,
    leaves_of,
    says,
    span_of,
    trimmed,
    word,
    words,
)
from vigie.eligibility.evaluating import Polarity
from vigie.eligibility.folding import word_set
from vigie.eligibility.lists import past
from vigie.eligibility.logic import (
    All,
    Expr,
    Has,
    Tense,
    Unread,
    Window,
    all_of,
    any_of,
    not_,
)
from vigie.eligibility.pieces import LASTING, Leaf, Piece, either_way
from vigie.eligibility.small_words import PERMITTING

Read = Callable[[Context, Sequence[Piece]], Expr]

_IF = (["if"], ["when"], ["whenever"], ["in", "case", "of"], ["in", "the", "case", "of"], ["si"])
_NOT_ASKED = (["not", "applicable"], ["not", "required"], ["not", "apply"], ["not", "needed"])
_SOMETIMES = word_set("seen occurring considered even especially except only_ particularly not")
_THEN = word_set(", then : must should")
_IDLE = (["if", "applicable"], ["if", "any"], ["if", "available"], ["if", "needed"])


def by_condition(ctx: Context, found: Sequence[Piece], read: Read) -> Expr | None:
    """`If a, b` and `b if a`: asked of those alone who have a; excluded only with both."""
    at, length = first_of(found, *_IF)
    is_idle = first_of(found, *_IDLE)[0] >= 0
    if at < 0 or is_idle or (at > 0 and word(found[at - 1]) in _SOMETIMES | {"or", "and"}):
        return None
    is_not_asked = at > 1 and any(words(found[at - 2 : at]) == one for one in _NOT_ASKED)
    if ctx.polarity is Polarity.UNKNOWN or is_not_asked:
        return ctx.said(found)
    asked, then = _parts(found, at, length)
    if at and asked and not any(map(says, then)) and not _is_nested(asked):
        return _admitted(ctx, found, at, asked, read)
    if at and (cased := _in_each_case(ctx, asked, then, read)):
        return cased
    if at and "," in words(asked):  # `b or, if a, c`: where the condition ends is not sure
        return ctx.said(found)
    return _of_both(ctx, found, (asked, then), at, read)


def _of_both(
    ctx: Context,
    found: Sequence[Piece],
    parts: tuple[Sequence[Piece], Sequence[Piece]],
    at: int,
    read: Read,
) -> Expr | None:
    """What is asked first, and what then, where both say something."""
    asked, then = parts
    if not asked or not any(map(says, then)) or _is_nested(asked):
        return None
    if at and word(found[at - 1]) == "only":  # `eligible only if`
        return _only_if(ctx, found[:at], (asked, then), read)
    if _permits(then):
        return _permitted(ctx, found, asked, read)
    return _under(ctx, found, (_premise(ctx, asked, read), then), at, read)


def _only_if(
    ctx: Context,
    before: Sequence[Piece],
    parts: tuple[Sequence[Piece], Sequence[Piece]],
    read: Read,
) -> Expr:
    """`A only if b` asks b of those with a; what is let in only if b is left out without it."""
    asked, then = (read(ctx, part) for part in parts)
    if ctx.polarity is Polarity.INCLUSION:
        return any_of([not_(then), asked])
    return all_of([then, not_(asked) if _permits(before) else asked])


def _admitted(
    ctx: Context, found: Sequence[Piece], at: int, asked: Sequence[Piece], read: Read
) -> Expr:
    """`Patients may be included if a` asks a, `will be excluded if a` leaves out those with a."""
    is_out = not _LEFT_OUT.isdisjoint(words(found[:at]))
    is_of_section = is_out is (ctx.polarity is Polarity.EXCLUSION)
    return read(ctx, asked) if is_of_section else ctx.said(found)


_LEFT_OUT = word_set("excluded ineligible not no exclude excludes")


def _permits(then: Sequence[Piece]) -> bool:
    """Whether a clause says who may take part, or what is let through."""
    said = set(words(then))
    is_let_in = bool(said & {"may", "can"}) and bool(said & _TAKING_PART)
    return is_let_in or not PERMITTING.isdisjoint(said)


_TAKING_PART = word_set("included enrolled participate enter enrol enroll entered")


def _permitted(ctx: Context, found: Sequence[Piece], asked: Sequence[Piece], read: Read) -> Expr:
    """`Prior a is permitted if its last dose was > 6 months ago`: who had it lately may not."""
    times = [leaf.expr for leaf in leaves_of(asked)]
    are_since = all(isinstance(one, Window) and one.bounds.upper is None for one in times)
    if not times or not are_since:
        return ctx.said(found)
    is_kept = read(ctx, asked)
    return is_kept if ctx.polarity is Polarity.INCLUSION else not_(is_kept)


def _under(
    ctx: Context, found: Sequence[Piece], parts: tuple[Expr, Sequence[Piece]], at: int, read: Read
) -> Expr:
    """What is asked under a condition that stands before it, or at a place after it."""
    premise, then = parts
    rest, is_duty = read(ctx, then), ctx.polarity is Polarity.INCLUSION
    whole = any_of([not_(premise), rest]) if is_duty else all_of([premise, rest])
    last = _last_alternative(then) if at else 0
    if not last:
        return whole
    first, other = read(ctx, trimmed(then[:last])), read(ctx, trimmed(then[last + 1 :]))
    return either_way([whole, any_of([first, all_of([premise, other])])], ctx.said(found))


def _last_alternative(then: Sequence[Piece]) -> int:
    """`A or b if c`: where the alternative begins that the condition may be of alone."""
    last = max((n for n, one in enumerate(words(then)) if one == "or"), default=0)
    return last if any(map(says, then[:last])) and any(map(says, then[last + 1 :])) else 0


def _in_each_case(
    ctx: Context, asked: Sequence[Piece], then: Sequence[Piece], read: Read
) -> Expr | None:
    """`AST < 3, or < 5 if a`, `AST < 3 if a, or < 5`: a bound for each case."""
    bounds = [leaf.id for leaf in leaves_of(then) if leaf.type in {"measurement", "age", "dose"}]
    cut = _at_other_bound(then, bounds, start=1)
    after = _at_other_bound(asked, bounds, start=0)
    if "," in words(asked[: after or len(asked)]):
        return None
    if cut and not after:
        first, case, other = then[:cut], asked, then[cut + 1 :]
        premise = not_(_premise(ctx, case, read))
    elif after:
        first, case, other = then, asked[:after], asked[after + 1 :]
        again, _ = first_of(other, *_IF)
        other = other[:again] if again > 0 else other
        premise = _premise(ctx, trimmed(case), read)
    else:
        return None
    one, two = read(ctx, trimmed(first)), read(ctx, trimmed(other))
    if not any(map(says, case)) or any(map(denial, (first, other))):
        return None
    return any_of([all_of([premise, one]), all_of([not_(premise), two]), all_of([one, two])])


def _at_other_bound(found: Sequence[Piece], bounds: Sequence[str], start: int) -> int:
    """Where an `or` stands before another bound of the same quantity; 0 where none does."""
    said = words(found)
    for n in range(start, len(said) - 1):
        upto = next((m for m in range(n + 2, len(said)) if said[m] in {"or", ",", ";"}), len(said))
        named = [leaf.id for leaf in leaves_of(found[n + 1 : upto])]
        if said[n] == "or" and named and named[0] in bounds and (start == 0 or n > 0):
            earlier = [leaf.id for leaf in leaves_of(found[:n])]
            if start == 0 or named[0] in earlier:
                return n
    return 0


def _parts(found: Sequence[Piece], at: int, length: int) -> tuple[list[Piece], list[Piece]]:
    """What is asked first, and what then."""
    if at == 0:
        end = _end_of_condition(found, length)
        return trimmed(found[length:end]), trimmed(found[end:])
    return trimmed(_without_only(found[at + length :])), _without_only(trimmed(found[:at]))


def _end_of_condition(found: Sequence[Piece], length: int) -> int:
    return next((n for n in range(length, len(found)) if word(found[n]) in _THEN), len(found))


def _without_only(found: Sequence[Piece]) -> list[Piece]:
    """`Only if a and only if b`: if both."""
    said = words(found)
    return [
        piece
        for n, piece in enumerate(found)
        if said[n] != "only" and not (said[n] == "if" and n and said[n - 1] == "only")
    ]


def _is_nested(found: Sequence[Piece]) -> bool:
    return first_of(found, *_IF, ["unless"], ["except"])[0] >= 0


def at_any_time(part: Expr) -> Expr | None:
    """A thing as one that ever was; None where it is more than a thing."""
    if isinstance(part, All) and isinstance(part.parts[0], Has):
        had = at_any_time(part.parts[0])
        is_narrowed = all(isinstance(one, Unread) for one in part.parts[1:])
        return all_of([had, *part.parts[1:]]) if had and is_narrowed else None
    if not isinstance(part, Has):
        return None
    return part if part.type in LASTING else replace(part, tense=Tense.EVER)


def _premise(ctx: Context, asked: Sequence[Piece], read: Read) -> Expr:
    """What a condition asks; what it names may be what the rest times, and is no leaf then."""
    if leaves_of(asked):
        return read(ctx, asked)
    span = span_of(asked)
    within = ctx.reading.text[: span.end]
    named = [
        one
        for one in ctx.reading.concepts
        if span.start <= one.span.start and one.span.end <= _next_stop(ctx.text, len(within))
    ]
    if len(named) == 1 and not named[0].is_negated:
        one = named[0]
        is_past = not _EVER.isdisjoint(words(asked)) and one.type not in LASTING
        return Has(one.type, one.id, Tense.EVER if is_past else Tense.NOW, (one.span,))
    return ctx.said(asked)


_EVER = word_set("previously previous prior past ever received formerly former had exposed")


def _next_stop(text: str, at: int) -> int:
    places = [text.find(mark, at) for mark in (",", ":", ";", ".")]
    return min((place for place in places if place >= 0), default=len(text))


_UNLESS = (["unless"], ["sauf", "si"])
_EXCEPT = (
    ["with", "the", "exception", "of"], ["with", "exception", "of"], ["except", "for"], ["except"],
    ["other", "than"], ["excluding"], ["excepting"], ["apart", "from"], ["but", "not"],
    ["but", "excluding"], ["sauf"], ["a", "l'exception", "de"], ["en", "dehors", "de"],
)  # fmt: skip


def by_exception(ctx: Context, found: Sequence[Piece], read: Read) -> Expr | None:
    """`A unless b`, `a except b`: a, and not the case of b."""
    at, length = first_of(found, *_UNLESS, *_EXCEPT)
    if at < 0 or words(found[at : at + 3]) == ["but", "not", "limited"]:
        return None
    if not any(map(says, found[:at])):
        return _of_a_timed_class(ctx, found, at + length, read)
    main, rest = trimmed(found[:at]), trimmed(found[at + length :])
    if not rest or not leaves_of(main) or first_of(rest, *_UNLESS, *_EXCEPT)[0] >= 0:
        return None
    rest = of_the_past(main, rest)
    first, others = _reach(rest)
    is_dated = any(leaf.type == "window" for leaf in leaves_of(first)) or _is_long(others)
    if is_dated and not any(leaf.type == "window" for leaf in leaves_of(main)):
        main_tree = read(ctx, main)
        return ctx.said(found) if others else _dated(ctx, found, (main_tree, first), read)
    return _with_exempt(ctx, found, (main, found[at : at + length], rest), read)


def _with_exempt(
    ctx: Context,
    found: Sequence[Piece],
    parts: tuple[list[Piece], Sequence[Piece], list[Piece]],
    read: Read,
) -> Expr | None:
    """What is asked, the words that except, and the case that is left out."""
    main, marker, rest = parts
    is_spared = ctx.polarity is Polarity.INCLUSION and _is_other_bound(main, rest)
    if is_spared and any(leaf.is_comparison for leaf in leaves_of(rest)):
        return ctx.said(found)
    rest, others = _reach(rest)
    is_unless = is_spared or words(marker) in [list(one) for one in _UNLESS]
    exempt = _exempt(ctx, marker, rest, read, is_unless)
    if is_unless and ctx.polarity is Polarity.INCLUSION and not ctx.is_denied:
        return _unless(ctx, found, read(ctx, main), exempt) if not others else None
    if _is_list(main):
        exempt = all_of([exempt, ctx.said(found)])
    whole = all_of([read(ctx, main), not_(exempt)])
    is_apart = not others or ctx.polarity is Polarity.EXCLUSION
    return any_of([whole, *([read(ctx, others)] if others else [])]) if is_apart else None


def of_the_past(main: Sequence[Piece], rest: Sequence[Piece]) -> list[Piece]:
    """What is set apart from what was: `prior biologics except a` is of who had a."""
    was = any(
        isinstance(one, Window) or (isinstance(one, Has) and one.tense is Tense.EVER)
        for leaf in leaves_of(main)
        for one in (leaf.expr,)
    )
    return [past(one) if was and isinstance(one, Leaf) else one for one in rest]


def _is_long(others: Sequence[Piece]) -> bool:
    """`Cancer except a, or one cured for 5 years`: what follows may be a further exception."""
    times = [leaf.expr for leaf in leaves_of(others)]
    return any(isinstance(one, Window) and one.bounds.upper is None for one in times)


def _of_a_timed_class(ctx: Context, found: Sequence[Piece], begins: int, read: Read) -> Expr | None:
    """`(A drug) other than b begun within a month`: false where none was, else it may be b."""
    first = found[begins] if begins < len(found) else None
    after = trimmed(found[begins + 1 :])
    times = [leaf.expr for leaf in leaves_of(after)]
    if not isinstance(first, Leaf) or first.is_comparison or not times:
        return None
    are_late = all(isinstance(one, Window) and one.bounds.lower is None for one in times)
    return all_of([read(ctx, after), ctx.said(found)]) if are_late else None


def _dated(
    ctx: Context, found: Sequence[Piece], parts: tuple[Expr, Sequence[Piece]], read: Read
) -> Expr:
    """`Cancer except a cured for > 5 years`: a long time is that of the exception.

    Another time may be that of the whole; then who never had the thing is no case of it.
    """
    main, rest = parts
    had = at_any_time(main)
    if had is None:
        return ctx.said(found)
    times = [leaf.expr for leaf in leaves_of(rest) if leaf.type == "window"]
    are_long = all(isinstance(one, Window) and one.bounds.upper is None for one in times)
    if not are_long or ctx.is_denied or ctx.polarity is not Polarity.EXCLUSION:
        return all_of([had, ctx.said(found)])
    free = Context(ctx.reading, Polarity.EXCLUSION, None)
    return all_of([main, not_(all_of([read(free, rest), ctx.said(rest)]))])


def _is_other_bound(main: Sequence[Piece], rest: Sequence[Piece]) -> bool:
    """`≤ 2 mg/dL, except in those with a`: who is spared from a bound."""
    is_bound = all(leaf.type in {"measurement", "age", "dose"} for leaf in leaves_of(main))
    return is_bound and word(rest[0]) in {"in", "for", "if", "when", "among", "where"}


def _unless(ctx: Context, found: Sequence[Piece], main: Expr, exempt: Expr) -> Expr:
    """`Must a unless b` is either; `a unless b` may be either, or a and not b."""
    if not _DUTY.isdisjoint(words(found)):
        return any_of([main, exempt])
    return either_way([any_of([main, exempt]), all_of([main, not_(exempt)])], ctx.said(found))


_DUTY = word_set("must should required need needs shall")


def _reach(rest: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The exception, and what the sentence lists after it."""
    said = words(rest)
    for at in range(len(said) - 1):
        if said[at] == "," and said[at + 1] == "or" and "," not in said[:at]:
            return trimmed(rest[:at]), trimmed(rest[at + 2 :])
    return rest, []


def _is_list(main: Sequence[Piece]) -> bool:
    return not {"or", "and", ","}.isdisjoint(words(main))


def _exempt(
    ctx: Context, marker: Sequence[Piece], rest: Sequence[Piece], read: Read, is_unless: bool
) -> Expr:
    """The case that is left out; to have the thing excepted is not to have nothing else."""
    free = Context(ctx.reading, Polarity.EXCLUSION, None)
    if is_unless:
        return read(free, rest)
    unread = ctx.said([*marker, *rest])
    if not leaves_of(rest):
        return unread
    return all_of([read(free, rest), unread])
