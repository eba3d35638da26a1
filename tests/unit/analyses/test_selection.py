"""Which records an edition names in print."""

from __future__ import annotations

from datetime import date

import pytest

from vigie.analyses import selection
from vigie.analyses.selection import selected
from vigie.records.dates import PartialDate
from vigie.records.entries import Article
from vigie.records.ids import RecordId
from vigie.records.vocabulary import Recruitment

SINCE = date(2024, 5, 17)
OTHER = "another edition"


@pytest.fixture
def two_places(monkeypatch):
    monkeypatch.setattr(selection, "ROOM", 2)


def test_all_of_an_edition_are_selected_however_many(corpus_of, study, keys, two_places):
    corpus = corpus_of(*((study(f"s{n}"), "form=ibm") for n in range(5)))
    assert len(selected(corpus, "2025", SINCE)) == 5


def test_without_an_edition_there_is_room_for_a_number(corpus_of, study, two_places):
    corpus = corpus_of(*((study(f"s{n}"), "form=ibm") for n in range(5)))
    assert len(selected(corpus, None, SINCE)) == 2


def test_open_and_new_studies_come_before_those_of_the_home_country(
    corpus_of, study, keys, two_places
):
    corpus = corpus_of(
        (study("at-home"), "place=france"),
        (study("elsewhere"), "place=outside_france"),
        (study("new", first_posted=PartialDate(2025, 1, 2)), "place=outside_france"),
        (study("open", recruitment=Recruitment.RECRUITING), "place=outside_france"),
    )
    assert sorted(keys(selected(corpus, OTHER, SINCE))) == ["new", "open"]


def test_among_equals_those_of_the_home_country_come_first(corpus_of, study, keys, two_places):
    corpus = corpus_of(
        (study("a", is_marked_new=True), "place=outside_france"),
        (study("b"), "place=outside_france"),
        (study("c"), "place=france_and_abroad"),
    )
    assert sorted(keys(selected(corpus, OTHER, SINCE))) == ["a", "c"]


def test_the_latest_articles_come_first_and_those_without_a_day_last(corpus_of, keys, two_places):
    def article(key: str, *day: int) -> tuple[Article, str]:
        published = PartialDate(*day) if day else None
        return Article(id=RecordId("digest", f"2025/{key}"), published=published), ""

    corpus = corpus_of(
        article("old", 2019), article("none"), article("new", 2025), article("x", 2024)
    )
    assert sorted(keys(selected(corpus, OTHER, SINCE))) == ["new", "x"]
