"""A reading to its tree: joined only where the words say how, else left to a person.

A verdict must never be wrong where it could be unknown. So every word between the leaves is of
a known kind, or it makes its part of the sentence `Unread`; what only narrows (`severe`,
`requiring treatment`) is an `Unread` beside its leaf: false without it, unknown with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from vigie.eligibility.asides import ASIDE, end_of, without_asides, without_ends, without_pairs
from vigie.eligibility.evaluating import Polarity
from vigie.eligibility.folding import fold, word_set
from vigie.eligibility.leaves import Kind, Reading
from vigie.eligibility.lexing import Sort, Token
from vigie.eligibility.lists import (
    ALLERGY,
    Listed,
    defined,
    is_of_all_times,
    listed,
    of_allergies,
    split_by_with,
    with_history,
    without_examples,
)
from vigie.eligibility.logic import (
    Expr,
    Has,
    Unread,
    all_of,
    any_of,
    at_least,
    not_,
)
from vigie.eligibility.pieces import Leaf, Piece, either_way, pieces
from vigie.eligibility.spans import Span


def tree_of(reading: Reading, polarity: Polarity = Polarity.UNKNOWN) -> Expr | None:
    """What a sentence asks, as a tree; None for a text without words.

    The section tells how a list of thresholds without `or` is meant: all of them are asked for.
    """
    if not any(letter.isalnum() for letter in reading.text):
        return None
    whole = _words(reading.text, Span(0, len(reading.text)))
    is_bare = not (reading.comparisons or reading.concepts)
    if is_bare or _is_timed_twice(reading) or _is_treatment_timed(reading):
        return whole
    found = _understood(reading)
    if found is None or not any(isinstance(piece, Leaf) for piece in found.items):
        return whole
    parted = split_by_with(found.items) if found.number is None else None
    if parted is None:
        return _joined(reading.text, found, polarity) or whole
    joined = [_joined(reading.text, Listed(part), polarity) for part in parted]
    return all_of([part for part in joined if part]) if all(joined) else whole


def _understood(reading: Reading) -> Listed | None:
    """The pieces that are left to join; None where the sentence turns in a way not read."""
    found = without_asides(without_ends(pieces(reading)))
    found = None if found is None else without_examples(found)
    if found is None:
        return None
    opened = listed(defined(found))
    if opened is None or _is_beyond(opened.items) or is_of_all_times(opened.items):
        return None
    items = with_history(of_allergies(without_pairs(opened.items)))
    return Listed(items, opened.number)


def _is_timed_twice(reading: Reading) -> bool:
    """Whether two windows claim the same thing: which of them is meant is not sure."""
    timed = [
        name
        for one in reading.comparisons
        if one.kind is Kind.WINDOW
        for name in one.subject.split("|")
    ]
    return len(timed) != len(set(timed))


def _is_treatment_timed(reading: Reading) -> bool:
    """Whether what is timed may be the treatment of the disease that was taken for it."""
    ill = {one.id for one in reading.concepts if one.type in _ILLS}
    timed = {
        name
        for one in reading.comparisons
        if one.kind is Kind.WINDOW
        for name in one.subject.split("|")
    }
    return bool(ill & timed) and not _OF_TREATMENT.isdisjoint(fold(reading.text).split())


_ILLS = frozenset({"condition", "infection", "subtype"})
_OF_TREATMENT = word_set(
    "treatment treatments treated therapy therapies medication medications drug drugs vaccine test"
    " testing"
)
_WILLING = word_set("willing able agree agrees voluntary voluntarily")
_WILLED = frozenset({"consent", "pregnancy", "other"})


def _words(text: str, span: Span) -> Unread:
    said = span.of(text)
    return Unread(said.strip(), (span,))


# Words that say nothing of their own around a leaf.
_PLAIN = word_set(
    """
    a an the of to in on at by for from with is are was were be been being has have had having
    as that this these those any all patient patients subject subjects participant participants
    individual individuals person persons people who must should will may can shall would
    diagnosis diagnosed diagnostic known documented current currently history previous previously
    prior past ever received receiving treated treatment treatments therapy therapies use used
    using taking take takes presence evidence excluded included selected present
    screening baseline visit visits time enrollment enrolment randomization randomisation
    inclusion study entry day start before signed sign give giving provide provided written
    obtained voluntary voluntarily willing able agree agrees their his her its signing form dose
    dosage existing serum blood total level levels value values score scores aged age ages
    years old year exposure administration initiation first prior participation trial test
    testing agreement consent both either confirmed established
    found fulfil fulfill fulfills fulfilling meet meets meeting criteria criterion per
    according preceding detected positive result results suffering undergoing
    measured determined antibody antibodies least inclusive inclusively male
    female gender sex
    """
)
# Adjectives and tails that make what they stand by narrower, never wider.
_NARROW = word_set(
    """
    severe serious significant significantly clinically uncontrolled unstable chronic acute active
    recurrent symptomatic major systemic advanced poorly controlled persistent progressive
    moderate marked stable untreated definite probable clinical typical
    """
)
_TAILS = word_set("requiring requires needing needs interfering")
_NEGATIONS = word_set("no not without never absence unable unwilling refuse refuses cannot lack")
# What turns the sentence in ways that are not read: conditions, exceptions, contrasts, doubts.
_BEYOND = word_set(
    """
    unless if when where whichever however but although than whether until after during following
    fewer allowed permitted acceptable exception except excluding excepting neither nor only
    opinion judgment judgement discretion considered whatever longer shorter instead
    despite regardless while
    """
)


def _is_beyond(found: Sequence[Piece]) -> bool:
    words = [piece.word for piece in found if isinstance(piece, Token)]
    beyond = [n for n, word in enumerate(words) if word in _BEYOND]
    if any(words[n] != "during" or words[n + 1 : n + 3] not in _LATELY for n in beyond):
        return True
    return "." in words  # a second sentence


_LATELY = (["the", "last"], ["the", "past"], ["the", "previous"])


class _Link(StrEnum):
    OR = "or"
    AND = "and"
    COMMA = ","


@dataclass(frozen=True, slots=True)
class _Segment:
    """What stands between two connectives."""

    leaves: tuple[Leaf, ...]
    before: tuple[Token, ...]
    after: tuple[Token, ...]
    span: Span

    @property
    def is_empty(self) -> bool:
        return not self.leaves and not any(_says(token) for token in self.before)


def _says(token: Token) -> bool:
    if token.sort is Sort.MARK:
        return token.word in _ADDING
    return token.word not in _PLAIN


_ADDING = frozenset("+*=~^")


def _joined(text: str, found: Listed, polarity: Polarity) -> Expr | None:
    """The tree of a sentence of segments; None where its words do not make it certain."""
    segments, links = _segments(found.items)
    if not segments or not any(segment.leaves for segment in segments) or _is_spread(segments):
        return None
    negations = [_negations(segment) for segment in segments]
    is_denied = bool(negations[0]) and _is_one_denial(segments)
    if any(negations) and not is_denied:
        return None
    if _is_wide(segments[0].before, denied=is_denied) or _is_wide(segments[-1].after):
        return None
    parts = [_part(text, segment) for segment in segments]
    if len(parts) > 1 and isinstance(parts[0], Unread):
        return None
    parts = _reached(text, segments, _undated(text, segments, parts))
    joint = _join(
        text,
        segments,
        parts,
        _meant(links, segments, Polarity.EXCLUSION if is_denied else polarity),
    )
    if found.number is not None:
        if found.number > len(parts) or is_denied or _is_nested(segments, links):
            return None
        joint = at_least(found.number, parts)
    narrowing = [
        _words(text, Span(token.start, token.end))
        for segment in (segments[0], segments[-1])
        for token in (*segment.before, *segment.after)
        if _is_narrow(token)
    ]
    narrowing = narrowing if len(segments) > 1 else []
    whole = all_of([joint, *narrowing[:1]])
    return not_(whole) if is_denied else whole


def _is_nested(segments: Sequence[_Segment], links: set[_Link]) -> bool:
    """Whether it is not sure that each segment is one item of a counted list."""
    return (_Link.AND in links and _Link.OR in links) or not all(one.leaves for one in segments)


def _is_spread(segments: Sequence[_Segment]) -> bool:
    """Whether one leaf may reach over the others: `allergy to a or b`, `due to a or b`."""
    leaves = [leaf for segment in segments for leaf in segment.leaves]
    if len(leaves) < 2:
        return False
    return any(leaf.id == ALLERGY for leaf in leaves) or any(
        leaf.is_reaching for segment in segments[:-1] for leaf in segment.leaves
    )


_BACKWARDS = word_set(
    "that which would could may might interfere interfering require requires requiring resulting"
    " causing due secondary whose precluding preventing affecting"
)


def _reached(text: str, segments: Sequence[_Segment], parts: Sequence[Expr]) -> list[Expr]:
    """`A or b that would interfere`: the clause at the end may be of all the items before it."""
    last = segments[-1]
    said = {token.word for token in (*last.before, *last.after)}
    if len(parts) < 2 or _BACKWARDS.isdisjoint(said):
        return list(parts)
    return [
        part if isinstance(part, Unread) else all_of([part, _words(text, segment.span)])
        for part, segment in zip(parts, segments, strict=True)
    ]


def _is_since(leaf: Leaf) -> bool:
    return leaf.type == "window" and not leaf.id.endswith(("_stable", "_duration"))


def _undated(text: str, segments: Sequence[_Segment], parts: Sequence[Expr]) -> list[Expr]:
    """Where one segment has a window, whether it holds for the others too is not certain."""
    is_dated = [any(_is_since(leaf) for leaf in one.leaves) for one in segments]
    if not any(is_dated):
        return list(parts)
    return [
        part if dated else all_of([part, _words(text, segment.span)])
        for part, dated, segment in zip(parts, is_dated, segments, strict=True)
    ]


def _segments(found: Sequence[Piece]) -> tuple[list[_Segment], set[_Link]]:
    groups: list[list[Piece]] = [[]]
    links: set[_Link] = set()
    for piece in found:
        link = _LINKS.get(piece.word) if isinstance(piece, Token) else None
        if link is None:
            groups[-1].append(piece)
            continue
        links.add(link)
        groups.append([])
    made = [_segment(group) for group in groups if group]
    return [segment for segment in made if not segment.is_empty], links


_LINKS = {"or": _Link.OR, "ou": _Link.OR, "/": _Link.OR, "and": _Link.AND, "et": _Link.AND}
_LINKS |= {",": _Link.COMMA, ";": _Link.COMMA, "&": _Link.AND}


def _segment(group: Sequence[Piece]) -> _Segment:
    leaves = tuple(piece for piece in group if isinstance(piece, Leaf))
    first = leaves[0].span.start if leaves else end_of(group[-1])
    words = [piece for piece in group if isinstance(piece, Token)]
    return _Segment(
        leaves,
        tuple(token for token in words if token.start < first),
        tuple(token for token in words if token.start >= first),
        Span(_start(group[0]), end_of(group[-1])),
    )


def _start(piece: Piece) -> int:
    return piece.span.start if isinstance(piece, Leaf) else piece.start


def _negations(segment: _Segment) -> list[str]:
    tokens = (*segment.before, *segment.after)
    negated = [leaf.id for leaf in segment.leaves if leaf.is_negated]
    return [token.word for token in tokens if token.word in _NEGATIONS] + negated


def _is_one_denial(segments: Sequence[_Segment]) -> bool:
    """One `no` before all leaves, and every thing named under it."""
    said = [
        token
        for segment in segments
        for token in (*segment.before, *segment.after)
        if token.word in _NEGATIONS
    ]
    named = [leaf for segment in segments for leaf in segment.leaves if not leaf.is_comparison]
    return (
        len(said) == 1
        and said[0] in segments[0].before
        and bool(segments[0].leaves)
        and all(leaf.is_negated for leaf in named)
    )


def _is_wide(tokens: Sequence[Token], *, denied: bool = False) -> bool:
    """Whether words stand there whose sense is not known: they may apply to the whole list."""
    for token in tokens:
        if denied and token.word in _NEGATIONS:
            continue
        if token.word in _TAILS:
            return False
        if _says(token) and not _is_narrow(token):
            return True
    return False


def _is_narrow(token: Token) -> bool:
    return token.word in _NARROW or token.word in _TAILS or token.word == ASIDE


def _part(text: str, segment: _Segment) -> Expr:
    """One segment: its leaf alone, leaf and narrowing words, or its words."""
    words = _words(text, segment.span)
    if not segment.leaves or _is_wide(segment.before, denied=True) or _is_wide(segment.after):
        return words
    leaf = _only(segment.leaves)
    if leaf is None or _is_of_another(segment):
        return words
    is_narrow = any(map(_is_narrow, (*segment.before, *segment.after)))
    return all_of([leaf, words]) if is_narrow else leaf


def _is_of_another(segment: _Segment) -> bool:
    """Whether a plain word makes it another thing: the treatment of a disease, the wish for it."""
    said = {token.word for token in (*segment.before, *segment.after)}
    types = {leaf.type for leaf in segment.leaves}
    before = [token.word for token in segment.before]
    if ("screening", "for") in set(pairwise(before)):
        return True
    is_treated = bool(types & _ILLS) and not _OF_TREATMENT.isdisjoint(said)
    return is_treated or (not types <= _WILLED and not _WILLING.isdisjoint(said))


def _only(leaves: Sequence[Leaf]) -> Expr | None:
    """What several leaves without a connective between them say; None where it is not sure."""
    rest = [leaf for leaf in leaves if not _is_beside(leaf, leaves)]
    kinds = {leaf.type for leaf in rest}
    if len(rest) == 1:
        return rest[0].expr
    if len({leaf.id for leaf in rest}) == 1 and not any(leaf.is_comparison for leaf in rest):
        return rest[0].expr
    if all(leaf.is_comparison for leaf in rest) or kinds <= {"subtype", "classification"}:
        return all_of([leaf.expr for leaf in rest]) if rest else None
    return None


def _is_beside(leaf: Leaf, leaves: Sequence[Leaf]) -> bool:
    """The women of `pregnant women` say nothing more."""
    is_sex = isinstance(leaf.expr, Has) and leaf.id == "sex_female"
    return is_sex and any(other.type == "pregnancy" for other in leaves)


def _meant(links: set[_Link], segments: Sequence[_Segment], polarity: Polarity) -> set[_Link]:
    """Thresholds that are listed among the inclusions must all be met."""
    are_bounds = all(
        one.leaves and all(leaf.is_comparison for leaf in one.leaves) for one in segments
    )
    if polarity is Polarity.INCLUSION and are_bounds and _Link.OR not in links:
        return {_Link.AND}
    is_mixed = {_Link.OR, _Link.COMMA} <= links and not _is_one_list(segments, polarity)
    return {_Link.AND, *links} if is_mixed else links


# Kinds of things that are seldom an alternative to others: who may take part at all.
_GROUNDS = frozenset({"age", "subtype", "classification", "consent", "antibody", "other"})


def _is_one_list(segments: Sequence[_Segment], polarity: Polarity) -> bool:
    """Whether what commas and `or` part are alternatives (`a, b or c`), not `a, with b or c`."""
    kinds = [{leaf.type for leaf in one.leaves} for one in segments]
    if any("age" in kind for kind in kinds):
        return False
    if polarity is Polarity.EXCLUSION:
        return True
    if not all(kinds):
        return False
    families = {frozenset(kind & _GROUNDS) or frozenset({"rest"}) for kind in kinds}
    compares = {any(leaf.is_comparison for leaf in one.leaves) for one in segments}
    return len(families) == 1 and len(compares) == 1


def _has_number(segment: _Segment) -> bool:
    """Whether a number was left unread there: it may be another end of what was read."""
    return any(token.sort is Sort.NUMBER for token in (*segment.before, *segment.after))


def _join(
    text: str, segments: Sequence[_Segment], parts: Sequence[Expr], links: set[_Link]
) -> Expr:
    if len(parts) == 1:
        return parts[0]
    if _Link.AND not in links and _Link.OR in links:
        return any_of(list(parts))
    leaves = [leaf for segment in segments for leaf in segment.leaves]
    compared = [leaf.id for leaf in leaves if leaf.is_comparison]
    is_once = len(compared) == len(set(compared)) and not any(map(_has_number, segments))
    if links == {_Link.AND} and compared and is_once:
        return all_of(list(parts))
    doubt = _words(text, Span(segments[0].span.start, segments[-1].span.end))
    return either_way(list(parts), doubt)
