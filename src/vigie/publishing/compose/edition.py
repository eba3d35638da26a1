"""The whole edition: from a corpus to a document that either renderer can walk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vigie.analyses.changed import Changed
from vigie.analyses.consistency import findings
from vigie.analyses.figures import Count, Figure, Stated
from vigie.analyses.landscape import Landscape, Scope, landscape
from vigie.analyses.novelty import Novelty, novelty
from vigie.analyses.publications import Counting
from vigie.analyses.selection import selected
from vigie.analyses.stated import stated
from vigie.knowledge.models import EditionFile, Knowledge
from vigie.knowledge.nouns import NamedNoun
from vigie.publishing.compose import back, front
from vigie.publishing.compose.at_home import studies_at_home
from vigie.publishing.compose.changed import what_changed
from vigie.publishing.compose.chapter import chapter_section
from vigie.publishing.compose.charts import charts, form_chart, size_chart, year_chart
from vigie.publishing.compose.disease import disease
from vigie.publishing.compose.evidence import annex, evidence_leaves, figures_in
from vigie.publishing.compose.future import future
from vigie.publishing.compose.highlights import highlights
from vigie.publishing.compose.indexes import all_articles, all_studies
from vigie.publishing.compose.literature import what_was_published, year_lists
from vigie.publishing.compose.organisations import organisations
from vigie.publishing.compose.periods import periods
from vigie.publishing.compose.progress import progress
from vigie.publishing.compose.publications import Published
from vigie.publishing.compose.records import record_leaves
from vigie.publishing.document import Block, Document, Edition, Only, Section
from vigie.records.corpus import Corpus
from vigie.records.message import Message
from vigie.records.publications import is_of_a_database

WHOLE = "all"
GENERAL = "intro"
"""The section of a digest that speaks of the disease as a whole."""


def compose(
    corpus: Corpus, knowledge: Knowledge, edition: Edition, changed: Changed | None = None
) -> Document:
    """The document of an edition; its figures are those that it shows, so that none is orphaned."""
    source = _shipped(knowledge, corpus)
    printed = {figure.key: figure for figure in stated(corpus, knowledge)}
    scope = Scope(WHOLE, (), NamedNoun(knowledge.profile.names))
    whole = landscape(corpus, scope)
    new = novelty(corpus, scope, edition.since)
    articles = _articles(corpus)
    published = Published(corpus)
    chapters = (
        front.how_to_read(edition, whole.studies, printed.get("studies-world")),
        *disease(knowledge, printed, published),
        front.key_figures(
            (*_counted(knowledge, whole, new), *_literature(published)),
            tuple(_general(corpus, printed)),
            tuple(_charts(corpus, knowledge, whole, scope)),
        ),
        highlights(corpus, knowledge, printed, scope=scope, since=edition.since),
        *what_changed(changed, corpus, knowledge),
        *progress(knowledge, printed),
        *studies_at_home(corpus, knowledge, source, printed, scope),
        *future(corpus, knowledge, printed, scope),
        *what_was_published(published, knowledge, printed),
        *_chapters(published, knowledge, source, printed),
        *_end(corpus, knowledge, edition),
    )
    opening = front.cover(
        knowledge,
        edition,
        front.independence(corpus, source),
        (whole.studies, articles),
        _shown(knowledge, whole, printed),
    )
    indexes = (all_studies(corpus, knowledge, whole.studies), all_articles(published, articles))
    figures = figures_in(opening, chapters, Only("site", indexes))
    selection = selected(corpus, source.id if source else None, edition.since)
    return Document(
        edition=edition,
        title=Message.of("edition.title", disease=NamedNoun(knowledge.profile.names)),
        subtitle=Message.of("edition.subtitle", day=edition.day),
        draft=_draft(edition, source),
        cover=opening,
        chapters=chapters,
        indexes=indexes,
        lists=tuple(year_lists(published)),
        records=record_leaves(published, knowledge),
        evidence=evidence_leaves(figures.shown, corpus, knowledge),
        annex=annex(figures.printed, corpus, knowledge, selection),
        figures=figures.shown,
        selection=frozenset(ref.record.slug for ref in selection),
    )


def _draft(edition: Edition, source: EditionFile | None) -> Message | None:
    if edition.is_signed:
        return None
    is_partly = source is not None and bool(source.signatures)
    return Message.of("edition.draft_partly" if is_partly else "edition.draft")


def _charts(
    corpus: Corpus, knowledge: Knowledge, whole: Landscape, scope: Scope
) -> Iterator[Block]:
    """The whole disease at a glance: each chart with its table."""
    yield from form_chart(corpus, scope, (form.id for form in knowledge.profile.forms))
    yield from charts(whole, scope, corpus.day)
    yield from size_chart(corpus, scope)
    yield from year_chart(corpus, scope)
    yield from periods(corpus, scope)


def _shipped(knowledge: Knowledge, corpus: Corpus) -> EditionFile | None:
    """The latest shipped edition of that day or before, whose sentences this one may use."""
    past = [one for one in knowledge.editions if one.day <= str(corpus.day)]
    return max(past, key=lambda one: one.day, default=None)


def _chapters(
    published: Published,
    knowledge: Knowledge,
    source: EditionFile | None,
    printed: Mapping[str, Stated],
) -> Iterator[Section]:
    for chapter in knowledge.profile.chapters:
        if chapter.is_whole:
            yield chapter_section(chapter, published, knowledge, source, printed)


def _end(corpus: Corpus, knowledge: Knowledge, edition: Edition) -> Iterator[Section]:
    yield back.glossary(knowledge.glossary)
    yield from organisations(corpus, knowledge)
    yield back.sources(corpus, knowledge, edition)
    companies = {row.id: row.company for row in knowledge.treatments if row.company}
    found = findings(corpus, knowledge.editions, knowledge.profile.printed_counts, companies)
    yield back.problems(found, corpus, knowledge)


def _shown(
    knowledge: Knowledge, whole: Landscape, printed: Mapping[str, Stated]
) -> tuple[Figure, ...]:
    at_home = (whole.in_france,) if knowledge.profile.home_country else ()
    counted = (whole.studies, *at_home, whole.open_today)
    return (*counted, *(printed[key] for key in knowledge.profile.shown if key in printed))


def _general(corpus: Corpus, printed: Mapping[str, Stated]) -> Iterator[Stated]:
    """The printed figures of the whole disease; those of a chapter stand in their chapter."""
    of_the_whole = {held.ref for held in corpus.statements if held.entry.section == GENERAL}
    return (figure for figure in printed.values() if figure.ref in of_the_whole)


def _counted(knowledge: Knowledge, whole: Landscape, new: Novelty) -> tuple[Figure, ...]:
    return (
        whole.studies,
        whole.interventional,
        whole.watching,
        *((whole.in_france,) if knowledge.profile.home_country else ()),
        whole.open_today,
        *_new(new),
        whole.enrolment_total,
        whole.enrolment_median,
    )


def _new(new: Novelty) -> tuple[Figure, ...]:
    """Not a zero where no posting date is known and a source marks studies as new."""
    return (
        (new.printed,) if not new.posted.value and new.printed.value else (new.posted, new.printed)
    )


def _literature(published: Published) -> Iterator[Count]:
    """The publications about the disease, where a database was asked."""
    if published.literature.held:
        yield Counting(published.literature).whole()


def _articles(corpus: Corpus) -> Count:
    is_chosen = any(is_of_a_database(held) for held in corpus.articles)
    key = "definition_chosen" if is_chosen else "definition"
    return Count(
        key="all.articles",
        label=Message.of("edition.literature.label"),
        definition=Message.of(f"edition.literature.{key}", day=corpus.day),
        evidence=tuple(held.ref for held in corpus.articles),
    )
