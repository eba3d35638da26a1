"""A chapter: one part of the disease, from what it is to what was published about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from vigie.analyses import literature
from vigie.analyses.figures import Figure, Stated
from vigie.analyses.landscape import Landscape, Scope, landscape
from vigie.analyses.pipeline import PipelineRow, pipeline
from vigie.knowledge.models import Chapter, EditionFile, Knowledge
from vigie.knowledge.nouns import FormNoun
from vigie.publishing.compose.cards import card
from vigie.publishing.compose.charts import charts
from vigie.publishing.compose.families import approaches, family_name, pipeline_table
from vigie.publishing.compose.results import results
from vigie.publishing.compose.sentences import bare, citation, key_figure, paragraph, record_target
from vigie.publishing.document import (
    Block,
    Bullets,
    KeyFigures,
    Linked,
    Only,
    Paragraph,
    Prose,
    Section,
)
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Article, Result, Trial
from vigie.records.message import Message
from vigie.records.vocabulary import StudyType

_SLOT = re.compile(r"\{(\w+)")
_WATCHING = frozenset({StudyType.OBSERVATIONAL, StudyType.REGISTRY})


@dataclass(frozen=True, kw_only=True)
class Making:
    """What a chapter is made from."""

    chapter: Chapter
    scope: Scope
    corpus: Corpus
    knowledge: Knowledge
    edition: EditionFile | None
    stated: Mapping[str, Stated]
    facts: Landscape
    rows: tuple[PipelineRow, ...]

    def said(self, key: str, **slots: object) -> Message:
        """A sentence of the chapter, which may speak of its scope and of the day."""
        return Message.of(f"chapter.{key}", form=self.scope.noun, day=self.corpus.day, **slots)

    def id(self, part: str) -> str:
        """The id of one of its parts."""
        return f"{self.chapter.id.replace('_', '-')}-{part}"


def scope_of(chapter: Chapter) -> Scope:
    """What a chapter is about."""
    return Scope(chapter.id, chapter.forms, tuple(FormNoun(form) for form in chapter.forms))


def chapter_section(
    chapter: Chapter,
    corpus: Corpus,
    knowledge: Knowledge,
    edition: EditionFile | None,
    stated: Mapping[str, Stated],
) -> Section:
    """The whole chapter, parts with nothing to say left out."""
    scope = scope_of(chapter)
    making = Making(
        chapter=chapter,
        scope=scope,
        corpus=corpus,
        knowledge=knowledge,
        edition=edition,
        stated=stated,
        facts=landscape(corpus, scope),
        rows=pipeline(corpus, scope),
    )
    parts = chain(
        _opening(making),
        _section(making, "figures", (_key_figures(making),)),
        _section(making, "approaches", tuple(_approaches(making))),
        _section(making, "pipeline", (pipeline_table(making.rows, corpus, knowledge, scope),)),
        _section(making, "charts", tuple(charts(making.facts, scope, corpus.day))),
        _section(making, "studies", tuple(_studies(making))),
        _section(making, "observational", tuple(_observational(making))),
        _section(making, "results", tuple(results(_results(making), corpus, edition, making.id))),
        _section(making, "literature", tuple(_literature(making))),
    )
    return Section(chapter.id.replace("_", "-"), Prose(chapter.title), tuple(parts))


def _section(making: Making, part: str, blocks: tuple[Block, ...]) -> Iterator[Section]:
    if blocks:
        key = f"{part}.title" if part in _TITLED else part
        yield Section(making.id(part), making.said(key), blocks)


_TITLED = frozenset(
    {"approaches", "pipeline", "charts", "studies", "observational", "results", "literature"}
)


def _opening(making: Making) -> Iterator[Block]:
    yield from editorial(making, "intro")
    facts, stated = making.facts, making.stated
    sentences = [
        making.said("counts.lead", studies=facts.studies),
        making.said("counts.france", france=facts.in_france),
        making.said("counts.open", open=facts.open_today),
    ]
    if facts.studies.value == 0:
        sentences = sentences[:1]
    world = stated.get(f"{making.chapter.id}-studies-world")
    france = stated.get(f"{making.chapter.id}-studies-france")
    if world and france:
        sentences.append(making.said("counts.stated", world=world, france=france))
    publications = stated.get(f"{making.chapter.id}-publications-year")
    if publications:
        sentences.append(making.said("counts.publications", publications=publications))
    yield paragraph(*sentences)


def editorial(making: Making, part: str) -> Iterator[Paragraph]:
    """The editor's own paragraphs for one part, their slots filled with figures."""
    for text in making.knowledge.chapter_texts:
        if text.chapter == making.chapter.id and text.part == part:
            names = dict.fromkeys(_SLOT.findall(text.text.fr))
            slots = tuple((name, _figure(making, name)) for name in names)
            yield paragraph(Prose(text.text, slots))


