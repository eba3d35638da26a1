"""The charts of a chapter, each with its text alternative and the table of the same figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from vigie.analyses.figures import Count
from vigie.analyses.landscape import NOT_CHECKED, NOT_STATED, Landscape, Scope
from vigie.knowledge.nouns import CodeNoun
from vigie.publishing.compose.sentences import bare, cell
from vigie.publishing.document import Bar, Chart, Sentence, Table
from vigie.records.message import Message


def charts(facts: Landscape, scope: Scope, day: date) -> Iterator[Chart]:
    """By phase, by approach, by recruitment; none where there is nothing to compare."""
    for question, counts in (
        ("phase", facts.by_phase),
        ("approach", facts.by_approach),
        ("recruitment", facts.by_recruitment),
    ):
        if len(counts) > 1:
            yield _chart(question, counts, scope, day)


def _chart(question: str, counts: Mapping[str, Count], scope: Scope, day: date) -> Chart:
    caption = Message.of(f"chapter.charts.{question}.caption", form=scope.noun, day=day)
    bars = tuple(
        Bar(_name(question)(concept), figure, bare(figure)) for concept, figure in counts.items()
    )
    items = tuple(
        Message.of("chapter.charts.item", name=bar.name, number=bar.number) for bar in bars
    )
    return Chart(
        f"chart-{scope.key.replace('_', '-')}-{question}",
        caption,
        Message.of("chapter.charts.alternative", items=items),
        Message.of(f"chapter.charts.{question}.axis"),
        bars,
        _table(question, caption, bars, scope),
    )


def _table(question: str, caption: Sentence, bars: tuple[Bar, ...], scope: Scope) -> Table:
    note = Message.of("chapter.charts.both_phases") if question == "phase" else None
    return Table(
        f"data-{scope.key.replace('_', '-')}-{question}",
        caption,
        (Message.of("chapter.charts.column.name"), Message.of("chapter.charts.column.number")),
        tuple((cell(bar.name), cell(bar.number)) for bar in bars),
        note,
    )


def _name(question: str) -> Callable[[str], Sentence]:
    def name(concept: str) -> Sentence:
        if concept in {NOT_CHECKED, NOT_STATED}:
            return Message.of(f"chapter.recruitment.{concept}_group")
        return bare(CodeNoun(question, concept, "short"))

    return name
