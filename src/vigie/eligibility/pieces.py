"""A reading as the pieces of its sentence, in order: leaves, and the words between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from vigie.eligibility.folding import fold, word_set
from vigie.eligibility.horizons import AFTERWARDS, begun_by
from vigie.eligibility.leaves import Comparison, Concept, Kind, Reading
from vigie.eligibility.lexing import Token, lex_folded
from vigie.eligibility.logic import (
    Bounds,
    Clock,
    Compare,
    Expr,
    Has,
    Tense,
    Unread,
    Window,
    all_of,
    any_of,
    not_,
)
from vigie.eligibility.small_words import NEGATIONS
from vigie.eligibility.spans import Span


@dataclass(frozen=True, slots=True)
class Leaf:
    """A thing that was read: its tree, and what the sentence around it needs to know of it.

    `word` is empty: it is the same name as that of a token, so that both are asked alike.
    """

    expr: Expr
    span: Span
    is_comparison: bool
    is_negated: bool
    type: str
    id: str
    is_reaching: bool = False
    word: str = ""


Piece = Leaf | Token

_TENSES = {"history": Tense.EVER, "planned": Tense.PLANNED}


def pieces(reading: Reading) -> list[Piece]:
    """The leaves and words of a sentence, in its order."""
    reading = replace(
        reading, comparisons=tuple(_unopened(one, reading) for one in reading.comparisons)
    )
    found = _grouped(reading, sorted(_leaves(reading), key=lambda leaf: leaf.span))
    overlap = any(first.span.overlaps(then.span) for first, then in pairwise(found))
    if overlap or _is_timed_and_more(reading):
        return []
    taken = [leaf.span for leaf in found]
    taken += [span for one in reading.comparisons for span in _subjects(reading, one)]
    said = {word for one in reading.comparisons for word in _said_of(one)} - _TURNING
    free = _free(lex_folded(fold(reading.text)), sorted(taken))
    words: list[Piece] = [token for token in free if token.word not in said]
    return sorted([*found, *words], key=_start)


def _free(tokens: Iterable[Token], taken: Sequence[Span]) -> Iterator[Token]:
    """The tokens that none of some stretches, in their order, is over."""
    at, end = 0, 0
    for token in tokens:
        while at < len(taken) and taken[at].start < token.end:
            end = max(end, taken[at].end)
            at += 1
        if end <= token.start:
            yield token


# Words that turn or join a sentence are never part of a name.
_TURNING = NEGATIONS | word_set(
    "no not without never or and if when unless except other than than but only until after with"
    " failure failures failed failing refractory inadequate insufficient response intolerance none"
)


def _is_timed_and_more(reading: Reading) -> bool:
    """`Active malignancy or malignancy within 5 years`: the second is not all that is asked."""
    named = [
        one.id
        for one in reading.concepts
        if _is_said_anew(reading.text, one) and not _is_main(reading, one)
    ]
    timed = [
        name for one in reading.comparisons if one.kind is Kind.WINDOW for name in _members(one)
    ]
    return any(named.count(name) > max(1, timed.count(name)) for name in timed)


def _is_main(reading: Reading, one: Concept) -> bool:
    """`Cancer except cancer cured for 5 years`: a time that must be long is of what is left out."""
    at = _LEFT_OUT.search(fold(reading.text), one.span.end)
    times = [
        other
        for other in reading.comparisons
        if other.kind is Kind.WINDOW and one.id in _members(other)
    ]
    is_of_another = all(
        other.upper is None and at.end() <= other.span.start for other in times if at
    )
    return at is not None and bool(times) and is_of_another


_LEFT_OUT = re.compile(r"\b(?:except\w*|other than|unless|excluding|apart from)\b")


def with_limits(reading: Reading) -> Reading:
    """A reading with the bounds that have no number among the others."""
    if not reading.limits:
        return reading
    free = [one for one in reading.limits if not _is_named_whole(reading, one)]
    found = sorted((*reading.comparisons, *free), key=lambda one: one.span)
    return replace(reading, comparisons=tuple(found))


def _is_named_whole(reading: Reading, one: Comparison) -> bool:
    """Whether a name says it already: `CK above normal` may be the name of a sign."""
    return any(named.span.overlaps(one.span) for named in reading.concepts)


def with_own_windows(reading: Reading) -> Reading:
    """A reading in which no window is also about what has a window of its own before it."""
    owned = tuple(_owned(one, reading) for one in reading.comparisons)
    return reading if owned == reading.comparisons else replace(reading, comparisons=owned)


def _owned(one: Comparison, reading: Reading) -> Comparison:
    """`A within a year, or b within 6 months`: what has its own window is not in the next one."""
    if one.kind is not Kind.WINDOW or "|" not in one.subject:
        return one
    earlier = [
        other
        for other in reading.comparisons
        if other.kind is Kind.WINDOW and other.span.end <= one.span.start
    ]
    since = max((other.span.end for other in earlier), default=0)
    taken = {name for other in earlier for name in other.subject.split("|")}
    later = {c.id for c in reading.concepts if since <= c.span.start < one.span.start}
    kept = [name for name in one.subject.split("|") if name not in taken or name in later]
    if not kept or len(kept) == len(one.subject.split("|")):
        return one
    return replace(one, subject="|".join(kept), subject_text="")


def _is_said_anew(text: str, one: Concept) -> bool:
    """Not a name in brackets after its own, nor what a condition asks before the rest times it."""
    before = text[: one.span.start].rstrip()
    is_asked = fold(text).lstrip().startswith(_ASKING) and "," not in before
    is_of_half_lives = (
        fold(before[-20:]).removesuffix(" the").endswith(("half-lives of", "life of"))
    )
    return not before.endswith(("(", "[")) and not is_asked and not is_of_half_lives


_ASKING = ("if ", "when ", "for ", "in case of ", "si ")


def _grouped(reading: Reading, found: Sequence[Leaf]) -> list[Leaf]:
    """`AST or ALT > 3 x ULN`: one bound for several quantities is one leaf."""
    kept: list[Leaf] = []
    for leaf in found:
        last = kept[-1] if kept else None
        if last and last.span == leaf.span and last.is_comparison and leaf.is_comparison:
            kept[-1] = replace(last, expr=_shared(reading, last, leaf), id=f"{last.id}|{leaf.id}")
        else:
            kept.append(leaf)
    return kept


def _shared(reading: Reading, first: Leaf, then: Leaf) -> Expr:
    """Any of them where high, all where they must be low; after `or` and low, either way."""
    same = [one for one in reading.comparisons if one.span == then.span]
    places = [one.subject_span for one in same if one.subject_span]
    start = min((place.start for place in places), default=first.span.start)
    said = fold(reading.text[start : first.span.start]).replace("/", " / ").split()
    opened = fold(reading.text[:start])
    parts = [first.expr, then.expr]
    is_low = all(one.lower is None for one in same)
    is_one = any(sign in opened[-60:] for sign in _ONE_OF)
    if is_one or (("or" in said or "/" in said) and not is_low):
        return any_of(parts)
    if is_low and "or" not in said:
        return all_of(parts)
    return either_way(parts, Unread(then.span.of(reading.text), (then.span,)))


_ONE_OF = ("at least one", "one or more", "any of", "either")


def _unopened(one: Comparison, reading: Reading) -> Comparison:
    """`Two of the following: a, b`: what is counted is the list, not its first item."""
    place = one.subject_span
    if place is None or one.kind is not Kind.COUNT:
        return one
    after = reading.text[one.span.end : one.span.end + _NEAR]
    is_before = place.end <= one.span.start and ":" in after
    is_first = _OF.fullmatch(reading.text, one.span.end, place.start) and _ON.match(
        reading.text, place.end
    )
    if is_first:
        return replace(one, subject="items", subject_text="", subject_span=None)
    if not is_before and ":" not in reading.text[one.span.end : place.start]:
        return one
    return replace(one, subject="items", subject_text="", subject_span=None)


_NEAR = 40
# `At least two of a, b and c`: a list without a colon.
_OF = re.compile(r"\s+of(?: the)?\s+(?:either\s+)?", re.IGNORECASE)
_ON = re.compile(r"\s*,\s*\w")


def _subjects(reading: Reading, one: Comparison) -> list[Span]:
    """Where the things that a comparison is about are named; a list of them is one stretch."""
    members = _members(one)
    spans = [concept.span for concept in reading.concepts if concept.id in members]
    if one.subject_span and "|" not in one.subject:
        spans.append(one.subject_span)
    if "|" in one.subject and spans:
        spans = [span for span in spans if span.end <= one.span.start] or spans
        stretch = Span(min(spans).start, max(span.end for span in spans))
        is_clear = not any(stretch.overlaps(other.span) for other in reading.comparisons)
        if is_clear and _is_list(reading.text, stretch, spans):
            return [_with_the_rest(reading.text, stretch)]
    return spans


def _with_the_rest(text: str, stretch: Span) -> Span:
    """A list with the `etc.` that ends it."""
    rest = _ET_CETERA.match(fold(text), stretch.end)
    return Span(stretch.start, rest.end()) if rest else stretch


_ET_CETERA = re.compile(r"\s*,?\s*etc\b\.?\s*\)?")
_LISTING = word_set("or and , / other any another the a and/or ( ) etc . e g eg e.g such as like")


def _is_list(text: str, stretch: Span, spans: Sequence[Span]) -> bool:
    """Whether only the words of a list stand between the names."""
    folded = fold(text)
    spans = [*spans, *(Span(*found.span()) for found in _INCLUDED.finditer(folded))]
    return all(
        token.word in _LISTING or any(span.start <= token.start < span.end for span in spans)
        for token in lex_folded(folded)
        if stretch.start <= token.start < stretch.end
    )


# An adjective in a bracket: `surgery (including joint surgery)`.
_INCLUDED = re.compile(r"\((?:including|such as) [\w-]+ ")


def _said_of(one: Comparison) -> Iterable[str]:
    """The words of a subject, wherever they stand: they are accounted for."""
    if "|" not in one.subject:
        yield from fold(one.subject_text).split()
    yield from one.subject.replace("|", "_").split("_")
    if one.kind is Kind.AGE:
        yield from ("child", "children", "adult", "adults")


def _start(piece: Piece) -> int:
    return piece.span.start if isinstance(piece, Leaf) else piece.start


def _leaves(reading: Reading) -> list[Leaf]:
    compared = [
        _counted(one, reading) or _comparison(reading.text, _with_unit(one, reading))
        for one in reading.comparisons
    ]
    subjects = {name for one in reading.comparisons for name in _members(one)}
    places = [one.subject_span for one in reading.comparisons if one.subject_span]
    places += [one.span for one in reading.comparisons]
    named = [
        _concept(one)
        for one in reading.concepts
        if (one.id not in subjects or _is_main(reading, one))
        and not any(place.overlaps(one.span) for place in places)
    ]
    return compared + named


def _counted(one: Comparison, reading: Reading) -> Leaf | None:
    """`One or more MSA` is to have one."""
    is_one = one.kind is Kind.COUNT and one.lower == 1 and one.lower_inclusive and one.upper is None
    if not is_one or one.subject_span is None:
        return None
    for concept in reading.concepts:
        is_named = concept.type in {"antibody", "subtype"} and concept.id == one.subject
        if is_named and concept.span.overlaps(one.subject_span):
            span = Span(min(one.span.start, concept.span.start), concept.span.end)
            return replace(_concept(concept), span=span)
    return None


def _with_unit(one: Comparison, reading: Reading) -> Comparison:
    """`≤18.5 or ≥35 kg/m2`: the unit that is said once for one quantity is that of both ends."""
    if one.unit is not None or one.kind is not Kind.MEASUREMENT:
        return one
    same = {other.unit for other in reading.comparisons if other.subject == one.subject}
    said = same - {None}
    return replace(one, unit=said.pop()) if len(said) == 1 else one


# Named like an allergy, and not one: what is not borne need not be allergic.
_INTOLERANCE = "intolerance"


def _concept(concept: Concept) -> Leaf:
    is_of_now = concept.type in LASTING or concept.id in {"sex_female", "sex_male"}
    tense = Tense.NOW if is_of_now else _TENSES.get(concept.temporal or "", Tense.NOW)
    has: Expr = Has(concept.type, concept.id, tense, (concept.span,))
    # `type 2 diabetes` has the name of all diabetes: false without it, else to be judged.
    is_naive = bool(_NAIVE.search(fold(concept.text)))
    if is_naive:
        has = not_(Has(concept.type, concept.id, Tense.EVER, (concept.span,)))
    said = set(fold(concept.text).split())
    is_wider = "type" in said and "type" not in concept.id
    is_wider |= bool((said & _NARROWER) - set(concept.id.split("_")))
    return Leaf(
        all_of([has, Unread(concept.text, (concept.span,))]) if is_wider else has,
        concept.span,
        is_comparison=False,
        is_negated=concept.is_negated and not is_naive,
        type=_INTOLERANCE if "intoleran" in fold(concept.text) else concept.type,
        id=concept.id,
        is_reaching=not _REACHING.isdisjoint(fold(concept.text).split()),
    )


_NAIVE = re.compile(r"\b(?:untreated|naive)\b")
# What a person is, whenever it began.
LASTING = frozenset({"pregnancy", "subtype", "classification", "antibody"})
# Words within a name that make it narrower than what it is the name of.
_NARROWER = word_set("severe serious uncontrolled significant irreversible permanent latent")
# A name that ends in a complement may have further ones after it.
_REACHING = word_set("to of with by from due")


def _comparison(text: str, one: Comparison) -> Leaf:
    return Leaf(
        _tree(text, one),
        one.span,
        is_comparison=True,
        is_negated=False,
        type=one.kind.value,
        id=one.subject,
    )


_ENDINGS = {"_stable": Clock.STABLE, "_duration": Clock.DURATION, AFTERWARDS: Clock.AFTER}


def _clocked(subject: str) -> tuple[Clock, str]:
    """The clock that the name of a window tells, and what is timed."""
    for ending, clock in _ENDINGS.items():
        if subject.endswith(ending):
            return clock, subject.removesuffix(ending)
    if subject.startswith("planned_"):
        return Clock.UNTIL, subject.removeprefix("planned_")
    return Clock.SINCE, subject


def _members(one: Comparison) -> set[str]:
    names = {_clocked(name)[1] for name in one.subject.split("|")}
    if "prednisone_equivalent" in names:
        names |= {"prednisone", "prednisolone", "glucocorticoids"}
    return names


def _tree(text: str, one: Comparison) -> Expr:
    """A comparison as a tree; words only where its bounds or subject cannot be trusted."""
    names = _widest([name for name in one.subject.split("|") if name])
    bounds = bounds_of(one)
    is_named = bool(names) and {"or", "and"}.isdisjoint(one.subject.split("_"))
    if not is_named or bounds is None or _is_doubtful(one) or _is_bare(text, one):
        return Unread(one.span.of(text), (one.span,))
    parts = [_bounded(one, name, bounds) for name in names]
    if ill := begun_by(one):
        return all_of([Has("condition", ill, Tense.EVER, (one.span,)), *parts])
    return parts[0] if len(parts) == 1 else _of_several(text, one, parts)


def bounds_of(one: Comparison) -> Bounds | None:
    """The ends of a comparison; None where it has none."""
    if one.lower is None and one.upper is None:
        return None
    return Bounds(
        one.lower,
        one.lower is not None and one.lower_inclusive,
        one.upper,
        one.upper is not None and one.upper_inclusive,
        one.unit,
    )


def _is_doubtful(one: Comparison) -> bool:
    """Crossed ends, or an `=` that may be the rest of a lost `≥`."""
    if one.lower is not None and one.upper is not None and one.lower > one.upper:
        return True
    is_equal = one.lower is not None and one.lower == one.upper
    return is_equal and one.kind is not Kind.COUNT


def _is_bare(text: str, one: Comparison) -> bool:
    """`Rituximab (12 months) or IVIG (3 months)`: a time in which it was, or one without it."""
    if one.kind is not Kind.WINDOW or one.upper is not None or not one.span.start:
        return False
    is_alone = text[one.span.start - 1] == "(" and text[one.span.end : one.span.end + 1] == ")"
    return is_alone and not _WITHOUT.search(fold(text))


_WITHOUT = re.compile(
    r"\b(?:wash|off|without|discontinu|stop|stable|free|unchanged|elapsed|since|duration|history"
    r"|ago|remote|last|interval|old|onset|diagnos)"
)


def _widest(names: list[str]) -> list[str]:
    """Prednisone beside the glucocorticoids is one of them, and says nothing more."""
    stems = {_clocked(name)[1] for name in names}
    if "glucocorticoids" not in stems:
        return names
    return [name for name in names if _clocked(name)[1] not in {"prednisone", "prednisolone"}]


def _bounded(one: Comparison, name: str, bounds: Bounds) -> Expr:
    if one.kind is not Kind.WINDOW:
        return Compare(_safe(name), bounds, (one.span,))
    clock, subject = _clocked(name)
    return Window(clock, _safe(subject), bounds, (one.span,))


def _safe(name: str) -> str:
    kept = "".join("_" if letter.isspace() or letter in '(),"@' else letter for letter in name)
    return kept or "quantity"


def _of_several(text: str, one: Comparison, parts: Sequence[Expr]) -> Expr:
    """One bound for several things: lately any of them; without all of them; else either way."""
    is_since = one.kind is Kind.WINDOW and not one.subject.endswith(tuple(_ENDINGS))
    if is_since and one.upper is not None:
        return any_of(list(parts))
    if is_since:
        return all_of(list(parts))
    return either_way(list(parts), Unread(one.span.of(text), (one.span,)))


def either_way(parts: list[Expr], doubt: Unread) -> Expr:
    """Decided only where `and` and `or` agree: all of the parts are so, or none is."""
    if len(parts) < 2:
        return parts[0]
    return any_of([all_of(parts), all_of([any_of(parts), doubt])])
