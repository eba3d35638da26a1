"""PubMed's E-utilities on this machine, behaving as they do, faults on demand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

from servers.answering import Answering, put_up

_END = b"</PubmedArticleSet>"


@dataclass
class Library:
    """What it holds, and how it misbehaves; `unknown` are words that it leaves out of a query.

    `faults` are taken one by one, by the questions whose path begins with their key (such as
    `efetch`): `429`, `500`, `400`, `html`, `cut`, `close`, `half`, `limited` (an error as JSON),
    `fault` (an error as XML), `controls` (control characters), `short` (a record or a number
    left out), `unannounced` (a smaller count), `lost` (the history), or `fine`.
    """

    citations: dict[str, bytes]
    entered: dict[str, date] = field(default_factory=dict)
    books: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)
    build: str = "Build-2026.11.24.09.00"
    day: str = "2026/11/24"
    most: int = 9_999
    unknown: list[str] = field(default_factory=list)
    faults: dict[str, list[str]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    posted: list[list[str]] = field(default_factory=list)
    url: str = ""

    def fault(self, path: str) -> str:
        for key, faults in self.faults.items():
            if path.startswith(key) and faults:
                return faults.pop(0)
        return "fine"

    def questions(self, path: str) -> list[dict[str, str]]:
        return [form for asked, form in self.asked if asked.startswith(path)]


def citation(
    pmid: str,
    title: str = "Dermatomyositis",
    *,
    kind: str = "Journal Article",
    year: int = 2026,
    more: str = "",
    abstract: str = "",
    revised: str = "2026-10-20",
    author: str = "Martin",
) -> bytes:
    """A citation made for the tests, in PubMed's shape; `more` stands inside the article."""
    when = dict(zip(("Year", "Month", "Day"), revised.split("-"), strict=True))
    day = "".join(f"<{name}>{value}</{name}>" for name, value in when.items())
    text = f"<Abstract><AbstractText>{abstract}</AbstractText></Abstract>" if abstract else ""
    return (
        f'<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM">'
        f'<PMID Version="1">{pmid}</PMID><DateRevised>{day}</DateRevised>'
        f"<Article><Journal><JournalIssue><Volume>7</Volume><PubDate><Year>{year}</Year>"
        f"<Month>Feb</Month></PubDate></JournalIssue><ISOAbbreviation>J Made Up"
        f"</ISOAbbreviation></Journal><ArticleTitle>{title}.</ArticleTitle>{text}<AuthorList>"
        f"<Author><LastName>{author}</LastName><Initials>AB</Initials></Author></AuthorList>"
        f"<Language>eng</Language><PublicationTypeList><PublicationType>{kind}</PublicationType>"
        f"</PublicationTypeList>{more}</Article></MedlineCitation><PubmedData><History>"
        f'<PubMedPubDate PubStatus="pubmed"><Year>{year}</Year><Month>2</Month><Day>3</Day>'
        f"</PubMedPubDate></History></PubmedData></PubmedArticle>"
    ).encode()


def citations(count: int, first: int = 40_000_001) -> dict[str, bytes]:
    """So many citations, with numbers one after the other."""
    return {(pmid := str(first + at)): citation(pmid) for at in range(count)}


@contextmanager
def library_served(library: Library) -> Iterator[Library]:
    """The library behind an address of this machine."""
    handler = type("Handler", (_Handler,), {"library": library})
    with put_up(handler) as address:
        library.url = f"{address}/entrez/eutils"
        yield library


