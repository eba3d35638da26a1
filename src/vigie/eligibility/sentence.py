"""A sentence with all that was found in it, for those who ask what a number is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vigie.eligibility.lexicon import MEASURE, Hit, Lexicon
from vigie.eligibility.lexing import Token
from vigie.eligibility.quantities import Quantity
from vigie.eligibility.spans import Span
from vigie.knowledge.models import Measurement


@dataclass(frozen=True, slots=True)
class Sentence:
    """The text, its folded twin, its tokens, and the names in it, measurements apart."""

    text: str
    folded: str
    tokens: Sequence[Token]
    measures: Sequence[Hit]
    concepts: Sequence[Hit]
    lexicon: Lexicon

    def span(self, quantity: Quantity) -> Span:
        """Where a quantity stands in the text."""
        return Span(self.tokens[quantity.first].start, self.tokens[quantity.last - 1].end)

    def words(self, first: int, last: int) -> list[str]:
        """The folded words from one token up to, not including, another."""
        return [token.word for token in self.tokens[max(0, first) : max(0, last)]]

    def known(self, measure: str) -> Measurement:
        """What is known of a measurement. Raises: KeyError."""
        return self.lexicon.measurements[measure]


def sentence_of(
    text: str, folded: str, tokens: Sequence[Token], hits: Sequence[Hit], lexicon: Lexicon
) -> Sentence:
    """A sentence of its parts."""
    concepts = [hit for hit in hits if hit.type != MEASURE]
    criteria = [hit for hit in concepts if hit.type == "classification"]
    measures = [hit for hit in hits if hit.type == MEASURE and not _is_within(hit, criteria)]
    return Sentence(text, folded, tokens, measures, concepts, lexicon)


def _is_within(hit: Hit, criteria: Sequence[Hit]) -> bool:
    """Whether a short form stands in the name of classification criteria: `EULAR/ACR`."""
    return any(one.start <= hit.start and hit.end <= one.end for one in criteria)


def hits_between(hits: Sequence[Hit], start: int, end: int) -> Iterator[Hit]:
    """The names that stand wholly between two places."""
    return (hit for hit in hits if start <= hit.start and hit.end <= end)
