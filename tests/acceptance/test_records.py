"""What is held: show, search, status, check, verify."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from commanding import Command

ULVIPRUBART = "digest:2025/ulviprubart-phase-2-3"


@pytest.mark.parametrize(
    "name", ["NCT05721573", "nct05721573", ULVIPRUBART, "ulviprubart-phase-2-3"]
)
def test_a_study_is_shown_by_any_of_its_names(vigie: Command, name: str) -> None:
    said = vigie("show", name)
    assert (said.code, said.err) == (0, "")
    assert "ulviprubart" in said.out
    assert "NCT05721573" in said.out
    assert "page 16, line 714" in said.out


def test_a_card_is_shown_in_french(vigie: Command) -> None:
    said = vigie("show", "bigtim", "--lang", "fr")
    assert said.out.startswith("Essai BIGTIM contre placebo")


def test_shown_as_json_it_is_one_document_with_fields_tags_and_provenance(vigie: Command) -> None:
    said = vigie("show", "NCT05721573", "--json", "--history")
    assert (said.code, said.err) == (0, "")
    (record,) = said.json["records"]
    assert record["id"] == ULVIPRUBART
    assert record["ref"].startswith(f"{ULVIPRUBART}@")
    assert record["fields"]["phases"] == ["2", "3"]
    assert record["fields"]["title"] is None
    assert record["places"][0] == {"page": 16, "line": 714}
    assert {"facet": "treatment", "concept": "ulviprubart"}.items() <= max(
        record["tags"], key=lambda tag: tag["facet"] == "treatment"
    ).items()
    assert [version["ref"] for version in record["versions"]] == [record["ref"]]


def test_every_tag_shows_the_words_that_say_it(vigie: Command) -> None:
    (record,) = vigie("show", "NCT05721573", "--json").json["records"]
    assert record["tags"]
    for tag in record["tags"]:
        assert tag["words"]
        assert tag["rule"]
        assert tag["end"] - tag["start"] == len(tag["words"])


def test_a_number_printed_for_two_studies_shows_both_and_says_so(vigie: Command) -> None:
    records = vigie("show", "NCT06857240", "--json").json["records"]
    assert len(records) == 2
    assert all(record["disputed_numbers"] == ["NCT06857240"] for record in records)
    assert "NCT06857240 is disputed" in vigie("show", "NCT06857240").out


def test_an_article_is_shown_too(vigie: Command) -> None:
    said = vigie("show", "neves-2024")
    assert said.code == 0
    assert "Neves A" in said.out


@pytest.mark.parametrize("words", [("ulviprubart",), ("ABC008",), ("myosite", "à", "inclusions")])
def test_search_finds_a_study_by_each_name_of_its_treatment_or_disease(
    vigie: Command, words: tuple[str, ...]
) -> None:
    results = vigie("search", *words, "--json").json["results"]
    found = {number for result in results for number in result["numbers"]}
    assert "NCT05721573" in found
    assert all(result["matched"]["words"] for result in results)


def test_search_for_people_says_number_title_and_why(vigie: Command) -> None:
    out = vigie("search", "ABC008").out
    assert "NCT05721573" in out
    assert "ulviprubart in inclusion body myositis" in out
    assert "interventions: [ulviprubart]" in out


def test_names_that_experts_advise_against_are_understood_and_never_written(
    vigie: Command,
) -> None:
    told = vigie("search", "idiopathic inflammatory myopathies", "--json").json
    assert told["results"]
    others = [name for part in told["understood"] for name in part["others"]]
    assert "myositis" in others
    assert not [name for name in others if "idiopathic" in name or "idiopathique" in name]
    out = vigie("search", "myositis").out
    assert "idiopath" not in out.casefold().split("\n\n")[0]


def test_a_terminal_without_accents_is_no_bug(vigie: Command) -> None:
    said = vigie("show", "bigtim", "--lang", "fr", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert said.code == 0
    assert "H?pital" in said.out


def test_finding_nothing_is_an_answer(vigie: Command) -> None:
    said = vigie("search", "xylophone")
    assert said.code == 0
    assert "'xylophone'" in said.out
    assert vigie("search", "xylophone", "--json").json["results"] == []


def test_a_study_that_is_not_in_france_is_not_found_there(vigie: Command) -> None:
    results = vigie("search", "KN5501", "france", "--json").json["results"]
    assert results == []


def test_status_tells_each_source(vigie: Command) -> None:
    (digest,) = vigie("status", "--json").json["sources"]
    assert digest["source"] == "digest"
    assert digest["records"] == digest["versions"] > 100
    assert digest["complete"] is True
    assert digest["data_day"] == "2025-05-17"
    assert digest["last_run"].endswith("+00:00")
    assert "2025-05-17" in vigie("status").out


def test_a_second_command_adds_no_run(alone: Command) -> None:
    first = alone("status", "--json").json
    second = alone("status", "--json").json
    assert first == second


def test_check_measures_the_tags_against_the_hand_checked_ones(vigie: Command) -> None:
    told = vigie("check", "--json").json
    if told["defects"]:
        pytest.skip(f"the curated files have {len(told['defects'])} defects of their own")
    assert len(told["concepts"]) > 20
    assert all(one["precision"] is None or one["precision"] <= 1 for one in told["concepts"])


def test_check_finds_what_is_wrong_and_leaves_with_one(vigie: Command, tmp_path: Path) -> None:
    disease = tmp_path / "broken"
    disease.mkdir()
    (disease / "profile.yaml").write_text("id: broken\nnames: 3\n")
    said = vigie("check", "--disease", str(disease))
    assert said.code == 1
    assert "profile.yaml:" in said.out


def test_verify_finds_the_store_whole(vigie: Command) -> None:
    vigie("status")
    said = vigie("verify")
    assert said.code == 0
    assert said.out.endswith("store.sqlite: whole\n")


def test_verify_without_a_store_says_so(alone: Command) -> None:
    said = alone("verify")
    assert said.code == 0
    assert "nothing to verify" in said.out


def test_verify_finds_damage_and_leaves_with_four(alone: Command) -> None:
    alone("status")
    (store,) = alone.home.rglob("store.sqlite")
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("UPDATE body SET packed = CAST(x'00' || packed AS BLOB) WHERE rowid = 1")
    said = alone("verify")
    assert said.code == 4
    assert "damaged" in said.out
    assert alone("verify", "--json").json["problems"][0]["code"] == "store.body"


def test_a_store_cut_short_stops_every_command_with_four(alone: Command) -> None:
    alone("status")
    (store,) = alone.home.rglob("store.sqlite")
    store.write_bytes(store.read_bytes()[:1000])
    for words in (("status",), ("show", "bigtim"), ("search", "ruxolitinib"), ("verify",)):
        assert alone(*words).code == 4


def test_the_cache_can_be_thrown_away_or_spoilt(alone: Command) -> None:
    before = alone("show", "bigtim", "--json").out
    (cache,) = alone.home.rglob("readings.sqlite")
    cache.write_bytes(b"rubbish" * 100)
    assert alone("show", "bigtim", "--json").out == before
    cache.unlink()
    assert alone("show", "bigtim", "--json").out == before


def test_commands_that_start_at_once_on_a_new_home_agree(alone: Command) -> None:
    with ThreadPoolExecutor(4) as pool:
        shown = list(pool.map(lambda _: alone("show", "bigtim", "--json"), range(4)))
    assert {said.code for said in shown} == {0}, [said.err for said in shown]
    assert len({said.out for said in shown}) == 1
    assert alone("verify").code == 0
