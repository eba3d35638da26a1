"""A reading to its tree: cut only where the words say how, else left to a person.

A verdict must never be wrong where it could be unknown. So every word between the leaves is of
a known kind, or it makes its part of the sentence `Unread`; what only narrows (`severe`,
`requiring treatment`) is an `Unread` beside its leaf: false without it, unknown with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from vigie.eligibility.adjectives import with_shared_words
from vigie.eligibility.antibodies import of_classes
from vigie.eligibility.asides import without_asides, without_pairs, without_scales
from vigie.eligibility.atoms import ILLS, Context, atom
from vigie.eligibility.cutting import (
    denial,
    leaves_of,
    says,
    sentences,
    start_of,
    trimmed,
    words,
)
from vigie.eligibility.denials import denied, is_of_the_other_section, turns_anew
from vigie.eligibility.evaluating import Polarity
from vigie.eligibility.folding import fold, word_set
from vigie.eligibility.half_lives import whichever
from vigie.eligibility.heads import (
    is_strange,
    number_asked,
)
from vigie.eligibility.horizons import with_horizons
from vigie.eligibility.joints import (
    spares,
    sparing,
)
from vigie.eligibility.leaves import Kind, Reading
from vigie.eligibility.lists import (
    in_presence,
    is_of_all_times,
    of_all_times,
    of_allergies,
    of_failures,
    of_infections,
    of_the_naive,
    with_history,
    without_guardians,
    without_idle,
)
from vigie.eligibility.logic import (
    Expr,
    Unread,
    Window,
    all_of,
    any_of,
    at_least,
    leaves,
    not_,
)
from vigie.eligibility.patient import window_key
from vigie.eligibility.pieces import (
    Leaf,
    Piece,
    either_way,
    pieces,
    with_limits,
    with_own_windows,
)
from vigie.eligibility.rules import INNER, OUTER, Rule
from vigie.eligibility.small_words import NEGATIONS, TIMING
from vigie.eligibility.spans import Span
from vigie.eligibility.terms import by_terms


def tree_of(reading: Reading, polarity: Polarity = Polarity.UNKNOWN) -> Expr | None:
    """What a sentence asks, as a tree; None for a text without words.

    The section tells how a list without `or` is meant, and whom a condition spares.
    """
    if not any(letter.isalnum() for letter in reading.text):
        return None
    span = Span(0, len(reading.text))
    whole = Unread(reading.text.strip(), (span,))
    reading = with_horizons(with_own_windows(with_shared_words(with_limits(reading))))
    is_open = all(one.kind is Kind.COUNT for one in reading.comparisons)
    is_head = reading.text.rstrip().endswith(":") and is_open
    is_head |= "respectively" in fold(reading.text)
    is_head |= "naive" in fold(reading.text) and not is_open
    if is_head or _is_treatment_timed(reading):
        return whole
    ctx = Context(reading, polarity)
    found = _whole(ctx)
    if len(sentences(ctx.text, found)) < 2 and is_of_the_other_section(ctx):
        return whole
    tree = _read(ctx, found) if found else whole
    return whole if _is_timed_twice(reading.text, tree) else tree


def tree_of_list(
    reading: Reading, children: Sequence[Expr], polarity: Polarity, joint: str | None = None
) -> Expr | None:
    """A parent that ends with a colon, and what hangs under it; None where it does not say how.

    `joint` is the `or` or `and` at the end of its bullets.
    """
    ctx = Context(reading, polarity)
    found = _whole(ctx)
    if not reading.text.rstrip().endswith(":") or not found:
        return None
    at = denial(found) or 2 * (words(found[:2]) == ["none", "of"])
    number, begins = number_asked(ctx, found[at:])
    before = trimmed(found[:begins]) if number is not None and not at else []
    if (number or 0) > len(children) or is_strange(before if number is not None else found[at:]):
        return None
    if number is None and not at:
        return _plainly_joined(ctx, children, joint)
    parts = list(children)
    joined = at_least(number or len(parts), parts) if number is not None else None
    if at:
        return not_(joined or any_of(parts))
    return all_of([_read(ctx, before), joined]) if leaves_of(before) and joined else joined


def _plainly_joined(ctx: Context, children: Sequence[Expr], joint: str | None) -> Expr | None:
    """Under a parent without a number: as the bullets' own joint says, or as exclusions are."""
    parts = list(children)
    if joint in {"or", "ou"} or (joint is None and ctx.polarity is Polarity.EXCLUSION):
        return any_of(parts)
    return all_of(parts) if joint else None


def _whole(ctx: Context) -> list[Piece]:
    """The pieces of a sentence without what asks nothing, its brackets in their places."""
    found = pieces(ctx.reading)
    if _has_lost_its_first(ctx, found):
        return []
    found = without_scales(without_pairs(without_idle(found)))
    found = trimmed(whichever(without_guardians(in_presence(found))))
    return _prepared(ctx, found) or found if found else []


def _has_lost_its_first(ctx: Context, found: Sequence[Piece]) -> bool:
    """Whether the first item of a list was taken for what a later one times."""
    while found and found[0].word in NEGATIONS:
        found = found[1:]
    if not found or found[0].word not in {",", "or", "and", "/"}:
        return False
    start = start_of(found[0])
    measured = [one.subject_span for one in ctx.reading.comparisons if one.kind is Kind.MEASUREMENT]
    is_named = any(
        one.span.start < start
        and _REQUIRING.isdisjoint(fold(one.text).split())
        and not any(span and span.overlaps(one.span) for span in measured)
        for one in ctx.reading.concepts
    )
    end = next(
        (n for n, one in enumerate(found) if n and one.word in {",", "or", "and"}), len(found)
    )
    return is_named and (found[0].word != "," or any(map(_is_anew, found[1:end])))


