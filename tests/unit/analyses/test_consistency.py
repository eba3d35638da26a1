"""What records contradict."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from vigie.analyses.consistency import findings, findings_on
from vigie.knowledge.models import PrintedCount
from vigie.records.dates import PartialDate
from vigie.records.entries import Measured, Moment, Quantity, Statement
from vigie.records.ids import RecordId
from vigie.records.vocabulary import Qualifier, Recruitment

RECRUITING = Recruitment.RECRUITING


@pytest.fixture
def kinds(corpus_of, study):
    def of(**fields):
        return [one.kind for one in findings(corpus_of((study("a", **fields), "")))]

    return of


def statement(key, value):
    return Statement(
        id=RecordId("digest", f"2025/{key}"), figure=Measured(key, (value,)), counts="studies"
    )


def test_a_study_over_on_the_day_does_not_recruit(kinds):
    over = Moment(PartialDate(2024, 4))
    assert kinds(recruitment=RECRUITING, completion=over) == ["completion_passed"]
    assert kinds(recruitment=Recruitment.CLOSED, completion=over) == []
    assert kinds(completion=over) == []


def test_a_year_is_over_only_at_its_end(kinds):
    this_year = Moment(PartialDate(2025), Qualifier.END_OF)
    assert kinds(recruitment=RECRUITING, completion=this_year) == []


def test_a_study_that_has_not_begun_does_not_recruit(kinds):
    to_come = Moment(PartialDate(2025, 6))
    assert kinds(recruitment=RECRUITING, start=to_come) == ["start_to_come"]
    assert kinds(recruitment=Recruitment.NOT_YET_RECRUITING, start=to_come) == []


def test_ages_stand_in_order(kinds):
    assert kinds(min_age_years=80, max_age_years=45) == ["ages_reversed"]
    assert kinds(min_age_years=45, max_age_years=45) == []


@pytest.mark.parametrize("size", [-1, 0.5])
def test_nobody_is_half_a_participant(kinds, size):
    assert kinds(enrolment=Quantity(size)) == ["enrolment_impossible"]


def test_a_number_claimed_for_two_studies_is_found_once(corpus_of, study, keys):
    corpus = corpus_of(
        (study("a", registry_numbers=("NCT1",)), ""), (study("b", registry_numbers=("NCT1",)), "")
    )
    (found,) = findings(corpus)
    assert (found.kind, keys(found.refs)) == ("number_twice", ["a", "b"])
    assert found.message.key == "figure.finding.number_twice"
    assert findings_on(corpus.trials[1].ref, [found]) == (found,)


def test_a_table_that_says_otherwise_is_found(corpus_of, study):
    corpus = corpus_of((study("a", recruitment=Recruitment.CLOSED), ""), (study("b"), ""))
    table = [
        {"trial": "a", "recruitment": "recruiting"},
        {"trial": "b", "recruitment": "recruiting"},
        {"trial": "gone", "recruitment": "closed"},
        {"recruitment": "closed"},
    ]
    edition = SimpleNamespace(id="2025", structure={"france_table": table})
    (found,) = findings(corpus, [edition])
    assert found.kind == "table_and_text"
    assert dict(found.slots)["table"].code == "recruiting"


def test_an_edition_without_a_table_contradicts_nothing(corpus_of, study):
    edition = SimpleNamespace(id="2025", structure={})
    assert findings(corpus_of((study("a"), "")), [edition]) == ()


def test_more_studies_than_were_printed_are_found(corpus_of, study, keys):
    corpus = corpus_of(
        (study("a"), "form=ibm"),
        (study("b"), "form=ibm"),
        (statement("ibm-studies-world", 1), ""),
    )
    (found,) = findings(corpus, (), {"ibm-studies-world": PrintedCount(forms=("ibm",))})
    assert found.kind == "more_held_than_printed"
    assert keys(found.refs) == ["ibm-studies-world", "a", "b"]
    assert dict(found.slots) == {"held": 2, "printed": 1}


def test_a_company_spelt_otherwise_is_found_and_another_company_is_not(corpus_of, study, keys):
    corpus = corpus_of(
        (study("a", developer="Novartiss"), "treatment=pn_101"),
        (study("b", developer="novartis"), "treatment=pn_101"),
        (study("c", developer="Pfizer"), "treatment=pn_101"),
        (study("d"), "treatment=pn_101"),
        (study("e", developer="Novartiss"), ""),
    )
    (found,) = findings(corpus, companies={"pn_101": "Novartis"})
    assert (found.kind, keys(found.refs)) == ("company_misspelt", ["a"])
    assert dict(found.slots) == {"name": "Novartis", "printed": "Novartiss"}
