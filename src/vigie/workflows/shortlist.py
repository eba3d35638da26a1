"""`vigie shortlist`: what an editor may want to read of what was published, and the decisions."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from vigie.analyses.publications import is_of
from vigie.analyses.shortlist import Proposal, shortlist
from vigie.errors import UnknownName, UsageError
from vigie.knowledge.models import Chapter, Form, Knowledge, Review
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Article
from vigie.workflows.collecting import collect, latest_day, opened
from vigie.workflows.days import asked_day, window_start
from vigie.workflows.finding import find
from vigie.workflows.reviews import keep, known
from vigie.workflows.search import byline, heading
from vigie.workflows.surroundings import today
from vigie.workflows.telling import console, inert, write_json

Decision = Literal["accepted", "rejected"]

_SHOWN = 50
_REASONS = {
    "result_of_study": "result of a followed study",
    "guideline": "guideline",
    "first_in_human": "first use in people",
    "trial_report": "report of a trial",
    "large_cohort": "large cohort",
    "rare_form": "form rarely studied",
    "home_team": "team of the home country",
}


def run(
    *,
    disease: str,
    chapter: str | None,
    since: str | None,
    decided: Mapping[Decision, Sequence[str]],
    signed: tuple[str, str],
    is_json: bool,
) -> int:
    """Lists what is proposed, or keeps decisions.

    `decided` are the publications accepted and rejected; `signed` is why, and by whom.
    Raises: VigieError.
    """
    asked_since = asked_day("--since", since)
    knowledge = known(disease)
    wanted = _chapter(knowledge, chapter)
    with opened(knowledge) as place:
        day = latest_day(place)
        start = asked_since or window_start(knowledge, day)
        corpus = collect(place, day, since=start)
    if any(decided.values()):
        _decide(corpus, knowledge, decided, signed)
        return 0
    proposals = _proposals(corpus, knowledge, wanted, start)
    if is_json:
        write_json({"as_of": day, "since": start, "proposals": list(map(_told, proposals))})
    else:
        _print(proposals, start, day)
    return 0


def _chapter(knowledge: Knowledge, name: str | None) -> Chapter | None:
    if name is None:
        return None
    chapters = {chapter.id: chapter for chapter in knowledge.profile.chapters}
    if name not in chapters:
        raise UnknownName("chapter", name, chapters, f"The chapters are {', '.join(chapters)}.")
    return chapters[name]


def _proposals(
    corpus: Corpus, knowledge: Knowledge, chapter: Chapter | None, since: date
) -> tuple[Proposal, ...]:
    home = knowledge.profile.home_country
    names = [
        written
        for country in knowledge.countries
        if country.name == home
        for written in (country.name, *country.aliases)
    ]
    forms = specific_forms(knowledge.profile.forms)
    found = shortlist(corpus, corpus.links, since=since, home=names, forms=forms)
    if chapter is None:
        return found
    return tuple(one for one in found if is_of(one.article, corpus, chapter))


def specific_forms(forms: Iterable[Form]) -> frozenset[str]:
    """The forms of a disease, without the name of its family and what only accompanies them."""
    known = tuple(forms)
    gathers = {form.parent for form in known}
    return frozenset(
        form.id
        for form in known
        if not form.accompanies and (form.parent is not None or form.id not in gathers)
    )


def _decide(
    corpus: Corpus,
    knowledge: Knowledge,
    decided: Mapping[Decision, Sequence[str]],
    signed: tuple[str, str],
) -> None:
    """Keeps every decision, or none where one names nothing."""
    because, reviewer = signed
    if not reviewer.strip() or not because.strip():
        raise UsageError(
            "A decision needs its reason and its reviewer: give --because and --reviewer."
        )
    reviews = [
        Review(
            record=str(held.ref.record),
            decision=decision,
            word=because.strip(),
            reviewer=reviewer.strip(),
            on=str(today()),
        )
        for decision, names in decided.items()
        for name in names
        for held in _articles(corpus, name)
    ]
    for review in reviews:
        path = keep(knowledge, review)
        sys.stdout.write(f"{review.record} is {review.decision}: kept in {path}.\n")


def _articles(corpus: Corpus, name: str) -> Iterable[Held[Any]]:
    found = [held for held in find(corpus, name) if isinstance(held.entry, Article)]
    if not found:
        raise UsageError(f"{name!r} is no publication. Give an id that vigie shortlist prints.")
    return found


def _told(proposal: Proposal) -> dict[str, Any]:
    article = proposal.article.entry
    return {
        "id": proposal.article.ref.record,
        "ref": proposal.article.ref,
        "title": article.title,
        "first_author": article.first_author,
        "journal": article.journal,
        "published": article.published,
        "pmid": article.pmid,
        "doi": article.doi,
        "because": [{"reason": one.reason, "words": one.words} for one in proposal.because],
    }


def _print(proposals: Sequence[Proposal], since: date, day: date) -> None:
    out = console()
    if not proposals:
        sys.stdout.write(
            f"Nothing that came in from {since} to {day} has a reason to be proposed.\n"
        )
    for proposal in proposals[:_SHOWN]:
        article = proposal.article.entry
        told = filter(None, (byline(article), str(proposal.article.ref.record)))
        out.print(f"[bold]{inert(heading(article))}[/bold]")
        out.print(f"  {inert(', '.join(told))}")
        for one in proposal.because:
            out.print(f"  - {_REASONS[one.reason]}: [dim]{inert(one.words)}[/dim]")
    if len(proposals) > _SHOWN:
        sys.stdout.write(
            f"{len(proposals) - _SHOWN} more are not shown: use --chapter, --since or --json.\n"
        )
