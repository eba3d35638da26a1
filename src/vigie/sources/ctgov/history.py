"""The registry's own past versions of a record, from an endpoint that it does not document.

*Source*: the page "Record history" of clinicaltrials.gov, which asks
`/api/int/studies/{number}?history=true` and `/api/int/studies/{number}/history/{n}`. Versions
count from 0; the site shows them from 1. It may change or end without notice: what does not look
as expected is said, and no current record depends on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from vigie.errors import Problem
from vigie.sources.client import Answer, Client, Refused, UnexpectedAnswer
from vigie.sources.ctgov.slicing import SOURCE, Slice, slice_of, unexpected
from vigie.sources.visits import Came, Event, Missing

_DO = "The record itself is up to date; only its past is missing. Run vigie sync --history again."


class _Change(msgspec.Struct):
    version: int
    date: str


class _Changes(msgspec.Struct):
    changes: list[_Change]


class _Told(msgspec.Struct):
    history: _Changes


class _Past(msgspec.Struct):
    study: msgspec.Raw


def past_address(base_url: str) -> str | None:
    """Where the past is, for a registry at `base_url`; None for one that has no such place.

    >>> past_address("https://clinicaltrials.gov/api/v2")
    'https://clinicaltrials.gov/api/int'
    """
    root, slash, last = base_url.rstrip("/").rpartition("/")
    return f"{root}{slash}int" if last == "v2" else None


def past_events(client: Client, numbers: Iterable[str], held: frozenset[str]) -> Iterator[Event]:
    """The past versions of each record, the oldest first, without those of the addresses `held`.

    The latest version is the record itself and is not asked for. Raises: SourceUnavailable.
    """
    for number in numbers:
        try:
            yield from _past_of(client, number, held)
        except (Refused, UnexpectedAnswer) as fault:
            where, what = f"{SOURCE}, {number}", str(fault).removeprefix(f"{SOURCE}, ")
            yield Missing(Problem("sync.history", where, what, _DO))


def _past_of(client: Client, number: str, held: frozenset[str]) -> Iterator[Event]:
    changes = client.get(f"studies/{number}", {"history": "true"}, _changes_of)
    for change in sorted(changes, key=lambda one: one.version)[:-1]:
        path = f"studies/{number}/history/{change.version}"
        url = f"{client.base_url}/{path}"
        if url not in held:
            answer, cut = client.get(path, {}, _past_version_of)
            if cut.number != number:
                raise unexpected(answer, f"a past version of {number}")
            yield Came((cut.payload(answer, url, _day(answer, change)),))


def _changes_of(answer: Answer) -> list[_Change]:
    try:
        return msgspec.json.decode(answer.body, type=_Told).history.changes
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise unexpected(answer, "the list of a record's versions") from None


def _past_version_of(answer: Answer) -> tuple[Answer, Slice]:
    try:
        cut = slice_of(bytes(msgspec.json.decode(answer.body, type=_Past).study))
    except (msgspec.DecodeError, UnicodeDecodeError):
        cut = None
    if cut is None:
        raise unexpected(answer, "a past version of a record")
    return answer, cut


def _day(answer: Answer, change: _Change) -> date:
    """The day that the list gives, for a version that says none itself."""
    try:
        return date.fromisoformat(change.date)
    except ValueError:
        raise unexpected(answer, f"the day of version {change.version}") from None
