"""How well publications are sorted: precision and recall over articles written for the test.

The titles and abstracts are our own words, made after the kinds of article that a yearly digest
cites; none is a real article. A form of a form counts as well: amyopathic dermatomyositis is also
dermatomyositis. Rows and words have one author, so that the figures guard what was gained and
estimate nothing about the literature at large. Run with `-s` to see each miss.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from vigie.knowledge.loading import load_knowledge
from vigie.records.corpus import Held
from vigie.records.entries import AbstractPart, Article
from vigie.records.ids import RecordId, RecordRef
from vigie.tagging.tagger import Tagger

GOLD = Path(__file__).parents[2] / "gold" / "articles.tsv"
ROWS = tuple(csv.DictReader(GOLD.read_text(encoding="utf-8").splitlines(), delimiter="\t"))
FACETS = {"about": "form", "mentions": "mention", "kind": "publication", "themes": "theme"}
FLOORS = {"about": 0.98, "mentions": 0.95, "kind": 0.95, "themes": 0.90}


def made(row: dict[str, str], number: int) -> Held[Article]:
    article = Article(
        id=RecordId("pubmed", str(number)),
        title=row["title"],
        abstract=(AbstractPart(row["abstract"]),) if row["abstract"] else (),
        publication_types=(row["types"],) if row["types"] else (),
    )
    ref = RecordRef(article.id, "0123456789ab")
    return Held(ref=ref, version_on=date(2025, 1, 1), url="", entry=article)


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Counter[str]]:
    tagger = Tagger(load_knowledge())
    found: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for number, row in enumerate(ROWS, start=1):
        tags = tagger.tags(made(row, number))
        for name, facet in FACETS.items():
            said = {tag.concept for tag in tags if tag.facet == facet}
            wanted = set(row[name].split())
            found[name]["agreed"] += len(said & wanted)
            found[name]["surplus"] += len(said - wanted)
            found[name]["missed"] += len(wanted - said)
            for kind, concepts in (("+", said - wanted), ("-", wanted - said)):
                for concept in concepts:
                    print(f"{name} {kind}{concept}: {row['title']}")
    return found


def figures(counts: Counter[str]) -> Iterator[float]:
    yield counts["agreed"] / (counts["agreed"] + counts["surplus"])
    yield counts["agreed"] / (counts["agreed"] + counts["missed"])


def test_the_gold_holds_articles_of_every_kind() -> None:
    assert len(ROWS) >= 150
    assert {row["kind"] for row in ROWS} >= {"trial_report", "cohort", "review", "preclinical"}


@pytest.mark.parametrize("name", sorted(FACETS))
def test_precision_and_recall_stay_above_their_floor(
    outcomes: dict[str, Counter[str]], name: str
) -> None:
    precision, recall = figures(outcomes[name])
    print(f"{name}: precision {precision:.3f}, recall {recall:.3f}")
    assert precision >= FLOORS[name]
    assert recall >= FLOORS[name]
