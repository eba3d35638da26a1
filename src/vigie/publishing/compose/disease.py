"""The disease in short: its forms, its causes, its antibodies, its treatments, whom it concerns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from vigie.analyses.figures import Stated
from vigie.analyses.publications import Counting
from vigie.knowledge.models import Antibody, Epidemiology, Form, Knowledge
from vigie.knowledge.nouns import AntibodyNoun, FormNoun, NamedNoun
from vigie.publishing.compose.making import editorial, slug
from vigie.publishing.compose.publications import Published, cited
from vigie.publishing.compose.sentences import bare, cell, paragraph
from vigie.publishing.document import (
    Block,
    Bullets,
    Cell,
    Linked,
    Paragraph,
    Prose,
    Section,
    Sentence,
    Table,
    Target,
)
from vigie.records.corpus import Corpus
from vigie.records.entries import Measured, Statement
from vigie.records.ids import RecordId
from vigie.records.message import Message
from vigie.records.vocabulary import Qualifier

PAGE = "disease"


def said(key: str, **slots: object) -> Message:
    """A sentence of this page."""
    return Message.of(f"edition.disease.{key}", **slots)


def disease(
    knowledge: Knowledge, stated: Mapping[str, Stated], published: Published
) -> Iterator[Section]:
    """The page on the disease itself; parts with nothing to say left out, and so is the page."""
    parts = (
        ("forms", _forms(knowledge, stated)),
        ("causes", _written(knowledge, stated, "causes")),
        ("antibodies", _antibodies(knowledge, stated)),
        ("treatments", _written(knowledge, stated, "treatments")),
        ("people", (*_people(knowledge, stated), *_sources(knowledge, published))),
    )
    sections = (
        Section(f"disease-{name}", said(f"{name}.title"), blocks)
        for name, blocks in parts
        if blocks
    )
    intro = _written(knowledge, stated, "intro")
    title = said("title", disease=NamedNoun(knowledge.profile.names))
    blocks = (*intro, *sections)
    if blocks:
        yield Section("disease", title, blocks)


def _written(knowledge: Knowledge, stated: Mapping[str, Stated], part: str) -> tuple[Block, ...]:
    return tuple(editorial(knowledge, stated, PAGE, part))


def _forms(knowledge: Knowledge, stated: Mapping[str, Stated]) -> tuple[Block, ...]:
    """A line for each form that an editor has described, with the chapter that tells more."""
    described = [
        (form, text)
        for form in knowledge.profile.forms
        if (text := _written(knowledge, stated, f"form_{form.id}"))
    ]
    if not described:
        return ()
    blocks: list[Block] = list(_written(knowledge, stated, "forms"))
    for form, text in described:
        more = tuple(_chapter_of(form, knowledge))
        blocks.append(
            Section(
                f"form-{slug(form.id)}",
                said("forms.name", form=FormNoun(form.id)),
                (*text, *more),
            )
        )
    return tuple(blocks)


def _chapter_of(form: Form, knowledge: Knowledge) -> Iterator[Block]:
    for chapter in knowledge.profile.chapters:
        if chapter.is_whole and form.id in chapter.forms:
            link = Linked(Prose(chapter.title), Target("section", slug(chapter.id)))
            yield paragraph(said("forms.more", chapter=link))
            return


def _antibodies(knowledge: Knowledge, stated: Mapping[str, Stated]) -> tuple[Block, ...]:
    """What was checked of each; a name whose meaning was not is left out, and that is said."""
    known = [row for row in knowledge.antibodies if row.phenotype and row.forms]
    known = [row for row in known if row.uncertain is None and _is_known(row, knowledge)]
    if not known:
        return ()
    table = Table(
        "antibodies-table",
        said("antibodies.caption"),
        tuple(said(f"antibodies.column.{name}") for name in ("antibody", "form", "meaning")),
        tuple(_antibody_row(row) for row in known),
        said("antibodies.note"),
    )
    return (*_written(knowledge, stated, "antibodies"), table)


def _is_known(row: Antibody, knowledge: Knowledge) -> bool:
    return set(row.forms) <= {form.id for form in knowledge.profile.forms}


def _antibody_row(row: Antibody) -> tuple[Cell, ...]:
    return (
        cell(bare(AntibodyNoun(row.id))),
        cell(bare(tuple(FormNoun(form) for form in row.forms))),
        cell(Prose(row.phenotype)) if row.phenotype else Cell(),
    )


def _people(knowledge: Knowledge, stated: Mapping[str, Stated]) -> tuple[Block, ...]:
    if not knowledge.epidemiology:
        return ()
    table = Table(
        "people-table",
        said("people.caption"),
        tuple(said(f"people.column.{name}") for name in ("what", "number")),
        tuple(_people_rows(knowledge.epidemiology, stated)),
        said("people.note"),
    )
    return (*_written(knowledge, stated, "people"), table)


def _sources(knowledge: Knowledge, published: Published) -> Iterator[Block]:
    """The publications behind these numbers, and how many there are on the question."""
    told = (statement_of(row, published.corpus) for row in knowledge.epidemiology)
    named = dict.fromkeys(article for entry in told if entry for article in entry.articles)
    held = (published.corpus.by_id[record] for record in named)
    items = tuple(Paragraph(cited(one, published)) for one in held)  # type: ignore[arg-type]
    if items:
        yield paragraph(said("people.sources"))
        yield Bullets(items)
    counts = Counting(published.literature).by("theme")
    if "epidemiology" in counts:
        yield paragraph(Message.of("literature.on_people", n=counts["epidemiology"]))


def statement_of(row: Epidemiology, corpus: Corpus) -> Statement | None:
    """The printed figure that a curated row repeats, where we hold it."""
    held = corpus.by_id.get(RecordId.parse(row.statement)) if row.statement else None
    return held.entry if held and isinstance(held.entry, Statement) else None


def _people_rows(
    rows: Iterable[Epidemiology], stated: Mapping[str, Stated]
) -> Iterator[tuple[Cell, ...]]:
    for row in rows:
        yield cell(Prose(row.about)), cell(_number(row, stated))


def _number(row: Epidemiology, stated: Mapping[str, Stated]) -> Sentence:
    """The printed figure where the text is a source of ours; the curated one otherwise."""
    printed = stated.get((row.statement or "").rpartition("/")[2])
    if printed is not None:
        return Message.of(f"edition.disease.people.{_unit(row)}", n=printed)
    qualifier = Qualifier(row.qualifier) if row.qualifier else None
    joiner = "to" if len(row.values) > 1 else None
    measured = Measured(row.id, row.values, row.unit, joiner, qualifier)
    return Message.of(f"edition.disease.people.{_unit(row)}", n=measured)


def _unit(row: Epidemiology) -> str:
    return row.unit if row.unit in {"one_in", "people", "years"} else "other"
