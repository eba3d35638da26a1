"""What a reader meets first: the cover, how to read, the key figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from vigie.analyses.figures import Count, Figure
from vigie.knowledge.models import EditionFile, Knowledge
from vigie.knowledge.nouns import CodeNoun, NamedNoun
from vigie.publishing.compose.sentences import bare, cell, key_figure, paragraph
from vigie.publishing.document import (
    Badge,
    Block,
    Cell,
    Edition,
    KeyFigures,
    Only,
    Prose,
    Section,
    Sentence,
    Table,
)
from vigie.records.canonical import DIGEST
from vigie.records.corpus import Corpus, Held
from vigie.records.message import Message
from vigie.records.vocabulary import Phase, Recruitment

PHASES = (Phase.PHASE_1, Phase.PHASE_2, Phase.PHASE_3, Phase.PHASE_4)


def said(key: str, **slots: object) -> Message:
    """A sentence of the shared pages."""
    return Message.of(f"edition.{key}", **slots)


def cover(
    knowledge: Knowledge,
    edition: Edition,
    independence: Message | None,
    counted: tuple[Count, Count],
    shown: tuple[Figure, ...],
) -> tuple[Block, ...]:
    """The home page, and the first pages of the booklet.

    `independence` says whose facts the edition carries, and that it does not speak for them.
    """
    studies, articles = counted
    return (
        paragraph(said("cover.lead", disease=NamedNoun(knowledge.profile.names))),
        paragraph(
            said(
                "cover.edition",
                day=edition.day,
                since=edition.since,
                studies=studies,
                articles=articles,
            ),
            written(knowledge),
        ),
        KeyFigures(tuple(key_figure(figure) for figure in shown)),
        paragraph(said("cover.information")),
        *((paragraph(independence),) if independence else ()),
    )


def independence(corpus: Corpus, source: EditionFile | None) -> Message | None:
    """Whose facts the edition carries: those of a brochure alone, or of other sources too."""
    if source is None:
        return None
    way = "alone" if is_printed_alone(corpus) else "among_others"
    return said(f"cover.independence.{way}", publisher=source.publisher)


def is_printed_alone(held: Iterable[Held[Any]]) -> bool:
    """Whether nothing of it comes from elsewhere than a brochure."""
    return all(one.sources <= {DIGEST} for one in held)


def whole_chapters(knowledge: Knowledge) -> tuple[Sentence, ...]:
    """The titles of the chapters that are written in full."""
    return tuple(Prose(chapter.title) for chapter in knowledge.profile.chapters if chapter.is_whole)


def written(knowledge: Knowledge) -> Message:
    """Which chapters are written in full: all of them, or which."""
    whole = whole_chapters(knowledge)
    if len(whole) == len(knowledge.profile.chapters):
        return said("cover.whole", n=len(whole))
    return said("cover.some_chapters", chapters=whole) if whole else said("cover.no_chapter")


def how_to_read(edition: Edition, counted: Count, stated: Figure | None) -> Section:
    """What a counted and a stated figure are, what a phase asks, why recruitment has a date."""
    example = (
        (said("read.figures.example", counted=counted, stated=stated),)
        if stated is not None
        else ()
    )
    return Section(
        "how-to-read",
        said("read.title"),
        (
            Section(
                "two-kinds-of-figures",
                said("read.figures.title"),
                (
                    paragraph(said("read.figures.counted")),
                    paragraph(said("read.figures.stated"), *example),
                    Only("booklet", (paragraph(said("read.figures.paper")),)),
                ),
            ),
            Section(
                "dated-recruitment",
                said("read.recruitment.title"),
                (paragraph(said("read.recruitment.text")), _recruitment_table()),
            ),
            Section(
                "phases",
                said("read.phases.title"),
                (paragraph(said("read.phases.lead")), _phase_table()),
            ),
            Section(
                "what-new-means",
                said("read.new.title"),
                (paragraph(said("read.new.text", day=edition.day, since=edition.since)),),
            ),
            Section(
                "can-i-take-part", said("read.person.title"), (paragraph(said("read.person.text")),)
            ),
        ),
    )


def phase_badge(phase: Phase) -> Badge:
    """The badge of a phase, with what the phase asks."""
    return Badge(
        "phase",
        bare(CodeNoun("phase", phase.value, "short")),
        bare(CodeNoun("phase", phase.value, "meaning")),
    )


def _phase_table() -> Table:
    return Table(
        "phases-table",
        said("read.phases.caption"),
        (said("read.phases.column.phase"), said("read.phases.column.question")),
        tuple(
            (
                Cell((), (phase_badge(phase),)),
                cell(bare(CodeNoun("phase", phase.value, "meaning"))),
            )
            for phase in PHASES
        ),
    )


def _recruitment_table() -> Table:
    return Table(
        "recruitment-table",
        said("read.recruiting.caption"),
        (said("read.recruiting.column.word"), said("read.recruiting.column.meaning")),
        tuple(
            (
                cell(bare(CodeNoun("recruitment", status.value, "short"))),
                cell(bare(CodeNoun("recruitment", status.value, "meaning"))),
            )
            for status in Recruitment
        ),
    )


def key_figures(
    counted: tuple[Figure, ...], stated: tuple[Figure, ...], charts: tuple[Block, ...]
) -> Section:
    """All figures of the whole disease: those counted here, those that a source printed."""
    drawn = (Section("overview", said("keys.charts"), charts),) if charts else ()
    return Section(
        "key-figures",
        said("keys.title"),
        (
            Section(
                "counted-figures",
                said("keys.counted"),
                (KeyFigures(tuple(key_figure(figure) for figure in counted)),),
            ),
            *drawn,
            *_stated(stated),
        ),
    )


def _stated(stated: tuple[Figure, ...]) -> Iterator[Section]:
    if stated:
        figures = KeyFigures(tuple(key_figure(figure) for figure in stated))
        blocks = (paragraph(said("keys.stated_lead")), figures)
        yield Section("stated-figures", said("keys.stated"), blocks)
