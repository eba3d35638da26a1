"""Which chapter each record stands in: one shows it, the others point there."""

from __future__ import annotations

from collections.abc import Iterable

from vigie.analyses.landscape import Scope, Studies
from vigie.knowledge.models import Chapter
from vigie.knowledge.nouns import FormNoun, NamedNoun
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Article, Result, Trial


def scope_of_chapter(chapter: Chapter, chapters: Iterable[Chapter]) -> Scope:
    """What a chapter is about, as an analysis takes it."""
    named = tuple(NamedNoun(names) for names in chapter.subject)
    others = tuple(
        frozenset(other.forms) for other in chapters if other.id != chapter.id and other.forms
    )
    return Scope(
        key=chapter.id,
        forms=chapter.forms,
        noun=named or tuple(FormNoun(form) for form in chapter.forms),
        concepts=tuple((f, c) for f, wanted in chapter.concepts.items() for c in wanted),
        shared=others if chapter.takes_shared else (),
    )


def home(
    held: Held[Trial] | Held[Result] | Held[Article], corpus: Corpus, chapters: Iterable[Chapter]
) -> str | None:
    """The one chapter that shows a record; None where none does.

    Where its source prints it; failing that by what it is tagged with. A record of several
    chapters stands in the one that takes shared studies.
    """
    known = tuple(chapters)
    if held.entry.section in {chapter.id for chapter in known}:
        return held.entry.section
    for chapter in known:
        if any(set(c) & corpus.concepts(held.ref, f) for f, c in chapter.concepts.items()):
            return chapter.id
    forms = corpus.concepts(held.ref, "form")
    found = [chapter for chapter in known if forms & set(chapter.forms)]
    if len(found) == 1:
        return found[0].id
    shared = (chapter.id for chapter in known if chapter.takes_shared)
    return next(shared, found[0].id) if found else None


def studies_at_home(corpus: Corpus, chapter: Chapter, chapters: Iterable[Chapter]) -> Studies:
    """The studies that a chapter shows."""
    known = tuple(chapters)
    return tuple(held for held in corpus.trials if home(held, corpus, known) == chapter.id)


def results_at_home(
    corpus: Corpus, chapter: Chapter, chapters: Iterable[Chapter]
) -> tuple[Held[Result], ...]:
    """The results that a chapter shows."""
    known = tuple(chapters)
    return tuple(held for held in corpus.results if home(held, corpus, known) == chapter.id)
