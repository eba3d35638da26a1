"""Parts of a site are written at once, and none is lost."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from vigie.workflows.beside import File, done_apart, written_beside


def _writer(folder: Path, files: Iterable[File]) -> tuple[str, ...]:
    names = []
    for name, body in files:
        (folder / name).write_bytes(body)
        names.append(name)
    return tuple(names)


def _part(name: str) -> Iterator[File]:
    yield f"{name}-process", str(os.getpid()).encode()
    yield f"{name}-words", b"words"


def test_every_part_is_written_and_named_in_order(tmp_path: Path) -> None:
    with written_beside(
        [_part("fr"), _part("en")], lambda files: _writer(tmp_path, files)
    ) as finish:
        names = finish()
    assert names == ("fr-process", "fr-words", "en-process", "en-words")
    assert (tmp_path / "en-words").read_bytes() == b"words"


@pytest.mark.skipif(os.name != "posix" or os.uname().sysname != "Linux", reason="no copies here")
def test_each_part_has_a_process_of_its_own(tmp_path: Path) -> None:
    with written_beside(
        [_part("fr"), _part("en")], lambda files: _writer(tmp_path, files)
    ) as finish:
        finish()
    processes = {(tmp_path / f"{name}-process").read_text() for name in ("fr", "en")}
    assert len(processes) == 2
    assert str(os.getpid()) not in processes


def test_what_is_wrong_with_a_part_shows_itself_here(tmp_path: Path) -> None:
    def broken() -> Iterator[File]:
        yield "first", b""
        raise ValueError("the second page cannot be drawn")

    with (
        pytest.raises(ValueError, match="second page"),
        written_beside([broken()], lambda files: _writer(tmp_path, files)) as finish,
    ):
        finish()


def test_a_part_whose_process_dies_is_written_all_the_same(tmp_path: Path) -> None:
    here = os.getpid()

    def mortal() -> Iterator[File]:
        if os.getpid() != here:
            os._exit(9)
        yield "page", b"drawn"

    with written_beside([mortal()], lambda files: _writer(tmp_path, files)) as finish:
        assert finish() == ("page",)
    assert (tmp_path / "page").read_bytes() == b"drawn"


@pytest.mark.skipif(os.name != "posix" or os.uname().sysname != "Linux", reason="no copies here")
def test_work_done_apart_gives_its_answer_and_is_done_in_another_process() -> None:
    assert done_apart(lambda: ("set", os.getpid()))[0] == "set"
    assert done_apart(os.getpid) != os.getpid()


def test_work_whose_process_dies_is_done_here() -> None:
    here = os.getpid()

    def mortal() -> str:
        if os.getpid() != here:
            os._exit(9)
        return "done"

    assert done_apart(mortal) == "done"


def test_what_is_wrong_with_work_done_apart_shows_itself_here() -> None:
    def broken() -> str:
        raise ValueError("the booklet cannot be set")

    with pytest.raises(ValueError, match="cannot be set"):
        done_apart(broken)
