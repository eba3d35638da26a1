"""The tables of the store, and how a file becomes one.

A new store is made aside and then given its name, so that a file of that name is always a
whole store: one cut down to nothing is damage, not a new beginning.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from vigie.errors import StoreUnavailable, UsageError
from vigie.store.faults import damaged, said_plainly

APPLICATION_ID = 0x56494749  # "VIGI"
SCHEMA_VERSION = 1
WAIT_SECONDS = 10.0

TABLES = """
CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    started_at TEXT NOT NULL,
    ended_at TEXT,
    data_day TEXT NOT NULL,
    is_complete INTEGER NOT NULL DEFAULT 0 CHECK (is_complete IN (0, 1)),
    query TEXT NOT NULL,
    note TEXT NOT NULL,
    discovered BLOB
) STRICT;
CREATE TABLE body (
    sha256 TEXT NOT NULL PRIMARY KEY,
    size_bytes INTEGER NOT NULL,
    packed BLOB NOT NULL
) STRICT;
CREATE TABLE version (
    source TEXT NOT NULL,
    local TEXT NOT NULL,
    version_on TEXT NOT NULL,
    content_sha256 TEXT NOT NULL,
    payload_sha256 TEXT NOT NULL REFERENCES body (sha256),
    url TEXT NOT NULL,
    media_type TEXT NOT NULL,
    first_retrieved_at TEXT NOT NULL,
    last_retrieved_at TEXT NOT NULL,
    first_run INTEGER NOT NULL REFERENCES run (id),
    last_run INTEGER NOT NULL REFERENCES run (id),
    PRIMARY KEY (source, local, version_on, content_sha256)
) STRICT, WITHOUT ROWID;
CREATE TABLE tombstone (
    source TEXT NOT NULL,
    local TEXT NOT NULL,
    departed_on TEXT NOT NULL,
    reason TEXT NOT NULL,
    first_known_at TEXT NOT NULL,
    last_known_at TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES run (id),
    PRIMARY KEY (source, local, departed_on, reason)
) STRICT, WITHOUT ROWID;
CREATE TABLE problem (
    run INTEGER NOT NULL REFERENCES run (id),
    place INTEGER NOT NULL,
    code TEXT NOT NULL,
    location TEXT NOT NULL,
    what TEXT NOT NULL,
    remedy TEXT NOT NULL,
    PRIMARY KEY (run, place)
) STRICT, WITHOUT ROWID;
"""


def connect(path: Path, *, wait_seconds: float = WAIT_SECONDS) -> sqlite3.Connection:
    """A connection to the store at `path`, which is made when there is none. Raises: VigieError."""
    if not path.exists():
        _create(path)
    with said_plainly(path):
        connection = _open(path, wait_seconds)
    try:
        with said_plainly(path):
            _recognise(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _create(path: Path) -> None:
    aside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.unlink(missing_ok=True)
        with said_plainly(path):
            _write_tables(aside)
        _give_name(aside, path)
    except OSError as fault:
        raise StoreUnavailable(
            f"A store cannot be made at {path} ({fault.strerror}). Set VIGIE_HOME to a folder"
            " that you can write to."
        ) from fault
    finally:
        if aside.parent.is_dir():
            aside.unlink(missing_ok=True)


def _write_tables(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        for statement in TABLES.split(";"):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = WAL")


def _give_name(aside: Path, path: Path) -> None:
    try:
        os.link(aside, path)  # never over another command's new store
    except FileExistsError:
        return
    except OSError:  # a file system without links
        aside.replace(path)


def _open(path: Path, wait_seconds: float) -> sqlite3.Connection:
    """Opens for writing, or for reading alone where neither file nor folder may be written."""
    quoted = path.resolve().as_uri()
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        query = "mode=rw"
    elif path.with_name(f"{path.name}-wal").exists():
        query = "mode=ro"
    else:
        query = "mode=ro&immutable=1"  # its log could not be made beside it
    connection = sqlite3.connect(
        f"{quoted}?{query}", uri=True, isolation_level=None, timeout=wait_seconds
    )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def _recognise(connection: sqlite3.Connection, path: Path) -> None:
    if path.stat().st_size == 0:
        raise damaged(path, "the file is empty.")
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID:
        raise UsageError(
            f"The file {path} is a database, but not a store of Vigie. Set VIGIE_HOME to"
            " another folder, or move the file away."
        )
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > SCHEMA_VERSION:
        raise UsageError(
            f"The store {path} was written by a newer Vigie (its form is {version}, this one"
            f" reads {SCHEMA_VERSION}). Upgrade Vigie, or set VIGIE_HOME to another folder."
        )
    if version < SCHEMA_VERSION:
        raise UsageError(
            f"The store {path} has the form {version}, which this Vigie no longer reads (it reads"
            f" {SCHEMA_VERSION}). Move the file away: the next command makes a new store."
        )
