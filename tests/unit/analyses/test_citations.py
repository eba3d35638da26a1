"""What a printed citation is in a database. Every record here is made up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vigie.analyses.citations import resolve
from vigie.records.dates import PartialDate
from vigie.records.entries import Article, Result
from vigie.records.ids import RecordId
from vigie.records.vocabulary import ResultKind

CITED = Article(
    id=RecordId("digest", "2025/martin-2024"),
    first_author="Martin A",
    journal="Rheumatology (Oxford)",
    published=PartialDate(2024),
)
FOUND = Article(
    id=RecordId("pubmed", "11"),
    first_author="Martin AB",
    journal="Rheumatology (Oxford, England)",
    published=PartialDate(2024, 5),
    title="Training in inclusion body myositis",
    pmid="11",
)
OTHER = replace(FOUND, id=RecordId("pubmed", "12"), pmid="12", title="Lung disease and cancer")
TOLD = Result(
    id=RecordId("digest", "2025/result-martin-2024"),
    kind=ResultKind.TRIAL,
    treatment="training",
    articles=(CITED.id,),
)


@pytest.fixture
def resolved(corpus_of):
    def of(*entries):
        (resolution,) = resolve(corpus_of(*((entry, "") for entry in entries)))
        return resolution

    return of


def test_author_journal_and_year_find_the_publication(resolved):
    assert resolved(CITED, FOUND).match.record == FOUND.id


def test_what_a_database_holds_without_a_number_is_no_citation_of_the_digest(corpus_of):
    preprint = replace(FOUND, id=RecordId("europepmc", "PPR/PPR1"), kind="preprint", pmid=None)
    found = resolve(corpus_of((CITED, ""), (FOUND, ""), (preprint, "review=accepted")))
    assert [one.citation.record for one in found] == [CITED.id]


def test_two_that_fit_stay_ambiguous_and_are_both_named(resolved):
    found = resolved(CITED, FOUND, OTHER)
    assert found.match is None
    assert found.is_ambiguous
    assert [ref.record for ref in found.candidates] == [FOUND.id, OTHER.id]


def test_what_is_said_of_it_chooses_between_two(resolved):
    assert resolved(CITED, FOUND, OTHER, TOLD).match.record == FOUND.id


def test_words_that_both_share_choose_neither(resolved):
    told = replace(TOLD, outcome="lung")
    found = resolved(CITED, FOUND, OTHER, told)
    assert found.match is None


@pytest.mark.parametrize(
    "change",
    [
        {"first_author": "Martinez A"},
        {"first_author": "Martin B"},
        {"journal": "Rheumatology international"},
        {"published": PartialDate(2021)},
        {"published": None},
        {"journal": None},
    ],
)
def test_another_author_journal_or_year_is_another_publication(resolved, change):
    found = resolved(CITED, replace(FOUND, **change))
    assert found.match is None
    assert found.candidates == ()


def test_an_article_put_online_the_year_before_is_found(resolved):
    assert resolved(CITED, replace(FOUND, published=PartialDate(2023, 12))).match.record == FOUND.id


def test_the_year_itself_comes_before_its_neighbours(resolved):
    early = replace(OTHER, published=PartialDate(2023, 12))
    assert resolved(CITED, FOUND, early).match.record == FOUND.id


def test_accents_hyphens_and_case_do_not_matter(resolved):
    cited = replace(CITED, first_author="Pérez-Gómez J", journal="RMD Open")
    found = replace(FOUND, first_author="Perez-Gomez JL", journal="RMD open")
    assert resolved(cited, found).match.record == found.id


def test_a_citation_that_has_its_number_needs_no_search(corpus_of):
    assert resolve(corpus_of((replace(CITED, pmid="9"), ""), (FOUND, ""))) == ()


def test_a_citation_without_an_author_is_never_guessed(resolved):
    assert (
        resolved(replace(CITED, first_author=None), replace(FOUND, first_author=None)).match is None
    )
