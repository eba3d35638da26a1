"""What one medium shows of a said document, and in which order."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from vigie.publishing.document import (
    Block,
    Box,
    Cell,
    Definition,
    Medium,
    Only,
    Section,
    Table,
)
from vigie.publishing.localise import text_of


def arranged(section: Section, medium: Medium) -> Section:
    """A said section as a medium shows it: its own blocks, words and names in their order."""
    return replace(section, blocks=arranged_blocks(section.blocks, medium))


def arranged_blocks(blocks: tuple[Block, ...], medium: Medium) -> tuple[Block, ...]:
    """The medium's blocks; what stood in `Only` stands in its place, definitions are sorted."""
    flat = tuple(_flat(blocks, medium))
    words = iter(sorted((b for b in flat if isinstance(b, Definition)), key=_alphabetical))
    return tuple(next(words) if isinstance(block, Definition) else block for block in flat)


def of_medium(blocks: tuple[Block, ...], medium: Medium) -> Iterator[Block]:
    """The blocks that a medium shows, those that stood in `Only` among them."""
    for block in blocks:
        if isinstance(block, Only):
            yield from of_medium(block.blocks, medium) if block.medium == medium else ()
        else:
            yield block


def _flat(blocks: tuple[Block, ...], medium: Medium) -> Iterator[Block]:
    for block in of_medium(blocks, medium):
        if isinstance(block, Section | Box):
            yield replace(block, blocks=arranged_blocks(block.blocks, medium))
        elif isinstance(block, Table) and block.is_alphabetical:
            yield replace(block, rows=tuple(sorted(block.rows, key=_heading)))
        else:
            yield block


def _alphabetical(definition: Definition) -> tuple[str, str]:
    return _letters(text_of(definition.word)), definition.id  # type: ignore[arg-type]


def _heading(row: tuple[Cell, ...]) -> str:
    return _letters(" ".join(text_of(said) for said in row[0].sentences))  # type: ignore[arg-type]


def _letters(text: str) -> str:
    """Without accents, as dictionaries of both languages order words."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in letters if not unicodedata.combining(c))
