"""The studies of a chapter: a card each, and links to those that another chapter shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from vigie.analyses.chapters import home, studies_at_home
from vigie.analyses.landscape import WATCHING
from vigie.knowledge.models import Chapter
from vigie.publishing.compose.cards import card
from vigie.publishing.compose.families import family_name
from vigie.publishing.compose.making import Making, slug
from vigie.publishing.compose.sentences import link_to, paragraph
from vigie.publishing.document import Block, Bullets, Linked, Paragraph, Prose, Section, Target
from vigie.records.corpus import Held
from vigie.records.entries import Trial
from vigie.records.message import Message

OTHER = ""


def studies(making: Making) -> Iterator[Block]:
    """The studies that test something, under the first family that each belongs to."""
    testing = [held for held in _held(making) if held.entry.study_type not in WATCHING]
    for family, held in _by_family(making, testing).items():
        if family == OTHER:
            yield from _rest(making, held)
            continue
        yield Section(
            making.id(f"studies-{family}"),
            family_name(family),
            (*making.editorial(f"class_{family}"), *_cards(making, held)),
        )


def _rest(making: Making, held: Sequence[Held[Trial]]) -> Iterator[Section]:
    title = making.said("studies.other")
    blocks = (*making.editorial("class_other"), *_cards(making, held))
    yield Section(making.id("studies-other"), title, blocks)


def _by_family(
    making: Making, testing: Iterable[Held[Trial]]
) -> Mapping[str, tuple[Held[Trial], ...]]:
    """In the order of the table of families; those without a family come last."""
    found: dict[str, list[Held[Trial]]] = {row.class_id: [] for row in making.rows}
    rest: list[Held[Trial]] = []
    for held in testing:
        families = making.corpus.concepts(held.ref, "class")
        named = [family for family in found if family in families] or sorted(families)
        if named:
            found.setdefault(named[0], []).append(held)
        else:
            rest.append(held)
    found[OTHER] = rest
    return {family: tuple(held) for family, held in found.items() if held}


def observational(making: Making) -> Iterator[Block]:
    """The studies that watch: those of the home country first."""
    watching = [held for held in _held(making) if held.entry.study_type in WATCHING]
    if not watching:
        return
    yield paragraph(making.said("observational.lead"))
    yield from making.editorial("observational")
    ours = [held for held in watching if _is_home(making, held)]
    yield from _place(making, "home", ours)
    yield from _place(making, "abroad", [held for held in watching if held not in ours])


def _place(making: Making, where: str, held: Sequence[Held[Trial]]) -> Iterator[Section]:
    if held:
        is_known = all(making.corpus.concepts(one.ref, "place") for one in held)
        title = making.said(f"observational.{where if is_known else 'elsewhere'}")
        yield Section(making.id(f"observational-{where}"), title, tuple(_cards(making, held)))


def _is_home(making: Making, held: Held[Trial]) -> bool:
    return bool({"france", "france_and_abroad"} & making.corpus.concepts(held.ref, "place"))


def elsewhere(making: Making) -> Iterator[Block]:
    """The studies that are about the chapter's subject too, each with the chapter that shows it."""
    found: dict[str, list[Message]] = {}
    chapters = making.knowledge.profile.chapters
    for ref in making.facts.studies.evidence:
        held = making.corpus.trials_by_id[ref.record]
        shown = home(held, making.corpus, chapters)
        link = link_to(held, making.corpus, making.knowledge)
        found.setdefault(shown or "", []).append(link)
    items = tuple(
        _shown_in(making, chapter, found[chapter.id])
        for chapter in chapters
        if chapter.id in found and chapter.id != making.chapter.id
    )
    if items:
        yield paragraph(making.said("elsewhere_lead"))
        yield Bullets(items)


def _shown_in(making: Making, chapter: Chapter, links: Sequence[Message]) -> Paragraph:
    title = Linked(Prose(chapter.title), Target("section", slug(chapter.id)))
    return paragraph(making.said("elsewhere_item", chapter=title, studies=tuple(links)))


def _held(making: Making) -> tuple[Held[Trial], ...]:
    return studies_at_home(making.corpus, making.chapter, making.knowledge.profile.chapters)


def _cards(making: Making, held: Sequence[Held[Trial]]) -> Iterator[Block]:
    return (card(one, making.corpus, making.knowledge) for one in held)
