"""What a visit to a source brings, one event after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from vigie.errors import Problem
from vigie.records.departure import Why
from vigie.records.ids import RecordId
from vigie.records.payload import Payload


@dataclass(frozen=True, slots=True)
class State:
    """What a source says of itself: the day whose state it gives, and its own stamp of it."""

    day: date
    stamp: str


@dataclass(frozen=True, slots=True)
class Found:
    """The records that the source's own query found."""

    records: tuple[RecordId, ...]


@dataclass(frozen=True, slots=True)
class Came:
    """Records received, whole."""

    payloads: tuple[Payload, ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """A record that the source no longer has, and why.

    `on` is the day that the source gives for it; None where it gives none.
    """

    record: RecordId
    why: Why
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that did not come: the run is incomplete, and the problem says what to do."""

    problem: Problem


Event = Found | Came | Gone | Missing


class Visit(Protocol):
    """A source that can be visited."""

    def state(self) -> State:
        """What the source says of itself now. Raises: IncompleteRun."""
        ...

    def events(self, known: frozenset[RecordId], already: frozenset[RecordId]) -> Iterator[Event]:
        """What it gives: `known` are records to follow, `already` those of a visit cut short.

        Raises: IncompleteRun.
        """
        ...
