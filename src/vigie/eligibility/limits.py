"""Bounds said without a number: `CK above normal`, `platelets below the lower limit`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vigie.eligibility.leaves import Comparison, Kind
from vigie.eligibility.sentence import Sentence
from vigie.eligibility.spans import Span
from vigie.eligibility.subjects import Subject, joined_before

_GATE = re.compile(r"\b(?:normal|[ul]ln)\b")
_OF_NORMAL = r"limits? of (?:the )?(?:institutional |laboratory )?normal(?: range| values?)?"
_LIMIT = re.compile(
    r"(?:(?:is |are )?(?P<above>above|greater than|higher than|over|exceeding|exceeds?|>)"
    r"|(?:is |are )?(?P<below>below|less than|lower than|under|<))\s*"
    r"(?:the )?(?:institutional |laboratory |local )?"
    rf"(?P<limit>[ul]ln|(?:upper|lower) {_OF_NORMAL}|normal (?:upper|lower) limits?"
    r"|(?:upper|lower) normal limits?|normal(?: range| limits?| values?| levels?)?)\b"
    r"(?!\s*(?:[x×*\d]|by\b|\())"
)
_NEAR = re.compile(r"(?:\s|\([^()]{0,20}\)|[)]|levels?\b|values?\b)*")


def limits(sentence: Sentence, compared: Sequence[Comparison]) -> tuple[Comparison, ...]:
    """What must be above or below what is called normal, for the trees; no number is told."""
    if not _GATE.search(sentence.folded):
        return ()
    return tuple(_limits(sentence, compared))


def _limits(sentence: Sentence, compared: Sequence[Comparison]) -> Iterator[Comparison]:
    for match in _LIMIT.finditer(sentence.folded):
        span = Span(*match.span())
        side = match.lastgroup and ("above" if match["above"] else "below")
        if any(one.span.overlaps(span) for one in compared) or not _is_meant(match, str(side)):
            continue
        subjects = joined_before(sentence, span.start)
        if not subjects or not _NEAR.fullmatch(sentence.folded, _end(subjects[-1]), span.start):
            continue
        for subject in subjects:
            yield _limit(subject, span, is_upper=side == "above")


def _is_meant(match: re.Match[str], side: str) -> bool:
    """`Above the lower limit` is no limit of its own."""
    other = {"above": ("lower", "lln"), "below": ("upper", "uln")}[side]
    return not match["limit"].startswith(other) and not match["limit"].endswith(f"{other[0]} limit")


def _end(subject: Subject) -> int:
    return subject.span.end if subject.span else 0


def _limit(subject: Subject, span: Span, *, is_upper: bool) -> Comparison:
    return Comparison(
        kind=Kind.MEASUREMENT,
        subject=subject.id,
        subject_text=subject.text,
        subject_span=subject.span,
        lower=1 if is_upper else None,
        lower_inclusive=False,
        upper=None if is_upper else 1,
        upper_inclusive=False,
        unit="xULN" if is_upper else "xLLN",
        span=span,
    )
