"""Tags against hand-checked rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from vigie.knowledge.models import Expected
from vigie.records.corpus import Corpus
from vigie.records.entries import Trial
from vigie.records.ids import RecordId
from vigie.tagging.measuring import Agreement, measure, unheld


def row(concept: str, *, is_present: bool = True, record: str = "digest:a") -> Expected:
    return Expected(
        record=record, facet="form", concept=concept, is_present=is_present, because="by hand"
    )


@pytest.fixture
def corpus(tagger, hold):
    trial = Trial(id=RecordId("digest", "a"), conditions=("IBM", "dermatomyositis"))
    return tagger.tag(Corpus(day=date(2025, 5, 17), trials=(hold(trial),)))


def test_a_tag_that_was_expected_agrees(corpus):
    dm, ibm = measure(corpus, [row("ibm"), row("dm")])
    assert (dm.precision, dm.recall, ibm.precision, ibm.recall) == (1, 1, 1, 1)


def test_a_facet_that_was_checked_is_checked_in_full(corpus):
    dm, ibm = measure(corpus, [row("ibm")])
    assert dm.surplus == ("digest:a",)
    assert dm.precision == 0
    assert ibm.is_above_floor


def test_a_concept_expected_and_not_tagged_is_missed(corpus):
    missed = [one for one in measure(corpus, [row("pm")]) if one.missed]
    assert [(one.concept, one.recall) for one in missed] == [("pm", 0)]


def test_a_row_that_says_absent_is_not_a_miss(corpus):
    rows = [row("ibm"), row("dm"), row("pm", is_present=False)]
    assert all(one.is_above_floor for one in measure(corpus, rows))


def test_a_facet_without_checked_rows_is_not_measured(corpus):
    assert {one.facet for one in measure(corpus, [row("ibm")])} == {"form"}


def test_rows_of_records_not_held_are_named_and_left_out(corpus):
    rows = [row("ibm"), row("dm"), row("ibm", record="digest:gone")]
    assert unheld(corpus, rows) == ("digest:gone",)
    assert all(not one.missed for one in measure(corpus, rows))


def test_nothing_measured_is_no_figure():
    nothing = Agreement("form", "ibm", (), (), ())
    assert nothing.precision is None
    assert nothing.recall is None


def test_a_figure_below_the_floor_shows():
    poor = Agreement("form", "ibm", ("a",), ("b",), ())
    assert not poor.is_above_floor
    assert replace(poor, surplus=()).is_above_floor
