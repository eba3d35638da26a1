"""A page per record: what its source says field by field, what it leaves unsaid, and its tags."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
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
from vigie.publishing.compose.sentences import bare, cell, link_to, name_of, paragraph, place_of
from vigie.publishing.document import Block, Cell, Leaves, Section, Sentence, Table, Verbatim
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Article, Centres, Entry, Measured, Quantity, Site, Tie, Trial
from vigie.records.message import Message
from vigie.records.tag import Tag

Value = Any
# An abstract is read to sort a publication, and not shown: its publisher may hold rights in it.
ABOUT_THE_RECORD = frozenset({"id", "places", "notes", "section", "unread", "abstract"})
CODED = {
    "study_type": "study_type",
    "phases": "phase",
    "controls": "control",
    "kind": "result_kind",
    "targets": "target",
    "modality": "modality",
}
UNITS = {
    "enrolment": "record.participants",
    "min_age_years": "record.years",
    "max_age_years": "record.years",
    "follow_up_months": "record.months",
    "country_count": "record.countries",
}
FACET_OF_FIELD = {
    "conditions": ("form", FormNoun),
    "interventions": ("treatment", TreatmentNoun),
    "treatment": ("treatment", TreatmentNoun),
}


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
    blocks.append(paragraph(*_provenance(held), *_identity(held, published)))
    blocks.append(_fields_table(held, corpus, knowledge))
    unsaid = _unsaid(held.entry)
    if unsaid and trial is not None:
        blocks.append(paragraph(Message.of("record.not_stated", fields=unsaid)))
    tags = corpus.tags.get(held.ref, ())
    if tags:
        blocks.append(_tags_table(held, tags))
    if trial is not None:
        blocks += linked_publications(trial, corpus)
    return Section(held.ref.record.slug, name_of(held, corpus, knowledge), tuple(blocks))


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
        yield from (*numbers(found.entry), *notices(found.entry))


def _provenance(held: Held[Entry]) -> Iterator[Sentence]:
    yield Message.of("record.provenance", ref=Verbatim(str(held.ref)), on=held.version_on)
    place = place_of(held.entry.places)
    if place is not None:
        yield Message.of("record.place", place=place)


def _fields_table(held: Held[Entry], corpus: Corpus, knowledge: Knowledge) -> Table:
    rows = tuple(
        (cell(Message.of(f"record.field.{name}")), cell(value), _certainty(held.entry, name))
        for name, value in _stated(held, corpus, knowledge)
    )
    return Table(
        id=f"fields-{held.ref.record.slug}",
        caption=Message.of("record.fields"),
        columns=(
            Message.of("record.column.field"),
            Message.of("record.column.value"),
            Message.of("record.column.reading"),
        ),
        rows=rows,
    )


def _certainty(entry: Entry, name: str) -> Cell:
    for note in entry.notes:
        if note.field == name:
            return cell(bare(CodeNoun("certainty", note.certainty.value)))
    return cell(Message.of("record.sure"))


def _stated(
    held: Held[Entry], corpus: Corpus, knowledge: Knowledge
) -> Iterator[tuple[str, Sentence]]:
    for field in fields(held.entry):
        value = getattr(held.entry, field.name)
        if field.name in ABOUT_THE_RECORD or value is None or value == ():
            continue
        yield field.name, _say(field.name, value, held, corpus, knowledge)


def _unsaid(entry: Entry) -> tuple[Message, ...]:
    return tuple(
        Message.of(f"record.field.{field.name}")
        for field in fields(entry)
        if field.name not in ABOUT_THE_RECORD and getattr(entry, field.name) in (None, ())
    )


def _say(
    name: str, value: Value, held: Held[Entry], corpus: Corpus, knowledge: Knowledge
) -> Sentence:
    if name in FACET_OF_FIELD:
        return _by_concept(name, value, held, corpus)
    if name in UNITS:
        number = value if isinstance(value, Quantity) else Quantity(value)
        return Message.of(UNITS[name], n=number)
    if name in CODED:
        codes = value if isinstance(value, tuple) else (value,)
        coded = "article_kind" if isinstance(held.entry, Article) else CODED[name]
        return bare(tuple(CodeNoun(coded, str(code)) for code in codes))
    if name in {"articles", "trials"}:
        known = (corpus.by_id[record] for record in value if record in corpus.by_id)
        return bare(tuple(link_to(other, corpus, knowledge) for other in known))
    return _SAYERS.get(name, _plainly)(value, held)


def _by_concept(name: str, value: Value, held: Held[Entry], corpus: Corpus) -> Sentence:
    facet, noun = FACET_OF_FIELD[name]
    tags = corpus.tags.get(held.ref, ())
    concepts = dict.fromkeys(
        tag.concept for tag in tags if tag.facet == facet and tag.field == name
    )
    if concepts:
        return bare(tuple(noun(concept) for concept in concepts))
    return _plainly(value, held)


def _plainly(value: Value, held: Held[Entry]) -> Sentence:
    del held
    if isinstance(value, bool):
        return Message.of("record.yes" if value else "record.no")
    if isinstance(value, str):
        return Verbatim(value)
    if isinstance(value, tuple):
        return bare(tuple(Verbatim(str(getattr(item, "name", item))) for item in value))
    return bare(value)


def _recruitment(value: Value, held: Held[Trial]) -> Sentence:
    return Message.of(
        "record.recruitment",
        status=CodeNoun("recruitment", value.value),
        on=held.entry.recruitment_on or held.version_on,
    )


def _sites(value: tuple[Site, ...], held: Held[Trial]) -> Sentence:
    del held
    return bare(tuple(dict.fromkeys(Verbatim(_site(site)) for site in value)))


def _site(site: Site) -> str:
    if site.city and site.facility:
        return f"{site.facility} ({site.city})"
    return site.city or site.facility or site.country


def _centres(value: tuple[Centres, ...], held: Held[Trial]) -> Sentence:
    del held
    return bare(
        tuple(
            Message.of("record.centres_in", n=part.count, country=CountryNoun(part.country))
            if part.country
            else Message.of("record.centres", n=part.count)
            for part in value
        )
    )


def _relations(value: Value, held: Held[Trial]) -> Sentence:
    del held
    return bare(
        tuple(
            Message.of(f"record.relation.{relation.kind}", target=Verbatim(str(relation.target)))
            for relation in value
        )
    )


def _countries(value: tuple[str, ...], held: Held[Trial]) -> Sentence:
    del held
    return bare(tuple(CountryNoun(name) for name in value))


def _figure(value: Measured, held: Held[Entry]) -> Sentence:
    del held
    return Message.of("edition.with_unit", value=value)


def _figures(value: tuple[Measured, ...], held: Held[Entry]) -> Sentence:
    return bare(tuple(_figure(one, held) for one in value))


def _ties(value: tuple[Tie, ...], held: Held[Article]) -> Sentence:
    del held
    told = (": ".join(filter(None, (tie.kind, tie.citation or tie.target))) for tie in value)
    return bare(tuple(Verbatim(one) for one in told))


_SAYERS: dict[str, Callable[[Any, Any], Sentence]] = {
    "recruitment": _recruitment,
    "sites": _sites,
    "centres": _centres,
    "relations": _relations,
    "countries": _countries,
    "countries_ruled_out": _countries,
    "figure": _figure,
    "figures": _figures,
    "ties": _ties,
}
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
        cell(Verbatim(_distinct(tag.words for tag in same))),
        cell(bare(tuple(dict.fromkeys(_rule(tag.rule) for tag in same)))),
    )


def _rule(rule: str) -> Sentence:
    """How a rule is called; one that no sentence names is shown as it is written."""
    kind = rule.partition(":")[0]
    return Message.of(f"record.rule.{kind}") if kind in _RULES else Verbatim(rule)


def _concept(facet: str, concept: str) -> Sentence:
    if facet in _NOUNS:
        return bare(_NOUNS[facet](concept))
    if facet in _CODED_FACETS:
        return bare(CodeNoun(facet, concept))
    return Verbatim(concept)


def _distinct(words: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(words))
