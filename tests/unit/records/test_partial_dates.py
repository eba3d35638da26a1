"""Dates as precise as their source, never more."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigie.records.dates import PartialDate


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from([4, 7, 10]))
def test_a_date_is_written_as_it_was_read(day: date, length: int) -> None:
    text = day.isoformat()[:length]
    assert str(PartialDate.parse(text)) == text


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from([4, 7, 10]))
def test_a_partial_date_spans_every_day_that_it_can_mean(day: date, length: int) -> None:
    partial = PartialDate.parse(day.isoformat()[:length])
    assert partial.earliest() <= day <= partial.latest()
    assert not partial.is_before(day)
    assert not partial.is_after(day)


def test_a_month_is_over_only_after_its_last_day() -> None:
    april = PartialDate.parse("2024-04")
    assert april.latest() == date(2024, 4, 30)
    assert not april.is_before(date(2024, 4, 30))
    assert april.is_before(date(2024, 5, 1))


def test_february_of_a_leap_year_has_29_days() -> None:
    assert PartialDate.parse("2024-02").latest() == date(2024, 2, 29)


@pytest.mark.parametrize(
    "text", ["24", "2024-3", "2024-13", "2024-02-30", "March 2024", "", "2024-"]
)
def test_an_impossible_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"date|month|day"):
        PartialDate.parse(text)


def test_a_day_without_its_month_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a month"):
        PartialDate(2024, None, 3)
