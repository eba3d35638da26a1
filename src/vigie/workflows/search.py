"""`vigie search`: the studies and publications that speak of some words."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import Any

from vigie.errors import UsageError
from vigie.knowledge.models import Knowledge
from vigie.records.corpus import Held
from vigie.records.entries import Article, Entry, Result, Trial
from vigie.records.publications import notices_of
from vigie.workflows.collecting import latest_day, opened, read_corpus
from vigie.workflows.days import asked_day
from vigie.workflows.indexing import Asked, Hit, folded_words, search, understood
from vigie.workflows.reviews import known
from vigie.workflows.telling import console, inert, write_json

_OTHERS_SHOWN = 12
_KINDS = (Trial, Article, Result)


def run(words: Sequence[str], *, disease: str, as_of: str | None, is_json: bool) -> int:
    """Lists what is found, best first; finding nothing is an answer. Raises: VigieError."""
    asked_on = asked_day("--as-of", as_of)
    question = " ".join(words)
    knowledge = known(disease)
    asked = understood(question, knowledge)
    if not asked:
        raise UsageError(f"{question!r} holds no word to search for.")
    with opened(knowledge) as place:
        corpus = read_corpus(place, asked_on or latest_day(place))
    told = _told(asked, knowledge)
    hits = search((held for held in corpus if isinstance(held.entry, _KINDS)), asked)
    if is_json:
        found = [_result(hit) for hit in hits]
        write_json({"asked": question, "as_of": corpus.day, "understood": told, "results": found})
    else:
        _print(question, told, hits)
    return 0


def _told(asked: Sequence[Asked], knowledge: Knowledge) -> tuple[Asked, ...]:
    """The question as it was understood, in names as they are written.

    Misspellings, and names that are read and never written, widen a question and are not told.
    """
    spelled = {" ".join(folded_words(name)): name for name in _written(knowledge)}

    def told(part: Asked) -> tuple[str, ...]:
        known = (spelled[other] for other in part.others if other in spelled)
        return tuple(dict.fromkeys(known))

    return tuple(Asked(part.words, told(part)) for part in asked)


def _written(knowledge: Knowledge) -> Iterator[str]:
    """Every name that curated files give as a name, in both languages."""
    for row in knowledge.treatments:
        yield from (*row.codes, *row.brands, row.names.fr.text, row.names.en.text, row.inn)
    for form in knowledge.profile.forms:
        yield from (form.names.fr.text, form.names.en.text)
    for country in knowledge.countries:
        yield from (country.fr, country.en)


def heading(entry: Entry) -> str:
    """A record in a line, in its source's words."""
    if isinstance(entry, Trial):
        return _of_trial(entry)
    if isinstance(entry, Article):
        return entry.title or byline(entry)
    if isinstance(entry, Result):
        return ", ".join(filter(None, (entry.team, entry.treatment, entry.outcome)))
    return ": ".join(filter(None, (entry.counts, entry.population)))


def byline(article: Article) -> str:
    """Who published, where and when, as far as it is known."""
    told = (article.first_author, article.journal, article.published)
    return ", ".join(str(part) for part in told if part)


def _of_trial(trial: Trial) -> str:
    given = ", ".join(one.name for one in trial.interventions if not one.is_comparator)
    told = trial.title or trial.subject or given
    acronym = trial.acronym if trial.acronym and trial.acronym not in told else ""
    named = ": ".join(filter(None, (acronym, told)))
    if trial.title or not trial.conditions:
        return named
    return " in ".join(filter(None, (named, ", ".join(trial.conditions))))


def numbers_of(held: Held[Entry]) -> tuple[str, ...]:
    """The registry numbers, or the identifiers of an article."""
    entry = held.entry
    if isinstance(entry, Trial):
        return entry.registry_numbers
    if isinstance(entry, Article):
        return tuple(filter(None, (entry.doi, entry.pmid)))
    return ()


def _result(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.held.ref.record,
        "ref": hit.held.ref,
        "kind": type(hit.held.entry).__name__.lower(),
        "numbers": numbers_of(hit.held),
        "title": heading(hit.held.entry),
        "notices": _notices(hit.held.entry),
        "matched": {"in": hit.column, "words": hit.words},
    }


def _notices(entry: Entry) -> tuple[str, ...]:
    """That a publication was retracted or corrected."""
    return tuple(notices_of(entry)) if isinstance(entry, Article) else ()


def _print(question: str, asked: Sequence[Asked], hits: Sequence[Hit]) -> None:
    out = console()
    for part in asked:
        if part.others:
            also = ", ".join(part.others[:_OTHERS_SHOWN])
            out.print(f"[dim]{inert(part.words)} is also: {inert(also)}[/dim]\n")
    if not hits:
        sys.stdout.write(f"No study or publication speaks of {question!r}.\n")
    for hit in hits:
        entry = hit.held.entry
        by = (byline(entry),) if isinstance(entry, Article) and entry.title else ()
        told = filter(None, (*by, *numbers_of(hit.held), str(hit.held.ref.record)))
        out.print(f"[bold]{inert(heading(entry))}[/bold]")
        for notice in _notices(entry):
            out.print(f"  [bold red]{notice.replace('_', ' ')}[/bold red]")
        out.print(f"  {inert(', '.join(told))}")
        out.print(f"  [dim]{hit.column}: {inert(hit.words)}[/dim]")
