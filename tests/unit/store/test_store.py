import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from store_making import DAY, NOON, keep, payload, standing

from vigie.errors import Problem, StoreDamaged
from vigie.records.departure import Why
from vigie.records.ids import RecordId
from vigie.records.payload import Payload
from vigie.store.store import Store

BIRD = RecordId("digest", "bird")


def test_a_payload_comes_back_byte_for_byte_with_all_that_was_known_of_it(store: Store) -> None:
    sent = payload(text='{"title": "Étude BIRD"}')
    keep(store, [sent])
    (version,) = store.as_of(DAY)
    assert store.payload(version) == sent
    assert version.ref.version == version.content_sha256[:12]


def test_what_a_run_received_is_seen_only_once_it_has_finished(store: Store) -> None:
    with store.run("digest", started_at=NOON, data_day=DAY) as run:
        run.add([payload()])
        assert standing(store) == {}
        run.finish(complete=True, ended_at=NOON)
    assert standing(store) == {"bird": '{"phase": 3}'}


def test_a_run_that_breaks_off_is_kept_as_incomplete(store: Store) -> None:
    class LineCut(Exception):
        pass

    def cut() -> Iterator[Payload]:
        yield payload()
        raise LineCut

    with pytest.raises(LineCut), store.run("digest", started_at=NOON, data_day=DAY) as run:
        run.add([payload("maia")]) + run.add(cut())
    (kept,) = store.runs()
    assert (kept.is_complete, kept.ended_at) == (False, None)
    assert set(standing(store)) == {"maia"}
    assert store.latest_complete_day() is None


def test_a_run_left_without_an_end_is_incomplete(store: Store) -> None:
    with store.run("digest", started_at=NOON, data_day=DAY) as run:
        run.add([payload()])
    assert [kept.is_complete for kept in store.runs()] == [False]


def test_the_source_s_own_day_decides_which_version_stands(store: Store) -> None:
    newer = payload(text="2", on=date(2025, 5, 1), at=NOON)
    older = payload(text="1", on=date(2024, 5, 1), at=NOON + timedelta(days=1))
    keep(store, [newer])
    keep(store, [older])
    assert standing(store) == {"bird": "2"}
    assert standing(store, date(2024, 12, 31)) == {"bird": "1"}
    assert standing(store, date(2024, 4, 30)) == {}


def test_what_was_received_later_was_not_known_before(store: Store) -> None:
    keep(store, [payload(text="1", on=date(2024, 5, 1))])
    keep(store, [payload(text="2", on=date(2025, 5, 1), at=NOON + timedelta(days=9))])
    assert standing(store, known_at=NOON + timedelta(days=8)) == {"bird": "1"}
    assert standing(store, known_at=NOON + timedelta(days=9)) == {"bird": "2"}


def test_content_that_returns_to_what_it_was_stands_again(store: Store) -> None:
    keep(store, [payload(text="1", on=date(2025, 1, 1))])
    keep(store, [payload(text="2", on=date(2025, 2, 1))])
    keep(store, [payload(text="1", on=date(2025, 3, 1))])
    assert standing(store) == {"bird": "1"}
    assert standing(store, date(2025, 2, 15)) == {"bird": "2"}
    versions = store.history(BIRD)
    assert [version.version_on.month for version in versions] == [1, 2, 3]
    assert versions[0].ref == versions[2].ref


def test_between_two_versions_of_one_day_the_last_received_stands(store: Store) -> None:
    keep(store, [payload(text="1", at=NOON)])
    keep(store, [payload(text="2", at=NOON + timedelta(hours=1))])
    assert standing(store) == {"bird": "2"}
    keep(store, [payload(text="1", at=NOON + timedelta(hours=2))])
    assert standing(store) == {"bird": "1"}
    assert standing(store, known_at=NOON + timedelta(hours=1)) == {"bird": "2"}


def test_a_new_stamp_without_new_content_makes_no_new_version(store: Store) -> None:
    keep(store, [payload(text='{"a": 1, "stamp": 1}')], volatile_paths=["stamp"])
    keep(store, [payload(text='{"stamp": 2, "a": 1}')], volatile_paths=["stamp"])
    assert len(store.history(BIRD)) == 1


