"""`vigie sync` against a registry that behaves as the real one does, its faults included."""

import json
from collections.abc import Iterator
from datetime import date

import pytest
from commanding import Command, Said

from servers.registry import Registry, served, studies, study
from vigie.knowledge.loading import load_knowledge
from vigie.records.departure import Why
from vigie.records.ids import RecordId
from vigie.store.store import Store

pytestmark = pytest.mark.enable_socket

SENTINELS = load_knowledge("inflammatory_myopathies").profile.sentinels["ctgov"]
COUNT = 25 + len(SENTINELS)


@pytest.fixture
def registry() -> Iterator[Registry]:
    held = {number: study(number) for number in SENTINELS} | studies(25)
    with served(Registry(held, largest_page=10)) as registry:
        yield registry


def _sync(vigie: Command, registry: Registry, *words: str) -> Said:
    return vigie(
        "sync", "ctgov", *words, VIGIE_CTGOV_URL=registry.url, VIGIE_CONTACT="a@example.org"
    )


def _status(vigie: Command) -> dict[str, object]:
    return next(
        row for row in vigie("status", "--json").json["sources"] if row["source"] == "ctgov"
    )


def _store(vigie: Command) -> Store:
    return Store.open(vigie.home / "inflammatory_myopathies" / "store.sqlite")


def test_a_sync_takes_every_record_once_and_byte_for_byte(
    alone: Command, registry: Registry
) -> None:
    said = _sync(alone, registry, "--json")
    (row,) = said.json["sources"]
    assert (said.code, row["found"], row["received"], row["versions"]) == (0, COUNT, COUNT, COUNT)
    assert row["complete"]
    assert row["data_day"] == "2026-11-24"
    with _store(alone) as store:
        day = date.fromisoformat(row["data_day"])
        standing = tuple(store.as_of(day, source="ctgov"))
        held = {one.ref.record.local: store.payload(one) for one in standing}
        (run,) = store.runs("ctgov")
        assert len(store.discovered(run.id)) == COUNT
        assert run.note == registry.stamp
    assert {number: payload.body for number, payload in held.items()} == registry.studies
    assert alone("verify").code == 0


def test_the_registry_is_told_who_asks(alone: Command, registry: Registry) -> None:
    _sync(alone, registry)
    (agent,) = registry.agents
    assert agent.startswith("vigie/")
    assert "a@example.org" in agent


def test_the_synced_studies_are_in_the_edition(alone: Command, registry: Registry) -> None:
    registry.studies["NCT09000003"] = study("NCT09000003", "Efgartigimod in dermatomyositis")
    _sync(alone, registry)
    assert "Efgartigimod in dermatomyositis" in alone("show", "NCT09000003", "--json").out
    assert "NCT09000003" in alone("search", "efgartigimod", "--json").out
    assert alone("build", "--lang", "en").code == 0
    pages = (alone.folder / "site" / "en").rglob("*nct09000003*")
    assert any("NCT09000003" in page.read_text(encoding="utf-8") for page in pages)


def test_a_second_sync_adds_a_version_only_where_the_content_changed(
    alone: Command, registry: Registry
) -> None:
    _sync(alone, registry)
    for number, body in registry.studies.items():
        registry.studies[number] = body.replace(b"2026-11-24", b"2026-11-25")  # versionHolder
    registry.studies["NCT09000003"] = study("NCT09000003", overallStatus="COMPLETED")
    registry.stamp = "2026-11-25T09:00:05"
    (row,) = _sync(alone, registry, "--json").json["sources"]
    assert (row["received"], row["versions"]) == (COUNT, 1)


@pytest.mark.parametrize("fault", ["429", "500", "503", "html", "cut", "close", "half", "drip"])
def test_a_fault_that_passes_costs_nothing(alone: Command, registry: Registry, fault: str) -> None:
    registry.faults = {"studies": [fault, "fine", fault, "fine", "fine", fault]}
    said = _sync(alone, registry, "--json")
    assert (said.code, said.json["sources"][0]["received"]) == (0, COUNT)


@pytest.mark.parametrize("fault", ["400", "429", "503", "html", "cut", "close", "half"])
def test_a_fault_that_stays_ends_in_an_incomplete_run_that_keeps_what_came(
    alone: Command, registry: Registry, fault: str
) -> None:
    registry.faults = {"studies": ["fine"] * 6 + [fault] * 20}  # the numbers, then two pages
    said = _sync(alone, registry, "--json")
    (row,) = said.json["sources"]
    assert (said.code, row["complete"], row["received"]) == (3, False, 20)
    assert row["problems"][0]["code"] == "sync.broke_off"
    assert _status(alone)["complete"] is False
    assert _status(alone)["records"] == 20


def test_a_run_cut_short_is_taken_up_where_it_broke_off(alone: Command, registry: Registry) -> None:
    registry.faults = {"studies": ["fine"] * 6 + ["503"] * 20}
    _sync(alone, registry)
    registry.faults = {}
    said = _sync(alone, registry, "--json")
    assert (said.code, said.json["sources"][0]["received"]) == (0, COUNT - 20)
    assert _status(alone)["records"] == COUNT


