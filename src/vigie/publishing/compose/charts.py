"""Charts, each with its text alternative and the table of the same figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from vigie.analyses.crossings import forms_and_phases, size_name, sizes, years
from vigie.analyses.figures import Count, Figure, Stated
from vigie.analyses.landscape import (
    NOT_CHECKED,
    NOT_STATED,
    Counting,
    Landscape,
    Scope,
    studies_in,
)
from vigie.knowledge.models import Trend
from vigie.knowledge.nouns import CodeNoun, FormNoun
from vigie.publishing.compose.making import slug
from vigie.publishing.compose.sentences import bare, cell
from vigie.publishing.document import Bar, Cell, Chart, Prose, Sentence, Table, proper
from vigie.records.corpus import Corpus
from vigie.records.message import Message


def charts(facts: Landscape, scope: Scope, day: date) -> Iterator[Chart]:
    """By phase, by approach, by recruitment; none where there is nothing to compare."""
    for question, counts in (
        ("phase", facts.by_phase),
        ("approach", facts.by_approach),
        ("recruitment", facts.by_recruitment),
    ):
        if len(counts) > 1:
            yield _of_concepts(question, counts, scope, day)


def facet_charts(facets: Iterable[str], corpus: Corpus, scope: Scope) -> Iterator[Chart]:
    """By any other facet of tags whose concepts a closed list words."""
    for facet in facets:
        counting, held = Counting(corpus, scope), studies_in(corpus, scope)
        counts = counting.by(facet, held, (), lambda code, facet=facet: CodeNoun(facet, code))  # type: ignore[misc]
        if counts:
            yield _of_concepts(facet, counts, scope, corpus.day)


def trend_chart(trend: Trend, stated: Mapping[str, Stated]) -> Iterator[Chart]:
    """Printed figures side by side, those that we hold."""
    bars = tuple(
        _bar(proper(name), stated[key]) for name, key in trend.points.items() if key in stated
    )
    if bars:
        yield _chart(trend.id, Prose(trend.caption), Prose(trend.axis), bars)


def publication_chart(
    name: str, of: str, caption: Sentence, bars: Iterable[tuple[Sentence, Count]], note: Sentence
) -> Chart:
    """Counts of publications side by side; `of` is what tells them apart, such as `year`."""
    drawn = tuple(_bar(what, count) for what, count in bars)
    columns = Message.of(f"literature.chart.of.{of}"), Message.of("literature.chart.number")
    return _chart(name, caption, Message.of("literature.chart.axis"), drawn, note, columns)


def form_chart(corpus: Corpus, scope: Scope, forms: Iterable[str]) -> Iterator[Chart]:
    """By form and phase: one bar for each pair that has studies."""
    bars = tuple(
        Bar(
            bare(FormNoun(form)),
            count,
            bare(count),
            bare(CodeNoun("phase", phase, "short")),
        )
        for form, counts in forms_and_phases(corpus, scope, forms).items()
        for phase, count in counts.items()
    )
    if bars:
        yield _shared_chart("form_phase", scope, corpus.day, bars)


def size_chart(corpus: Corpus, scope: Scope) -> Iterator[Chart]:
    """By number of participants."""
    found = sizes(corpus, scope)
    if found:
        bars = tuple(_bar(size_name(*size), count) for size, count in found.items())
        yield _shared_chart("size", scope, corpus.day, bars)


def year_chart(corpus: Corpus, scope: Scope) -> Iterator[Chart]:
    """How many studies are under way in each year, by the dates that they announce."""
    found = years(corpus, scope).under_way
    if found:
        bars = tuple(_bar(proper(str(year)), count) for year, count in found.items())
        yield _shared_chart("year", scope, corpus.day, bars)


def _of_concepts(question: str, counts: Mapping[str, Count], scope: Scope, day: date) -> Chart:
    bars = tuple(_bar(_name(question)(concept), figure) for concept, figure in counts.items())
    return _shared_chart(question, scope, day, bars)


def _shared_chart(question: str, scope: Scope, day: date, bars: tuple[Bar, ...]) -> Chart:
    return _chart(
        f"{slug(scope.key)}-{slug(question)}",
        Message.of(f"chapter.charts.{question}.caption", form=scope.noun, day=day),
        Message.of(f"chapter.charts.{question}.axis"),
        bars,
        Message.of(f"chapter.charts.{question}.note") if question in _NOTED else None,
    )


_NOTED = frozenset({"phase", "form_phase", "year", "size"})


_COLUMNS = ("name", "number")


def _chart(
    name: str,
    caption: Sentence,
    axis: Sentence,
    bars: tuple[Bar, ...],
    note: Sentence | None = None,
    columns: tuple[Sentence, Sentence] | None = None,
) -> Chart:
    items = tuple(Message.of("chapter.charts.item", **_item(bar)) for bar in bars)
    table = Table(
        f"data-{name}",
        caption,
        columns or tuple(Message.of(f"chapter.charts.column.{one}") for one in _COLUMNS),
        tuple((_named(bar), cell(bar.number)) for bar in bars),
        note,
    )
    alternative = Message.of("chapter.charts.alternative", items=items)
    return Chart(f"chart-{name}", caption, alternative, axis, bars, table)


def _item(bar: Bar) -> dict[str, object]:
    return {"name": _with_series(bar), "number": bar.number}


def _named(bar: Bar) -> Cell:
    return cell(_with_series(bar))


def _with_series(bar: Bar) -> Sentence:
    if bar.series is None:
        return bar.name
    return Message.of("chapter.charts.in_series", name=bar.name, series=bar.series)


def _bar(name: Sentence, figure: Figure) -> Bar:
    return Bar(name, figure, bare(figure))


def _name(question: str) -> Callable[[str], Sentence]:
    def name(concept: str) -> Sentence:
        if concept in {NOT_CHECKED, NOT_STATED}:
            return Message.of(f"chapter.recruitment.{concept}_group")
        return bare(CodeNoun(question, concept, "short"))

    return name
