"""A visit to PubMed: what its query finds, whole; what is known and left; what is gone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from vigie.errors import Problem
from vigie.records.departure import Why
from vigie.records.ids import RecordId
from vigie.sources.pubmed.answers import Search
from vigie.sources.pubmed.protocol import Eutils
from vigie.sources.pubmed.reading import SOURCE
from vigie.sources.visits import Aside, Came, Event, Found, Gone, Missing, State

_AGAIN = "What came is kept. Run vigie sync again."
ROUNDS = 2
"""How often a list is asked for that falls short of what was announced."""


@dataclass
class LibraryVisit:
    """PubMed, asked for what a query finds."""

    eutils: Eutils
    query: str
    _received: set[str] = field(default_factory=set)

    def state(self) -> State:
        """The day and the stamp of the library's data. Raises: IncompleteRun."""
        return self.eutils.state()

    def events(self, known: frozenset[RecordId], already: frozenset[RecordId]) -> Iterator[Event]:
        """What the query finds, then what is known and was not found. Raises: IncompleteRun."""
        state = self.state()
        self._received = {record.local for record in already}
        found, faults = self._discover(state)
        yield Found(tuple(RecordId(SOURCE, number) for number in found))
        yield from faults
        yield from self._citations([one for one in found if one not in self._received], state)
        for number in found:
            if number not in self._received:
                yield _missing("sync.not_given", number, "It was found, and was not given.")
        named = set(found)
        left = sorted({one.local for one in known} - named - self._received, key=int)
        yield from self._citations(left, state)
        for number in left:
            if number not in self._received:
                yield Gone(RecordId(SOURCE, number), Why("unknown"))

    def _discover(self, state: State) -> tuple[tuple[str, ...], list[Event]]:
        """The numbers that the query finds, counted; once more where the count is not right."""
        # A citation may carry the next day's date where that day has begun at the library.
        until = state.day + timedelta(days=1)
        numbers: dict[str, None] = {}
        whole = Search(0)
        for _ in range(ROUNDS):
            whole = self.eutils.search(self.query)
            numbers |= dict.fromkeys(self.eutils.numbers(self.query, until=until))
            if len(numbers) >= whole.count:
                return tuple(numbers), list(_left_out(whole))
        what = f"The query finds {whole.count} citations, and {len(numbers)} were named."
        return tuple(numbers), [*_left_out(whole), _missing("sync.count", "the query", what)]

    def _citations(self, numbers: Sequence[str], state: State) -> Iterator[Event]:
        """Their citations; what a first asking does not give is asked for once more."""
        for _ in range(ROUNDS):
            wanted = [number for number in numbers if number not in self._received]
            for found in self.eutils.citations(wanted):
                new = [one for one in found.slices if one.pmid not in self._received]
                self._received |= found.given
                yield Came(tuple(one.payload(found.answer, state.day) for one in new))
                if found.books:
                    records = tuple(RecordId(SOURCE, number) for number in found.books)
                    yield Aside(records, "a chapter of a book, which is no article")


def _left_out(search: Search) -> Iterator[Event]:
    """What the service does not know of the query, and answered without."""
    for part in search.unknown:
        what = f"The service does not know {part!r} and answered without it."
        remedy = "Correct the query in the profile."
        yield Missing(Problem("sync.query", f"{SOURCE}, the query", what, remedy))


def _missing(code: str, where: str, what: str) -> Missing:
    return Missing(Problem(code, f"{SOURCE}, {where}", what, _AGAIN))
