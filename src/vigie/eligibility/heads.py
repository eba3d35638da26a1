"""Sentences with a head: what it asks of what follows its colon, its count, its definition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from vigie.eligibility.atoms import Context, is_wide
from vigie.eligibility.conditions import Read
from vigie.eligibility.cutting import (
    ANDS,
    EVERY,
    ORS,
    SEMICOLONS,
    denial,
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
from vigie.eligibility.folding import fold, word_set
from vigie.eligibility.joining import is_trailing
from vigie.eligibility.lists import after_examples, examples, is_failing
from vigie.eligibility.logic import (
    Clock,
    Compare,
    Expr,
    Has,
    Tense,
    Unread,
    Window,
    all_of,
    any_of,
    at_least,
    not_,
)
from vigie.eligibility.logic import leaves as leaves_of_tree
from vigie.eligibility.pieces import LASTING, Leaf, Piece, either_way
from vigie.eligibility.small_words import NARROW, PEOPLE

_SAID = (
    (["at", "least", "one", "of"], 1), (["one", "or", "more", "of"], 1), (["one", "of"], 1),
    (["any", "one", "of"], 1), (["any", "of"], 1), (["either", "of"], 1), (["either"], 1),
    (["all", "of"], 0), (["all", "the", "following"], 0), (["each", "of"], 0), (["both", "of"], 0),
    (["one", "or", "more"], 1), (["au", "moins", "un"], 1), (["one", "among"], 1),
)  # fmt: skip


def by_single(ctx: Context, found: Sequence[Piece], read: Read) -> Expr | None:
    """`Exactly one biologic: a up to 5 mg or b`: one of that class, and one of those listed."""
    colon = next((n for n, piece in enumerate(found) if word(piece) == ":"), -1)
    head, cut = list(found[:colon]), split(found[colon + 1 :], ORS | {","})
    items = [trimmed(item) for item in cut.items if trimmed(item)]
    counts = [leaf.expr for leaf in leaves_of(head) if leaf.type == "count"]
    if colon < 1 or len(counts) != 1 or not _is_one_drug(ctx, counts[0]):
        return None
    if ctx.polarity is not Polarity.INCLUSION or denial(head) or not cut.joints & ORS:
        return None
    if not all(leaves_of(item) and _are_drugs(item) for item in items):
        return None
    below = ctx.after_colon()
    return all_of([read(ctx, head), any_of([read(below, item) for item in items])])


def _is_one_drug(ctx: Context, count: Expr) -> bool:
    """Whether one is asked for, no more and no less, of a class of treatments."""
    drugs = {one.id for one in ctx.reading.concepts if one.type == "treatment"}
    if not isinstance(count, Compare) or count.subject not in drugs:
        return False
    return count.bounds.lower == count.bounds.upper == 1


def _are_drugs(item: Sequence[Piece]) -> bool:
    return {leaf.type for leaf in leaves_of(item)} <= {"treatment", "dose"}


def by_count(ctx: Context, found: Sequence[Piece], read: Read) -> Expr | None:
    """`Two or more of: a, b, c`, with what stands before it."""
    colon = next((n for n, piece in enumerate(found) if word(piece) == ":"), _opens_list(found))
    if colon < 1 or denial(found[:colon]):
        return None
    ctx = ctx.after_colon()
    head, rest = list(found[:colon]), trimmed(found[colon + 1 :])
    number, begins = number_asked(ctx, head)
    is_counted = any(leaf.type == "count" for leaf in leaves_of(head))
    is_counted |= bool(_NUMBERS.keys() & set(words(head)))
    if number is None or not rest or ":" in words(rest):
        return ctx.said(found) if is_counted else None
    items = _items(rest)
    failing = is_failing(head[:begins])
    parts = [read(ctx, [*head[:begins], *item] if failing else item) for item in items]
    head = [] if failing else head
    pairs = list(zip(parts, items, strict=True))
    is_over_all = bool(parts) and is_trailing(items[-1])
    if is_over_all or not parts or number > len(parts):
        return ctx.said(found) if is_counted or is_over_all else None
    if words(head[:begins])[-2:] == ["history", "of"]:
        parts = [_at_any_time(part) or ctx.said(item) for part, item in pairs]
        pairs = list(zip(parts, items, strict=True))
    timed = _timed(head[begins:])
    if _is_reaching(_without_history(head[:begins])) or (
        timed is None and _names_more(head[begins:])
    ):
        return ctx.said(found)
    if timed is not None:
        parts = [*_first_timed(ctx, timed, found[colon]), *(dated(part, timed) for part in parts)]
    if is_strange(head[:begins]):
        parts = [part if _is_bounded(part) else ctx.said(item) for part, item in pairs]
    if number == 1 and len(parts) == 1:
        joint = parts[0]
    else:
        joint = at_least(number, parts) if number else all_of(parts)
    before = trimmed(head[:begins])
    if not leaves_of(before):
        return joint
    return all_of([read(ctx, before), joint])


def _opens_list(found: Sequence[Piece]) -> int:
    """`At least two of a, b and c`: where the list begins that has no colon; -1 for none."""
    counts = [n for n, one in enumerate(found) if isinstance(one, Leaf) and one.id == _ITEMS]
    at = counts[0] + 1 if len(counts) == 1 else len(found)
    if words(found[at : at + 1]) != ["of"]:
        return -1
    items = [trimmed(item) for item in split(found[at + 1 :], EVERY).items]
    are_plain = all(
        len(leaves_of(item)) == 1 and not any(says(p) for p in item if not isinstance(p, Leaf))
        for item in items
    )
    return at if len(items) > 2 and are_plain else -1


_ITEMS = "items"


def is_strange(before: Sequence[Piece]) -> bool:
    """Whether words stand before a count whose sense is not known: they may be of each item."""
    if leaves_of(before):
        return False
    return any(says(one) and word(one) not in _HARMLESS | NARROW for one in before)


_HARMLESS = word_set(
    """
    activity active disease sign signs evidence confirmed demonstrated shown supported further
    additional other abnormal measures criteria plus with and weakness muscle involvement feature
    features characterized clinical judged satisfy satisfies who presenting presents following
    including possess possesses display displays exhibit exhibits
    """
)


def _names_more(after: Sequence[Piece]) -> bool:
    """Whether the head names a thing beside its count: it may be of each item."""
    return any(leaf.type != "count" for leaf in leaves_of(after))


def _timed(after: Sequence[Piece]) -> Window | None:
    """`Any of the following within 12 months`: the time of each of the items."""
    others = [leaf for leaf in leaves_of(after) if leaf.type != "count"]
    expr = others[0].expr if len(others) == 1 else None
    is_lately = isinstance(expr, Window) and expr.clock is Clock.SINCE and expr.bounds.upper
    return expr if isinstance(expr, Window) and is_lately else None


def _first_timed(ctx: Context, timed: Window, colon: Piece) -> list[Expr]:
    """The item that a head's time was taken for: it stands after the colon."""
    after = [one for one in ctx.reading.concepts if one.span.start > start_of(colon)]
    return [timed] if any(one.id == timed.subject for one in after) else []


