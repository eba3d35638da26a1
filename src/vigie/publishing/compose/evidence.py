"""Where a figure comes from: a page each on the site, an annex in the booklet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, get_args

from vigie.analyses.figures import Count, Figure, Share, Stated, Summary
from vigie.knowledge.models import Knowledge
from vigie.publishing.compose.sentences import (
    bare,
    cell,
    key_figure,
    link_to,
    name_of,
    paragraph,
    place_of,
    record_target,
)
from vigie.publishing.document import (
    Block,
    Cell,
    KeyFigures,
    Linked,
    Only,
    Section,
    Sentence,
    Table,
    Verbatim,
)
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Article, Entry, Trial
from vigie.records.ids import RecordRef
from vigie.records.message import Message
from vigie.records.publications import DATABASES

Row = tuple[Cell, ...]
Rows = dict[RecordRef, Row]


def figures_in(*nodes: Any) -> tuple[Figure, ...]:
    """Every figure that a document shows, once each, by key.

    Raises: ValueError where one key stands for two different figures.
    """
    return _by_key(_walk(nodes))


def printed_figures(*nodes: Any) -> tuple[Figure, ...]:
    """Those among them that the booklet prints: not what stands on the site alone."""
    return _by_key(_walk(nodes, is_printed=True))


def _by_key(figures: Iterator[Figure]) -> tuple[Figure, ...]:
    found: dict[str, Figure] = {}
    for figure in figures:
        if found.setdefault(figure.key, figure) != figure:
            raise ValueError(f"The key {figure.key!r} stands for two figures.")
    return tuple(found[key] for key in sorted(found))


def _walk(node: Any, *, is_printed: bool = False) -> Iterator[Figure]:
    if isinstance(node, get_args(Figure)):
        yield node
        if isinstance(node, Share):
            yield from (node.part, node.whole)
    elif isinstance(node, tuple):
        for item in node:
            yield from _walk(item, is_printed=is_printed)
    elif is_dataclass(node) and not (is_printed and _is_of_the_site(node)):
        for field in fields(node):
            yield from _walk(getattr(node, field.name), is_printed=is_printed)


def _is_of_the_site(node: object) -> bool:
    return isinstance(node, Only) and node.medium == "site"


def evidence_refs(figure: Figure) -> tuple[RecordRef, ...]:
    """The records that a figure was counted from, or that hold a part of what it states."""
    if isinstance(figure, Count):
        return figure.evidence
    if isinstance(figure, Share):
        return figure.whole.evidence
    if isinstance(figure, Summary):
        return tuple(ref for ref, _ in figure.evidence)
    return figure.held or ()


def evidence_sections(
    figures: tuple[Figure, ...], corpus: Corpus, knowledge: Knowledge
) -> tuple[Section, ...]:
    """A page per figure: the number, how it was obtained, its records with version and date.

    A record stands behind many figures: its row is made once and shown in each.
    """
    rows: Rows = {}
    for ref in dict.fromkeys(ref for figure in figures for ref in evidence_refs(figure)):
        rows[ref] = _record_row(ref, corpus, knowledge)
    return tuple(_evidence_section(figure, rows) for figure in figures)


def _evidence_section(figure: Figure, rows: Rows) -> Section:
    blocks: list[Block] = [KeyFigures((key_figure(figure),)), paragraph(*_account(figure))]
    refs = evidence_refs(figure)
    if refs:
        blocks.append(_records_table(figure, refs, rows))
    elif not isinstance(figure, Stated):
        blocks.append(paragraph(Message.of("evidence.none")))
    return Section(figure.key, figure.label, tuple(blocks))


def annex(figures: tuple[Figure, ...], corpus: Corpus, selection: frozenset[RecordRef]) -> Section:
    """All figures on one page: what each counts; in the booklet, from which selected records.

    On the site the number of each leads to its own page, which has every one of its records.
    """
    return Section(
        "figures",
        Message.of("evidence.annex"),
        (
            paragraph(Message.of("evidence.annex_lead")),
            *(_annex_entry(figure, corpus, selection) for figure in figures),
        ),
    )


def _annex_entry(figure: Figure, corpus: Corpus, selection: frozenset[RecordRef]) -> Section:
    told = (Message.of("evidence.value", figure=figure), *_account(figure))
    named = tuple(_named(evidence_refs(figure), corpus, selection))
    blocks: tuple[Block, ...] = (paragraph(*told),)
    if named:
        blocks = (Only("site", blocks), Only("booklet", (paragraph(*told, *named),)))
    return Section(f"figure-{figure.key}", figure.label, blocks)


def _named(
    refs: tuple[RecordRef, ...], corpus: Corpus, selection: frozenset[RecordRef]
) -> Iterator[Message]:
    links = tuple(_short_link(ref, corpus) for ref in refs if ref in selection)
    others = len(refs) - len(links)
    if links:
        yield Message.of("evidence.records", records=links)
    if others:
        yield Message.of("evidence.more_records" if links else "evidence.on_site", n=others)


def _short_link(ref: RecordRef, corpus: Corpus) -> Message:
    """A record by its registry number, or by its key: the annex has many to name."""
    entry = corpus.by_id[ref.record].entry
    numbers = entry.registry_numbers if isinstance(entry, Trial) else ()
    sure = [number for number in numbers if number not in corpus.disputed_numbers]
    name = sure[0] if sure else ref.record.local
    return bare(Linked(Verbatim(name), record_target(ref)))


def _account(figure: Figure) -> list[Sentence]:
    sentences: list[Sentence] = [figure.definition]
    if not isinstance(figure, Stated):
        return sentences
    sentences.append(
        Message.of(
            "evidence.printed",
            on=figure.on,
            place=place_of(figure.places) or Message.of("edition.no_page"),
        )
    )
    if figure.attributed_to:
        sentences.append(Message.of("evidence.attributed", source=Verbatim(figure.attributed_to)))
    if figure.held is not None:
        sentences.append(Message.of("evidence.held", n=len(figure.held)))
    return sentences


def _records_table(figure: Figure, refs: tuple[RecordRef, ...], rows: Rows) -> Table:
    values = dict(figure.evidence) if isinstance(figure, Summary) else {}
    number = "number" if not all(map(_is_of_a_database, refs)) else "identifier"
    columns = ["record", number, "version", "date"] + (["value"] if values else [])
    return Table(
        id=f"records-{figure.key}",
        caption=Message.of("evidence.table"),
        columns=tuple(Message.of(f"evidence.column.{column}") for column in columns),
        rows=tuple(
            (*rows[ref], cell(bare(values[ref]))) if ref in values else rows[ref] for ref in refs
        ),
    )


def _record_row(ref: RecordRef, corpus: Corpus, knowledge: Knowledge) -> Row:
    held = corpus.by_id[ref.record]
    numbers = _numbers(held.entry)
    return (
        cell(*_called(held, corpus, knowledge)),
        cell(Verbatim(", ".join(numbers))) if numbers else cell(Message.of("evidence.no_number")),
        cell(Verbatim(str(ref))),
        cell(bare(held.version_on)),
    )


def _is_of_a_database(ref: RecordRef) -> bool:
    return ref.record.source in DATABASES


def _called(held: Held[Entry], corpus: Corpus, knowledge: Knowledge) -> Iterator[Sentence]:
    """A record by its name; a publication of a database by its title, too."""
    title = held.entry.title if isinstance(held.entry, Article) else None
    if title and _is_of_a_database(held.ref):
        yield bare(Linked(Verbatim(title), record_target(held.ref)))
        yield name_of(held, corpus, knowledge)
    else:
        yield link_to(held, corpus, knowledge)


def _numbers(entry: Entry) -> tuple[str, ...]:
    """A study's registry numbers; a publication's PubMed number, else its DOI."""
    if isinstance(entry, Trial):
        return entry.registry_numbers
    if isinstance(entry, Article) and (entry.pmid or entry.doi):
        return (f"PubMed {entry.pmid}" if entry.pmid else f"DOI {entry.doi}",)
    return ()
