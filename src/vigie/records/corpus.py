"""All records as of one day, read and tagged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Generic, TypeVar

from vigie.errors import Problem
from vigie.records.entries import Article, Entry, Result, Statement, Trial
from vigie.records.ids import RecordId, RecordRef
from vigie.records.links import Link, surest_first
from vigie.records.tag import Tag

T_co = TypeVar("T_co", bound=Entry, covariant=True)


_CTIS_VERSION = re.compile(r"(20\d\d-5\d{5}-\d\d)-\d\d")


@dataclass(frozen=True, kw_only=True)
class Held(Generic[T_co]):
    """A record that we hold: which version, of what day, and its reading.

    A study that several sources describe has their `members`, the one that decides first, and
    says by `provenance` which of them each of its fields is from.
    """

    ref: RecordRef
    version_on: date
    url: str
    entry: T_co
    members: tuple[Held[T_co], ...] = ()
    provenance: tuple[tuple[str, RecordRef], ...] = ()

    @property
    def rows(self) -> tuple[Held[T_co], ...]:
        """The record as each source gives it; itself where only one does."""
        return self.members or (self,)

    @property
    def sources(self) -> frozenset[str]:
        """The sources that describe it."""
        return frozenset(row.ref.record.source for row in self.rows)

    def origin(self, name: str) -> RecordRef:
        """Which version of which record a field is from."""
        return dict(self.provenance).get(name, self.ref)


def speaker_of(record: RecordId) -> str:
    """Who speaks in a record: its source; of digests, the edition.

    >>> speaker_of(RecordId("digest", "2025/bird")), speaker_of(RecordId("ctgov", "NCT04972760"))
    ('digest:2025', 'ctgov')
    """
    return f"{record.source}:{record.local.rpartition('/')[0]}".rstrip(":")


def number_key(number: str) -> str:
    """A registry number as it is compared: without spaces, nor the version of a European one.

    >>> number_key("nct04972760"), number_key("2022-501234-12-00")
    ('NCT04972760', '2022-501234-12')
    """
    bare = "".join(number.split()).upper()
    european = _CTIS_VERSION.fullmatch(bare)
    return european[1] if european else bare


@dataclass(frozen=True, kw_only=True)
class Corpus:
    """The records as of `day`, each with its tags; sorted by id, so that order is no accident.

    `unrelated` are studies that a registry's query found and that are not about the disease.
    `literature` is what databases hold beside the `articles` that the edition cites; `links` tie
    publications to studies.
    """

    day: date
    trials: tuple[Held[Trial], ...] = ()
    unrelated: tuple[Held[Trial], ...] = ()
    articles: tuple[Held[Article], ...] = ()
    literature: tuple[Held[Article], ...] = ()
    results: tuple[Held[Result], ...] = ()
    statements: tuple[Held[Statement], ...] = ()
    links: tuple[Link, ...] = ()
    tags: Mapping[RecordRef, tuple[Tag, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def __iter__(self) -> Iterator[Held[Entry]]:
        yield from self.trials
        yield from self.unrelated
        yield from self.articles
        yield from self.literature
        yield from self.results
        yield from self.statements

    @property
    def publications(self) -> tuple[Held[Article], ...]:
        """Every publication, whether the edition cites it or a database alone holds it."""
        return (*self.articles, *self.literature)

    @cached_property
    def by_id(self) -> Mapping[RecordId, Held[Entry]]:
        """Every record by its id; a study by the id that each of its sources gives it, too."""
        return {row.ref.record: held for held in self for row in held.rows}

    @cached_property
    def trials_by_id(self) -> Mapping[RecordId, Held[Trial]]:
        """Every study by each of its ids."""
        studies = (*self.trials, *self.unrelated)
        return {row.ref.record: held for held in studies for row in held.rows}

    @cached_property
    def rows_by_id(self) -> Mapping[RecordId, Held[Entry]]:
        """Every record as its own source gives it."""
        return {row.ref.record: row for held in self for row in held.rows}

    @cached_property
    def extensions_of(self) -> Mapping[RecordId, tuple[Held[Trial], ...]]:
        """The studies that extend each study that some extend."""
        found: dict[RecordId, list[Held[Trial]]] = {}
        for held in self.trials:
            for relation in held.entry.relations:
                if relation.kind == "extension_of":
                    found.setdefault(relation.target, []).append(held)
        return {study: tuple(extending) for study, extending in found.items()}

    @cached_property
    def in_literature(self) -> frozenset[RecordRef]:
        """The publications that databases hold and that the edition does not cite."""
        return frozenset(held.ref for held in self.literature)

    @cached_property
    def links_of(self) -> Mapping[RecordRef, tuple[Link, ...]]:
        """The publications of each study that has some, the surest link first."""
        found: dict[RecordRef, list[Link]] = {}
        for link in sorted(self.links, key=surest_first):
            found.setdefault(link.study, []).append(link)
        return {study: tuple(links) for study, links in found.items()}

    @cached_property
    def disputed_numbers(self) -> frozenset[str]:
        """Registry numbers that one source claims for two different studies: they unite nothing."""
        claims: Counter[tuple[str, str]] = Counter()
        written: dict[str, set[str]] = {}
        for held in (*self.trials, *self.unrelated):
            for row in held.rows:
                keys = {number_key(number) for number in row.entry.registry_numbers}
                claims.update((speaker_of(row.ref.record), key) for key in keys)
                for number in row.entry.registry_numbers:
                    written.setdefault(number_key(number), set()).add(number)
        twice = {key for (_, key), count in claims.items() if count > 1}
        return frozenset(number for key in twice for number in written[key])

    def as_told_by(self, source: str) -> Corpus:
        """The same corpus with the studies as one source alone tells them."""
        rows = (row for held in self.trials for row in held.rows)
        return replace(self, trials=tuple(r for r in rows if r.ref.record.source == source))

    def concepts(self, ref: RecordRef, facet: str) -> frozenset[str]:
        """The concepts of one facet that a record is tagged with."""
        return frozenset(tag.concept for tag in self.tags.get(ref, ()) if tag.facet == facet)
