"""The records of two days, compared in a store, and the edition that tells of it."""

from datetime import date
from pathlib import Path

import pytest

from fixtures.registry_days import FIRST, GOES, LAST, OPENS, STOPS, fill
from vigie.knowledge.loading import load_knowledge
from vigie.knowledge.models import Knowledge
from vigie.publishing.compose.changed import PAGE
from vigie.publishing.compose.edition import compose
from vigie.workflows.build import gather
from vigie.workflows.collecting import collect, opened
from vigie.workflows.comparing import compare


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIGIE_HOME", str(tmp_path))


def _pages(knowledge: Knowledge) -> list[str]:
    made = gather(knowledge, None)
    return [
        page.id for page in compose(made.corpus, knowledge, made.edition, made.changed).chapters
    ]


def test_what_moved_and_what_went_is_found_in_the_store(
    tmp_path: Path, knowledge: Knowledge
) -> None:
    fill(tmp_path / knowledge.profile.id / "store.sqlite")
    with opened(knowledge) as place:
        found = compare(place, collect(place, LAST), FIRST)
    assert {one.held.ref.record.local for one in found.moved} == {OPENS, STOPS}
    assert [(one.record.local, one.on) for one in found.departed] == [(GOES, date(2025, 9, 1))]


def test_the_edition_tells_of_it_after_the_highlights(tmp_path: Path, knowledge: Knowledge) -> None:
    fill(tmp_path / knowledge.profile.id / "store.sqlite")
    pages = _pages(knowledge)
    assert pages.index(PAGE) == pages.index("highlights") + 1


def test_the_shipped_edition_alone_has_nothing_to_tell(knowledge: Knowledge) -> None:
    assert PAGE not in _pages(knowledge)


def test_an_edition_that_is_compared_with_more_has_another_stamp(
    tmp_path: Path, knowledge: Knowledge
) -> None:
    fill(tmp_path / knowledge.profile.id / "store.sqlite")
    since = date(2024, 10, 1)
    alone, compared = gather(knowledge, None, since), gather(knowledge, None)
    assert alone.edition.since == compared.edition.since
    assert alone.edition.stamp != compared.edition.stamp
