"""Every text that curated files let a page say, with its language and place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from vigie.knowledge.loading import Reading
from vigie.knowledge.models import LANGUAGES, Curated, Knowledge, Language, Names, Noun, Texts
from vigie.knowledge.sentences import shapes_of

Place = tuple[str, int]


@dataclass(frozen=True)
class Said:
    """A text of one language, and where it stands."""

    file: str
    line: int
    language: Language
    text: str


def said_by(reading: Reading) -> Iterator[Said]:
    """The messages of one reading, then the names and texts of its rows."""
    for language, sentences in reading.sentences.items():
        for sentence in sentences:
            for text in shapes_of(sentence.said):
                yield Said(sentence.file, sentence.line, language, text)
    if reading.knowledge is not None:
        for part, place in parts_of(reading.knowledge):
            if isinstance(part, Texts | Names):
                for language in LANGUAGES:
                    yield Said(*place, language, _text(part[language]))


def _text(said: Noun | str) -> str:
    return said.text if isinstance(said, Noun) else said


def parts_of(knowledge: Knowledge) -> Iterator[tuple[Curated, Place]]:
    """Every row, and every row inside it, with the nearest place known."""
    yield from _parts(knowledge, ("", 0))


def _parts(row: Curated, around: Place) -> Iterator[tuple[Curated, Place]]:
    place = row.place if row.place[0] else around
    yield row, place
    for name in type(row).model_fields:
        for part in _inside(getattr(row, name)):
            yield from _parts(part, place)


def _inside(value: Any) -> Iterator[Curated]:
    if isinstance(value, Curated):
        yield value
    elif isinstance(value, tuple | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _inside(part)