def test_a_version_remembers_the_first_and_the_last_run_that_saw_it(store: Store) -> None:
    first = keep(store, [payload()])
    last = keep(store, [payload(at=NOON + timedelta(days=1))])
    (version,) = store.history(BIRD)
    assert (version.first_run, version.last_run) == (first, last)
    assert version.last_retrieved_at - version.retrieved_at == timedelta(days=1)


def test_a_record_that_left_its_source_no_longer_stands(store: Store) -> None:
    keep(store, [payload(on=date(2024, 1, 1))])
    later = NOON + timedelta(days=1)
    with store.run("digest", started_at=later, data_day=DAY) as run:
        run.remove(BIRD, departed_on=date(2025, 5, 1), why=Why("withheld"), at=later)
        run.finish(complete=True, ended_at=later)
    assert standing(store) == {}
    assert standing(store, date(2025, 4, 30)) == {"bird": '{"phase": 3}'}
    assert [stone.why for stone in store.departures(BIRD)] == [Why("withheld")]


def test_a_record_that_left_and_came_back_stands(store: Store) -> None:
    keep(store, [payload(on=DAY, at=NOON)])
    with store.run("digest", started_at=NOON, data_day=DAY) as run:
        run.remove(BIRD, departed_on=DAY, why=Why("withheld"), at=NOON + timedelta(hours=1))
        run.finish(complete=True, ended_at=NOON)
    assert standing(store) == {}
    keep(store, [payload(on=DAY, at=NOON + timedelta(hours=2))])
    assert standing(store) == {"bird": '{"phase": 3}'}


def test_a_run_tells_what_was_asked_what_was_found_and_what_went_wrong(store: Store) -> None:
    met = Problem("digest.unreadable", "digest:2025/x", "It has no title.", "Look at it.")
    with store.run(
        "digest", started_at=NOON, data_day=DAY, query="edition 2025", note="abc"
    ) as run:
        run.discover([BIRD, RecordId("digest", "maia")])
        run.meet(met)
        run.finish(complete=False, ended_at=NOON)
    (kept,) = store.runs("digest")
    assert (kept.query, kept.note, kept.ended_at) == ("edition 2025", "abc", NOON)
    assert store.discovered(kept.id) == (BIRD, RecordId("digest", "maia"))
    assert store.problems(kept.id) == (met,)
    assert store.runs("ctgov") == ()


def test_the_latest_complete_day_is_that_of_the_data_not_of_the_visit(store: Store) -> None:
    keep(store, [], data_day=date(2025, 6, 1))
    keep(store, [], data_day=date(2019, 1, 1), at=NOON + timedelta(days=1))
    keep(store, [], data_day=date(2025, 7, 1), complete=False)
    assert store.latest_complete_day() == date(2025, 6, 1)


def test_the_tallies_count_records_and_versions(store: Store) -> None:
    keep(store, [payload(text="1", on=date(2025, 1, 1)), payload(text="2"), payload("maia")])
    (tally,) = store.tallies()
    assert (tally.source, tally.records, tally.versions) == ("digest", 2, 3)


def test_a_record_of_another_source_is_refused(store: Store) -> None:
    with (
        pytest.raises(ValueError, match="digest:bird is not a record of ctgov"),
        store.run("ctgov", started_at=NOON, data_day=DAY) as run,
    ):
        run.add([payload()])


def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        list(store.as_of(DAY, known_at=datetime(2025, 1, 1)))  # noqa: DTZ001


def test_times_are_compared_as_times_whatever_their_zone(store: Store) -> None:
    from_east = datetime.fromisoformat("2025-06-01T13:30:00+02:00")
    keep(store, [payload(at=from_east)])
    (version,) = store.as_of(DAY)
    assert version.retrieved_at == datetime(2025, 6, 1, 11, 30, tzinfo=UTC)
    assert standing(store, known_at=NOON) != {}


def test_a_body_that_changed_on_disk_is_not_handed_out(store: Store) -> None:
    keep(store, [payload()])
    (version,) = store.as_of(DAY)
    with sqlite3.connect(store.path) as other:
        other.execute("UPDATE body SET packed = ?", (b"x",))
    with pytest.raises(StoreDamaged, match="is unreadable"):
        store.payload(version)


def test_asking_for_an_unknown_body_is_a_key_error(store: Store) -> None:
    with pytest.raises(KeyError):
        store.body("0" * 64)
