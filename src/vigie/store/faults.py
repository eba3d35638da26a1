"""What the database says, said again for the person at the keyboard."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vigie.errors import StoreDamaged, StoreUnavailable, VigieError

_PRIMARY = 0xFF
_SHORT_READ = sqlite3.SQLITE_IOERR_SHORT_READ
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_HELD = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_BARRED = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)
_ELSEWHERE = "Set VIGIE_HOME to a folder that you can write to."


@contextmanager
def said_plainly(path: Path) -> Iterator[None]:
    """Turns the database's errors into ours, with the file and what to do. Raises: VigieError."""
    try:
        yield
    except sqlite3.Error as fault:
        raise _translated(path, fault) from fault


def damaged(path: Path, what: str) -> StoreDamaged:
    """The error that says what is wrong with the store, and how to get out of it."""
    return StoreDamaged(
        f"The store {path} is damaged: {what} Run vigie verify, then put back a copy that is"
        " whole, or move the file away: the next command makes a new store."
    )


def _translated(path: Path, fault: sqlite3.Error) -> VigieError:
    code = getattr(fault, "sqlite_errorcode", None) or 0
    primary = code & _PRIMARY
    if primary in _DAMAGED or code == _SHORT_READ:
        return damaged(path, f"the database says {str(fault)!r}.")
    if primary in _HELD:
        return StoreUnavailable(
            f"The store {path} is in use by another command. Wait until it has ended, then retry."
        )
    if primary in _BARRED:
        return StoreUnavailable(f"The store {path} cannot be opened or written. {_ELSEWHERE}")
    if primary == sqlite3.SQLITE_FULL:
        return StoreUnavailable(
            f"There is no room left on the disk for the store {path}. What was acknowledged"
            " before is kept. Make room, then run the command again."
        )
    if primary == sqlite3.SQLITE_IOERR:
        return StoreUnavailable(
            f"The disk that holds the store {path} did not answer ({fault}). {_ELSEWHERE}"
        )
    return VigieError(f"The store {path} was asked something it cannot do: {fault}.")
