"""An entry of Europe PMC, from its JSON (`resultType=core`) to an article.

*Source*: https://europepmc.org/RestfulWebService. Authors' addresses stay in the payload: of an
address only the country's end is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape

import msgspec

from vigie.errors import UnreadableInput
from vigie.records.dates import PartialDate
from vigie.records.entries import AbstractPart, Article, Tie
from vigie.records.ids import RecordId
from vigie.records.payload import Payload
from vigie.sources.addresses import country_ends
from vigie.sources.controls import without_controls

SOURCE = "europepmc"
MEDIA_TYPE = "application/json"
# Raise it with every change of what `read` makes of the same bytes: cached readings depend on it.
READER_VERSION = "1"

_TIES: Mapping[str, str] = {
    "preprint of": "preprint_of",
    "preprint in": "has_preprint",
    "retraction in": "retracted_by",
    "retraction of": "retraction_of",
    "partial retraction in": "partly_retracted_by",
    "expression of concern in": "concern_in",
    "erratum in": "corrected_by",
    "erratum for": "correction_of",
    "update in": "updated_by",
    "update of": "update_of",
    "comment in": "commented_by",
    "comment on": "comment_on",
    "republished in": "republished_in",
    "republished from": "republished_from",
}
_TAG = re.compile(r"<[^>]*>")
_HEADING = re.compile(r"<h4>(?P<label>[^<]*)</h4>", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_CONGRESS = re.compile(r"congress|conference|meeting abstract", re.IGNORECASE)


class UnreadableEntry(UnreadableInput):
    """A payload that is no entry of Europe PMC: which, what was found, what to do."""

    def __init__(self, record: RecordId, found: str, remedy: str) -> None:
        super().__init__(f"{record}: found {found}. {remedy}")


class _Affiliation(msgspec.Struct, rename="camel"):
    affiliation: str | None = None


class _Affiliations(msgspec.Struct, rename="camel"):
    author_affiliation: list[_Affiliation] = []


class _Author(msgspec.Struct, rename="camel"):
    full_name: str | None = None
    collective_name: str | None = None
    author_affiliation_details_list: _Affiliations | None = None


class _Authors(msgspec.Struct, rename="camel"):
    author: list[_Author] = []


class _Journal(msgspec.Struct, rename="camel"):
    title: str | None = None
    medline_abbreviation: str | None = None
    iso_abbreviation: str | None = msgspec.field(default=None, name="isoabbreviation")


class _Issue(msgspec.Struct, rename="camel"):
    issue: str | None = None
    volume: str | None = None
    year_of_publication: int | None = None
    month_of_publication: int | None = None
    journal: _Journal | None = None


class _Words(msgspec.Struct, rename="camel"):
    pub_type: list[str] = []
    keyword: list[str] = []


class _Heading(msgspec.Struct, rename="camel"):
    descriptor_name: str | None = None


class _Headings(msgspec.Struct, rename="camel"):
    mesh_heading: list[_Heading] = []


class _Correction(msgspec.Struct, rename="camel"):
    type: str = ""
    id: str | None = None
    reference: str | None = None


class _Corrections(msgspec.Struct, rename="camel"):
    comment_correction: list[_Correction] = []


class _Book(msgspec.Struct, rename="camel"):
    publisher: str | None = None


class _Entry(msgspec.Struct, rename="camel"):
    id: str
    source: str
    pmid: str | None = None
    pmcid: str | None = None
    doi: str | None = None
    title: str | None = None
    author_string: str | None = None
    author_list: _Authors | None = None
    journal_info: _Issue | None = None
    journal_title: str | None = None
    page_info: str | None = None
    pub_year: str | None = None
    abstract_text: str | None = None
    language: str | None = None
    pub_type_list: _Words | None = None
    keyword_list: _Words | None = None
    mesh_heading_list: _Headings | None = None
    comment_correction_list: _Corrections | None = None
    book_or_report_details: _Book | None = None
    first_publication_date: str | None = None
    first_index_date: str | None = None


def local_id(source: str, entry: str) -> str:
    """The name of an entry within this source: which collection, which number.

    >>> local_id("PPR", "PPR123456")
    'PPR/PPR123456'
    """
    return f"{source}/{entry}"


def read(payload: Payload) -> Article:
    """The article of a payload of this source. Raises: UnreadableEntry."""
    entry = _decoded(payload)
    authors = tuple(_authors(entry))
    issue = entry.journal_info or _Issue()
    types = tuple(entry.pub_type_list.pub_type) if entry.pub_type_list else ()
    return Article(
        id=payload.record,
        kind=_kind(entry, types),
        first_author=authors[0] if authors else None,
        has_other_authors=len(authors) > 1 if authors else None,
        authors=authors,
        author_countries=tuple(dict.fromkeys(_countries(entry))),
        journal=_journal(entry),
        volume=_plain(issue.volume),
        issue=_plain(issue.issue),
        pages=_plain(entry.page_info),
        published=_published(entry, issue),
        entered=_date(entry.first_index_date),
        title=_title(entry.title),
        abstract=tuple(_abstract(entry.abstract_text or "")),
        languages=(entry.language,) if entry.language else (),
        publication_types=types,
        subject_headings=tuple(_headings(entry)),
        keywords=tuple(entry.keyword_list.keyword) if entry.keyword_list else (),
        ties=tuple(_ties(entry)),
        doi=_plain(entry.doi),
        pmid=_plain(entry.pmid),
        pmcid=_plain(entry.pmcid),
    )


def _decoded(payload: Payload) -> _Entry:
    body = without_controls(payload.body)
    try:
        entry = msgspec.json.decode(body, type=_Entry, strict=False)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        found = f"what is no entry ({fault})"
        raise UnreadableEntry(payload.record, found, "Fetch it again.") from None
    if local_id(entry.source, entry.id) != payload.record.local:
        found = f"the entry {local_id(entry.source, entry.id)!r}"
        raise UnreadableEntry(payload.record, found, "Fetch it again.")
    return entry


def _kind(entry: _Entry, types: tuple[str, ...]) -> str:
    if entry.source == "PPR" or "preprint" in {name.casefold() for name in types}:
        return "preprint"
    if any(_CONGRESS.search(name) for name in types):
        return "congress_abstract"
    return "article"


def _authors(entry: _Entry) -> Iterator[str]:
    listed = entry.author_list.author if entry.author_list else []
    names = [author.full_name or author.collective_name for author in listed]
    if not any(names) and entry.author_string:
        names = list(entry.author_string.rstrip(".").split(", "))
    yield from (name for name in map(_plain, names) if name)


def _countries(entry: _Entry) -> Iterator[str]:
    for author in entry.author_list.author if entry.author_list else ():
        details = author.author_affiliation_details_list
        for place in details.author_affiliation if details else ():
            yield from country_ends(place.affiliation or "")


def _journal(entry: _Entry) -> str | None:
    journal = entry.journal_info.journal if entry.journal_info else None
    short = journal and (journal.iso_abbreviation or journal.medline_abbreviation or journal.title)
    server = entry.book_or_report_details
    return _plain(short or entry.journal_title or (server.publisher if server else None))


def _published(entry: _Entry, issue: _Issue) -> PartialDate | None:
    """The day of first publication; failing that, the issue's month or year."""
    first = _date(entry.first_publication_date)
    if first is not None:
        return first
    year = issue.year_of_publication or _number(entry.pub_year)
    if year is None:
        return None
    for month in (issue.month_of_publication or None, None):
        try:
            return PartialDate(year, month)
        except ValueError:
            continue
    return None


