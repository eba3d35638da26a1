"""A registry on this machine that behaves as ClinicalTrials.gov does, faults on demand."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

Study = Mapping[str, Any]


@dataclass
class Registry:
    """What it holds, and how it misbehaves.

    `faults` are taken one by one, by the questions whose path begins with their key (such as
    `studies`): `429`, `503`, `400`, `html`, `cut`, `close`, `drip`, `twice`, `past`,
    `no_total`, or `fine` for a question that is answered well.
    """

    studies: dict[str, bytes]
    aliases: dict[str, str] = field(default_factory=dict)
    stamp: str = "2026-11-24T09:00:05"
    stamps: list[str] = field(default_factory=list)
    faults: dict[str, list[str]] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    pasts: dict[str, list[bytes]] = field(default_factory=dict)
    largest_page: int = 1000
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    url: str = ""

    def fault(self, path: str) -> str:
        for key, faults in self.faults.items():
            if path.startswith(key) and faults:
                return faults.pop(0)
        return "fine"


def study(number: str, title: str = "A study of myositis", **status: Any) -> bytes:
    """A record made for the tests, in the registry's shape."""
    conditions = status.pop("conditions", ["Myositis"])
    criteria = status.pop("criteria", "Inclusion Criteria:\n\n* Adults with myositis")
    given = {
        "overallStatus": "RECRUITING",
        "statusVerifiedDate": "2026-10",
        "studyFirstPostDateStruct": {"date": "2026-02-03", "type": "ACTUAL"},
        "lastUpdatePostDateStruct": {"date": "2026-10-20", "type": "ACTUAL"},
    } | status
    return json.dumps(
        {
            "protocolSection": {
                "identificationModule": {"nctId": number, "briefTitle": title},
                "statusModule": given,
                "conditionsModule": {"conditions": conditions},
                "designModule": {"studyType": "INTERVENTIONAL", "phases": ["PHASE2"]},
                "eligibilityModule": {"eligibilityCriteria": criteria},
            },
            "derivedSection": {"miscInfoModule": {"versionHolder": "2026-11-24"}},
        },
        indent=1,
    ).encode()


def studies(count: int, first: int = 9_000_001) -> dict[str, bytes]:
    """So many records, with numbers one after the other."""
    return {(number := f"NCT{first + at:08}"): study(number) for at in range(count)}


@contextmanager
def served(registry: Registry) -> Iterator[Registry]:
    """The registry behind an address of this machine."""
    handler = type("Handler", (_Handler,), {"registry": registry})
    server = _Server(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    registry.url = f"http://127.0.0.1:{server.server_port}/api/v2"
    try:
        yield registry
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: Any) -> None:
        """Says nothing of those who hang up."""


class _Handler(BaseHTTPRequestHandler):
    registry: Registry
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Says nothing."""

    def do_GET(self) -> None:
        split = urlsplit(self.path)
        path = split.path.removeprefix("/api/v2/").removeprefix("/api/")
        query = {key: values[0] for key, values in parse_qs(split.query).items()}
        self.registry.asked.append(self.path)
        self.registry.agents.add(self.headers["User-Agent"])
        fault = self.registry.fault(path)
        if fault.isdecimal():
            self._fail(int(fault))
        elif path == "version":
            self._send(self._version(), fault)
        elif path == "studies" and query.get("fields", "NCTId") != "NCTId":
            self._fail(400)
        elif path == "studies":
            self._send(self._page(query, fault), fault)
        elif path.startswith("int/studies/"):
            self._past(path.removeprefix("int/studies/"), fault)
        elif path.startswith("studies/"):
            self._single(path.removeprefix("studies/"), fault)
        else:
            self._fail(404)

    def _version(self) -> bytes:
        stamps = self.registry.stamps
        stamp = stamps.pop(0) if stamps else self.registry.stamp
        return json.dumps({"apiVersion": "2.0.5", "dataTimestamp": stamp}).encode()

    def _page(self, query: Mapping[str, str], fault: str) -> bytes:
        chosen = self._chosen(query)
        size = min(int(query.get("pageSize", "10")), self.registry.largest_page)
        start = int(query.get("pageToken", "t0")[1:])
        if fault == "twice":
            start = max(0, start - size)
        shown = chosen[start : start + size]
        if query.get("fields") == "NCTId":
            shown = [_only_number(body) for body in shown]
        more: list[str] = []
        if "pageToken" not in query and query.get("countTotal") == "true" and fault != "no_total":
            more.append(f'"totalCount":{len(chosen)}')
        if start + size < len(chosen) or fault == "past":
            more.append(f'"nextPageToken":"t{start + size}"')
        parts = [b'"studies":[' + b",".join(shown) + b"]", *(part.encode() for part in more)]
        return b"{" + b",".join(parts) + b"}"

    def _chosen(self, query: Mapping[str, str]) -> Sequence[bytes]:
        held = self.registry.studies
        if "filter.ids" in query:
            numbers = dict.fromkeys(
                self.registry.aliases.get(one, one) for one in query["filter.ids"].split(",")
            )
            return [held[one] for one in numbers if one in held]
        found = self.registry.hidden if "query.term" in query else ()
        return [body for number, body in held.items() if number not in found]

    def _single(self, number: str, fault: str) -> None:
        if number in self.registry.aliases:
            self.send_response(301)
            self.send_header("Location", f"/api/v2/studies/{self.registry.aliases[number]}")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif number in self.registry.studies:
            self._send(self.registry.studies[number], fault)
        else:
            self._fail(404)

    def _past(self, path: str, fault: str) -> None:
        number, _, version = path.partition("/history/")
        versions = [*self.registry.pasts.get(number, ()), self.registry.studies[number]]
        if version:
            body = b'{"studyVersion": %s, "study": %s}' % (
                version.encode(),
                versions[int(version)],
            )
        else:
            changes = [
                {"version": at, "date": f"2025-0{at + 1}-01", "status": "RECRUITING"}
                for at in range(len(versions))
            ]
            body = json.dumps({"topics": {}, "history": {"changes": changes}}).encode()
        self._send(body, fault)

    def _fail(self, status: int) -> None:
        body = b"`fields` contains invalid field name" if status == 400 else b"not now"
        self.send_response(status)
        if status == 429:
            self.send_header("Retry-After", "0")
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _send(self, body: bytes, fault: str) -> None:
        if fault == "html":
            body = b"<!doctype html><title>Maintenance</title>"
        if fault == "close":
            self.close_connection = True
            self.connection.close()
            return
        if fault == "half":
            body = body[: len(body) // 2]
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if fault == "cut":
            self.wfile.write(body[: len(body) // 2])
            self.close_connection = True
        elif fault == "drip":
            for at in range(0, len(body), 64):
                self.wfile.write(body[at : at + 64])
                time.sleep(0.02)
        else:
            self.wfile.write(body)


def _only_number(body: bytes) -> bytes:
    named = json.loads(body)["protocolSection"]["identificationModule"]["nctId"]
    return json.dumps({"protocolSection": {"identificationModule": {"nctId": named}}}).encode()
