"""What a page is made from, and the editor's own paragraphs on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from vigie.analyses.figures import Figure, Stated
from vigie.analyses.landscape import Landscape, Scope
from vigie.analyses.pipeline import PipelineRow
from vigie.knowledge.models import Chapter, EditionFile, Knowledge
from vigie.publishing.compose.publications import Published
from vigie.publishing.compose.sentences import paragraph
from vigie.publishing.document import Paragraph, Prose
from vigie.records.corpus import Corpus
from vigie.records.message import Message

_SLOT = re.compile(r"\{(\w+)")


@dataclass(frozen=True, kw_only=True)
class Making:
    """What a chapter is made from."""

    chapter: Chapter
    scope: Scope
    corpus: Corpus
    knowledge: Knowledge
    edition: EditionFile | None
    stated: Mapping[str, Stated]
    facts: Landscape
    rows: tuple[PipelineRow, ...]
    published: Published

    def said(self, key: str, **slots: object) -> Message:
        """A sentence of the chapter, which may speak of its scope and of the day."""
        return Message.of(f"chapter.{key}", form=self.scope.noun, day=self.corpus.day, **slots)

    def id(self, part: str) -> str:
        """The id of one of its parts."""
        return f"{slug(self.chapter.id)}-{slug(part)}"

    def editorial(self, part: str) -> Iterator[Paragraph]:
        """The editor's own paragraphs for one part."""
        return editorial(self.knowledge, self.stated, self.chapter.id, part)

    def printed(self, name: str) -> Stated | None:
        """One of the figures that a source prints of the chapter as a whole."""
        return self.stated.get(self.chapter.printed.get(name, ""))


def slug(identifier: str) -> str:
    """An id as addresses write it."""
    return identifier.replace("_", "-")


def editorial(
    knowledge: Knowledge, figures: Mapping[str, Figure], chapter: str, part: str
) -> Iterator[Paragraph]:
    """The editor's own paragraphs for one part of a page, their slots filled with figures."""
    known = {re.sub(r"\W", "_", key): figure for key, figure in figures.items()}
    for text in knowledge.chapter_texts:
        if text.chapter == chapter and text.part == part:
            names = dict.fromkeys(_SLOT.findall(text.text.fr))
            slots = tuple((name, known[name]) for name in names)
            yield paragraph(Prose(text.text, slots))
