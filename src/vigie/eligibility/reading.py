"""A sentence to what it says."""

from __future__ import annotations

from vigie.eligibility.leaves import Reading
from vigie.eligibility.lexicon import Lexicon
from vigie.eligibility.spans import Span


def read_line(text: str, lexicon: Lexicon) -> Reading:
    """What one criterion says; the same for the same text, and never an error."""
    del lexicon
    return Reading(text, (), (), (Span(0, len(text)),) if text.strip() else ())
