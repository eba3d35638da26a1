"""A visit to Europe PMC: what its query finds, whole; what is known and left; what is gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from vigie.errors import Problem
from vigie.records.departure import Why
from vigie.records.ids import RecordId
from vigie.sources.europepmc.api import EuropePmc, Page
from vigie.sources.europepmc.reading import SOURCE
from vigie.sources.visits import Came, Event, Found, Gone, Missing, State

_AGAIN = "What came is kept. Run vigie sync again."
ROUNDS = 2
"""How often a list is asked for that falls short of what was announced."""


@dataclass
class EntriesVisit:
    """Europe PMC, asked for what a query finds."""

    service: EuropePmc
    query: str
    _received: set[str] = field(default_factory=set)
    _found: dict[str, None] = field(default_factory=dict)

    def state(self) -> State:
        """The day of the answer and what the service says of its data. Raises: IncompleteRun."""
        return self.service.state(self.query)

    def events(self, known: frozenset[RecordId], already: frozenset[RecordId]) -> Iterator[Event]:
        """What the query finds, then what is known and was not found. Raises: IncompleteRun.

        The pages of a search cannot be entered in the middle: a visit cut short is read again.
        """
        del already
        state = self.state()
        yield from self._search(state)
        yield Found(tuple(RecordId(SOURCE, local) for local in self._found))
        left = sorted({record.local for record in known} - self._received)
        for _ in range(ROUNDS):
            wanted = [local for local in left if local not in self._received]
            yield from self._pages(self.service.by_number(wanted), state)
        for local in left:
            if local not in self._received:
                yield Gone(RecordId(SOURCE, local), Why("unknown"))

    def _search(self, state: State) -> Iterator[Event]:
        """All pages, counted; once more where the count is not right."""
        total = 0
        for _ in range(ROUNDS):
            for page in self.service.pages(self.query):
                total = page.total
                self._found |= dict.fromkeys(one.local for one in page.slices)
                yield from self._pages([page], state)
            if len(self._found) >= total:
                return
        what = f"The query finds {total} entries, and {len(self._found)} were given."
        yield _missing("sync.count", "the query", what)

    def _pages(self, pages: Iterable[Page], state: State) -> Iterator[Event]:
        for page in pages:
            new = {one.local: one for one in page.slices if one.local not in self._received}
            self._received |= set(new)
            yield Came(tuple(one.payload(page.answer, state.day) for one in new.values()))
            for stray in page.strays:
                yield _missing(
                    "sync.no_number", page.answer.place, f"An entry has no number: {stray}."
                )


def _missing(code: str, where: str, what: str) -> Missing:
    return Missing(Problem(code, f"{SOURCE}, {where}", what, _AGAIN))
