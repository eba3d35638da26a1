"""The records of a disease as of a day: what the store holds, read and tagged."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from vigie.errors import Problem, UsageError
from vigie.knowledge.models import EditionFile, Knowledge
from vigie.records.canonical import unite
from vigie.records.corpus import Corpus, Held
from vigie.records.departure import Why
from vigie.records.entries import Article, Result, Statement, Trial
from vigie.records.payload import Payload
from vigie.sources import digest
from vigie.sources.ctgov import reading as ctgov
from vigie.store.ledger import StoredVersion
from vigie.store.readings import ReadingCache
from vigie.store.store import Store
from vigie.store.writing import RunWriter
from vigie.tagging.relevance import set_apart
from vigie.tagging.tagger import Tagger
from vigie.workflows.days import edition_day
from vigie.workflows.readings import Reader, read_all
from vigie.workflows.surroundings import Home, home, now

DIGEST = Reader(source="digest", version=digest.READER_VERSION, read=digest.read)
CTGOV = Reader(source=ctgov.SOURCE, version=ctgov.READER_VERSION, read=ctgov.read)
READERS = (DIGEST, CTGOV)


@dataclass(frozen=True, slots=True)
class Opened:
    """A disease's store, up to date with the editions that ship, and where it lies."""

    store: Store
    home: Home
    knowledge: Knowledge


@contextmanager
def opened(knowledge: Knowledge) -> Iterator[Opened]:
    """The store of a disease, with every shipped edition in it. Raises: VigieError."""
    place = home(knowledge.profile.id)
    with Store.open(place.store) as store:
        for edition in sorted(knowledge.editions, key=edition_day):
            keep_edition(store, knowledge, edition, at=now())
        yield Opened(store, place, knowledge)


def keep_edition(store: Store, knowledge: Knowledge, edition: EditionFile, *, at: datetime) -> bool:
    """Takes a shipped edition into the store, unless it is there as it ships; says if it did."""
    payloads = tuple(digest.payloads(edition, at))
    query, note = f"edition {edition.id}", _hash(payloads)
    kept = [run for run in store.runs("digest") if run.query == query and run.is_complete]
    if kept and kept[-1].note == note:
        return False
    with store.run(
        "digest",
        started_at=at,
        data_day=edition_day(edition),
        query=query,
        note=note,
        volatile_paths=volatile_paths(knowledge, "digest"),
    ) as run:
        run.discover(payload.record for payload in payloads)
        run.add(payloads)
        _bury_the_gone(store, run, edition, payloads, at)
        run.finish(complete=True, ended_at=now())
    return True


def volatile_paths(knowledge: Knowledge, source: str) -> tuple[str, ...]:
    """What a source stamps anew without changing the content."""
    return next((row.volatile_paths for row in knowledge.sources if row.id == source), ())


def collect(place: Opened, day: date, *, since: date | None = None) -> Corpus:
    """Every record as of `day`, read and tagged. Raises: UsageError where there is none.

    Studies that a query found and that are not about the disease are set apart.
    """
    corpus = read_corpus(place, day)
    return set_apart(Tagger(place.knowledge, since).tag(corpus))


def read_corpus(place: Opened, day: date) -> Corpus:
    """Every record as of `day`, read and united, not yet tagged.

    Raises: UsageError where there is none.
    """
    found: list[Held[Any]] = []
    problems = list(problems_of_runs(place.store))
    with closing(ReadingCache(place.home.readings)) as cache:
        for reader in READERS:
            versions = place.store.as_of(day, source=reader.source)
            for read in read_all(place.store, cache, reader, versions):
                (problems if isinstance(read, Problem) else found).append(read)  # type: ignore[arg-type]
    if not found:
        raise UsageError(_nothing(place.store, day))
    problems += (problem for held in found for problem in problems_of_reading(held))
    return unite(corpus_of(day, found, problems))


def corpus_of(day: date, found: Iterable[Held[Any]], problems: Iterable[Problem]) -> Corpus:
    """The records sorted by kind and by id."""
    rows = sorted(found, key=attrgetter("ref"))

    def of(kind: type) -> tuple[Held[Any], ...]:
        return tuple(held for held in rows if isinstance(held.entry, kind))

    return Corpus(
        day=day,
        trials=of(Trial),
        articles=of(Article),
        results=of(Result),
        statements=of(Statement),
        problems=tuple(problems),
    )


def problems_of_reading(held: Held[Any]) -> Iterator[Problem]:
    """The values of a record that could not be read: it is there without them."""
    for value in getattr(held.entry, "unread", ()):
        yield Problem(
            code="record.value_unread",
            where=f"{held.ref}, {value.pointer}",
            what=f"{value.found!r} cannot be read.",
            do=value.remedy,
        )


def problems_of_runs(store: Store) -> Iterator[Problem]:
    """What the last run of each source met on its way."""
    last = {run.source: run for run in store.runs()}
    for source in sorted(last):
        yield from store.problems(last[source].id)


def latest_day(place: Opened) -> date:
    """The day that commands speak of unless told otherwise: that of the last complete run."""
    day = place.store.latest_complete_day()
    if day is None:
        raise UsageError(
            f"Nothing is known of {place.knowledge.profile.id!r} yet: it ships no edition, and"
            " no source has been asked."
        )
    return day


def _bury_the_gone(
    store: Store,
    run: RunWriter,
    edition: EditionFile,
    payloads: Iterable[Payload],
    at: datetime,
) -> None:
    """A record that the edition's file no longer has is gone from the edition's day on."""
    day = edition_day(edition)
    kept = {payload.record for payload in payloads}
    for version in store.as_of(day, source="digest"):
        if _is_of(version, edition) and version.ref.record not in kept:
            run.remove(version.ref.record, departed_on=day, why=Why("edition"), at=at)


def _is_of(version: StoredVersion, edition: EditionFile) -> bool:
    return version.ref.record.local.startswith(f"{edition.id}/")


def _hash(payloads: Iterable[Payload]) -> str:
    total = hashlib.sha256()
    for payload in sorted(payloads, key=attrgetter("record")):
        total.update(f"{payload.record} {payload.version_on} {payload.sha256}\n".encode())
    return total.hexdigest()


def _nothing(store: Store, day: date) -> str:
    days = sorted(run.data_day for run in store.runs() if run.is_complete)
    earliest = f" The earliest day that it holds is {days[0]}." if days else ""
    return f"The store {store.path} holds no record as of {day}.{earliest}"
