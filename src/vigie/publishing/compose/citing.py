"""A publication named inside a sentence, and the publications that report a study's results."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vigie.analyses.linking import is_of_results
from vigie.knowledge.nouns import CodeNoun
from vigie.publishing.document import Linked, Sentence, Target, Verbatim, proper
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Article
from vigie.records.ids import RecordRef
from vigie.records.message import Message
from vigie.records.publications import notices_of


def cited_in_passing(ref: RecordRef, corpus: Corpus) -> Linked:
    """A publication's author, journal and year, and what was said of it since.

    It leads to its page in the edition; failing that, to its page in the database.
    """
    held = publication(ref, corpus)
    target = page_of(held, corpus)
    notices = notices_of(held.entry)
    if not notices:
        return Linked(shortly(held.entry), target)
    said = tuple(CodeNoun("notice", code, "long") for code in notices)
    slots = {"citation": shortly(held.entry), "notices": said}
    return Linked(Message.of("literature.short.marked", **slots), target)


def publication(ref: RecordRef, corpus: Corpus) -> Held[Article]:
    """The publication of that version. Raises: TypeError for a record of another kind."""
    held: Held[Any] = corpus.by_id[ref.record]
    if not isinstance(held.entry, Article):
        raise TypeError(f"{ref} is no publication.")
    return held


def page_of(held: Held[Article], corpus: Corpus) -> Target:
    """A publication's page in the edition; failing that, its page in the database."""
    is_elsewhere = held.ref in corpus.in_literature
    return Target("url", held.url) if is_elsewhere else Target("record", held.ref.record.slug)


def titled(article: Article, target: Target | None = None) -> Message:
    """Its title, as a link where one is given, with a stop where it has no sign of its own."""
    title = article.title
    said = Verbatim(title) if title else Message.of("literature.item.untitled")
    shown = said if target is None else Linked(said, target)
    if title and title[-1] in ".?!":
        return Message.of("edition.bare", value=shown)
    return Message.of("literature.item.title", title=shown)


def results_of(study: RecordRef, corpus: Corpus) -> tuple[Linked, ...]:
    """The publications that report a study's results, as links."""
    return tuple(_results(study, corpus))


def _results(study: RecordRef, corpus: Corpus) -> Iterator[Linked]:
    for link in corpus.links_of.get(study, ()):
        if is_of_results(link, corpus):
            yield cited_in_passing(link.article, corpus)


def shortly(article: Article) -> Message:
    """A publication's author, journal and year, as far as they are known."""
    known = article.journal or article.title
    where: Sentence = proper(known) if known else _kind(article)
    on = article.published or Message.of("edition.undated")
    if not article.first_author:
        return Message.of("literature.short.unsigned", where=where, on=on)
    author = proper(article.first_author)
    return Message.of("literature.short.signed", author=author, where=where, on=on)


def _kind(article: Article) -> Message:
    return Message.of("edition.bare", value=CodeNoun("article_kind", article.kind, "short"))
