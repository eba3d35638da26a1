"""What the booklet prints of a said document, and in which order."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from vigie.publishing.document import Block, Box, Chart, Definition, Only, Section, Target
from vigie.publishing.localise import text_of


def printed(section: Section) -> Section:
    """The section with the blocks meant for paper, the words of a glossary in their order."""
    return replace(section, blocks=printed_blocks(section.blocks))


def printed_blocks(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks meant for paper; what stood in `Only` stands in its place."""
    flat = tuple(_flat(blocks))
    words = iter(sorted((b for b in flat if isinstance(b, Definition)), key=_alphabetical))
    return tuple(next(words) if isinstance(block, Definition) else block for block in flat)


def _flat(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Only):
            yield from _flat(block.blocks) if block.medium == "booklet" else ()
        elif isinstance(block, Section | Box):
            yield replace(block, blocks=printed_blocks(block.blocks))
        else:
            yield block


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
