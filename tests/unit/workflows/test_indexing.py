from datetime import date

import pytest

from vigie.knowledge.loading import load_knowledge
from vigie.knowledge.models import Knowledge
from vigie.records.corpus import Held
from vigie.records.entries import Intervention, Trial
from vigie.records.ids import RecordId, RecordRef
from vigie.workflows.indexing import search, understood


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def _trial(key: str, **fields: object) -> Held[Trial]:
    record = RecordId("digest", f"2025/{key}")
    entry = Trial(id=record, **fields)  # type: ignore[arg-type]
    return Held(ref=RecordRef(record, "0" * 12), version_on=date(2025, 5, 17), url="", entry=entry)


ULVI = _trial(
    "ulvi",
    registry_numbers=("NCT05721573",),
    interventions=(Intervention("ulviprubart"),),
    conditions=("inclusion body myositis",),
    countries=("France",),
)
OTHER = _trial(
    "other",
    title="Étude à Orléans",
    interventions=(Intervention("sirolimus"),),
    conditions=("dermatomyositis",),
    conditions_excluded=("inclusion body myositis",),
    countries_ruled_out=("France",),
)


@pytest.mark.parametrize(
    "question",
    [
        "ulviprubart",
        "ABC008",
        "abc-008",
        "ulviprub",
        "nct05721573",
        "myosite à inclusions",
        "MYOSITE A INCLUSIONS",
        "IBM",
        "ulviprubart en France",
        "inclusion body myositis ABC008",
    ],
)
def test_a_study_is_found_by_any_name_of_what_it_is_about(
    knowledge: Knowledge, question: str
) -> None:
    hits = search([ULVI, OTHER], understood(question, knowledge))
    assert [hit.held for hit in hits] == [ULVI]


def test_what_a_study_rules_out_does_not_find_it(knowledge: Knowledge) -> None:
    assert search([OTHER], understood("France", knowledge)) == ()
    assert search([OTHER], understood("inclusion body myositis", knowledge)) == ()


def test_accents_and_case_do_not_matter(knowledge: Knowledge) -> None:
    assert len(search([OTHER], understood("etude ORLEANS", knowledge))) == 1


def test_a_hit_says_where_and_which_words(knowledge: Knowledge) -> None:
    (hit,) = search([ULVI], understood("ABC008", knowledge))
    assert (hit.column, hit.words) == ("interventions", "[ulviprubart]")


def test_a_class_finds_the_treatments_in_it(knowledge: Knowledge) -> None:
    assert len(search([OTHER], understood("inhibiteurs de mTOR", knowledge))) == 1


@pytest.mark.parametrize(
    "question", ['"', "AND OR NOT", "a* NEAR(b", "title:x", "' OR 1=1 --", "("]
)
def test_signs_of_the_query_language_are_only_words(knowledge: Knowledge, question: str) -> None:
    assert search([ULVI, OTHER], understood(question, knowledge)) == ()
