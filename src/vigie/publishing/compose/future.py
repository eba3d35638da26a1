"""Preparing the future: what holds trials back, as written and as our records let us count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vigie.analyses.figures import Count, Stated
from vigie.analyses.geography import by_continent, by_town, named_town
from vigie.analyses.landscape import Counting, Scope, open_today, studies_in
from vigie.knowledge.models import Knowledge
from vigie.publishing.compose.making import editorial
from vigie.publishing.compose.sentences import bare, cell, link_to, paragraph
from vigie.publishing.document import Block, Bullets, Cell, Section, Table, Verbatim
from vigie.records.corpus import Corpus
from vigie.records.message import Message

PAGE = "future"


def said(key: str, **slots: object) -> Message:
    """A sentence of this page."""
    return Message.of(f"edition.future.{key}", **slots)


def future(
    corpus: Corpus, knowledge: Knowledge, stated: Mapping[str, Stated], scope: Scope
) -> Iterator[Section]:
    """The obstacles, the answers, and what our records let us count; none where nothing is."""
    written = ("intro", "consortium", "nobody")
    parts = (
        *((name, tuple(editorial(knowledge, stated, PAGE, name))) for name in written[1:]),
        ("towns", tuple(_towns(corpus, knowledge, stated, scope))),
        ("continents", tuple(_continents(corpus, knowledge, stated, scope))),
        ("lumped", tuple(_lumped(corpus, knowledge, stated, scope))),
        ("endpoints", tuple(editorial(knowledge, stated, PAGE, "endpoints"))),
    )
    sections = tuple(
        Section(f"future-{name}", said(f"{name}.title"), blocks) for name, blocks in parts if blocks
    )
    intro = tuple(editorial(knowledge, stated, PAGE, "intro"))
    if intro or sections:
        yield Section("future", said("title"), (*intro, *sections))


def _towns(
    corpus: Corpus, knowledge: Knowledge, stated: Mapping[str, Stated], scope: Scope
) -> Iterator[Block]:
    towns = by_town(corpus, scope, knowledge.profile.home_country)
    if not towns:
        return
    known = named_town(corpus, scope, knowledge.profile.home_country)
    yield paragraph(said("towns.lead", n=known))
    yield from editorial(knowledge, stated, PAGE, "towns")
    yield Table(
        "towns-table",
        said("towns.caption", day=corpus.day),
        tuple(said(f"towns.column.{name}") for name in ("town", "studies", "open", "names")),
        tuple(_town(town, count, corpus, knowledge) for town, count in towns.items()),
        said("towns.note"),
    )


def _town(town: str, count: Count, corpus: Corpus, knowledge: Knowledge) -> tuple[Cell, ...]:
    held = [corpus.trials_by_id[ref.record] for ref in count.evidence]
    recruiting = open_today(corpus, held)
    opened = Count(
        key=f"{count.key}.open",
        label=said("towns.open_label", town=town, day=corpus.day),
        definition=said("towns.open_definition", day=corpus.day),
        evidence=tuple(one.ref for one in recruiting),
    )
    links = tuple(link_to(one, corpus, knowledge) for one in held)
    return cell(Verbatim(town, "fr")), cell(bare(count)), cell(bare(opened)), cell(bare(links))


def _continents(
    corpus: Corpus, knowledge: Knowledge, stated: Mapping[str, Stated], scope: Scope
) -> Iterator[Block]:
    found = by_continent(corpus, scope, knowledge.countries)
    if not found:
        return
    yield from editorial(knowledge, stated, PAGE, "continents")
    yield Table(
        "continents-table",
        said("continents.caption", day=corpus.day),
        tuple(said(f"continents.column.{name}") for name in ("continent", "studies")),
        tuple(
            (cell(Message.of(f"figure.continents.{where}")), cell(bare(count)))
            for where, count in found.items()
        ),
        said("continents.note"),
    )


def _lumped(
    corpus: Corpus, knowledge: Knowledge, stated: Mapping[str, Stated], scope: Scope
) -> Iterator[Block]:
    """The studies whose forms we describe in several chapters."""
    groups = [set(c.forms) for c in knowledge.profile.chapters if c.forms and not c.takes_shared]
    held = [
        one
        for one in studies_in(corpus, scope)
        if sum(bool(group & corpus.concepts(one.ref, "form")) for group in groups) > 1
    ]
    if not held:
        return
    count = Counting(corpus, scope).count("several_forms", held)
    yield from editorial(knowledge, stated, PAGE, "lumped")
    yield paragraph(said("lumped.lead", n=count))
    yield Bullets(tuple(paragraph(link_to(one, corpus, knowledge)) for one in held))