def _title(text: str | None) -> str | None:
    plain = _plain(text)
    return plain.removesuffix(".").strip("[]") or None if plain else None


def _abstract(text: str) -> Iterator[AbstractPart]:
    """The paragraphs of an abstract, at their headings."""
    pieces = _HEADING.split(text)
    first = _plain(pieces[0])
    if first:
        yield AbstractPart(first)
    for label, paragraph in zip(pieces[1::2], pieces[2::2], strict=True):
        said = _plain(paragraph)
        if said:
            yield AbstractPart(said, _plain(label))


def _headings(entry: _Entry) -> Iterator[str]:
    found = entry.mesh_heading_list.mesh_heading if entry.mesh_heading_list else []
    yield from (heading.descriptor_name for heading in found if heading.descriptor_name)


def _ties(entry: _Entry) -> Iterator[Tie]:
    listed = entry.comment_correction_list
    for one in listed.comment_correction if listed else ():
        kind = _TIES.get(one.type.casefold())
        if kind:
            yield Tie(kind, _plain(one.reference), one.id)


def _plain(text: str | None) -> str | None:
    """The text without its markup, on one line; None for no text."""
    if text is None:
        return None
    return _SPACES.sub(" ", unescape(_TAG.sub("", text))).strip() or None


def _date(text: str | None) -> PartialDate | None:
    try:
        return PartialDate.parse(text) if text else None
    except ValueError:
        return None


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None
