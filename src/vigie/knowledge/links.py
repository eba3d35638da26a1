"""Rules on names: each id once, each id that is named exists, each closed list whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import TypeVar

from vigie.errors import Defect, near_matches
from vigie.knowledge.loading import Reading
from vigie.knowledge.models import (
    OPENING_PARTS,
    Chapter,
    Country,
    Curated,
    Form,
    Knowledge,
    LookAlike,
    SourceEntry,
    Term,
    Treatment,
)
from vigie.records import vocabulary as enums

Row = TypeVar("Row", bound=Curated)

# The closed lists that the code enumerates, and their file.
ENUMERATED: Mapping[str, type[StrEnum]] = {
    "phase": enums.Phase,
    "recruitment": enums.Recruitment,
    "study_type": enums.StudyType,
    "control": enums.Control,
    "qualifier": enums.Qualifier,
    "certainty": enums.Certainty,
    "result_kind": enums.ResultKind,
}
# Words that say what a text is about, not what a record concerns: the tagger's own cues.
_CUES = "exclusion"
_CODES: Mapping[str, re.Pattern[str]] = {
    "orpha": re.compile(r"\d{1,6}"),
    "mondo": re.compile(r"MONDO:\d{7}"),
    "mesh": re.compile(r"[CD]\d{6,9}"),
    "icd10": re.compile(r"[A-Z]\d{2}(?:\.\d{1,2})?"),
    "icd11": re.compile(r"[0-9A-Z]{4}(?:\.[0-9A-Z]{1,2})?"),
    "omim": re.compile(r"\d{6}"),
}


def unique(reading: Reading) -> Iterator[Defect]:
    """Rows of one kind with the same id; two names of one country; a term written twice."""
    knowledge = reading.knowledge
    if knowledge is None:
        return
    for name in ("treatments", "treatment_classes", "antibodies", "measures", "registries",
                 "organisations", "epidemiology", "glossary", "chapter_texts", "sources",
                 "editions"):  # fmt: skip
        yield from _once(getattr(knowledge, name), lambda row: row.id)
    profile = knowledge.profile
    entities: tuple[Form | LookAlike, ...] = (*profile.forms, *profile.look_alikes)
    yield from _once(entities, lambda row: row.id)
    yield from _once(profile.chapters, lambda row: row.id)
    for codes in knowledge.vocabularies.values():
        yield from _once(codes, lambda row: row.code)
    yield from _countries(knowledge.countries)
    yield from _treatments(knowledge.treatments)
    yield from _once(knowledge.terms, _term)
    yield from _once(knowledge.expected, lambda row: f"{row.record} {row.facet} {row.concept}")


def _countries(countries: Iterable[Country]) -> Iterator[Defect]:
    """Two countries that a registry's word could mean."""
    named = [(row, name) for row in countries for name in (row.name, *row.aliases)]
    yield from _one_meaning(named, "country")


def _treatments(treatments: Iterable[Treatment]) -> Iterator[Defect]:
    """Two treatments that a brand, a code or a synonym could mean; two may share an INN."""
    named = [
        (row, word)
        for row in treatments
        for word in dict.fromkeys(
            word.casefold() for word in (*row.brands, *row.codes, *row.synonyms)
        )
    ]
    yield from _one_meaning(named, "treatment")


def _one_meaning(named: Iterable[tuple[Row, str]], kind: str) -> Iterator[Defect]:
    seen: dict[str, Row] = {}
    for row, word in named:
        first = seen.setdefault(word, row)
        if first is not row:
            what = f"{word!r} already names the {kind} at {first.place[0]}:{first.place[1]}."
            yield Defect(*row.place, what, f"Keep it for one {kind}.")


def _term(term: Term) -> str:
    return f"{term.term} ({term.language}, {term.facet} {term.concept})"


def _once(rows: Iterable[Row], name: Callable[[Row], str]) -> Iterator[Defect]:
    seen: dict[str, Row] = {}
    for row in rows:
        first = seen.setdefault(name(row), row)
        if first is not row:
            what = f"{name(row)!r} stands already at {first.place[0]}:{first.place[1]}."
            yield Defect(*row.place, what, "Keep one, or give this one another id.")


def closed_lists(reading: Reading) -> Iterator[Defect]:
    """Codes that a record can hold and that no file words, and the reverse."""
    if reading.knowledge is None:
        return
    for name, enum in ENUMERATED.items():
        codes = {row.code: row for row in reading.knowledge.vocabularies.get(name, ())}
        file = f"curated/vocabularies/{name}.csv"
        for member in enum:
            if member.value not in codes:
                what = f"The code {member.value!r} of {enum.__name__} has no row."
                yield Defect(file, 1, what, "Add it, with its words and reference.")
        for code in codes.keys() - {member.value for member in enum}:
            what = f"The code {code!r} is not one that a record can hold."
            yield Defect(*codes[code].place, what, f"Remove it, or add it to {enum.__name__}.")


def concepts(knowledge: Knowledge) -> Mapping[str, frozenset[str]]:
    """The concepts of each facet of tags."""
    lists = {name: _codes(knowledge, name) for name in knowledge.vocabularies}
    forms = frozenset(form.id for form in knowledge.profile.forms)
    return lists | {
        "form": forms,
        "mention": forms,
        "treatment": frozenset(row.id for row in knowledge.treatments),
        "class": frozenset(row.id for row in knowledge.treatment_classes),
        "country": frozenset(country.name for country in knowledge.countries),
    }


def _codes(knowledge: Knowledge, name: str) -> frozenset[str]:
    return frozenset(row.code for row in knowledge.vocabularies.get(name, ()))


