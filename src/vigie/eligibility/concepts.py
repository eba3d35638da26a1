"""The things that a sentence names, each negated or not, and when it is said to be."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from vigie.eligibility.folding import word_set
from vigie.eligibility.leaves import Concept
from vigie.eligibility.lexicon import Hit
from vigie.eligibility.lexing import Token
from vigie.eligibility.sentence import Sentence
from vigie.eligibility.spans import Span

HISTORY, CURRENT, PLANNED = "history", "current", "planned"

_NOT = word_set(
    """
    no not without never neither nor absence lack denies unable unwilling cannot can't don't
    doesn't reluctant except excluding excepting unless refuse refuses refusal inability
    contraindicated untreated
    """
)
_OTHER_THAN = {("other", "than"), ("exception", "of"), ("free", "of"), ("negative", "for")}
# `not limited to`, `no more than` …: no negation of what follows.
_NO_NEGATION = {
    (first, second)
    for first in ("no", "not")
    for second in (
        *("limited", "only", "more", "less", "later", "older", "fewer", "greater", "required"),
        *("exceed", "related", "explained", "longer", "higher", "lower", "above", "below", "due"),
    )
} | {("without", "or"), ("with", "or")}
_ENDS = word_set("; : but however although due . because")
_PAST = word_set(
    """
    history previous previously prior past ever received treated had diagnosed recent
    recently last preceding failed failure refractory earlier formerly used undergone exposure
    exposed taken documented following
    """
)
_NOW = word_set(
    "active current currently ongoing concomitant concurrent presence stable present now receiving"
)
_LATER = word_set(
    "planned planning plan plans scheduled intend intends intending expected upcoming"
)
_WILL = word_set("agree use willing during throughout must")
_BY_DEFAULT = {
    "condition": CURRENT,
    "infection": CURRENT,
    "pregnancy": CURRENT,
    "treatment": CURRENT,
    "vaccine": HISTORY,
    "procedure": None,
}
# Words of the past that are part of the name of an illness: heart failure is not over.
_ILL = word_set("failure failed")
_FAR, _NEAR = 40, 8


def concepts(sentence: Sentence) -> tuple[Concept, ...]:
    """All concepts of a sentence, in its order."""
    if not sentence.concepts:
        return ()
    starts = [token.start for token in sentence.tokens]
    found: list[Concept] = []
    for hit in sentence.concepts:
        one = _concept(sentence, hit, bisect_left(starts, hit.start))
        found.append(_as_listed(sentence, found[-1], one) if found else one)
    return tuple(found)


def _as_listed(sentence: Sentence, last: Concept, one: Concept) -> Concept:
    """`Prior use of a, b, c or d`: what is far down a list was, as what stands before it was."""
    is_alike = last.type == one.type == "treatment" and last.temporal == HISTORY
    if not is_alike or one.temporal != CURRENT:
        return one
    between = sentence.folded[last.span.end : one.span.start]
    return replace(one, temporal=HISTORY) if _LISTING.fullmatch(between) else one


_LISTING = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:,|/|\bor\b|\band\b|\s)+")


def _concept(sentence: Sentence, hit: Hit, place: int) -> Concept:
    span = Span(hit.start, hit.end)
    clause = _clause(sentence, place)
    return Concept(
        type=hit.type,
        id=hit.id,
        text=span.of(sentence.text),
        span=span,
        is_negated=_is_negated(clause) or _is_refused(sentence, hit),
        temporal=_temporal(
            sentence,
            hit,
            (
                *clause[-_NEAR:],
                *(w for w in sentence.folded[hit.start : hit.end].split() if w not in _ILL),
            ),
        ),
    )


def _clause(sentence: Sentence, place: int) -> list[str]:
    """The words before it in its clause; the word that opens an exception is part of it."""
    found: list[str] = []
    for token in reversed(sentence.tokens[max(0, place - _FAR) : place]):
        if token.word in _ENDS and not _is_inside_a_word(sentence, token):
            break
        found.append(token.word)
        if token.word in {"unless", "except"}:
            break
    return found[::-1]


def _is_inside_a_word(sentence: Sentence, token: Token) -> bool:
    """The dots of `i.e.` and `e.g.`: no letter stands alone before the end of a sentence."""
    if token.word != ".":
        return False
    before = sentence.folded[max(0, token.start - 2) : token.start]
    return len(before) == 2 and not before[0].isalnum() and before[1].isalpha()


def _is_negated(clause: Sequence[str]) -> bool:
    pairs = set(pairwise(clause))
    if not pairs.isdisjoint(_OTHER_THAN):
        return True
    if ("with", "or") in pairs or ("without", "or") in pairs:
        return False
    said = [n for n, word in enumerate(clause) if word in _NOT and _negates(clause, n)]
    said = _said_last(clause, said)
    # Two that belong together (`unwilling or unable`, `neither … nor`) are one; else the second
    # takes back the first.
    alone = [n for n in said if not any(n - 2 <= other < n for other in said)]
    if "neither" in clause and "nor" in clause:
        alone = alone[:1]
    return len(alone) % 2 == 1 and not _is_closed(clause, said[-1])


def _said_last(clause: Sequence[str], said: list[int]) -> list[int]:
    """`No cancer, no diabetes`: what is denied anew is not denied twice."""
    anew = [n for n in said[1:] if clause[n - 1] in _JOINTS and clause[n] in _ANEW]
    return [n for n in said if not anew or n >= anew[-1]]


_JOINTS = frozenset({",", "and", "or", "nor"})
_ANEW = word_set("no not without never")


def _negates(clause: Sequence[str], place: int) -> bool:
    if place and clause[place - 1] == "or" and clause[place] == "no":
        return False
    return tuple(clause[place : place + 2]) not in _NO_NEGATION


def _is_closed(clause: Sequence[str], place: int) -> bool:
    """Whether what was negated ended before: `no rash, and active arthritis`."""
    rest = clause[place + 1 :]
    return "and" in rest and "or" not in rest and not _NOW.isdisjoint(rest[rest.index("and") :])


def _is_refused(sentence: Sentence, hit: Hit) -> bool:
    """Said after it: `MRI is contraindicated`, `surgery does not count`."""
    after = sentence.folded[hit.end : hit.end + 28].split()[:4]
    return "contraindicated" in after or after[:3] == ["does", "not", "count"]


_STATES = {
    **dict.fromkeys(_PAST, HISTORY),
    **dict.fromkeys(_NOW, CURRENT),
    **dict.fromkeys(_LATER, PLANNED),
}
_AFTERWARDS = dict.fromkeys(
    word_set("within past last previous preceding ago prior diagnosed years months"), HISTORY
) | dict.fromkeys(_LATER, PLANNED)


def _temporal(sentence: Sentence, hit: Hit, near: Sequence[str]) -> str | None:
    """The nearest word that says when, before it, then after it; else what its kind implies."""
    after = sentence.folded[hit.end : hit.end + 60].split()[:7]
    for states, said in ((_STATES, reversed(near)), (_AFTERWARDS, iter(after))):
        for word in said:
            if word in states:
                return states[word]
    if hit.id == "contraception" and not _WILL.isdisjoint(near):
        return PLANNED
    return _BY_DEFAULT.get(hit.type)
