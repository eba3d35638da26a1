"""The store: which version of each record stood on a day, as far as was known."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from vigie.errors import Problem, VigieError
from vigie.records.ids import RecordId
from vigie.records.payload import Payload
from vigie.store.faults import damaged, said_plainly
from vigie.store.ledger import (
    RUN_COLUMNS,
    STANDING,
    VERSION_COLUMNS,
    Run,
    StoredVersion,
    Tally,
    Tombstone,
    moment,
    run_of,
    tombstone_of,
    version_of,
)
from vigie.store.schema import WAIT_SECONDS, connect
from vigie.store.verifying import faults_of
from vigie.store.writing import RunWriter, transaction

_EVER = "9999-12-31T23:59:59.999999+00:00"


class Store:
    """Every payload received, every version of every record, every run.

    Open it with `Store.open`, and close it or use it as a context manager.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        connection.row_factory = sqlite3.Row
        self._connection = connection
        self.path = path

    @classmethod
    def open(cls, path: Path, *, wait_seconds: float = WAIT_SECONDS) -> Store:
        """Opens the store at `path`, or makes a new one there.

        Raises: StoreUnavailable where it cannot be used, StoreDamaged where it is not whole,
        UsageError for a file that is not a store of this Vigie.
        """
        return cls(connect(path, wait_seconds=wait_seconds), path)

    def close(self) -> None:
        """Lets the file go."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def run(
        self,
        source: str,
        *,
        started_at: datetime,
        data_day: date,
        query: str = "",
        note: str = "",
        volatile_paths: Sequence[str] = (),
    ) -> Iterator[RunWriter]:
        """A run of a source. Left without `finish`, what it received is kept as incomplete."""
        run_id = self._begin(source, moment(started_at), data_day.isoformat(), query, note)
        writer = RunWriter(
            self._connection,
            self.path,
            run_id=run_id,
            source=source,
            volatile_paths=volatile_paths,
        )
        try:
            yield writer
        except BaseException as error:
            self._keep_what_came(writer, error)
            raise
        if not writer.is_finished:
            writer.finish(complete=False, ended_at=None)

    def as_of(
        self, day: date, *, known_at: datetime | None = None, source: str | None = None
    ) -> Iterator[StoredVersion]:
        """The version of each record that stood on `day` by its source's own dates, by id.

        `known_at` leaves out what we received later. Records gone by that day are left out.
        """
        chosen = {
            "day": day.isoformat(),
            "known_at": moment(known_at) if known_at else _EVER,
            "source": source,
        }
        yield from map(version_of, self._rows(STANDING, chosen))

    def history(self, record: RecordId) -> tuple[StoredVersion, ...]:
        """Every version of one record, oldest first by the source's own dates."""
        rows = self._rows(
            f"SELECT {VERSION_COLUMNS} FROM version WHERE source = ? AND local = ?"  # noqa: S608
            " ORDER BY version_on, last_retrieved_at, content_sha256",
            (record.source, record.local),
        )
        return tuple(map(version_of, rows))

    def departures(self, record: RecordId) -> tuple[Tombstone, ...]:
        """When its source no longer had a record, oldest first."""
        rows = self._rows(
            "SELECT * FROM tombstone WHERE source = ? AND local = ? ORDER BY departed_on, reason",
            (record.source, record.local),
        )
        return tuple(map(tombstone_of, rows))

    def body(self, payload_sha256: str) -> bytes:
        """The bytes of that hash. Raises: KeyError where there are none, StoreDamaged."""
        query = "SELECT packed FROM body WHERE sha256 = ?"
        row = next(self._rows(query, (payload_sha256,)), None)
        if row is None:
            raise KeyError(payload_sha256)
        try:
            body = zlib.decompress(row["packed"])
        except zlib.error as fault:
            raise damaged(self.path, f"the body {payload_sha256[:12]} is unreadable.") from fault
        if hashlib.sha256(body).hexdigest() != payload_sha256:
            raise damaged(self.path, f"the body {payload_sha256[:12]} has changed.")
        return body

    def payload(self, version: StoredVersion) -> Payload:
        """What the source sent for that version. Raises: StoreDamaged."""
        try:
            body = self.body(version.payload_sha256)
        except KeyError as missing:
            raise damaged(self.path, f"the body of {version.ref} is missing.") from missing
        return Payload(
            record=version.ref.record,
            url=version.url,
            media_type=version.media_type,
            version_on=version.version_on,
            retrieved_at=version.retrieved_at,
            body=body,
        )

    def runs(self, source: str | None = None) -> tuple[Run, ...]:
        """Every run, or every run of one source, in the order in which they began."""
        rows = self._rows(
            f"SELECT {RUN_COLUMNS} FROM run WHERE ?1 IS NULL OR source = ?1 ORDER BY id",  # noqa: S608
            (source,),
        )
        return tuple(map(run_of, rows))

    def discovered(self, run_id: int) -> tuple[RecordId, ...]:
        """The records that the source's query found in that run, by id."""
        row = next(self._rows("SELECT discovered FROM run WHERE id = ?", (run_id,)), None)
        if row is None or row["discovered"] is None:
            return ()
        names = zlib.decompress(row["discovered"]).decode().split("\n")
        return tuple(sorted(RecordId.parse(name) for name in names if name))

    def problems(self, run_id: int) -> tuple[Problem, ...]:
        """What that run met on its way."""
        rows = self._rows("SELECT * FROM problem WHERE run = ? ORDER BY place", (run_id,))
        return tuple(
            Problem(row["code"], row["location"], row["what"], row["remedy"]) for row in rows
        )

    def received_since(self, run_id: int, source: str) -> frozenset[RecordId]:
        """The records of a source that a run, or one after it, has acknowledged."""
        rows = self._rows(
            "SELECT DISTINCT local FROM version WHERE source = ? AND last_run >= ?",
            (source, run_id),
        )
        return frozenset(RecordId(source, row["local"]) for row in rows)

    def addresses(self, source: str) -> frozenset[str]:
        """Where the versions of a source were received from."""
        rows = self._rows("SELECT DISTINCT url FROM version WHERE source = ?", (source,))
        return frozenset(row["url"] for row in rows)

    def latest_complete_day(self) -> date | None:
        """The latest day that a complete run has told of; None before any."""
        row = next(self._rows("SELECT max(data_day) AS day FROM run WHERE is_complete", ()))
        return date.fromisoformat(row["day"]) if row["day"] else None

    def tallies(self) -> tuple[Tally, ...]:
        """How many records and versions of each source are held, by name."""
        rows = self._rows(
            "SELECT source, count(DISTINCT local) AS records, count(*) AS versions"
            " FROM version GROUP BY source ORDER BY source",
            (),
        )
        return tuple(Tally(**dict(row)) for row in rows)

    def verify(self, rehash: Callable[[Payload], str] | None = None) -> tuple[Problem, ...]:
        """Everything in the store that is not whole; empty when it is.

        `rehash` computes a payload's content hash again, for those who know how it was made.
        """
        return tuple(faults_of(self._connection, self.path, rehash))

    def _begin(self, source: str, started_at: str, data_day: str, query: str, note: str) -> int:
        with said_plainly(self.path), transaction(self._connection):
            cursor = self._connection.execute(
                "INSERT INTO run (source, started_at, data_day, query, note)"
                " VALUES (?, ?, ?, ?, ?)",
                (source, started_at, data_day, query, note),
            )
        return int(cursor.lastrowid or 0)

    def _keep_what_came(self, writer: RunWriter, error: BaseException) -> None:
        if writer.is_finished:
            return
        try:
            writer.finish(complete=False, ended_at=None)
        except VigieError as second:
            error.add_note(f"What the run had received could not be kept: {second}")

    def _rows(self, query: str, values: Any) -> Iterator[sqlite3.Row]:
        with said_plainly(self.path), closing(self._connection.execute(query, values)) as cursor:
            yield from cursor
