"""Where a figure comes from: a page each on the site, an annex in the booklet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, get_args

from vigie.analyses.figures import Count, Figure, Share, Stated, Summary
from vigie.knowledge.models import Knowledge
from vigie.publishing.compose.citing import titled
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
    Leaves,
    Linked,
    Only,
    Prose,
    Section,
    Sentence,
    Table,
    Verbatim,
    proper,
)
from vigie.publishing.walking import children
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Article, Entry, Result, Statement, Trial
from vigie.records.ids import RecordRef
from vigie.records.message import Message
from vigie.records.publications import is_of_a_database

Row = tuple[Cell, ...]
RowOf = Callable[[RecordRef], Row]
_FIGURES = frozenset(get_args(Figure))
Links = dict[RecordRef, Message]


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures that a document shows, by key; `printed`: those that the booklet has, too."""

    shown: tuple[Figure, ...]
    printed: tuple[Figure, ...]


def figures_in(*nodes: Any) -> Figures:
    """Every figure that a document shows, once each.

    Raises: ValueError where one key stands for two different figures.
    """
    of_the_site: list[Any] = []
    printed = tuple(_walk(nodes, of_the_site))
    others = _walk(tuple(of_the_site))
    return Figures(_by_key((*printed, *others)), _by_key(printed))


