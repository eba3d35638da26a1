"""The names that a criterion may use, ready to be searched for in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import ahocorasick

from vigie.eligibility.words.folding import fold_name
from vigie.knowledge.models import Knowledge, Measurement, Names

MEASURE = "measure"


class Name(NamedTuple):
    """What a written name means: `type` and `id`; `capitals` where only that spelling counts."""

    type: str
    id: str
    capitals: str | None = None


class Hit(NamedTuple):
    """A name met in a text, from `start` up to, not including, `end`."""

    start: int
    end: int
    type: str
    id: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Names of forms, antibodies, treatments, measurements, conditions …, longest match first.

    `measurements` gives what is known of a measured quantity by its id.
    """

    measurements: Mapping[str, Measurement]
    _automaton: ahocorasick.Automaton

    def find(self, text: str, folded: str) -> tuple[Hit, ...]:
        """The names in a text, in its order; of those that overlap the longest is kept.

        A measurement and a concept may stand at the same place.
        """
        if not len(self._automaton):
            return ()
        spaced = folded.replace("-", " ")
        measures: list[Hit] = []
        concepts: list[Hit] = []
        plural: set[Hit] = set()
        for last, (length, names) in self._automaton.iter(spaced):
            start = last + 1 - length
            end = _whole(spaced, start, last + 1)
            if end:
                for name in names:
                    if (
                        name.capitals is None
                        or _bare(text[start : start + length]) == name.capitals
                    ):
                        hit = Hit(start, end, name.type, name.id)
                        (measures if name.type == MEASURE else concepts).append(hit)
                        if end > last + 1:
                            plural.add(hit)
        return (*_longest(measures, plural), *_longest(concepts, plural))


def lexicon_of(knowledge: Knowledge) -> Lexicon:
    """All the names that the curated files give."""
    written: dict[str, list[Name]] = {}
    for words, type_, concept in _names(knowledge):
        name = Name(type_, concept, _capitals(words, type_))
        for key in _spellings(words.removeprefix("=")):
            same = written.setdefault(key, [])
            if name.type not in {other.type for other in same if other.capitals == name.capitals}:
                same.append(name)
    automaton = ahocorasick.Automaton()
    for key, names in sorted(written.items()):
        automaton.add_word(key, (len(key), tuple(names)))
    automaton.make_automaton()
    return Lexicon({row.id: row for row in knowledge.measurements}, automaton)


def _names(knowledge: Knowledge) -> Iterator[tuple[str, str, str]]:
    """Every written name with its type and id; the curated rows for criteria come first."""
    for named in knowledge.criterion_names:
        for words in named.names:
            yield words, named.type, named.id
    for measurement in knowledge.measurements:
        for words in measurement.names:
            yield words, MEASURE, measurement.id
    yield from _of_disease(knowledge)
    for treatment in knowledge.treatments:
        bare = (treatment.inn, *_both(treatment.names))
        for words in (*bare, *treatment.brands, *treatment.codes, *treatment.synonyms):
            yield words, "treatment", treatment.id


def _of_disease(knowledge: Knowledge) -> Iterator[tuple[str, str, str]]:
    for form in knowledge.profile.forms:
        for words in (*_both(form.names), *form.abbreviations.get("en", ())):
            yield words, "subtype", form.id
    for antibody in knowledge.antibodies:
        for words in (*_both(antibody.names), *antibody.synonyms):
            yield words, "antibody", antibody.id
            yield from _without_anti(words, antibody.id)


def _without_anti(words: str, antibody: str) -> Iterator[tuple[str, str, str]]:
    """The antigen alone, as lists of antibodies name it: `SRP`, only as it is written."""
    bare = words.removeprefix("anti-")
    if bare != words and bare not in _AMBIGUOUS and len(bare) <= _BARE:
        yield f"={bare}", "antibody", antibody


_AMBIGUOUS = frozenset({"La", "Ha", "SC", "JS", "Ly", "M2", "200/100", "p140", "mitochondrial"})
_BARE = 10


def _both(names: Names) -> tuple[str, str]:
    return names.fr.text, names.en.text


_SHORT = 4


def _capitals(words: str, type_: str) -> str | None:
    """The spelling that alone counts: that of short names in capitals (`DM`, `PM`)."""
    if words.startswith("="):
        return _bare(words[1:])
    is_short = len(words) <= _SHORT and words.isalnum() and words.upper() == words
    return words if is_short and type_ != MEASURE else None


def _bare(words: str) -> str:
    return words.replace("-", "").replace(" ", "")


_DIGIT_AFTER_LETTER = re.compile(r"(?<=[a-z]) (?=\d)")


def _spellings(words: str) -> set[str]:
    """The name folded, with and without the space or dash before a figure, Greek letters named."""
    key = fold_name(words)
    found = {key, _DIGIT_AFTER_LETTER.sub("", key)}
    if "anti " in key and len(key) > 6:
        found |= {one.replace("anti ", "anti", 1) for one in found}
    for letter, name in (("γ", "gamma"), ("β", "beta"), ("α", "alpha")):
        found |= {one.replace(letter, name) for one in found}
        found |= {one.replace(letter, name[0]) for one in found}
    return {one for one in found if one}


def _whole(spaced: str, start: int, end: int) -> int:
    """Where the name ends if it is a whole word, a plural included; else 0."""
    if start and spaced[start - 1].isalnum():
        return 0
    length = len(spaced)
    if end < length and spaced[end] == "s" and end - start > 2:
        end += 1
    return end if end >= length or not spaced[end].isalnum() else 0


def _longest(hits: list[Hit], plural: set[Hit]) -> list[Hit]:
    """The longest of those that overlap; a name as written before the plural of another."""
    if len(hits) < 2:
        return hits
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda one: (one.start - one.end, one in plural, one)):
        if all(hit.end <= other.start or other.end <= hit.start for other in kept):
            kept.append(hit)
    return sorted(kept)
