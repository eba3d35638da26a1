"""How PubMed is asked, and what is made of each answer, its traps included."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

import pytest

from vigie.sources.client import Answer, UnexpectedAnswer
from vigie.sources.pubmed import answers, protocol
from vigie.sources.pubmed.answers import Fetched, Search
from vigie.sources.pubmed.protocol import Eutils

UNTIL = date(2026, 1, 31)
Read = TypeVar("Read")


def answered(body: bytes) -> Answer:
    when = datetime(2026, 1, 31, tzinfo=UTC)
    return Answer("https://example.org/", 200, "text/xml", "", body, when)


def fetched(body: bytes) -> Fetched | None:
    return answers.fetched(answered(body))


def searched(body: bytes) -> Search:
    return answers.searched(answered(body))


class Library:
    """A PubMed that holds some numbers, each entered on its day."""

    def __init__(self, entered: Mapping[str, date], **faults: bytes) -> None:
        self.entered = entered
        self.faults = faults
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.posted: list[str] = []

    def post(self, path: str, form: Mapping[str, str], read: Callable[[Answer], Read]) -> Read:
        self.asked.append((path, dict(form)))
        name = path.partition(".")[0]
        makes = {"esearch": self._search, "efetch": self._fetch, "epost": self._post}
        return read(answered(self.faults.get(name) or makes[name](form)))

    def _post(self, form: Mapping[str, str]) -> bytes:
        self.posted = form["id"].split(",")
        return b"<ePostResult><QueryKey>1</QueryKey><WebEnv>MCID_1</WebEnv></ePostResult>"

    def _search(self, form: Mapping[str, str]) -> bytes:
        first, last = (_day(form[key]) for key in ("mindate", "maxdate"))
        found = [pmid for pmid, day in self.entered.items() if first <= day <= last]
        most = min(int(form["retmax"]), protocol.MOST_NUMBERS)
        answer = {"esearchresult": {"count": str(len(found)), "idlist": found[:most]}}
        return json.dumps(answer).encode()

    def _fetch(self, form: Mapping[str, str]) -> bytes:
        start, most = int(form.get("retstart", "0")), int(form.get("retmax", "10000"))
        asked = form["id"].split(",") if "id" in form else self.posted[start : start + most]
        return answer(*(pmid for pmid in asked if pmid in self.entered))


def _day(text: str) -> date:
    year, *rest = (int(part) for part in text.split("/"))
    return date(year, *(rest or (1, 1)))


def answer(*pmids: str) -> bytes:
    rows = "".join(
        f'<PubmedArticle><MedlineCitation>\n<PMID Version="1">{pmid}</PMID><DateRevised>'
        "<Year>2025</Year><Month>03</Month><Day>09</Day></DateRevised>"
        "<CommentsCorrections><PMID>7</PMID></CommentsCorrections>"
        "</MedlineCitation></PubmedArticle>"
        for pmid in pmids
    )
    return f'<?xml version="1.0"?><PubmedArticleSet>{rows}</PubmedArticleSet>\n'.encode()


def entered(count: int, *, days: int = 400) -> dict[str, date]:
    return {str(n): UNTIL - timedelta(days=n % days) for n in range(1, count + 1)}


def test_every_number_that_answers_a_query_is_given_once():
    library = Library(entered(50))
    assert sorted(Eutils(library).numbers("myositis", until=UNTIL)) == sorted(library.entered)


def test_a_search_wider_than_the_service_gives_is_cut_in_two_by_date(monkeypatch):
    monkeypatch.setattr(protocol, "MOST_NUMBERS", 30)
    library = Library(entered(400))
    found = list(Eutils(library).numbers("myositis", until=UNTIL))
    assert len(found) == len(set(found)) == 400


def test_more_than_the_service_gives_in_one_day_ends_the_run(monkeypatch):
    monkeypatch.setattr(protocol, "MOST_NUMBERS", 3)
    library = Library(entered(4, days=1))
    with pytest.raises(UnexpectedAnswer, match="4 citations of 2026-01-31 alone"):
        list(Eutils(library).numbers("myositis", until=UNTIL))


def test_fewer_numbers_than_announced_are_never_taken_for_all():
    short = json.dumps({"esearchresult": {"count": "3", "idlist": ["1", "2"]}}).encode()
    with pytest.raises(UnexpectedAnswer, match="2 numbers of 3"):
        list(Eutils(Library({}, esearch=short)).numbers("myositis", until=UNTIL))


def test_a_query_that_finds_nothing_asks_for_no_list():
    library = Library({})
    assert list(Eutils(library).numbers("myositis", until=UNTIL)) == []
    assert [form["retmax"] for _, form in library.asked] == ["0"]


def test_who_asks_is_said_with_every_question():
    library = Library(entered(1))
    eutils = Eutils(library, {"tool": "vigie", "email": "a@example.org"})
    list(eutils.citations(eutils.numbers("myositis", until=UNTIL)))
    assert all(form["tool"] == "vigie" for _, form in library.asked)
    assert all("term" not in form for path, form in library.asked if path == "efetch.fcgi")


def test_citations_are_asked_for_in_batches():
    library = Library(entered(450))
    batches = list(Eutils(library).citations(library.entered))
    assert [len(batch.slices) for batch in batches] == [200, 200, 50]
    assert all("id" not in form for path, form in library.asked if path == "efetch.fcgi")


def test_what_the_history_does_not_give_is_asked_for_by_its_number():
    library = Library(entered(450))
    wanted = [*library.entered, "999"]
    given = {pmid for batch in Eutils(library).citations(wanted) for pmid in batch.given}
    assert given == set(library.entered)
    assert library.asked[-1][1]["id"] == "999"


def test_a_citation_is_cut_out_byte_for_byte_with_its_own_day():
    body = answer("11", "12")
    found = fetched(body)
    assert found is not None
    assert all(one.body in body for one in found.slices)
    assert [(one.pmid, one.version_on) for one in found.slices] == [
        ("11", date(2025, 3, 9)),
        ("12", date(2025, 3, 9)),
    ]


def test_an_empty_set_is_an_answer_that_gives_nothing():
    for body in (answer(), b"<PubmedArticleSet/>", b"<PubmedArticleSet></PubmedArticleSet>\n"):
        found = fetched(body)
        assert found is not None
        assert found.given == frozenset()


def test_a_lost_history_is_told_apart_from_a_fault():
    body = b"<eFetchResult><ERROR>Unable to obtain query #1</ERROR></eFetchResult>"
    assert fetched(body) is None


def test_a_citation_is_never_dated_after_the_day_of_the_library():
    found = fetched(answer("11"))
    assert found is not None
    early = found.slices[0].payload(found.answer, date(2025, 1, 2))
    assert early.version_on == date(2025, 1, 2)


def test_a_book_is_no_citation_and_is_not_missing():
    book = b"<PubmedBookArticle><BookDocument><PMID>5</PMID></BookDocument></PubmedBookArticle>"
    body = answer("11").replace(b"</PubmedArticleSet>", book + b"</PubmedArticleSet>")
    found = fetched(body)
    assert found is not None
    assert (found.books, found.given) == (("5",), {"11", "5"})


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (b"<html><title>Error</title></html>", "<html>"),
        (b"", "no words"),
        (b'{"error": "API rate limit exceeded", "count": "4"}', "API rate limit exceeded"),
        (b'{"esearchresult": {"ERROR": "Invalid db name"}}', "Invalid db name"),
        (b'{"esearchresult": {"count": "many"}}', "many"),
        (b'{"header": {}}', "header"),
        (b'{"esearchresult": {"count": "3", "idlist": ["1"', "idlist"),
    ],
)
def test_an_error_in_disguise_is_one_for_a_search(body, found):
    with pytest.raises(UnexpectedAnswer, match=found):
        searched(body)


def test_control_characters_in_an_answer_do_not_spoil_it():
    body = b'{"esearchresult": {"count": "1", "idlist": ["7"], "querytranslation": "a\x01\nb"}}'
    assert searched(body).numbers == ("7",)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (b"<html><title>Error</title></html>", "<html>"),
        (answer("11")[:-30], "MedlineCitation"),
        (b"<eFetchResult><ERROR>Search Backend failed</ERROR></eFetchResult>", "Backend"),
        (b"", "no words"),
    ],
)
def test_an_error_in_disguise_is_one_for_citations(body, found):
    with pytest.raises(UnexpectedAnswer, match=found):
        fetched(body)
