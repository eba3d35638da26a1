"""A sentence to what it says."""

from __future__ import annotations

from vigie.eligibility.comparisons import comparisons
from vigie.eligibility.concepts import concepts
from vigie.eligibility.folding import fold
from vigie.eligibility.leaves import Reading
from vigie.eligibility.lexicon import Lexicon
from vigie.eligibility.lexing import lex_folded
from vigie.eligibility.sentence import sentence_of


def read_line(text: str, lexicon: Lexicon) -> Reading:
    """What one criterion says; the same for the same text, and never an error."""
    folded = fold(text)
    hits = lexicon.find(text, folded)
    sentence = sentence_of(text, folded, lex_folded(folded), hits, lexicon)
    return Reading(text, comparisons(sentence), concepts(sentence), ())
