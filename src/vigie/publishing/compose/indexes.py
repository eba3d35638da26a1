"""The lists of the site: every study, every publication."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from unicodedata import normalize

from vigie.analyses.figures import Count
from vigie.analyses.freshness import freshness
from vigie.analyses.landscape import WATCHING, is_of_another_disease
from vigie.knowledge.models import Knowledge
from vigie.knowledge.nouns import CodeNoun, FormNoun, TreatmentNoun
from vigie.publishing.compose.families import recruitment_said
from vigie.publishing.compose.front import phase_badge, said
from vigie.publishing.compose.sentences import (
    bare,
    cell,
    citation,
    link_to,
    paragraph,
    record_target,
)
from vigie.publishing.document import Bullets, Cell, Linked, Section, Table
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Article, Trial
from vigie.records.message import Message

_COLUMNS = ("study", "form", "treatment", "phase", "place", "recruitment")


def all_studies(corpus: Corpus, knowledge: Knowledge, count: Count) -> Section:
    """Every study held, one row each; none is left out."""
    table = Table(
        "all-studies",
        said("studies.caption"),
        tuple(said(f"studies.column.{column}") for column in _COLUMNS),
        tuple(_row(held, corpus, knowledge) for held in corpus.trials),
        is_alphabetical=True,
    )
    return Section(
        "studies", said("studies.title"), (paragraph(said("studies.lead", n=count)), table)
    )


def _row(held: Held[Trial], corpus: Corpus, knowledge: Knowledge) -> tuple[Cell, ...]:
    status = freshness(held, corpus.day)
    phases = tuple(phase_badge(phase) for phase in held.entry.phases)
    return (
        cell(link_to(held, corpus, knowledge)),
        _nouns(held, corpus, "form"),
        _nouns(held, corpus, "treatment"),
        Cell((), phases) if phases else cell(_none(held, corpus, "phase")),
        _nouns(held, corpus, "place"),
        cell(recruitment_said(status)) if status else cell(_no_recruitment()),
    )


def _no_recruitment() -> Message:
    return Message.of("chapter.pipeline.no_recruitment")


def _nouns(held: Held[Trial], corpus: Corpus, facet: str) -> Cell:
    concepts = sorted(corpus.concepts(held.ref, facet))
    if not concepts:
        return cell(_none(held, corpus, facet))
    return cell(bare(tuple(_NOUNS[facet](concept) for concept in concepts)))


def _none(held: Held[Trial], corpus: Corpus, facet: str) -> Message:
    """Why a cell names nothing: nothing to name, another disease, or a source that is silent."""
    if facet in {"treatment", "phase"} and held.entry.study_type in WATCHING:
        return said(f"studies.none.{facet}")
    if facet == "form" and is_of_another_disease(held, corpus):
        return said("studies.none.form")
    return said(f"studies.not_stated.{facet}")


_NOUNS: Mapping[str, Callable[[str], object]] = {
    "form": FormNoun,
    "treatment": TreatmentNoun,
    "place": lambda code: CodeNoun("place", code),
}


def _heading(held: Held[Article]) -> str:
    article = held.entry
    heading = article.first_author or article.title or article.journal or ""
    return normalize("NFD", heading).casefold()


def all_articles(corpus: Corpus, count: Count) -> Section:
    """Every publication held, by first author, or else by title."""
    by_author = sorted(corpus.articles, key=lambda held: (_heading(held), held.ref.record.local))
    items = tuple(
        paragraph(bare(Linked(citation(held.entry), record_target(held.ref)))) for held in by_author
    )
    return Section(
        "publications",
        said("literature.title"),
        (paragraph(said("literature.lead", n=count)), Bullets(items)),
    )
