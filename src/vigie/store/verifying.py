"""Is the store whole? Every body, every version, every run, one problem each where not."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from vigie.errors import Problem
from vigie.records.payload import Payload
from vigie.store.ledger import VERSION_COLUMNS, version_of

_DO = "Put back a copy that is whole, or move the file away: the next command makes a new store."
_NOT_A_HASH = "length({0}) <> 64 OR {0} GLOB '*[^0-9a-f]*'"


def faults_of(
    connection: sqlite3.Connection, path: Path, rehash: Callable[[Payload], str] | None
) -> Iterator[Problem]:
    """Every fault of the store, worst first; a database that cannot be read is one fault."""
    place = str(path)
    try:
        faults = list(_structure(connection, place))
        if not faults:
            faults += _orphans(connection, place)
            faults += _bodies(connection, place)
            faults += _versions(connection, place, rehash)
    except sqlite3.DatabaseError as fault:
        faults = [_problem("store.unreadable", place, f"The database says {str(fault)!r}.")]
    yield from faults


def _problem(code: str, where: str, what: str) -> Problem:
    return Problem(code, where, what, _DO)


def _structure(connection: sqlite3.Connection, place: str) -> Iterator[Problem]:
    for (said,) in connection.execute("PRAGMA integrity_check"):
        if said != "ok":
            yield _problem("store.structure", place, f"The database says {said!r}.")


def _orphans(connection: sqlite3.Connection, place: str) -> Iterator[Problem]:
    named = {
        "a run that the store does not know": """
            SELECT source || ':' || local FROM version
            WHERE first_run NOT IN (SELECT id FROM run) OR last_run NOT IN (SELECT id FROM run)
            UNION ALL
            SELECT source || ':' || local FROM tombstone WHERE run NOT IN (SELECT id FROM run)
            UNION ALL
            SELECT 'problem ' || code FROM problem WHERE run NOT IN (SELECT id FROM run)""",
        "a body that the store does not hold": """
            SELECT source || ':' || local FROM version
            WHERE payload_sha256 NOT IN (SELECT sha256 FROM body)""",
        "something that is not a hash": f"""
            SELECT source || ':' || local FROM version
            WHERE {_NOT_A_HASH.format("content_sha256")}""",  # noqa: S608 (a constant)
    }
    for what, query in named.items():
        for (name,) in connection.execute(query):
            yield _problem("store.orphan", place, f"{name} names {what}.")


def _bodies(connection: sqlite3.Connection, place: str) -> Iterator[Problem]:
    for sha256, size_bytes, packed in connection.execute(
        "SELECT sha256, size_bytes, packed FROM body"
    ):
        try:
            body = zlib.decompress(packed)
        except zlib.error as fault:
            yield _problem("store.body", place, f"The body {sha256[:12]} is unreadable ({fault}).")
            continue
        if len(body) != size_bytes or hashlib.sha256(body).hexdigest() != sha256:
            yield _problem("store.body", place, f"The body {sha256[:12]} has changed.")


def _versions(
    connection: sqlite3.Connection, place: str, rehash: Callable[[Payload], str] | None
) -> Iterator[Problem]:
    query = f"SELECT {VERSION_COLUMNS}, packed FROM version JOIN body ON sha256 = payload_sha256"  # noqa: S608
    for row in connection.execute(query):
        try:
            payload = _payload(row)
        except zlib.error:
            continue  # told of with the bodies
        except ValueError as fault:
            name = f"{row['source']}:{row['local']}"
            yield _problem("store.version", place, f"A version of {name} is unreadable ({fault}).")
            continue
        if rehash is not None and rehash(payload) != row["content_sha256"]:
            what = f"The content of {payload.record} of {payload.version_on} has another hash."
            yield _problem("store.content", place, what)


def _payload(row: sqlite3.Row) -> Payload:
    version = version_of(row)
    if version.last_retrieved_at < version.retrieved_at:
        raise ValueError("last received before it was first received")
    return Payload(
        record=version.ref.record,
        url=version.url,
        media_type=version.media_type,
        version_on=version.version_on,
        retrieved_at=_aware(version.retrieved_at),
        body=zlib.decompress(row["packed"]),
    )


def _aware(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError(f"{at} has no time zone")
    return at
