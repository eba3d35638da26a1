"""The data package: what each file holds, column by column, under what rights, of what day."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from vigie.knowledge.models import Knowledge, Language, SourceEntry
from vigie.knowledge.nouns import NamedNoun
from vigie.publishing.document import Edition
from vigie.publishing.release.columns import Column
from vigie.publishing.release.tables import Table
from vigie.publishing.release.writing import SEPARATOR, csv_of, harmless, json_document
from vigie.publishing.speaking import Speaker
from vigie.records.corpus import Corpus
from vigie.records.message import Message

DESCRIPTOR, DICTIONARY = "datapackage.json", "data-dictionary.csv"
_PROFILE = "https://datapackage.org/profiles/2.0"
_TYPES: Mapping[str, Mapping[str, Any]] = {
    "text": {"type": "string"},
    "number": {"type": "number"},
    "integer": {"type": "integer"},
    "boolean": {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]},
    "date": {"type": "date"},
    "partial_date": {"type": "string"},
    "texts": {"type": "list", "delimiter": SEPARATOR, "itemType": "string"},
    "numbers": {"type": "list", "delimiter": SEPARATOR, "itemType": "number"},
    "integers": {"type": "list", "delimiter": SEPARATOR, "itemType": "integer"},
}
_PARTIAL_DATE = r"\d{4}(-\d{2}(-\d{2})?)?"
# JSON has lists and truth values of its own.
_IN_JSON: Mapping[str, Mapping[str, Any]] = {
    **_TYPES,
    "boolean": {"type": "boolean"},
    "texts": {"type": "array"},
    "numbers": {"type": "array"},
    "integers": {"type": "array"},
}
_MEDIA_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "jsonl": "application/x-ndjson",
    "parquet": "application/vnd.apache.parquet",
}
# The reference tool does not measure these formats, and takes a size for a fault.
_WITHOUT_SIZE = frozenset({"json", "jsonl"})
_DICTIONARY = ("table", "column", "type", "unit", "codes", "field", "pointers", "definition")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A file of a table: its path in the package, its format, its bytes."""

    table: Table
    path: str
    format: str
    body: bytes


@dataclass(frozen=True, kw_only=True)
class Described:
    """What a package is about: the edition, its records, the words to say it."""

    edition: Edition
    corpus: Corpus
    knowledge: Knowledge
    voices: Mapping[Language, Speaker]
    base_url: str | None = None

    @property
    def draft(self) -> Message | None:
        """What is said of an edition that nobody has signed yet."""
        return None if self.edition.is_signed else Message.of("edition.draft")

    @property
    def title(self) -> Message:
        """The edition's title."""
        return Message.of("edition.title", disease=NamedNoun(self.knowledge.profile.names))

    def said(self, key: str, language: Language = "en", **slots: object) -> str:
        """A sentence of the release; descriptors have one language, English."""
        return self.text(Message.of(f"release.{key}", **slots), language)

    def text(self, sentence: Message, language: Language = "en") -> str:
        """A sentence as text."""
        return self.voices[language].text(sentence)


def descriptor(of: Described, written: Iterable[Written]) -> bytes:
    """`datapackage.json`, after the Data Package standard, version 2."""
    shown: dict[str, Any] = {
        "$schema": f"{_PROFILE}/datapackage.json",
        "name": _name(f"vigie-{of.knowledge.profile.id}-{of.edition.id}"),
        "title": of.text(of.title),
        "description": " ".join(_description(of)),
        "version": of.edition.id,
        "created": f"{of.edition.day.isoformat()}T00:00:00Z",
        "stamp": of.edition.stamp,
        "licenses": [
            {
                "name": "Apache-2.0",
                "path": "https://www.apache.org/licenses/LICENSE-2.0",
                "title": of.said("licence"),
            }
        ],
        "sources": [_source(one) for one in sources_of(of.corpus, of.knowledge)],
        "resources": [_resource(of, one) for one in written],
    }
    if of.base_url:
        shown["homepage"] = of.base_url
    return json_document(shown)


