from datetime import date

import pytest

from vigie.errors import UsageError
from vigie.knowledge.loading import load_knowledge
from vigie.knowledge.models import Knowledge
from vigie.workflows import days
from vigie.workflows.days import asked_day, edition_before, edition_of, window_start


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.mark.parametrize("text", ["2025-02-30", "soon", "2025-13-01", "17/05/2025", ""])
def test_what_is_not_a_day_is_refused_with_the_shape_of_one(text: str) -> None:
    with pytest.raises(UsageError, match="Write YYYY-MM-DD"):
        asked_day("--as-of", text)


def test_a_day_to_come_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(days, "today", lambda: date(2026, 1, 1))
    with pytest.raises(UsageError, match="still to come"):
        asked_day("--as-of", "2026-01-02")
    assert asked_day("--as-of", "2026-01-01") == date(2026, 1, 1)


def test_no_day_asked_is_no_day() -> None:
    assert asked_day("--as-of", None) is None


def test_the_window_of_the_shipped_edition_is_its_own(knowledge: Knowledge) -> None:
    assert window_start(knowledge, date(2025, 5, 17)) == date(2024, 5, 17)
    assert edition_of(knowledge, date(2025, 5, 17)) is not None


def test_the_window_of_any_other_day_is_the_year_before(knowledge: Knowledge) -> None:
    assert window_start(knowledge, date(2025, 8, 3)) == date(2024, 8, 3)
    assert window_start(knowledge, date(2024, 2, 29)) == date(2023, 2, 28)
    assert edition_of(knowledge, date(2025, 8, 3)) is None


def test_the_edition_before_a_day_is_the_last_that_shipped_before_it(
    knowledge: Knowledge,
) -> None:
    assert edition_before(knowledge, date(2025, 5, 17)) is None
    assert edition_before(knowledge, date(2025, 5, 18)) == date(2025, 5, 17)
