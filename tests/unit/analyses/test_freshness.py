"""No recruitment status without its date."""

from __future__ import annotations

from datetime import date

import pytest

from vigie.analyses.freshness import freshness
from vigie.records.dates import PartialDate
from vigie.records.vocabulary import Recruitment

DAY = date(2025, 5, 17)


@pytest.fixture
def of(corpus_of, study):
    def one(status, on=None):
        (held,) = corpus_of((study("a", recruitment=status, recruitment_on=on), "")).trials
        return freshness(held, DAY)

    return one


def test_recruiting_checked_thirty_days_ago_is_open_today(of):
    assert of(Recruitment.RECRUITING, PartialDate(2025, 4, 17)).is_open_today


def test_recruiting_checked_longer_ago_is_not_open_today(of):
    fresh = of(Recruitment.RECRUITING, PartialDate(2025, 4, 16))
    assert not fresh.is_current
    assert not fresh.is_open_today
    assert fresh.on == PartialDate(2025, 4, 16)


def test_a_month_is_as_old_as_its_first_day(of):
    assert of(Recruitment.RECRUITING, PartialDate(2025, 5)).is_open_today
    assert not of(Recruitment.RECRUITING, PartialDate(2025, 4)).is_open_today


def test_a_status_without_a_day_is_of_the_day_of_its_version(of):
    assert of(Recruitment.RECRUITING).on == PartialDate(2025, 5, 17)


def test_a_study_that_closed_long_ago_is_still_closed(of):
    fresh = of(Recruitment.CLOSED, PartialDate(2020))
    assert fresh.is_current
    assert not fresh.is_open_today


@pytest.mark.parametrize(
    "status", [Recruitment.NOT_YET_RECRUITING, Recruitment.ENROLLING_BY_INVITATION]
)
def test_only_recruiting_is_open(of, status):
    assert not of(status).is_open_today


def test_what_is_not_stated_is_not_a_status(of):
    assert of(None) is None
