"""A registry may date a recruitment by its month alone: the sentence says so, and says it well."""

from datetime import date

import pytest

from vigie.analyses.freshness import Freshness
from vigie.knowledge.loading import load_knowledge
from vigie.publishing.compose.families import recruitment_said
from vigie.publishing.words import Voice
from vigie.records.dates import PartialDate
from vigie.records.message import Message
from vigie.records.vocabulary import Recruitment

KNOWLEDGE = load_knowledge()
MONTH, DAY = PartialDate(2026, 10), PartialDate.of(date(2026, 10, 3))


def text(said: Message, language: str) -> str:
    told = Voice(KNOWLEDGE, language).text(said)  # type: ignore[arg-type]
    return told.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("language", "on", "is_current", "told"),
    [
        ("fr", MONTH, False, "Recrutement en cours en octobre 2026, non vérifié depuis"),
        ("fr", DAY, False, "Recrutement en cours le 3 octobre 2026, non vérifié depuis"),
        ("fr", MONTH, True, "Recrutement en cours au mois d’octobre 2026"),
        ("fr", DAY, True, "Recrutement en cours au 3 octobre 2026"),
        ("en", MONTH, False, "Recruiting in October 2026, not checked since"),
        ("en", DAY, False, "Recruiting on 3 October 2026, not checked since"),
        ("en", MONTH, True, "Recruiting as of October 2026"),
        ("en", DAY, True, "Recruiting as of 3 October 2026"),
    ],
)
def test_a_recruitment_is_dated_by_a_day_or_by_a_month(
    language: str, on: PartialDate, is_current: bool, told: str
) -> None:
    assert (
        text(recruitment_said(Freshness(Recruitment.RECRUITING, on, is_current)), language) == told
    )


@pytest.mark.parametrize(
    ("language", "when"), [("fr", "au mois d’octobre 2026"), ("en", "in October 2026")]
)
def test_a_contradiction_is_dated_by_the_month_that_the_source_gives(
    language: str, when: str
) -> None:
    slots = {"completion": PartialDate(2026, 2), "recruitment": "x", "on": MONTH}
    assert when in text(Message.of("figure.finding.completion_passed", **slots), language)
