"""How E-utilities are asked for PubMed citations.

*Source*: https://www.ncbi.nlm.nih.gov/books/NBK25499/. A search gives at most its first 10,000
numbers: a wider one is cut in two by date until each half is narrower. Every list is counted
against what the service announced. A long list of numbers is posted to the service's history and
fetched from there piece by piece; what the history does not give is asked for by its number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from typing import Protocol, TypeVar

from vigie.sources.client import Answer
from vigie.sources.pubmed.answers import (
    Fetched,
    Posted,
    Search,
    fetched,
    posted,
    searched,
    state_of,
    unexpected,
)
from vigie.sources.visits import State

BASE_URL = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
MOST_NUMBERS = 9_999
"""The most numbers of one search that the service gives."""
BATCH = 200
"""How many citations are asked for at once."""
POSTED = 5_000
"""How many numbers are posted to the history at once."""
_FIRST_DAY = date(1800, 1, 1)
Read = TypeVar("Read")


class Asks(Protocol):
    """Who sends the questions: politely, and again where that helps."""

    def post(self, path: str, form: Mapping[str, str], read: Callable[[Answer], Read]) -> Read:
        """What `read` makes of the answer. Raises: IncompleteRun."""
        ...


@dataclass(frozen=True, slots=True)
class Eutils:
    """PubMed's questions, with who asks: `identity` is sent along each (tool, email, api_key).

    All raise: IncompleteRun.
    """

    asks: Asks
    identity: Mapping[str, str] = field(default_factory=dict)

    def state(self) -> State:
        """The stamp of the library's data, and their day."""
        form = {"db": "pubmed", "retmode": "json", "version": "2.0"}
        return self._ask("einfo.fcgi", form, state_of)

    def search(self, term: str) -> Search:
        """How many citations answer a query, and which of its parts the service left out."""
        return self._search(_question(term, None, None, most=0), searched)

    def count(self, term: str, since: date, until: date) -> int:
        """How many citations that answer a query were entered between two days, both included."""
        return self._search(_question(term, since, until, most=0), searched).count

    def numbers(self, term: str, *, until: date, since: date = _FIRST_DAY) -> Iterator[str]:
        """The numbers of all the citations that answer a query, entered up to a day."""
        total = self.count(term, since, until)
        if total <= MOST_NUMBERS:
            yield from self._few(term, since, until, total)
            return
        if since >= until:
            remedy = "Narrow the query in the profile."
            raise unexpected("esearch", f"{total} citations of {since} alone", remedy)
        middle = since + timedelta(days=(until - since).days // 2)
        yield from self.numbers(term, since=since, until=middle)
        yield from self.numbers(term, since=middle + timedelta(days=1), until=until)

    def citations(self, numbers: Iterable[str]) -> Iterator[Fetched]:
        """The citations of those numbers, some two hundred at a time.

        The answers together say which are missing: those that none of them gave.
        """
        remaining = iter(numbers)
        while block := list(islice(remaining, POSTED)):
            given: set[str] = set()
            for found in self._posted(block) if len(block) > BATCH else ():
                given |= found.given
                yield found
            yield from self._by_number([pmid for pmid in block if pmid not in given])

    def _posted(self, block: list[str]) -> Iterator[Fetched]:
        """A block by way of the history, as far as the history keeps it."""
        form = {"db": "pubmed", "id": ",".join(block)}
        history = self._ask("epost.fcgi", form, posted)
        for start in range(0, len(block), BATCH):
            found = self._ask("efetch.fcgi", _piece(history, start), fetched)
            if found is None:
                return
            yield found

    def _by_number(self, numbers: list[str]) -> Iterator[Fetched]:
        remaining = iter(numbers)
        while batch := list(islice(remaining, BATCH)):
            form = {"db": "pubmed", "id": ",".join(batch), "retmode": "xml"}
            found = self._ask("efetch.fcgi", form, fetched)
            if found is None:
                raise unexpected("efetch", "a history that was not asked for", "Run it again.")
            yield found

    def _few(self, term: str, since: date, until: date, total: int) -> Iterator[str]:
        if total:
            form = _question(term, since, until, most=MOST_NUMBERS)
            yield from self._search(form, _whole).numbers

    def _search(self, form: Mapping[str, str], read: Callable[[Answer], Search]) -> Search:
        return self._ask("esearch.fcgi", form, read)

    def _ask(self, path: str, form: Mapping[str, str], read: Callable[[Answer], Read]) -> Read:
        return self.asks.post(path, {**form, **self.identity}, read)


def _question(term: str, since: date | None, until: date | None, *, most: int) -> dict[str, str]:
    form = {"db": "pubmed", "term": term, "retmode": "json", "retmax": str(most)}
    if since is not None and until is not None:
        first = f"{since:%Y/%m/%d}" if since.year > _FIRST_DAY.year else str(_FIRST_DAY.year)
        form |= {"datetype": "edat", "mindate": first, "maxdate": f"{until:%Y/%m/%d}"}
    return form


def _whole(answer: Answer) -> Search:
    """A search that gave every number it announced. Raises: UnexpectedAnswer."""
    search = searched(answer)
    if len(search.numbers) < search.count:
        remedy = "Nothing was left out on our side: run vigie sync again."
        said = f"{len(search.numbers)} numbers of {search.count}"
        raise unexpected("esearch", said, remedy)
    return search


def _piece(history: Posted, start: int) -> dict[str, str]:
    return {
        "db": "pubmed",
        "WebEnv": history.environment,
        "query_key": history.key,
        "retstart": str(start),
        "retmax": str(BATCH),
        "retmode": "xml",
    }
