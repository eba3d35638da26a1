import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from store_making import DAY, NOON, keep, payload, standing

from vigie.errors import StoreDamaged, StoreUnavailable, UsageError
from vigie.store.store import Store


def _mark(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)


def test_a_store_is_made_where_there_was_none_and_found_again(path: Path) -> None:
    with Store.open(path) as store:
        keep(store, [payload()])
    with Store.open(path) as store:
        assert standing(store) == {"bird": '{"phase": 3}'}
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(("form", "remedy"), [(99, "Upgrade Vigie"), (0, "Move the file away")])
def test_a_store_of_another_form_says_what_to_do(path: Path, form: int, remedy: str) -> None:
    Store.open(path).close()
    _mark(path, f"PRAGMA user_version = {form}")
    with pytest.raises(UsageError, match=remedy):
        Store.open(path)


def test_another_program_s_database_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "recipes.sqlite"
    _mark(other, "CREATE TABLE recipe (name TEXT)")
    before = other.read_bytes()
    with pytest.raises(UsageError, match="not a store of Vigie"):
        Store.open(other)
    assert other.read_bytes() == before


def test_a_file_that_is_no_database_is_said_to_be_damaged(tmp_path: Path) -> None:
    letter = tmp_path / "letter.sqlite"
    letter.write_text("Madame, Monsieur, " * 500)
    with pytest.raises(StoreDamaged, match=r"letter\.sqlite is damaged"):
        Store.open(letter)


def test_a_folder_that_cannot_be_made_says_where_to_go_instead(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreUnavailable, match="Set VIGIE_HOME"):
        Store.open(tmp_path / "file" / "store.sqlite")


def test_a_store_held_by_another_command_says_so(store: Store, path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with (
            Store.open(path, wait_seconds=0.05) as second,
            pytest.raises(StoreUnavailable, match="in use by another command"),
        ):
            keep(second, [payload()])
        assert standing(store) == {}


def test_a_reader_is_not_disturbed_by_a_writer(store: Store, path: Path) -> None:
    keep(store, [payload("a"), payload("b")])
    reading = store.as_of(DAY)
    first = next(reading)
    with Store.open(path) as second:
        keep(second, [payload("c")])
    assert [first.ref.record.local, *(v.ref.record.local for v in reading)] == ["a", "b"]
    assert set(standing(store)) == {"a", "b", "c"}


def test_two_commands_may_write_one_after_the_other(store: Store, path: Path) -> None:
    with Store.open(path) as second, store.run("digest", started_at=NOON, data_day=DAY) as run:
        run.add([payload("a")])
        keep(second, [payload("b")])
        run.finish(complete=True, ended_at=NOON)
    assert set(standing(store)) == {"a", "b"}


def test_no_room_left_keeps_what_was_acknowledged(store: Store) -> None:
    keep(store, [payload("a")])
    (pages,) = store._connection.execute("PRAGMA page_count").fetchone()
    store._connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    large = payload("b", os.urandom(200_000).hex())
    with pytest.raises(StoreUnavailable, match="no room left") as raised:
        keep(store, [large])
    assert "acknowledged" in str(raised.value)
    assert set(standing(store)) == {"a"}
    assert store.verify() == ()


def test_a_store_in_a_read_only_folder_is_read_and_not_written(path: Path) -> None:
    with Store.open(path) as store:
        keep(store, [payload()])
    with _read_only(path), Store.open(path) as store:
        assert set(standing(store)) == {"bird"}
        with pytest.raises(StoreUnavailable, match="cannot be opened or written"):
            keep(store, [payload("maia")])


@contextmanager
def _read_only(path: Path) -> Iterator[None]:
    """Takes the right to write away; from root it has to be someone else's right first."""
    path.chmod(0o444)
    path.parent.chmod(0o555)
    is_root = os.geteuid() == 0
    if is_root:
        for folder in path.parents[1:]:
            if Path(tempfile.gettempdir()) in folder.parents:
                folder.chmod(0o755)
        os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        if is_root:
            os.setresuid(0, 0, 0)
        path.parent.chmod(0o755)
