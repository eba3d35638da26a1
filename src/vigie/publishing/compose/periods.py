"""Timelines: the studies of a chapter from start to end, a few to a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from vigie.analyses.crossings import years
from vigie.analyses.landscape import Counting, Scope, Studies
from vigie.publishing.compose.making import Making, slug
from vigie.publishing.compose.sentences import bare, cell, link_to, name_of, paragraph
from vigie.publishing.document import (
    Block,
    Cell,
    Chart,
    Only,
    Paragraph,
    Period,
    Sentence,
    Table,
    Timeline,
)
from vigie.records.corpus import Corpus, Held
from vigie.records.dates import PartialDate
from vigie.records.entries import Trial
from vigie.records.message import Message

ROWS = 8
"""How many studies a picture shows at most, so that it is legible on paper and telephones."""

PRINTED = 2
"""How many pictures of a chapter the booklet prints."""

DRAWN = 10
"""How many pictures the site draws: nobody reads more, and the dates of the others are a table."""

_LAST = "9999"
PAST, AHEAD = 5, 6
"""How many years a timeline shows before and after the edition's, at most."""


def periods(corpus: Corpus, scope: Scope) -> Iterator[Paragraph]:
    """How many studies say when they begin and end: the chapters draw them."""
    dated = years(corpus, scope).dated
    if dated.value:
        yield paragraph(Message.of("edition.periods.lead", n=dated))


def timelines(making: Making, held: Studies) -> Iterator[Block]:
    """The studies that give a date: those still to end first, in the order of their start."""
    dated = sorted((one for one in held if _is_dated(one.entry)), key=_order(making.corpus.day))
    if not dated:
        return
    counted = Counting(making.corpus, making.scope).count("timeline", dated)
    yield paragraph(making.said("timeline.lead", n=counted))
    span = _span(dated, making.corpus.day)
    over = [one for one in dated if _is_before(one.entry, span[0])]
    recent = [one for one in dated if not _is_before(one.entry, span[0])]
    others = (*recent[DRAWN * ROWS :], *over)
    groups = tuple(_groups(recent[: DRAWN * ROWS]))
    for number, group in enumerate(groups, start=1):
        chart = _chart(making, group, span, (number, len(groups)))
        yield chart if number <= PRINTED else Only("site", (chart,))
    if others:
        caption = making.said("timeline.caption_others")
        yield Only("site", (_table(making, f"{slug(making.scope.key)}-others", caption, others),))


def _is_dated(trial: Trial) -> bool:
    return trial.start is not None or trial.completion is not None


def _is_before(trial: Trial, year: int) -> bool:
    """Whether a study was over before the first year that is drawn."""
    return trial.completion is not None and trial.completion.date.year < year


def _order(day: date) -> Callable[[Held[Trial]], tuple[bool, str, str]]:
    def order(held: Held[Trial]) -> tuple[bool, str, str]:
        start, end = held.entry.start, held.entry.completion
        is_over = end is not None and end.date.is_before(day)
        return is_over, str(start.date) if start else _LAST, held.ref.record.local

    return order


def _groups(held: Sequence[Held[Trial]]) -> Iterator[Sequence[Held[Trial]]]:
    """As few groups as may be, of nearly the same size."""
    if not held:
        return
    count = -(-len(held) // ROWS)
    size, longer = divmod(len(held), count)
    start = 0
    for place in range(count):
        end = start + size + (place < longer)
        yield held[start:end]
        start = end


def _span(held: Sequence[Held[Trial]], day: date) -> tuple[int, int]:
    moments = [m.date.year for one in held for m in (one.entry.start, one.entry.completion) if m]
    first = max(min(*moments, day.year), day.year - PAST)
    return first, min(max(*moments, day.year + 1), day.year + AHEAD)


def _chart(
    making: Making, held: Sequence[Held[Trial]], span: tuple[int, int], place: tuple[int, int]
) -> Chart:
    day = PartialDate.of(making.corpus.day)
    number, count = place
    caption = (
        making.said("timeline.caption")
        if count == 1
        else making.said("timeline.caption_of", part=number, parts=count)
    )
    shown = tuple(_period(one, making) for one in held)
    items = tuple(making.said("timeline.item", name=one.name, dates=one.dates) for one in shown)
    name = f"{slug(making.scope.key)}-timeline-{number}"
    return Chart(
        f"chart-{name}",
        caption,
        making.said("timeline.alternative", items=items),
        making.said("timeline.reading"),
        (),
        _table(making, name, caption, held),
        Timeline(shown, *span, day, bare(day)),
    )


def _table(making: Making, name: str, caption: Sentence, held: Sequence[Held[Trial]]) -> Table:
    return Table(
        f"data-{name}",
        caption,
        tuple(making.said(f"timeline.column.{column}") for column in ("study", "start", "end")),
        tuple(_row(one, making) for one in held),
        making.said("timeline.note"),
    )


def _period(held: Held[Trial], making: Making) -> Period:
    start, end = held.entry.start, held.entry.completion
    return Period(
        name_of(held, making.corpus, making.knowledge),
        _dates(held.entry),
        start.date if start else None,
        end.date if end else None,
    )


def _dates(trial: Trial) -> Sentence:
    known = {"start": trial.start, "end": trial.completion}
    given = {name: moment for name, moment in known.items() if moment}
    return Message.of(f"chapter.timeline.dates.{'_and_'.join(given)}", **given)


def _row(held: Held[Trial], making: Making) -> tuple[Cell, ...]:
    moments = {"start": held.entry.start, "end": held.entry.completion}
    dates = (
        cell(bare(one) if one else making.said(f"timeline.not_given.{name}"))
        for name, one in moments.items()
    )
    return (cell(link_to(held, making.corpus, making.knowledge)), *dates)
