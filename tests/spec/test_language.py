"""The specification of the language: each case is said as it is written, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from language_cases import SECTIONS
from language_page import language_page
from saying import Case

PAGE = Path(__file__).parents[2] / "docs" / "spec" / "language.md"
CASES = [case for _, cases in SECTIONS.values() for case in cases]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.given[:60] or "nothing stated")
def test_it_is_said_as_written(case: Case) -> None:
    assert (case.said("fr"), case.said("en")) == (case.fr, case.en)


def test_there_are_enough_cases_to_call_it_a_specification() -> None:
    assert len(CASES) >= 60


def test_the_published_page_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == language_page(), "Run python docs/generate.py."
