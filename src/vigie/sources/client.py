"""The one client that speaks to sources: politely, with patience, and with an end to it.

A question is asked again after what passes: no connection, a connection that breaks, an answer
too slow, 429, 5xx, and an answer that is not what was asked. `Retry-After` is obeyed. What does
not pass ends in an error that says where, what was found and what to do.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Self, TypeVar
from urllib.parse import urlsplit

import httpx2
import stamina

from vigie import __version__
from vigie.errors import IncompleteRun

Read = TypeVar("Read")

ATTEMPTS = 6
LONGEST_ANSWER_SECONDS = 300.0
LONGEST_RETRY_AFTER_SECONDS = 120.0
_SILENCE_SECONDS = 30.0
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_SHOWN = 160


class SourceUnavailable(IncompleteRun):
    """A source that cannot be reached, or does not answer, after all patience."""


class Refused(IncompleteRun):
    """A source that answers, and says no: asking again would not help."""


class UnexpectedAnswer(IncompleteRun):
    """An answer that is not what was asked; a reader of answers raises it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a source answered, whole: `status` is 200, 404, or a redirection to `location`."""

    url: str
    status: int
    media_type: str
    location: str
    body: bytes
    retrieved_at: datetime

    @property
    def place(self) -> str:
        """The address without its question, which may be long, for messages."""
        return self.url.partition("?")[0]


class Client:
    """Asks one source, one question at a time.

    `pause_seconds` lie between the starts of two questions; a service on this machine (a
    mirror, a test) needs none. `contact` is told to the source with every question.
    """

    def __init__(
        self,
        source: str,
        base_url: str,
        *,
        contact: str,
        pause_seconds: float = 1.0,
        longest_answer_seconds: float = LONGEST_ANSWER_SECONDS,
        attempts: int = ATTEMPTS,
    ) -> None:
        is_near = urlsplit(base_url).hostname in _LOOPBACK
        self.source = source
        self.base_url = base_url.rstrip("/")
        self._pause = 0.0 if is_near else pause_seconds
        self._first_wait = 0.02 if is_near else 1.0
        self._longest = longest_answer_seconds
        self._attempts = attempts
        self._next_at = 0.0
        self._http = httpx2.Client(
            headers={"User-Agent": f"vigie/{__version__} ({contact})"},
            timeout=httpx2.Timeout(_SILENCE_SECONDS, connect=10.0),
            trust_env=not is_near,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._http.close()

    def get(self, path: str, query: Mapping[str, str], read: Callable[[Answer], Read]) -> Read:
        """What `read` makes of the answer. Raises: SourceUnavailable, Refused, UnexpectedAnswer."""
        return self._asked("GET", path, read, params=query)

    def post(self, path: str, form: Mapping[str, str], read: Callable[[Answer], Read]) -> Read:
        """The same for a question too long for an address."""
        return self._asked("POST", path, read, data=form)

    def _asked(
        self, method: str, path: str, read: Callable[[Answer], Read], **sent: Mapping[str, str]
    ) -> Read:
        url = f"{self.base_url}/{path.lstrip('/')}"
        patience = stamina.retry_context(
            on=_wait_before_next,
            attempts=self._attempts,
            timeout=None,
            wait_initial=self._first_wait,
            wait_jitter=self._first_wait,
            wait_max=60.0,
        )
        try:
            for attempt in patience:
                with attempt:
                    return read(self._once(method, url, sent))
        except (httpx2.HTTPError, _Passing) as fault:
            said = str(fault) or type(fault).__name__
            raise unavailable(self.source, url, said, self._attempts) from None
        raise AssertionError("stamina returns or raises")

    def _once(self, method: str, url: str, sent: Mapping[str, Mapping[str, str]]) -> Answer:
        self._keep_pace()
        with self._http.stream(method, url, **sent) as response:  # type: ignore[arg-type]
            body = self._body(response)
        answer = Answer(
            url=str(response.url),
            status=response.status_code,
            media_type=response.headers.get("content-type", "").partition(";")[0].strip(),
            location=response.headers.get("location", ""),
            body=body,
            retrieved_at=datetime.now(UTC),  # noqa: TID251 (the client reads the clock)
        )
        return accepted(self.source, answer, response.headers.get("retry-after", ""))

    def _body(self, response: httpx2.Response) -> bytes:
        """The whole body, unless it takes so long that something is wrong."""
        until = time.monotonic() + self._longest
        parts = []
        for part in response.iter_bytes():
            parts.append(part)
            if time.monotonic() > until:
                size = sum(map(len, parts))
                raise _Passing(
                    f"after {self._longest:g} s the answer was not whole ({size} bytes had come)"
                )
        return b"".join(parts)

    def _keep_pace(self) -> None:
        wait = self._next_at - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        self._next_at = time.monotonic() + self._pause


def accepted(source: str, answer: Answer, retry_after: str = "") -> Answer:
    """An answer that can be read: a record, a redirection, or that there is none.

    Raises: Refused; and what passes, for the client to ask again.
    """
    if answer.status in _PASSING:
        raise _Passing(
            f"the service answered {answer.status} ({first_words(answer.body)})",
            _seconds(retry_after),
        )
    if answer.status >= 400 and answer.status not in {404, 410}:
        raise Refused(
            f"{source}, {answer.place}: the service refused the question with"
            f" {answer.status} ({first_words(answer.body)}). Check the query of the disease's"
            " profile, and whether a newer Vigie knows this service better."
        )
    return answer


def unavailable(source: str, url: str, said: str, attempts: int) -> SourceUnavailable:
    """The error of a source that was asked so many times, with what the last time came to."""
    return SourceUnavailable(
        f"{source}, {url}: {said}. It was asked {attempts} times. What was received is kept: check"
        " the network, then run vigie sync again."
    )


class _Passing(Exception):
    """A fault that may pass; `after` is how long the service asked to be left alone."""

    def __init__(self, said: str, after: float | None = None) -> None:
        super().__init__(said)
        self.after = after


def _wait_before_next(fault: Exception) -> bool | float:
    """Whether to ask again, and after how many seconds where the service says so."""
    if isinstance(fault, _Passing) and fault.after is not None:
        return fault.after if fault.after <= LONGEST_RETRY_AFTER_SECONDS else False
    return isinstance(fault, _Passing | UnexpectedAnswer | httpx2.HTTPError)


def _seconds(retry_after: str) -> float | None:
    """`Retry-After` as seconds; its other form, a date, leaves the choice to us."""
    return float(retry_after) if retry_after.strip().isdecimal() else None


def first_words(body: bytes) -> str:
    """The first words of a body that is not what was asked."""
    text = " ".join(body[:_SHOWN].decode(errors="replace").split())
    return repr(text) if text else "no words"
