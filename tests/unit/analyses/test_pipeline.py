"""Which classes of treatments are under study."""

from __future__ import annotations

import pytest

from vigie.analyses.landscape import scope_of
from vigie.analyses.pipeline import pipeline
from vigie.records.entries import Result
from vigie.records.ids import RecordId
from vigie.records.vocabulary import Phase, Recruitment, ResultKind


def result(key, kind):
    return Result(id=RecordId("digest", f"2025/{key}"), kind=kind)


@pytest.fixture
def rows(corpus_of, study):
    corpus = corpus_of(
        (
            study("a", phases=(Phase.PHASE_2, Phase.PHASE_3), recruitment=Recruitment.CLOSED),
            "form=ibm class=mtor@sirolimus treatment=sirolimus place=france country=France",
        ),
        (
            study("b", phases=(Phase.PHASE_1,)),
            "form=ibm class=stem_cells treatment=adrc place=abroad country=Norway",
        ),
        (study("c"), "form=ibm class=stem_cells@adsvf treatment=adsvf"),
        (study("d", phases=(Phase.PHASE_4,)), "form=dm class=mtor@sirolimus treatment=sirolimus"),
        (result("lab", ResultKind.PRECLINICAL), "form=ibm class=ceramide@alt_007"),
        (result("more", ResultKind.PRECLINICAL), "form=ibm class=mtor@sirolimus"),
        (result("cohort", ResultKind.COHORT), "form=ibm class=steroids@prednisone"),
    )
    return {row.class_id: row for row in pipeline(corpus, scope_of("ibm"))}


def test_the_most_advanced_class_comes_first(rows):
    assert list(rows) == ["mtor", "stem_cells", "ceramide"]
    assert rows["mtor"].most_advanced is Phase.PHASE_3


def test_a_row_lists_the_studies_of_its_class_and_scope(rows, keys):
    assert keys(rows["mtor"].studies.evidence) == ["a"]
    assert keys(rows["stem_cells"].studies.evidence) == ["b", "c"]


def test_a_row_names_its_treatments_even_where_words_alone_gave_the_class(rows):
    assert rows["stem_cells"].treatments == ("adrc", "adsvf")


def test_a_row_says_where_its_studies_run(rows):
    assert rows["mtor"].places == ("france",)
    assert rows["stem_cells"].countries == ("Norway",)


def test_a_row_keeps_recruitment_with_its_day(rows):
    (fresh,) = rows["mtor"].recruitments
    assert (fresh.status, str(fresh.on)) == (Recruitment.CLOSED, "2025-05-17")


def test_a_class_that_only_the_laboratory_knows_has_no_study(rows, keys):
    row = rows["ceramide"]
    assert row.is_preclinical
    assert row.most_advanced is None
    assert keys(held.ref for held in row.results) == ["lab"]


def test_results_in_people_do_not_make_a_row(rows):
    assert "steroids" not in rows
