"""ClinicalTrials.gov API v2: how it is asked, and what its answers are worth.

*Source*: https://clinicaltrials.gov/data-api/api. A search comes in pages of at most 1,000; the
number of all its records is said on the first page only, and the list is counted against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from urllib.parse import urlsplit

import msgspec

from vigie.sources.client import Answer, Client
from vigie.sources.ctgov.slicing import LATER, Page, Slice, page_of, slice_of, unexpected
from vigie.sources.visits import State

BASE_URL = "https://clinicaltrials.gov/api/v2"
PAGE = 1000
"""The most records of a page; the registry gives no more."""
BY_NUMBER = 100
"""How many records are asked for by their numbers at once: their list must fit an address."""
_AREAS = ("Condition", "BriefTitle", "OfficialTitle", "Keyword")
_MOVED = frozenset({301, 302, 307, 308})


class _Version(msgspec.Struct, rename="camel"):
    api_version: str
    data_timestamp: str


@dataclass(frozen=True, slots=True)
class Single:
    """What the registry answers for one number: a record, the number it moved to, or neither."""

    answer: Answer
    found: Slice | None = None
    moved_to: str | None = None


class Registry:
    """The questions of the API, one method each. All raise: IncompleteRun."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def state(self) -> State:
        """The stamp of the registry's data, and its day."""
        return self._client.get("version", {}, _state_of)

    def pages(self, query: str, *, only_numbers: bool = False) -> Iterator[Page]:
        """The pages of a search, or of everything, until there is no other.

        An empty page, or a token that was given before, ends it: who counts will see.
        """
        asked = {"format": "json", "pageSize": str(PAGE), "countTotal": "true"}
        if query:
            asked |= {"query.term": essie(query)}
        if only_numbers:
            asked["fields"] = "NCTId"
        tokens: set[str] = set()
        while True:
            page = self._client.get("studies", asked, page_of)
            yield page
            if page.token is None or page.token in tokens or not (page.slices or page.strays):
                return
            tokens.add(page.token)
            asked |= {"pageToken": page.token}

    def by_number(self, numbers: Iterable[str]) -> Iterator[Page]:
        """The records of those numbers, as far as they are there."""
        remaining = iter(numbers)
        while batch := list(islice(remaining, BY_NUMBER)):
            asked = {"format": "json", "pageSize": str(PAGE), "filter.ids": ",".join(batch)}
            yield self._client.get("studies", asked, page_of)

    def single(self, number: str) -> Single:
        """What the registry says of one number."""
        return self._client.get(f"studies/{number}", {"format": "json"}, _single_of)

    def url(self, number: str) -> str:
        """The address of one record."""
        return f"{self._client.base_url}/studies/{number}"


def essie(terms: str) -> str:
    """A profile's terms as the registry searches them: where a study says what it is about.

    >>> essie("myositis")[:45]
    'AREA[Condition](myositis) OR AREA[BriefTitle]'
    """
    words = " ".join(terms.split())
    return " OR ".join(f"AREA[{area}]({words})" for area in _AREAS)


def _state_of(answer: Answer) -> State:
    try:
        version = msgspec.json.decode(answer.body, type=_Version)
        day = datetime.fromisoformat(version.data_timestamp).date()
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError):
        raise unexpected(answer, "the registry's version and the time of its data", LATER) from None
    return State(day, version.data_timestamp)


def _single_of(answer: Answer) -> Single:
    if answer.status in _MOVED:
        number = urlsplit(answer.location).path.rstrip("/").rpartition("/")[2]
        return Single(answer, moved_to=number.upper())
    if answer.status != 200:
        return Single(answer)
    found = slice_of(answer.body)
    if found is None:
        raise unexpected(answer, "a study with its number", LATER)
    return Single(answer, found)
