"""The answers of E-utilities, and what they are worth.

An answer that is an error in disguise (a web page, an `ERROR` in JSON or XML, a piece cut off)
is one. Citations are cut out byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

import msgspec

from vigie.records.ids import RecordId
from vigie.records.payload import Payload
from vigie.sources.client import Answer, UnexpectedAnswer, first_words
from vigie.sources.controls import without_controls
from vigie.sources.pubmed.reading import MEDIA_TYPE, SOURCE
from vigie.sources.visits import State

RECORD_URL = "https://pubmed.ncbi.nlm.nih.gov/{pmid}/"
_LATER = "Run vigie sync again later."
_CITATION = re.compile(rb"<PubmedArticle>.*?</PubmedArticle>", re.DOTALL)
_BOOK = re.compile(rb"<PubmedBookArticle>.*?</PubmedBookArticle>", re.DOTALL)
_PMID = re.compile(rb"<PMID[^>]*>\s*(\d+)\s*</PMID>")
_REVISED = re.compile(
    rb"<(?:DateRevised|DateCompleted)>\s*<Year>(\d{4})</Year>\s*<Month>(\d{1,2})</Month>"
    rb"\s*<Day>(\d{1,2})</Day>"
)
_FAULT = re.compile(rb"<ERROR>(.*?)</ERROR>", re.DOTALL)
# What the history answers when it no longer has what was posted to it.
_LOST = re.compile(rb"unable to obtain query|webenv|query_?key|history", re.IGNORECASE)
# What it answers past the end of a list, as it left out numbers that it does not know.
_NOTHING = re.compile(rb"empty result", re.IGNORECASE)
_ENVIRONMENT = re.compile(rb"<WebEnv>\s*(\S+?)\s*</WebEnv>")
_KEY = re.compile(rb"<QueryKey>\s*(\d+)\s*</QueryKey>")
_END = re.compile(rb"(?:</PubmedArticleSet>|<PubmedArticleSet\s*/>)\s*\Z")


@dataclass(frozen=True, slots=True)
class Search:
    """What a search found: how many, and the numbers that came with it, each once.

    `unknown` are parts of the query that the service left out, as it does not know them.
    """

    count: int
    numbers: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Posted:
    """Where the service keeps a list that was posted to it."""

    environment: str
    key: str


@dataclass(frozen=True, slots=True)
class Slice:
    """One citation cut from its answer, byte for byte; `version_on` is its own last revision."""

    pmid: str
    body: bytes
    version_on: date | None

    def payload(self, answer: Answer, day: date) -> Payload:
        """The citation as the store takes it; no later than the `day` that the library is of."""
        return Payload(
            record=RecordId(SOURCE, self.pmid),
            url=RECORD_URL.format(pmid=self.pmid),
            media_type=MEDIA_TYPE,
            version_on=min(self.version_on or day, day),
            retrieved_at=answer.retrieved_at,
            body=self.body,
        )


@dataclass(frozen=True, slots=True)
class Fetched:
    """The citations of an answer, and the numbers of the books among them."""

    answer: Answer
    slices: tuple[Slice, ...]
    books: tuple[str, ...] = ()

    @property
    def given(self) -> frozenset[str]:
        """Every number that the answer gives something for."""
        return frozenset(one.pmid for one in self.slices) | frozenset(self.books)


class _Unknown(msgspec.Struct, frozen=True):
    phrasesnotfound: list[str] = []
    fieldsnotfound: list[str] = []
    quotedphrasesnotfound: list[str] = []

    @property
    def told(self) -> tuple[str, ...]:
        return (*self.phrasesnotfound, *self.fieldsnotfound, *self.quotedphrasesnotfound)


class _Result(msgspec.Struct):
    count: str = ""
    errorlist: _Unknown = _Unknown()
    warninglist: _Unknown = _Unknown()
    idlist: list[str] = []
    error: str | None = msgspec.field(default=None, name="ERROR")


class _Search(msgspec.Struct):
    esearchresult: _Result | None = None
    error: str | None = None


class _Database(msgspec.Struct):
    dbbuild: str
    lastupdate: str


class _Info(msgspec.Struct):
    dbinfo: list[_Database] | _Database


class _Einfo(msgspec.Struct):
    einforesult: _Info


def state_of(answer: Answer) -> State:
    """What the library says of its data. Raises: UnexpectedAnswer."""
    try:
        info = msgspec.json.decode(without_controls(answer.body), type=_Einfo).einforesult
        found = info.dbinfo if isinstance(info.dbinfo, _Database) else info.dbinfo[0]
        day = datetime.strptime(found.lastupdate.split()[0], "%Y/%m/%d").date()  # noqa: DTZ007
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError, IndexError):
        raise unexpected("einfo", first_words(answer.body), _LATER) from None
    return State(day, found.dbbuild)


def searched(answer: Answer) -> Search:
    """What a search found. Raises: UnexpectedAnswer."""
    body = answer.body
    try:
        said = msgspec.json.decode(without_controls(body), type=_Search)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise unexpected("esearch", first_words(body), _LATER) from None
    result = said.esearchresult
    fault = said.error or (result.error if result else None)
    if fault or result is None or not result.count.isdecimal():
        remedy = "Read the query in the profile, then run vigie sync again."
        raise unexpected("esearch", fault or first_words(body), remedy)
    unknown = (*result.errorlist.told, *result.warninglist.told)
    return Search(int(result.count), tuple(dict.fromkeys(result.idlist)), unknown)


def posted(answer: Answer) -> Posted:
    """Where a posted list is kept. Raises: UnexpectedAnswer."""
    environment, key = _ENVIRONMENT.search(answer.body), _KEY.search(answer.body)
    fault = _FAULT.search(answer.body)
    if fault or environment is None or key is None:
        raise unexpected("epost", first_words(fault[1] if fault else answer.body), _LATER)
    return Posted(environment[1].decode(), key[1].decode())


def fetched(answer: Answer) -> Fetched | None:
    """The citations of an answer, each as it stands in it; None where the history is lost.

    Raises: UnexpectedAnswer.
    """
    body = answer.body
    fault = _FAULT.search(body)
    if fault and _NOTHING.search(fault[1]):
        return Fetched(answer, ())
    if fault and _LOST.search(fault[1]):
        return None
    if fault or not _END.search(body):
        raise unexpected("efetch", first_words(fault[1] if fault else body[-120:]), _LATER)
    return Fetched(answer, tuple(_slices(body)), tuple(_numbers(_BOOK.findall(body))))


def unexpected(path: str, found: str, remedy: str) -> UnexpectedAnswer:
    """The error of an answer that is not what was asked: where, what was found, what to do."""
    return UnexpectedAnswer(f"{SOURCE}, {path}: found {found}. {remedy}")


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
