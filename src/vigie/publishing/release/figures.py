"""The published figures as two tables: the figures, and what each was counted from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from vigie.analyses.figures import Count, Figure, Share, Stated, Summary
from vigie.knowledge.models import LANGUAGES, Language
from vigie.publishing.release.columns import Column
from vigie.publishing.release.tables import Table, column, made
from vigie.publishing.speaking import Speaker
from vigie.records.ids import RecordId, RecordRef


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """A figure in a row; a stated one of several values has `values` and no `value`."""

    key: str
    kind: str
    value: float | None
    values: tuple[float, ...]
    unit: str | None = None
    joiner: str | None = None
    qualifier: str | None = None
    statistic: str | None = None
    source: RecordId | None = None
    pages: tuple[int, ...] = ()
    on: date | None = None
    attributed_to: str | None = None
    label: Mapping[Language, str]
    definition: Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One record behind a figure, and what it does there."""

    figure: str
    position: int
    role: str
    ref: RecordRef
    value: float | None = None

    @property
    def record(self) -> RecordId:
        """The record, whatever its version."""
        return self.ref.record


def figure_tables(
    figures: Iterable[Figure], voices: Mapping[Language, Speaker]
) -> tuple[Table, Table]:
    """The figures by key, named in both languages, and their evidence in its order."""
    ordered = sorted(figures, key=lambda figure: figure.key)
    rows = (_row(figure, voices) for figure in ordered)
    evidence = (row for figure in ordered for row in _numbered(figure))
    return (
        made("figures", _FIGURE, rows, ("key",)),
        made("evidence", _EVIDENCE, evidence, ("figure", "position"), (("figure", "figures"),)),
    )


def _row(figure: Figure, voices: Mapping[Language, Speaker]) -> FigureRow:
    said: dict[str, Any] = {
        "key": figure.key,
        "label": {language: voices[language].text(figure.label) for language in LANGUAGES},
        "definition": {
            language: voices[language].text(figure.definition) for language in LANGUAGES
        },
    }
    if isinstance(figure, Stated):
        return FigureRow(**said, **_stated(figure))
    value = figure.value
    statistic = figure.statistic if isinstance(figure, Summary) else None
    return FigureRow(**said, kind=_KINDS[type(figure)], statistic=statistic, **_valued(value))


def _valued(value: float | None) -> dict[str, Any]:
    return {"value": value, "values": () if value is None else (value,)}


def _stated(figure: Stated) -> dict[str, Any]:
    values = figure.figure.values
    return {
        "kind": "stated",
        "value": values[0] if len(values) == 1 else None,
        "values": values,
        "unit": figure.figure.unit,
        "joiner": figure.figure.joiner,
        "qualifier": figure.figure.qualifier,
        "source": figure.source,
        "pages": tuple(sorted({place.page for place in figure.places if place.page is not None})),
        "on": figure.on,
        "attributed_to": figure.attributed_to,
    }


def _numbered(figure: Figure) -> Iterator[EvidenceRow]:
    for position, (role, ref, value) in enumerate(_evidence(figure), start=1):
        yield EvidenceRow(figure.key, position, role, ref, value)


def _evidence(figure: Figure) -> Iterator[tuple[str, RecordRef, float | None]]:
    if isinstance(figure, Count):
        yield from (("counted", ref, None) for ref in figure.evidence)
    elif isinstance(figure, Share):
        yield from (("part", ref, None) for ref in figure.part.evidence)
        yield from (("whole", ref, None) for ref in figure.whole.evidence)
    elif isinstance(figure, Summary):
        yield from (("valued", ref, value) for ref, value in figure.evidence)
    else:
        yield "printed", figure.ref, None
        yield from (("held", ref, None) for ref in figure.held or ())


def _said_in(name: str, language: Language) -> Column:
    what = {"label": "What it counts", "definition": "How it was counted or where it was read"}
    return Column(
        name=f"{name}_{language}",
        kind="text",
        definition=f"{what[name]}, in {_IN_ENGLISH[language]}.",
        read=lambda row: getattr(row, name)[language],
    )


_IN_ENGLISH: Mapping[Language, str] = {"fr": "French", "en": "English"}
_KINDS = {Count: "counted", Share: "share", Summary: "summary"}
_FIGURE = (
    column("key", "text", "The figure's name in the edition."),
    column(
        "kind",
        "text",
        "counted: the length of a list of records; share: a part of a whole, both counted; "
        "summary: a statistic over records; stated: printed by a source.",
    ),
    column("value", "number", "The number; empty where several were printed together."),
    column("values", "numbers", "The numbers, in the order printed; one where there is one."),
    column("unit", "text", "A code of the list `unit`, for a stated figure."),
    column("joiner", "text", "How several numbers stand together: to, and, or, versus, of."),
    column("qualifier", "text", "How the source hedges it."),
    column("statistic", "text", "Which statistic a summary is: total or median."),
    column("source", "text", "What printed a stated figure."),
    column("pages", "integers", "The pages on which it is printed."),
    column("day", "date", "The day that a stated figure tells of.", "on"),
    column("attributed_to", "text", "The source that the text itself names."),
    *(_said_in(name, language) for name in ("label", "definition") for language in LANGUAGES),
)
_EVIDENCE = (
    column("figure", "text", "The key of the figure."),
    column("position", "integer", "The record's place in the figure's list, from 1."),
    column(
        "role",
        "text",
        "counted; part and whole of a share; valued in a summary; printed: the record that states "
        "the figure; held: one of the records that a stated figure counts and that we hold.",
    ),
    column("record", "text", "The id of the record."),
    column("version", "text", "Which version of it.", "ref"),
    column("value", "number", "What it brings to a summary, in the unit that the label says."),
)
