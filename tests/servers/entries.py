"""The search of Europe PMC on this machine, behaving as it does, faults on demand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from servers.answering import Answering, put_up

_NAMED = re.compile(r"EXT_ID:(\S+) AND SRC:(\w+)")


@dataclass
class Entries:
    """What it holds, and how it misbehaves.

    `faults` are taken one by one by its answers: `429`, `500`, `400`, `html`, `cut`, `close`,
    `half`, `controls` (control characters inside a text), `twice` (the page before, again),
    `short` (an entry left out), `loop` (a mark that leads back to the start), or `fine`.
    """

    entries: dict[str, bytes]
    hidden: set[str] = field(default_factory=set)
    largest_page: int = 1000
    faults: list[str] = field(default_factory=list)
    asked: list[dict[str, str]] = field(default_factory=list)
    url: str = ""


def entry(local: str, title: str = "Inclusion body myositis", **more: Any) -> bytes:
    """An entry made for the tests, in the service's shape."""
    source, _, number = local.partition("/")
    found = {
        "id": number,
        "source": source,
        "title": f"{title}.",
        "authorString": "Martin AB, Petit C.",
        "pubYear": "2026",
        "pubTypeList": {"pubType": ["Preprint"]},
        "bookOrReportDetails": {"publisher": "madeRxiv"},
        "firstPublicationDate": "2026-03-04",
        "firstIndexDate": "2026-03-06",
        "citedByCount": 0,
    } | more
    return json.dumps(found, indent=1).encode()


def preprints(count: int) -> dict[str, bytes]:
    """So many preprints, with numbers one after the other."""
    return {(local := f"PPR/PPR{900_001 + at}"): entry(local) for at in range(count)}


@contextmanager
def entries_served(entries: Entries) -> Iterator[Entries]:
    """The service behind an address of this machine."""
    handler = type("Handler", (_Handler,), {"entries": entries})
    with put_up(handler) as address:
        entries.url = f"{address}/europepmc/webservices/rest"
        yield entries


class _Handler(Answering):
    entries: Entries

    def do_GET(self) -> None:  # noqa: N802 (the base class finds it by this name)
        split = urlsplit(self.path)
        query = {key: values[0] for key, values in parse_qs(split.query).items()}
        self.entries.asked.append(query)
        fault = self.entries.faults.pop(0) if self.entries.faults else "fine"
        if fault.isdecimal() or not split.path.endswith("/search"):
            self.send_answer(b"not now", status=int(fault) if fault.isdecimal() else 404)
        else:
            self.send_answer(self._page(query, fault), fault)

    def _page(self, query: Mapping[str, str], fault: str) -> bytes:
        chosen = self._chosen(query["query"])
        size = min(int(query["pageSize"]), self.entries.largest_page)
        mark = query["cursorMark"]
        start = 0 if mark == "*" else int(mark.removeprefix("AoIIP"))
        if fault == "twice":
            start = max(0, start - size)
        shown = chosen[start : start + size]
        end = start + len(shown)
        # The last page is followed by an empty one, which repeats its mark.
        following = f"AoIIP{end}" if shown else mark
        if fault == "loop":
            following = "AoIIP0"
        if fault == "short":
            shown = shown[:-1]
        if fault == "controls":
            shown = [body.replace(b"myositis", b"myo\x02sitis") for body in shown]
        head = {"version": "6.9", "hitCount": len(chosen), "nextCursorMark": following}
        listed = b",".join(shown)
        return json.dumps(head)[:-1].encode() + b', "resultList": {"result": [' + listed + b"]}}"

    def _chosen(self, question: str) -> list[bytes]:
        held = self.entries.entries
        named = [f"{source.rstrip(')')}/{number}" for number, source in _NAMED.findall(question)]
        if named:
            return [held[local] for local in named if local in held]
        return [body for local, body in held.items() if local not in self.entries.hidden]
