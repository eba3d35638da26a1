"""`vigie sync pubmed europepmc` against servers that behave as the services do, faults included."""

import json
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from commanding import Command, Said

from servers.entries import Entries, entries_served, entry, preprints
from servers.library import Library, citation, citations, library_served
from vigie.knowledge.loading import load_knowledge
from vigie.records.departure import Why
from vigie.records.ids import RecordId
from vigie.store.store import Store

pytestmark = pytest.mark.enable_socket

SENTINELS = load_knowledge("inflammatory_myopathies").profile.sentinels["pubmed"]
COUNT = 450 + len(SENTINELS)
PREPRINTS = 25
PASSING = ["429", "500", "503", "html", "cut", "close", "half"]


@pytest.fixture
def library() -> Iterator[Library]:
    held = {pmid: citation(pmid) for pmid in SENTINELS} | citations(450)
    with library_served(Library(held)) as library:
        yield library


@pytest.fixture
def entries() -> Iterator[Entries]:
    with entries_served(Entries(preprints(PREPRINTS), largest_page=10)) as entries:
        yield entries


def _pubmed(vigie: Command, library: Library, *words: str, **environment: str) -> Said:
    return vigie("sync", "pubmed", *words, VIGIE_PUBMED_URL=library.url, **environment)


def _europepmc(vigie: Command, entries: Entries, *words: str) -> Said:
    return vigie("sync", "europepmc", *words, VIGIE_EUROPEPMC_URL=entries.url)


def _row(said: Said) -> dict[str, object]:
    (row,) = said.json["sources"]
    return row  # type: ignore[no-any-return]


def _codes(said: Said) -> list[str]:
    return [problem["code"] for problem in said.json["sources"][0]["problems"]]


def _store(vigie: Command) -> Store:
    return Store.open(vigie.home / "inflammatory_myopathies" / "store.sqlite")


def _bodies(vigie: Command, source: str, day: str) -> dict[str, bytes]:
    with _store(vigie) as store:
        standing = tuple(store.as_of(date.fromisoformat(day), source=source))
        return {one.ref.record.local: store.payload(one).body for one in standing}


def test_a_sync_of_the_literature_takes_every_record_byte_for_byte(
    alone: Command, library: Library, entries: Entries
) -> None:
    said = alone(
        "sync",
        "pubmed",
        "europepmc",
        "--json",
        VIGIE_PUBMED_URL=library.url,
        VIGIE_EUROPEPMC_URL=entries.url,
    )
    pubmed, europepmc = said.json["sources"]
    assert said.code == 0
    assert (pubmed["found"], pubmed["received"], pubmed["versions"]) == (COUNT, COUNT, COUNT)
    assert (europepmc["found"], europepmc["received"]) == (PREPRINTS, PREPRINTS)
    assert pubmed["data_day"] == "2026-11-24"
    assert _bodies(alone, "pubmed", "2026-11-24") == library.citations
    assert _bodies(alone, "europepmc", europepmc["data_day"]) == entries.entries
    assert alone("verify").code == 0


def test_a_second_sync_adds_a_version_only_where_the_content_changed(
    alone: Command, library: Library, entries: Entries
) -> None:
    _pubmed(alone, library)
    library.citations["40000007"] = citation("40000007", "Dermatomyositis, corrected")
    assert _row(_pubmed(alone, library, "--json"))["versions"] == 1
    _europepmc(alone, entries)
    entries.entries["PPR/PPR900003"] = entry("PPR/PPR900003", citedByCount=7)  # volatile
    entries.entries["PPR/PPR900004"] = entry("PPR/PPR900004", "Inclusion body myositis again")
    assert _row(_europepmc(alone, entries, "--json"))["versions"] == 1


def test_long_lists_go_through_the_history_and_short_ones_do_not(
    alone: Command, library: Library
) -> None:
    _pubmed(alone, library)
    assert [len(posted) for posted in library.posted] == [COUNT]
    fetched = library.questions("efetch")
    assert [form.get("retstart") for form in fetched] == ["0", "200", "400"]


def test_a_search_wider_than_the_service_gives_is_cut_by_date(
    alone: Command, library: Library
) -> None:
    held = citations(12_000, first=41_000_001)
    library.citations |= held
    start = date(2010, 1, 1)
    library.entered = {pmid: start + timedelta(days=at % 5000) for at, pmid in enumerate(held)}
    said = _pubmed(alone, library, "--json")
    row = _row(said)
    assert (said.code, row["received"]) == (0, COUNT + 12_000)
    assert any("mindate" in form for form in library.questions("esearch"))


def test_the_library_is_told_who_asks(alone: Command, library: Library) -> None:
    _pubmed(alone, library, VIGIE_CONTACT="a@example.org", VIGIE_PUBMED_KEY="k3y")
    assert {form["tool"] for _, form in library.asked} == {"vigie"}
    assert {form["email"] for _, form in library.asked} == {"a@example.org"}
    assert {form["api_key"] for _, form in library.asked} == {"k3y"}


