"""Where each thing of an edition stands in the site, in every language alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from vigie.errors import VigieError
from vigie.publishing.document import (
    Block,
    Box,
    Definition,
    Document,
    Listing,
    Only,
    Section,
    Target,
)

EVIDENCE_PAGE = "evidence/index.html"
_UNSAFE = re.compile(r"[^a-z0-9._-]+")


class BrokenLink(VigieError):
    """A document links to a thing that it does not hold."""


@dataclass(frozen=True, slots=True)
class Places:
    """Paths below a language's folder: sections and terms with their fragment, records, figures."""

    sections: Mapping[str, str]
    records: Mapping[str, str]
    evidence: Mapping[str, str]
    terms: Mapping[str, str]

    def path(self, target: Target) -> str | None:
        """The path of a target inside the site; None where it leads out of it.

        Raises: BrokenLink where nothing of that name is published.
        """
        if target.kind == "url":
            return None
        named = {
            "section": self.sections,
            "record": self.records,
            "evidence": self.evidence,
            "term": self.terms,
        }[target.kind]
        if target.id not in named:
            raise BrokenLink(
                f"The edition links to the {target.kind} {target.id!r}, which has no page. "
                "Add it to the document, or say the words without a link."
            )
        return named[target.id]


def places_of(document: Document) -> Places:
    """Finds the place of everything that a link of the document can lead to."""
    sections = {document.annex.id: EVIDENCE_PAGE}
    terms: dict[str, str] = {}
    for annexed in walk(document.annex.blocks):
        if isinstance(annexed, Section):
            sections[annexed.id] = f"{EVIDENCE_PAGE}#{annexed.id}"
    for chapter in (*document.chapters, *document.indexes):
        path = f"{file_name(chapter.id)}.html"
        sections[chapter.id] = path
        for block in walk(chapter.blocks):
            if isinstance(block, Section):
                sections[block.id] = f"{path}#{block.id}"
            elif isinstance(block, Definition):
                terms.setdefault(block.id, f"{path}#term-{block.id}")
    for block in walk(document.cover):
        if isinstance(block, Section):
            sections[block.id] = f"index.html#{block.id}"
    sections |= {listed.id: f"{file_name(listed.id)}.html" for listed in document.lists}
    return Places(
        sections=sections,
        records=_pages("records", document.records.ids) | dict(_listed(document.lists)),
        evidence=_pages("evidence", document.evidence.ids),
        terms=terms,
    )


def _listed(lists: Iterable[Section]) -> Iterator[tuple[str, str]]:
    """The place in a list of each record that has no page of its own."""
    for section in lists:
        path = f"{file_name(section.id)}.html"
        for block in walk(section.blocks):
            if isinstance(block, Listing):
                yield from ((item.id, f"{path}#{item.id}") for item in block.items)


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block that the site shows, however deep, in reading order."""
    for block in blocks:
        if isinstance(block, Only) and block.medium != "site":
            continue
        yield block
        if isinstance(block, Section | Box | Only):
            yield from walk(block.blocks)


def file_name(name: str) -> str:
    """A name that is safe as a file on every system: `ibm.studies.phase.2` stays as it is.

    >>> file_name("../Étude?")
    'tude'
    """
    return _UNSAFE.sub("-", name.lower()).strip(".-") or "page"


def safe_url(url: str) -> str | None:
    """The address, if it is one that a page may lead to; None for any other scheme.

    >>> safe_url("javascript:alert(1)") is None
    True
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in {"http", "https"} and parts.netloc else None


def _pages(folder: str, names: Iterable[str]) -> dict[str, str]:
    pages = {name: f"{folder}/{file_name(name)}.html" for name in names}
    taken = {f"{folder}/index.html"}
    for name, path in pages.items():
        if path in taken:
            raise BrokenLink(f"Two pages would be {path}; {name!r} is one. Give it another id.")
        taken.add(path)
    return pages
