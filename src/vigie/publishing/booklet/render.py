"""Prints an edition in one language: a document to a PDF that screen readers can read too."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

import typst

from vigie.knowledge.models import GlossaryEntry
from vigie.publishing.arranging import arranged, arranged_blocks
from vigie.publishing.booklet.anchors import name_the_nameless, set_anchors
from vigie.publishing.booklet.columns import set_columns
from vigie.publishing.booklet.glyphs import MissingGlyph, mark_tree, marked
from vigie.publishing.booklet.selection import cut
from vigie.publishing.booklet.tree import Node, nodes
from vigie.publishing.charts import Drawings, Palette, draw
from vigie.publishing.document import Chart, Definition, Document, Sentence
from vigie.publishing.glossing import gloss
from vigie.publishing.localise import localise, plain, text_of
from vigie.publishing.speaking import Speaker
from vigie.publishing.typography import set_pairs
from vigie.publishing.walking import parts as parts_of
from vigie.publishing.walking import targets
from vigie.records.message import Message

PRINT = Palette("print", "#16232b", ("#0b3a53", "#c98700", "#5f8f9f", "#8a5a3c"), "#4c5c65")
"""The colours of a chart on paper; their greys differ, for a printer without colours."""
KEPT_COMPILATIONS = 10
FONTS = Path(__file__).parent.parent / "fonts"
PARTS = ("title", "subtitle", "draft", "cover", "chapters", "annex")
WORDS = (
    "contents", "brief", "counted", "stated", "page",
    "sources", "independent", "purpose",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Booklet:
    """A printed edition, and the characters that its fonts could not draw."""

    pdf: bytes
    missing: tuple[MissingGlyph, ...]


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A booklet before it is set, with the day that its file bears."""

    book: Node
    day: date
    missing: tuple[MissingGlyph, ...]


def manuscript(
    document: Document,
    voice: Speaker,
    glossary: tuple[GlossaryEntry, ...] = (),
    drawings: Drawings | None = None,
) -> Manuscript:
    """The edition in the voice's language, ready to be set: everything said, chosen and drawn.

    `glossary` says which written forms of a word lead to its definition. The booklet prints
    cover, chapters and annex; pages of records and of evidence are the site's.
    """
    parts = _parts(document, voice, glossary)
    book: Node = {part: plain(said) for part, said in parts.items()}
    name_the_nameless(book)
    set_anchors([book[part] for part in PARTS], _addresses(document))
    missing = mark_tree(book)
    if voice.language == "en":
        _set_pairs(book)
    set_columns(book)
    _complete(book, _images(parts, drawings))
    book |= _about(document, voice)
    return Manuscript(book, document.edition.day, tuple(sorted(missing)))


def typeset(written: Manuscript) -> Booklet:
    """The manuscript as a PDF/UA-1 file; same manuscript, same bytes.

    It takes seconds, and some five megabytes of memory a page.
    """
    return Booklet(_compile(written.book, written.day), written.missing)


def _parts(
    document: Document, voice: Speaker, glossary: tuple[GlossaryEntry, ...]
) -> dict[str, Any]:
    """What the booklet prints, said, chosen, and with its glossary's words marked."""
    printed = cut(document)
    said = {part: localise(getattr(printed, part), voice.say) for part in PARTS}
    chapters = tuple(arranged(chapter, "booklet") for chapter in said["chapters"])
    explained = {part.id for part in parts_of(chapters) if isinstance(part, Definition)}
    entries = tuple(entry for entry in glossary if entry.id in explained)
    said["cover"] = arranged_blocks(said["cover"], "booklet")
    said["chapters"] = tuple(gloss(chapter, entries, voice.language) for chapter in chapters)
    said["annex"] = arranged(said["annex"], "booklet")
    return said


def _set_pairs(book: Node) -> None:
    for node in nodes(book):
        if node["kind"] == "Run":
            node["text"] = set_pairs(node["text"])


def _addresses(document: Document) -> Callable[[str], str | None]:
    """The first outside address on a record's page: that of its registry."""
    records = frozenset(document.records.ids)

    def address_of(slug: str) -> str | None:
        found = targets(document.records.make(slug)) if slug in records else ()
        return next((target.id for target in found if target.kind == "url"), None)

    return cache(address_of)


def _images(parts: dict[str, Any], drawings: Drawings | None) -> dict[str, str]:
    charts = (part for part in parts_of(tuple(parts.values())) if isinstance(part, Chart))
    return {chart.id: draw(chart, PRINT, drawings).decode() for chart in charts}


def _about(document: Document, voice: Speaker) -> Node:
    """What the template needs beside the document's own blocks."""
    day = document.edition.day
    words = {word: voice.text(Message.of(f"booklet.{word}")) for word in WORDS}
    return {
        "title_text": _text(document.title, voice).strip() or "Vigie",
        "description": _text(document.subtitle, voice),
        "language": voice.language,
        "day": [day.year, day.month, day.day],
        "words": words | {"day": voice.text(Message.of("booklet.day", day=day))},
        "keywords": voice.text(Message.of("booklet.keywords")).split(", "),
    }


def _text(sentence: Sentence, voice: Speaker) -> str:
    return marked(text_of(localise(sentence, voice.say)))  # type: ignore[arg-type]


def _complete(book: Node, images: dict[str, str]) -> None:
    """Puts beside each paragraph the words it explains, and into each chart its picture."""
    words: dict[str, Node] = {}
    for node in nodes(book):
        if node["kind"] == "Definition":
            words.setdefault(node["id"], {part: node[part] for part in ("id", "word", "text")})
    for node in nodes(book):
        if node["kind"] == "Paragraph":
            node["notes"] = [words[term] for term in node["terms"] if term in words]
        if node["kind"] == "Chart":
            node["image"] = images[node["id"]]


def _compile(book: Node, day: date) -> bytes:
    sources = files(__package__) / "template"
    project = {item.name: item.read_bytes() for item in sources.iterdir()}
    project["main.typ"] = project.pop("booklet.typ")
    project["book.json"] = json.dumps(book, ensure_ascii=False).encode()
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]
    )
    _forget(fonts)
    pdf = typst.compile(  # type: ignore[call-overload]  # its stub does not know files in memory
        project,
        font_paths=fonts,
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
    )
    return cast("bytes", pdf)


def _forget(fonts: typst.Fonts) -> None:
    """Lets Typst forget the booklet before: it holds what it laid out for ten compilations more.

    Of a long booklet that is some hundred megabytes, and the next language needs none of it.
    """
    for _ in range(KEPT_COMPILATIONS + 1):
        typst.compile(b"", font_paths=fonts, ignore_system_fonts=True)
