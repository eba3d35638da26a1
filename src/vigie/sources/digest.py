"""A published digest as a source: its curated rows become payloads, its payloads records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from vigie.errors import UnreadableInput
from vigie.knowledge.models import EditionFile
from vigie.records.entries import Article, Entry, Result, Statement, Trial
from vigie.records.ids import RecordId
from vigie.records.payload import Payload
from vigie.sources.typed import Misread, reader

SOURCE = "digest"
MEDIA_TYPE = "application/json"
# Raise it with every change of what `read` makes of the same bytes: cached readings depend on it.
READER_VERSION = "1"

TYPES: Mapping[str, Any] = {
    "trial": Trial,
    "article": Article,
    "result": Result,
    "statement": Statement,
}
_OF_ROW = frozenset({"key", "record_type"})


class UnreadableRecord(UnreadableInput):
    """A payload that cannot be read as a record: which, which field, what was found, what to do.

    The caller sets the record aside as a `Problem`, and the others go on.
    """

    def __init__(self, record: RecordId, field: str, found: object, remedy: str) -> None:
        self.record, self.field, self.found, self.remedy = record, field, found, remedy
        shown = "nothing" if found is None else repr(found)
        super().__init__(f"{record}, field {field or 'body'}: found {shown}. {remedy}")


def payloads(edition: EditionFile, retrieved_at: datetime) -> tuple[Payload, ...]:
    """Every record of the edition as the bytes that a store keeps, one canonical JSON text each.

    Raises: UnreadableRecord for a row without a key, or a key used twice.
    """
    day = date.fromisoformat(edition.day)
    made: dict[RecordId, Payload] = {}
    for record_type, row in _rows(edition):
        record = _record(edition, row)
        if record in made:
            raise UnreadableRecord(record, "key", row["key"], "Give each row a key of its own.")
        made[record] = Payload(
            record=record,
            url=f"{SOURCE}:{edition.id}#{row['key']}",
            media_type=MEDIA_TYPE,
            version_on=day,
            retrieved_at=retrieved_at,
            body=msgspec.json.encode({**row, "record_type": record_type}, order="deterministic"),
        )
    return tuple(made.values())


def read(payload: Payload) -> Entry:
    """The record of a payload of this source. Raises: UnreadableRecord."""
    record, body = payload.record, _body(payload)
    kind = TYPES.get(str(body.get("record_type")))
    if kind is None:
        remedy = f"Known types: {', '.join(TYPES)}."
        raise UnreadableRecord(record, "record_type", body.get("record_type"), remedy)
    if body.get("key") != record.local.partition("/")[2]:
        remedy = "It must be the end of the record's id."
        raise UnreadableRecord(record, "key", body.get("key"), remedy)
    if "id" in body:
        raise UnreadableRecord(record, "id", body["id"], "Leave it out: the key makes the id.")
    values = {name: value for name, value in body.items() if name not in _OF_ROW}
    try:
        entry: Entry = reader(kind)({**values, "id": body["key"]}, record)
    except Misread as misread:
        raise UnreadableRecord(record, misread.path, misread.found, misread.remedy) from None
    return entry


def _rows(edition: EditionFile) -> Iterator[tuple[str, Mapping[str, object]]]:
    for record_type in TYPES:
        for row in getattr(edition, f"{record_type}s"):
            yield record_type, row


def _record(edition: EditionFile, row: Mapping[str, object]) -> RecordId:
    file = RecordId(SOURCE, f"{edition.id}/")
    try:
        record: RecordId = reader(RecordId)(row.get("key"), file)
    except Misread as misread:
        remedy = "Give the row a key: small letters, figures and hyphens."
        raise UnreadableRecord(file, "key", misread.found, remedy) from None
    return record


def _body(payload: Payload) -> Mapping[str, Any]:
    try:
        body = msgspec.json.decode(payload.body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableRecord(payload.record, "", str(error), "Send JSON in UTF-8.") from None
    if not isinstance(body, dict):
        raise UnreadableRecord(payload.record, "", body, "Send one JSON object per record.")
    return body