def dictionary(tables: Iterable[Table]) -> bytes:
    """The data dictionary as CSV: one row per column of each table."""
    columns = ((table, one) for table in tables for one in table.columns)
    rows = ([harmless(text) for text in _row(table, one)] for table, one in columns)
    return csv_of(_DICTIONARY, rows)


def sources_of(corpus: Corpus, knowledge: Knowledge) -> Iterator[SourceEntry]:
    """The sources that records of the corpus come from."""
    used = {source for held in corpus for source in held.sources}
    return (source for source in knowledge.sources if source.id in used)


def _description(of: Described) -> Iterator[str]:
    yield of.said("about", day=of.edition.day)
    yield of.said("independence")
    yield of.said("absent")
    if of.draft is not None:
        yield of.text(of.draft)


def _source(source: SourceEntry) -> dict[str, str]:
    told = {
        "title": source.names.en,
        "path": next(iter(source.urls.values()), None),
        "publisher": source.publisher,
        "citation": source.citation,
        "licence": source.licence.en,
        "terms": source.terms.en,
        "uncertain": source.uncertain,
    }
    return {name: text for name, text in told.items() if text}


def _resource(of: Described, one: Written) -> dict[str, Any]:
    name = _name(one.table.name)
    return {
        "name": name if one.format in {"csv", "parquet"} else f"{name}-{one.format}",
        "type": "table",
        "path": one.path,
        "title": one.table.name,
        "description": of.said(f"table.{one.table.name}"),
        "format": one.format,
        "mediatype": _MEDIA_TYPES[one.format],
        **({} if one.format == "parquet" else {"encoding": "utf-8"}),
        **({} if one.format in _WITHOUT_SIZE else {"bytes": len(one.body)}),
        "hash": f"sha256:{hashlib.sha256(one.body).hexdigest()}",
        "schema": _schema(one.table, one.format),
    }


def _schema(table: Table, form: str) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "$schema": f"{_PROFILE}/tableschema.json",
        "fields": [_field(one, form, is_key=one.name in table.key) for one in table.columns],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    if table.refers and form in {"csv", "parquet"}:
        shown["foreignKeys"] = [_refers(column, other) for column, other in table.refers]
    return shown


def _refers(column: str, other: str) -> dict[str, Any]:
    first = "key" if other == "figures" else "id"
    return {"fields": [column], "reference": {"resource": _name(other), "fields": [first]}}


def _field(one: Column, form: str, *, is_key: bool) -> dict[str, Any]:
    types = _TYPES if form == "csv" else _IN_JSON
    constraints: dict[str, Any] = {"required": True} if is_key else {}
    if one.kind == "partial_date":
        constraints["pattern"] = _PARTIAL_DATE
    if one.kind == "text" and one.codes:
        constraints["enum"] = list(one.codes)
    told: dict[str, Any] = {
        "name": one.name,
        **types[one.kind],
        "description": one.definition,
        "unit": one.unit,
        "codes": list(one.codes) if one.kind == "texts" else None,
        "field": one.shows,
        "pointers": dict(one.pointers),
        "constraints": constraints,
    }
    return {name: value for name, value in told.items() if value}


def _row(table: Table, one: Column) -> tuple[str, ...]:
    pointers = (f"{source}: {pointer}" for source, pointer in one.pointers.items())
    return (
        table.name,
        one.name,
        _SAID_TYPES.get(one.kind, one.kind),
        one.unit or "",
        SEPARATOR.join(one.codes),
        one.shows or "",
        SEPARATOR.join(pointers),
        one.definition,
    )


_SAID_TYPES = {
    "partial_date": "date (year, month or day)",
    "texts": "list of text",
    "numbers": "list of numbers",
    "integers": "list of whole numbers",
    "integer": "whole number",
    "boolean": "true or false",
}


def _name(text: str) -> str:
    """A name as the standard allows it: small letters, figures, `-`, `_` and `.`."""
    return re.sub(r"[^a-z0-9._-]+", "-", text.lower()).strip("-") or "vigie"