def _by_key(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    found: dict[str, Figure] = {}
    for figure in figures:
        if found.setdefault(figure.key, figure) != figure:
            raise ValueError(f"The key {figure.key!r} stands for two figures.")
    return tuple(found[key] for key in sorted(found))


def _walk(node: Any, of_the_site: list[Any] | None = None) -> Iterator[Figure]:
    """The figures of a node; what stands on the site alone is put aside, if there is a place."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        kind = type(node)
        if kind in _FIGURES:
            yield node
            if kind is Share:
                yield from (node.part, node.whole)
        elif of_the_site is not None and kind is Only and node.medium == "site":
            of_the_site.append(node.blocks)
        else:
            waiting += children(node)


def evidence_refs(figure: Figure) -> tuple[RecordRef, ...]:
    """The records that a figure was counted from, or that hold a part of what it states."""
    if isinstance(figure, Count):
        return figure.evidence
    if isinstance(figure, Share):
        return figure.whole.evidence
    if isinstance(figure, Summary):
        return tuple(ref for ref, _ in figure.evidence)
    return figure.held or ()


def evidence_leaves(figures: tuple[Figure, ...], corpus: Corpus, knowledge: Knowledge) -> Leaves:
    """A page per figure: the number, how it was obtained, its records with version and date.

    A record stands behind many figures: its row is made once and shown in each.
    """
    by_key = {figure.key: figure for figure in figures}
    row_of = cache(partial(_record_row, corpus=corpus, knowledge=knowledge))

    def leaf(key: str) -> Section:
        figure = by_key[key]
        return _evidence_section(figure, row_of, tuple(_told(figure, corpus, knowledge)), corpus)

    return Leaves(tuple(by_key), leaf)


def _told(figure: Figure, corpus: Corpus, knowledge: Knowledge) -> Iterator[Sentence]:
    """What a printed figure cites; for one of a result, the sentence in which it stands."""
    if not isinstance(figure, Stated):
        return
    entry = corpus.rows_by_id[figure.ref.record].entry
    if isinstance(entry, Statement):
        cited = (corpus.by_id[one] for one in entry.articles if one in corpus.by_id)
        links = tuple(link_to(one, corpus, knowledge) for one in cited)
        if links:
            yield Message.of("evidence.cited", articles=links)
    if not isinstance(entry, Result):
        return
    edition_id, _, key = figure.ref.record.local.partition("/")
    for edition in knowledge.editions:
        if edition.id == edition_id and key in edition.sentences:
            slots = tuple((measured.key, measured) for measured in entry.figures)
            yield Message.of("evidence.told", sentence=Prose(edition.sentences[key], slots))


def _evidence_section(
    figure: Figure, row_of: RowOf, told: tuple[Sentence, ...], corpus: Corpus
) -> Section:
    blocks: list[Block] = [KeyFigures((key_figure(figure),)), paragraph(*_account(figure), *told)]
    refs = evidence_refs(figure)
    if refs:
        number = "identifier" if _are_publications(refs, corpus) else "number"
        blocks.append(_records_table(figure, refs, row_of, number))
    elif not isinstance(figure, Stated):
        blocks.append(paragraph(Message.of("evidence.none")))
    return Section(figure.key, figure.label, tuple(blocks))


def annex(
    figures: tuple[Figure, ...],
    corpus: Corpus,
    knowledge: Knowledge,
    selection: frozenset[RecordRef],
) -> Section:
    """All figures on one page: what each counts; in the booklet, from which selected records.

    On the site the number of each leads to its own page, which has every one of its records.
    """
    cited = {ref for figure in figures for ref in evidence_refs(figure)} & selection
    links = {ref: _short_link(ref, corpus, knowledge) for ref in cited}
    return Section(
        "figures",
        Message.of("evidence.annex"),
        (
            paragraph(Message.of("evidence.annex_lead")),
            *(_annex_entry(figure, links) for figure in figures),
        ),
    )


def _annex_entry(figure: Figure, links: Links) -> Section:
    told = (Message.of("evidence.value", figure=figure), *_account(figure))
    named = tuple(_named(evidence_refs(figure), links))
    blocks: tuple[Block, ...] = (paragraph(*told),)
    if named:
        blocks = (Only("site", blocks), Only("booklet", (paragraph(*told, *named),)))
    return Section(f"figure-{figure.key}", figure.label, blocks)


def _named(refs: tuple[RecordRef, ...], links: Links) -> Iterator[Message]:
    known = tuple(links[ref] for ref in refs if ref in links)
    others = len(refs) - len(known)
    if known:
        yield Message.of("evidence.records", records=known)
    if others:
        yield Message.of("evidence.more_records" if known else "evidence.on_site", n=others)


def _short_link(ref: RecordRef, corpus: Corpus, knowledge: Knowledge) -> Message:
    """A record by the shortest name that tells it apart: the annex has many to name."""
    held = corpus.by_id[ref.record]
    name = _short_name(held.entry, corpus) or name_of(held, corpus, knowledge)
    return bare(Linked(name, record_target(ref)))


def _short_name(entry: Entry, corpus: Corpus) -> Verbatim | None:
    """A study's number or acronym, an article's first author and year."""
    if isinstance(entry, Trial):
        sure = [one for one in entry.registry_numbers if one not in corpus.disputed_numbers]
        name = next((one for one in (*sure, entry.acronym) if one), None)
        return proper(name) if name else None
    if isinstance(entry, Article) and entry.first_author and entry.published:
        return proper(f"{entry.first_author} {str(entry.published)[:4]}")
    return None


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
        sentences.append(Message.of("evidence.attributed", source=proper(figure.attributed_to)))
    if figure.held is not None:
        sentences.append(Message.of("evidence.held", n=len(figure.held)))
    return sentences


def _are_publications(refs: tuple[RecordRef, ...], corpus: Corpus) -> bool:
    return all(isinstance(corpus.by_id[ref.record].entry, Article) for ref in refs)


def _records_table(
    figure: Figure, refs: tuple[RecordRef, ...], row_of: RowOf, number: str
) -> Table:
    values = dict(figure.evidence) if isinstance(figure, Summary) else {}
    columns = ["record", number, "version", "date"] + (["value"] if values else [])
    return Table(
        id=f"records-{figure.key}",
        caption=Message.of("evidence.table"),
        columns=tuple(Message.of(f"evidence.column.{column}") for column in columns),
        rows=tuple(
            (*row_of(ref), cell(bare(values[ref]))) if ref in values else row_of(ref)
            for ref in refs
        ),
    )


def _record_row(ref: RecordRef, corpus: Corpus, knowledge: Knowledge) -> Row:
    held = corpus.by_id[ref.record]
    numbers = _numbers(held.entry)
    return (
        cell(*_called(held, corpus, knowledge)),
        cell(proper(", ".join(numbers))) if numbers else cell(Message.of("evidence.no_number")),
        cell(proper(str(ref))),
        cell(bare(held.version_on)),
    )


def _called(held: Held[Entry], corpus: Corpus, knowledge: Knowledge) -> Iterator[Sentence]:
    """A record by its name; a publication of a database by its title, too."""
    if isinstance(held.entry, Article) and is_of_a_database(held):
        yield titled(held.entry, record_target(held.ref))
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
