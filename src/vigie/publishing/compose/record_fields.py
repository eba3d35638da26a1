"""What a record's source says, field by field: each value in words, none as a code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from typing import Any

from vigie.knowledge.models import Knowledge
from vigie.knowledge.nouns import CodeNoun, CountryNoun, FormNoun, TreatmentNoun
from vigie.publishing.compose.sentences import bare, cell, link_to
from vigie.publishing.document import Cell, Linked, Sentence, Table, Target, Verbatim, proper
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import (
    Arm,
    Article,
    Centres,
    EndPoint,
    Entry,
    Measured,
    Quantity,
    Reference,
    Site,
    Tie,
    Trial,
)
from vigie.records.message import Message
from vigie.records.vocabulary import Certainty

PUBMED = "https://pubmed.ncbi.nlm.nih.gov/"
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
# Fields whose codes have a word each under `record.code`, and no meaning to explain.
NAMED_CODES = frozenset({"allocation", "masking", "purpose", "sex", "languages"})
# Fields of names, numbers and codes, which are the same in every language.
PROPER = frozenset(
    {"registry_numbers", "acronym", "sponsor", "developer", "lead_centre", "funders"}
    | {"collaborators", "first_author", "authors", "journal", "volume", "issue", "pages"}
    | {"pmid", "pmcid", "doi", "condition_codes", "antibodies", "attributed_to"}
)
# Long texts of the source: a line each, as it writes them.
LINED = frozenset({"criteria", "summary"})
_BULLET = re.compile(r"^\s*\*\s+")
_ESCAPED = re.compile(r"\\([<>\[\]*_~^#`\\-])")
FACET_OF_FIELD = {
    "conditions": ("form", FormNoun),
    "interventions": ("treatment", TreatmentNoun),
    "treatment": ("treatment", TreatmentNoun),
}


def fields_table(held: Held[Entry], corpus: Corpus, knowledge: Knowledge) -> Table:
    """The fields that a record fills, with their values; a reading in doubt says so beside it."""
    rows = tuple(
        (cell(Message.of(f"record.field.{name}")), _doubted(held.entry, name, value))
        for name, value in _stated(held, corpus, knowledge)
    )
    note = "others_sure" if held.entry.notes else "all_sure"
    return Table(
        id=f"fields-{held.ref.record.slug}",
        caption=Message.of("record.fields"),
        columns=tuple(Message.of(f"record.column.{one}") for one in ("field", "value")),
        rows=rows,
        note=Message.of(f"record.{note}"),
    )


def _doubted(entry: Entry, name: str, value: Cell) -> Cell:
    """The value, with how sure its reading is where it is not altogether."""
    certainty = next((note.certainty for note in entry.notes if note.field == name), None)
    if certainty in {None, Certainty.HIGH}:
        return value
    said = Message.of("record.doubted", certainty=CodeNoun("certainty", str(certainty)))
    return replace(value, sentences=(*value.sentences, said))


def _stated(held: Held[Entry], corpus: Corpus, knowledge: Knowledge) -> Iterator[tuple[str, Cell]]:
    for field in fields(held.entry):
        value = getattr(held.entry, field.name)
        if field.name in ABOUT_THE_RECORD or value is None or value == ():
            continue
        if field.name in _LISTERS:
            lines = tuple(_LISTERS[field.name](one, knowledge) for one in value)
            yield field.name, Cell(lines, is_stacked=True)
        elif field.name in LINED:
            yield field.name, Cell(tuple(_lines(value)), is_stacked=True)
        else:
            yield field.name, cell(_say(field.name, value, held, corpus, knowledge))


def unsaid(entry: Entry) -> tuple[Message, ...]:
    """The names of the fields that a record leaves open."""
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
    if name in NAMED_CODES:
        codes = value if isinstance(value, tuple) else (value,)
        return bare(tuple(_named(name, code, knowledge) for code in codes))
    if name in {"articles", "trials"}:
        known = (corpus.by_id[record] for record in value if record in corpus.by_id)
        return bare(tuple(link_to(other, corpus, knowledge) for other in known))
    return _SAYERS.get(name, _plainly)(value, held)


def _lines(text: str) -> Iterator[Verbatim]:
    """A long text line by line, without the marks of how the registry writes lists."""
    for line in text.splitlines():
        shown = _ESCAPED.sub(r"\1", _BULLET.sub("• ", line)).strip()
        if shown:
            yield Verbatim(shown)


def _named(field: str, code: str, knowledge: Knowledge) -> Sentence:
    """The word of a code; the code itself where a source has one that no word is kept for."""
    key = f"record.code.{field}.{code}"
    is_known = all(key in told for told in knowledge.messages.values())
    return Message.of(key) if is_known else proper(code)


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


def _properly(value: Value, held: Held[Entry]) -> Sentence:
    del held
    return bare(tuple(proper(text) for text in (value if isinstance(value, tuple) else (value,))))


def _recruitment(value: Value, held: Held[Trial]) -> Sentence:
    on = held.entry.recruitment_on or held.version_on
    return Message.of("record.recruitment", status=CodeNoun("recruitment", value.value), on=on)


def _sites(value: tuple[Site, ...], held: Held[Trial]) -> Sentence:
    del held
    return bare(tuple(dict.fromkeys(proper(_site(site)) for site in value)))


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
            Message.of(f"record.relation.{relation.kind}", target=proper(str(relation.target)))
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


def _arm(arm: Arm, knowledge: Knowledge) -> Sentence:
    """A group by its name, with its role and what it is given, where the source says them."""
    slots: dict[str, object] = {"label": Verbatim(arm.label)}
    if arm.role:
        slots["role"] = _named("role", arm.role, knowledge)
    if arm.interventions:
        slots["given"] = tuple(Verbatim(name) for name in arm.interventions)
    way = {"role": "of_role", "given": "given", "role given": "whole"}
    return Message.of(f"record.arm.{way.get(' '.join([*slots][1:]), 'plain')}", **slots)


def _end_point(one: EndPoint, knowledge: Knowledge) -> Sentence:
    rank, measure = _named("rank", one.rank, knowledge), Verbatim(one.measure)
    if one.time_frame is None:
        return Message.of("record.end_point.plain", rank=rank, measure=measure)
    when = Verbatim(one.time_frame)
    return Message.of("record.end_point.timed", rank=rank, measure=measure, when=when)


def _reference(one: Reference, knowledge: Knowledge) -> Sentence:
    kind, told = _named("reference", one.kind, knowledge), proper(one.citation)
    if one.pmid is None:
        return Message.of("record.reference.plain", kind=kind, citation=told)
    return Message.of("record.reference.found", kind=kind, citation=told, number=_pubmed(one.pmid))


def _tie(tie: Tie, knowledge: Knowledge) -> Sentence:
    """What a publication is to another, which is named as the source names it."""
    kind = _named("tie", tie.kind, knowledge)
    named: list[object] = [proper(tie.citation)] if tie.citation else []
    if tie.target:
        named.append(_pubmed(tie.target) if tie.target.isdecimal() else proper(tie.target))
    way = "plain" if not named else "cited" if len(named) == 1 else "numbered"
    slots = dict(zip(("other", "number"), named, strict=False))
    return Message.of(f"record.tie.{way}", kind=kind, **slots)


def _pubmed(number: str) -> Linked:
    said = Message.of("literature.number.pmid", number=number)
    return Linked(said, Target("url", f"{PUBMED}{number}/"))


_SAYERS: dict[str, Callable[[Any, Any], Sentence]] = dict.fromkeys(PROPER, _properly) | {
    "recruitment": _recruitment,
    "sites": _sites,
    "centres": _centres,
    "relations": _relations,
    "countries": _countries,
    "countries_ruled_out": _countries,
    "figure": _figure,
    "figures": _figures,
}
_LISTERS: dict[str, Callable[[Any, Knowledge], Sentence]] = {
    "arms": _arm,
    "end_points": _end_point,
    "references": _reference,
    "ties": _tie,
}
