"""The highlights of the year, computed: what grew, what is new, what no longer recruits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from vigie.analyses import literature
from vigie.analyses.chapters import home, scope_of_chapter
from vigie.analyses.figures import Stated
from vigie.analyses.landscape import Counting, Landscape, Scope, landscape, studies_in
from vigie.analyses.novelty import Novelty, novelty
from vigie.knowledge.models import Chapter, Knowledge
from vigie.knowledge.nouns import NamedNoun
from vigie.publishing.compose.making import editorial, slug
from vigie.publishing.compose.sentences import bare, cell, link_to, paragraph
from vigie.publishing.document import (
    Block,
    Bullets,
    Cell,
    Linked,
    Paragraph,
    Prose,
    Section,
    Table,
    Target,
    proper,
)
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Trial
from vigie.records.message import Message
from vigie.records.vocabulary import Certainty, Recruitment

PAGE = "highlights"
OVER = frozenset(
    {
        Recruitment.CLOSED,
        Recruitment.ACTIVE_NOT_RECRUITING,
        Recruitment.COMPLETED,
        Recruitment.TERMINATED,
        Recruitment.WITHDRAWN,
    }
)


def said(key: str, **slots: object) -> Message:
    """A sentence of this page."""
    return Message.of(f"edition.highlights.{key}", **slots)


def highlights(
    corpus: Corpus,
    knowledge: Knowledge,
    stated: Mapping[str, Stated],
    *,
    scope: Scope,
    since: date,
) -> Section:
    """The editor's own sentences first, then what the records show."""
    new = novelty(corpus, scope, since)
    blocks: list[Block] = list(editorial(knowledge, stated, PAGE, "intro"))
    blocks += _grown(knowledge, stated)
    blocks += _new(corpus, knowledge, new, since)
    blocks += _closed(corpus, knowledge, scope)
    blocks.append(_movement(corpus, knowledge, since))
    return Section("highlights", said("title"), tuple(blocks))


def _grown(knowledge: Knowledge, stated: Mapping[str, Stated]) -> Iterator[Section]:
    items = []
    for chapter in knowledge.profile.chapters:
        for trend in chapter.trends:
            points = tuple(
                said("grown.point", year=proper(name), figure=stated[key])
                for name, key in trend.points.items()
                if key in stated
            )
            if points:
                items.append(paragraph(said("grown.item", points=points, **_about(chapter))))
    if items:
        yield Section("what-grew", said("grown.title"), (Bullets(tuple(items)),))


def _about(chapter: Chapter) -> dict[str, object]:
    link = Linked(Prose(chapter.title), Target("section", slug(chapter.id)))
    return {"chapter": link, "subject": tuple(NamedNoun(names) for names in chapter.subject)}


def _new(corpus: Corpus, knowledge: Knowledge, new: Novelty, since: date) -> Iterator[Section]:
    refs = {*new.posted.evidence, *new.printed.evidence}
    held = [one for one in corpus.trials if one.ref in refs]
    lead = paragraph(
        said("new.posted", posted=new.posted, since=since, day=corpus.day),
        said("new.printed", printed=new.printed),
        *((said("new.by_list"),) if held else ()),
    )
    items = tuple(_by_chapter(corpus, knowledge, held))
    listed = (Bullets(items),) if items else ()
    yield Section("what-is-new", said("new.title"), (lead, *listed))


def _by_chapter(
    corpus: Corpus, knowledge: Knowledge, held: list[Held[Trial]]
) -> Iterator[Paragraph]:
    chapters = knowledge.profile.chapters
    for chapter in chapters:
        own = [one for one in held if home(one, corpus, chapters) == chapter.id]
        if own:
            links = tuple(link_to(one, corpus, knowledge) for one in own)
            yield paragraph(said("by_chapter", chapter=_about(chapter)["chapter"], studies=links))


def _closed(corpus: Corpus, knowledge: Knowledge, scope: Scope) -> Iterator[Section]:
    """Those that their source itself says are over; where it was inferred they are left out."""
    held = [one for one in studies_in(corpus, scope) if _is_over(one.entry)]
    count = Counting(corpus, scope).count("settled", held)
    items = tuple(_by_chapter(corpus, knowledge, held))
    if items:
        lead = said("closed.lead", n=count)
        yield Section("what-closed", said("closed.title"), (paragraph(lead), Bullets(items)))


def _is_over(trial: Trial) -> bool:
    inferred = any(
        note.field == "recruitment" and note.certainty is not Certainty.HIGH for note in trial.notes
    )
    return trial.recruitment in OVER and not inferred


_COLUMNS = ("chapter", "studies", "home", "new", "articles")


def _movement(corpus: Corpus, knowledge: Knowledge, since: date) -> Section:
    """What each chapter holds, and what of it is new."""
    profile, chapters = knowledge.profile, knowledge.profile.chapters
    articles = literature.by_chapter(corpus, chapters)
    rows = []
    for chapter in chapters:
        scope = scope_of_chapter(chapter, chapters)
        facts, new = landscape(corpus, scope), novelty(corpus, scope, since)
        published = articles.get(chapter.id)
        rows.append(
            (
                *_row(chapter, facts, new),
                cell(bare(published)) if published else cell(said("movement.none")),
            )
        )
    kept = [n for n, name in enumerate(_COLUMNS) if name != "home" or profile.home_country]
    table = Table(
        "movement-table",
        said("movement.caption", day=corpus.day),
        tuple(said(f"movement.column.{_COLUMNS[n]}") for n in kept),
        tuple(tuple(row[n] for n in kept) for row in rows),
        said("movement.note"),
    )
    return Section("movement", said("movement.title"), (table,))


def _row(chapter: Chapter, facts: Landscape, new: Novelty) -> tuple[Cell, ...]:
    recent = new.posted if new.posted.value else new.printed
    return (
        cell(bare(_about(chapter)["chapter"])),
        cell(bare(facts.studies)),
        cell(bare(facts.in_france)),
        cell(bare(recent)),
    )
