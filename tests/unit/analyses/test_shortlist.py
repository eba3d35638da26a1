"""What an editor is shown first, and why. Every publication here is made up."""

from __future__ import annotations

from datetime import date

import pytest

from vigie.analyses.linking import links
from vigie.analyses.shortlist import Reason, people_in, shortlist
from vigie.records.dates import PartialDate
from vigie.records.entries import AbstractPart, Article, Reference, Tie, Trial
from vigie.records.ids import RecordId

SINCE = date(2025, 1, 1)
IN_TIME = PartialDate(2025, 3, 2)


def article(number, **fields):
    fields = {"pmid": str(number), "entered": IN_TIME, "title": "Muscle"} | fields
    return Article(id=RecordId("pubmed", str(number)), **fields)


@pytest.fixture
def listed(corpus_of):
    def of(*records, **options):
        corpus = corpus_of(*records)
        found = shortlist(corpus, links(corpus), since=SINCE, **options)
        return [
            (one.article.entry.pmid, [because.reason for because in one.because]) for one in found
        ]

    return of


def many(form="dm", count=40):
    return tuple((article(1000 + n, entered=None), f"form={form}") for n in range(count))


def test_the_result_of_a_followed_study_comes_first(listed):
    study = Trial(
        id=RecordId("ctgov", "NCT09999991"),
        registry_numbers=("NCT09999991",),
        references=(Reference("A.", "result", "2"),),
    )
    assert listed(
        (article(1), "form=dm publication=guideline"),
        (article(2), "form=dm publication=trial_report"),
        (study, "form=dm"),
        *many(),
    ) == [("2", [Reason.RESULT_OF_STUDY]), ("1", [Reason.GUIDELINE])]


def test_a_protocol_that_bears_the_number_of_a_study_reports_no_result(listed):
    study = Trial(id=RecordId("ctgov", "NCT09999991"), registry_numbers=("NCT09999991",))
    rows = [
        (article(number, registry_numbers=("NCT09999991",)), f"form=dm publication={kind}")
        for number, kind in ((1, "protocol"), (2, "trial_report"))
    ]
    assert listed(*rows, (study, "form=dm"), *many()) == [("2", [Reason.RESULT_OF_STUDY])]


def test_what_is_set_apart_is_not_proposed(listed):
    ties = (Tie("preprint_of", None, "2"),)
    preprint = article(1, kind="preprint", pmid=None, ties=ties, author_countries=("France",))
    published = article(2, author_countries=("France",))
    assert listed((preprint, "form=dm"), (published, "form=dm"), *many(), home=["France"]) == [
        ("2", [Reason.HOME_TEAM])
    ]


def test_a_large_cohort_is_told_from_a_small_one(listed):
    large = article(1, abstract=(AbstractPart("We followed 1,204 adult patients."),))
    small = article(2, abstract=(AbstractPart("We followed 12 patients."),))
    kinds = "form=dm publication=cohort"
    assert listed((large, kinds), (small, kinds), *many()) == [("1", [Reason.LARGE_COHORT])]


def test_many_people_in_a_review_make_no_cohort(listed):
    review = article(1, abstract=(AbstractPart("In 5,000 patients."),))
    assert listed((review, "form=dm publication=review"), *many()) == []


def test_a_first_use_in_people_is_a_reason(listed):
    first = article(1, title="A first-in-human study of a cell therapy")
    assert listed((first, "form=dm"), *many()) == [("1", [Reason.FIRST_IN_HUMAN])]


def test_a_form_that_few_publications_are_about_is_a_reason(listed):
    rare = listed((article(1), "form=imnm"), *many(), forms=["dm", "imnm"])
    assert rare == [("1", [Reason.RARE_FORM])]


def test_the_name_of_the_family_is_no_form_that_is_rarely_studied(listed):
    assert listed((article(1), "form=iim"), *many(), forms=["dm", "imnm"]) == []


def test_a_team_of_the_home_country_is_a_reason_whatever_the_case(listed):
    ours = article(1, author_countries=("Germany", "FRANCE"))
    theirs = article(2, author_countries=("Germany",))
    assert listed((ours, "form=dm"), (theirs, "form=dm"), *many(), home=["France"]) == [
        ("1", [Reason.HOME_TEAM])
    ]


def test_more_reasons_come_before_fewer_and_then_the_newest(listed):
    both = article(1, author_countries=("France",))
    newest = article(3, entered=PartialDate(2025, 4, 1))
    kind = "form=dm publication=guideline"
    found = listed((both, kind), (article(2), kind), (newest, kind), *many(), home=["France"])
    assert [number for number, _ in found] == ["1", "3", "2"]


@pytest.mark.parametrize(
    ("fields", "tags"),
    [
        ({"entered": PartialDate(2024, 12, 31)}, "form=dm publication=guideline"),
        ({"entered": PartialDate(2025, 6, 1)}, "form=dm publication=guideline"),
        ({"entered": None}, "form=dm publication=guideline"),
        ({}, "publication=guideline"),
        ({}, "mention=dm publication=guideline"),
        ({}, "form=dm publication=guideline notice=retracted"),
        ({"title": "First-in-human"}, "form=dm publication=opinion"),
    ],
)
def test_what_is_old_elsewhere_withdrawn_or_a_letter_is_not_proposed(listed, fields, tags):
    assert listed((article(1, **fields), tags), *many()) == []


def test_a_publication_with_only_its_year_is_given_its_chance(listed):
    vague = article(1, entered=None, published=PartialDate(2025))
    assert listed((vague, "form=dm publication=guideline"), *many()) == [("1", [Reason.GUIDELINE])]


@pytest.mark.parametrize("decision", ["accepted", "rejected"])
def test_what_an_editor_has_decided_is_not_proposed_again(listed, decision):
    tags = f"form=dm publication=guideline review={decision}"
    assert listed((article(1), tags), *many()) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1,204 adult patients and 12 children", (1204, "1,204 adult patients")),
        ("1 204 people", (1204, "1 204 people")),
        ("In 2024, patients were seen", None),
        ("a study of muscle", None),
        ("300 mg in adults", None),
        ("at 500 days the patients", None),
        ("300 anti-MDA5-positive patients", (300, "300 anti-MDA5-positive patients")),
    ],
)
def test_people_are_counted_as_the_text_counts_them(text, found):
    assert people_in(text) == found
