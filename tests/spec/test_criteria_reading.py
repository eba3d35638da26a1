"""The specification of the reading of criteria: each sentence has its tree and its truths."""

from __future__ import annotations

from pathlib import Path

import pytest
from criteria_cases import SECTIONS
from criteria_page import criteria_page
from criteria_saying import Criterion, tree_read, truth_of

from vigie.eligibility.meaning.printing import printed

PAGE = Path(__file__).parents[2] / "docs" / "spec" / "criteria.md"
CASES = [case for _, cases in SECTIONS.values() for case in cases]
each = pytest.mark.parametrize("case", CASES, ids=lambda case: case.text[:60])


@each
def test_a_sentence_is_read_to_its_tree(case: Criterion) -> None:
    assert printed(tree_read(case)) == case.tree


@each
def test_a_sentence_is_true_of_whom_it_is_written_to_be(case: Criterion) -> None:
    assert {facts: truth_of(case, facts) for facts, _ in case.people} == dict(case.people)


def test_there_are_enough_sentences_and_none_twice() -> None:
    assert len({(case.section, case.text) for case in CASES}) == len(CASES) >= 150


def test_every_sentence_is_decided_for_somebody_or_says_why_not() -> None:
    for case in CASES:
        assert case.people, case.text


def test_the_published_page_of_criteria_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == criteria_page(), "Run python docs/generate.py."
