"""What changed between two readings of one study."""

from dataclasses import replace

import pytest

from vigie.records.changes import Change, changes
from vigie.records.dates import PartialDate
from vigie.records.entries import EndPoint, Moment, Quantity, Site, Trial
from vigie.records.ids import RecordId
from vigie.records.importance import Importance
from vigie.records.passages import folded
from vigie.records.vocabulary import Phase, Recruitment

CRITERIA = (
    "Inclusion Criteria:\n\n* Age 18 years or older\n* A diagnosis of dermatomyositis\n\n"
    "Exclusion Criteria:\n\n* Pregnancy"
)
TRIAL = Trial(
    id=RecordId("ctgov", "NCT01234567"),
    title="A Study of Nothing",
    phases=(Phase.PHASE_1,),
    recruitment=Recruitment.RECRUITING,
    enrolment=Quantity(100, is_expected=True),
    completion=Moment(PartialDate(2026, 6), is_expected=True),
    criteria=CRITERIA,
    end_points=(EndPoint("Total improvement score", "primary", "Week 24"),),
    sites=(Site("France", "Paris", "Hospital A"), Site("Italy", "Rome", "Hospital B")),
)


def one(**new: object) -> Change:
    (change,) = changes(TRIAL, replace(TRIAL, **new))
    return change


def test_a_reading_has_not_changed_from_itself() -> None:
    assert changes(TRIAL, TRIAL) == ()


def test_two_records_have_no_changes() -> None:
    with pytest.raises(ValueError, match="two records"):
        changes(TRIAL, replace(TRIAL, id=RecordId("ctgov", "NCT09999999")))


@pytest.mark.parametrize(
    ("old", "new", "rule", "importance"),
    [
        (Recruitment.NOT_YET_RECRUITING, Recruitment.RECRUITING, "opened", Importance.CRITICAL),
        (Recruitment.SUSPENDED, Recruitment.RECRUITING, "opened", Importance.CRITICAL),
        (Recruitment.RECRUITING, Recruitment.ACTIVE_NOT_RECRUITING, "closed", Importance.CRITICAL),
        (Recruitment.RECRUITING, Recruitment.TERMINATED, "stopped", Importance.CRITICAL),
        (Recruitment.NOT_YET_RECRUITING, Recruitment.WITHDRAWN, "stopped", Importance.CRITICAL),
        (Recruitment.RECRUITING, Recruitment.UNKNOWN, "lost_sight", Importance.MAJOR),
        (Recruitment.ACTIVE_NOT_RECRUITING, Recruitment.COMPLETED, "recruitment", Importance.MAJOR),
    ],
)
def test_recruitment_opened_closed_or_stopped_is_critical(
    old: Recruitment, new: Recruitment, rule: str, importance: Importance
) -> None:
    (change,) = changes(replace(TRIAL, recruitment=old), replace(TRIAL, recruitment=new))
    assert (change.rule, change.importance) == (rule, importance)


@pytest.mark.parametrize(
    ("value", "rule"), [(121, "size_much"), (79, "size_much"), (120, "size_little")]
)
def test_a_size_changes_much_above_a_fifth(value: float, rule: str) -> None:
    assert one(enrolment=Quantity(value, is_expected=True)).rule == rule


def test_participants_counted_as_planned_are_no_change_of_size() -> None:
    assert one(enrolment=Quantity(100, is_expected=False)).rule == "size_counted"


def test_a_date_that_moves_by_more_than_half_a_year_is_major() -> None:
    assert (
        one(completion=Moment(PartialDate(2027, 1), is_expected=True)).importance
        is Importance.MAJOR
    )
    assert (
        one(completion=Moment(PartialDate(2026, 9), is_expected=True)).importance
        is Importance.MINOR
    )


def test_phases_change_together() -> None:
    change = one(phases=(Phase.PHASE_1, Phase.PHASE_2))
    assert (change.kind, change.old) == ("changed", (Phase.PHASE_1,))


def test_a_site_opened_and_a_site_closed_are_told_with_their_towns() -> None:
    lyon = Site("France", "Lyon", "Hospital C")
    found = changes(TRIAL, replace(TRIAL, sites=(TRIAL.sites[0], lyon)))
    assert [(c.kind, (c.old or c.new).city) for c in found] == [
        ("removed", "Rome"),
        ("added", "Lyon"),
    ]


def test_sites_listed_in_another_order_are_only_set_anew() -> None:
    assert one(sites=TRIAL.sites[::-1]).kind == "reformatted"


def test_a_criterion_worded_anew_shows_its_old_and_its_new_text() -> None:
    change = one(criteria=CRITERIA.replace("18 years", "12 years"))
    assert (change.kind, change.side) == ("reworded", "inclusion")
    assert (change.old, change.new) == ("Age 18 years or older", "Age 12 years or older")
    assert change.importance is Importance.MAJOR


def test_a_criterion_added_and_one_removed_are_told_apart() -> None:
    change = one(criteria=CRITERIA + "\n* Active cancer within five years")
    assert (change.kind, change.new, change.side) == (
        "added",
        "Active cancer within five years",
        "exclusion",
    )
    assert one(criteria=CRITERIA.replace("* Pregnancy", "")).kind == "removed"


def test_a_criterion_that_moves_to_the_exclusions_is_not_merely_moved() -> None:
    moved = CRITERIA.replace("* A diagnosis of dermatomyositis\n", "")
    moved += "\n* A diagnosis of dermatomyositis"
    found = changes(TRIAL, replace(TRIAL, criteria=moved))
    assert {(c.kind, c.side) for c in found} == {("removed", "inclusion"), ("added", "exclusion")}


@pytest.mark.parametrize(
    "again",
    [
        CRITERIA.replace("* ", "- "),
        CRITERIA.replace("\n\n", "\n"),
        CRITERIA.replace("older", "older."),
        CRITERIA.replace("older", "  older"),
    ],
)
def test_criteria_set_anew_are_not_changed(again: str) -> None:
    change = one(criteria=again)
    assert (change.kind, change.importance) == ("reformatted", Importance.MINOR)


def test_an_escaped_sign_is_the_sign() -> None:
    assert folded(r"CK \>\= 4") == folded("CK >= 4")


def test_a_sign_that_turns_is_a_change() -> None:
    old = replace(TRIAL, criteria="* CK > 4 times the limit")
    (change,) = changes(old, replace(TRIAL, criteria="* CK < 4 times the limit"))
    assert change.kind == "reworded"


def test_another_time_frame_of_a_primary_end_point_is_major() -> None:
    change = one(end_points=(EndPoint("Total improvement score", "primary", "Week 52"),))
    assert (change.kind, change.importance) == ("reworded", Importance.MAJOR)


def test_an_end_point_that_loses_its_rank_leaves_the_primary_ones() -> None:
    found = changes(
        TRIAL, replace(TRIAL, end_points=(replace(TRIAL.end_points[0], rank="secondary"),))
    )
    assert [(c.kind, c.side) for c in found] == [("removed", "primary"), ("added", "secondary")]


def test_what_matters_most_comes_first() -> None:
    new = replace(TRIAL, title="Another", recruitment=Recruitment.TERMINATED, sex="female")
    assert [c.field for c in changes(TRIAL, new)] == ["recruitment", "sex", "title"]


def test_what_was_stated_and_is_no_longer_is_told() -> None:
    assert one(title=None).kind == "unstated"
