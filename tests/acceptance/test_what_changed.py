"""What changed between two days: the command, on a registry's two visits."""

from typing import Any

import pytest
from commanding import Command

from fixtures.registry_days import COMES, FIRST, GOES, LAST, OPENS, REASON, STOPS, fill

WINDOW = ("changes", "--since", str(FIRST))


@pytest.fixture
def watching(alone: Command) -> Command:
    """The command on a store that has visited a registry twice."""
    fill(alone.home / "inflammatory_myopathies" / "store.sqlite")
    return alone


def change_of(document: Any, number: str, field: str) -> Any:
    record = next(one for one in document["records"] if one["id"] == f"ctgov:{number}")
    return next(one for one in record["changes"] if one["field"] == field)


def test_each_study_stands_in_its_group(watching: Command) -> None:
    told = watching(*WINDOW, "--json")
    assert (told.code, told.err) == (0, "")
    groups = {name: [one["id"] for one in held] for name, held in told.json["groups"].items()}
    assert groups == {
        "new": [f"ctgov:{COMES}"],
        "opened": [f"ctgov:{OPENS}"],
        "closed": [],
        "ended": [],
        "stopped": [f"ctgov:{STOPS}"],
        "newly_known": [],
    }
    assert told.json["groups"]["stopped"][0]["reason"] == REASON
    assert told.json["new_by_year"] == {"2025": [f"ctgov:{COMES}"]}
    assert told.json["departed"] == [
        {"record": f"ctgov:{GOES}", "on": "2025-09-01", "why": {"code": "withheld", "detail": ""}}
    ]
    assert (told.json["since"], told.json["until"]) == (str(FIRST), str(LAST))
    assert (told.json["compared"], told.json["not_compared"]) == (["ctgov"], ["digest"])


def test_each_field_has_its_old_and_new_value_and_why_it_matters(watching: Command) -> None:
    told = watching(*WINDOW, "--json").json
    status = change_of(told, OPENS, "recruitment")
    assert (status["old"], status["new"]) == ("not_yet_recruiting", "recruiting")
    assert (status["importance"], status["why"]) == ("critical", "people can now ask to take part")
    size = change_of(told, OPENS, "enrolment")
    assert (size["old"]["value"], size["new"]["value"], size["importance"]) == (60, 90, "major")
    age = change_of(told, OPENS, "criteria")
    assert (age["old"], age["new"]) == ("Age 18 years or older", "Age 12 years or older")
    assert change_of(told, OPENS, "sites")["new"]["city"] == "Lyon"
    assert change_of(told, OPENS, "last_update_posted")["importance"] == "minor"


def test_people_read_it_in_sentences_in_both_languages(watching: Command) -> None:
    english = watching(*WINDOW)
    assert (english.code, english.err) == (0, "")
    assert "1 study that was not recruiting on 12 May 2025" in english.out
    assert f"Reason given by the sponsor: “{REASON}”" in english.out
    assert "60 people (expected) → 90 people (expected)" in english.out
    assert "Age 18 years or older → Age 12 years or older" in english.out
    french = watching(*WINDOW, "--lang", "fr").out
    assert "Recrutement ouvert" in french
    assert "essentiel : on peut désormais demander à participer" in french.replace("\u00a0", " ")


def test_until_a_day_before_nothing_had_moved(watching: Command) -> None:
    told = watching(*WINDOW, "--until", "2025-08-01", "--json").json
    assert (told["records"], told["departed"]) == ([], [])
    assert "nothing changed" in watching(*WINDOW, "--until", "2025-08-01").out


def test_a_store_of_one_edition_has_nothing_to_compare_and_says_so(vigie: Command) -> None:
    said = vigie("changes", "--since", "2024-05-17")
    assert said.code == 0
    assert "there is nothing to compare" in said.out
    assert vigie("changes", "--since", "2024-05-17", "--json").json["not_compared"] == ["digest"]


def test_the_history_of_a_record_says_what_each_version_changed(watching: Command) -> None:
    (record,) = watching("show", OPENS, "--history", "--json").json["records"]
    first, second = record["versions"]
    assert first["changes"] is None
    assert next(change["field"] for change in second["changes"]) == "recruitment"
    assert second["version_on"] == "2025-09-20"
    told = watching("show", OPENS, "--history").out
    assert "The oldest that we hold." in told
    assert "Recruitment, changed: not yet recruiting → recruiting" in told
    french = watching("show", OPENS, "--history", "--lang", "fr").out.replace("\u00a0", " ")
    assert "Version du 20 septembre 2025" in french


def test_a_record_that_is_gone_says_since_when_and_can_still_be_seen(watching: Command) -> None:
    said = watching("show", GOES)
    assert (said.code, said.out) == (2, "")
    assert "no longer has it since 2025-09-01 (withheld)" in said.err
    then = watching("show", GOES, "--history", "--as-of", "2025-05-17", "--json").json
    (record,) = then["records"]
    assert [gone["departed_on"] for gone in record["departures"]] == ["2025-09-01"]