def dated(part: Expr, timed: Window) -> Expr:
    """A thing that is there, as one that was there lately; others are left as they are."""
    if isinstance(part, Has) and part.tense is not Tense.PLANNED:
        return Window(Clock.SINCE, part.id, timed.bounds, part.spans)
    return part if isinstance(part, Window | Unread) else all_of([part, _in_words(timed)])


def _in_words(timed: Window) -> Unread:
    """The words of the time, for an item that cannot be dated."""
    return Unread(f"within {timed.bounds.upper:g} {timed.bounds.unit or ''}", timed.spans)


def _without_history(before: Sequence[Piece]) -> Sequence[Piece]:
    """`…, with a history of one of the following`: to have had it is all that it says."""
    said = words(before)
    return before[:-2] if said[-2:] in (["history", "of"], ["diagnosis", "of"]) else before


def _at_any_time(part: Expr) -> Expr | None:
    """An item under `history of`, as one that ever was; None where it is more than a thing."""
    if not isinstance(part, Has):
        return part if isinstance(part, Unread) else None
    return part if part.type in LASTING else replace(part, tense=Tense.EVER)


def _is_reaching(before: Sequence[Piece]) -> bool:
    """`Allergy to one of: a, b`: what stands before is said of each item."""
    last = word(before[-1]) if before else ""
    return bool(leaves_of(before)) and last in {"to", "of", "from", "due", "against"}


def _is_bounded(part: Expr) -> bool:
    return all(isinstance(leaf, Compare | Window) for leaf in leaves_of_tree(part))


def number_asked(ctx: Context, head: Sequence[Piece]) -> tuple[int | None, int]:
    """How many are asked for (0: all), and where the head says so."""
    for at, piece in enumerate(head):
        if isinstance(piece, Leaf) and piece.type == "count":
            is_exact = "exactly" in fold(piece.span.of(ctx.text))
            return None if is_exact else _least(piece), at
    for signs, number in _SAID:
        at, _ = first_of(head, signs)
        if at >= 0:
            return number, at
    said = words(head)
    for at, one in enumerate(said):
        if one in _NUMBERS and {"of", "following"} & set(said[at + 1 : at + 4]):
            return (None if _MOST & set(said) else _NUMBERS[one]), at
    return None, 0


