"""Studies counted two ways at once: form and phase, size, year, town, continent."""

from __future__ import annotations

from types import SimpleNamespace

from vigie.analyses.crossings import forms_and_phases, sizes, years
from vigie.analyses.geography import by_continent, by_town, named_town
from vigie.analyses.landscape import Scope
from vigie.analyses.printed_table import compare
from vigie.knowledge.nouns import FormNoun
from vigie.records.dates import PartialDate
from vigie.records.entries import Moment, Quantity, Site
from vigie.records.vocabulary import Phase, Qualifier, StudyType

ALL = Scope("all", (), FormNoun("iim"))


def moment(text: str) -> Moment:
    return Moment(PartialDate.parse(text))


def test_a_combined_phase_counts_in_each_and_an_empty_pair_is_left_out(corpus_of, study):
    corpus = corpus_of((study("a", phases=(Phase.PHASE_2, Phase.PHASE_3)), "form=dm"))
    found = forms_and_phases(corpus, ALL, ("dm", "ibm"))
    assert {form: list(counts) for form, counts in found.items()} == {"dm": ["2", "3"]}


def test_a_goal_is_no_size_and_what_is_not_stated_is_not_small(corpus_of, study, keys):
    corpus = corpus_of(
        (study("a", enrolment=Quantity(19)), ""),
        (study("b", enrolment=Quantity(20)), ""),
        (study("c", enrolment=Quantity(5000, Qualifier.TARGET)), ""),
        (study("d"), ""),
    )
    found = sizes(corpus, ALL)
    assert {size: keys(count.evidence) for size, count in found.items()} == {
        (0, 19): ["a"],
        (20, 49): ["b"],
    }


def test_a_study_is_under_way_from_its_start_to_its_end_and_only_if_both_are_known(
    corpus_of, study, keys
):
    corpus = corpus_of(
        (study("a", start=moment("2023-05"), completion=moment("2025")), ""),
        (study("b", start=moment("2024")), ""),
    )
    found = years(corpus, ALL)
    assert keys(found.dated.evidence) == ["a"]
    assert list(found.under_way) == [2023, 2024, 2025]


def test_studies_under_way_are_counted_ten_years_back(corpus_of, study, keys):
    corpus = corpus_of((study("a", start=moment("1992"), completion=moment("2016")), ""))
    found = years(corpus, ALL)
    assert list(found.under_way) == [2015, 2016]
    assert keys(found.dated.evidence) == ["a"]


def test_two_centres_of_one_town_count_once_and_other_countries_not_at_all(corpus_of, study, keys):
    corpus = corpus_of(
        (study("a", sites=(Site("France", "Créteil"), Site("France", "Créteil", "H"))), ""),
        (study("b", sites=(Site("Norway", "Oslo"),)), ""),
    )
    towns = by_town(corpus, ALL, "France")
    assert {town: (count.key, count.value) for town, count in towns.items()} == {
        "Créteil": ("all.studies.town.creteil", 1)
    }
    assert keys(named_town(corpus, ALL, "France").evidence) == ["a"]


def test_a_study_on_two_continents_counts_in_each(corpus_of, study):
    corpus = corpus_of((study("a"), "country=Norway country=China country=France"))
    countries = [
        SimpleNamespace(name=name, continent=continent)
        for name, continent in (("Norway", "europe"), ("France", "europe"), ("China", "asia"))
    ]
    found = by_continent(corpus, ALL, countries)
    assert {where: count.value for where, count in found.items()} == {"asia": 1, "europe": 1}


def test_a_printed_table_is_compared_both_ways(corpus_of, study, keys):
    trial = {"study_type": StudyType.INTERVENTIONAL}
    corpus = corpus_of(
        (study("a", **trial), "place=france form=dm"),
        (study("b", **trial), "place=france form=dm"),
        (study("c", **trial, other_conditions=("lupus",)), "place=france"),
    )
    edition = SimpleNamespace(
        id="2025", structure={"france_table": [{"trial": "a"}, {"trial": "gone"}]}
    )
    found = compare(corpus, edition)
    assert keys(held.ref for held in found.both) == ["a"]
    assert keys(held.ref for held in found.only_here) == ["b"]
    assert found.only_printed == ("gone",)


def test_an_edition_without_a_table_is_not_compared(corpus_of, study):
    assert compare(corpus_of((study("a"), "")), SimpleNamespace(id="2025", structure={})) is None
