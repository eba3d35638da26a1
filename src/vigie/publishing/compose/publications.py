"""What is said of a publication: its citation, its numbers, its kind, what was said of it since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from vigie.analyses.citations import Resolution, resolve
from vigie.analyses.publications import Literature
from vigie.knowledge.nouns import CodeNoun, FormNoun
from vigie.publishing.compose.citing import cited_in_passing, page_of, publication, shortly, titled
from vigie.publishing.compose.sentences import bare, citation, record_target
from vigie.publishing.document import (
    Block,
    Bullets,
    Linked,
    Paragraph,
    Section,
    Sentence,
    Target,
    proper,
)
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Article, Trial
from vigie.records.ids import RecordRef
from vigie.records.links import Link
from vigie.records.message import Message
from vigie.records.publications import is_of_a_database, notices_of, published_as

_OTHER = "other"
"""The kind of a publication of which nothing says the kind: it is an article, and no more."""
DOI = "https://doi.org/"
PUBMED = "https://pubmed.ncbi.nlm.nih.gov/"


def said(key: str, **slots: object) -> Message:
    """A sentence on the literature."""
    return Message.of(f"literature.{key}", **slots)


@dataclass(frozen=True)
class Published:
    """The literature of an edition, and what the citations of its digest were found to be."""

    corpus: Corpus

    @cached_property
    def literature(self) -> Literature:
        """What the databases hold."""
        return Literature(self.corpus)

    @cached_property
    def resolutions(self) -> Mapping[RecordRef, Resolution]:
        """What each citation without a number is; empty where no database was asked."""
        if not self.literature.held:
            return {}
        return {one.citation: one for one in resolve(self.corpus)}

    def match(self, held: Held[Article]) -> Held[Article] | None:
        """The one record of a database that a citation is; itself where it is one."""
        if is_of_a_database(held):
            return held
        found = self.resolutions.get(held.ref)
        if found is None or found.match is None:
            return None
        return self.article(found.match)

    def article(self, ref: RecordRef) -> Held[Article]:
        """The publication of that version."""
        return self._articles[ref]

    @cached_property
    def _articles(self) -> Mapping[RecordRef, Held[Article]]:
        return {held.ref: held for held in self.corpus.publications}


def cited(held: Held[Article], published: Published) -> tuple[Sentence, ...]:
    """A citation as the edition shows it: with its numbers and notices, where they are known.

    What the editor chose in a database has a title besides: no sentence tells of it.
    """
    found = published.match(held)
    shown: list[Sentence] = [bare(Linked(citation(held.entry), record_target(held.ref)))]
    if is_of_a_database(held):
        shown.append(titled(held.entry))
    if found is not None:
        shown += (*numbers(found.entry), *notices(found.entry))
    return tuple(shown)


def listed(held: Held[Article], published: Published) -> tuple[Sentence, ...]:
    """A publication in a list: its title, which leads to the database, and how it is sorted."""
    entry, corpus = held.entry, published.corpus
    shown: list[Sentence] = [
        titled(entry, Target("url", held.url)),
        citation(entry),
        *_sorted(held, corpus),
        *notices(entry),
    ]
    since = tuple(_published_as(entry))
    if since:
        shown.append(said("item.published_as", **{"as": since}))
    return tuple(shown)


def numbers(article: Article) -> Iterator[Message]:
    """Its PubMed number and its DOI, each leading to its page."""
    if article.pmid:
        target = Target("url", f"{PUBMED}{article.pmid}/")
        yield bare(Linked(said("number.pmid", number=article.pmid), target))
    if article.doi:
        target = Target("url", f"{DOI}{article.doi}")
        yield bare(Linked(said("number.doi", number=article.doi), target))


def notices(article: Article) -> Iterator[Message]:
    """That it was retracted or corrected, with the notice where it is cited."""
    for code, tie in notices_of(article).items():
        notice = CodeNoun("notice", code, "long")
        if tie.citation:
            yield said("item.notice_by", notice=notice, citation=proper(tie.citation))
        else:
            yield said("item.notice", notice=notice)


def linked_publications(study: Held[Trial], corpus: Corpus) -> Iterator[Block]:
    """The publications linked to a study, each with what the link rests on."""
    found = corpus.links_of.get(study.ref, ())
    if not found:
        return
    items = tuple(Paragraph(tuple(_linked(link, corpus))) for link in found)
    name = f"linked-{study.ref.record.slug}"
    yield Section(name, said("study.title"), (Paragraph((said("study.lead"),)), Bullets(items)))


def _linked(link: Link, corpus: Corpus) -> Iterator[Sentence]:
    kind = said(f"study.{link.kind.value}")
    held = publication(link.article, corpus)
    if is_of_a_database(held):
        yield titled(held.entry, page_of(held, corpus))
        yield said("study.item", article=shortly(held.entry), kind=kind)
    else:
        yield said("study.item", article=cited_in_passing(link.article, corpus), kind=kind)
    yield from notices(held.entry)


def _sorted(held: Held[Article], corpus: Corpus) -> Iterator[Message]:
    """Its kind and the forms that it is about, as far as they are known."""
    kinds = sorted(corpus.concepts(held.ref, "publication"))
    forms = tuple(FormNoun(form) for form in sorted(corpus.concepts(held.ref, "form")))
    if held.entry.kind != "article":
        kind = CodeNoun("article_kind", held.entry.kind, "long")
    elif kinds and kinds[0] == _OTHER:
        kind = CodeNoun("article_kind", "article", "long")
    elif kinds:
        kind = CodeNoun("publication", kinds[0], "long")
    else:
        kind = None
    if kind and forms:
        yield said("item.sorted", kind=kind, forms=forms)
    elif kind:
        yield said("item.unsorted", kind=kind)
    elif forms:
        yield said("item.forms", forms=forms)


def _published_as(article: Article) -> Iterator[Message]:
    for number in published_as(article):
        if number.isdecimal():
            target = Target("url", f"{PUBMED}{number}/")
            yield bare(Linked(said("number.pmid", number=number), target))
        else:
            target = Target("url", f"{DOI}{number}")
            yield bare(Linked(said("number.doi", number=number), target))
