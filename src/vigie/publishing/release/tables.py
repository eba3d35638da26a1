"""The tables of the data release: one per kind of record, and one per list inside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from vigie.analyses.citations import resolve
from vigie.publishing.release.columns import Column, columns_of, parts_in, plain, seen_through
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Entry
from vigie.records.ids import RecordId
from vigie.records.tag import Tag

_RECORDS = (
    ("studies", "Trial", "trials"),
    ("articles", "Article", "publications"),
    ("results", "Result", "results"),
    ("statements", "Statement", "statements"),
)
# Not the abstracts: they are read to sort publications, and their publishers may hold rights.
_LISTS = (
    ("sites", "Site", "studies"),
    ("interventions", "Intervention", "studies"),
    ("centres", "Centres", "studies"),
    ("relations", "Relation", "studies"),
    ("arms", "Arm", "studies"),
    ("end_points", "EndPoint", "studies"),
    ("references", "Reference", "studies"),
    ("ties", "Tie", "articles"),
    ("result_figures", "Measured", "results"),
    ("places", "Place", None),
    ("notes", "FieldNote", None),
    ("unread", "Unread", None),
)
TABLES = (
    *(name for name, _, _ in _RECORDS),
    *(name for name, _, _ in _LISTS),
    "tags",
    "links",
    "resolutions",
    "figures",
    "evidence",
)
"""The tables of a release, in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: its columns, its rows (in the columns' order), and what ties it to others.

    `key` names the columns that tell its rows apart; `refers` leads from a column to the table
    whose first column it repeats.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]
    key: tuple[str, ...]
    refers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A part in the list of its record, at its position from 1."""

    record: RecordId
    position: int
    value: Any


@dataclass(frozen=True, slots=True)
class Marked:
    """A tag with the record that bears it."""

    record: RecordId
    position: int
    tag: Tag


@dataclass(frozen=True, slots=True)
class Resolved:
    """A citation, and a record that it is (`is_match`) or may be."""

    citation: RecordId
    record: RecordId
    is_match: bool


def record_tables(corpus: Corpus) -> Iterator[Table]:
    """Every table that shows records: studies, articles, results, statements, and their lists."""
    for name, kind, attribute in _RECORDS:
        yield _records(name, kind, getattr(corpus, attribute))
    for name, part, parent in _LISTS:
        yield _parts(name, part, parent, corpus)
    yield tag_table(corpus)
    yield made("links", _LINK, corpus.links, ("study", "article"))
    yield made("resolutions", _RESOLUTION, _resolutions(corpus), ("citation", "record"))


def _resolutions(corpus: Corpus) -> Iterator[Resolved]:
    """Each record of a database that a citation is, or may be."""
    for one in resolve(corpus):
        for ref in (one.match,) if one.match else one.candidates:
            yield Resolved(one.citation.record, ref.record, is_match=one.match is not None)


def tag_table(corpus: Corpus) -> Table:
    """How each record is classified, with the rule and the words that decided."""
    marked = (
        Marked(held.ref.record, position, tag)
        for held in corpus
        for position, tag in enumerate(corpus.tags.get(held.ref, ()), start=1)
    )
    columns = (*_OF_A_RECORD, *(seen_through(column, "tag") for column in _TAG))
    return made("tags", columns, marked, ("record", "position"))


def made(
    name: str,
    columns: tuple[Column, ...],
    objects: Iterable[Any],
    key: tuple[str, ...],
    refers: tuple[tuple[str, str], ...] = (),
) -> Table:
    """A table of some objects, one row each."""
    rows = tuple(tuple([plain(column.read(one)) for column in columns]) for one in objects)
    return Table(name=name, columns=columns, rows=rows, key=key, refers=refers)


def _records(name: str, kind: str, held: Iterable[Held[Any]]) -> Table:
    columns = (*(seen_through(column, "entry") for column in columns_of(kind)), *_VERSION)
    return made(name, columns, held, ("id",))


def _parts(name: str, part: str, parent: str | None, corpus: Corpus) -> Table:
    columns = (*_OF_A_RECORD, *(seen_through(column, "value") for column in columns_of(part)))
    rows = (row for held in corpus for row in _listed(held.entry, part))
    refers = (("record", parent),) if parent else ()
    return made(name, columns, rows, ("record", "position"), refers)


def _listed(entry: Entry, part: str) -> Iterator[Part]:
    for field in _LIST_FIELDS.get((type(entry).__name__, part), ()):
        for position, value in enumerate(getattr(entry, field), start=1):
            yield Part(entry.id, position, value)


_LIST_FIELDS: dict[tuple[str, str], tuple[str, ...]] = {
    (kind, part): tuple(field for field, found in parts_in(kind) if found == part)
    for _, kind, _ in _RECORDS
    for _, part, _ in _LISTS
}


def column(name: str, kind: Any, definition: str, path: str | None = None) -> Column:
    """A column that no field of the codebook defines."""
    return Column(name=name, kind=kind, definition=definition, read=attrgetter(path or name))


_VERSION = (
    column("version", "text", "Which version of the record this is; it never changes.", "ref"),
    column("version_on", "date", "The day that the source gives to this version."),
    column("address", "text", "Where the source has it.", "url"),
)
_OF_A_RECORD = (
    column("record", "text", "The id of the record that the row belongs to."),
    column("position", "integer", "The row's place in the record's list, from 1."),
)
_LINK = (
    column("study", "text", "The id of the study.", "study.record"),
    column("article", "text", "The id of the publication.", "article.record"),
    column(
        "kind",
        "text",
        "What the link rests on. result, derived, background: the registry lists the publication "
        "so; declared: the publication declares the study's number; mentioned: it prints it.",
    ),
    column("field", "text", "The field of the record in which the words stand."),
    column("words", "text", "The words that make the link."),
)
_RESOLUTION = (
    column("citation", "text", "The id of a citation without a number."),
    column("record", "text", "The id of a record of a database that it is, or may be."),
    column("is_match", "boolean", "true: this record alone fits; false: one of several."),
)
_TAG = (
    column("facet", "text", "What kind of thing is said: form, treatment, phase, place …"),
    column("concept", "text", "Which one: an id or a code of the curated files."),
    column("rule", "text", "The rule that decided."),
    column("field", "text", "The field of the record in which the words stand."),
    column("start", "integer", "Where the words begin in the field's text, from 0."),
    column("end", "integer", "Where they end."),
    column("words", "text", "The words that decided, as the record has them."),
)
