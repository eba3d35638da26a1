"""The whole edition: from a corpus to a document that either renderer can walk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vigie.analyses.consistency import findings
from vigie.analyses.figures import Count, Figure, Stated
from vigie.analyses.landscape import Landscape, Scope, landscape
from vigie.analyses.novelty import Novelty, novelty
from vigie.analyses.stated import stated
from vigie.knowledge.models import EditionFile, Knowledge
from vigie.knowledge.nouns import NamedNoun
from vigie.publishing.compose import back, front
from vigie.publishing.compose.chapter import chapter_section
from vigie.publishing.compose.evidence import annex, evidence_section, figures_in
from vigie.publishing.compose.indexes import all_articles, all_studies
from vigie.publishing.compose.records import record_sections
from vigie.publishing.document import Document, Edition, Section
from vigie.records.corpus import Corpus
from vigie.records.message import Message

SHOWN = ("studies-world", "studies-france", "publications-year", "prevalence")
WHOLE = "all"
GENERAL = "intro"
"""The section of a digest that speaks of the disease as a whole."""


def compose(corpus: Corpus, knowledge: Knowledge, edition: Edition) -> Document:
    """The document of an edition; its figures are those that it shows, so that none is orphaned."""
    source = _shipped(knowledge, corpus)
    printed = {figure.key: figure for figure in stated(corpus, knowledge)}
    scope = Scope(WHOLE, (), NamedNoun(knowledge.profile.names))
    whole = landscape(corpus, scope)
    new = novelty(corpus, scope, edition.since)
    articles = _articles(corpus)
    chapters = (
        front.how_to_read(edition, whole.studies, printed.get("studies-world")),
        front.key_figures(_counted(whole, new), tuple(_general(corpus, printed))),
        *_chapters(corpus, knowledge, source, printed),
        *_end(corpus, knowledge, edition),
    )
    opening = front.cover(
        knowledge, edition, source, (whole.studies, articles), _shown(whole, printed)
    )
    indexes = (all_studies(corpus, knowledge, whole.studies), all_articles(corpus, articles))
    figures = figures_in(opening, chapters, indexes)
    return Document(
        edition=edition,
        title=Message.of("edition.title", disease=NamedNoun(knowledge.profile.names)),
        subtitle=Message.of("edition.subtitle", day=edition.day),
        draft=None if edition.is_signed else Message.of("edition.draft"),
        cover=opening,
        chapters=chapters,
        indexes=indexes,
        records=tuple(record_sections(corpus, knowledge)),
        evidence=tuple(evidence_section(figure, corpus, knowledge) for figure in figures),
        annex=annex(figures, corpus),
        figures=figures,
    )


def _shipped(knowledge: Knowledge, corpus: Corpus) -> EditionFile | None:
    """The latest shipped edition of that day or before, whose sentences this one may use."""
    past = [one for one in knowledge.editions if one.day <= str(corpus.day)]
    return max(past, key=lambda one: one.day, default=None)


def _chapters(
    corpus: Corpus, knowledge: Knowledge, source: EditionFile | None, printed: Mapping[str, Stated]
) -> Iterator[Section]:
    for chapter in knowledge.profile.chapters:
        if chapter.is_whole:
            yield chapter_section(chapter, corpus, knowledge, source, printed)


def _end(corpus: Corpus, knowledge: Knowledge, edition: Edition) -> Iterator[Section]:
    yield back.glossary(knowledge.glossary)
    yield back.sources(corpus, knowledge, edition)
    yield back.problems(findings(corpus, knowledge.editions), corpus, knowledge)


def _shown(whole: Landscape, printed: Mapping[str, Stated]) -> tuple[Figure, ...]:
    counted = (whole.studies, whole.in_france, whole.open_today)
    return (*counted, *(printed[key] for key in SHOWN if key in printed))


def _general(corpus: Corpus, printed: Mapping[str, Stated]) -> Iterator[Stated]:
    """The printed figures of the whole disease; those of a chapter stand in their chapter."""
    of_the_whole = {held.ref for held in corpus.statements if held.entry.section == GENERAL}
    return (figure for figure in printed.values() if figure.ref in of_the_whole)


def _counted(whole: Landscape, new: Novelty) -> tuple[Figure, ...]:
    return (
        whole.studies,
        whole.interventional,
        whole.watching,
        whole.in_france,
        whole.open_today,
        *whole.by_phase.values(),
        *whole.by_approach.values(),
        new.posted,
        new.printed,
        whole.enrolment_total,
        whole.enrolment_median,
    )


def _articles(corpus: Corpus) -> Count:
    return Count(
        key="all.articles",
        label=Message.of("edition.literature.label"),
        definition=Message.of("edition.literature.definition", day=corpus.day),
        evidence=tuple(held.ref for held in corpus.articles),
    )
