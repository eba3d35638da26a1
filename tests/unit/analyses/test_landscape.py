"""Which studies exist."""

from __future__ import annotations

import pytest

from vigie.analyses.landscape import Scope, landscape, scope_of, studies
from vigie.knowledge.nouns import FormNoun
from vigie.records.dates import PartialDate
from vigie.records.entries import Quantity
from vigie.records.vocabulary import Qualifier, Recruitment, StudyType

RECRUITING = Recruitment.RECRUITING


@pytest.fixture
def corpus(corpus_of, study):
    return corpus_of(
        (
            study("a", study_type=StudyType.INTERVENTIONAL, enrolment=Quantity(30)),
            "form=ibm phase=2 phase=3 approach=cell class=stem_cells place=france",
        ),
        (
            study("b", study_type=StudyType.INTERVENTIONAL, recruitment=RECRUITING,
                  enrolment=Quantity(10)),
            "form=ibm form=dm phase=2 approach=pharmacology class=jak place=france_and_abroad",
        ),
        (
            study("c", study_type=StudyType.REGISTRY, recruitment=RECRUITING,
                  recruitment_on=PartialDate(2025, 1), enrolment=Quantity(900, Qualifier.TARGET)),
            "form=ibm place=outside_france",
        ),
        (study("d", recruitment=Recruitment.CLOSED), "form=dm"),
    )  # fmt: skip


@pytest.fixture
def ibm(corpus):
    return landscape(corpus, scope_of("ibm"))


def test_the_studies_of_a_form_are_those_tagged_with_it(corpus):
    assert [held.ref.record.local[-1] for held in studies(corpus, "ibm")] == ["a", "b", "c"]
    assert [held.ref.record.local[-1] for held in studies(corpus, "dm", "ibm")] == list("abcd")
    assert len(studies(corpus)) == 4


def test_a_count_is_the_length_of_its_evidence(ibm, keys):
    assert ibm.studies.value == 3
    assert keys(ibm.studies.evidence) == ["a", "b", "c"]
    assert ibm.studies.key == "ibm.studies"


def test_a_combined_phase_counts_in_each(ibm, keys):
    assert list(ibm.by_phase) == ["2", "3"]
    assert keys(ibm.by_phase["2"].evidence) == ["a", "b"]
    assert ibm.by_phase["3"].key == "ibm.studies.phase.3"


def test_a_concept_without_a_study_has_no_count(ibm):
    assert "1" not in ibm.by_phase
    assert set(ibm.by_approach) == {"cell", "pharmacology"}


def test_trials_are_told_from_studies_that_watch(ibm, keys):
    assert keys(ibm.interventional.evidence) == ["a", "b"]
    assert keys(ibm.watching.evidence) == ["c"]


def test_france_counts_whether_alone_or_not(ibm, keys):
    assert keys(ibm.in_france.evidence) == ["a", "b"]
    assert list(ibm.by_place) == ["france", "france_and_abroad", "outside_france"]


def test_a_status_not_checked_for_a_month_is_never_counted_as_open(ibm, keys):
    assert keys(ibm.open_today.evidence) == ["b"]
    assert {concept: count.value for concept, count in ibm.by_recruitment.items()} == {
        "recruiting": 1,
        "not_checked": 1,
        "not_stated": 1,
    }


def test_enrolment_is_summed_over_the_studies_that_state_it(ibm, keys):
    assert ibm.enrolment_total.value == 40
    assert ibm.enrolment_median.value == 20


def test_a_goal_is_not_an_enrolment(ibm, keys):
    assert keys(ref for ref, _ in ibm.enrolment_total.evidence) == ["a", "b"]


def test_nothing_stated_is_not_zero(corpus_of, study):
    none = landscape(corpus_of((study("a"), "form=ibm")), scope_of("ibm"))
    assert none.enrolment_total.value is None
    assert none.open_today.value == 0


def test_every_figure_of_a_landscape_has_a_key_of_its_own(corpus):
    everything = landscape(corpus, Scope("all", (), FormNoun("iim")))
    figures = [everything.studies, everything.interventional, everything.watching]
    figures += [everything.in_france, everything.open_today]
    for counts in (everything.by_phase, everything.by_class, everything.by_recruitment):
        figures += counts.values()
    keys = [figure.key for figure in figures]
    assert len(keys) == len(set(keys))
    assert everything.studies.label.key == "figure.every_study.label"
