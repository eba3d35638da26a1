"""The literature as RIS, which reference managers import."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import rispy

from vigie.publishing.release.literature import Author, Citation
from vigie.records.dates import PartialDate

_TYPES: Mapping[str, str] = {
    "article": "JOUR",
    "preprint": "UNPB",
    "congress_abstract": "CPAPER",
    "registry_report": "RPRT",
    "report": "RPRT",
    "guideline": "RPRT",
    "brochure": "PAMP",
    "press_release": "GEN",
}


def ris_bytes(citations: Iterable[Citation], kinds: Mapping[str, str]) -> bytes:
    """Every citation as one RIS reference; `kinds` names what is neither article nor report."""
    references = [_reference(one, kinds) for one in citations]
    text: str = rispy.dumps(references, implementation=_Plain)
    return text.replace("\n", "\r\n").encode()


class _Plain(rispy.RisWriter):  # type: ignore[misc]
    """References one after another, without the numbers between them that no reader needs."""

    def set_header(self, count: int) -> None:
        """No line before a reference."""


def _reference(one: Citation, kinds: Mapping[str, str]) -> dict[str, Any]:
    """The fields that are known; a field that is not has no line."""
    container = "journal_name" if one.kind == "article" else "secondary_title"
    fields: dict[str, Any] = {
        "type_of_reference": _TYPES.get(one.kind, "GEN"),
        "authors": [_author(author) for author in one.authors] or None,
        "title": one.title,
        container: one.journal,
        "volume": one.volume,
        "number": one.issue,
        **_pages(one.pages),
        "year": one.published and f"{one.published.year:04d}",
        "date": one.published and _date(one.published),
        "type_of_work": None if one.kind == "article" else kinds.get(one.kind),
        "doi": one.doi,
        "accession_number": one.pmid,
        "name_of_database": "PubMed" if one.pmid else None,
        "urls": [one.url] if one.url else None,
        "notes": list(one.notes) or None,
        "id": one.key,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _pages(pages: str | None) -> dict[str, str]:
    """The first page, and the last where both are given; *612-9* ends on page 619."""
    first, _, last = (pages or "").partition("-")
    if last.isdecimal() and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return {name: page for name, page in (("start_page", first), ("end_page", last)) if page}


def _author(author: Author) -> str:
    """*Family, A.B.*; an organisation stands as it is."""
    if not author.initials:
        return author.name
    return f"{author.name}, {'.'.join(author.initials)}."


def _date(published: PartialDate) -> str | None:
    """`YYYY/MM/DD/` with what is not known left empty; None where the year is all."""
    if published.month is None:
        return None
    day = "" if published.day is None else f"{published.day:02d}"
    return f"{published.year:04d}/{published.month:02d}/{day}/"
