"""What the booklet prints of a said document, and in which order."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from vigie.publishing.document import (
    Block,
    Box,
    Bullets,
    Chart,
    Definition,
    Only,
    Paragraph,
    Run,
    Runs,
    Section,
    Table,
    Target,
)
from vigie.publishing.localise import text_of

LONGEST = 100
"""How many rows of a table, items of a list or sentences of an item the booklet prints."""


def printed(section: Section, abridged: Runs = ()) -> Section:
    """The section with the blocks meant for paper, the words of a glossary in their order.

    What is longer than `LONGEST` is cut there, and `abridged` says that the site has the rest.
    """
    return replace(section, blocks=printed_blocks(section.blocks, abridged))


def printed_blocks(blocks: tuple[Block, ...], abridged: Runs = ()) -> tuple[Block, ...]:
    """The blocks meant for paper; what stood in `Only` stands in its place."""
    flat = tuple(_flat(blocks, abridged))
    words = iter(sorted((b for b in flat if isinstance(b, Definition)), key=_alphabetical))
    return tuple(next(words) if isinstance(block, Definition) else block for block in flat)


def _flat(blocks: tuple[Block, ...], abridged: Runs) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Only):
            yield from _flat(block.blocks, abridged) if block.medium == "booklet" else ()
        elif isinstance(block, Section | Box):
            yield replace(block, blocks=printed_blocks(block.blocks, abridged))
        elif isinstance(block, Table):
            yield _short_table(block, abridged)
        elif isinstance(block, Bullets):
            yield _short_list(block, abridged)
        else:
            yield block


def _short_table(table: Table, abridged: Runs) -> Table:
    if len(table.rows) <= LONGEST:
        return table
    before: Any = table.note
    note = (*before, Run(" "), *abridged) if before else abridged
    return replace(table, rows=table.rows[:LONGEST], note=note)


def _short_list(bullets: Bullets, abridged: Runs) -> Bullets:
    items = tuple(_short_item(item, abridged) for item in bullets.items[:LONGEST])
    if len(bullets.items) > LONGEST:
        items += (Paragraph((abridged,)),)
    return Bullets(items)


def _short_item(item: Paragraph, abridged: Runs) -> Paragraph:
    if len(item.sentences) <= LONGEST:
        return item
    return replace(item, sentences=(*item.sentences[:LONGEST], abridged))


def _alphabetical(definition: Definition) -> tuple[str, str]:
    """Without accents, as dictionaries of both languages order words."""
    word = text_of(definition.word)  # type: ignore[arg-type]
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in letters if not unicodedata.combining(c)), definition.id


def charts_in(node: Any) -> Iterator[Chart]:
    """Every chart, however deep."""
    return (part for part in walk(node) if isinstance(part, Chart))


def first_address(node: Any) -> str | None:
    """The first outside address in a tree, said or not: a record's page at its registry."""
    for part in walk(node):
        if isinstance(part, Target) and part.kind == "url":
            return part.id
    return None


def walk(node: Any) -> Iterator[Any]:
    """The node and everything in it, in reading order."""
    yield node
    if isinstance(node, tuple):
        for item in node:
            yield from walk(item)
    elif is_dataclass(node):
        for field in fields(node):
            yield from walk(getattr(node, field.name))
