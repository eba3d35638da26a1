"""Which publication belongs to which study. Every record here is made up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vigie.analyses.linking import LinkKind, links, numbers_in
from vigie.records.entries import AbstractPart, Article, Reference, Trial
from vigie.records.ids import RecordId

STUDY = Trial(id=RecordId("ctgov", "NCT09999991"), registry_numbers=("NCT09999991",))
ARTICLE = Article(id=RecordId("pubmed", "11"), pmid="11")


@pytest.fixture
def linked(corpus_of):
    def of(*entries):
        found = links(corpus_of(*((entry, "") for entry in entries)))
        return [(link.kind, link.field, link.words) for link in found]

    return of


def test_a_declared_number_links_and_says_where_it_stands(linked):
    article = replace(ARTICLE, registry_numbers=("nct09999991",))
    assert linked(STUDY, article) == [(LinkKind.DECLARED, "registry_numbers", "nct09999991")]


def test_a_number_printed_in_the_abstract_is_only_a_mention(linked):
    article = replace(ARTICLE, abstract=(AbstractPart("Funded. (NCT09999991)."),))
    assert linked(STUDY, article) == [(LinkKind.MENTIONED, "abstract", "NCT09999991")]


@pytest.mark.parametrize("kind", ["result", "derived", "background"])
def test_the_registry_says_what_a_listed_publication_is(linked, kind):
    study = replace(STUDY, references=(Reference("Martin A. 2024.", kind, "11"),))
    assert linked(study, ARTICLE) == [(LinkKind(kind), "references", "Martin A. 2024.")]


def test_an_unknown_kind_of_reference_is_no_more_than_background(linked):
    study = replace(STUDY, references=(Reference("Martin A. 2024.", "other", "11"),))
    assert linked(study, ARTICLE)[0][0] is LinkKind.BACKGROUND


def test_one_pair_has_one_link_and_it_is_the_surest(linked):
    study = replace(STUDY, references=(Reference("Martin A. 2024.", "result", "11"),))
    article = replace(
        ARTICLE,
        registry_numbers=("NCT09999991",),
        abstract=(AbstractPart("NCT09999991"),),
    )
    assert linked(study, article) == [(LinkKind.RESULT, "references", "Martin A. 2024.")]


def test_a_background_listing_is_less_than_a_declared_number(linked):
    study = replace(STUDY, references=(Reference("Martin A. 2024.", "background", "11"),))
    article = replace(ARTICLE, registry_numbers=("NCT09999991",))
    assert linked(study, article)[0][0] is LinkKind.DECLARED


def test_a_disputed_number_links_nothing(linked):
    other = replace(STUDY, id=RecordId("ctgov", "NCT09999992"))
    article = replace(ARTICLE, registry_numbers=("NCT09999991",))
    assert linked(STUDY, other, article) == []


def test_another_number_links_nothing(linked):
    article = replace(ARTICLE, abstract=(AbstractPart("NCT099999910 and NCT09999992"),))
    assert linked(STUDY, article) == []


def test_a_link_names_the_versions_that_it_ties(corpus_of):
    article = replace(ARTICLE, registry_numbers=("NCT09999991",))
    corpus = corpus_of((STUDY, ""), (article, ""))
    (link,) = links(corpus)
    assert (link.study, link.article) == (corpus.trials[0].ref, corpus.articles[0].ref)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ClinicalTrials.gov identifier: NCT01234567.", ("NCT01234567",)),
        ("EudraCT 2015-001234-56; ISRCTN12345678", ("2015-001234-56", "ISRCTN12345678")),
        ("CTIS 2024-514575-17-00", ("2024-514575-17-00",)),
        ("UMIN000012345 and jRCTs031200001", ("UMIN000012345", "jRCTs031200001")),
        ("NCT1234567, NCT012345678, 2015-001234", ()),
        ("NCT01234567 (NCT01234567)", ("NCT01234567",)),
    ],
)
def test_numbers_are_read_in_the_form_that_each_registry_gives_them(text, found):
    assert numbers_in(text) == found
