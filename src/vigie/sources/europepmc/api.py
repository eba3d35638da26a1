"""The search of Europe PMC: how it is asked, and what its answers are worth.

*Source*: https://europepmc.org/RestfulWebService. A search comes in pages; each names the mark of
the next one, and the last page repeats the mark that it was asked with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

import msgspec

from vigie.records.ids import RecordId
from vigie.records.payload import Payload
from vigie.sources.client import Answer, Client, UnexpectedAnswer, first_words
from vigie.sources.controls import without_controls
from vigie.sources.europepmc.reading import MEDIA_TYPE, SOURCE, local_id
from vigie.sources.visits import State

BASE_URL = "https://www.ebi.ac.uk/europepmc/webservices/rest"
RECORD_URL = "https://europepmc.org/article/{local}"
PAGE = 200
"""How many entries are asked for at once; the service gives up to 1,000, some 15 kB each."""
BY_NUMBER = 50
_FIRST = "*"


class _Head(msgspec.Struct, rename="camel"):
    id: str
    source: str
    date_of_revision: str | None = None
    first_index_date: str | None = None


class _List(msgspec.Struct):
    result: list[msgspec.Raw] = []


class _Page(msgspec.Struct, rename="camel"):
    hit_count: int
    result_list: _List
    version: str = ""
    next_cursor_mark: str | None = None


@dataclass(frozen=True, slots=True)
class Slice:
    """One entry of a page, byte for byte. `updated_on` is the day that the service gives to it."""

    local: str
    body: bytes
    updated_on: date | None

    def payload(self, answer: Answer, day: date) -> Payload:
        """The entry as the store takes it; one without a day of its own is of `day`."""
        return Payload(
            record=RecordId(SOURCE, self.local),
            url=RECORD_URL.format(local=self.local),
            media_type=MEDIA_TYPE,
            version_on=min(self.updated_on or day, day),
            retrieved_at=answer.retrieved_at,
            body=self.body,
        )


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a search; `strays` are entries without a number, which cannot be kept."""

    answer: Answer
    slices: tuple[Slice, ...]
    strays: tuple[str, ...]
    mark: str | None
    total: int
    version: str


class EuropePmc:
    """The questions of the search, one method each. All raise: IncompleteRun."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def state(self, query: str) -> State:
        """The day of the answer, as the service gives none, and what it says of its data."""
        page = self._page(query, _FIRST, size=1)
        day = page.answer.retrieved_at.date()
        return State(day, f"{day}, version {page.version}, {page.total} entries")

    def pages(self, query: str) -> Iterator[Page]:
        """The pages of a search, until the service repeats a mark or gives no entry."""
        mark: str | None = _FIRST
        marks: set[str] = set()
        while mark is not None and mark not in marks:
            marks.add(mark)
            page = self._page(query, mark, size=PAGE)
            yield page
            mark = page.mark if page.slices or page.strays else None

    def by_number(self, locals_: Iterable[str]) -> Iterator[Page]:
        """The entries of those numbers, as far as they are there."""
        remaining = iter(locals_)
        while batch := list(islice(remaining, BY_NUMBER)):
            yield self._page(" OR ".join(map(_named, batch)), _FIRST, size=PAGE)

    def _page(self, query: str, mark: str, *, size: int) -> Page:
        asked = {
            "query": " ".join(query.split()),
            "resultType": "core",
            "format": "json",
            "synonym": "false",
            "pageSize": str(size),
            "cursorMark": mark,
        }
        return self._client.get("search", asked, page_of)


def page_of(answer: Answer) -> Page:
    """The page of an answer. Raises: UnexpectedAnswer."""
    clean = without_controls(answer.body)
    try:
        page = msgspec.json.decode(clean, type=_Page)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        raise UnexpectedAnswer(
            f"{SOURCE}, {answer.place}: a page of entries was expected, found"
            f" {first_words(answer.body)} ({fault}). Run vigie sync again later."
        ) from None
    slices, strays = [], []
    for body in _as_sent(page.result_list.result, clean, answer.body):
        cut = _slice_of(body)
        slices.append(cut) if cut else strays.append(first_words(body))
    return Page(
        answer,
        tuple(slices),
        tuple(strays),
        page.next_cursor_mark,
        page.hit_count,
        page.version,
    )


def _as_sent(found: Iterable[msgspec.Raw], clean: bytes, sent: bytes) -> Iterator[bytes]:
    """Each entry with the bytes that were sent: cleaning changes signs, and no position."""
    start = 0
    for raw in found:
        body = bytes(raw)
        start = clean.index(body, start)
        yield sent[start : start + len(body)]
        start += len(body)


def _slice_of(body: bytes) -> Slice | None:
    try:
        head = msgspec.json.decode(without_controls(body), type=_Head, strict=False)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    days = [day for day in map(_day, (head.date_of_revision, head.first_index_date)) if day]
    return Slice(local_id(head.source, head.id), body, max(days, default=None))


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _named(local: str) -> str:
    source, _, number = local.partition("/")
    return f"(EXT_ID:{number} AND SRC:{source})"
