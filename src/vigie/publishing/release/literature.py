"""What a citation of ours holds, before any format of reference managers.

A source that cites *Neves A et al.* gives the first author alone: a format that knows *and
others* says so, and a note says it everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from vigie.analyses.citations import resolve
from vigie.knowledge.models import EditionFile, Knowledge
from vigie.publishing.compose.publications import notices
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
    authors: tuple[Author, ...]
    has_others: bool
    title: str | None
    journal: str | None
    volume: str | None
    issue: str | None
    pages: str | None
    published: PartialDate | None
    doi: str | None
    pmid: str | None
    url: str | None
    notes: tuple[str, ...]


def citations(corpus: Corpus, knowledge: Knowledge, voice: Speaker) -> tuple[Citation, ...]:
    """Every publication that the edition cites, in the order of the ids; keys are the records' own.

    A citation that one record of a database alone fits has what that record says.
    """
    articles = {held.ref: held for held in corpus.publications}
    matches = {
        one.citation: articles[one.match] for one in resolve(corpus) if one.match is not None
    }
    return tuple(
        _citation(held, matches.get(held.ref), knowledge, voice) for held in corpus.articles
    )


def first_author(article: Article) -> Author | None:
    """The author as cited: *Neves A* is a family name and initials in what people sign."""
    return _author(article.first_author, article) if article.first_author else None


def _author(name: str, article: Article) -> Author:
    said = inert(name)
    found = _PERSON.fullmatch(said)
    if found and article.kind in _SIGNED_BY_PEOPLE and found["initials"].isupper():
        return Author(found["family"], found["initials"])
    return Author(said)


def _citation(
    held: Held[Article], match: Held[Article] | None, knowledge: Knowledge, voice: Speaker
) -> Citation:
    cited, article = held.entry, match.entry if match else held.entry
    authors = tuple(_author(name, article) for name in article.authors)
    first = first_author(article)
    return Citation(
        key=held.ref.record.slug,
        kind=cited.kind,
        authors=authors or ((first,) if first else ()),
        has_others=bool(article.has_other_authors) and len(authors) < 2,
        title=_line(article.title),
        journal=_line(article.journal),
        volume=_line(article.volume),
        issue=_line(article.issue),
        pages=_line(article.pages),
        published=article.published,
        doi=_line(article.doi),
        pmid=_line(article.pmid),
        url=_address(article),
        notes=tuple(voice.text(note) for note in _notes(held, match, knowledge)),
    )


def _line(text: str | None) -> str | None:
    return inert(text) if text else None


def _address(article: Article) -> str | None:
    if article.doi:
        return safe_url(DOI + quote(article.doi, safe="/:().-_"))
    if article.pmid and article.pmid.isdigit():
        return f"{PUBMED}{article.pmid}/"
    return None


def _notes(
    held: Held[Article], match: Held[Article] | None, knowledge: Knowledge
) -> Iterator[Message]:
    article = held.entry
    if match is not None:
        yield Message.of("release.literature.found", record=Verbatim(str(match.ref.record)))
    elif article.has_other_authors and len(article.authors) < 2:
        yield Message.of("release.literature.et_al")
    yield from notices((match or held).entry)
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
