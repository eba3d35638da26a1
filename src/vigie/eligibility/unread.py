"""The stretches of a sentence that no leaf accounts for."""

from __future__ import annotations

from collections.abc import Sequence

from vigie.eligibility.words.folding import word_set
from vigie.eligibility.words.leaves import Comparison, Concept
from vigie.eligibility.words.lexing import Sort, Token
from vigie.eligibility.words.spans import Span

_SAYS_NOTHING_ALONE = word_set(
    """
    a an the of to in on at by for from with and or nor not no is are was were be been being has
    have had having as than that this these those any all other least most more less patient
    patients subject subjects participant participants who which must should will may can
    """
)


def unread(
    tokens: Sequence[Token], comparisons: Sequence[Comparison], concepts: Sequence[Concept]
) -> tuple[Span, ...]:
    """Runs of words that are in no comparison, subject or concept; small words alone are none."""
    taken = sorted(
        [one.span for one in comparisons]
        + [one.subject_span for one in comparisons if one.subject_span]
        + [one.span for one in concepts]
    )
    found: list[Span] = []
    run: list[Token] = []
    for token in tokens:
        while taken and taken[0].end <= token.start:
            taken.pop(0)
        if taken and taken[0].start < token.end:
            _close(run, found)
            run = []
        else:
            run.append(token)
    _close(run, found)
    return tuple(found)


def _close(run: Sequence[Token], found: list[Span]) -> None:
    if any(_says(token) for token in run):
        found.append(Span(run[0].start, run[-1].end))


def _says(token: Token) -> bool:
    return token.sort is Sort.NUMBER or (
        token.sort is Sort.WORD and token.word not in _SAYS_NOTHING_ALONE
    )
