"""What a citation of ours holds, before any format of reference managers.

A source that cites *Neves A et al.* gives the first author alone: a format that knows *and
others* says so, and a note says it everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from vigie.knowledge.models import EditionFile, Knowledge
from vigie.publishing.document import Verbatim
from vigie.publishing.site.places import safe_url
from vigie.publishing.speaking import Speaker
from vigie.publishing.typography import inert
from vigie.records.corpus import Corpus, Held
from vigie.records.dates import PartialDate
from vigie.records.entries import Article
from vigie.records.message import Message

# Kinds of publication that a person signs; the others are signed by an organisation.
_SIGNED_BY_PEOPLE = frozenset(
    {"article", "preprint", "congress_abstract", "registry_report", "guideline"}
)
_PERSON = re.compile(r"(?P<family>\S.*) (?P<initials>[^\W\d_]{1,5})")
DOI = "https://doi.org/"
PUBMED = "https://pubmed.ncbi.nlm.nih.gov/"


@dataclass(frozen=True, slots=True)
class Author:
    """The first author: a family name with initials, or an organisation without."""

    name: str
    initials: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One publication as it will be written. Every text is on one line."""

    key: str
    kind: str
    author: Author | None
    has_others: bool
    title: str | None
    journal: str | None
    published: PartialDate | None
    doi: str | None
    pmid: str | None
    url: str | None
    notes: tuple[str, ...]


def citations(corpus: Corpus, knowledge: Knowledge, voice: Speaker) -> tuple[Citation, ...]:
    """Every publication held, in the order of the ids; keys are the records' own."""
    return tuple(_citation(held, knowledge, voice) for held in corpus.articles)


def first_author(article: Article) -> Author | None:
    """The author as cited: *Neves A* is a family name and initials in what people sign."""
    if not article.first_author:
        return None
    said = inert(article.first_author)
    found = _PERSON.fullmatch(said)
    if found and article.kind in _SIGNED_BY_PEOPLE and found["initials"].isupper():
        return Author(found["family"], found["initials"])
    return Author(said)


def _citation(held: Held[Article], knowledge: Knowledge, voice: Speaker) -> Citation:
    article = held.entry
    return Citation(
        key=held.ref.record.slug,
        kind=article.kind,
        author=first_author(article),
        has_others=bool(article.has_other_authors),
        title=_line(article.title),
        journal=_line(article.journal),
        published=article.published,
        doi=_line(article.doi),
        pmid=_line(article.pmid),
        url=_address(article),
        notes=tuple(voice.text(note) for note in _notes(held, knowledge)),
    )


def _line(text: str | None) -> str | None:
    return inert(text) if text else None


def _address(article: Article) -> str | None:
    if article.doi:
        return safe_url(DOI + quote(article.doi, safe="/:().-_"))
    if article.pmid and article.pmid.isdigit():
        return f"{PUBMED}{article.pmid}/"
    return None


def _notes(held: Held[Article], knowledge: Knowledge) -> Iterator[Message]:
    article = held.entry
    if article.has_other_authors:
        yield Message.of("release.literature.et_al")
    edition = _edition(held, knowledge)
    if edition is None:
        return
    pages = tuple(sorted({place.page for place in article.places if place.page is not None}))
    key = "cited_on" if pages else "cited"
    slots = {"pages": pages} if pages else {}
    title = Verbatim(edition.source_title, "fr")
    yield Message.of(f"release.literature.{key}", title=title, **slots)


def _edition(held: Held[Article], knowledge: Knowledge) -> EditionFile | None:
    record = held.ref.record
    starts = ((one, f"{one.id}/") for one in knowledge.editions)
    found = (one for one, start in starts if record.local.startswith(start))
    return next(found, None) if record.source == "digest" else None
