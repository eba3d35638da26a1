"""Printed booklets are kept under their edition's stamp, and only whole ones come back."""

from __future__ import annotations

import multiprocessing
import os
import sys
from pathlib import Path
from time import sleep

import pytest

from fixtures.documents import chart
from vigie.publishing.booklet.glyphs import MissingGlyph
from vigie.publishing.booklet.render import Booklet
from vigie.publishing.charts import DARK, LIGHT, draw
from vigie.workflows.printing import Shelf, drawings_kept

BOOKLET = Booklet(b"%PDF-1.7 ...", ())


def test_what_was_kept_comes_back_as_it_was(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "booklets")
    shelf.keep("stamp.fr", BOOKLET)
    assert shelf.find("stamp.fr", Booklet) == BOOKLET
    assert shelf.find("stamp.en", Booklet) is None


def test_the_characters_that_a_booklet_lacks_are_kept_with_it(tmp_path: Path) -> None:
    fields = dict.fromkeys(MissingGlyph.__dataclass_fields__, "x")
    booklet = Booklet(b"%PDF", (MissingGlyph(**fields),))
    Shelf(tmp_path).keep("stamp.fr", booklet)
    assert Shelf(tmp_path).find("stamp.fr", Booklet) == booklet


def test_a_booklet_that_is_not_whole_is_printed_again(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.keep("stamp.fr", BOOKLET)
    kept = tmp_path / "stamp.fr"
    kept.write_bytes(kept.read_bytes()[:-1])
    assert shelf.find("stamp.fr", Booklet) is None


def test_only_the_newest_few_are_kept(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, size=2)
    for age, name in enumerate(["a.fr", "b.fr", "c.fr"]):
        shelf.keep(name, BOOKLET)
        os.utime(tmp_path / name, (age, age))
    with shelf.alone():
        shelf.keep("c.fr", BOOKLET)
    assert sorted(path.name for path in tmp_path.glob("[!.]*")) == ["b.fr", "c.fr"]


@pytest.mark.skipif(sys.platform != "linux", reason="no lock here")
def test_one_booklet_is_printed_at_a_time(tmp_path: Path) -> None:
    shelf, order = Shelf(tmp_path / "booklets"), tmp_path / "order"

    def printing() -> None:
        with shelf.alone(), order.open("a", encoding="utf-8") as said:
            said.write("begins ")
            said.flush()
            sleep(0.05)
            said.write("ends ")

    context = multiprocessing.get_context("fork")
    printers = [context.Process(target=printing) for _ in range(3)]
    for printer in printers:
        printer.start()
    for printer in printers:
        printer.join()
    assert order.read_text(encoding="utf-8").split() == ["begins", "ends"] * 3


def test_a_shelf_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    shelf = Shelf(tmp_path / "file")
    with shelf.alone():
        shelf.keep("stamp.fr", BOOKLET)
    assert shelf.find("stamp.fr", Booklet) is None


def test_what_was_drawn_is_drawn_once(tmp_path: Path) -> None:
    shelf, first, again = Shelf(tmp_path), {}, {}
    with drawings_kept(shelf, "stamp.fr.charts", first):
        draw(chart(), LIGHT, first)
        draw(chart(), DARK, first)
    assert len(first) == 1
    with drawings_kept(shelf, "stamp.fr.charts", again):
        assert again == first
        assert draw(chart(), DARK, again) == draw(chart(), DARK)
