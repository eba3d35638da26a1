"""`vigie search`: the studies and publications that speak of some words."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from vigie.errors import UsageError
from vigie.knowledge.loading import load_knowledge
from vigie.records.corpus import Held
from vigie.records.entries import Article, Entry, Result, Statement, Trial
from vigie.workflows.collecting import latest_day, opened, read_corpus
from vigie.workflows.days import asked_day
from vigie.workflows.indexing import Asked, Hit, search, understood
from vigie.workflows.telling import console, inert, table, write_json


def run(words: Sequence[str], *, disease: str, as_of: str | None, is_json: bool) -> int:
    """Lists what is found, best first; finding nothing is an answer. Raises: VigieError."""
    asked_on = asked_day("--as-of", as_of)
    question = " ".join(words)
    knowledge = load_knowledge(disease)
    asked = understood(question, knowledge)
    if not asked:
        raise UsageError(f"{question!r} holds no word to search for.")
    with opened(knowledge) as place:
        corpus = read_corpus(place, asked_on or latest_day(place))
    hits = search(corpus, asked)
    if is_json:
        found = [_result(hit) for hit in hits]
        write_json({"asked": question, "as_of": corpus.day, "understood": asked, "results": found})
    else:
        _print(question, asked, hits)
    return 0


def heading(entry: Entry) -> str:
    """A record in a line, in its source's words."""
    if isinstance(entry, Trial):
        given = ", ".join(one.name for one in entry.interventions if not one.is_comparator)
        told = entry.title or entry.subject or given
        return ": ".join(filter(None, (entry.acronym, told)))
    if isinstance(entry, Article):
        told = " ".join(filter(None, (entry.first_author, entry.journal, str(entry.published))))
        return entry.title or told
    if isinstance(entry, Result):
        return ", ".join(filter(None, (entry.team, entry.treatment, entry.outcome)))
    return _of_statement(entry)


def _of_statement(statement: Statement) -> str:
    return ": ".join(filter(None, (statement.counts, statement.population)))


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
        "matched": {"in": hit.column, "words": hit.words},
    }


def _print(question: str, asked: Sequence[Asked], hits: Sequence[Hit]) -> None:
    if not hits:
        sys.stdout.write(f"No record speaks of {question!r}.\n")
        return
    rows = table("record", "number", "title", "why")
    for hit in hits:
        why = f"{hit.column}: {hit.words}" if hit.column else ""
        cells = (
            str(hit.held.ref.record),
            ", ".join(numbers_of(hit.held)),
            heading(hit.held.entry),
            " ".join(why.split()),
        )
        rows.add_row(*map(inert, cells))
    out = console()
    out.print(rows)
    widened = [part for part in asked if part.others]
    for part in widened:
        out.print(f"[dim]{inert(part.words)} is also: {inert(', '.join(part.others[:12]))}[/dim]")