def _figure(making: Making, slot: str) -> Figure:
    known = {re.sub(r"\W", "_", key): figure for key, figure in making.stated.items()}
    return known[slot]


def _key_figures(making: Making) -> KeyFigures:
    facts, form = making.facts, making.chapter.id
    counted: tuple[Figure, ...] = (
        facts.studies,
        facts.in_france,
        facts.open_today,
        facts.interventional,
        facts.watching,
    )
    keys = (
        f"{form}-studies-world",
        f"{form}-studies-france",
        f"{form}-publications-year",
        f"followed-{form}",
    )
    stated = tuple(making.stated[key] for key in keys if key in making.stated)
    return KeyFigures(tuple(key_figure(figure) for figure in (*counted, *stated)))


def _approaches(making: Making) -> Iterator[Block]:
    yield from approaches(making.rows, making.knowledge)
    yield from editorial(making, "approaches")


def _studies(making: Making) -> Iterator[Block]:
    """The studies that test something, under the first family that each belongs to."""
    shown: set[str] = set()
    for row in making.rows:
        held = [making.corpus.trials_by_id[ref.record] for ref in row.studies.evidence]
        fresh = [one for one in held if one.ref.record.slug not in shown]
        shown |= {one.ref.record.slug for one in fresh}
        if fresh:
            yield Section(
                making.id(f"studies-{row.class_id.replace('_', '-')}"),
                family_name(row.class_id),
                tuple(_cards(making, fresh)),
            )
    rest = [one for one in _held(making) if one.ref.record.slug not in shown and not _watches(one)]
    if rest:
        title = making.said("studies.other")
        yield Section(making.id("studies-other"), title, tuple(_cards(making, rest)))


def _observational(making: Making) -> Iterator[Block]:
    watching = [one for one in _held(making) if _watches(one)]
    if watching:
        yield paragraph(making.said("observational.lead"))
        yield from _cards(making, watching)


def _held(making: Making) -> Iterator[Held[Trial]]:
    for ref in making.facts.studies.evidence:
        yield making.corpus.trials_by_id[ref.record]


def _watches(held: Held[Trial]) -> bool:
    return held.entry.study_type in _WATCHING


def _cards(making: Making, held: Sequence[Held[Trial]]) -> Iterator[Block]:
    """The booklet prints the edition's own studies; the site prints them all."""
    own = [one for one in held if _is_own(one, making.edition)]
    others = [one for one in held if not _is_own(one, making.edition)]
    yield from (card(one, making.corpus, making.knowledge) for one in own)
    if others:
        cards = tuple(card(one, making.corpus, making.knowledge) for one in others)
        yield Only("site", cards)
        yield Only("booklet", (paragraph(making.said("studies.on_site", n=len(others))),))


def _is_own(held: Held[Trial] | Held[Article], edition: EditionFile | None) -> bool:
    return edition is None or held.ref.record.local.startswith(f"{edition.id}/")


def _results(making: Making) -> tuple[Held[Result], ...]:
    return literature.results(making.corpus, *making.chapter.forms)


def _literature(making: Making) -> Iterator[Block]:
    held = literature.articles(making.corpus, making.chapter)
    own = [one for one in held if _is_own(one, making.edition)]
    others = [one for one in held if not _is_own(one, making.edition)]
    if own:
        yield _citations(own)
    if others:
        yield Only("site", (_citations(others),))


def _citations(held: Iterable[Held[Article]]) -> Bullets:
    return Bullets(
        tuple(paragraph(bare(Linked(citation(one.entry), record_target(one.ref)))) for one in held)
    )
