"""What one medium shows of a said document, and in which order."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from vigie.publishing.document import Block, Box, Definition, Medium, Only, Section
from vigie.publishing.localise import text_of


def arranged(section: Section, medium: Medium) -> Section:
    """A said section as a medium shows it: its own blocks, the glossary's words in their order."""
    return replace(section, blocks=arranged_blocks(section.blocks, medium))


def arranged_blocks(blocks: tuple[Block, ...], medium: Medium) -> tuple[Block, ...]:
    """The medium's blocks; what stood in `Only` stands in its place, definitions are sorted."""
    flat = tuple(_flat(blocks, medium))
    words = iter(sorted((b for b in flat if isinstance(b, Definition)), key=_alphabetical))
    return tuple(next(words) if isinstance(block, Definition) else block for block in flat)


def _flat(blocks: tuple[Block, ...], medium: Medium) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Only):
            yield from _flat(block.blocks, medium) if block.medium == medium else ()
        elif isinstance(block, Section | Box):
            yield replace(block, blocks=arranged_blocks(block.blocks, medium))
        else:
            yield block


def _alphabetical(definition: Definition) -> tuple[str, str]:
    """Without accents, as dictionaries of both languages order words."""
    word = text_of(definition.word)  # type: ignore[arg-type]
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in letters if not unicodedata.combining(c)), definition.id
