"""How well publications are sorted: precision and recall over articles written for the test.

The titles and abstracts are our own words, made after the kinds of article that a yearly digest
cites; none is a real article. A form of a form counts as well: amyopathic dermatomyositis is also
dermatomyositis. Rows and words have one author, so that the figures guard what was gained and
estimate nothing about the literature at large. Run with `-s` to see each miss.
"""

from __future__ import annotations

import pytest

from vigie.knowledge.loading import load_knowledge
from vigie.knowledge.models import SortedArticle
from vigie.tagging.measuring import Agreement
from vigie.tagging.sorting import FLOORS, sorted_as_wanted
from vigie.tagging.tagger import Tagger

KNOWLEDGE = load_knowledge()


@pytest.fixture(scope="module")
def agreements() -> dict[str, Agreement]:
    found = sorted_as_wanted(Tagger(KNOWLEDGE), KNOWLEDGE.sorted_articles)
    return {one.concept: one for one in found}


def test_the_gold_holds_articles_of_every_kind() -> None:
    rows = KNOWLEDGE.sorted_articles
    assert len(rows) >= 150
    assert {row.kind for row in rows} >= {"trial_report", "cohort", "review", "preclinical"}


@pytest.mark.parametrize("question", sorted(FLOORS))
def test_precision_and_recall_stay_above_their_floor(
    agreements: dict[str, Agreement], question: str
) -> None:
    one = agreements[question]
    print(f"{question}: precision {one.precision:.3f}, recall {one.recall:.3f}")
    print(*(f"{question} +{said}" for said in one.surplus), sep="\n")
    print(*(f"{question} -{said}" for said in one.missed), sep="\n")
    assert one.is_above_floor


def test_an_article_sorted_otherwise_is_a_surplus_and_a_miss() -> None:
    row = SortedArticle(title="Exercise in dermatomyositis", about="ibm")
    (about, *_) = sorted_as_wanted(Tagger(KNOWLEDGE), [row])
    assert about.surplus == ("dm: Exercise in dermatomyositis",)
    assert about.missed == ("ibm: Exercise in dermatomyositis",)
    assert not about.is_above_floor
