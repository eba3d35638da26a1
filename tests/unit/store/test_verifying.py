import random
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from store_making import NOON, keep, payload

from vigie.errors import StoreDamaged
from vigie.store.hashing import content_sha256
from vigie.store.store import Store


@pytest.fixture
def filled(path: Path) -> Path:
    """A store with a few runs, closed and whole."""
    noise = random.Random(1)  # noqa: S311
    with Store.open(path) as store:
        for n in range(3):
            bodies = (f"[{noise.random()}]" * 40 for _ in range(60))
            payloads = [payload(f"r{i}", body, at=NOON) for i, body in enumerate(bodies)]
            keep(store, payloads, at=NOON + timedelta(days=n))
        assert store.verify() == ()
    return path


def _tamper(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


def _codes(path: Path) -> set[str]:
    with Store.open(path) as store:
        return {problem.code for problem in store.verify()}


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE body SET packed = CAST(substr(packed, 1, 20) || x'00' AS BLOB)", "body"),
        ("UPDATE body SET sha256 = replace(sha256, 'a', 'b')", "orphan"),
        ("DELETE FROM body WHERE rowid = 1", "orphan"),
        ("UPDATE version SET first_run = 99", "orphan"),
        ("DELETE FROM run WHERE id = 2", "orphan"),
        ("UPDATE version SET content_sha256 = 'x' || substr(content_sha256, 2)", "orphan"),
        ("UPDATE version SET version_on = 'soon'", "version"),
        ("UPDATE version SET last_retrieved_at = '1999-01-01T00:00:00+00:00'", "version"),
    ],
)
def test_verify_names_what_is_not_whole(filled: Path, statement: str, code: str) -> None:
    _tamper(filled, statement)
    assert f"store.{code}" in _codes(filled)


def test_verify_finds_a_byte_that_flipped_in_a_body(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as connection:
        (packed,) = connection.execute("SELECT packed FROM body WHERE rowid = 90").fetchone()
    content = bytearray(filled.read_bytes())
    content[content.index(packed) + len(packed) // 2] ^= 0x10
    filled.write_bytes(content)
    assert _codes(filled) == {"store.body"}


def test_verify_finds_a_content_hash_that_is_another(filled: Path) -> None:
    _tamper(
        filled,
        "UPDATE version SET content_sha256 = substr(content_sha256, 2) || 'f' WHERE local = 'r1'",
    )
    with Store.open(filled) as store:
        found = store.verify(lambda sent: content_sha256(sent.body, sent.media_type))
    assert {problem.code for problem in found} == {"store.content"}


@pytest.mark.parametrize("part", [0.02, 0.3, 0.6, 0.97])
def test_a_file_cut_short_is_found(filled: Path, part: float) -> None:
    content = filled.read_bytes()
    filled.write_bytes(content[: int(len(content) * part)])
    assert _found(filled)


def test_a_file_cut_down_to_nothing_is_not_taken_for_a_new_store(filled: Path) -> None:
    filled.write_bytes(b"")
    with pytest.raises(StoreDamaged, match="the file is empty"):
        Store.open(filled)


def test_noise_over_any_page_is_an_error_or_a_problem_and_never_a_crash(filled: Path) -> None:
    whole = filled.read_bytes()
    noise = random.Random(2)  # noqa: S311
    for page in range(1, len(whole) // 4096, 7):
        spoilt = bytearray(whole)
        spoilt[page * 4096 : (page + 1) * 4096] = noise.randbytes(4096)
        filled.write_bytes(spoilt)
        assert _found(filled), f"page {page}"


def _found(path: Path) -> bool:
    try:
        return bool(_codes(path))
    except StoreDamaged:
        return True


def test_each_problem_says_where_and_what_to_do(filled: Path) -> None:
    _tamper(filled, "DELETE FROM body WHERE rowid = 1")
    with Store.open(filled) as store:
        (problem,) = store.verify()
    assert problem.where == str(filled)
    assert "digest:r0" in problem.what
    assert "move the file away" in problem.do


def test_a_damaged_store_is_never_read_as_if_it_were_whole(filled: Path) -> None:
    _tamper(filled, "DELETE FROM body WHERE rowid = 1")
    with Store.open(filled) as store, pytest.raises(StoreDamaged, match="is missing"):
        list(map(store.payload, store.history(payload("r0").record)))
