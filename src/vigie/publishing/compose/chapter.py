"""A chapter: one part of the disease, from what it is to what was published about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from vigie.analyses import literature
from vigie.analyses.chapters import results_at_home, scope_of_chapter, studies_at_home
from vigie.analyses.figures import Figure, Stated
from vigie.analyses.landscape import is_of_another_disease, landscape
from vigie.analyses.pipeline import PipelineRow, pipeline
from vigie.knowledge.models import Chapter, EditionFile, Knowledge, Signature
from vigie.publishing.compose.charts import charts, facet_charts, trend_chart
from vigie.publishing.compose.families import approaches, pipeline_table, products_table
from vigie.publishing.compose.literature import literature_of_chapter
from vigie.publishing.compose.making import Making, slug
from vigie.publishing.compose.periods import timelines
from vigie.publishing.compose.publications import Published
from vigie.publishing.compose.results import results
from vigie.publishing.compose.sentences import (
    key_figure,
    paragraph,
)
from vigie.publishing.compose.statements import statements_table
from vigie.publishing.compose.studies import elsewhere, observational, studies
from vigie.publishing.document import (
    Block,
    KeyFigures,
    Only,
    Paragraph,
    Prose,
    Section,
    proper,
)
from vigie.records.corpus import Held
from vigie.records.entries import Trial
from vigie.records.message import Message

_TITLED = frozenset(
    {
        "approaches",
        "pipeline",
        "charts",
        "timeline",
        "studies",
        "observational",
        "results",
        "literature",
        "statements",
    }
)


# Lists that the booklet has no room for: most of what they say stands on its cards and in results.
_OF_THE_SITE = frozenset({"statements"})


def chapter_section(
    chapter: Chapter,
    published: Published,
    knowledge: Knowledge,
    edition: EditionFile | None,
    stated: Mapping[str, Stated],
) -> Section:
    """The whole chapter, parts with nothing to say left out."""
    corpus = published.corpus
    scope = scope_of_chapter(chapter, knowledge.profile.chapters)
    making = Making(
        chapter=chapter,
        scope=scope,
        corpus=corpus,
        knowledge=knowledge,
        edition=edition,
        stated=stated,
        facts=landscape(corpus, scope),
        rows=pipeline(corpus, scope),
        published=published,
    )
    blocks = chain(_opening(making), *(_section(making, part, make) for part, make in _PARTS))
    return Section(slug(chapter.id), Prose(chapter.title), tuple(blocks))


def _section(
    making: Making, part: str, make: Callable[[Making], Iterable[Block]]
) -> Iterator[Block]:
    blocks = tuple(make(making))
    if blocks:
        key = f"{part}.title" if part in _TITLED else part
        section = Section(making.id(part), making.said(key), blocks)
        yield Only("site", (section,)) if part in _OF_THE_SITE else section


def _opening(making: Making) -> Iterator[Block]:
    yield from _signature(making)
    yield from making.editorial("intro")
    facts = making.facts
    sentences = [making.said("counts.lead", studies=facts.studies)]
    if facts.studies.value and making.knowledge.profile.home_country:
        sentences.append(making.said("counts.france", france=facts.in_france))
    if facts.studies.value:
        sentences.append(making.said("counts.open", open=facts.open_today))
    if any(is_of_another_disease(held, making.corpus) for held in _shown(making)):
        sentences.append(making.said("counts.others"))
    yield paragraph(*sentences, *_printed_counts(making))


def _shown(making: Making) -> tuple[Held[Trial], ...]:
    """The studies whose card is in this chapter."""
    return studies_at_home(making.corpus, making.chapter, making.knowledge.profile.chapters)


def _printed_counts(making: Making) -> Iterator[Message]:
    world, at_home = making.printed("world"), making.printed("home")
    publisher = making.edition.publisher if making.edition else None
    if world and at_home and publisher and making.knowledge.profile.home_country:
        yield making.said("counts.stated", world=world, france=at_home, publisher=publisher)
    publications = making.printed("publications")
    if publications:
        yield making.said("counts.publications", publications=publications)


def _signature(making: Making) -> Iterator[Paragraph]:
    """Who wrote and who validated it; said of every chapter as soon as one of them is signed."""
    signatures = making.edition.signatures if making.edition else ()
    own = next((one for one in signatures if one.chapter == making.chapter.id), None)
    if own is not None:
        yield paragraph(_signed(own))
    elif signatures:
        yield paragraph(Message.of("chapter.signature.none"))


def _signed(signature: Signature) -> Message:
    return Message.of(
        "chapter.signature.signed",
        written_by=proper(signature.written_by),
        validated_by=proper(signature.validated_by),
        on=proper(signature.on),
    )


def _figures(making: Making) -> Iterator[Block]:
    yield from making.editorial("figures")
    yield _key_figures(making)
    for trend in making.chapter.trends:
        yield from trend_chart(trend, making.stated)


def _key_figures(making: Making) -> KeyFigures:
    facts = making.facts
    counted: tuple[Figure, ...] = (
        facts.studies,
        *(
            count
            for count in (facts.in_france, facts.open_today, facts.interventional, facts.watching)
            if count.value
        ),
    )
    printed = making.chapter.printed.values()
    stated = tuple(making.stated[key] for key in printed if key in making.stated)
    return KeyFigures(tuple(key_figure(figure) for figure in (*counted, *stated)))


def _approaches(making: Making) -> Iterator[Block]:
    yield from making.editorial("approaches")
    if not _is_one_family(making):
        yield from approaches(_own_rows(making), making.knowledge)


def _own_rows(making: Making) -> tuple[PipelineRow, ...]:
    """The families that this chapter shows: those shown elsewhere are described there."""
    held = studies_at_home(making.corpus, making.chapter, making.knowledge.profile.chapters)
    families = {family for one in held for family in making.corpus.concepts(one.ref, "class")}
    return tuple(row for row in making.rows if row.class_id in families or row.is_preclinical)


def _is_one_family(making: Making) -> bool:
    """Whether the chapter is about a kind of treatment, so that its families tell nothing."""
    return making.scope.way == "studies_by_treatment"


def _pipeline(making: Making) -> Iterator[Block]:
    if _is_one_family(making):
        held = [making.corpus.trials_by_id[ref.record] for ref in making.facts.studies.evidence]
        if held:
            yield products_table(held, making.corpus, making.knowledge, making.scope)
    elif making.rows:
        yield pipeline_table(making.rows, making.corpus, making.knowledge, making.scope)


def _charts(making: Making) -> Iterator[Block]:
    yield from charts(making.facts, making.scope, making.corpus.day)
    yield from facet_charts(making.chapter.questions, making.corpus, making.scope)


def _timeline(making: Making) -> Iterator[Block]:
    yield from timelines(making, _shown(making))


def _results(making: Making) -> Iterator[Block]:
    held = results_at_home(making.corpus, making.chapter, making.knowledge.profile.chapters)
    yield from results(literature.in_order(held), making)


def _literature(making: Making) -> Iterator[Block]:
    held = literature.articles(making.corpus, making.chapter, making.knowledge.profile.chapters)
    yield from literature_of_chapter(making, held)


def _statements(making: Making) -> Iterator[Block]:
    yield from statements_table(making)


_PARTS: tuple[tuple[str, Callable[[Making], Iterable[Block]]], ...] = (
    ("figures", _figures),
    ("approaches", _approaches),
    ("pipeline", _pipeline),
    ("charts", _charts),
    ("timeline", _timeline),
    ("studies", studies),
    ("observational", observational),
    ("elsewhere", elsewhere),
    ("results", _results),
    ("literature", _literature),
    ("statements", _statements),
)
