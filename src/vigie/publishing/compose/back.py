"""What stands at the end: the glossary, the sources, the method, its limits, the problems found."""

from __future__ import annotations

from collections.abc import Iterable

from vigie.analyses.consistency import Finding
from vigie.analyses.figures import Count
from vigie.knowledge.models import GlossaryEntry, Knowledge, SourceEntry
from vigie.knowledge.nouns import NamedNoun
from vigie.publishing.compose.front import is_printed_alone, written
from vigie.publishing.compose.sentences import bare, cell, link_to, paragraph
from vigie.publishing.document import (
    Block,
    Bullets,
    Cell,
    Definition,
    Edition,
    Linked,
    Paragraph,
    Prose,
    Section,
    Table,
    Target,
    Verbatim,
    proper,
)
from vigie.records.corpus import Corpus
from vigie.records.message import Message


def said(key: str, **slots: object) -> Message:
    """A sentence on method."""
    return Message.of(f"method.{key}", **slots)


def glossary(entries: Iterable[GlossaryEntry]) -> Section:
    """Every word that the edition explains; each renderer puts them in its language's order."""
    return Section(
        "glossary",
        Message.of("edition.glossary.title"),
        (
            paragraph(Message.of("edition.glossary.lead")),
            *(
                Definition(entry.id, bare(NamedNoun(entry.names)), Prose(entry.definition))
                for entry in entries
            ),
        ),
    )


def sources(corpus: Corpus, knowledge: Knowledge, edition: Edition) -> Section:
    """The sources with their rights, the method, its limits, and what the edition is made of."""
    return Section(
        "sources",
        said("title"),
        (
            _sources(corpus, knowledge),
            Section(
                "method",
                said("method.title"),
                (_bullets(said(f"method.{key}") for key in _METHOD),),
            ),
            Section("limits", said("limits.title"), (_limits(corpus, knowledge, edition),)),
            _stamp(edition),
        ),
    )


_METHOD = ("bytes", "unite", "tags", "count", "absent")


def _limits(corpus: Corpus, knowledge: Knowledge, edition: Edition) -> Bullets:
    selection = "alone" if is_printed_alone(corpus.trials) else "among_others"
    reading = "alone" if is_printed_alone(corpus) else "among_others"
    return _bullets(
        (
            said(f"limits.selection.{selection}"),
            said("limits.day", day=edition.day),
            said(f"limits.reading.{reading}"),
            written(knowledge),
        )
    )


def _bullets(sentences: Iterable[Message]) -> Bullets:
    return Bullets(tuple(Paragraph((sentence,)) for sentence in sentences))


def _sources(corpus: Corpus, knowledge: Knowledge) -> Section:
    counts = {source.id: _records(corpus, source) for source in knowledge.sources}
    used = tuple(source for source in knowledge.sources if counts[source.id].value)
    blocks: list[Block] = [
        Table(
            "sources-table",
            said("sources.caption"),
            tuple(said(f"sources.column.{column}") for column in _SOURCE_COLUMNS),
            tuple(_source_row(source, counts[source.id]) for source in used),
        )
    ]
    blocks += [
        paragraph(
            said("sources.citation", citation=Verbatim(source.citation, "fr")),
            said("sources.terms", terms=Prose(source.terms)),
        )
        for source in used
    ]
    return Section("the-sources", said("sources.title"), tuple(blocks))


def _records(corpus: Corpus, source: SourceEntry) -> Count:
    return Count(
        key=f"records.{source.id}",
        label=said("records.label", source=Prose(source.names)),
        definition=said("records.definition", source=Prose(source.names), day=corpus.day),
        evidence=tuple(held.ref for held in corpus if source.id in held.sources),
    )


_SOURCE_COLUMNS = ("source", "publisher", "licence", "records", "link")


def _source_row(source: SourceEntry, records: Count) -> tuple[Cell, ...]:
    url = next(iter(source.urls.values()), None)
    link = (
        bare(Linked(said("sources.link"), Target("url", url))) if url else Message.of("record.no")
    )
    return (
        cell(Prose(source.names)),
        cell(Verbatim(source.publisher, "fr")),
        cell(Prose(source.licence)),
        cell(bare(records)),
        cell(link),
    )


def _stamp(edition: Edition) -> Section:
    return Section(
        "stamp",
        said("stamp.title"),
        (
            paragraph(said("stamp.text", stamp=proper(edition.stamp[:16]))),
            Table(
                "versions",
                said("stamp.caption"),
                (said("stamp.column.part"), said("stamp.column.version")),
                tuple(
                    (cell(proper(part)), cell(proper(version)))
                    for part, version in edition.versions
                ),
            ),
        ),
    )


def _links(finding: Finding, corpus: Corpus, knowledge: Knowledge) -> tuple[Message, ...]:
    return tuple(link_to(corpus.by_id[ref.record], corpus, knowledge) for ref in finding.refs)


def problems(
    findings: tuple[Finding, ...],
    corpus: Corpus,
    knowledge: Knowledge,
) -> Section:
    """What the sources contradict, and the records that could not be read."""
    blocks: list[Block] = [paragraph(said("problems.lead"))]
    blocks.append(paragraph(said("problems.unreadable", n=len(corpus.problems))))
    items = tuple(
        Paragraph(
            (finding.message, said("problems.where", records=_links(finding, corpus, knowledge)))
        )
        for finding in findings
    )
    blocks.append(Bullets(items) if items else paragraph(said("problems.none")))
    return Section("problems", said("problems.title"), tuple(blocks))
