"""The chapter on what changed: the studies that moved, then each record field by field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vigie.analyses.changed import Changed, Moved
from vigie.knowledge.models import Knowledge
from vigie.publishing.compose.change_values import (
    field_of,
    not_compared,
    places_of,
    reason_of,
    said,
    status_of,
    values_of,
    weight_of,
    why_gone,
)
from vigie.publishing.compose.sentences import (
    bare,
    cell,
    key_figure,
    link_to,
    name_of,
    paragraph,
)
from vigie.publishing.document import (
    Block,
    Bullets,
    Cell,
    KeyFigures,
    Only,
    Paragraph,
    Section,
    Table,
    proper,
)
from vigie.records.changes import Change
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Trial
from vigie.records.importance import Importance

PAGE = "what-changed"
PRINTED = 20
"""How many records the booklet shows field by field at most; the site shows them all."""

_COLUMNS = ("what", "old", "new", "why")


def what_changed(found: Changed | None, corpus: Corpus, knowledge: Knowledge) -> Iterator[Section]:
    """The chapter; none where no record moved or went."""
    if found is None or not (found.moved or found.departed):
        return
    window = {"since": found.since, "until": found.until}
    blocks: list[Block] = [paragraph(said("lead", **window), *not_compared(found, knowledge))]
    counts = [count for count in found.groups.values() if count.value]
    if counts:
        blocks.append(KeyFigures(tuple(key_figure(count) for count in counts)))
    for name, count in found.groups.items():
        if count.value:
            blocks.append(_group(name, found, corpus, knowledge))
    blocks += _years(found)
    blocks += _departed(found)
    blocks += _records(found, corpus, knowledge)
    yield Section(PAGE, said("title", **window), tuple(blocks))


def _group(name: str, found: Changed, corpus: Corpus, knowledge: Knowledge) -> Section:
    count = found.groups[name]
    items = [
        item
        for ref in count.evidence
        for item in _items(name, corpus.trials_by_id[ref.record], found, corpus, knowledge)
    ]
    lead = said(f"counted.{name}", n=count, since=found.since, until=found.until)
    blocks = (paragraph(lead), Bullets(tuple(items)))
    return Section(f"changed-{name.replace('_', '-')}", said(f"group.{name}"), blocks)


def _items(
    name: str, held: Held[Trial], found: Changed, corpus: Corpus, knowledge: Knowledge
) -> Iterator[Paragraph]:
    """A study of a group, with what its records say of it."""
    study = link_to(held, corpus, knowledge)
    if name == "new":
        yield paragraph(said("posted", study=study, day=held.entry.first_posted))
    elif name == "newly_known":
        yield paragraph(study)
    for one in found.of_study(held):
        if one.group == name:
            reason = (reason_of(one),) if name == "stopped" else ()
            yield paragraph(status_of(one, study), *reason)


def _years(found: Changed) -> Iterator[Section]:
    """The new studies by year, where there is more than one."""
    if len(found.by_year) > 1:
        figures = KeyFigures(tuple(key_figure(count) for count in found.by_year.values()))
        yield Section("changed-by-year", said("group.year"), (figures,))


def _departed(found: Changed) -> Iterator[Section]:
    items = tuple(
        paragraph(
            said(
                "departed",
                record=proper(one.record.local),
                on=one.on,
                reason=why_gone(one.why),
            )
        )
        for one in found.departed
    )
    if items:
        yield Section("changed-departed", said("group.departed"), (Bullets(items),))


def _records(found: Changed, corpus: Corpus, knowledge: Knowledge) -> Iterator[Section]:
    """The site shows every change; paper the weightiest records, and how many others there are."""
    shown = tuple(
        block
        for one in found.moved
        for block in (_table(one, one.changes, "", corpus, knowledge), *_places(one))
    )
    if shown:
        printed = tuple(_printed(found, corpus, knowledge))
        blocks = (Only("site", shown), Only("booklet", printed))
        yield Section("changed-records", said("group.moved"), blocks)


def _printed(found: Changed, corpus: Corpus, knowledge: Knowledge) -> Iterator[Block]:
    kept = [one for one in found.moved if one.importance is Importance.CRITICAL][:PRINTED]
    for one in kept:
        heavy = [change for change in one.changes if change.importance is not Importance.MINOR]
        light = len(one.changes) - len(heavy)
        yield _table(one, heavy, "-printed", corpus, knowledge)
        yield from _places(one)
        if light:
            yield paragraph(said("minor_more", n=light))
    others = len(found.moved) - len(kept)
    if others:
        yield paragraph(said("records_more", n=others))


def _places(one: Moved) -> Iterator[Block]:
    told = tuple(places_of(one))
    if told:
        yield paragraph(*told)


def _table(
    one: Moved, found: Iterable[Change], suffix: str, corpus: Corpus, knowledge: Knowledge
) -> Table:
    study = name_of(corpus.trials_by_id[one.held.ref.record], corpus, knowledge)
    days = {"before": one.before.version_on, "on": one.held.version_on}
    return Table(
        f"changed-{one.held.ref.record.slug}{suffix}",
        said("table.caption", study=study, **days),
        tuple(said(f"table.column.{column}") for column in _COLUMNS),
        tuple(_row(change) for change in found),
    )


def _row(change: Change) -> tuple[Cell, ...]:
    old, new = values_of(change)
    kind = bare(said(f"kind.{change.kind}"))
    what = said("what_kind", what=field_of(change), kind=kind)
    return cell(what), cell(old), cell(new), cell(weight_of(change))
