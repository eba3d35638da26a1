"""Outcome measures: a range only where it was read."""

from __future__ import annotations

import pytest
from curated_rows import check_identities, check_row, each, rows

from vigie.knowledge.models import Measure

MEASURES = rows("measures/measures.yaml", Measure)
BY_ID = {row.id: row for row in MEASURES}


@each(MEASURES)
def test_a_measure_is_whole(row: Measure) -> None:
    check_row(row)


def test_ids_are_unique() -> None:
    check_identities(MEASURES)


@each(MEASURES)
def test_a_range_is_whole_or_absent(row: Measure) -> None:
    assert (row.low is None) == (row.high is None)
    if row.low is not None and row.high is not None:
        assert row.low < row.high


@each(MEASURES)
def test_an_unsure_range_is_not_given(row: Measure) -> None:
    if row.uncertain:
        assert row.high is None, f"{row.id}: leave the range out, or read it in a source."


@pytest.mark.parametrize(
    ("measure", "high", "better"),
    [
        ("tis", 100, "higher"),
        ("mmt8", 150, "higher"),
        ("cmas", 52, "higher"),
        ("cdasi_activity", 100, "lower"),
        ("cdasi_damage", 32, "lower"),
        ("ibmfrs", 40, "higher"),
        ("physician_global", 10, "lower"),
    ],
)
def test_the_ranges_that_were_read(measure: str, high: float, better: str) -> None:
    row = BY_ID[measure]
    assert (row.low, row.high, row.better) == (0, high, better)


def test_a_set_of_measures_has_no_direction() -> None:
    assert [row.id for row in MEASURES if row.better is None] == [
        "global_change", "imacs_core_set", "printo_core_set",
    ]  # fmt: skip
