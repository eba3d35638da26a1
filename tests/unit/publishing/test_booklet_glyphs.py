"""What the bundled fonts can draw, and what happens to the rest."""

from __future__ import annotations

import runpy
from importlib.resources import files
from pathlib import Path

import pytest

from vigie.publishing.booklet.glyphs import MissingGlyph, marked, missing

SCRIPTS = Path(__file__).parents[3] / "scripts"


def test_french_with_its_spaces_is_drawn() -> None:
    text = "L’étude « MAIA »\u202f: 12\u00a0000 œuvres, IFN-β ≥ 3 ; où ? µg"
    assert marked(text) == text
    assert missing(text, "x") == frozenset()


def test_what_cannot_be_drawn_is_written_as_its_code_point() -> None:
    assert marked("治疗 \U0001f9ec") == "[U+6CBB][U+7597] [U+1F9EC]"
    assert missing("治", "ibm") == {MissingGlyph("治", "U+6CBB", "ibm")}


@pytest.mark.parametrize("char", ["\u202e", "\u2066", "\u0000", "\u200f", "\ud800"])
def test_controls_and_broken_characters_are_marked(char: str) -> None:
    assert marked(f"a{char}b") == f"a[U+{ord(char):04X}]b"


def test_line_ends_are_spaces() -> None:
    assert marked("a\r\n\tb\u2028c") == "a b c"


def test_letters_with_separate_accents_are_joined_first() -> None:
    assert marked("e\u0301tude") == "étude"


def test_the_list_of_characters_is_that_of_the_fonts() -> None:
    pytest.importorskip("fontTools", reason="fonttools is needed to read the fonts")
    script = runpy.run_path(str(SCRIPTS / "make_coverage.py"))
    fonts = SCRIPTS.parent / "src/vigie/publishing/fonts"
    fresh = script["HEAD"] + script["stretches"](script["coverage"](fonts))
    held = (files("vigie.publishing.booklet") / "coverage.txt").read_text("utf-8")
    assert held == fresh, "The fonts changed: run python scripts/make_coverage.py"
