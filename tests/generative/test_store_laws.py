"""Laws of the store: arrival has no say, repetition changes nothing, no day sees the next."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from vigie.records.departure import Why
from vigie.records.ids import RecordId
from vigie.records.payload import Payload
from vigie.store.store import Store

FIRST_DAY = date(2025, 1, 1)
LAST_DAY = FIRST_DAY + timedelta(days=9)
MIDNIGHT = datetime(2025, 1, 1, tzinfo=UTC)

_days = st.integers(0, 9).map(lambda n: FIRST_DAY + timedelta(days=n))
_times = st.integers(0, 9).map(lambda n: MIDNIGHT + timedelta(hours=n))
_payloads = st.builds(
    Payload,
    record=st.sampled_from([RecordId("s", name) for name in "abc"]),
    url=st.sampled_from(["https://one.example", "https://two.example"]),
    media_type=st.just("application/json"),
    version_on=_days,
    retrieved_at=_times,
    body=st.builds(
        lambda content, stamp: b'{"content": %d, "stamp": %d}' % (content, stamp),
        st.integers(0, 2),
        st.integers(0, 2),
    ),
)
_departures = st.tuples(st.sampled_from("abc"), _days, _times)
_arrivals = st.lists(st.one_of(_payloads, _departures), max_size=12)
Arrival = Payload | tuple[str, date, datetime]


@contextmanager
def _store() -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "s.sqlite") as store:
        yield store


def _receive(store: Store, arrivals: Sequence[Arrival]) -> None:
    with store.run("s", started_at=MIDNIGHT, data_day=FIRST_DAY, volatile_paths=["stamp"]) as run:
        for arrival in arrivals:
            if isinstance(arrival, Payload):
                run.add([arrival])
            else:
                name, day, at = arrival
                run.remove(RecordId("s", name), departed_on=day, why=Why("other", "gone"), at=at)
        run.finish(complete=True, ended_at=MIDNIGHT)


def _seen(store: Store) -> list[object]:
    """Everything that any question about days and times is answered with."""
    times = [None, *(MIDNIGHT + timedelta(hours=n) for n in range(0, 10, 3))]
    return [
        (version.ref, version.version_on, store.payload(version))
        for n in range(10)
        for known_at in times
        for version in store.as_of(FIRST_DAY + timedelta(days=n), known_at=known_at)
    ]


@settings(deadline=None, max_examples=60)
@given(arrivals=_arrivals, data=st.data())
def test_arrivals_in_any_order_and_grouping_are_seen_alike(
    arrivals: list[Arrival], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(arrivals))
    cut = data.draw(st.integers(0, len(arrivals)))
    with _store() as one, _store() as other:
        _receive(one, arrivals)
        _receive(other, shuffled[:cut])
        _receive(other, shuffled[cut:])
        assert _seen(one) == _seen(other)


@settings(deadline=None, max_examples=40)
@given(arrivals=_arrivals, data=st.data())
def test_receiving_again_what_was_received_changes_nothing(
    arrivals: list[Arrival], data: st.DataObject
) -> None:
    again = data.draw(st.lists(st.sampled_from(arrivals), max_size=6)) if arrivals else []
    with _store() as store:
        _receive(store, arrivals)
        before = _seen(store)
        _receive(store, again)
        assert _seen(store) == before
        assert store.verify() == ()


@settings(deadline=None, max_examples=40)
@given(arrivals=_arrivals, day=_days, known_at=st.none() | _times)
def test_a_day_never_shows_what_came_after_it(
    arrivals: list[Arrival], day: date, known_at: datetime | None
) -> None:
    with _store() as store:
        _receive(store, arrivals)
        shown = list(store.as_of(day, known_at=known_at))
    assert all(version.version_on <= day for version in shown)
    assert all(known_at is None or version.retrieved_at <= known_at for version in shown)
    assert len({version.ref.record for version in shown}) == len(shown)


@settings(deadline=None, max_examples=40)
@given(payloads=st.lists(_payloads, max_size=12), day=_days)
def test_without_departures_a_record_stands_from_its_first_day_on(
    payloads: list[Payload], day: date
) -> None:
    with _store() as store:
        _receive(store, payloads)
        shown = {version.ref.record: version.version_on for version in store.as_of(day)}
    latest: dict[RecordId, date] = {}
    for payload in payloads:
        if payload.version_on <= day:
            latest[payload.record] = max(payload.version_on, latest.get(payload.record, FIRST_DAY))
    assert shown == latest
