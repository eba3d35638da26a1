"""What is new."""

from __future__ import annotations

from datetime import date

import pytest

from vigie.analyses.landscape import scope_of
from vigie.analyses.novelty import novelty
from vigie.records.dates import PartialDate

SINCE = date(2024, 5, 17)


@pytest.fixture
def new(corpus_of, study):
    corpus = corpus_of(
        (study("before", first_posted=PartialDate(2024, 5, 16), is_marked_new=True), "form=ibm"),
        (study("last-day-before", first_posted=PartialDate(2024, 5, 17)), "form=ibm"),
        (study("first-day", first_posted=PartialDate(2024, 5, 18)), "form=ibm"),
        (study("last-day", first_posted=PartialDate(2025, 5, 17)), "form=ibm"),
        (study("after", first_posted=PartialDate(2025, 5, 18)), "form=ibm"),
        (study("vague", first_posted=PartialDate(2024)), "form=ibm"),
        (study("printed", is_marked_new=True), "form=ibm"),
        (study("not-printed", is_marked_new=False), "form=ibm"),
        (study("elsewhere", is_marked_new=True), "form=dm"),
    )
    return corpus, novelty(corpus, scope_of("ibm"), SINCE)


def test_new_is_first_posted_within_the_window(new, keys):
    assert keys(new[1].posted.evidence) == ["first-day", "last-day"]


def test_what_is_only_printed_as_new_is_kept_apart(new, keys):
    assert keys(new[1].printed.evidence) == ["printed"]


def test_a_study_tells_whether_it_is_new_and_by_whom(new):
    corpus, found = new
    of = {held.ref.record.local: held for held in corpus.trials}
    assert found.is_new(of["2025/first-day"])
    assert not found.is_stated(of["2025/first-day"])
    assert found.is_stated(of["2025/printed"])
    assert not found.is_new(of["2025/before"])


def test_a_date_that_may_lie_outside_the_window_is_not_within_it(new, keys):
    assert "vague" not in keys(new[1].posted.evidence)
