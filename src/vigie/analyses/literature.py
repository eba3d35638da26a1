"""What was published: articles by chapter, results by form, in the order of their source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from vigie.analyses.figures import Count
from vigie.knowledge.models import Chapter
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Article, Place, Result
from vigie.records.message import Message

_LAST = 10**9


def results(corpus: Corpus, *forms: str) -> tuple[Held[Result], ...]:
    """The results on one of these forms, as their source prints them; all without a form."""
    wanted = frozenset(forms)
    found = (
        held for held in corpus.results if not wanted or wanted & corpus.concepts(held.ref, "form")
    )
    return in_order(found)


def in_order(found: Iterable[Held[Result]]) -> tuple[Held[Result], ...]:
    """Results in the order in which their source prints them."""
    return tuple(sorted(found, key=_printed))


def articles(
    corpus: Corpus, chapter: Chapter, chapters: Iterable[Chapter]
) -> tuple[Held[Article], ...]:
    """The articles that the edition cites in a chapter: each stands in one chapter.

    That in which its source prints it; failing that, the first with one of its concepts, or that
    has all of its forms; failing that, the one that gathers several.
    """
    known = tuple(chapters)
    found = (held for held in corpus.articles if _home(held, corpus, known) == chapter.id)
    return tuple(sorted(found, key=_printed))


def by_chapter(corpus: Corpus, chapters: Iterable[Chapter]) -> Mapping[str, Count]:
    """How many articles each chapter has, chapters without any left out."""
    known = tuple(chapters)
    found = {chapter.id: (chapter, articles(corpus, chapter, known)) for chapter in known}
    return {
        chapter_id: _count(corpus, chapter, held)
        for chapter_id, (chapter, held) in found.items()
        if held
    }


def _home(held: Held[Article], corpus: Corpus, chapters: tuple[Chapter, ...]) -> str | None:
    if held.entry.section is not None:
        return held.entry.section
    forms = corpus.concepts(held.ref, "form")
    for chapter in chapters:
        if (forms and forms <= set(chapter.forms)) or has_concept(held, corpus, chapter):
            return chapter.id
    shared = (chapter.id for chapter in chapters if chapter.takes_shared)
    return next(shared, None) if forms else None


def has_concept(held: Held[Article], corpus: Corpus, chapter: Chapter) -> bool:
    """Whether a publication has one of the concepts of a chapter."""
    return any(
        corpus.concepts(held.ref, facet) & set(concepts)
        for facet, concepts in chapter.concepts.items()
    )


def _count(corpus: Corpus, chapter: Chapter, held: Iterable[Held[Article]]) -> Count:
    slots = {"chapter": chapter.title, "day": corpus.day}
    return Count(
        key=f"{chapter.id}.articles",
        label=Message.of("figure.articles.label", **slots),
        definition=Message.of("figure.articles.definition", **slots),
        evidence=tuple(one.ref for one in held),
    )


def _printed(held: Held[Article] | Held[Result]) -> tuple[int, int, str]:
    place = held.entry.places[0] if held.entry.places else Place()
    return place.page or _LAST, place.line or _LAST, str(held.ref.record)
