"""Small ways to build the sentences that every page shares."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from vigie.analyses.figures import Figure, Stated
from vigie.analyses.stated import label_of
from vigie.knowledge.models import Knowledge
from vigie.knowledge.nouns import CodeNoun
from vigie.publishing.compose.cards import title
from vigie.publishing.document import (
    Cell,
    KeyFigure,
    Linked,
    Paragraph,
    Sentence,
    Target,
    Verbatim,
    proper,
)
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Article, Entry, Place, Result, Trial
from vigie.records.ids import RecordRef
from vigie.records.message import Message

_SAID_WITH_THEIR_UNIT = frozenset({"year", "years", "months", "weeks", "days", "one_in"})


def bare(value: Any) -> Message:
    """A value said on its own."""
    return Message.of("edition.bare", value=value)


def paragraph(*sentences: Sentence) -> Paragraph:
    """Sentences that stand together."""
    return Paragraph(sentences)


def cell(*sentences: Sentence) -> Cell:
    """A cell without badges."""
    return Cell(sentences)


def key_figure(figure: Figure, note: Sentence | None = None) -> KeyFigure:
    """A figure shown large: its number opens its evidence."""
    kind = "stated" if isinstance(figure, Stated) else "counted"
    return KeyFigure(number(figure), figure.label, kind, note)  # type: ignore[arg-type]


def number(figure: Figure) -> Message:
    """A figure on its own, with its unit where its label cannot say it."""
    if isinstance(figure, Stated) and figure.figure.unit in _SAID_WITH_THEIR_UNIT:
        return Message.of("edition.with_unit", value=figure)
    return bare(figure)


def place_of(places: Iterable[Place]) -> Message | None:
    """Where a text prints a record: its first page, or its first line where no page is known."""
    for place in places:
        if place.page is not None:
            return Message.of("edition.page", page=place.page)
    return None


def citation(article: Article) -> Message:
    """How an article is cited: author, journal, year; each as far as it is known."""
    known = article.journal or article.title
    where = proper(known) if known else bare(CodeNoun("article_kind", article.kind, "short"))
    slots = {"where": where, "on": article.published or Message.of("edition.undated")}
    if not article.first_author:
        return Message.of("edition.citation.unsigned", **slots)
    kind = "many" if article.has_other_authors else "one"
    return Message.of(f"edition.citation.{kind}", author=proper(article.first_author), **slots)


def name_of(held: Held[Entry], corpus: Corpus, knowledge: Knowledge) -> Sentence:
    """How a record is called in a list."""
    entry = held.entry
    if isinstance(entry, Trial):
        return title(corpus.trials_by_id[held.ref.record], corpus, knowledge)
    if isinstance(entry, Article):
        return citation(entry)
    if isinstance(entry, Result):
        return Message.of("edition.result", name=_result_name(entry, corpus))
    label = label_of(held, knowledge)  # type: ignore[arg-type]
    return Message.of("edition.statement", name=label or proper(held.ref.record.local))


def _result_name(result: Result, corpus: Corpus) -> object:
    cited = [corpus.by_id[a].entry for a in result.articles if a in corpus.by_id]
    articles = tuple(citation(entry) for entry in cited if isinstance(entry, Article))
    return articles or Verbatim(result.team or result.id.local)


def link_to(held: Held[Entry], corpus: Corpus, knowledge: Knowledge) -> Message:
    """A record's name as a link to its page."""
    return bare(Linked(name_of(held, corpus, knowledge), record_target(held.ref)))


def record_target(ref: RecordRef) -> Target:
    """The page of a record."""
    return Target("record", ref.record.slug)