def known_names(reading: Reading) -> Iterator[Defect]:
    """Ids that a row names and that nothing has."""
    knowledge = reading.knowledge
    if knowledge is None:
        return
    yield from _of_profile(knowledge)
    yield from _of_treatments(knowledge)
    yield from _of_disease(knowledge)
    yield from _of_tags(knowledge)
    if reading.folders.disease.is_shipped:
        yield from _of_shared_rows(knowledge)


def _of_shared_rows(knowledge: Knowledge) -> Iterator[Defect]:
    """What shared files name of a disease; of no meaning for a disease from elsewhere."""
    forms = {form.id for form in knowledge.profile.forms}
    chapters = {chapter.id for chapter in knowledge.profile.chapters}
    for antibody in knowledge.antibodies:
        yield from _among(antibody, "form", antibody.forms, forms)
    for entry in knowledge.glossary:
        yield from _among(entry, "chapter", entry.chapters, chapters)


def _of_profile(knowledge: Knowledge) -> Iterator[Defect]:
    profile = knowledge.profile
    forms = {form.id for form in profile.forms}
    chapters = {chapter.id for chapter in profile.chapters}
    for form in profile.forms:
        yield from _among(form, "form", [form.parent], forms)
        yield from _no_loop(form, profile.forms)
        yield from _code_shapes(form, form.codes)
    for other in profile.look_alikes:
        yield from _code_shapes(other, other.codes)
    for advice in profile.discouraged:
        yield from _among(advice, "form", [advice.instead], forms)
    for chapter in profile.chapters:
        yield from _of_chapter(chapter, forms, concepts(knowledge))
    for count in profile.printed_counts.values():
        yield from _among(count, "form", count.forms, forms)
    for text in knowledge.chapter_texts:
        yield from _among(text, "chapter", [text.chapter], chapters | OPENING_PARTS)


def _of_chapter(
    chapter: Chapter, forms: Collection[str], known: Mapping[str, Collection[str]]
) -> Iterator[Defect]:
    yield from _among(chapter, "form", chapter.forms, forms)
    for facet, wanted in chapter.concepts.items():
        yield from _among(chapter, "facet", [facet], known)
        yield from _among(chapter, f"{facet} concept", wanted, known.get(facet, ()))


def _no_loop(form: Form, forms: Iterable[Form]) -> Iterator[Defect]:
    parents = {other.id: other.parent for other in forms}
    above, seen = form.parent, set[str]()
    while above is not None and above not in seen:
        if above == form.id:
            what = f"The form {form.id!r} stands above itself."
            yield Defect(*form.place, what, "Give it the parent that it belongs to.")
        seen.add(above)
        above = parents.get(above)


def _of_treatments(knowledge: Knowledge) -> Iterator[Defect]:
    known = concepts(knowledge)
    for row in knowledge.treatments:
        yield from _among(row, "class", [row.class_id], known["class"])
        yield from _among(row, "target", row.targets, known.get("target", ()))
        yield from _among(row, "modality", [row.modality], known.get("modality", ()))
        yield from _among(row, "approach", [row.approach], known.get("approach", ()))
        yield from _among(row, "route", row.routes, known.get("route", ()))


def _of_disease(knowledge: Knowledge) -> Iterator[Defect]:
    known = concepts(knowledge)
    countries = known["country"]
    for registry in knowledge.registries:
        yield from _among(registry, "country", [registry.country], countries)
    for figure in knowledge.epidemiology:
        yield from _among(figure, "form", [figure.form], known["form"])
        yield from _among(figure, "qualifier", [figure.qualifier], known.get("qualifier", ()))
    for source in knowledge.sources:
        yield from _addresses(source)


def _addresses(source: SourceEntry) -> Iterator[Defect]:
    if "home" not in source.urls:
        what = f"The source {source.id!r} has no home address."
        yield Defect(*source.place, what, "Add urls.home, where a reader finds it.")
    for name, address in source.urls.items():
        if not address.startswith("https://"):
            what = f"The address {name!r} of {source.id!r} is {address!r}."
            yield Defect(*source.place, what, "Write one that starts with https://.")


def _of_tags(knowledge: Knowledge) -> Iterator[Defect]:
    known = concepts(knowledge)
    look_alikes = {row.id for row in knowledge.profile.look_alikes}
    for term in (*knowledge.terms, *knowledge.publication_terms):
        if term.facet != _CUES:
            allowed = known.get(term.facet, frozenset())
            others = look_alikes if term.polarity == "against" else ()
            yield from _facet(term, term.facet, known)
            yield from _among(term, f"{term.facet} concept", [term.concept], {*allowed, *others})
    for row in knowledge.expected:
        yield from _facet(row, row.facet, known)
        yield from _among(
            row, f"{row.facet} concept", [row.concept], known.get(row.facet, frozenset())
        )


def _facet(row: Curated, facet: str, known: Mapping[str, Collection[str]]) -> Iterator[Defect]:
    yield from _among(row, "facet", [facet], known)


def _among(
    row: Curated, kind: str, named: Iterable[str | None], known: Collection[str]
) -> Iterator[Defect]:
    for name in named:
        if name is not None and name not in known:
            near = near_matches(name, known)
            do = f"Write {near[0]!r}, or add it." if near else f"Add it, or name a known {kind}."
            yield Defect(*row.place, f"There is no {kind} {name!r}.", do)


def _code_shapes(row: Curated, codes: Mapping[str, str]) -> Iterator[Defect]:
    for system, code in codes.items():
        shape = _CODES.get(system)
        if shape is None:
            do = f"The systems are {', '.join(sorted(_CODES))}."
            yield Defect(*row.place, f"The code system {system!r} is not known.", do)
        elif not shape.fullmatch(code):
            do = f"A code of {system} looks like {shape.pattern}."
            yield Defect(*row.place, f"{code!r} is not a code of {system}.", do)
