"""What a source sent: bytes and their hash."""

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import sha256

import pytest

from vigie.records.ids import RecordId
from vigie.records.payload import Payload


def payload(body: bytes, retrieved_at: datetime) -> Payload:
    return Payload(
        record=RecordId("digest", "2025/bird"),
        url="digest:2025#bird",
        media_type="application/json",
        version_on=date(2025, 5, 17),
        retrieved_at=retrieved_at,
        body=body,
    )


def test_the_hash_is_that_of_the_bytes() -> None:
    body = "{}é".encode()
    assert payload(body, datetime(2025, 6, 1, tzinfo=UTC)).sha256 == sha256(body).hexdigest()


def test_a_time_without_its_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware time"):
        payload(b"{}", datetime(2025, 6, 1))  # noqa: DTZ001


def test_the_hash_cannot_be_chosen() -> None:
    with pytest.raises(TypeError, match="sha256"):
        Payload(sha256="0" * 64)  # type: ignore[call-arg]
