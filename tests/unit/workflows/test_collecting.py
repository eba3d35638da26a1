from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from vigie.errors import UnreadableInput, UsageError
from vigie.knowledge.loading import load_knowledge
from vigie.knowledge.models import EditionFile, Knowledge
from vigie.records.payload import Payload
from vigie.store.readings import ReadingCache
from vigie.store.store import Store
from vigie.workflows import collecting, readings
from vigie.workflows.collecting import keep_edition, opened, read_corpus
from vigie.workflows.readings import Reader, read_all

AT = datetime(2025, 6, 1, tzinfo=UTC)
DAY = date(2025, 5, 17)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIGIE_HOME", str(tmp_path / "home"))


@pytest.fixture
def edition(knowledge: Knowledge) -> EditionFile:
    return knowledge.editions[0]


def _without(edition: EditionFile, key: str) -> EditionFile:
    trials = tuple(row for row in edition.trials if row["key"] != key)
    return edition.model_copy(update={"trials": trials})


def _keys(store: Store) -> set[str]:
    return {version.ref.record.local for version in store.as_of(DAY)}


def test_a_shipped_edition_is_taken_in_once(
    tmp_path: Path, knowledge: Knowledge, edition: EditionFile
) -> None:
    with Store.open(tmp_path / "s.sqlite") as store:
        assert keep_edition(store, knowledge, edition, at=AT)
        assert not keep_edition(store, knowledge, edition, at=AT + timedelta(days=1))
        (run,) = store.runs()
        assert (run.is_complete, run.data_day) == (True, DAY)
        assert len(store.discovered(run.id)) == len(_keys(store)) > 300


def test_a_changed_edition_is_taken_in_again_and_what_it_lost_is_gone(
    tmp_path: Path, knowledge: Knowledge, edition: EditionFile
) -> None:
    with Store.open(tmp_path / "s.sqlite") as store:
        keep_edition(store, knowledge, edition, at=AT)
        before = _keys(store)
        shorter = _without(edition, "kn5501")
        assert keep_edition(store, knowledge, shorter, at=AT + timedelta(days=1))
        assert before - _keys(store) == {"2025/kn5501"}
        assert keep_edition(store, knowledge, edition, at=AT + timedelta(days=2))
        assert _keys(store) == before


def test_the_corpus_is_the_same_from_the_cache_as_from_the_bytes(knowledge: Knowledge) -> None:
    with opened(knowledge) as place:
        fresh = read_corpus(place, DAY)
        cached = read_corpus(place, DAY)
    assert fresh == cached
    assert len(fresh.trials) > 60
    assert [held.ref for held in fresh.trials] == sorted(held.ref for held in fresh.trials)


def test_a_reading_is_made_once_and_again_for_a_new_reader(
    tmp_path: Path, knowledge: Knowledge, edition: EditionFile
) -> None:
    asked: list[Payload] = []

    def read(payload: Payload) -> readings.Entry:
        asked.append(payload)
        return collecting.DIGEST.read(payload)

    with Store.open(tmp_path / "s.sqlite") as store:
        keep_edition(store, knowledge, edition, at=AT)
        total = len(_keys(store))
        cache = ReadingCache(tmp_path / "r.sqlite")
        for version, expected in (("1", total), ("1", total), ("2", 2 * total)):
            list(read_all(store, cache, Reader("digest", version, read), store.as_of(DAY)))
            assert len(asked) == expected
        cache.close()


def test_a_record_that_cannot_be_read_is_a_problem_and_the_rest_goes_on(
    knowledge: Knowledge,
) -> None:
    def read(payload: Payload) -> readings.Entry:
        if payload.record.local == "2025/alkivia":
            raise UnreadableInput("The field 'phases' holds 'VII'.")
        return collecting.DIGEST.read(payload)

    with opened(knowledge) as place:
        corpus = read_corpus(place, DAY, (Reader("digest", "test", read),))
    (problem,) = corpus.problems
    assert problem.where.startswith("digest:2025/alkivia@")
    assert "'VII'" in problem.what
    assert "2025/alkivia" not in {held.ref.record.local for held in corpus}


def test_a_day_before_everything_says_what_the_earliest_is(knowledge: Knowledge) -> None:
    with opened(knowledge) as place, pytest.raises(UsageError, match="holds no record as of 2020"):
        read_corpus(place, date(2020, 1, 1))