_NUMBERS = {
    name: number
    for number, names in enumerate(("two 2 deux", "three 3 trois", "four 4 quatre", "five 5"), 2)
    for name in names.split()
}
_MOST = word_set("most than maximum exactly only fewer less up")


def _least(leaf: Leaf) -> int | None:
    """The least number, where a count asks for one and nothing else."""
    bounds = leaf.expr.bounds if isinstance(leaf.expr, Compare) else None
    if bounds is None or bounds.lower is None or bounds.lower < 1:
        return None
    if bounds.upper not in {None, bounds.lower}:
        return None
    is_whole = bounds.lower_inclusive and bounds.lower == int(bounds.lower)
    return int(bounds.lower) if is_whole else None


def _items(rest: Sequence[Piece]) -> list[list[Piece]]:
    """The items of a counted list: at its semicolons, else at its commas and its last joint."""
    strong = split(rest, SEMICOLONS)
    if len(strong.items) > 1:
        return [trimmed(item) for item in strong.items]
    cut = split(rest, EVERY)
    is_nested = bool(cut.joints & ANDS) and bool(cut.joints & ORS)
    return [] if is_nested else [trimmed(item) for item in cut.items]


_WASHOUTS = tuple(
    [*head, "period"] for head in (["washout"], ["elution"], ["wash", "-", "out"], ["wash-out"])
)


def by_washout(ctx: Context, found: Sequence[Piece], read: Read) -> Expr | None:
    """`The following washout period: rituximab 6 months`: what stands after the words is asked."""
    at, length = first_of(found, *_WASHOUTS)
    rest = trimmed(found[at + length :]) if at > 0 else []
    leaves = leaves_of(rest)
    is_plain = bool(leaves) and all(leaf.type == "window" for leaf in leaves)
    return read(ctx, rest) if is_plain and "following" in words(found[:at]) else None


def by_people(ctx: Context, found: Sequence[Piece], read: Read) -> Expr | None:
    """Among exclusions, `those with a, patients with b and patients with c`: each by itself."""
    said = words(found)
    starts = [
        n
        for n in range(1, len(said) - 2)
        if said[n] in PEOPLE and said[n - 1] in {",", "and", "or"} and said[n + 1] in _WITH
    ]
    if ctx.polarity is not Polarity.EXCLUSION or not starts or denial(found):
        return None
    ends = [*starts, len(found)]
    parts = [trimmed(found[start:end]) for start, end in pairwise([0, *ends])]
    if not all(any(map(says, part)) for part in parts):
        return None
    return any_of([read(ctx, part) for part in parts])


_WITH = word_set("with who having")


_HEAD = word_set(
    """
    the of following these those this must be in be are is defined by to confirmed subgroups forms
    subgroup subtype subtypes conditions criteria diagnosis diagnoses items who as meets including
    include includes such
    """
)
_NONE = (["none", "of"], ["no", "evidence", "of", "the", "following"])


def by_colon(ctx: Context, found: Sequence[Piece], read: Read) -> Expr | None:
    """`A: b` says of a what it means; `patients of some kind: b` is asked of them."""
    colon = next((n for n, piece in enumerate(found) if word(piece) == ":"), -1)
    if colon < 1:
        return None
    head, rest = list(found[:colon]), trimmed(found[colon + 1 :])
    if first_of(head, *_NONE)[0] == 0:
        return not_(read(ctx.denied().after_colon(), rest))
    is_asking = bool(leaves_of(rest)) or not leaves_of(head)
    if denial(head) or not rest or not is_asking or not any(map(says, rest)):
        return None
    if ":" in words(rest) or any(leaf.is_comparison for leaf in leaves_of(head)):
        return None
    ctx = ctx.after_colon()
    while rest and word(rest[0]) in {"including", "include"}:
        rest = trimmed(rest[1:])
    return _of_form(ctx, found, head, rest, read) or read(ctx, rest)


