"""A timeline: every study that says when it begins and when it ends, in the order of its start."""

from __future__ import annotations

from collections.abc import Iterator

from vigie.analyses.crossings import years
from vigie.analyses.landscape import Scope
from vigie.knowledge.models import Knowledge
from vigie.publishing.compose.sentences import bare, cell, link_to, paragraph
from vigie.publishing.document import Block, Cell, Table
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Trial
from vigie.records.message import Message


def periods(corpus: Corpus, knowledge: Knowledge, scope: Scope) -> Iterator[Block]:
    """The table beside the chart of years; the first to begin comes first."""
    dated = years(corpus, scope).dated
    if not dated.value:
        return
    held = sorted((corpus.trials_by_id[ref.record] for ref in dated.evidence), key=_begins)
    yield paragraph(_said("lead", n=dated))
    yield Table(
        "periods-table",
        _said("caption", day=corpus.day),
        tuple(_said(f"column.{name}") for name in ("study", "start", "end")),
        tuple(_row(one, corpus, knowledge) for one in held),
        _said("note"),
    )


def _said(key: str, **slots: object) -> Message:
    return Message.of(f"edition.periods.{key}", **slots)


def _begins(held: Held[Trial]) -> tuple[str, str]:
    start = held.entry.start
    return (str(start.date) if start else "", held.ref.record.local)


def _row(held: Held[Trial], corpus: Corpus, knowledge: Knowledge) -> tuple[Cell, ...]:
    start, end = held.entry.start, held.entry.completion
    return (
        cell(link_to(held, corpus, knowledge)),
        cell(bare(start)) if start else Cell(),
        cell(bare(end)) if end else Cell(),
    )
