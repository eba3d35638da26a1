"""A visit to the registry: what its query finds, whole; what is known and left; what is gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from vigie.errors import Problem
from vigie.records.departure import Why
from vigie.records.ids import RecordId
from vigie.sources.client import Answer
from vigie.sources.ctgov.api import Registry
from vigie.sources.ctgov.slicing import SOURCE, Page, Slice
from vigie.sources.visits import Came, Event, Found, Gone, Missing, State

_AGAIN = "What came is kept. Run vigie sync again."
ROUNDS = 2
"""How often the registry is read when its data are renewed while it is read."""


@dataclass
class RegistryVisit:
    """The registry, asked for what a query finds."""

    registry: Registry
    query: str
    _received: set[str] = field(default_factory=set)

    def state(self) -> State:
        """The day and the stamp of the registry's data. Raises: IncompleteRun."""
        return self.registry.state()

    def events(self, known: frozenset[RecordId], already: frozenset[RecordId]) -> Iterator[Event]:
        """Everything, once more where the data were renewed meanwhile. Raises: IncompleteRun."""
        before = self.state()
        got = {record.local for record in already}
        for _ in range(ROUNDS):
            self._received = set(got)
            yield from self._round({record.local for record in known}, before, is_new=not got)
            after = self.state()
            if after.stamp == before.stamp:
                return
            got, before = set(), after
        yield _missing(
            "sync.renewed",
            "the registry",
            f"The data were renewed while they were read ({after.stamp}).",
        )

    def _round(self, known: set[str], state: State, *, is_new: bool) -> Iterator[Event]:
        found, faults = self._discover()
        yield Found(tuple(RecordId(SOURCE, number) for number in found))
        yield from faults
        if is_new:
            yield from self._pages(self.registry.pages(self.query), state)
        wanted = [number for number in found if number not in self._received]
        yield from self._pages(self.registry.by_number(wanted), state)
        followed = sorted(known - self._received)
        yield from self._pages(self.registry.by_number(followed), state)
        for number in (*wanted, *followed):
            if number not in self._received:
                yield from self._one(number, state)

    def _discover(self) -> tuple[tuple[str, ...], list[Event]]:
        """The numbers that the query finds, counted; once more where the count is not right."""
        for _ in range(ROUNDS):
            numbers: dict[str, None] = {}
            total = None
            for page in self.registry.pages(self.query, only_numbers=True):
                numbers |= dict.fromkeys(one.number for one in page.slices)
                total = page.total if total is None else total
            if total is not None and len(numbers) >= total:
                return tuple(numbers), []
        what = (
            "The registry did not say how many records its query finds."
            if total is None
            else f"The query finds {total} records, and {len(numbers)} were named."
        )
        return tuple(numbers), [_missing("sync.count", "the query", what)]

    def _pages(self, pages: Iterable[Page], state: State) -> Iterator[Event]:
        for page in pages:
            new = [one for one in page.slices if one.number not in self._received]
            self._received |= {one.number for one in new}
            yield from self._came(page.answer, new, state)
            for stray in page.strays:
                yield _missing(
                    "sync.no_number", page.answer.place, f"A record has no number: {stray}."
                )

    def _came(self, answer: Answer, slices: Sequence[Slice], state: State) -> Iterator[Event]:
        yield Came(
            tuple(one.payload(answer, self.registry.url(one.number), state.day) for one in slices)
        )
        for one in slices:
            if one.is_withheld:
                record = RecordId(SOURCE, one.number)
                yield Gone(record, Why("withheld"), one.updated_on)

    def _one(self, number: str, state: State) -> Iterator[Event]:
        """A number that no list gave: there after all, merged into another, or gone."""
        single, record = self.registry.single(number), RecordId(SOURCE, number)
        if single.moved_to is not None:
            yield Gone(record, Why("merged", single.moved_to))
        elif single.found is None:
            yield Gone(record, Why("unanswered", str(single.answer.status)))
        elif single.found.number != number:
            yield Gone(record, Why("merged", single.found.number))
        else:
            self._received.add(number)
            yield from self._came(single.answer, (single.found,), state)


def _missing(code: str, where: str, what: str) -> Missing:
    return Missing(Problem(code, f"{SOURCE}, {where}", what, _AGAIN))
