"""Families of treatments: what each is, and the table of what is under study."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from vigie.analyses.freshness import Freshness, freshness
from vigie.analyses.landscape import Scope
from vigie.analyses.pipeline import PipelineRow
from vigie.knowledge.models import Knowledge
from vigie.knowledge.nouns import ClassNoun, CodeNoun, CountryNoun, TreatmentNoun
from vigie.publishing.compose.front import phase_badge
from vigie.publishing.compose.regions import regions_said
from vigie.publishing.compose.sentences import bare, cell, link_to, paragraph
from vigie.publishing.document import Cell, Paragraph, Prose, Sentence, Table
from vigie.records.corpus import Corpus, Held
from vigie.records.dates import PartialDate
from vigie.records.entries import Trial
from vigie.records.message import Message
from vigie.records.vocabulary import Recruitment

_STATUSES = tuple(Recruitment)


def said(key: str, **slots: object) -> Message:
    """A sentence about families of treatments."""
    return Message.of(f"chapter.{key}", **slots)


def family_name(class_id: str) -> Message:
    """A family, as a heading names it."""
    return bare(ClassNoun(class_id))


def approaches(rows: tuple[PipelineRow, ...], knowledge: Knowledge) -> Iterator[Paragraph]:
    """What each family is, and what each of its treatments is."""
    classes = {row.id: row for row in knowledge.treatment_classes}
    treatments = {row.id: row for row in knowledge.treatments}
    for row in rows:
        texts = [classes[row.class_id].what_it_is]
        texts += [treatments[one].what_it_is for one in row.treatments]
        name = said("approaches.class", name=ClassNoun(row.class_id))
        yield paragraph(name, *(Prose(text) for text in texts if text is not None))


_COLUMNS = ("class", "treatments", "phase", "place", "recruitment", "studies")


def pipeline_table(
    rows: tuple[PipelineRow, ...], corpus: Corpus, knowledge: Knowledge, scope: Scope
) -> Table:
    """One row per family: treatments, phases, place, dated recruitment, studies."""
    return Table(
        f"pipeline-{scope.key}",
        said("pipeline.caption", form=scope.noun),
        tuple(said(f"pipeline.column.{column}") for column in _COLUMNS),
        tuple(_row(row, corpus, knowledge) for row in rows),
        said("pipeline.note", day=corpus.day),
    )


_PRODUCT_COLUMNS = ("study", "modality", "target", "phase", "place", "recruitment")


def products_table(
    held: Iterable[Held[Trial]], corpus: Corpus, knowledge: Knowledge, scope: Scope
) -> Table:
    """One row per study of a single family: what it gives, at what it aims, where, how far."""
    return Table(
        f"products-{scope.key}",
        said("products.caption"),
        tuple(said(f"products.column.{column}") for column in _PRODUCT_COLUMNS),
        tuple(_product(one, corpus, knowledge) for one in held),
        said("products.note", day=corpus.day),
    )


def _product(held: Held[Trial], corpus: Corpus, knowledge: Knowledge) -> tuple[Cell, ...]:
    status = freshness(held, corpus.day)
    badges = tuple(phase_badge(phase) for phase in held.entry.phases)
    return (
        cell(link_to(held, corpus, knowledge)),
        _codes("modality", held, corpus),
        _codes("target", held, corpus),
        Cell((), badges) if badges else cell(said("pipeline.no_phase")),
        cell(_where(held, corpus)),
        cell(recruitment_said(status) if status else said("pipeline.no_recruitment")),
    )


def _where(held: Held[Trial], corpus: Corpus) -> Sentence:
    """The home country first; otherwise the countries that are named; otherwise what is said."""
    places = corpus.concepts(held.ref, "place")
    countries = sorted(corpus.concepts(held.ref, "country"))
    at_home: list[str] = [one for one in ("france_and_abroad", "france") if one in places]
    if countries and not at_home:
        return _countries(countries, (held,))
    named = at_home or sorted(places)
    return bare(CodeNoun("place", named[0], "short")) if named else said("pipeline.no_place")


def _codes(facet: str, held: Held[Trial], corpus: Corpus) -> Cell:
    found = sorted(corpus.concepts(held.ref, facet))
    if not found:
        return cell(said("products.not_said"))
    return cell(bare(tuple(CodeNoun(facet, one, "short") for one in found)))


def _row(row: PipelineRow, corpus: Corpus, knowledge: Knowledge) -> tuple[Cell, ...]:
    return (
        cell(family_name(row.class_id)),
        cell(bare(tuple(TreatmentNoun(one) for one in row.treatments)))
        if row.treatments
        else cell(),
        _phases(row),
        cell(_place(row, corpus)),
        cell(*_recruitment(row)),
        cell(*_studies(row, corpus, knowledge)),
    )


def _phases(row: PipelineRow) -> Cell:
    if row.is_preclinical:
        return cell(said("pipeline.preclinical"))
    badges = tuple(phase_badge(phase) for phase in row.phases)
    return Cell((), badges) if badges else cell(said("pipeline.no_phase"))


def _countries(countries: Iterable[str], studies: Iterable[Held[Trial]]) -> Sentence:
    """The countries that are named, then the parts of the world where others are not."""
    regions = (said for held in studies for said in regions_said(held.entry, "region"))
    nouns: list[object] = [CountryNoun(name) for name in countries]
    return bare((*nouns, *dict.fromkeys(regions)))


def _place(row: PipelineRow, corpus: Corpus) -> Sentence:
    if "france" in row.places or "france_and_abroad" in row.places:
        is_only = set(row.places) == {"france"}
        return bare(CodeNoun("place", "france" if is_only else "france_and_abroad", "short"))
    if row.countries:
        held = (corpus.trials_by_id[ref.record] for ref in row.studies.evidence)
        return _countries(row.countries, held)
    if row.places:
        return bare(CodeNoun("place", row.places[0], "short"))
    return said("pipeline.no_place")


def _recruitment(row: PipelineRow) -> Iterator[Sentence]:
    """Statuses read on one day, and as fresh, share its sentence."""
    if row.is_preclinical:
        yield said("pipeline.none_yet")
    elif not row.recruitments:
        yield said("pipeline.no_recruitment")
    for (on, is_current), same in groupby(sorted(row.recruitments, key=_read), key=_read_on):
        statuses = tuple(same)
        if len(statuses) == 1:
            yield recruitment_said(statuses[0])
            continue
        key = "several_dated" if is_current else "several_not_checked"
        nouns = tuple(CodeNoun("recruitment", one.status.value) for one in statuses)
        yield said(f"recruitment.{key}", statuses=nouns, on=on)


def _read_on(status: Freshness) -> tuple[PartialDate, bool]:
    return status.on, status.is_current


def _read(status: Freshness) -> tuple[object, ...]:
    return str(status.on), status.is_current, _STATUSES.index(status.status)


def recruitment_said(status: Freshness) -> Message:
    """A status with its day; and that nobody has checked since, where that is so."""
    key = "dated" if status.is_current else "not_checked"
    return said(
        f"recruitment.{key}", status=CodeNoun("recruitment", status.status.value), on=status.on
    )


def _studies(row: PipelineRow, corpus: Corpus, knowledge: Knowledge) -> Iterator[Sentence]:
    if row.is_preclinical:
        yield said("pipeline.no_study")
        return
    yield said("pipeline.study_count", n=row.studies)
    held = (corpus.trials_by_id[ref.record] for ref in row.studies.evidence)
    links = tuple(link_to(one, corpus, knowledge) for one in held)
    yield bare(links) if len(links) <= _FEW else said("pipeline.many")


_FEW = 6
