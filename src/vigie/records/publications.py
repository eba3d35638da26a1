"""One view per publication: what PubMed and Europe PMC say of it, united by PMID and DOI alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from vigie.records.corpus import Held
from vigie.records.entries import Article, Tie
from vigie.records.ids import RecordRef

Row = Held[Article]

# Which database is believed first where two fill the same field.
DATABASES = ("pubmed", "europepmc")
NOTICES = {
    "retracted_by": "retracted",
    "partly_retracted_by": "partly_retracted",
    "concern_in": "concern",
    "corrected_by": "corrected",
    "republished_in": "corrected",
}
"""What each kind of tie says of a publication, by the code of the notice."""
_GRAVEST = tuple(dict.fromkeys(NOTICES.values()))
_PUBLISHED_AS = frozenset({"preprint_of", "updated_by"})
_EMPTY: tuple[Any, ...] = (None, (), "")


def is_of_a_database(held: Held[Any]) -> bool:
    """Whether a publication is a database's own record, not what a text prints of it."""
    return held.ref.record.source in DATABASES


def unite_publications(articles: Iterable[Row]) -> tuple[Row, ...]:
    """One publication for the databases' records that share a PMID or a DOI.

    What a digest cites is left alone: it is a claim of the digest's.
    """
    listed = tuple(articles)
    rows = sorted(filter(is_of_a_database, listed), key=_believed_first)
    others = (held for held in listed if not is_of_a_database(held))
    united = (_united(group) for group in _groups(rows))
    return tuple(sorted((*others, *united), key=lambda held: held.ref))


def published_as(preprint: Article) -> Iterator[str]:
    """The PMIDs or DOIs under which a preprint was published since, as its record says."""
    if preprint.kind == "preprint":
        yield from (tie.target for tie in preprint.ties if tie.kind in _PUBLISHED_AS and tie.target)


def notices_of(article: Article) -> Mapping[str, Tie]:
    """What was said of a publication since, the gravest first, with the tie that says it."""
    told = ((NOTICES[tie.kind], tie) for tie in article.ties if tie.kind in NOTICES)
    found: dict[str, Tie] = {}
    for code, tie in told:
        found.setdefault(code, tie)
    return dict(sorted(found.items(), key=lambda pair: _GRAVEST.index(pair[0])))


def numbers_of(article: Article) -> frozenset[str]:
    """The PMID and the DOI of a publication, as they are compared."""
    doi = {f"doi:{article.doi.casefold()}"} if article.doi else set()
    return frozenset(doi | ({f"pmid:{article.pmid}"} if article.pmid else set()))


def _believed_first(row: Row) -> tuple[int, RecordRef]:
    return DATABASES.index(row.ref.record.source), row.ref


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The rows that a number ties together; two records of one database never are."""
    by_number: dict[str, list[Row]] = {}
    groups: list[list[Row]] = []
    for row in rows:
        tied = (by_number[number] for number in numbers_of(row.entry) if number in by_number)
        group = next((one for one in tied if _has_room(one, row)), None)
        if group is None:
            group = []
            groups.append(group)
        group.append(row)
        for number in numbers_of(row.entry):
            by_number.setdefault(number, group)
    yield from groups


def _has_room(group: Sequence[Row], row: Row) -> bool:
    return all(one.ref.record.source != row.ref.record.source for one in group)


def _united(rows: Sequence[Row]) -> Row:
    """The first row, with what the others say where it says nothing, and the ties of all."""
    first = rows[0]
    if len(rows) == 1:
        return first
    values: dict[str, Any] = {}
    provenance: list[tuple[str, RecordRef]] = []
    for field in fields(Article):
        told = ((row.ref, getattr(row.entry, field.name)) for row in rows)
        found = next(((ref, value) for ref, value in told if value not in _EMPTY), None)
        if found and field.name not in {"id", "ties"}:
            provenance.append((field.name, found[0]))
            values[field.name] = found[1]
    entry = replace(first.entry, **values, ties=tuple(_ties(rows)))
    return replace(first, entry=entry, members=tuple(rows), provenance=tuple(provenance))


def _ties(rows: Iterable[Row]) -> Iterator[Tie]:
    """The ties of all, each once: the same target under two spellings is one."""
    seen: set[tuple[str, str | None]] = set()
    for row in rows:
        for tie in row.entry.ties:
            key = tie.kind, tie.target or tie.citation
            if key not in seen:
                seen.add(key)
                yield tie