class _Handler(Answering):
    library: Library

    def do_POST(self) -> None:  # noqa: N802 (the base class finds it by this name)
        path = urlsplit(self.path).path.rpartition("/")[2].partition(".")[0]
        length = int(self.headers["Content-Length"])
        body = self.rfile.read(length).decode()
        form = {key: values[0] for key, values in parse_qs(body).items()}
        self.library.asked.append((path, form))
        fault = self.library.fault(path)
        if fault.isdecimal():
            self.send_answer(b"Internal Server Error", status=int(fault))
            return
        if fault == "limited":
            self.send_answer(b'{"error":"API rate limit exceeded","count":"4"}')
            return
        answers = {
            "einfo": self._einfo,
            "esearch": self._esearch,
            "epost": self._epost,
            "efetch": self._efetch,
        }
        self.send_answer(answers[path](form, fault), fault)

    def _einfo(self, form: Mapping[str, str], fault: str) -> bytes:
        del form, fault
        found = {"dbname": "pubmed", "dbbuild": self.library.build, "count": "38000000"}
        found |= {"lastupdate": f"{self.library.day} 09:00"}
        return json.dumps({"einforesult": {"dbinfo": [found]}}).encode()

    def _esearch(self, form: Mapping[str, str], fault: str) -> bytes:
        if fault == "fault":
            return b'{"esearchresult": {"ERROR": "Search Backend failed"}}'
        found = [pmid for pmid in self._held() if self._is_within(pmid, form)]
        count = len(found) - (fault == "unannounced")
        shown = found[: min(int(form["retmax"]), self.library.most)]
        if fault == "short":
            shown = shown[:-1]
        result: dict[str, Any] = {"count": str(count), "retmax": str(len(shown)), "idlist": shown}
        if self.library.unknown:
            result["errorlist"] = {"phrasesnotfound": self.library.unknown, "fieldsnotfound": []}
        body = json.dumps({"header": {"type": "esearch"}, "esearchresult": result}, indent=1)
        return body.encode().replace(b"esearch", b"esea\x01rch", 1 if fault == "controls" else 0)

    def _held(self) -> list[str]:
        return [one for one in self.library.citations if one not in self.library.hidden]

    def _is_within(self, pmid: str, form: Mapping[str, str]) -> bool:
        if "mindate" not in form:
            return True
        entered = self.library.entered.get(pmid, date(2026, 2, 3))
        return _day(form["mindate"]) <= entered <= _day(form["maxdate"])

    def _epost(self, form: Mapping[str, str], fault: str) -> bytes:
        if fault == "fault":
            return b"<ePostResult><ERROR>Some IDs have invalid value</ERROR></ePostResult>"
        known = [pmid for pmid in form["id"].split(",") if pmid in self.library.citations]
        self.library.posted.append(known)
        key = len(self.library.posted)
        return (
            b'<?xml version="1.0" encoding="UTF-8" ?>\n<ePostResult>\n\t<QueryKey>%d</QueryKey>\n'
            b"\t<WebEnv>MCID_692851c130aec64bed0a8c2a</WebEnv>\n</ePostResult>\n" % key
        )

    def _efetch(self, form: Mapping[str, str], fault: str) -> bytes:
        if fault == "lost":
            return b"<eFetchResult><ERROR>Unable to obtain query #1</ERROR></eFetchResult>"
        if fault == "fault":
            return b"<eFetchResult><ERROR>Search Backend failed</ERROR></eFetchResult>"
        wanted = self._wanted(form)
        if not wanted:
            return b"<eFetchResult><ERROR>Empty result - nothing to do</ERROR></eFetchResult>"
        rows = [self._given(pmid) for pmid in wanted if pmid in self.library.citations]
        if fault == "short":
            rows = rows[:-1]
        return b'<?xml version="1.0" ?>\n<PubmedArticleSet>' + b"".join(rows) + _END + b"\n"

    def _wanted(self, form: Mapping[str, str]) -> list[str]:
        if "id" in form:
            return form["id"].split(",")
        kept = sorted(self.library.posted[int(form["query_key"]) - 1], reverse=True)
        start = int(form["retstart"])
        return kept[start : start + int(form["retmax"])]

    def _given(self, pmid: str) -> bytes:
        if pmid not in self.library.books:
            return self.library.citations[pmid]
        book = f"<BookDocument><PMID>{pmid}</PMID></BookDocument>"
        return f"<PubmedBookArticle>{book}</PubmedBookArticle>".encode()


def _day(text: str) -> date:
    year, *rest = (int(part) for part in text.split("/"))
    return date(year, *(rest or (1, 1)))
