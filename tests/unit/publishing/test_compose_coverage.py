"""Nothing of the model is lost: each heading, printed figure, study and result has its place."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from vigie.knowledge.loading import load_knowledge
from vigie.knowledge.models import Knowledge

DOCS = Path(__file__).parents[3] / "docs"
sys.path.insert(0, str(DOCS))
from pages import coverage  # noqa: E402  # the page's own module, beside the docs


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="module")
def made(knowledge: Knowledge) -> coverage.Made:
    return coverage.made(knowledge)


def _structure(knowledge: Knowledge) -> Any:
    (edition,) = knowledge.editions
    return edition.structure


def test_every_heading_of_the_model_has_its_place_or_a_reason(knowledge, made) -> None:
    contents = _structure(knowledge)["contents"]
    beside = _structure(knowledge)["headings_not_in_contents"]
    printed = [(str(row["page"]), row["heading"]) for row in (*contents, *beside)]
    assert [(place.page, place.heading) for place in coverage.places()] == printed
    lost = [
        place.heading
        for place in coverage.places()
        if (place.section not in made.sections if place.section else not place.why_not)
    ]
    assert lost == []


def test_every_printed_figure_is_shown_or_left_out_with_a_reason(knowledge, made) -> None:
    (edition,) = knowledge.editions
    printed = {str(row["key"]) for row in edition.statements}
    assert printed - made.figures.keys() - coverage.LEFT_OUT.keys() == set()
    assert not coverage.LEFT_OUT.keys() & made.figures.keys()


def test_every_study_of_the_edition_has_its_card_in_one_chapter(knowledge, made) -> None:
    (edition,) = knowledge.editions
    cards = [node.id for chapter in made.document.chapters for node in _cards(chapter)]
    assert sorted(cards) == sorted(f"digest-2025-{row['key']}" for row in edition.trials)


def test_every_result_stands_under_a_heading(knowledge) -> None:
    (edition,) = knowledge.editions
    keys = {str(row["key"]) for row in edition.results}
    assert keys == edition.sentences.keys() == edition.themes.keys()


def _cards(chapter: Any) -> list[Any]:
    return [node for node, _ in coverage._walk(chapter, "") if type(node).__name__ == "Card"]
