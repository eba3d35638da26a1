"""What changed between the records of two days."""

from dataclasses import replace
from datetime import date

from vigie.analyses.changed import Changed, Departure, changed
from vigie.records.canonical import unite
from vigie.records.corpus import Corpus, Held
from vigie.records.dates import PartialDate
from vigie.records.departure import Why
from vigie.records.entries import Quantity, Trial
from vigie.records.ids import RecordId, RecordRef
from vigie.records.importance import Importance
from vigie.records.vocabulary import Recruitment

SINCE, UNTIL = date(2025, 5, 17), date(2026, 5, 17)
TRIAL = Trial(
    id=RecordId("ctgov", "NCT01234567"),
    registry_numbers=("NCT01234567",),
    recruitment=Recruitment.RECRUITING,
    enrolment=Quantity(60, is_expected=True),
    first_posted=PartialDate(2020, 3, 18),
)


def held(trial: Trial, version: str = "a", day: date = SINCE) -> Held[Trial]:
    ref = RecordRef(trial.id, version * 12)
    return Held(ref=ref, version_on=day, url="https://example.org", entry=trial)


def between(
    before: tuple[Held[Trial], ...], now: tuple[Held[Trial], ...], *departed: Departure
) -> Changed:
    were, are = Corpus(day=SINCE, trials=before), Corpus(day=UNTIL, trials=now)
    return changed(unite(were), unite(are), departed)


def names(found: Changed) -> set[str]:
    return {name for name, count in found.groups.items() if count.value}


def after(**new: object) -> Changed:
    return between((held(TRIAL),), (held(replace(TRIAL, **new), "b", UNTIL),))


def other(number: str, **known: object) -> Trial:
    return replace(TRIAL, id=RecordId("ctgov", number), registry_numbers=(number,), **known)


def test_nothing_changes_where_the_version_stays() -> None:
    found = between((held(TRIAL),), (held(TRIAL),))
    assert found.is_empty
    assert found.not_compared == ()


def test_a_study_posted_in_the_window_is_new_and_counted_in_its_year() -> None:
    new = other("NCT07000001", first_posted=PartialDate(2026, 1, 9))
    found = between((held(TRIAL),), (held(TRIAL), held(new)))
    assert names(found) == {"new"}
    assert [(year, count.value) for year, count in found.by_year.items()] == [(2026, 1)]
    assert found.by_year[2026].key == "changed.new.2026"


def test_a_study_posted_on_the_first_day_was_new_in_the_window_before() -> None:
    same_day = other("NCT07000001", first_posted=PartialDate.of(SINCE))
    assert between((held(TRIAL),), (held(TRIAL), held(same_day))).groups["new"].value == 0


def test_an_older_study_that_we_only_now_hold_is_not_new() -> None:
    found = between((held(TRIAL),), (held(TRIAL), held(other("NCT01000001"))))
    assert names(found) == {"newly_known"}


def test_a_source_that_we_held_nothing_of_is_not_compared() -> None:
    found = between((), (held(TRIAL),))
    assert (names(found), found.not_compared) == (set(), ("ctgov",))


def test_recruitment_that_opens_closes_ends_or_stops_has_its_group() -> None:
    assert names(after(recruitment=Recruitment.ACTIVE_NOT_RECRUITING)) == {"closed"}
    assert names(after(recruitment=Recruitment.COMPLETED)) == {"ended"}
    assert names(after(recruitment=Recruitment.TERMINATED)) == {"stopped"}
    planned = replace(TRIAL, recruitment=Recruitment.NOT_YET_RECRUITING)
    assert names(between((held(planned),), (held(TRIAL, "b"),))) == {"opened"}


def test_a_study_lost_sight_of_has_not_closed() -> None:
    found = after(recruitment=Recruitment.UNKNOWN)
    assert (names(found), found.moved[0].importance) == (set(), Importance.MAJOR)


def test_what_changed_is_told_field_by_field_what_matters_most_first() -> None:
    found = after(enrolment=Quantity(90, is_expected=True), recruitment=Recruitment.TERMINATED)
    (moved,) = found.moved
    assert [change.field for change in moved.changes] == ["recruitment", "enrolment"]
    assert moved.importance is Importance.CRITICAL


def test_another_version_that_reads_the_same_is_no_change() -> None:
    assert after(enrolment=TRIAL.enrolment).is_empty


def test_sources_that_disagree_are_not_a_study_that_changed() -> None:
    printed = replace(
        TRIAL, id=RecordId("digest", "2025/one"), recruitment=Recruitment.NOT_YET_RECRUITING
    )
    found = between((held(printed),), (held(printed), held(TRIAL)))
    assert (found.moved, found.not_compared) == ((), ("ctgov",))


def test_a_study_of_two_sources_is_counted_once() -> None:
    printed = replace(TRIAL, id=RecordId("digest", "2025/one"))
    stopped = Recruitment.TERMINATED
    now = (
        held(replace(printed, recruitment=stopped), "b"),
        held(replace(TRIAL, recruitment=stopped), "b"),
    )
    found = between((held(printed), held(TRIAL)), now)
    assert (len(found.moved), found.groups["stopped"].value) == (2, 1)


def test_a_record_that_its_source_no_longer_has_is_told() -> None:
    gone = Departure(TRIAL.id, date(2026, 2, 1), Why("withheld"))
    found = between((held(TRIAL),), (), gone)
    assert found.departed == (gone,)
    assert not found.is_empty
