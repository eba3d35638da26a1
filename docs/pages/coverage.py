"""What the edition covers of its model: each heading, each printed figure, each study."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pages.markdown import code, page, table
from vigie.analyses.figures import Stated
from vigie.knowledge.models import Knowledge
from vigie.publishing.compose.edition import compose
from vigie.publishing.document import Card, Document, Edition, Section
from vigie.publishing.words import Voice
from vigie.records.corpus import Corpus
from vigie.workflows.check import shipped_corpus

MAP = Path(__file__).parents[1] / "coverage.csv"
"""Where each heading of the model went, by hand: a section of ours, or why not."""
LEFT_OUT: Mapping[str, str] = {}
"""Printed figures that are shown nowhere, by key, each with the reason."""
TEST = "tests/unit/publishing/test_compose_coverage.py"
_INTRO = """\
The model of the first edition is a yearly digest. This page says where each of its headings went,
where each figure that it prints is shown, and which chapter holds the card of each of its studies.
A heading or a figure without a place fails the tests. `docs/coverage.csv` holds the places of the
headings; the rest is read from the edition itself."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one heading of the model went."""

    page: str
    heading: str
    section: str
    command: str
    why_not: str


@dataclass(frozen=True, slots=True)
class Made:
    """The edition, and where its sections, figures and cards stand."""

    document: Document
    sections: Mapping[str, str]
    figures: Mapping[str, tuple[str, ...]]
    cards: Mapping[str, str]


def places() -> tuple[Place, ...]:
    """The headings, in the order of the model."""
    with MAP.open(encoding="utf-8", newline="") as file:
        return tuple(Place(*row.values()) for row in csv.DictReader(file))


def made(knowledge: Knowledge) -> Made:
    """The edition composed from what is shipped, and its places."""
    corpus = shipped_corpus(knowledge)
    document = compose(corpus, knowledge, _edition(corpus))
    sections: dict[str, str] = {}
    figures: dict[str, list[str]] = {}
    cards: dict[str, str] = {}
    for chapter in document.chapters:
        for node, section in _walk(chapter, chapter.id):
            if isinstance(node, Section):
                sections[node.id] = chapter.id
            elif isinstance(node, Stated):
                figures.setdefault(node.key, []).append(section)
            elif isinstance(node, Card):
                cards[node.id] = section
    shown = {key: tuple(dict.fromkeys(where)) for key, where in figures.items()}
    return Made(document, sections, shown, cards)


def _edition(corpus: Corpus) -> Edition:
    since = date(corpus.day.year - 1, corpus.day.month, corpus.day.day)
    return Edition(
        id=str(corpus.day.year),
        day=corpus.day,
        since=since,
        stamp="0" * 64,
        versions=(),
        is_signed=False,
    )


def _walk(node: Any, section: str) -> Iterator[tuple[Any, str]]:
    """Every block and figure, with the nearest section that it stands in."""
    if isinstance(node, tuple):
        for item in node:
            yield from _walk(item, section)
        return
    if not is_dataclass(node):
        return
    inside = node.id if isinstance(node, Section) else section
    yield node, inside
    if not isinstance(node, Stated):
        for field in fields(node):
            yield from _walk(getattr(node, field.name), inside)


def coverage(knowledge: Knowledge) -> str:
    """The page."""
    edition = made(knowledge)
    return page(
        "Coverage",
        _INTRO,
        "## Headings",
        table(("Page", "Heading", "Where it is", "Command", "Test"), _headings(edition)),
        "## Printed figures",
        table(("Figure", "What it is", "Where it is shown"), _figures(edition, knowledge)),
        "## Studies",
        table(("Study", "Where its card is"), _studies(edition)),
    )


def _headings(edition: Made) -> Iterator[tuple[str, ...]]:
    for place in places():
        where = _where(place.section, edition) if place.section else f"not covered: {place.why_not}"
        yield place.page, place.heading, where, code(place.command), code(TEST)


def _where(section: str, edition: Made) -> str:
    chapter = edition.sections.get(section, section)
    return code(f"{chapter}.html" if chapter == section else f"{chapter}.html#{section}")


def _figures(edition: Made, knowledge: Knowledge) -> Iterator[tuple[str, ...]]:
    voice = Voice(knowledge, "en")
    corpus = shipped_corpus(knowledge)
    named = {figure.key: figure for figure in edition.document.figures}
    for held in corpus.statements:
        key = held.ref.record.local.rpartition("/")[2]
        if key in edition.figures:
            where = ", ".join(_where(section, edition) for section in edition.figures[key])
            yield code(key), voice.text(named[key].label), where
        else:
            yield code(key), held.entry.counts, f"left out: {LEFT_OUT[key]}"


def _studies(edition: Made) -> Iterator[tuple[str, ...]]:
    for slug, section in sorted(edition.cards.items()):
        yield code(slug), _where(section, edition)