def test_a_source_out_of_reach_is_said_to_be(alone: Command) -> None:
    said = alone("sync", "ctgov", VIGIE_CTGOV_URL="http://127.0.0.1:9/api/v2")
    assert said.code == 3
    assert "run vigie sync again" in said.err


def test_a_page_served_twice_loses_nothing(alone: Command, registry: Registry) -> None:
    registry.faults = {"studies": ["fine"] * 5 + ["twice"]}
    said = _sync(alone, registry, "--json")
    assert (said.code, said.json["sources"][0]["received"]) == (0, COUNT)


def test_a_list_of_numbers_with_a_page_twice_is_asked_for_again(
    alone: Command, registry: Registry
) -> None:
    registry.faults = {"studies": ["fine", "twice"]}
    said = _sync(alone, registry, "--json")
    assert (said.code, said.json["sources"][0]["found"]) == (0, COUNT)


def test_a_page_token_past_the_end_is_harmless(alone: Command, registry: Registry) -> None:
    registry.faults = {"studies": ["fine"] * 3 + ["past"] + ["fine"] * 4 + ["past"]}
    said = _sync(alone, registry, "--json")
    assert (said.code, said.json["sources"][0]["received"]) == (0, COUNT)


def test_a_count_that_is_never_right_makes_the_run_incomplete(
    alone: Command, registry: Registry
) -> None:
    registry.faults = {"studies": ["no_total", "fine", "fine", "fine"] * 2}
    said = _sync(alone, registry, "--json")
    (row,) = said.json["sources"]
    assert (said.code, row["received"]) == (3, COUNT)
    assert [problem["code"] for problem in row["problems"]] == ["sync.count"]


def test_data_renewed_while_they_are_read_are_read_again(
    alone: Command, registry: Registry
) -> None:
    registry.stamps = [registry.stamp, registry.stamp, "2026-11-25T09:00:05"]
    registry.stamp = "2026-11-25T09:00:05"
    said = _sync(alone, registry, "--json")
    assert (said.code, said.json["sources"][0]["received"]) == (0, 2 * COUNT)


def test_data_that_never_rest_make_the_run_incomplete(alone: Command, registry: Registry) -> None:
    registry.stamps = [f"2026-11-24T09:00:{second:02}" for second in range(1, 9)]
    said = _sync(alone, registry, "--json")
    codes = [problem["code"] for problem in said.json["sources"][0]["problems"]]
    assert (said.code, codes) == (3, ["sync.renewed"])


def test_a_sentinel_that_is_not_found_makes_the_run_incomplete(
    alone: Command, registry: Registry
) -> None:
    del registry.studies[SENTINELS[0]]
    said = _sync(alone, registry)
    assert said.code == 3
    assert SENTINELS[0] in said.err


def test_a_known_record_that_left_the_query_is_followed(alone: Command, registry: Registry) -> None:
    _sync(alone, registry)
    registry.hidden = {"NCT09000001"}
    registry.studies["NCT09000001"] = study("NCT09000001", overallStatus="COMPLETED")
    said = _sync(alone, registry, "--json")
    (row,) = said.json["sources"]
    assert (said.code, row["found"], row["received"]) == (0, COUNT - 1, COUNT)
    assert row["versions"] == 1


def test_gone_merged_and_withheld_records_become_tombstones_with_their_reason(
    alone: Command, registry: Registry
) -> None:
    _sync(alone, registry)
    del registry.studies["NCT09000001"]
    del registry.studies["NCT09000002"]
    registry.aliases = {"NCT09000002": "NCT09000003"}
    registry.studies["NCT09000004"] = study(
        "NCT09000004", overallStatus="WITHHELD", lastUpdatePostDateStruct={"date": "2026-11-02"}
    )
    said = _sync(alone, registry, "--json")
    assert (said.code, said.json["sources"][0]["departed"]) == (0, 3)
    with _store(alone) as store:
        reasons = {
            number: [gone.why for gone in store.departures(RecordId("ctgov", number))]
            for number in ("NCT09000001", "NCT09000002", "NCT09000004")
        }
    assert reasons == {
        "NCT09000001": [Why("unanswered", "404")],
        "NCT09000002": [Why("merged", "NCT09000003")],
        "NCT09000004": [Why("withheld")],
    }


def test_an_unreadable_record_is_set_aside_and_the_rest_goes_on(
    alone: Command, registry: Registry
) -> None:
    odd = json.loads(study("NCT09000005"))
    odd["protocolSection"]["designModule"]["phases"] = ["PHASE9"]
    registry.studies["NCT09000005"] = json.dumps(odd).encode()
    assert _sync(alone, registry).code == 0
    problems = alone("build", "--lang", "en").err
    assert "PHASE9" in problems
    assert "NCT09000005" in problems


def test_an_unknown_source_is_told_with_the_known_ones(alone: Command) -> None:
    said = alone("sync", "ctgob")
    assert said.code == 2
    assert "ctgov" in said.err


