"""What the store tells of a record and of a run, and how a row becomes it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, date, datetime

from vigie.records.departure import Why
from vigie.records.ids import VERSION_LENGTH, RecordId, RecordRef

VERSION_COLUMNS = (
    "source, local, version_on, content_sha256, payload_sha256, url, media_type,"
    " first_retrieved_at, last_retrieved_at, first_run, last_run"
)
RUN_COLUMNS = "id, source, started_at, ended_at, data_day, is_complete, query, note"

# Which entry of the ledger stands on a day, under what was known at a time. The source's own
# day decides; between two of one day, what we heard last; a record seen is stronger than one
# said to be gone; the hash makes the rest certain. None of it depends on the order of arrival.
STANDING = f"""
WITH entry AS (
    SELECT {VERSION_COLUMNS}, version_on AS day, first_retrieved_at AS first_at,
           last_retrieved_at AS last_at, 0 AS is_gone
    FROM version
    UNION ALL
    SELECT source, local, '', '', '', '', '', '', '', 0, 0,
           departed_on, first_known_at, last_known_at, 1
    FROM tombstone
), known AS (
    SELECT *, row_number() OVER (
        PARTITION BY source, local
        ORDER BY day DESC,
                 CASE WHEN last_at <= :known_at THEN last_at ELSE first_at END DESC,
                 is_gone, content_sha256 DESC
    ) AS place
    FROM entry
    WHERE day <= :day AND first_at <= :known_at AND (:source IS NULL OR source = :source)
)
SELECT {VERSION_COLUMNS} FROM known WHERE place = 1 AND is_gone = 0 ORDER BY source, local
"""  # noqa: S608 (the names of columns are spliced in, no value)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredVersion:
    """One version of one record: what identifies it, whence it came and when it was seen.

    `retrieved_at` and `last_retrieved_at` are the first and the last time that this content
    was received; `first_run` and `last_run` the runs that acknowledged them.
    """

    ref: RecordRef
    version_on: date
    content_sha256: str
    payload_sha256: str
    url: str
    media_type: str
    retrieved_at: datetime
    last_retrieved_at: datetime
    first_run: int
    last_run: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """The day from which a source no longer has a record, and how we know."""

    record: RecordId
    departed_on: date
    why: Why
    known_at: datetime
    run: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One visit to a source. `ended_at` is None for a run that broke off.

    `query` is what was asked for, `note` what the caller wants to find again; `data_day` is
    the day whose state the source gave.
    """

    id: int
    source: str
    started_at: datetime
    ended_at: datetime | None
    data_day: date
    is_complete: bool
    query: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many records and versions of a source the store holds."""

    source: str
    records: int
    versions: int


def moment(at: datetime) -> str:
    """A time as the store writes it: UTC, always as long, so that text sorts as time does."""
    if at.tzinfo is None:
        raise ValueError(f"{at} has no time zone, and the store needs one.")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def version_ref(record: RecordId, content_sha256: str) -> RecordRef:
    """The name of the version of a record that has that content."""
    return RecordRef(record, content_sha256[:VERSION_LENGTH])


def version_of(row: sqlite3.Row) -> StoredVersion:
    """The version that a row of `VERSION_COLUMNS` tells of."""
    record = RecordId(row["source"], row["local"])
    return StoredVersion(
        ref=version_ref(record, row["content_sha256"]),
        version_on=date.fromisoformat(row["version_on"]),
        content_sha256=row["content_sha256"],
        payload_sha256=row["payload_sha256"],
        url=row["url"],
        media_type=row["media_type"],
        retrieved_at=datetime.fromisoformat(row["first_retrieved_at"]),
        last_retrieved_at=datetime.fromisoformat(row["last_retrieved_at"]),
        first_run=row["first_run"],
        last_run=row["last_run"],
    )


def run_of(row: sqlite3.Row) -> Run:
    """The run that a row of `RUN_COLUMNS` tells of."""
    ended_at = row["ended_at"]
    return Run(
        id=row["id"],
        source=row["source"],
        started_at=datetime.fromisoformat(row["started_at"]),
        ended_at=datetime.fromisoformat(ended_at) if ended_at else None,
        data_day=date.fromisoformat(row["data_day"]),
        is_complete=bool(row["is_complete"]),
        query=row["query"],
        note=row["note"],
    )


def tombstone_of(row: sqlite3.Row) -> Tombstone:
    """The tombstone that a row of the table tells of."""
    return Tombstone(
        record=RecordId(row["source"], row["local"]),
        departed_on=date.fromisoformat(row["departed_on"]),
        why=Why.parse(row["reason"]),
        known_at=datetime.fromisoformat(row["first_known_at"]),
        run=row["run"],
    )