def _of_form(
    ctx: Context, found: Sequence[Piece], head: Sequence[Piece], rest: Sequence[Piece], read: Read
) -> Expr | None:
    """`For DM: b` asks b of those who have it; `DM: b` may, or may ask for both."""
    leaves = leaves_of(head)
    is_measured = all(leaf.is_comparison for leaf in leaves_of(rest))
    if not leaves or not {leaf.type for leaf in leaves} <= {"subtype", "other", "antibody"}:
        return None
    if any(leaf.type == "count" and leaf.id.startswith(_OF_ITEMS) for leaf in leaves_of(rest)):
        return None  # the items of the criteria that the form is known by
    is_of_some = word(head[0]) in {"for", "in", "among"}
    if not is_of_some and not (is_measured and "diagnosis" not in words(head)):
        return None
    some, asked = read(ctx, [*head[1:]] if is_of_some else list(head)), read(ctx, rest)
    spared, both = any_of([not_(some), asked]), all_of([some, asked])
    if is_of_some and ctx.polarity is not Polarity.UNKNOWN:
        return spared if ctx.polarity is Polarity.INCLUSION else both
    return either_way([spared, both], ctx.said(found))


_OF_ITEMS = ("items_", "criteria_")
_MEANS = (
    ["defined", "as"], ["defined", "by"], ["as", "defined", "by"], ["i", ".", "e", "."],
    ["ie"], ["definie", "par"], ["defini", "par"], ["as", "measured", "by"],
    ["as", "evidenced", "by"], ["as", "demonstrated", "by"], ["as", "indicated", "by"],
    ["means"], ["refers", "to"],
)  # fmt: skip


def by_definition(ctx: Context, found: Sequence[Piece], read: Read) -> Expr | None:
    """What a thing is `defined as` stands for it, where the sentence says nothing else."""
    at, length = first_of(found, *_MEANS)
    if at < 1:
        return None
    head, tail = trimmed(found[:at]), trimmed(found[at + length :])
    is_plain = bool(head) and bool(tail) and not split(head, EVERY).joints and not denial(head)
    if is_plain and any(leaf.is_comparison for leaf in leaves_of(head)):
        return read(ctx, head) if word(found[at]) in {"i", "ie"} else None
    if not is_plain or not leaves_of(tail):
        return None
    kinds = {leaf.type for leaf in leaves_of(tail)}
    if kinds <= _DEFINING:
        return read(ctx, tail)
    if not kinds <= _DEFINING | {"procedure"}:
        return ctx.said(found)
    main = [read(ctx, head)] if leaves_of(head) else []  # that it was looked for shows nothing
    return all_of([*main, read(ctx, tail), ctx.said(found)])


_DEFINING = frozenset({"measurement", "age", "dose", "group", "condition", "antibody"})


def by_examples(ctx: Context, found: Sequence[Piece], read: Read) -> Expr | None:
    """What a thing is `such as` adds nothing; its words are kept where it is not sure it ends."""
    at, is_sure = examples(found)
    if at < 1:
        return None
    main = trimmed(found[:at])
    on = after_examples(found, at)
    if on > 0 and any(map(says, main)):
        return any_of([read(ctx, main), read(ctx, trimmed(found[on:]))])
    named = leaves_of(found[at:])
    if len(named) > 1 and {leaf.type for leaf in named} == {"antibody"} and any(map(says, main)):
        return any_of([read(ctx, main), *(leaf.expr for leaf in named)])
    if not is_sure or not any(map(says, main)):
        return ctx.said(found)
    return read(ctx, main)


def by_including(ctx: Context, found: Sequence[Piece], read: Read) -> Expr | None:
    """`A including b`: one or the other, for b may be thought to be another thing."""
    at, length = first_of(found, ["including"], ["include"], ["y", "compris"], ["dont"])
    if at < 1:
        return None
    main, rest = trimmed(found[:at]), trimmed(found[at + length :])
    named = [leaf for leaf in leaves_of(rest) if not leaf.is_comparison]
    if leaves_of(rest) and not named and leaves_of(main) and ctx.polarity is Polarity.INCLUSION:
        return all_of([read(ctx, main), ctx.said(rest)])  # `12 weeks of a, including 4 of 20 mg`
    is_plain = bool(named) and len(named) == len(leaves_of(rest)) and bool(leaves_of(main))
    if not is_plain or any(says(p) and word(p) not in NARROW for p in rest if word(p) in PEOPLE):
        return None
    ahead = main[: next((n for n, one in enumerate(main) if isinstance(one, Leaf)), 0)]
    if is_wide(ahead) and not denial(ahead):
        return ctx.said(found)
    are_antibodies = {leaf.type for leaf in named} == {"antibody"}
    if not are_antibodies and any(leaf.is_comparison for leaf in leaves_of(main)):
        return all_of([read(ctx, main), ctx.said(found)])
    parts = [read(ctx, trimmed(item)) for item in split(rest, EVERY).items]
    return any_of([read(ctx, main), *parts])
