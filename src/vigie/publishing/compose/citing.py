"""A publication named inside a sentence, and the publications that report a study's results."""

from __future__ import annotations

from collections.abc import Iterator

from vigie.analyses.linking import is_of_results
from vigie.knowledge.nouns import CodeNoun
from vigie.publishing.document import Linked, Sentence, Target, Verbatim
from vigie.records.corpus import Corpus
from vigie.records.entries import Article
from vigie.records.ids import RecordRef
from vigie.records.message import Message
from vigie.records.publications import notices_of


def cited_in_passing(ref: RecordRef, corpus: Corpus) -> Linked:
    """A publication's author, journal and year, and what was said of it since.

    It leads to its page in the edition; failing that, to its page in the database.
    """
    held = corpus.by_id[ref.record]
    if not isinstance(held.entry, Article):
        raise TypeError(f"{ref} is no publication.")
    is_elsewhere = held.ref in corpus.in_literature
    target = Target("url", held.url) if is_elsewhere else Target("record", ref.record.slug)
    notices = notices_of(held.entry)
    if not notices:
        return Linked(_short(held.entry), target)
    said = tuple(CodeNoun("notice", code, "long") for code in notices)
    slots = {"citation": _short(held.entry), "notices": said}
    return Linked(Message.of("literature.short.marked", **slots), target)


def results_of(study: RecordRef, corpus: Corpus) -> tuple[Linked, ...]:
    """The publications that report a study's results, as links."""
    return tuple(_results(study, corpus))


def _results(study: RecordRef, corpus: Corpus) -> Iterator[Linked]:
    for link in corpus.links_of.get(study, ()):
        if is_of_results(link, corpus):
            yield cited_in_passing(link.article, corpus)


def _short(article: Article) -> Message:
    known = article.journal or article.title
    where: Sentence = Verbatim(known) if known else _kind(article)
    on = article.published or Message.of("edition.undated")
    if not article.first_author:
        return Message.of("literature.short.unsigned", where=where, on=on)
    author = Verbatim(article.first_author)
    return Message.of("literature.short.signed", author=author, where=where, on=on)


def _kind(article: Article) -> Message:
    return Message.of("edition.bare", value=CodeNoun("article_kind", article.kind, "short"))
