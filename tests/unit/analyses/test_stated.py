"""Figures that a source printed."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from vigie.analyses.stated import stated
from vigie.knowledge.models import PrintedCount
from vigie.records.entries import Measured, Place, Statement
from vigie.records.ids import RecordId

CAR_T = ("car_t", "car_t_auto", "car_t_allo", "car_t_ipsc")
KNOWLEDGE = SimpleNamespace(
    profile=SimpleNamespace(
        printed_counts={
            "ibm-studies-world": PrintedCount(forms=("ibm",)),
            "ibm-studies-france": PrintedCount(forms=("ibm",), is_home=True),
            "car-t-trials-2025": PrintedCount(modalities=CAR_T),
        }
    ),
    messages={
        language: {
            f"figure.printed.{key}.label": "x"
            for key in (
                "ibm-studies-world",
                "ibm-studies-france",
                "car-t-trials-2025",
                "prevalence",
            )
        }
        for language in ("fr", "en")
    },
)


def statement(key, value, source="digest"):
    return Statement(
        id=RecordId(source, f"2025/{key}"),
        figure=Measured(key, (value,)),
        counts="studies",
        places=(Place(6, 264),),
    )


@pytest.fixture
def figures(corpus_of, study):
    def of(*statements):
        corpus = corpus_of(
            (study("a"), "form=ibm place=france"),
            (study("b"), "form=ibm place=abroad"),
            (study("c", registry_numbers=("N1",), modality="car_t_allo"), "form=iim class=car_nk"),
            (study("d", registry_numbers=("N2",), modality="car_t",
                   other_conditions=("lupus",)), ""),
            *((one, "") for one in statements),
        )  # fmt: skip
        return {figure.key: figure for figure in stated(corpus, KNOWLEDGE)}

    return of


def test_a_printed_figure_keeps_its_value_place_and_day(figures):
    figure = figures(statement("prevalence", 7000))["prevalence"]
    assert figure.value == 7000
    assert figure.places == (Place(6, 264),)
    assert str(figure.on) == "2025-05-17"


def test_a_figure_that_counts_no_records_holds_none(figures):
    assert figures(statement("prevalence", 7000))["prevalence"].held is None


def test_a_figure_that_counts_studies_lists_those_that_we_hold(figures, keys):
    figure = figures(statement("ibm-studies-world", 12))["ibm-studies-world"]
    assert keys(figure.held) == ["a", "b"]


def test_a_figure_on_france_lists_those_in_france(figures, keys):
    figure = figures(statement("ibm-studies-france", 3))["ibm-studies-france"]
    assert keys(figure.held) == ["a"]


def test_where_more_fit_than_were_printed_none_is_listed(figures):
    assert figures(statement("ibm-studies-world", 1))["ibm-studies-world"].held is None


def test_what_a_source_calls_car_t_is_in_its_count_and_another_disease_is_not(figures, keys):
    figure = figures(statement("car-t-trials-2025", 29))["car-t-trials-2025"]
    assert keys(figure.held) == ["c"]


def test_the_records_of_another_source_are_not_those_that_it_counted(figures):
    figure = figures(statement("ibm-studies-world", 12, source="other"))["ibm-studies-world"]
    assert figure.held == ()


def test_a_figure_without_a_name_in_both_languages_is_not_shown(figures):
    assert "unnamed" not in figures(statement("unnamed", 1))
