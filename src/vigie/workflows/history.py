"""The versions of a record, each with what changed from the one before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vigie.errors import Problem, UsageError
from vigie.records.changes import Change, changes
from vigie.records.corpus import Held
from vigie.records.entries import Entry
from vigie.records.ids import RecordId
from vigie.store.ledger import StoredVersion, Tombstone
from vigie.store.store import Store
from vigie.workflows.collecting import READERS
from vigie.workflows.readings import read_payload

_ID = re.compile(r"[^\s@:]+")


@dataclass(frozen=True, slots=True)
class Told:
    """A version, and what changed from the one before; None for the oldest that we hold.

    `problem` says why a version cannot be read; the next is compared with the one before it.
    """

    version: StoredVersion
    changes: tuple[Change, ...] | None
    problem: Problem | None = None


def versions_told(store: Store, held: Held[Entry]) -> Iterator[Told]:
    """Every version of a record, source by source, oldest first. Raises: StoreDamaged."""
    for row in held.rows:
        yield from _told(store, row.ref.record)


def departures_of(store: Store, held: Held[Entry]) -> tuple[Tombstone, ...]:
    """When a source no longer had a record, source by source, oldest first."""
    return tuple(stone for row in held.rows for stone in store.departures(row.ref.record))


def check_departed(store: Store, name: str) -> None:
    """Says since when a record is gone, for a name that no record bears today.

    Raises: UsageError.
    """
    for record in _meant(name.partition("@")[0].strip()):
        versions, stones = store.history(record), store.departures(record)
        if stones and versions:
            raise UsageError(
                f"{record} is gone: its source no longer has it since {stones[-1].departed_on}"
                f" ({stones[-1].why}). See it as it last was with"
                f" --as-of {versions[-1].version_on}."
            )


def _meant(name: str) -> Iterator[RecordId]:
    """The records of each source that a name may be the id of; registries number in capitals."""
    for reader in READERS:
        local = name.removeprefix(f"{reader.source}:")
        for written in dict.fromkeys((local, local.upper())):
            if _ID.fullmatch(written):
                yield RecordId(reader.source, written)


def _told(store: Store, record: RecordId) -> Iterator[Told]:
    reader = next(one for one in READERS if one.source == record.source)
    before: Entry | None = None
    for version in store.history(record):
        read = read_payload(reader, store.payload(version), version.ref)
        if isinstance(read, Problem):
            yield Told(version, None, read)
            continue
        yield Told(version, None if before is None else changes(before, read.entry))
        before = read.entry