def test_an_address_that_is_none_is_refused(alone: Command) -> None:
    said = alone("sync", "ctgov", VIGIE_CTGOV_URL="clinicaltrials.gov")
    assert said.code == 2
    assert "https://" in said.err


def _with_a_past(registry: Registry) -> None:
    registry.pasts = {
        "NCT09000001": [
            study("NCT09000001", lastUpdatePostDateStruct={"date": "2025-02-03"}, **said)
            for said in ({"overallStatus": "NOT_YET_RECRUITING"}, {"whyStopped": "once"})
        ]
    }
    del_day = json.loads(registry.pasts["NCT09000001"][1])
    del del_day["protocolSection"]["statusModule"]["lastUpdatePostDateStruct"]
    del del_day["protocolSection"]["statusModule"]["studyFirstPostDateStruct"]
    registry.pasts["NCT09000001"][1] = json.dumps(del_day).encode()


def test_past_versions_find_their_place_behind_the_newer_ones(
    alone: Command, registry: Registry
) -> None:
    _with_a_past(registry)
    _sync(alone, registry)
    said = _sync(alone, registry, "--history", "--json")
    assert (said.code, said.json["sources"][0]["versions"]) == (0, 2)
    with _store(alone) as store:
        versions = store.history(RecordId("ctgov", "NCT09000001"))
    assert [str(one.version_on) for one in versions] == ["2025-02-01", "2025-02-03", "2026-10-20"]
    then = alone("show", "ctgov:NCT09000001", "--as-of", "2025-03-01", "--json").out
    assert "not_yet_recruiting" in then
    assert alone("show", "ctgov:NCT09000001", "--as-of", "2025-01-01").code == 2


def test_a_past_that_is_held_is_not_asked_for_again(alone: Command, registry: Registry) -> None:
    _with_a_past(registry)
    _sync(alone, registry, "--history")
    registry.asked.clear()
    _sync(alone, registry, "--history")
    assert [path for path in registry.asked if "/history/" in path] == []


@pytest.mark.parametrize("fault", ["html", "400", "half"])
def test_a_past_that_cannot_be_had_is_said_and_costs_no_record(
    alone: Command, registry: Registry, fault: str
) -> None:
    _with_a_past(registry)
    registry.faults = {"int/studies/NCT09000001": [fault] * 6}
    said = _sync(alone, registry, "--history", "--json")
    (row,) = said.json["sources"]
    assert (said.code, row["received"]) == (3, COUNT)
    assert [problem["code"] for problem in row["problems"]] == ["sync.history"]


def test_a_mirror_without_a_past_is_refused(alone: Command) -> None:
    said = alone("sync", "ctgov", "--history", VIGIE_CTGOV_URL="http://127.0.0.1:9/mirror")
    assert said.code == 2
    assert "--history" in said.err


def test_a_past_is_not_asked_of_a_record_that_is_gone(alone: Command, registry: Registry) -> None:
    _sync(alone, registry)
    del registry.studies["NCT09000001"]
    (row,) = _sync(alone, registry, "--history", "--json").json["sources"]
    assert (row["departed"], row["complete"], row["problems"]) == (1, True, [])


def test_a_visit_in_vain_is_in_the_ledger_and_costs_no_resuming(
    alone: Command, registry: Registry
) -> None:
    registry.faults = {"studies": ["fine"] * 6 + ["503"] * 20}
    _sync(alone, registry)
    alone("sync", "ctgov", VIGIE_CTGOV_URL="http://127.0.0.1:9/api/v2")
    assert _status(alone)["complete"] is False
    assert "127.0.0.1:9" in alone("status").out
    registry.faults = {}
    (row,) = _sync(alone, registry, "--json").json["sources"]
    assert (row["received"], row["complete"]) == (COUNT - 20, True)


def test_the_whole_registry_has_a_store_of_its_own(alone: Command, registry: Registry) -> None:
    registry.hidden = {"NCT09000001", "NCT09000002"}
    said = _sync(alone, registry, "ctgov", "--full", "--json")
    (row,) = said.json["sources"]
    assert (said.code, row["found"], row["received"]) == (0, COUNT, COUNT)
    assert not any("query.term" in path for path in registry.asked)
    with Store.open(alone.home / "whole" / "store.sqlite") as store:
        assert len(tuple(store.as_of(date(2026, 11, 24)))) == COUNT
    (row,) = _sync(alone, registry, "ctgov", "--json").json["sources"]
    assert row["found"] == COUNT - 2
    assert str(alone.home / "whole") in alone("verify").out


def test_the_whole_registry_and_its_past_are_too_much(alone: Command) -> None:
    said = alone("sync", "--full", "--history")
    assert said.code == 2
    assert "--history" in said.err


def test_sentinels_are_looked_for_even_where_the_past_breaks_off(
    alone: Command, registry: Registry
) -> None:
    registry.hidden = {SENTINELS[0]}
    registry.faults = {"int/": ["503"] * 40}
    (row,) = _sync(alone, registry, "ctgov", "--history", "--json").json["sources"]
    assert {one["code"] for one in row["problems"]} == {"sync.sentinel", "sync.broke_off"}