def test_a_key_is_never_shown(alone: Command, library: Library) -> None:
    library.faults = {"einfo": ["500"] * 9}
    said = _pubmed(alone, library, VIGIE_PUBMED_KEY="k3y")
    assert said.code == 3
    assert "k3y" not in said.out + said.err


@pytest.mark.parametrize("path", ["einfo", "esearch", "epost", "efetch"])
def test_faults_of_the_library_that_pass_cost_nothing(
    alone: Command, library: Library, path: str
) -> None:
    library.faults = {path: [*PASSING[:4], "fine", *PASSING[4:], "limited", "fine", "500"]}
    said = _pubmed(alone, library, "--json")
    assert (said.code, _row(said)["received"]) == (0, COUNT)


@pytest.mark.parametrize("path", ["esearch", "epost", "efetch"])
def test_an_error_in_disguise_is_asked_for_again(
    alone: Command, library: Library, path: str
) -> None:
    library.faults = {path: ["fault"]}
    said = _pubmed(alone, library, "--json")
    assert (said.code, _row(said)["received"]) == (0, COUNT)


@pytest.mark.parametrize("fault", ["429", "html", "half", "400", "limited", "fault"])
def test_a_fault_of_the_library_that_stays_makes_the_run_incomplete_and_keeps_what_came(
    alone: Command, library: Library, fault: str
) -> None:
    library.faults = {"efetch": ["fine", *[fault] * 20]}
    said = _pubmed(alone, library, "--json")
    row = _row(said)
    assert (said.code, row["complete"], row["received"]) == (3, False, 200)
    assert _codes(said) == ["sync.broke_off"]


def test_a_run_cut_short_is_taken_up_where_it_broke_off(alone: Command, library: Library) -> None:
    library.faults = {"efetch": ["fine", *["500"] * 20]}
    _pubmed(alone, library)
    library.faults = {}
    said = _pubmed(alone, library, "--json")
    assert (said.code, _row(said)["received"]) == (0, COUNT - 200)


def test_a_history_that_is_lost_costs_nothing(alone: Command, library: Library) -> None:
    library.faults = {"efetch": ["fine", "lost"]}
    said = _pubmed(alone, library, "--json")
    assert (said.code, _row(said)["received"]) == (0, COUNT)


def test_control_characters_in_the_answer_of_a_search_do_not_spoil_it(
    alone: Command, library: Library
) -> None:
    library.faults = {"esearch": ["controls"] * 4}
    assert _row(_pubmed(alone, library, "--json"))["received"] == COUNT


def test_a_citation_left_out_of_an_answer_is_asked_for_again(
    alone: Command, library: Library
) -> None:
    library.faults = {"efetch": ["short", "fine", "short"]}
    said = _pubmed(alone, library, "--json")
    assert (said.code, _row(said)["received"]) == (0, COUNT)


def test_a_citation_that_is_never_given_makes_the_run_incomplete(
    alone: Command, library: Library
) -> None:
    library.faults = {"efetch": ["short"] * 20}
    said = _pubmed(alone, library, "--json")
    assert (said.code, _row(said)["received"]) == (3, COUNT - 1)
    assert _codes(said) == ["sync.not_given"]


def test_fewer_numbers_than_announced_are_never_taken_for_all(
    alone: Command, library: Library
) -> None:
    library.faults = {"esearch": ["fine", "fine", *["short"] * 20]}
    said = _pubmed(alone, library, "--json")
    assert said.code == 3
    assert f"{COUNT - 1} numbers of {COUNT}" in said.json["sources"][0]["problems"][0]["what"]


def test_a_count_that_the_days_do_not_add_up_to_makes_the_run_incomplete(
    alone: Command, library: Library
) -> None:
    library.entered = {"40000005": date(2027, 5, 1)}  # entered after the library's own day
    said = _pubmed(alone, library, "--json")
    assert (said.code, _codes(said)) == (3, ["sync.count"])


def test_words_of_the_query_that_the_library_left_out_are_told(
    alone: Command, library: Library
) -> None:
    library.unknown = ["fleegle[MeSH Terms]"]
    said = _pubmed(alone, library, "--json")
    assert (said.code, _codes(said)) == (3, ["sync.query"])
    assert "fleegle" in said.json["sources"][0]["problems"][0]["what"]


def test_a_sentinel_that_is_not_found_makes_the_run_incomplete(
    alone: Command, library: Library
) -> None:
    del library.citations[SENTINELS[0]]
    said = _pubmed(alone, library)
    assert said.code == 3
    assert SENTINELS[0] in said.err


def test_a_known_citation_that_left_the_query_is_followed(alone: Command, library: Library) -> None:
    _pubmed(alone, library)
    library.hidden = {"40000001"}
    library.citations["40000001"] = citation("40000001", "Renamed", revised="2026-11-23")
    row = _row(_pubmed(alone, library, "--json"))
    assert (row["found"], row["received"], row["versions"]) == (COUNT - 1, COUNT, 1)


