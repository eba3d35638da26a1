"""Payloads and runs for the tests of the store."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from vigie.records.ids import RecordId
from vigie.records.payload import Payload
from vigie.store.store import Store

NOON = datetime(2025, 6, 1, 12, tzinfo=UTC)
DAY = date(2025, 6, 1)


def payload(
    local: str = "bird",
    text: str = '{"phase": 3}',
    *,
    on: date = DAY,
    at: datetime = NOON,
    media_type: str = "application/json",
) -> Payload:
    return Payload(
        record=RecordId("digest", local),
        url=f"https://example.org/{local}",
        media_type=media_type,
        version_on=on,
        retrieved_at=at,
        body=text.encode(),
    )


def keep(
    store: Store,
    payloads: Iterable[Payload],
    *,
    complete: bool = True,
    at: datetime = NOON,
    data_day: date = DAY,
    volatile_paths: Iterable[str] = (),
) -> int:
    with store.run(
        "digest", started_at=at, data_day=data_day, volatile_paths=tuple(volatile_paths)
    ) as run:
        run.add(payloads)
        run.finish(complete=complete, ended_at=at + timedelta(minutes=1))
    return run.id


def standing(store: Store, day: date = DAY, known_at: datetime | None = None) -> dict[str, str]:
    """What each record says on a day."""
    return {
        version.ref.record.local: store.payload(version).body.decode()
        for version in store.as_of(day, known_at=known_at)
    }
