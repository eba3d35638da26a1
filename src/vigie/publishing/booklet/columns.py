"""How wide a table's columns are: shared so that its rows are low, and no short word is cut.

Characters are counted, not drawn: the press sets the text, this only says who gets the room.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from vigie.publishing.booklet.tree import Node, Tree, nodes

FULL, COLUMN = 104, 70
"""Characters of a table's type on a line of the page's full width, and of its text column."""
BESIDE, BESIDE_TALL = 44, 57
"""Beside a chart, and beside one drawn smaller because it is tall."""
TALL = 5
"""A chart with more rows in its table is tall."""
PADDING = 3
"""Characters that a cell's own margins take."""
WORDY = 70
"""So much to read in a row, on average, takes the full width."""
FEW = 3
"""More columns than this take the full width."""
SAMPLE = 30
"""Of a longer table, about so many rows are looked at."""
UNCUT = 14
"""A word up to this length is kept whole."""
BADGE = 2
"""What a badge's frame adds to its word."""

Words = tuple[int, ...]


def set_columns(tree: Tree) -> None:
    """Says of each table whether it takes the full width, and the share of each column."""
    for node in nodes(tree):
        if node["kind"] == "Chart":
            table = node["table"]
            node["is_tall"] = len(table["rows"]) > TALL
            table["beside"] = BESIDE_TALL if node["is_tall"] else BESIDE
        if node["kind"] == "Table":
            texts = _Texts.of(node)
            node["is_wide"] = len(node["columns"]) > FEW or texts.is_wordy
            room = node.pop("beside", FULL if node["is_wide"] else COLUMN)
            node["widths"] = shares(texts.columns, room)


def shares(columns: Sequence[Sequence[Words]], room: int) -> list[int]:
    """The room of each column, from the lengths of the words in its cells, the heading's first.

    Each gets its longest word; then, one character at a time, the column that lowers the rows most.

    >>> shares((((5,), (5,)), ((6,), (4,) * 30)), 40)
    [9, 31]
    """
    step = max(1, max(map(len, columns), default=0) // SAMPLE)
    sample = [column[::step] for column in columns]

    @cache
    def heights(column: int, width: int) -> list[tuple[int, float]]:
        return [(_lines(cell, width), sum(cell) / width) for cell in sample[column]]

    def cost(widths: Sequence[int]) -> float:
        rows = zip(*(heights(*pair) for pair in enumerate(widths)), strict=True)
        return sum(_height(*zip(*row, strict=True)) for row in rows)

    widths = [max(min(max(cell, default=1), UNCUT) for cell in column) for column in columns]
    spare = room - sum(widths) - PADDING * len(widths)
    for _ in range(spare if columns else 0):
        tried = [_wider(widths, index) for index in range(len(widths))]
        widths = min(tried, key=cost)
    return [width + PADDING for width in widths]


def _height(lines: Sequence[int], filled: Sequence[float]) -> float:
    """A row is as high as its fullest cell; to lower the others is worth a little too."""
    return max(lines) + max(filled) + sum(filled) / len(filled)


def _wider(widths: list[int], index: int) -> list[int]:
    return [width + (place == index) for place, width in enumerate(widths)]


def _lines(words: Words, width: int) -> int:
    """On how many lines words of those lengths stand."""
    lines, used = 1, 0
    for word in words:
        needed = word + (used > 0)
        if used and used + needed > width:
            lines, used = lines + 1, word
        else:
            used += needed
        lines, used = lines + max(0, used - 1) // width, min(used, width)
    return lines


@dataclass(frozen=True, slots=True)
class _Texts:
    """The lengths of the words of a table, column by column, its heading first."""

    columns: tuple[tuple[Words, ...], ...]

    @classmethod
    def of(cls, table: Node) -> _Texts:
        headings = table["columns"]
        return cls(
            tuple(
                (_bold(_words(_bare(heading))), *(_cell(row, index) for row in table["rows"]))
                for index, heading in enumerate(headings)
            )
        )

    @property
    def is_wordy(self) -> bool:
        rows = list(zip(*self.columns, strict=True))[1:]
        read = sum(sum(cell) + len(cell) for row in rows for cell in row)
        return bool(read > WORDY * len(rows))


def _cell(row: list[Node], index: int) -> Words:
    if index >= len(row):
        return ()
    badges = tuple(len(_bare(badge["word"])) + BADGE for badge in row[index]["badges"])
    words = tuple(word for said in row[index]["sentences"] for word in _words(_bare(said)))
    return badges + (_bold(words) if index == 0 else words)


def _bold(words: Words) -> Words:
    """Headings and first cells are set bold, which is wider."""
    return tuple(length + (length + 5) // 10 for length in words)


def _bare(runs: Tree) -> str:
    return "".join(run["text"] for run in runs)


def _words(text: str) -> Words:
    return tuple(len(word) for word in text.split(" ") if word)
