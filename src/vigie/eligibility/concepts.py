"""The things that a sentence names, each negated or not, and when it is said to be."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

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
_OTHER_THAN = (("other", "than"), ("exception", "of"), ("free", "of"), ("negative", "for"))
_BREAKS = word_set("but who whom which although however ; . : unless except")
_NO_NEGATION = (("not", "limited"), ("not", "only"), ("no", "more"), ("no", "less"), ("no", "later"),
                ("not", "more"), ("not", "less"), ("no", "older"), ("no", "fewer"), ("no", "greater"),
                ("with", "or"), ("not", "required"), ("not", "exceed"))  # fmt: skip
_PAST = word_set(
    """
    history previous previously prior past ever received receiving treated had diagnosed recent
    recently last preceding failed failure refractory earlier formerly used undergone exposure
    exposed taken documented following
    """
)
_NOW = word_set(
    "active current currently ongoing concomitant concurrent presence stable present now"
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
_FAR, _NEAR = 14, 8


def concepts(sentence: Sentence) -> tuple[Concept, ...]:
    """All concepts of a sentence, in its order."""
    if not sentence.concepts:
        return ()
    starts = [token.start for token in sentence.tokens]
    return tuple(
        _concept(sentence, hit, bisect_left(starts, hit.start)) for hit in sentence.concepts
    )


def _concept(sentence: Sentence, hit: Hit, place: int) -> Concept:
    span = Span(hit.start, hit.end)
    clause = _clause(sentence.tokens, place)
    return Concept(
        type=hit.type,
        id=hit.id,
        text=span.of(sentence.text),
        span=span,
        is_negated=_is_negated(clause) or _is_refused(sentence, hit),
        temporal=_temporal(sentence, hit, clause[-_NEAR:]),
    )


def _clause(tokens: Sequence[Token], place: int) -> list[str]:
    """The words before it in its clause; the word that opens an exception is part of it."""
    found: list[str] = []
    for token in reversed(tokens[max(0, place - _FAR) : place]):
        if token.word in {";", ".", "but", "however", "although"}:
            break
        found.insert(0, token.word)
        if token.word in {"unless", "except"}:
            break
    return found


def _is_negated(clause: Sequence[str]) -> bool:
    pairs = set(zip(clause, clause[1:], strict=False))
    if not pairs.isdisjoint(_OTHER_THAN):
        return True
    count = sum(word in _NOT for word in clause)
    count -= sum((first, second) in pairs for first, second in _NO_NEGATION if first != "with")
    # A second negation takes back the first: `not without`; one after a verb does not.
    return count % 2 == 1 and not _is_closed(clause)


def _is_closed(clause: Sequence[str]) -> bool:
    """Whether what was negated ended before: `no rash, and active arthritis`."""
    last = max((n for n, word in enumerate(clause) if word in _NOT), default=0)
    rest = clause[last + 1 :]
    return ("," in rest or "and" in rest) and not _NOW.isdisjoint(rest) and "or" not in rest


def _is_refused(sentence: Sentence, hit: Hit) -> bool:
    """Said after it: `MRI is contraindicated`, `surgery does not count`."""
    after = sentence.folded[hit.end : hit.end + 28].split()[:4]
    return "contraindicated" in after or after[:3] == ["does", "not", "count"]


def _temporal(sentence: Sentence, hit: Hit, near: Sequence[str]) -> str | None:
    for word in reversed(near):
        if word in _LATER:
            return PLANNED
        if word in _NOW:
            return CURRENT
        if word in _PAST:
            return HISTORY
    after = sentence.folded[hit.end : hit.end + 60].split()[:7]
    if _is_past(after):
        return HISTORY
    if not _LATER.isdisjoint(after):
        return PLANNED
    if hit.id == "contraception" and not _WILL.isdisjoint(near):
        return PLANNED
    return _BY_DEFAULT.get(hit.type)


_PAST_AFTER = word_set("within past last previous preceding ago prior diagnosed years months")


def _is_past(after: Sequence[str]) -> bool:
    return not _PAST_AFTER.isdisjoint(after)
