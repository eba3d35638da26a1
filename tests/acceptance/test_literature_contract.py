"""What we rely on at PubMed and Europe PMC, asked of the tests' servers and, by hand, of the real.

`pytest -m live` asks the real ones (VIGIE_PUBMED_URL, VIGIE_EUROPEPMC_URL, or their public
addresses), politely and little.
"""

import os
from collections.abc import Iterator
from datetime import timedelta

import pytest

from servers.entries import Entries, entries_served, preprints
from servers.library import Library, citation, citations, library_served
from vigie.knowledge.loading import load_knowledge
from vigie.records.ids import RecordId
from vigie.sources.client import Client
from vigie.sources.europepmc import api as europepmc
from vigie.sources.europepmc.reading import read as read_entry
from vigie.sources.pubmed import protocol as pubmed
from vigie.sources.pubmed.reading import read as read_citation

pytestmark = pytest.mark.enable_socket

PROFILE = load_knowledge("inflammatory_myopathies").profile
SENTINELS = PROFILE.sentinels["pubmed"]
NOBODY = "99999999"
CONTACT = "tests of Vigie"
BOTH = ["here", pytest.param("there", marks=pytest.mark.live)]


@pytest.fixture(params=BOTH)
def eutils(request: pytest.FixtureRequest) -> Iterator[pubmed.Eutils]:
    """PubMed: the tests' own, or the real one."""
    if request.param == "there":
        address = os.environ.get("VIGIE_PUBMED_URL") or pubmed.BASE_URL
        with Client("pubmed", address, contact=CONTACT) as client:
            yield pubmed.Eutils(client, {"tool": "vigie"})
        return
    held = {pmid: citation(pmid) for pmid in SENTINELS} | citations(25)
    with (
        library_served(Library(held)) as library,
        Client("pubmed", library.url, contact=CONTACT) as client,
    ):
        yield pubmed.Eutils(client)


@pytest.fixture(params=BOTH)
def service(request: pytest.FixtureRequest) -> Iterator[europepmc.EuropePmc]:
    """Europe PMC: the tests' own, or the real one."""
    if request.param == "there":
        address = os.environ.get("VIGIE_EUROPEPMC_URL") or europepmc.BASE_URL
        with Client("europepmc", address, contact=CONTACT) as client:
            yield europepmc.EuropePmc(client)
        return
    with (
        entries_served(Entries(preprints(250))) as entries,
        Client("europepmc", entries.url, contact=CONTACT) as client,
    ):
        yield europepmc.EuropePmc(client)


def test_a_search_of_pubmed_gives_as_many_numbers_as_it_counts(eutils: pubmed.Eutils) -> None:
    day = eutils.state().day
    since = day - timedelta(days=300)
    query = PROFILE.queries["pubmed"]
    numbers = tuple(eutils.numbers(query, since=since, until=day))
    assert len(set(numbers)) == eutils.count(query, since, day) > 0
    assert eutils.search(query).unknown == ()


def test_citations_come_whole_and_can_be_read(eutils: pubmed.Eutils) -> None:
    day = eutils.state().day
    given = [one for found in eutils.citations(SENTINELS) for one in found.slices]
    assert {one.pmid for one in given} == set(SENTINELS)
    (found, *_) = eutils.citations(SENTINELS)
    for one in given:
        article = read_citation(one.payload(found.answer, day))
        assert article.id == RecordId("pubmed", one.pmid)
        assert article.title


def test_a_long_list_goes_by_way_of_the_history(eutils: pubmed.Eutils) -> None:
    day = eutils.state().day
    query = PROFILE.queries["pubmed"]
    numbers = [*eutils.numbers(query, since=day - timedelta(days=300), until=day)][:25]
    found = tuple(eutils._posted(numbers))
    assert {pmid for one in found for pmid in one.given} == set(numbers)


def test_a_number_that_nobody_has_brings_nothing(eutils: pubmed.Eutils) -> None:
    assert [one for found in eutils.citations([NOBODY]) for one in found.slices] == []


def test_a_search_of_europe_pmc_is_counted_and_comes_to_its_end(
    service: europepmc.EuropePmc,
) -> None:
    query = f"({PROFILE.queries['europepmc']}) AND SRC:PPR"
    pages = tuple(service.pages(query))
    found = {one.local for page in pages for one in page.slices}
    assert len(found) == pages[0].total > europepmc.PAGE
    assert all(page.strays == () for page in pages)


def test_an_entry_asked_for_by_number_is_the_one_and_can_be_read(
    service: europepmc.EuropePmc,
) -> None:
    page = next(service.pages(PROFILE.queries["europepmc"]))
    wanted = page.slices[0].local
    (again,) = service.by_number([wanted])
    assert [one.local for one in again.slices] == [wanted]
    (one,) = again.slices
    article = read_entry(one.payload(again.answer, page.answer.retrieved_at.date()))
    assert article.id == RecordId("europepmc", wanted)
    assert article.title
