"""Which pages the site has, and what stands on each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from vigie.knowledge.models import GlossaryEntry, Language
from vigie.publishing.arranging import arranged, arranged_blocks
from vigie.publishing.document import (
    Block,
    Card,
    Definition,
    Document,
    Paragraph,
    Section,
    Sentence,
)
from vigie.publishing.glossing import gloss
from vigie.publishing.localise import localise
from vigie.publishing.site.places import EVIDENCE_PAGE, Places, walk
from vigie.publishing.site.view import View, Words, plain_text
from vigie.publishing.speaking import Speaker
from vigie.publishing.walking import targets

DESCRIPTION_LENGTH = 160


@dataclass(frozen=True, slots=True)
class Step:
    """A link to another page: its path below the language's folder, and its name."""

    path: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page in one language, ready to be drawn by its template."""

    path: str
    template: str
    title: str
    description: str
    blocks: tuple[Block, ...] = ()
    trail: tuple[Step, ...] = ()
    before: Step | None = None
    after: Step | None = None
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """The edition in one language; what it holds is said when it is asked for."""

    document: Document
    voice: Speaker
    words: Words
    places: Places
    glossary: tuple[GlossaryEntry, ...] = ()

    @cached_property
    def title(self) -> str:
        """What the edition is called."""
        return plain_text(_said(self.document.title, self.voice))

    @cached_property
    def subtitle(self) -> str:
        """The line under its title."""
        return plain_text(_said(self.document.subtitle, self.voice))

    @cached_property
    def draft(self) -> Sentence | None:
        """What says that nobody has signed it; None when somebody has."""
        draft = self.document.draft
        return None if draft is None else _said(draft, self.voice)

    @cached_property
    def contents(self) -> tuple[tuple[str, str], ...]:
        """The id and the title of each chapter."""
        return tuple(
            (chapter.id, plain_text(_said(chapter.title, self.voice)))
            for chapter in self.document.chapters
        )

    @cached_property
    def chapters(self) -> tuple[Section, ...]:
        """The chapters as the site shows them, their words glossed."""
        entries = tuple(entry for entry in self.glossary if entry.id in self.places.terms)
        said = (localise(chapter, self.voice.say) for chapter in self.document.chapters)
        return tuple(arranged(gloss(chapter, entries, self.language), "site") for chapter in said)

    @cached_property
    def indexes(self) -> tuple[Section, ...]:
        """The lists of the site."""
        return tuple(
            arranged(index, "site") for index in localise(self.document.indexes, self.voice.say)
        )

    @cached_property
    def definitions(self) -> Mapping[str, Definition]:
        """The words that the chapters define, by id."""
        return _definitions(self.chapters)

    @property
    def language(self) -> Language:
        """The language it is said in."""
        return self.words.language

    @property
    def day(self) -> date:
        """The day of the edition."""
        return self.document.edition.day

    def view(self, path: str) -> View:
        """The eyes of one page."""
        return View(path, self.words, self.places, self.definitions)


def spoken(
    document: Document,
    voice: Speaker,
    language: Language,
    places: Places,
    glossary: tuple[GlossaryEntry, ...] = (),
) -> Spoken:
    """The edition in one language."""
    return Spoken(
        document=document,
        voice=voice,
        words=Words(language, voice, {}),
        places=places,
        glossary=glossary,
    )


def _definitions(chapters: tuple[Section, ...]) -> dict[str, Definition]:
    blocks = walk(chapters)
    found = (block for block in blocks if isinstance(block, Definition))
    return {definition.id: definition for definition in found}


def menu(edition: Spoken) -> list[Step]:
    """What every page leads to: the contents, the lists, the glossary, the figures."""
    places = edition.places
    steps = [Step("index.html", edition.words("home"))]
    steps += [Step(places.sections[i.id], plain_text(i.title)) for i in edition.indexes]
    glossary = {place.partition("#")[0] for place in places.terms.values()}
    for chapter in edition.chapters:
        if places.sections[chapter.id] in glossary:
            steps.append(Step(places.sections[chapter.id], plain_text(chapter.title)))
    steps.append(Step(EVIDENCE_PAGE, edition.words("footer.figures")))
    return steps


def pages(edition: Spoken) -> Iterator[Page]:
    """Every page of one language, in a stable order."""
    yield home(edition)
    yield from chapter_pages(edition)
    yield from index_pages(edition)
    yield from record_pages(edition)
    yield from evidence_pages(edition)


def home(edition: Spoken) -> Page:
    """The first page: what this is, the key figures, the contents."""
    return Page(
        path="index.html",
        template="home.html",
        title=edition.title,
        description=edition.subtitle,
        blocks=arranged_blocks(localise(edition.document.cover, edition.voice.say), "site"),
    )


def chapter_pages(edition: Spoken) -> Iterator[Page]:
    """One page per chapter, each leading to the one before and the one after."""
    steps = [
        Step(edition.places.sections[chapter.id], plain_text(chapter.title))
        for chapter in edition.chapters
    ]
    around = [None, *steps, None]
    for index, (chapter, step) in enumerate(zip(edition.chapters, steps, strict=True)):
        yield Page(
            path=step.path,
            template="chapter.html",
            title=step.name,
            description=_description(chapter.blocks, edition.subtitle),
            blocks=chapter.blocks,
            before=around[index],
            after=around[index + 2],
            more={"parts": _parts(chapter)},
        )


def index_pages(edition: Spoken) -> Iterator[Page]:
    """The lists of all studies and of all publications."""
    for index in edition.indexes:
        yield Page(
            path=edition.places.sections[index.id],
            template="chapter.html",
            title=plain_text(index.title),
            description=_description(index.blocks, edition.subtitle),
            blocks=index.blocks,
            more={"parts": _parts(index)},
        )


def record_pages(edition: Spoken) -> Iterator[Page]:
    """One page per record, under the index that lists it."""
    trails = _trails(edition)
    for section in edition.document.records:
        yield _leaf(section, edition, "record.html", trails.get(section.id, ()))


def evidence_pages(edition: Spoken) -> Iterator[Page]:
    """One page per figure, then the annex that accounts for them all."""
    trail = (Step(EVIDENCE_PAGE, plain_text(_said(edition.document.annex.title, edition.voice))),)
    for section in edition.document.evidence:
        yield _leaf(section, edition, "evidence.html", trail)
    annex = arranged(localise(edition.document.annex, edition.voice.say), "site")
    yield Page(
        path=EVIDENCE_PAGE,
        template="chapter.html",
        title=plain_text(annex.title),
        description=_description(annex.blocks, edition.subtitle),
        blocks=annex.blocks,
        more={"parts": []},
    )


def _leaf(section: Section, edition: Spoken, template: str, trail: tuple[Step, ...]) -> Page:
    said = arranged(localise(section, edition.voice.say), "site")
    is_record = template == "record.html"
    paths = edition.places.records if is_record else edition.places.evidence
    title = plain_text(said.title)
    return Page(
        path=paths[section.id],
        template=template,
        title=title,
        description=_description(said.blocks, title),
        blocks=said.blocks,
        trail=trail,
        more={"heading": said.title},
    )


def _trails(edition: Spoken) -> dict[str, tuple[Step, ...]]:
    """For each record, the first index that links to it."""
    trails: dict[str, tuple[Step, ...]] = {}
    for index in edition.indexes:
        step = Step(edition.places.sections[index.id], plain_text(index.title))
        for target in targets(index):
            if target.kind == "record":
                trails.setdefault(target.id, (step,))
    return trails


def _parts(chapter: Section) -> list[Section]:
    return [block for block in chapter.blocks if isinstance(block, Section)]


def _said(sentence: Sentence, voice: Speaker) -> Sentence:
    return sentence if isinstance(sentence, tuple) else voice.say(sentence)


def _description(blocks: tuple[Block, ...], otherwise: str) -> str:
    for block in walk(blocks):
        if isinstance(block, Paragraph) and block.sentences:
            return _shortened(" ".join(plain_text(sentence) for sentence in block.sentences))
        if isinstance(block, Card) and block.sentences:
            return _shortened(" ".join(plain_text(sentence) for sentence in block.sentences))
    return otherwise


def _shortened(text: str) -> str:
    if len(text) <= DESCRIPTION_LENGTH:
        return text
    return text[:DESCRIPTION_LENGTH].rsplit(" ", 1)[0] + "…"
