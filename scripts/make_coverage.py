# ruff: noqa: INP001 - a script, no package
"""Writes what the bundled fonts can draw, for the booklet: `python scripts/make_coverage.py`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from pathlib import Path

from fontTools.ttLib import TTFont

PUBLISHING = Path(__file__).parent.parent / "src" / "vigie" / "publishing"
FAMILIES = ("VigieSans", "VigieSerif")
INVISIBLE = frozenset({0x00AD, 0x200B, 0x2060})  # soft hyphen, break point, word joiner
HEAD = "# What the bundled fonts can draw, as hexadecimal stretches (scripts/make_coverage.py).\n"


def coverage(fonts: Path) -> frozenset[int]:
    """The code points that one family draws in all its faces."""
    drawn: frozenset[int] = INVISIBLE
    for family in FAMILIES:
        faces = [frozenset(TTFont(path).getBestCmap()) for path in fonts.glob(f"{family}-*.ttf")]
        drawn |= reduce(frozenset.intersection, faces)
    return frozenset(code for code in drawn if code >= 0x20 and not 0x7F <= code < 0xA0)


def stretches(codes: Iterable[int]) -> str:
    """Sorted code points as lines `low-high`."""
    pairs: list[list[int]] = []
    for code in sorted(codes):
        if pairs and pairs[-1][1] == code - 1:
            pairs[-1][1] = code
        else:
            pairs.append([code, code])
    return "".join(f"{low:04X}-{high:04X}\n" for low, high in pairs)


if __name__ == "__main__":
    text = HEAD + stretches(coverage(PUBLISHING / "fonts"))
    (PUBLISHING / "booklet" / "coverage.txt").write_text(text, encoding="utf-8")
