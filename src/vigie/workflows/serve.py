"""`vigie serve`: the built site, on this machine alone, as a browser will see it."""

from __future__ import annotations

import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from vigie.errors import UsageError
from vigie.workflows.placing import MARKER

HOST = "127.0.0.1"
# What the pages themselves say, and what only a header can: no frame around them.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'none'"
)


class SiteHandler(SimpleHTTPRequestHandler):
    """Serves the site's files with the headers that a good host would send."""

    def end_headers(self) -> None:
        """Adds the policy: nothing but the site's own files, no inline script."""
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def list_directory(self, path: str | bytes) -> None:  # type: ignore[override]  # noqa: ARG002
        """A folder without a page is not listed."""
        self.send_error(404)


def run(folder: Path, *, port: int) -> int:
    """Serves until Ctrl-C. Raises: UsageError."""
    if not (folder / MARKER).is_file():
        raise UsageError(f"There is no site in {str(folder)!r}. Run vigie build first.")
    handler = partial(SiteHandler, directory=str(folder))
    try:
        server = ThreadingHTTPServer((HOST, port), handler)
    except (OSError, OverflowError) as fault:
        raise UsageError(
            f"The port {port} cannot be used ({fault}). Give another with --port, or 0 for any."
        ) from fault
    try:
        with server:
            sys.stdout.write(f"http://{HOST}:{server.server_port}/  (Ctrl-C to stop)\n")
            sys.stdout.flush()
            server.serve_forever()
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped.\n")
    return 0