def test_a_citation_that_is_gone_gets_a_tombstone(alone: Command, library: Library) -> None:
    _pubmed(alone, library)
    del library.citations["40000001"]
    said = _pubmed(alone, library, "--json")
    assert (said.code, _row(said)["departed"]) == (0, 1)
    with _store(alone) as store:
        (gone,) = store.departures(RecordId("pubmed", "40000001"))
    assert gone.why == Why("unknown")


def test_a_long_list_of_citations_that_are_gone_gets_its_tombstones(
    alone: Command, library: Library
) -> None:
    _pubmed(alone, library)
    for pmid in citations(260):
        del library.citations[pmid]
    said = _pubmed(alone, library, "--json")
    assert (said.code, _row(said)["departed"]) == (0, 260)


def test_a_chapter_of_a_book_is_set_aside_and_counted(alone: Command, library: Library) -> None:
    library.books = {"40000009"}
    said = _pubmed(alone, library, "--json")
    row = _row(said)
    assert (said.code, row["received"], row["aside"]) == (0, COUNT - 1, 1)


def test_an_unreadable_citation_is_set_aside_and_the_rest_goes_on(
    alone: Command, library: Library
) -> None:
    library.citations["40000005"] = citation("40000005").replace(b"<Article>", b"<Article><b>")
    assert _pubmed(alone, library).code == 0
    found = alone("search", "dermatomyositis", "--json").json["results"]
    assert len([one for one in found if one["id"].startswith("pubmed:")]) == COUNT - 1
    assert "40000005" in alone("build", "--lang", "en").err


def test_faults_of_europe_pmc_that_pass_cost_nothing(alone: Command, entries: Entries) -> None:
    entries.faults = [*PASSING[:4], "fine", "fine", "fine", *PASSING[4:], "fine", "500"]
    said = _europepmc(alone, entries, "--json")
    assert (said.code, _row(said)["received"]) == (0, PREPRINTS)


@pytest.mark.parametrize("fault", ["429", "html", "half", "400"])
def test_a_fault_of_europe_pmc_that_stays_makes_the_run_incomplete(
    alone: Command, entries: Entries, fault: str
) -> None:
    entries.faults = ["fine", "fine", "fine", *[fault] * 20]  # two answers on its state, a page
    said = _europepmc(alone, entries, "--json")
    assert (said.code, _row(said)["received"]) == (3, 10)
    assert _codes(said) == ["sync.broke_off"]


def test_the_mark_is_followed_until_it_repeats(alone: Command, entries: Entries) -> None:
    _europepmc(alone, entries)
    marks = [asked["cursorMark"] for asked in entries.asked if asked["pageSize"] != "1"]
    assert marks == ["*", "AoIIP10", "AoIIP20", "AoIIP25"]


@pytest.mark.parametrize("fault", ["twice", "loop", "short"])
def test_pages_that_do_not_add_up_are_read_once_more(
    alone: Command, entries: Entries, fault: str
) -> None:
    entries.faults = ["fine", "fine", "fine", fault]
    said = _europepmc(alone, entries, "--json")
    assert (said.code, _row(said)["received"]) == (0, PREPRINTS)


def test_pages_that_never_add_up_make_the_run_incomplete(alone: Command, entries: Entries) -> None:
    entries.faults = ["fine", "fine", *["short"] * 20]
    said = _europepmc(alone, entries, "--json")
    assert (said.code, _codes(said)) == (3, ["sync.count"])


def test_control_characters_in_a_text_are_kept_as_sent_and_read(
    alone: Command, entries: Entries
) -> None:
    entries.faults = ["fine", "fine", "controls"]
    row = _row(_europepmc(alone, entries, "--json"))
    assert row["received"] == PREPRINTS
    assert b"\x02" in _bodies(alone, "europepmc", str(row["data_day"]))["PPR/PPR900001"]
    assert alone("show", "PPR900001", "--json").code == 0


def test_known_entries_are_followed_and_those_gone_get_a_tombstone(
    alone: Command, entries: Entries
) -> None:
    _europepmc(alone, entries)
    entries.hidden = {"PPR/PPR900001"}
    del entries.entries["PPR/PPR900002"]
    said = _europepmc(alone, entries, "--json")
    row = _row(said)
    assert (said.code, row["received"], row["departed"]) == (0, PREPRINTS - 1, 1)


def test_an_entry_without_a_number_is_told(alone: Command, entries: Entries) -> None:
    entries.entries["PPR/none"] = json.dumps({"title": "Nameless"}).encode()
    said = _europepmc(alone, entries, "--json")
    assert said.code == 3
    assert "sync.no_number" in _codes(said)


def test_the_past_of_publications_cannot_be_asked_for(alone: Command) -> None:
    said = alone("sync", "pubmed", "--history")
    assert said.code == 2
    assert "--history" in said.err
