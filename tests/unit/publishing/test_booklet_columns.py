"""How the columns of the booklet's tables share the width."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from vigie.publishing.booklet.columns import (
    BADGE,
    BESIDE,
    BESIDE_TALL,
    COLUMN,
    FULL,
    PADDING,
    UNCUT,
    set_columns,
    shares,
)

CELLS = st.lists(st.integers(1, 20), max_size=12).map(tuple)


def runs(text: str) -> list[dict[str, Any]]:
    return [{"kind": "Run", "text": text}]


def table(*rows: tuple[str, ...]) -> dict[str, Any]:
    cells = [[{"badges": [], "sentences": [runs(text)]} for text in row] for row in rows]
    headings = [runs(f"colonne {index}") for index in range(len(rows[0]))]
    return {"kind": "Table", "columns": headings, "rows": cells}


def test_columns_that_hold_the_same_share_alike() -> None:
    widths = shares([[(5, 5, 5)] * 4] * 3, 45)
    assert widths == [15, 15, 15]


def test_the_column_with_much_to_read_gets_the_room() -> None:
    names, words = shares([[(5,), (9,)], [(5,), (6,) * 30]], 60)
    assert names == 9 + PADDING
    assert words == 60 - names


def test_a_badge_is_as_wide_as_its_frame() -> None:
    with_badge = table(("mot", "mot"))
    with_badge["rows"][0][1]["badges"] = [{"word": runs("Phase IV")}]
    set_columns(with_badge)
    assert with_badge["widths"][1] >= len("Phase IV") + BADGE + PADDING


def test_many_columns_or_many_words_take_the_full_width() -> None:
    few, many, wordy = table(("a", "b")), table(tuple("abcd")), table(("a", "mot " * 20))
    set_columns([few, many, wordy])
    assert [one["is_wide"] for one in (few, many, wordy)] == [False, True, True]
    assert sum(few["widths"]) == COLUMN
    assert sum(many["widths"]) == sum(wordy["widths"]) == FULL


def test_beside_a_chart_there_is_less_room() -> None:
    short, tall = table(("a", "b")), table(*[("a", "b")] * 9)
    set_columns([{"kind": "Chart", "table": one} for one in (short, tall)])
    assert [sum(one["widths"]) for one in (short, tall)] == [BESIDE, BESIDE_TALL]


def test_a_table_without_columns_is_no_fault() -> None:
    assert shares([], FULL) == []


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=6))
def test_no_short_word_is_cut_and_no_room_is_lost(columns: list[list[tuple[int, ...]]]) -> None:
    widths = shares(columns, FULL)
    longest = [max((word for cell in column for word in cell), default=1) for column in columns]
    assert all(
        width >= min(word, UNCUT) + PADDING for width, word in zip(widths, longest, strict=True)
    )
    assert sum(widths) == FULL
