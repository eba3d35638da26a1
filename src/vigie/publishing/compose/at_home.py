"""The trials of the home country in one table, and where a printed table differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vigie.analyses.figures import Stated
from vigie.analyses.freshness import freshness
from vigie.analyses.landscape import Counting, Scope
from vigie.analyses.printed_table import at_home, compare
from vigie.knowledge.models import EditionFile, Knowledge
from vigie.knowledge.nouns import CodeNoun, FormNoun, TreatmentNoun
from vigie.publishing.compose.families import recruitment_said
from vigie.publishing.compose.front import phase_badge
from vigie.publishing.compose.making import editorial
from vigie.publishing.compose.sentences import bare, cell, link_to, paragraph
from vigie.publishing.document import Block, Cell, Section, Sentence, Table, Verbatim
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Trial
from vigie.records.message import Message

PAGE = "home_studies"
_ORDER = ("cell", "cell_gene", "pharmacology", "activity", "education")
_COLUMNS = ("treatment", "study", "form", "approach", "recruitment")
_FEW = 2


def said(key: str, **slots: object) -> Message:
    """A sentence of this page."""
    return Message.of(f"edition.at_home.{key}", **slots)


def studies_at_home(
    corpus: Corpus,
    knowledge: Knowledge,
    source: EditionFile | None,
    stated: Mapping[str, Stated],
    scope: Scope,
) -> Iterator[Section]:
    """One row per trial: by approach, then by treatment; each leads to its card."""
    if knowledge.profile.home_country is None:
        return
    held = sorted(at_home(corpus), key=lambda one: _rank(one, corpus))
    count = Counting(corpus, scope).count("at_home", held)
    table = Table(
        "home-studies-table",
        said("caption", day=corpus.day),
        tuple(said(f"column.{name}") for name in _COLUMNS),
        tuple(_row(one, corpus, knowledge) for one in held),
        said("note"),
    )
    blocks: list[Block] = [
        paragraph(said("lead", n=count, day=corpus.day)),
        *editorial(knowledge, stated, PAGE, "intro"),
        table,
        *_differences(corpus, knowledge, source),
    ]
    yield Section("home-studies", said("title"), tuple(blocks))


def _rank(held: Held[Trial], corpus: Corpus) -> tuple[int, str, int, str]:
    approaches = corpus.concepts(held.ref, "approach")
    first = min((_ORDER.index(a) for a in approaches if a in _ORDER), default=len(_ORDER))
    line = held.entry.places[0].line if held.entry.places else None
    return first, ",".join(_treatments(held, corpus)), line or 0, held.ref.record.local


def _treatments(held: Held[Trial], corpus: Corpus) -> list[str]:
    return sorted(corpus.concepts(held.ref, "treatment"))


def _row(held: Held[Trial], corpus: Corpus, knowledge: Knowledge) -> tuple[Cell, ...]:
    status = freshness(held, corpus.day)
    return (
        cell(_given(held, corpus)),
        cell(link_to(held, corpus, knowledge)),
        _forms(held, corpus, knowledge),
        _approach(held, corpus),
        cell(recruitment_said(status) if status else Message.of("chapter.pipeline.no_recruitment")),
    )


def _given(held: Held[Trial], corpus: Corpus) -> Sentence:
    treatments = _treatments(held, corpus)
    if treatments:
        return bare(tuple(TreatmentNoun(one) for one in treatments))
    named = tuple(Verbatim(one.name) for one in held.entry.interventions)
    return bare(named) if named else Message.of("chapter.products.not_said")


def _forms(held: Held[Trial], corpus: Corpus, knowledge: Knowledge) -> Cell:
    """Its forms, without one that a more precise one already says."""
    found = corpus.concepts(held.ref, "form")
    above = {form.parent for form in knowledge.profile.forms if form.id in found}
    named = [form.id for form in knowledge.profile.forms if form.id in found - above]
    if len(named) > _FEW:
        return cell(said("several_forms"))
    return cell(bare(tuple(FormNoun(form) for form in named))) if named else Cell()


def _approach(held: Held[Trial], corpus: Corpus) -> Cell:
    found = sorted(corpus.concepts(held.ref, "approach"))
    named = (bare(tuple(CodeNoun("approach", one, "short") for one in found)),) if found else ()
    return Cell(named, tuple(phase_badge(phase) for phase in held.entry.phases))


def _differences(
    corpus: Corpus, knowledge: Knowledge, source: EditionFile | None
) -> Iterator[Block]:
    compared = compare(corpus, source) if source else None
    if compared is None:
        return
    sentences: list[Sentence] = [said("compared.both", n=len(compared.both))]
    if compared.only_here:
        links = tuple(link_to(one, corpus, knowledge) for one in compared.only_here)
        sentences.append(said("compared.only_here", studies=links))
    if compared.only_printed:
        names = tuple(Verbatim(name) for name in compared.only_printed)
        sentences.append(said("compared.only_printed", names=names))
    if not compared.only_here and not compared.only_printed:
        sentences.append(said("compared.same"))
    yield Section("home-studies-compared", said("compared.title"), (paragraph(*sentences),))
