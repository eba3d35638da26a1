"""Payloads to readings, through the cache: a payload is interpreted once per reader."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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

_BATCH = 2000
_KINDS: Mapping[bytes, type[Entry]] = {b"T": Trial, b"A": Article, b"R": Result, b"S": Statement}
_LETTERS = {kind: letter for letter, kind in _KINDS.items()}


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
) -> Iterator[Held[Entry] | Problem]:
    """The reading of each version in turn; where there is none, the problem."""
    decoders = {letter: msgspec.msgpack.Decoder(kind) for letter, kind in _KINDS.items()}
    remaining = iter(versions)
    while batch := list(islice(remaining, _BATCH)):
        held = cache.find((version.payload_sha256 for version in batch), reader.name)
        fresh: dict[str, bytes] = {}
        for version in batch:
            entry = _decoded(decoders, held.get(version.payload_sha256))
            yield _held(version, entry) if entry else _read(store, reader, version, fresh)
        if fresh:
            cache.keep(fresh, reader.name)


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
    store: Store, reader: Reader, version: StoredVersion, fresh: dict[str, bytes]
) -> Held[Entry] | Problem:
    read = read_payload(reader, store.payload(version), version.ref)
    if isinstance(read, Held):
        letter = _LETTERS[type(read.entry)]
        fresh[version.payload_sha256] = letter + msgspec.msgpack.encode(read.entry)
    return read


def _decoded(
    decoders: Mapping[bytes, msgspec.msgpack.Decoder[Entry]], packed: bytes | None
) -> Entry | None:
    if not packed:
        return None
    try:
        return decoders[packed[:1]].decode(packed[1:])
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
