"""What the literature's servers share: how they are put up, and how an answer goes wrong."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Answering(BaseHTTPRequestHandler):
    """Sends answers, whole or spoilt: `html`, `close`, `half`, `cut`; all others are sent well."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Says nothing."""

    def send_answer(self, body: bytes, fault: str = "fine", status: int = 200) -> None:
        if fault == "close":
            self.close_connection = True
            self.connection.close()
            return
        body = _spoilt(body, fault)
        self.send_response(status)
        if status == 429:
            self.send_header("Retry-After", "0")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if fault == "cut" else body)
        self.close_connection = fault == "cut"


@contextmanager
def put_up(handler: type[Answering]) -> Iterator[str]:
    """A server on this machine while it lasts, and its address."""
    server = _Server(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: Any) -> None:
        """Says nothing of those who hang up."""


def _spoilt(body: bytes, fault: str) -> bytes:
    if fault == "html":
        return b"<!doctype html><title>Maintenance</title>"
    return body[: len(body) // 2] if fault == "half" else body
