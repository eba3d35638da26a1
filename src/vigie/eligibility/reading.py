"""A sentence to what it says."""

from __future__ import annotations

from functools import lru_cache

from vigie.eligibility.bounds.comparisons import comparisons
from vigie.eligibility.bounds.limits import limits
from vigie.eligibility.bounds.sentence import sentence_of
from vigie.eligibility.concepts import concepts
from vigie.eligibility.unread import unread
from vigie.eligibility.words.folding import fold
from vigie.eligibility.words.leaves import Reading
from vigie.eligibility.words.lexicon import Lexicon
from vigie.eligibility.words.lexing import lex_folded


def read_line(text: str, lexicon: Lexicon) -> Reading:
    """What one criterion says; the same for the same text, and never an error."""
    folded = fold(text)
    tokens = lex_folded(folded)
    sentence = sentence_of(text, folded, tokens, lexicon.find(text, folded), lexicon)
    compared, named = comparisons(sentence), concepts(sentence)
    beside = limits(sentence, compared)
    return Reading(text, compared, named, unread(tokens, (*compared, *beside), named), beside)


class Reader:
    """Reads criteria and remembers the last ones: registries say the same ones again and again.

    `measurements` is what is known of each measurement that it may find.
    """

    def __init__(self, lexicon: Lexicon, remembered: int = 20_000) -> None:
        self.measurements = lexicon.measurements
        self._read = lru_cache(maxsize=remembered)(lambda text: read_line(text, lexicon))

    def read(self, text: str) -> Reading:
        """What one criterion says."""
        return self._read(text)