def _is_anew(piece: Piece) -> bool:
    """Whether a piece says something beside a length of time."""
    return not isinstance(piece, Leaf) and says(piece) and piece.word not in TIMING


def _prepared(ctx: Context, found: Sequence[Piece]) -> list[Piece]:
    """A sentence with its brackets put where they belong, and its joint names together."""

    def inside(bracket: Sequence[Piece]) -> Expr | None:
        kept = trimmed(bracket)
        return _read(ctx, kept) if kept else None

    found = without_asides(of_classes(ctx.text, found), inside)
    found = of_infections(ctx.text, without_pairs(found))
    return of_the_naive(found)


def _read(ctx: Context, found: Sequence[Piece]) -> Expr:
    """A stretch of a sentence, by the first rule that knows how it is built."""
    found = trimmed(found) or list(found)
    parts = sentences(ctx.text, found)
    if len(parts) > 1:
        return _of_sentences(ctx, [trimmed(part) for part in parts], found)
    expr = _by_rules(OUTER, ctx, found)
    if expr is not None:
        return expr
    at = denial(found)
    if at and not turns_anew(found):
        return denied(ctx, found, at, _read)
    found = _dated(of_failures(of_allergies(found)))
    expr = _by_rules(INNER, ctx, found)
    return atom(ctx, found) if expr is None else expr


def _by_rules(rules: Sequence[Rule], ctx: Context, found: Sequence[Piece]) -> Expr | None:
    """What the first rule says that holds; those whose words are not there are not asked."""
    said = set(words(found))
    for rule in rules:
        if rule.words and rule.words.isdisjoint(said):
            continue
        expr = rule.read(ctx, found, _read)
        if expr is not None:
            return expr
    return None


def _dated(found: list[Piece]) -> list[Piece]:
    if is_of_all_times(found) and leaves_of(found):
        return of_all_times(found) or found
    return with_history(found)


def _of_sentences(ctx: Context, parts: Sequence[list[Piece]], found: Sequence[Piece]) -> Expr:
    """Several sentences: what explains the first adds nothing; else all are asked for."""
    meant = by_terms(ctx, parts, _read)
    if meant is not None or not {"means", "mean"}.isdisjoint(words(found)):
        return meant or ctx.said(found)
    spared = [part for part in parts[1:] if spares(part)]
    if spared:
        rest = [part for part in parts if part not in spared]
        main = _read(ctx, rest[0]) if len(rest) == 1 else _of_sentences(ctx, rest, found)
        return sparing(ctx, main, [ctx.said(part) for part in spared])
    if any(_is_comment(part) and leaves_of(part) for part in parts[1:]):
        return ctx.said(found)
    kept = [part for n, part in enumerate(parts) if not (n and _is_comment(part))]
    read = [_read(ctx, part) for part in kept]
    if len(read) == 1:
        return read[0]
    if ctx.polarity is Polarity.INCLUSION and all(map(_is_asked, kept[1:])):
        return all_of(read)
    return either_way(read, ctx.said(found))


def _is_asked(part: Sequence[Piece]) -> bool:
    """Whether a further sentence asks something of its own, rather than explaining the first."""
    return bool(_ASKING & set(words(part))) or denial(part) > 0


_ASKING = word_set("must should shall required need needs has have be age aged")


_COMMENTS = (
    ["defined", "by"], ["as", "defined"], ["for", "example"], ["examples"], ["e", "."], ["see"],
    ["this", "includes"], ["this", "include"], ["these", "include"], ["note"], ["please"], ["nb"],
)  # fmt: skip


def _is_comment(part: Sequence[Piece]) -> bool:
    return any(words(part[: len(sign)]) == sign for sign in _COMMENTS)


def _is_timed_twice(text: str, tree: Expr) -> bool:
    """Whether two windows claim the same thing: which of them is meant is not sure."""
    windows = {one for one in leaves(tree) if isinstance(one, Window)}
    timed: dict[str, list[Window]] = {}
    for one in windows:
        timed.setdefault(window_key(one.clock, one.subject, one.bounds.unit), []).append(one)
    return any(len(same) > 1 and not _are_two_ends(text, same) for same in timed.values())


def _are_two_ends(text: str, same: Sequence[Window]) -> bool:
    """`More than 12 weeks and less than 5 years`: the two ends of one stretch of time."""
    first, last = min(same, key=_place), max(same, key=_place)
    between = fold(text)[first.spans[-1].end : last.spans[0].start].split()
    are_apart = {first.bounds.lower is None, last.bounds.lower is None} == {True, False}
    return len(same) == 2 and are_apart and between in (["and"], ["but"], ["or"], ["to"])


def _place(window: Window) -> int:
    return window.spans[0].start


def _is_treatment_timed(reading: Reading) -> bool:
    """Whether what is timed may be the treatment of the disease that was taken for it."""
    ill = {one.id for one in reading.concepts if one.type in ILLS}
    timed = {
        name
        for one in reading.comparisons
        if one.kind is Kind.WINDOW
        for name in one.subject.split("|")
    }
    if not ill & timed:
        return False
    text = list(fold(reading.text))
    for one in reading.concepts:
        text[one.span.start : one.span.end] = " " * (one.span.end - one.span.start)
    said = _EXCEPTED.split("".join(text), maxsplit=1)[0].split()
    is_needed = not _REQUIRING.isdisjoint(fold(reading.text).split())
    return not is_needed and not _OF_TREATMENT.isdisjoint(said)


_EXCEPTED = re.compile(r"\b(?:except|unless|other than|excluding|with the exception)\b")
_REQUIRING = word_set("requiring needing requires")
_OF_TREATMENT = word_set(
    "treatment treatments treated therapy therapies medication medications drug drugs vaccine test"
    " testing"
)
