"""How treatments get better: the ways, care for each person, and the long road of trials."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vigie.analyses.figures import Stated
from vigie.knowledge.models import Knowledge
from vigie.publishing.compose.making import editorial
from vigie.publishing.document import Section
from vigie.records.message import Message

PAGE = "progress"
_PARTS = ("ways", "tailored", "trials")


def progress(knowledge: Knowledge, stated: Mapping[str, Stated]) -> Iterator[Section]:
    """The page that the editor wrote; none where nothing is written."""
    parts = ((name, tuple(editorial(knowledge, stated, PAGE, name))) for name in _PARTS)
    sections = tuple(
        Section(f"progress-{name}", Message.of(f"edition.progress.{name}"), blocks)
        for name, blocks in parts
        if blocks
    )
    if sections:
        yield Section("progress", Message.of("edition.progress.title"), sections)
