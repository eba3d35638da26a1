"""A page per record: what its source says field by field, what it leaves unsaid, and its tags."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from vigie.knowledge.models import Knowledge
from vigie.knowledge.nouns import (
    AntibodyNoun,
    ClassNoun,
    CodeNoun,
    CountryNoun,
    FormNoun,
    TreatmentNoun,
)
from vigie.publishing.compose.cards import card
from vigie.publishing.compose.citing import cited_in_passing
from vigie.publishing.compose.publications import (
    Published,
    linked_publications,
    notices,
    numbers,
)
from vigie.publishing.compose.record_fields import fields_table, unsaid
from vigie.publishing.compose.sentences import bare, cell, name_of, paragraph, place_of
from vigie.publishing.document import (
    Block,
    Cell,
    Leaves,
    Linked,
    Section,
    Sentence,
    Table,
    Target,
    Verbatim,
    proper,
)
from vigie.records.corpus import Held
from vigie.records.dates import PartialDate
from vigie.records.entries import Article, Entry
from vigie.records.message import Message
from vigie.records.publications import is_of_a_database
from vigie.records.tag import Tag


def record_leaves(published: Published, knowledge: Knowledge) -> Leaves:
    """One page per record, in the order of the corpus; those in the lists of years have none."""
    corpus = published.corpus
    paged = (held for held in corpus if held.ref not in corpus.in_literature)
    by_slug = {held.ref.record.slug: held for held in paged}
    return Leaves(tuple(by_slug), lambda slug: record_section(by_slug[slug], published, knowledge))


def record_section(held: Held[Entry], published: Published, knowledge: Knowledge) -> Section:
    """One record's page: its card if it is a study, its fields, its tags, where it comes from."""
    corpus = published.corpus
    blocks: list[Block] = []
    trial = corpus.trials_by_id.get(held.ref.record)
    if trial is not None:
        blocks.append(card(trial, corpus, knowledge))
    heading = name_of(held, corpus, knowledge)
    title = _title_of(held)
    if title is not None:
        blocks.append(paragraph(heading))
        heading = title
    blocks.append(paragraph(*_provenance(held), *_identity(held, published)))
    blocks.append(fields_table(held, corpus, knowledge))
    open_fields = unsaid(held.entry)
    if open_fields and trial is not None:
        blocks.append(paragraph(Message.of("record.not_stated", fields=open_fields)))
    tags = corpus.tags.get(held.ref, ())
    if tags:
        blocks.append(_tags_table(held, tags))
    if trial is not None:
        blocks += linked_publications(trial, corpus)
    return Section(held.ref.record.slug, heading, tuple(blocks))


def _title_of(held: Held[Any]) -> Verbatim | None:
    """The title of a publication that a database holds; a brochure's citation has none."""
    if isinstance(held.entry, Article) and is_of_a_database(held) and held.entry.title:
        return Verbatim(held.entry.title)
    return None


def _identity(held: Held[Any], published: Published) -> Iterator[Sentence]:
    """What a citation was found to be in the databases, and what was said of it since."""
    if not isinstance(held.entry, Article):
        return
    found = published.match(held)
    resolution = published.resolutions.get(held.ref)
    if found is not None and found.ref != held.ref:
        record = cited_in_passing(found.ref, published.corpus)
        yield Message.of("literature.identified", record=record)
    elif resolution is not None and resolution.is_ambiguous:
        records = tuple(cited_in_passing(ref, published.corpus) for ref in resolution.candidates)
        yield Message.of("literature.not_identified", records=records)
    if found is not None:
        yield from numbers(found.entry)
        if not (found.entry.pmid or found.entry.doi):
            yield bare(Linked(Message.of("literature.number.page"), Target("url", found.url)))
        yield from notices(found.entry)


def _provenance(held: Held[Entry]) -> Iterator[Sentence]:
    yield Message.of("record.provenance", ref=proper(str(held.ref)), on=held.version_on)
    place = place_of(held.entry.places)
    if place is not None:
        yield Message.of("record.place", place=place)


_NOUNS: dict[str, Callable[[str], object]] = {
    "form": FormNoun,
    "mention": FormNoun,
    "treatment": TreatmentNoun,
    "class": ClassNoun,
    "antibody": AntibodyNoun,
    "country": CountryNoun,
}
_RULES = frozenset(
    {
        "name",
        "term",
        "field",
        "section",
        "is_marked_new",
        "first_posted",
        "mesh",
        "treatment",
        "antibody",
    }
)
_CODED_FACETS = frozenset(
    {
        "target", "modality", "approach", "phase", "recruitment", "study_type", "population",
        "place", "design", "novelty", "theme", "publication", "notice",
        "review",
    }
)  # fmt: skip


def _tags_table(held: Held[Entry], tags: tuple[Tag, ...]) -> Table:
    columns = ("facet", "concept", "words", "rule")
    return Table(
        id=f"tags-{held.ref.record.slug}",
        caption=Message.of("record.tags"),
        columns=tuple(Message.of(f"record.column.{column}") for column in columns),
        rows=tuple(_tag_row(same) for same in _grouped(tags)),
        note=Message.of("record.tags_note"),
    )


def _grouped(tags: tuple[Tag, ...]) -> Iterator[tuple[Tag, ...]]:
    """The tags of one concept together, so that its words stand in one row."""
    found: dict[tuple[str, str], list[Tag]] = {}
    for tag in tags:
        found.setdefault((tag.facet, tag.concept), []).append(tag)
    return (tuple(same) for same in found.values())


def _tag_row(same: tuple[Tag, ...]) -> tuple[Cell, ...]:
    facet, concept = same[0].facet, same[0].concept
    return (
        cell(Message.of(f"record.facet.{facet}")),
        cell(_concept(facet, concept)),
        cell(Verbatim(_words(facet, same))),
        cell(bare(tuple(dict.fromkeys(_rule(tag.rule) for tag in same)))),
    )


def _rule(rule: str) -> Sentence:
    """How a rule is called; one that no sentence names is shown as it is written."""
    kind, _, said = rule.partition(":")
    if kind == "review":
        by, _, on = said.rpartition(" ")
        return Message.of("record.rule.review", by=proper(by), on=PartialDate.parse(on))
    return Message.of(f"record.rule.{kind}") if kind in _RULES else Verbatim(rule)


def _concept(facet: str, concept: str) -> Sentence:
    if facet in _NOUNS:
        return bare(_NOUNS[facet](concept))
    if facet in _CODED_FACETS:
        return bare(CodeNoun(facet, concept))
    return Verbatim(concept)


def _words(facet: str, same: tuple[Tag, ...]) -> str:
    """The words that decided, each once; a code of the record is read as words."""
    words = "; ".join(dict.fromkeys(tag.words for tag in same))
    return words.replace("_", " ") if facet in _CODED_FACETS else words
