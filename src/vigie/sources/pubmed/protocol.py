"""How E-utilities are asked for PubMed citations, and what their answers are worth.

*Source*: https://www.ncbi.nlm.nih.gov/books/NBK25499/. A search gives at most its first 10,000
numbers: a wider one is cut in two by date until each half is narrower. Every list is counted
against what the service announced; an answer that is an error in disguise (a web page, an
`ERROR` in JSON or XML) is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from typing import Protocol

import msgspec

from vigie.sources.client import UnexpectedAnswer

MOST_NUMBERS = 9_999
"""The most numbers of one search that the service gives."""
BATCH = 200
"""How many citations are asked for at once."""
_FIRST_DAY = date(1800, 1, 1)
_NO_CONTROLS = bytes(max(sign, ord(" ")) for sign in range(256))
_CITATION = re.compile(rb"<PubmedArticle>.*?</PubmedArticle>", re.DOTALL)
_BOOK = re.compile(rb"<PubmedBookArticle>.*?</PubmedBookArticle>", re.DOTALL)
_PMID = re.compile(rb"<PMID[^>]*>\s*(\d+)\s*</PMID>")
_REVISED = re.compile(
    rb"<(?:DateRevised|DateCompleted)>\s*<Year>(\d{4})</Year>\s*<Month>(\d{1,2})</Month>"
    rb"\s*<Day>(\d{1,2})</Day>"
)
_FAULT = re.compile(rb"<ERROR>(.*?)</ERROR>", re.DOTALL)
_END = b"</PubmedArticleSet>"


class Asks(Protocol):
    """Who sends the questions: politely, and again where that helps."""

    def post(self, path: str, form: Mapping[str, str]) -> bytes:
        """The whole answer. Raises: VigieError."""
        ...


@dataclass(frozen=True, slots=True)
class Slice:
    """One citation cut from its answer, byte for byte; `version_on` is its own last revision."""

    pmid: str
    body: bytes
    version_on: date | None


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer to a list of numbers: the citations, the books among them, those not given."""

    slices: tuple[Slice, ...]
    books: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


class _Result(msgspec.Struct):
    count: str = ""
    idlist: list[str] = []
    error: str | None = msgspec.field(default=None, name="ERROR")


class _Search(msgspec.Struct):
    esearchresult: _Result | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Eutils:
    """PubMed's questions, with who asks: `identity` is sent along each (tool, email, api_key)."""

    asks: Asks
    identity: Mapping[str, str] = field(default_factory=dict)

    def count(self, term: str, since: date, until: date) -> int:
        """How many citations entered between two days, both included, answer a query."""
        return int(self._search(term, since, until, most=0).count)

    def numbers(self, term: str, *, until: date, since: date = _FIRST_DAY) -> Iterator[str]:
        """The numbers of all the citations that answer a query. Raises: UnexpectedAnswer."""
        total = self.count(term, since, until)
        if total <= MOST_NUMBERS:
            yield from self._few(term, since, until, total)
            return
        if since >= until:
            remedy = "Narrow the query in the profile."
            raise _unexpected("esearch", f"{total} citations of {since} alone", remedy)
        middle = since + timedelta(days=(until - since).days // 2)
        yield from self.numbers(term, since=since, until=middle)
        yield from self.numbers(term, since=middle + timedelta(days=1), until=until)

    def citations(self, numbers: Iterable[str]) -> Iterator[Fetched]:
        """The citations of those numbers, some two hundred at a time."""
        remaining = iter(numbers)
        while batch := list(islice(remaining, BATCH)):
            form = {"db": "pubmed", "id": ",".join(batch), "retmode": "xml"}
            yield fetched(self._ask("efetch.fcgi", form), batch)

    def _few(self, term: str, since: date, until: date, total: int) -> Iterator[str]:
        found = self._search(term, since, until, most=MOST_NUMBERS) if total else _Result()
        numbers = dict.fromkeys(found.idlist)
        if len(numbers) < total:
            remedy = "Nothing was left out on our side: run vigie sync again."
            raise _unexpected("esearch", f"{len(numbers)} numbers of {total}", remedy)
        yield from numbers

    def _search(self, term: str, since: date, until: date, *, most: int) -> _Result:
        form = {
            "db": "pubmed",
            "term": term,
            "retmode": "json",
            "retmax": str(most),
            "datetype": "edat",
            "mindate": f"{since:%Y/%m/%d}" if since.year > 1800 else "1800",
            "maxdate": f"{until:%Y/%m/%d}",
        }
        return searched(self._ask("esearch.fcgi", form))

    def _ask(self, path: str, form: Mapping[str, str]) -> bytes:
        return self.asks.post(path, {**form, **self.identity})


def searched(body: bytes) -> _Result:
    """What a search found. Raises: UnexpectedAnswer."""
    try:
        answer = msgspec.json.decode(body.translate(_NO_CONTROLS), type=_Search)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise _unexpected("esearch", _shown(body), "Run vigie sync again later.") from None
    result = answer.esearchresult
    fault = answer.error or (result.error if result else None)
    if fault or result is None or not result.count.isdecimal():
        remedy = "Read the query in the profile, then run vigie sync again."
        raise _unexpected("esearch", fault or _shown(body), remedy)
    return result


def fetched(body: bytes, asked: Sequence[str]) -> Fetched:
    """The citations of an answer, each as it stands in it. Raises: UnexpectedAnswer."""
    fault = _FAULT.search(body)
    if fault or not body.rstrip().endswith(_END):
        found = fault[1].decode(errors="replace") if fault else _shown(body[-120:])
        raise _unexpected("efetch", found, "Run vigie sync again later.")
    slices = tuple(_slices(body))
    books = tuple(_numbers(_BOOK.findall(body)))
    given = {one.pmid for one in slices} | set(books)
    return Fetched(slices, books, tuple(pmid for pmid in asked if pmid not in given))


def _slices(body: bytes) -> Iterator[Slice]:
    for match in _CITATION.finditer(body):
        whole = match.group()
        found = _PMID.search(whole)
        if found:
            yield Slice(found[1].decode(), whole, _revised(whole))


def _numbers(bodies: Iterable[bytes]) -> Iterator[str]:
    for body in bodies:
        found = _PMID.search(body)
        if found:
            yield found[1].decode()


def _revised(body: bytes) -> date | None:
    """The last day on which the library revised a citation, or finished it."""
    days = []
    for year, month, day in _REVISED.findall(body):
        try:
            days.append(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return max(days, default=None)


def _shown(body: bytes) -> str:
    """The first words of a body that is not what was asked."""
    return repr(" ".join(body[:160].decode(errors="replace").split())) if body else "nothing"


def _unexpected(path: str, found: str, remedy: str) -> UnexpectedAnswer:
    return UnexpectedAnswer(f"pubmed, {path}: found {found}. {remedy}")
