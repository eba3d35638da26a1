"""What we rely on at ClinicalTrials.gov, asked of the tests' server and, by hand, of the real one.

`pytest -m live` asks the real one (VIGIE_CTGOV_URL, or its public address).
"""

import os
from collections.abc import Iterator

import pytest

from servers.registry import Registry as Server
from servers.registry import served, studies, study
from vigie.knowledge.loading import load_knowledge
from vigie.records.ids import RecordId
from vigie.sources.client import Client, Refused
from vigie.sources.ctgov.api import BASE_URL, PAGE, Registry
from vigie.sources.ctgov.history import past_address, past_events
from vigie.sources.ctgov.reading import read
from vigie.sources.visits import Came

pytestmark = pytest.mark.enable_socket

PROFILE = load_knowledge("inflammatory_myopathies").profile
SENTINELS, QUERY = PROFILE.sentinels["ctgov"], PROFILE.queries["ctgov"]
NOBODY = "NCT99999999"
CONTACT = "tests of Vigie"


@pytest.fixture(params=["here", pytest.param("there", marks=pytest.mark.live)])
def address(request: pytest.FixtureRequest) -> Iterator[str]:
    """A registry: the tests' own, or the real one."""
    if request.param == "there":
        yield os.environ.get("VIGIE_CTGOV_URL") or BASE_URL
        return
    held = {number: study(number) for number in SENTINELS} | studies(25)
    with served(Server(held, largest_page=10)) as server:
        yield server.url


@pytest.fixture
def registry(address: str) -> Iterator[Registry]:
    with Client("ctgov", address, contact=CONTACT) as client:
        yield Registry(client)


def test_its_data_have_a_stamp_and_a_day(registry: Registry) -> None:
    state = registry.state()
    assert state.stamp.startswith(str(state.day))


def test_the_query_finds_as_many_numbers_as_it_announces(registry: Registry) -> None:
    pages = list(registry.pages(QUERY, only_numbers=True))
    numbers = {one.number for page in pages for one in page.slices}
    assert len(numbers) == pages[0].total
    assert numbers >= set(SENTINELS)
    assert [page.token for page in pages][-1:] == [None]
    assert all(len(page.slices) <= PAGE for page in pages)


def test_records_asked_for_by_number_come_whole_and_can_be_read(registry: Registry) -> None:
    day = registry.state().day
    (page,) = registry.by_number([*SENTINELS, NOBODY])
    assert {one.number for one in page.slices} == set(SENTINELS)
    for one in page.slices:
        trial = read(one.payload(page.answer, registry.url(one.number), day))
        assert (trial.id, trial.unread) == (RecordId("ctgov", one.number), ())


def test_a_record_by_itself_is_the_record_of_the_page(registry: Registry) -> None:
    number = SENTINELS[0]
    (page,) = registry.by_number([number])
    single = registry.single(number)
    assert single.found is not None
    assert (single.found.number, single.found.updated_on) == (number, page.slices[0].updated_on)


def test_a_number_that_nobody_has_is_answered_404(registry: Registry) -> None:
    single = registry.single(NOBODY)
    assert (single.found, single.moved_to, single.answer.status) == (None, None, 404)


def test_a_question_that_it_does_not_understand_is_refused_in_words(address: str) -> None:
    with Client("ctgov", address, contact=CONTACT) as client, pytest.raises(Refused, match="400"):
        client.get("studies", {"fields": "NoSuchField"}, lambda answer: answer)


def test_its_undocumented_past_still_looks_as_we_read_it(address: str) -> None:
    past = past_address(address)
    assert past is not None
    with Client("ctgov", past, contact=CONTACT) as client:
        events = list(past_events(client, [SENTINELS[0]], frozenset()))
    assert all(isinstance(event, Came) for event in events), events
