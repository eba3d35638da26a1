"""Who does what: organisations with their role and address, and who develops which treatment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vigie.knowledge.models import Knowledge, Organisation
from vigie.knowledge.nouns import TreatmentNoun
from vigie.publishing.compose.citing import cited_in_passing
from vigie.publishing.compose.making import editorial, slug
from vigie.publishing.compose.sentences import bare, cell, paragraph
from vigie.publishing.document import (
    Block,
    Cell,
    Linked,
    Prose,
    Section,
    Table,
    Target,
    Verbatim,
    proper,
)
from vigie.records.corpus import Corpus
from vigie.records.ids import RecordId
from vigie.records.links import LinkKind
from vigie.records.message import Message

PAGE = "organisations"
KINDS = ("association", "network", "public_body", "hospital", "society", "abroad")


def said(key: str, **slots: object) -> Message:
    """A sentence of this page."""
    return Message.of(f"edition.organisations.{key}", **slots)


def organisations(corpus: Corpus, knowledge: Knowledge) -> Iterator[Section]:
    """Nothing where none is curated and no company is known."""
    blocks: list[Block] = list(editorial(knowledge, {}, PAGE, "intro"))
    for kind in KINDS:
        rows = [row for row in knowledge.organisations if row.kind == kind]
        if rows:
            blocks.append(
                Section(f"organisations-{slug(kind)}", said(f"kind.{kind}"), (_table(rows),))
            )
    blocks += _registries(corpus, knowledge)
    blocks += _companies(corpus, knowledge)
    if blocks:
        yield Section("organisations", said("title"), (paragraph(said("lead")), *blocks))


def _table(rows: list[Organisation]) -> Table:
    kind = rows[0].kind
    return Table(
        f"organisations-{slug(kind)}-table",
        said(f"kind.{kind}"),
        tuple(said(f"column.{name}") for name in ("name", "role", "link")),
        tuple(_row(row) for row in rows),
    )


def _row(row: Organisation) -> tuple[Cell, ...]:
    name = said("registries.name", name=row.names) if row.names else _as_it_is(row)
    return cell(name), cell(Prose(row.about)), _link(row.url, is_checked=row.is_address_checked)


def _as_it_is(row: Organisation) -> Verbatim:
    return Verbatim(row.name, row.language)


def _link(url: str | None, *, is_checked: bool = True) -> Cell:
    """An address that no source of the edition prints says so."""
    if url is None:
        return cell(said("no_link"))
    link = bare(Linked(said("open"), Target("url", url)))
    return cell(link) if is_checked else cell(link, said("unchecked"))


def _registries(corpus: Corpus, knowledge: Knowledge) -> Iterator[Section]:
    rows = knowledge.registries
    if rows:
        table = Table(
            "registries-table",
            said("registries.caption"),
            tuple(said(f"column.{name}") for name in ("name", "role", "link")),
            tuple(
                (
                    cell(said("registries.name", name=row.names)),
                    cell(Prose(row.about), *_published(row.trial, corpus)),
                    _link(row.url),
                )
                for row in rows
                if row.about
            ),
        )
        yield Section("organisations-registries", said("registries.title"), (table,))


def _published(trial: str | None, corpus: Corpus) -> Iterator[Message]:
    """The publications that bear the number of a registry's study, or that are listed for it."""
    held = corpus.trials_by_id.get(RecordId.parse(trial)) if trial else None
    found = corpus.links_of.get(held.ref, ()) if held else ()
    told = (link for link in found if link.kind is not LinkKind.BACKGROUND)
    articles = tuple(cited_in_passing(link.article, corpus) for link in told)
    if articles:
        yield Message.of("literature.of_registry", articles=articles)


def _companies(corpus: Corpus, knowledge: Knowledge) -> Iterator[Section]:
    """The treatments of this edition by the company that develops them."""
    found = _developed(corpus, knowledge)
    if found:
        table = Table(
            "companies-table",
            said("companies.caption"),
            tuple(said(f"companies.column.{name}") for name in ("company", "treatments")),
            tuple(
                (cell(proper(name)), cell(bare(tuple(TreatmentNoun(one) for one in ids))))
                for name, ids in found.items()
            ),
        )
        yield Section("organisations-companies", said("companies.title"), (table,))


def _developed(corpus: Corpus, knowledge: Knowledge) -> Mapping[str, list[str]]:
    """Where our own row is not sure of itself, the company is the one that a source prints."""
    studied = {c for held in corpus for c in corpus.concepts(held.ref, "treatment")}
    printed = {
        treatment: held.entry.developer
        for held in corpus.trials
        for treatment in corpus.concepts(held.ref, "treatment")
        if held.entry.developer
    }
    found: dict[str, list[str]] = {}
    for row in sorted(knowledge.treatments, key=lambda row: row.id):
        company = row.company if row.uncertain is None else printed.get(row.id)
        if company and row.id in studied:
            found.setdefault(company, []).append(row.id)
    return dict(sorted(found.items(), key=lambda pair: pair[0].casefold()))
