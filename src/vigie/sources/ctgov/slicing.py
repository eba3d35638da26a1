"""A page of the registry, cut into its records byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import msgspec

from vigie.records.ids import RecordId
from vigie.records.payload import Payload
from vigie.sources.client import Answer, UnexpectedAnswer, first_words

SOURCE = "ctgov"
MEDIA_TYPE = "application/json"
_WITHHELD = "WITHHELD"
LATER = "Run vigie sync again later."


class _Day(msgspec.Struct):
    date: str | None = None


class _Status(msgspec.Struct, rename="camel"):
    overall_status: str | None = None
    last_update_post_date_struct: _Day | None = None
    last_update_submit_date: str | None = None
    study_first_post_date_struct: _Day | None = None


class _Identification(msgspec.Struct, rename="camel"):
    nct_id: str | None = None


class _Protocol(msgspec.Struct, rename="camel"):
    identification_module: _Identification | None = None
    status_module: _Status | None = None


class _Head(msgspec.Struct, rename="camel"):
    protocol_section: _Protocol | None = None


class _Page(msgspec.Struct, rename="camel"):
    studies: list[msgspec.Raw]
    next_page_token: str | None = None
    total_count: int | None = None


_PAGE = msgspec.json.Decoder(_Page).decode
_HEAD = msgspec.json.Decoder(_Head).decode


@dataclass(frozen=True, slots=True)
class Slice:
    """One record of a page. `updated_on` is the day that the registry gives to this version."""

    number: str
    body: bytes
    updated_on: date | None
    is_withheld: bool

    def payload(self, answer: Answer, url: str, day: date) -> Payload:
        """The record as the store takes it; one without a day of its own is of `day`."""
        return Payload(
            record=RecordId(SOURCE, self.number),
            url=url,
            media_type=MEDIA_TYPE,
            version_on=self.updated_on or day,
            retrieved_at=answer.retrieved_at,
            body=self.body,
        )


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a search; `strays` are records without a number, which cannot be kept."""

    answer: Answer
    slices: tuple[Slice, ...]
    strays: tuple[str, ...]
    token: str | None
    total: int | None


def page_of(answer: Answer) -> Page:
    """The page of an answer. Raises: UnexpectedAnswer."""
    try:
        page = _PAGE(answer.body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        raise UnexpectedAnswer(
            f"{SOURCE}, {answer.place}: a page of studies was expected, found"
            f" {first_words(answer.body)} ({fault}). Run vigie sync again later."
        ) from None
    slices, strays = [], []
    for raw in page.studies:
        cut = slice_of(bytes(raw))
        slices.append(cut) if cut else strays.append(first_words(bytes(raw)))
    return Page(answer, tuple(slices), tuple(strays), page.next_page_token, page.total_count)


def unexpected(answer: Answer, wanted: str, do: str = "") -> UnexpectedAnswer:
    """The error of an answer that is not what was asked: where, what was found, what to do."""
    found = f"{wanted} was expected, found {first_words(answer.body)}."
    return UnexpectedAnswer(f"{SOURCE}, {answer.place}: {found} {do}".rstrip())


def slice_of(body: bytes) -> Slice | None:
    """What a record says of itself; None for one without a number."""
    try:
        head = _HEAD(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    protocol = head.protocol_section or _Protocol()
    named, status = protocol.identification_module, protocol.status_module or _Status()
    if named is None or not named.nct_id:
        return None
    updated_on = next(_days(status), None)
    return Slice(named.nct_id, body, updated_on, status.overall_status == _WITHHELD)


def _days(status: _Status) -> Iterator[date]:
    """The days that may stand for a version, the best first."""
    posted, first = status.last_update_post_date_struct, status.study_first_post_date_struct
    for text in (
        posted.date if posted else None,
        status.last_update_submit_date,
        first.date if first else None,
    ):
        try:
            yield date.fromisoformat(text or "")
        except ValueError:
            continue
