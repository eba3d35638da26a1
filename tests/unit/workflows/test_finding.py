from datetime import date

import pytest

from vigie.errors import UnknownName, UsageError
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Article, Trial
from vigie.records.ids import RecordId, RecordRef
from vigie.workflows.finding import disputed, find


def _trial(key: str, *numbers: str, acronym: str | None = None) -> Held[Trial]:
    record = RecordId("digest", f"2025/{key}")
    entry = Trial(id=record, registry_numbers=numbers, acronym=acronym)
    return Held(ref=RecordRef(record, "0" * 12), version_on=DAY, url="", entry=entry)


DAY = date(2025, 5, 17)
BIRD = _trial("bird", "NCT00000001", acronym="BIRD")
FIRST = _trial("first", "NCT00000002")
SECOND = _trial("second", "NCT00000002")
PAPER_ID = RecordId("digest", "2025/smith-2025")
PAPER = Held(
    ref=RecordRef(PAPER_ID, "1" * 12),
    version_on=DAY,
    url="",
    entry=Article(id=PAPER_ID, doi="10.1000/ABC", pmid="123"),
)
CORPUS = Corpus(day=DAY, trials=(BIRD, FIRST, SECOND), articles=(PAPER,))


@pytest.mark.parametrize(
    "name", ["digest:2025/bird", "NCT00000001", "nct 00000001", "bird", "Bird", "2025/bird"]
)
def test_a_study_is_found_by_each_of_its_names(name: str) -> None:
    assert find(CORPUS, name) == (BIRD,)


@pytest.mark.parametrize("name", ["10.1000/abc", "123", "smith-2025"])
def test_an_article_is_found_by_each_of_its_names(name: str) -> None:
    assert find(CORPUS, name) == (PAPER,)


def test_a_disputed_number_finds_every_record_that_claims_it() -> None:
    assert find(CORPUS, "NCT00000002") == (FIRST, SECOND)
    assert disputed(CORPUS, FIRST) == ("NCT00000002",)
    assert disputed(CORPUS, BIRD) == ()


def test_a_version_is_found_by_its_ref_and_another_is_not() -> None:
    assert find(CORPUS, "digest:2025/bird@000000000000") == (BIRD,)
    with pytest.raises(UsageError, match="--history"):
        find(CORPUS, "digest:2025/bird@123456789abc")


def test_an_unknown_name_offers_near_ones() -> None:
    with pytest.raises(UnknownName, match="NCT00000001"):
        find(CORPUS, "NCT00000011")
