"""Cuts a document to what is printed: the records that the edition selects, in lists of a size.

What leads to records, and to none of the selected, is left out; what stays is cut at `LONGEST`.
Where something is left out, the booklet says how much, and that the site has it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from vigie.publishing.arranging import of_medium
from vigie.publishing.document import (
    Block,
    Box,
    Bullets,
    Card,
    Cell,
    Document,
    Linked,
    Paragraph,
    Prose,
    Run,
    Section,
    Sentence,
    Table,
)
from vigie.records.message import Message

LONGEST = 100
"""How many rows of a table or items of a list the booklet prints."""
LONGEST_IN_A_SENTENCE = 80
"""How many things one sentence lists in the booklet."""
_BARE = "edition.bare"


def cut(document: Document) -> Document:
    """The parts that are printed, said or not, without what is left to the site."""
    cutter = _Cutter(document.selection)
    return replace(
        document,
        cover=cutter.blocks(document.cover),
        chapters=tuple(cutter.section(chapter) for chapter in document.chapters),
        annex=cutter.section(document.annex),
    )


@dataclass(frozen=True, slots=True)
class _Cutter:
    """`selection`: slugs of the records that are printed; None where every one is."""

    selection: frozenset[str] | None

    def section(self, section: Section) -> Section:
        """The section with its blocks cut."""
        return replace(section, blocks=self.blocks(section.blocks))

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """The blocks meant for paper, cut; where some are left out, a sentence says so."""
        printed: list[Block] = []
        on_paper = of_medium(blocks, "booklet")
        for is_card, group in groupby(on_paper, lambda block: isinstance(block, Card)):
            if is_card:
                printed += self._cards(tuple(group))
            else:
                printed += (part for block in group for part in self._block(block))
        return tuple(printed)

    def _block(self, block: Block) -> Iterator[Block]:
        if isinstance(block, Section | Box):
            yield replace(block, blocks=self.blocks(block.blocks))
        elif isinstance(block, Paragraph):
            yield self._paragraph(block)
        elif isinstance(block, Bullets):
            yield from self._bullets(block)
        elif isinstance(block, Table):
            yield from self._table(block)
        else:
            yield block

    def _cards(self, cards: tuple[Block, ...]) -> Iterator[Block]:
        kept = [card for card in cards if isinstance(card, Card) and self._is_selected({card.id})]
        yield from (self._card(card) for card in kept)
        yield from _noted("studies", len(cards) - len(kept))

    def _card(self, card: Card) -> Card:
        lines = tuple(replace(line, text=self._sentence(line.text)) for line in card.lines)
        return replace(card, lines=lines, sentences=self._sentences(card.sentences))

    def _paragraph(self, paragraph: Paragraph) -> Paragraph:
        return replace(paragraph, sentences=self._sentences(paragraph.sentences))

    def _bullets(self, bullets: Bullets) -> Iterator[Block]:
        kept = self._kept(bullets.items)
        if kept:
            yield Bullets(tuple(self._paragraph(item) for item in kept))
        yield from _noted("items", len(bullets.items) - len(kept))

    def _table(self, table: Table) -> Iterator[Block]:
        kept = self._kept(table.rows)
        if kept:
            rows = tuple(tuple(self._cell(cell) for cell in row) for row in kept)
            yield replace(table, rows=rows)
        yield from _noted("rows", len(table.rows) - len(kept))

    def _cell(self, cell: Cell) -> Cell:
        return replace(cell, sentences=self._sentences(cell.sentences))

    def _sentences(self, sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
        """The sentences with their lists cut; of those that only name a record, the selected."""
        kept = [one for one in sentences if not _is_record(one) or self._is_printed(one)]
        left_out = _left_out("others", len(sentences) - len(kept))
        return (*(self._sentence(one) for one in kept), *left_out)

    def _sentence(self, sentence: Sentence) -> Sentence:
        if isinstance(sentence, Message | Prose):
            slots = tuple((name, self._value(value)) for name, value in sentence.slots)
            return replace(sentence, slots=slots) if slots != sentence.slots else sentence
        return sentence

    def _value(self, value: Any) -> Any:
        """What fills a slot, cut where it is a list or holds one."""
        if isinstance(value, Message | Prose):
            return self._sentence(value)
        if isinstance(value, Linked):
            return replace(value, value=self._value(value.value))
        if isinstance(value, tuple) and not any(isinstance(item, Run) for item in value):
            return self._list(value)
        return value

    def _list(self, items: tuple[Any, ...]) -> tuple[Any, ...]:
        if not any(records_in(items)):
            return items
        kept = [self._value(item) for item in self._kept(items, LONGEST_IN_A_SENTENCE)]
        return (*kept, *_left_out("others" if kept else "all", len(items) - len(kept)))

    def _kept(self, items: Sequence[Any], most: int = LONGEST) -> list[Any]:
        return [item for item in items if self._is_printed(item)][:most]

    def _is_printed(self, item: Any) -> bool:
        return self._is_selected(set(records_in(item)))

    def _is_selected(self, records: set[str]) -> bool:
        return self.selection is None or not records or bool(records & self.selection)


def records_in(node: Any) -> Iterator[str]:
    """The slugs of the records that a part leads to; what its figures count is not followed."""
    if isinstance(node, tuple):
        for item in node:
            yield from records_in(item)
    elif isinstance(node, Paragraph | Cell):
        yield from records_in(node.sentences)
    elif isinstance(node, Message | Prose):
        yield from records_in(tuple(value for _, value in node.slots))
    elif isinstance(node, Linked | Run) and node.target and node.target.kind == "record":
        yield node.target.id


def _is_record(sentence: Sentence) -> bool:
    """Whether a sentence says the name of a record and nothing else."""
    if isinstance(sentence, Message) and sentence.key == _BARE:
        return any(isinstance(value, Linked) for _, value in sentence.slots)
    return False


def _noted(what: str, count: int) -> Iterator[Block]:
    return (Paragraph((one,)) for one in _left_out(what, count))


def _left_out(what: str, count: int) -> tuple[Message, ...]:
    """How much is left to the site, where something is."""
    return (Message.of(f"booklet.left_out.{what}", n=count),) if count else ()
