import json
from datetime import UTC, date, datetime

import pytest

from vigie.errors import Problem
from vigie.records.dates import PartialDate
from vigie.records.entries import Centres, Intervention, Quantity, Site, Trial
from vigie.records.ids import RecordId
from vigie.records.vocabulary import Phase, Qualifier
from vigie.workflows.telling import in_words, inert, plain, warn, write_json


def test_what_is_not_stated_is_null_and_what_is_partial_stays_so() -> None:
    trial = Trial(
        id=RecordId("digest", "2025/bird"),
        phases=(Phase.PHASE_2, Phase.PHASE_3),
        recruitment_on=PartialDate.parse("2025-05"),
        enrolment=Quantity(40.0, Qualifier.ABOUT),
    )
    told = plain(trial)
    assert told["id"] == "digest:2025/bird"
    assert told["phases"] == ["2", "3"]
    assert told["recruitment_on"] == "2025-05"
    assert told["enrolment"] == {"value": 40.0, "qualifier": "about", "is_expected": None}
    assert told["recruitment"] is None


def test_times_and_days_are_told_in_the_iso_form() -> None:
    assert plain(date(2025, 5, 17)) == "2025-05-17"
    assert plain(datetime(2025, 5, 17, tzinfo=UTC)) == "2025-05-17T00:00:00+00:00"


def test_json_is_one_document_in_plain_letters(capsys: pytest.CaptureFixture[str]) -> None:
    write_json({"title": "Étude"})
    out = capsys.readouterr().out
    assert json.loads(out) == {"title": "Étude"}
    assert "É" in out


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b]0;owned\x07title", "]0;ownedtitle"),
        ("a\u202eb\u2066c", "abc"),
        ("[red]x[/red]", "\\[red]x\\[/red]"),
        ("two\nlines", "two\nlines"),
    ],
)
def test_words_of_a_record_do_nothing_to_the_terminal(hostile: str, shown: str) -> None:
    assert inert(hostile) == shown


def test_a_problem_met_twice_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    problem = Problem("x", "digest:2025/bird", "It has no title.", "Look.")
    warn([problem, problem])
    assert capsys.readouterr().err == "problem: digest:2025/bird: It has no title. Look.\n"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Quantity(1.0), "1"),
        (Quantity(2250.0, Qualifier.MORE_THAN), "more than 2250"),
        (Centres(Quantity(1.0), "France"), "1, France"),
        (Site("France", "Créteil"), "France, Créteil"),
        (Intervention("placebo", is_comparator=True), "placebo (comparator)"),
        (Intervention("ulviprubart", ("ABC008",)), "ulviprubart, ABC008"),
        ((Phase.PHASE_2, Phase.PHASE_3), "2; 3"),
        (True, "yes"),
        (18.5, "18.5"),
    ],
)
def test_a_field_is_told_as_its_source_hedges_it(value: object, said: str) -> None:
    assert in_words(value) == said
