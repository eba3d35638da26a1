"""What holds of the changes between any two readings."""

from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from vigie.records.changes import changes
from vigie.records.dates import PartialDate
from vigie.records.entries import EndPoint, Moment, Quantity, Site, Trial
from vigie.records.ids import RecordId
from vigie.records.vocabulary import Phase, Recruitment

words = st.text(alphabet="ab >\\.*-\n:XI", max_size=12)
texts = st.one_of(
    words,
    st.lists(
        st.sampled_from(["Inclusion Criteria:", "* Age", "Exclusion Criteria:", "a > 4."])
    ).map("\n".join),
)
maybe = st.none() | texts
trials = st.builds(
    Trial,
    id=st.just(RecordId("ctgov", "NCT01234567")),
    title=maybe,
    criteria=maybe,
    recruitment=st.none() | st.sampled_from(Recruitment),
    phases=st.lists(st.sampled_from(Phase), max_size=2).map(tuple),
    conditions=st.lists(words, max_size=3).map(tuple),
    enrolment=st.none() | st.builds(Quantity, st.integers(0, 500), st.none(), st.booleans()),
    completion=st.none()
    | st.builds(Moment, st.builds(PartialDate, st.integers(2000, 2030)), st.none(), st.booleans()),
    end_points=st.lists(
        st.builds(EndPoint, words, st.sampled_from(["primary", "other"]), maybe), max_size=3
    ).map(tuple),
    sites=st.lists(
        st.builds(Site, st.sampled_from(["France", "Italy"]), maybe, maybe), max_size=3
    ).map(tuple),
)


@given(trials)
def test_nothing_changes_between_a_reading_and_itself(trial: Trial) -> None:
    assert changes(trial, replace(trial)) == ()


@given(trials, trials)
def test_every_difference_is_told_and_nothing_else(old: Trial, new: Trial) -> None:
    differ = {f.name for f in fields(old) if getattr(old, f.name) != getattr(new, f.name)}
    assert {change.field for change in changes(old, new)} == differ


@given(trials, trials)
def test_seen_backwards_what_is_added_is_removed(old: Trial, new: Trial) -> None:
    there, back = changes(old, new), changes(new, old)
    added = sorted(repr(c.new) for c in there if c.kind == "added" and c.field == "conditions")
    removed = sorted(repr(c.old) for c in back if c.kind == "removed" and c.field == "conditions")
    assert added == removed
