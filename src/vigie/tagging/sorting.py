"""How well publications are sorted, over articles written for the test in words of our own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from vigie.knowledge.models import SortedArticle
from vigie.records.corpus import Held
from vigie.records.entries import AbstractPart, Article
from vigie.records.ids import RecordId, RecordRef
from vigie.tagging.measuring import Agreement
from vigie.tagging.tagger import Tagger

# What neither precision nor recall may fall below, question by question.
FLOORS: Mapping[str, float] = {"about": 0.98, "mentions": 0.95, "kind": 0.95, "themes": 0.90}
_FACETS = {"about": "form", "mentions": "mention", "kind": "publication", "themes": "theme"}
SOURCE = "articles.csv"


def sorted_as_wanted(tagger: Tagger, rows: Iterable[SortedArticle]) -> tuple[Agreement, ...]:
    """One agreement per question; `facet` says that it is of articles, `concept` the question."""
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for number, row in enumerate(rows, start=1):
        tags = tagger.tags(_made(row, number))
        for question, facet in _FACETS.items():
            wanted[question] |= _said(row, getattr(row, question).split())
            found[question] |= _said(row, (tag.concept for tag in tags if tag.facet == facet))
    return tuple(
        Agreement(
            SOURCE,
            question,
            tuple(sorted(wanted[question] & found[question])),
            tuple(sorted(found[question] - wanted[question])),
            tuple(sorted(wanted[question] - found[question])),
            floor=FLOORS[question],
        )
        for question in _FACETS
        if wanted[question] or found[question]
    )


def _said(row: SortedArticle, concepts: Iterable[str]) -> set[str]:
    return {f"{concept}: {row.title}" for concept in concepts}


def _made(row: SortedArticle, number: int) -> Held[Article]:
    article = Article(
        id=RecordId("articles", str(number)),
        title=row.title,
        abstract=tuple(_abstract(row)),
        publication_types=(row.types,) if row.types else (),
    )
    ref = RecordRef(article.id, "0" * 12)
    return Held(ref=ref, version_on=date.min, url="", entry=article)


def _abstract(row: SortedArticle) -> Iterator[AbstractPart]:
    if row.abstract:
        yield AbstractPart(row.abstract)
