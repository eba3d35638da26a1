"""Every figure that a source prints in a chapter, in one table: what it counts, and where."""

from __future__ import annotations

from collections.abc import Iterator

from vigie.publishing.compose.making import Making
from vigie.publishing.compose.sentences import bare, cell, paragraph, place_of
from vigie.publishing.document import Block, Table
from vigie.records.message import Message


def statements_table(making: Making) -> Iterator[Block]:
    """In the order of the text that prints them."""
    of_chapter = {
        held.ref for held in making.corpus.statements if held.entry.section == making.chapter.id
    }
    figures = [figure for figure in making.stated.values() if figure.ref in of_chapter]
    if not figures:
        return
    table = Table(
        making.id("statements-table"),
        making.said("statements.caption"),
        tuple(making.said(f"statements.column.{name}") for name in ("what", "number", "place")),
        tuple(
            (
                cell(figure.label),
                cell(Message.of("chapter.statements.value", figure=figure)),
                cell(bare(place_of(figure.places) or Message.of("edition.no_page"))),
            )
            for figure in sorted(figures, key=lambda one: (_line(one.places), one.key))
        ),
    )
    yield paragraph(making.said("statements.lead"))
    yield table


def _line(places: tuple[object, ...]) -> tuple[int, int]:
    for place in places:
        return getattr(place, "page", None) or 0, getattr(place, "line", None) or 0
    return 0, 0
