"""What a page's template sees: said text as safe markup, links from where the page stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from markupsafe import Markup, escape

from vigie.knowledge.models import Language
from vigie.publishing.document import (
    OF_NO_LANGUAGE,
    Badge,
    Block,
    Card,
    Cell,
    Definition,
    Run,
    Runs,
    Sentence,
    Target,
)
from vigie.publishing.site.places import Places, safe_url
from vigie.publishing.speaking import Speaker
from vigie.records.message import Message

# Such as CAR-T or GLP-1, of which the end of a line may not take the last letter away.
_ACRONYM = re.compile(r"\b[A-Z]{2,5}-[A-Z0-9]{1,2}\b")
# Characters that could reorder or break a page, should any have come this far: shown as codes.
_HIDDEN = {
    code: f"[U+{code:04X}]"
    for codes in (
        range(9),
        range(0xB, 0x20),
        (0x7F, 0x61C, 0x200E, 0x200F),
        range(0x202A, 0x202F),
        range(0x2066, 0x206A),
        (0xFFFE, 0xFFFF),
    )
    for code in codes
}


@dataclass(frozen=True, slots=True)
class Words:
    """The site's own words (`site.*`) in one language."""

    language: Language
    voice: Speaker
    fixed: dict[str, str]

    def __call__(self, key: str, **slots: Any) -> str:
        """The words of `site.<key>`."""
        if slots:
            return self.voice.text(Message.of(f"site.{key}", **slots))
        if key not in self.fixed:
            self.fixed[key] = self.voice.text(Message.of(f"site.{key}"))
        return self.fixed[key]


@dataclass(frozen=True, slots=True)
class View:
    """One page's eyes: its path below the language's folder, and what it needs to be drawn."""

    path: str
    words: Words
    places: Places
    definitions: Mapping[str, Definition]

    @property
    def language(self) -> Language:
        """The language of the page."""
        return self.words.language

    @property
    def to_language(self) -> str:
        """The way from the page to its language's folder."""
        return "../" * self.path.count("/")

    @property
    def to_root(self) -> str:
        """The way from the page to the site's root."""
        return self.to_language + "../"

    @property
    def colon(self) -> str:
        """A colon as the language sets it."""
        return "\u00a0: " if self.language == "fr" else ": "

    def href(self, target: Target) -> str | None:
        """The address of a target seen from the page; None where there is no safe one."""
        path = self.places.path(target)
        if path is None:
            return safe_url(target.id)
        page, _, fragment = path.partition("#")
        if page == self.path:
            return f"#{fragment}" if fragment else None
        return self.to_language + path

    def runs(self, sentence: Sentence) -> Markup:
        """A said sentence as markup; everything in it is escaped."""
        runs = said(sentence)
        if len(runs) == 1:
            return Markup(self._linked_runs(runs))  # noqa: S704 - escaped
        parts = [self._linked_runs(tuple(same)) for _, same in groupby(runs, key=_same_link)]
        return Markup("".join(parts))  # noqa: S704 - escaped

    def sentences(self, several: tuple[Sentence, ...]) -> Markup:
        """Said sentences that stand together, as markup."""
        return Markup(" ").join([self.runs(sentence) for sentence in several])

    def badges(self, badges: tuple[Badge, ...]) -> Markup:
        """Small marks, each with its meaning where it has one."""
        return Markup(" ").join([self._badge(badge) for badge in badges])

    def row(self, cells: tuple[Cell, ...]) -> Markup:
        """A row of a table, headed by its first cell; in Python, as the site has so many."""
        head, *others = [self._cell(cell) for cell in cells]
        rest = "".join([f"<td>{content}</td>" for content in others])
        return Markup(f'<tr><th scope="row">{head}</th>{rest}</tr>')  # noqa: S704 - escaped

    def title(self, card: Card) -> Markup:
        """A card's title, which leads to the study's own page unless it says otherwise."""
        words = self.runs(card.title)
        path = self.places.records.get(card.id)
        if path is None or path == self.path or any(run.target for run in said(card.title)):
            return words
        return Markup('<a href="{}">{}</a>').format(self.to_language + path, words)

    def bare(self, sentence: Sentence) -> str:
        """A said sentence as text."""
        return plain_text(sentence)

    def defined(self, terms: tuple[str, ...]) -> list[Definition]:
        """The definitions of the terms explained beside a paragraph."""
        return [self.definitions[term] for term in dict.fromkeys(terms)]

    def _badge(self, badge: Badge) -> Markup:
        meaning = Markup(' title="{}"').format(plain_text(badge.meaning)) if badge.meaning else ""
        return Markup('<span class="badge badge-{}"{}>{}</span>').format(
            badge.kind, meaning, self.runs(badge.word)
        )

    def _cell(self, cell: Cell) -> str:
        if cell.is_stacked and len(cell.sentences) > 1:
            lines = "".join([f"<li>{self.runs(sentence)}</li>" for sentence in cell.sentences])
            return f'<ul class="stacked">{lines}</ul>'
        words = self.sentences(cell.sentences)
        return f"{self.badges(cell.badges)} {words}" if cell.badges else str(words)

    def _content(self, run: Run) -> str:
        """One run as markup, without its link. Pages have hundreds of thousands."""
        content = str(escape(inert(run.text)))
        if "-" in content:
            content = _ACRONYM.sub(r'<span class="whole">\g<0></span>', content)
        if run.is_strong:
            content = f"<strong>{content}</strong>"
        if run.is_emphasis:
            content = f"<em>{content}</em>"
        if run.language and run.language not in {self.language, OF_NO_LANGUAGE}:
            content = f'<span lang="{escape(run.language)}">{content}</span>'
        return content

    def _linked_runs(self, runs: Runs) -> str:
        """Neighbours that lead to one place as one link: it is one stop, and read as one."""
        content = "".join([self._content(run) for run in runs])
        first = runs[0]
        if first.target is None and first.figure is None:
            return content
        return self._linked(first, content)

    def _linked(self, run: Run, content: str) -> str:
        href = self.href(run.target) if run.target else None
        if run.figure:
            kind = escape(self.words(f"figure.{run.figure}"))
            content += f'<span class="hidden"> ({kind})</span>'
        marks = f' class="figure {run.figure}"' if run.figure else ""
        if href is None:
            return f"<span{marks}>{content}</span>" if run.figure else content
        if run.target and run.target.kind == "url":
            marks += ' rel="external"'
        return f'<a{marks} href="{escape(href)}">{content}</a>'


def _same_link(run: Run) -> object:
    """What neighbours share that stand in one link; a figure has a link of its own."""
    return id(run) if run.figure else run.target


def said(sentence: Sentence) -> Runs:
    """The sentence, which must have been said. Raises: TypeError."""
    if not isinstance(sentence, tuple):
        raise TypeError(f"{sentence!r} was not said. Localise the document before drawing it.")
    return sentence


def plain_text(sentence: Sentence) -> str:
    """The bare text of a said sentence, for titles, alternatives and descriptions."""
    return "".join(inert(run.text) for run in said(sentence))


def inert(text: str) -> str:
    """Text without direction controls or control characters, which are written as codes."""
    return text if text.isascii() and text.isprintable() else text.translate(_HIDDEN)


def kind_of(block: Block) -> str:
    """The name of a block's type, by which a template chooses how to draw it."""
    return type(block).__name__
