"""How long a thing was had, where a sentence does not say how long ago it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vigie.eligibility.cuts.cutting import leaves_of, span_of, words
from vigie.eligibility.cuts.pieces import Leaf, Piece
from vigie.eligibility.cuts.small_words import NEGATIONS
from vigie.eligibility.meaning.logic import All, Clock, Expr, Window, all_of, leaves
from vigie.eligibility.words.folding import fold, word_set
from vigie.eligibility.words.leaves import Reading


def lasting(found: Sequence[Piece], expr: Expr | None) -> Expr | None:
    """`Treated with a for 6 months`: how long it was taken, not how long ago."""
    said = set(words(found))
    is_taken = "for" in said and said & _TAKING and not said & _ENDED
    if not is_taken or expr is None:
        return expr
    if isinstance(expr, Window) and expr.clock is Clock.SINCE and expr.bounds.lower is not None:
        return replace(expr, clock=Clock.DURATION)
    if isinstance(expr, All):
        return all_of([lasting(found, part) or part for part in expr.parts])
    return expr


_TAKING = word_set(
    "treated treatment receiving received given taking taken on under therapy use dose doses daily"
)
_ENDED = word_set(
    "off without washout wash-out stopped discontinued free ago elapsed discontinuation"
    " interruption last since before prior elution no not never"
)


def spent(reading: Reading, found: Sequence[Piece], expr: Expr | None) -> Expr | None:
    """`Use of a for at least 3 months before screening`: how long it was had.

    None for `use of a for 3 months before screening`: it may be a time in which it was; and for
    `a for 6 months` alone: it may be on it, or off it under another sentence.
    """
    kinds = [_of_neither(reading, leaf, found) for leaf in leaves_of(found)]
    if expr is None or not any(kinds):
        return expr
    if {"prior", "before"}.isdisjoint(words(found)):
        if _is_since(expr) and _is_kept(reading, expr):
            return _as_duration(expr)
        return None if _is_since(expr) else expr  # `methotrexate for 6 months`: on it or off it
    said = fold(span_of(found).of(reading.text)).replace("≥", " ≥ ").replace(">", " > ")
    is_least = not _AT_LEAST.isdisjoint(said.split())
    is_done = frozenset().union(*kinds) <= _DONE
    return None if not is_least else _as_duration(expr) if is_done else expr


def _is_kept(reading: Reading, expr: Expr) -> bool:
    """`A for 12 weeks, at an unchanged dose for 6`: what is unchanged is taken."""
    steady = {one.subject for one in reading.comparisons}
    return all(f"{one.subject}_stable" in steady for one in leaves(expr) if isinstance(one, Window))


def _is_since(expr: Expr) -> bool:
    return any(isinstance(one, Window) and one.clock is Clock.SINCE for one in leaves(expr))


def _as_duration(expr: Expr) -> Expr:
    if isinstance(expr, Window) and expr.clock is Clock.SINCE:
        return replace(expr, clock=Clock.DURATION)
    return all_of([_as_duration(part) for part in expr.parts]) if isinstance(expr, All) else expr


_AT_LEAST = word_set("least minimum more longer ≥ > >= exceeding over than")


def _of_neither(reading: Reading, leaf: Leaf, found: Sequence[Piece]) -> frozenset[str]:
    """What is timed by `for …` before a moment, where nothing was gone without."""
    one, said = leaf.expr, set(words(found))
    if not isinstance(one, Window) or one.clock is not Clock.SINCE or one.bounds.upper:
        return frozenset()
    before = fold(reading.text[: leaf.span.start]).split()
    is_for = before[-1:] == ["for"] or fold(leaf.span.of(reading.text)).startswith("for ")
    is_without = bool((said | set(before)) & _WITHOUT) or not NEGATIONS.isdisjoint(before)
    timed = {concept.type for concept in reading.concepts if concept.id == one.subject}
    is_before = bool({"prior", "before"} & said) or timed <= _DRUGS
    is_had = timed <= _DONE or "history" in before
    return frozenset(timed) if is_for and is_before and not is_without and is_had else frozenset()


_DRUGS = frozenset({"treatment"})
_DONE = frozenset({"treatment", "pregnancy", "procedure", "vaccine"})
_WITHOUT = word_set(
    "off without washout wash-out stopped discontinued free ago elapsed discontinuation"
    " interruption last since elution no not never abstinence"
)
