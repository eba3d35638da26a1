"""Finds curated terms in a text, all in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import ahocorasick

from vigie.tagging.folding import Folded, fold, is_whole

_ACRONYM_LENGTH = 5


@dataclass(frozen=True, slots=True, order=True)
class Pattern:
    """Words that say a concept (`for`), or that look like it and do not (`against`)."""

    words: str
    facet: str
    concept: str
    rule: str
    polarity: Literal["for", "against"] = "for"

    @property
    def is_acronym(self) -> bool:
        """Whether only the same capitals count: `PM` is not `pm`."""
        capitals = sum(letter.isupper() for letter in self.words)
        return capitals >= 2 and self.words.isalpha() and len(self.words) <= _ACRONYM_LENGTH


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A pattern met in a text, from `start` to `end`."""

    start: int
    end: int
    pattern: Pattern


class Matcher:
    """Patterns ready to be searched for; reads whole words and prefers the longest."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        by_words: dict[str, list[Pattern]] = {}
        for pattern in sorted(set(patterns)):
            key = fold(pattern.words).text.strip()
            if key:
                by_words.setdefault(key, []).append(pattern)
        self._automaton = ahocorasick.Automaton()
        for key, same in by_words.items():
            self._automaton.add_word(key, (key, tuple(same)))
        if by_words:
            self._automaton.make_automaton()

    def find(self, text: str) -> tuple[Found, ...]:
        """What the text says, in its order.

        Of matches of one facet that overlap, the longest is kept; what looks alike takes
        the place of what it covers, and is not returned itself.
        """
        return tuple(sorted(one for one in self._kept(text) if one.pattern.polarity == "for"))

    def set_aside(self, text: str) -> tuple[Found, ...]:
        """What the text says that only looks like a concept, in its order."""
        return tuple(sorted(one for one in self._kept(text) if one.pattern.polarity == "against"))

    def _kept(self, text: str) -> Iterator[Found]:
        if not text or not len(self._automaton):
            return
        facets: dict[str, list[Found]] = {}
        for found in self._all(fold(text)):
            facets.setdefault(found.pattern.facet, []).append(found)
        for same in facets.values():
            yield from _longest(same)

    def _all(self, folded: Folded) -> Iterable[Found]:
        for last, (key, patterns) in self._automaton.iter(folded.text):
            start, end = last + 1 - len(key), last + 1
            if not is_whole(folded.text, start, end):
                continue
            first, stop = folded.span(start, end)
            printed = folded.original[first:stop]
            for pattern in patterns:
                if not pattern.is_acronym or printed == pattern.words:
                    yield Found(first, stop, pattern)


def _longest(found: Sequence[Found]) -> list[Found]:
    # Against comes before for at the same length: a look-alike is never the concept.
    ranked = sorted(
        found, key=lambda one: (one.start - one.end, one.pattern.polarity != "against", one)
    )
    kept: list[Found] = []
    for one in ranked:
        if all(_may_stand_together(one, other) for other in kept):
            kept.append(one)
    return kept


def _may_stand_together(one: Found, other: Found) -> bool:
    if one.end <= other.start or other.end <= one.start:
        return True
    same_words = (one.start, one.end) == (other.start, other.end)
    return same_words and one.pattern.polarity == other.pattern.polarity
