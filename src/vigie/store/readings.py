"""Readings kept aside, so that a payload is interpreted once. The file can be thrown away."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

_FORM = 1
_CHUNK = 500
_TABLE = """
CREATE TABLE IF NOT EXISTS reading (
    payload_sha256 TEXT NOT NULL,
    reader TEXT NOT NULL,
    packed BLOB NOT NULL,
    PRIMARY KEY (payload_sha256, reader)
) STRICT, WITHOUT ROWID
"""


class ReadingCache:
    """Readings as bytes, by the payload's hash and the reader's version.

    Disposable: whatever is wrong with the file, the cache is empty and the work goes on.
    """

    def __init__(self, path: Path, *, wait_seconds: float = 1.0) -> None:
        self._path = path
        self._connection = self._open(wait_seconds)

    def find(self, payload_sha256s: Iterable[str], reader: str) -> Mapping[str, bytes]:
        """The readings held, by payload hash."""
        found: dict[str, bytes] = {}
        with suppress(sqlite3.Error):
            for chunk in _chunks(payload_sha256s):
                marks = ", ".join("?" * len(chunk))
                found.update(
                    self._connection.execute(
                        "SELECT payload_sha256, packed FROM reading"  # noqa: S608 (marks only)
                        f" WHERE reader = ? AND payload_sha256 IN ({marks})",
                        (reader, *chunk),
                    )
                )
        return found

    def keep(self, readings: Mapping[str, bytes], reader: str) -> None:
        """Keeps readings for the next time, if it can."""
        rows = [(sha256, reader, packed) for sha256, packed in readings.items()]
        with suppress(sqlite3.Error), self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO reading VALUES (?, ?, ?)", rows)

    def close(self) -> None:
        """Lets the file go."""
        self._connection.close()

    def _open(self, wait_seconds: float) -> sqlite3.Connection:
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
        for attempt in (self._path, self._path):
            try:
                return _prepared(attempt, wait_seconds)
            except sqlite3.OperationalError:
                continue  # held, read-only, no room: do without
            except sqlite3.DatabaseError:
                with suppress(OSError):
                    self._path.unlink()
        return _prepared(None, wait_seconds)


def _prepared(path: Path | None, wait_seconds: float) -> sqlite3.Connection:
    connection = sqlite3.connect(path or ":memory:", timeout=wait_seconds)
    try:
        connection.execute("PRAGMA synchronous = OFF")
        (form,) = connection.execute("PRAGMA user_version").fetchone()
        if form != _FORM:  # nothing is written to a cache that is ready
            with connection:
                connection.execute("DROP TABLE IF EXISTS reading")
                connection.execute(_TABLE)
                connection.execute(f"PRAGMA user_version = {_FORM}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _chunks(names: Iterable[str]) -> Iterator[Sequence[str]]:
    remaining = iter(names)
    while chunk := list(islice(remaining, _CHUNK)):
        yield chunk
