"""The names that a criterion may use, ready to be searched for."""

from __future__ import annotations

from dataclasses import dataclass

from vigie.knowledge.models import Knowledge


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Names of forms, antibodies, treatments, measures and conditions."""


def lexicon_of(knowledge: Knowledge) -> Lexicon:
    """All the names that the curated files give."""
    del knowledge
    return Lexicon()
