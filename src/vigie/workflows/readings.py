"""Payloads to readings, through the cache: a payload is interpreted once per reader."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

import msgspec

from vigie.errors import Problem, VigieError
from vigie.records import dates, entries, ids, vocabulary
from vigie.records.corpus import Held
from vigie.records.entries import Article, Entry, Result, Statement, Trial
from vigie.records.ids import RecordRef
from vigie.records.payload import Payload
from vigie.store.ledger import StoredVersion
from vigie.store.readings import ReadingCache
from vigie.store.store import Store
from vigie.workflows.beside import done_beside

_BATCH = 2000
_MANY = 500
"""From how many payloads on it is worth a process."""
_KINDS: Mapping[bytes, type[Entry]] = {b"T": Trial, b"A": Article, b"R": Result, b"S": Statement}
_LETTERS = {kind: letter for letter, kind in _KINDS.items()}
_DECODERS = {letter: msgspec.msgpack.Decoder(kind) for letter, kind in _KINDS.items()}


@dataclass(frozen=True, slots=True)
class Reader:
    """How one source's payloads are read, and the version of that reading."""

    source: str
    version: str
    read: Callable[[Payload], Entry]

    @property
    def name(self) -> str:
        """What readings are kept under: they are read anew when reader or records change."""
        return f"{self.source} {self.version} {_shape()}"


def read_all(
    store: Store,
    cache: ReadingCache,
    reader: Reader,
    versions: Iterable[StoredVersion],
    *,
    cores: int | None = None,
) -> Iterator[Held[Entry] | Problem]:
    """The reading of each version in turn; where there is none, the problem.

    Many that the cache does not have are read on that many cores, or on every one.
    """
    hands = cores or os.cpu_count() or 1
    remaining = iter(versions)
    while batch := list(islice(remaining, _BATCH)):
        held = cache.find((version.payload_sha256 for version in batch), reader.name)
        entries = {sha256: _decoded(packed) for sha256, packed in held.items()}
        unread = [one for one in batch if entries.get(one.payload_sha256) is None]
        fresh: dict[str, bytes] = {}
        problems: dict[RecordRef, Problem] = {}
        for version, told in zip(unread, _read(store, reader, unread, hands), strict=True):
            if isinstance(told, Problem):
                problems[version.ref] = told
            else:
                fresh[version.payload_sha256] = told
        cache.keep(fresh, reader.name)
        entries |= {sha256: _decoded(packed) for sha256, packed in fresh.items()}
        for version in batch:
            entry = entries.get(version.payload_sha256)
            yield problems[version.ref] if entry is None else _held(version, entry)


def read_payload(reader: Reader, payload: Payload, ref: RecordRef) -> Held[Entry] | Problem:
    """The record that a payload holds, or the problem that it is none."""
    try:
        entry = reader.read(payload)
    except VigieError as fault:
        return Problem(
            code="record.unreadable",
            where=str(ref),
            what=str(fault),
            do="It is left out until it can be read.",
        )
    return Held(ref=ref, version_on=payload.version_on, url=payload.url, entry=entry)


def _read(
    store: Store, reader: Reader, versions: Sequence[StoredVersion], cores: int
) -> tuple[bytes | Problem, ...]:
    """What is read of each version, as the cache keeps it; on every core where it is worth it."""
    if len(versions) < _MANY or cores == 1:
        return _read_here(store, reader, versions)
    size = -(-len(versions) // cores)
    mine, *others = (versions[at : at + size] for at in range(0, len(versions), size))
    with done_beside(others, partial(_read_apart, store.path, reader)) as finish:
        return _read_here(store, reader, mine) + finish()


def _read_apart(
    path: Path, reader: Reader, versions: Iterable[StoredVersion]
) -> tuple[bytes | Problem, ...]:
    """The same in a process of its own, which must not share a connection to the store."""
    with Store.open(path) as store:
        return _read_here(store, reader, versions)


def _read_here(
    store: Store, reader: Reader, versions: Iterable[StoredVersion]
) -> tuple[bytes | Problem, ...]:
    return tuple(_told(reader, store.payload(version), version.ref) for version in versions)


def _told(reader: Reader, payload: Payload, ref: RecordRef) -> bytes | Problem:
    read = read_payload(reader, payload, ref)
    if isinstance(read, Problem):
        return read
    return _LETTERS[type(read.entry)] + msgspec.msgpack.encode(read.entry)


def _decoded(packed: bytes) -> Entry | None:
    try:
        return _DECODERS[packed[:1]].decode(packed[1:])
    except (KeyError, msgspec.DecodeError):
        return None  # the cache is disposable: read again


def _held(version: StoredVersion, entry: Entry) -> Held[Entry]:
    return Held(ref=version.ref, version_on=version.version_on, url=version.url, entry=entry)


def _shape() -> str:
    """A hash of what a record is, so that no reading outlives a change of its fields."""
    digest = hashlib.sha256()
    for module in _modules():
        digest.update(Path(module).read_bytes())
    return digest.hexdigest()[:12]


def _modules() -> Sequence[str]:
    return [str(module.__file__) for module in (dates, entries, ids, vocabulary)]
