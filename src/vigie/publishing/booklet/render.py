"""Prints an edition in one language: a document to a PDF that screen readers can read too."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Protocol, cast

import typst

from vigie.knowledge.models import Language
from vigie.publishing.booklet.anchors import first_address, set_anchors
from vigie.publishing.booklet.glyphs import MissingGlyph, mark_tree, marked
from vigie.publishing.booklet.tree import Node, nodes
from vigie.publishing.document import Document, Prose, Runs, Sentence, Verbatim
from vigie.publishing.localise import localise, plain, text_of
from vigie.records.message import Message

FONTS = Path(__file__).parent.parent / "fonts"
PARTS = ("title", "subtitle", "draft", "cover", "chapters", "annex")
WORDS = (
    "contents", "brief", "counted", "stated", "page", "warning",
    "sources", "independent", "purpose",
)  # fmt: skip


class Speaker(Protocol):
    """Who says sentences in one language (`vigie.publishing.words.Voice`)."""

    @property
    def language(self) -> Language:
        """The language spoken."""

    def say(self, sentence: Message | Prose | Verbatim, /) -> Runs:
        """The sentence as runs."""

    def text(self, sentence: Message | Prose | Verbatim, /) -> str:
        """The sentence as bare text."""


@dataclass(frozen=True, slots=True)
class Booklet:
    """A printed edition, and the characters that its fonts could not draw."""

    pdf: bytes
    missing: tuple[MissingGlyph, ...]


def render_booklet(document: Document, voice: Speaker) -> Booklet:
    """The edition as a PDF/UA-1 file in the voice's language; same document, same bytes."""
    book = _said_parts(document, voice)
    missing = mark_tree(book)
    book |= _about(document, voice)
    book["glossary"] = _glossary(book)
    return Booklet(_compile(book, document.edition.day), tuple(sorted(missing)))


def _said_parts(document: Document, voice: Speaker) -> Node:
    """What the booklet prints, said, with its links set. Record and evidence pages are not."""
    printed = replace(document, records=(), evidence=())
    said = localise(printed, voice.say)
    book: Node = {part: plain(getattr(said, part)) for part in PARTS}
    set_anchors([book["cover"], book["chapters"]], book["annex"], _addresses(document, voice))
    return book


def _addresses(document: Document, voice: Speaker) -> Callable[[str], str | None]:
    sections = {section.id: section for section in document.records}

    def address_of(slug: str) -> str | None:
        if slug not in sections:
            return None
        return first_address(plain(localise(sections[slug], voice.say)))

    return cache(address_of)


def _about(document: Document, voice: Speaker) -> Node:
    """What the template needs beside the document's own blocks."""
    day = document.edition.day
    words = {word: voice.text(Message.of(f"booklet.{word}")) for word in WORDS}
    return {
        "title_text": _text(document.title, voice),
        "description": _text(document.subtitle, voice),
        "language": voice.language,
        "day": [day.year, day.month, day.day],
        "words": words | {"day": voice.text(Message.of("booklet.day", day=day))},
        "keywords": voice.text(Message.of("booklet.keywords")).split(", "),
        "images": {},
    }


def _text(sentence: Sentence, voice: Speaker) -> str:
    return marked(text_of(localise(sentence, voice.say)))  # type: ignore[arg-type]


def _glossary(book: Node) -> Node:
    found: Node = {}
    for node in nodes([book["cover"], book["chapters"], book["annex"]]):
        if node["kind"] == "Definition":
            found.setdefault(node["id"], {"word": node["word"], "text": node["text"]})
    return found


def _compile(book: Node, day: date) -> bytes:
    sources = files(__package__) / "template"
    project = {item.name: item.read_bytes() for item in sources.iterdir()}
    project["main.typ"] = project.pop("booklet.typ")
    project["book.json"] = json.dumps(book, ensure_ascii=False).encode()
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]
    )
    pdf = typst.compile(  # type: ignore[call-overload]  # its stub does not know files in memory
        project,
        font_paths=fonts,
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
    )
    return cast("bytes", pdf)
