"""The things that a sentence names, each negated or not, and when it is said to be."""

from __future__ import annotations

from vigie.eligibility.leaves import Concept
from vigie.eligibility.sentence import Sentence
from vigie.eligibility.spans import Span


def concepts(sentence: Sentence) -> tuple[Concept, ...]:
    """All concepts of a sentence, in its order."""
    return tuple(
        Concept(
            hit.type,
            hit.id,
            sentence.text[hit.start : hit.end],
            Span(hit.start, hit.end),
            is_negated=False,
            temporal=None,
        )
        for hit in sentence.concepts
    )
