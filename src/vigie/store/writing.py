"""A run of a source: what it received is acknowledged as a whole, or part by part."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from vigie.errors import Problem
from vigie.records.departure import Why
from vigie.records.ids import RecordId
from vigie.records.payload import Payload
from vigie.store.faults import said_plainly
from vigie.store.hashing import content_sha256
from vigie.store.ledger import moment

BATCH = 500
_HAS_BODY = "SELECT 1 FROM body WHERE sha256 = ?"
_ADD_BODY = "INSERT OR IGNORE INTO body (sha256, size_bytes, packed) VALUES (?, ?, ?)"
# Received twice, a version keeps the first receipt and the last day seen, whichever comes first.
_IS_EARLIER = (
    "(excluded.first_retrieved_at, excluded.payload_sha256, excluded.url, excluded.media_type)"
    " < (first_retrieved_at, payload_sha256, url, media_type)"
)
_ADD_VERSION = f"""
INSERT INTO version (source, local, version_on, content_sha256, payload_sha256, url, media_type,
                     first_retrieved_at, last_retrieved_at, first_run, last_run)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, ?9, ?9)
ON CONFLICT DO UPDATE SET
    payload_sha256 = iif({_IS_EARLIER}, excluded.payload_sha256, payload_sha256),
    url = iif({_IS_EARLIER}, excluded.url, url),
    media_type = iif({_IS_EARLIER}, excluded.media_type, media_type),
    first_retrieved_at = min(first_retrieved_at, excluded.first_retrieved_at),
    last_retrieved_at = max(last_retrieved_at, excluded.last_retrieved_at),
    first_run = min(first_run, excluded.first_run),
    last_run = max(last_run, excluded.last_run)
"""  # noqa: S608 (no value is spliced in)
_ADD_TOMBSTONE = """
INSERT INTO tombstone (source, local, departed_on, reason, first_known_at, last_known_at, run)
VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6)
ON CONFLICT DO UPDATE SET
    first_known_at = min(first_known_at, excluded.first_known_at),
    last_known_at = max(last_known_at, excluded.last_known_at)
"""


class RunWriter:
    """One run while it lasts. Bodies are written as they come; nothing else is, until `finish`.

    A run that is killed leaves bodies that no version names, and its own line without an end;
    no record shows any of it. A long run may `acknowledge` what it has so far: that is kept,
    and shown, whatever happens after.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: Path,
        *,
        run_id: int,
        source: str,
        volatile_paths: Sequence[str],
    ) -> None:
        self.id = run_id
        self.is_finished = False
        self._connection = connection
        self._path = path
        self._source = source
        self._volatile_paths = tuple(volatile_paths)
        self._versions: list[tuple[str, ...]] = []
        self._tombstones: list[tuple[str, ...]] = []
        self._discovered: set[str] = set()
        self._problems: list[Problem] = []

    def add(self, payloads: Iterable[Payload]) -> int:
        """Takes payloads in, and says how many. Raises: StoreUnavailable."""
        added = 0
        for batch in _batches(payloads):
            with said_plainly(self._path), transaction(self._connection):
                self._add_bodies(batch)
            self._versions += [self._version(payload) for payload in batch]
            added += len(batch)
        return added

    def remove(self, record: RecordId, *, departed_on: date, why: Why, at: datetime) -> None:
        """Notes that the source no longer has a record, from a day on."""
        day = departed_on.isoformat()
        self._tombstones.append((record.source, record.local, day, str(why), moment(at)))

    def discover(self, records: Iterable[RecordId]) -> None:
        """Notes which records the source's own query found."""
        self._discovered.update(str(record) for record in records)

    def meet(self, problem: Problem) -> None:
        """Notes a problem met on the way."""
        self._problems.append(problem)

    def acknowledge(self) -> None:
        """Keeps for good what was added and removed so far. Raises: StoreUnavailable."""
        with said_plainly(self._path), transaction(self._connection):
            self._write_entries()
        self._forget_entries()

    def finish(self, *, complete: bool, ended_at: datetime | None) -> None:
        """Acknowledges all that was added, in one go. Raises: StoreUnavailable."""
        if self.is_finished:
            raise ValueError(f"Run {self.id} of {self._source} has already ended.")
        with said_plainly(self._path), transaction(self._connection):
            self._write_entries()
            self._write_problems()
            self._end(complete=complete, ended_at=ended_at)
        self._forget_entries()
        self.is_finished = True

    def _write_entries(self) -> None:
        self._write(_ADD_VERSION, self._versions)
        self._write(_ADD_TOMBSTONE, self._tombstones)

    def _forget_entries(self) -> None:
        self._versions.clear()
        self._tombstones.clear()

    def _version(self, payload: Payload) -> tuple[str, ...]:
        return (
            payload.record.source,
            payload.record.local,
            payload.version_on.isoformat(),
            content_sha256(payload.body, payload.media_type, self._volatile_paths),
            payload.sha256,
            payload.url,
            payload.media_type,
            moment(payload.retrieved_at),
        )

    def _add_bodies(self, batch: Sequence[Payload]) -> None:
        for payload in batch:
            if payload.record.source != self._source:
                raise ValueError(f"{payload.record} is not a record of {self._source}.")
            if self._connection.execute(_HAS_BODY, (payload.sha256,)).fetchone() is None:
                packed = zlib.compress(payload.body)
                self._connection.execute(_ADD_BODY, (payload.sha256, len(payload.body), packed))

    def _write(self, statement: str, rows: Iterable[tuple[str, ...]]) -> None:
        self._connection.executemany(statement, ((*row, self.id) for row in rows))

    def _write_problems(self) -> None:
        self._connection.executemany(
            "INSERT INTO problem (run, place, code, location, what, remedy)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                (self.id, place, problem.code, problem.where, problem.what, problem.do)
                for place, problem in enumerate(self._problems)
            ),
        )

    def _end(self, *, complete: bool, ended_at: datetime | None) -> None:
        ended = moment(ended_at) if ended_at else None
        discovered = zlib.compress("\n".join(sorted(self._discovered)).encode())
        self._connection.execute(
            "UPDATE run SET ended_at = ?, is_complete = ?, discovered = ? WHERE id = ?",
            (ended, int(complete), discovered, self.id),
        )


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All that is written inside, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _batches(payloads: Iterable[Payload]) -> Iterator[list[Payload]]:
    remaining = iter(payloads)
    while batch := list(islice(remaining, BATCH)):
        yield batch
