"""All records as of one day, read and tagged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Generic, TypeVar

from vigie.errors import Problem
from vigie.records.entries import Article, Entry, Result, Statement, Trial
from vigie.records.ids import RecordId, RecordRef
from vigie.records.tag import Tag

T_co = TypeVar("T_co", bound=Entry, covariant=True)


@dataclass(frozen=True, kw_only=True)
class Held(Generic[T_co]):
    """A record that we hold: which version, of what day, and its reading."""

    ref: RecordRef
    version_on: date
    url: str
    entry: T_co


@dataclass(frozen=True, kw_only=True)
class Corpus:
    """The records as of `day`, each with its tags; sorted by id, so that order is no accident."""

    day: date
    trials: tuple[Held[Trial], ...] = ()
    articles: tuple[Held[Article], ...] = ()
    results: tuple[Held[Result], ...] = ()
    statements: tuple[Held[Statement], ...] = ()
    tags: Mapping[RecordRef, tuple[Tag, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def __iter__(self) -> Iterator[Held[Entry]]:
        yield from self.trials
        yield from self.articles
        yield from self.results
        yield from self.statements

    @cached_property
    def by_id(self) -> Mapping[RecordId, Held[Entry]]:
        """Every record by its id."""
        return {held.ref.record: held for held in self}

    @cached_property
    def trials_by_id(self) -> Mapping[RecordId, Held[Trial]]:
        """Every study by its id."""
        return {held.ref.record: held for held in self.trials}

    @cached_property
    def disputed_numbers(self) -> frozenset[str]:
        """Registry numbers that one source claims for two different studies: they unite nothing."""
        claims = Counter(
            (held.ref.record.source, number)
            for held in self.trials
            for number in held.entry.registry_numbers
        )
        return frozenset(number for (_, number), count in claims.items() if count > 1)

    def concepts(self, ref: RecordRef, facet: str) -> frozenset[str]:
        """The concepts of one facet that a record is tagged with."""
        return frozenset(tag.concept for tag in self.tags.get(ref, ()) if tag.facet == facet)
