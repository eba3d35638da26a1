import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from vigie.errors import UsageError, VigieError
from vigie.workflows.placing import MARKER, check_place, put

ABOUT = {"stamp": "abc"}
PAGES = [("index.html", b"home"), ("fr/index.html", b"accueil")]


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MARKER
    }


def test_a_site_is_written_and_its_paths_are_told(tmp_path: Path) -> None:
    assert put(tmp_path / "deep" / "site", PAGES, ABOUT) == ("index.html", "fr/index.html")
    assert _files(tmp_path / "deep" / "site") == dict(PAGES)


def test_a_new_site_replaces_the_old_one_whole(tmp_path: Path) -> None:
    site = tmp_path / "site"
    put(site, [*PAGES, ("gone.html", b"old")], ABOUT)
    put(site, PAGES, ABOUT)
    assert _files(site) == dict(PAGES)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_build_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    class NoMorePages(Exception):
        pass

    def broken() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b"half"
        raise NoMorePages

    site = tmp_path / "site"
    put(site, PAGES, ABOUT)
    with pytest.raises(NoMorePages):
        put(site, broken(), ABOUT)
    assert _files(site) == dict(PAGES)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_somebody_s_files_are_never_replaced(tmp_path: Path) -> None:
    letters = tmp_path / "letters"
    letters.mkdir()
    (letters / "letter.txt").write_text("dear")
    with pytest.raises(UsageError, match="is left as it is"):
        put(letters, PAGES, ABOUT)
    assert _files(letters) == {"letter.txt": b"dear"}


def test_an_empty_folder_may_be_used(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    put(tmp_path / "site", PAGES, ABOUT)
    assert _files(tmp_path / "site") == dict(PAGES)


def test_a_file_is_not_a_folder(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("x")
    with pytest.raises(UsageError, match="is a file"):
        check_place(tmp_path / "site")


def test_a_link_to_a_site_stays_a_link(tmp_path: Path) -> None:
    put(tmp_path / "real", PAGES, ABOUT)
    link = tmp_path / "site"
    link.symlink_to(tmp_path / "real")
    put(link, [("index.html", b"new")], ABOUT)
    assert link.is_symlink()
    assert _files(tmp_path / "real") == {"index.html": b"new"}


@pytest.mark.parametrize("name", ["../out.html", "/etc/out.html", "fr/../../out.html"])
def test_no_page_is_written_outside_the_site(tmp_path: Path, name: str) -> None:
    with pytest.raises(VigieError, match="outside the site"):
        put(tmp_path / "site", [(name, b"x")], ABOUT)
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_build_left_is_swept_and_a_living_one_s_is_not(tmp_path: Path) -> None:
    dead, living = tmp_path / ".site.999999999.new", tmp_path / f".site.{os.getppid()}.new"
    dead.mkdir()
    living.mkdir()
    put(tmp_path / "site", PAGES, ABOUT)
    assert not dead.exists()
    assert living.exists()


def test_a_site_whose_replacement_was_killed_in_mid_move_comes_back(tmp_path: Path) -> None:
    put(tmp_path / "site", PAGES, ABOUT)
    (tmp_path / "site").rename(tmp_path / ".site.999999999.old")
    with pytest.raises(VigieError):
        put(tmp_path / "site", [("../x", b"")], ABOUT)
    assert _files(tmp_path / "site") == dict(PAGES)


def test_a_place_that_cannot_be_written_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="cannot be written"):
        put(tmp_path / "file" / "site", PAGES, ABOUT)
