"""Characters that the bundled fonts cannot draw: marked where they stand, and listed.

`coverage.txt` holds what the fonts can draw, so that no font is parsed while building;
`scripts/make_coverage.py` writes it and a test compares it with the fonts.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from vigie.publishing.booklet.tree import Tree, placed_nodes

_SPACING = re.compile(r"[\t\n\r\v\f\u0085\u2028\u2029]+")


@dataclass(frozen=True, slots=True, order=True)
class MissingGlyph:
    """A character that no bundled font draws, its code point, and where it stands."""

    character: str
    code_point: str
    where: str

    def __str__(self) -> str:
        return f"{self.character!r} ({self.code_point}) in {self.where or 'the title'}"


def marked(text: str) -> str:
    """The text with each character that cannot be drawn written as its code point.

    Characters that would turn the direction of the text count among them.

    >>> marked("Étude 中")
    'Étude [U+4E2D]'
    """
    return _undrawable().sub(lambda found: f"[{_code_point(found[0])}]", _composed(text))


def missing(text: str, where: str) -> frozenset[MissingGlyph]:
    """The characters of a text that cannot be drawn."""
    found = set(_undrawable().findall(_composed(text)))
    return frozenset(MissingGlyph(char, _code_point(char), where) for char in found)


def mark_tree(tree: Tree) -> frozenset[MissingGlyph]:
    """Marks every run of a tree in place; returns what was marked."""
    found: set[MissingGlyph] = set()
    for where, node in placed_nodes(tree):
        if node["kind"] == "Run":
            found |= missing(node["text"], where)
            node["text"] = marked(node["text"])
    return frozenset(found)


def _composed(text: str) -> str:
    return _SPACING.sub(" ", unicodedata.normalize("NFC", text))


def _code_point(char: str) -> str:
    return f"U+{ord(char):04X}"


@cache
def _undrawable() -> re.Pattern[str]:
    lines = (files(__package__) / "coverage.txt").read_text("utf-8").splitlines()
    stretches = [line.split("-") for line in lines if line and not line.startswith("#")]
    allowed = "".join(f"\\U{low:0>8}-\\U{high:0>8}" for low, high in stretches)
    return re.compile(f"[^{allowed}]")
