"""A sentence to what it says."""

from __future__ import annotations

from functools import lru_cache

from vigie.eligibility.comparisons import comparisons
from vigie.eligibility.concepts import concepts
from vigie.eligibility.folding import fold
from vigie.eligibility.leaves import Reading
from vigie.eligibility.lexicon import Lexicon
from vigie.eligibility.lexing import lex_folded
from vigie.eligibility.limits import limits
from vigie.eligibility.sentence import sentence_of
from vigie.eligibility.unread import unread


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
