"""One view per study: what several sources say of it, united by registry numbers alone.

A registry's reading wins every field that it fills; one that it leaves empty keeps what another
source says. What each source said stays beside it, row by row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from vigie.errors import Problem
from vigie.records.corpus import Corpus, Held, number_key, speaker_of
from vigie.records.dates import PartialDate
from vigie.records.entries import FieldNote, Relation, Trial
from vigie.records.ids import RecordId, RecordRef

Row = Held[Trial]
Provenance = dict[str, RecordRef]

DIGEST = "digest"
# Which registry is believed first where two fill the same field; others follow by name.
_REGISTRIES = ("ctgov", "ctis", "eclaire")
# Read together, from one source: a status without the day on which that source says it is nothing.
_RECRUITMENT = ("recruitment", "recruitment_on")
_GATHERED = ("registry_numbers", "relations", "notes")
_EMPTY: tuple[Any, ...] = (None, (), "")


def unite(corpus: Corpus) -> Corpus:
    """The same corpus with one study for the rows that share an undisputed registry number.

    Two records of one source are two studies, whatever a third source says of them: then
    nothing is united, and a problem says so. Ties between records lead to the united studies.
    """
    studies = (*corpus.trials, *corpus.unrelated)
    rows = sorted((row for held in studies for row in held.rows), key=_believed_first)
    groups = list(_groups(rows, {number_key(one) for one in corpus.disputed_numbers}))
    kept = [part for group in groups for part in ([group] if _is_one(group) else _apart(group))]
    canonical = {row.ref.record: group[0].ref.record for group in kept for row in group}
    united = sorted((_united(group, canonical) for group in kept), key=lambda held: held.ref)
    return replace(
        corpus,
        trials=tuple(united),
        unrelated=(),
        results=tuple(
            replace(held, entry=replace(held.entry, trials=_led(held.entry.trials, canonical)))
            for held in corpus.results
        ),
        problems=(*corpus.problems, *(_conflict(group) for group in groups if not _is_one(group))),
    )


def is_registry(record: RecordId) -> bool:
    """Whether a record is a registry's own, not what a text prints of it."""
    return record.source != DIGEST


def _believed_first(row: Row) -> tuple[int, str, int, RecordRef]:
    """Registries before digests; of digests, the latest first."""
    source = row.ref.record.source
    if not is_registry(row.ref.record):
        return len(_REGISTRIES) + 1, source, -row.version_on.toordinal(), row.ref
    rank = _REGISTRIES.index(source) if source in _REGISTRIES else len(_REGISTRIES)
    return rank, source, 0, row.ref


def _groups(rows: Iterable[Row], disputed: Iterable[str]) -> Iterator[list[Row]]:
    """The rows that undisputed numbers tie together, however many steps away."""
    ruled_out = frozenset(disputed)
    by_number: dict[str, list[Row]] = {}
    groups: list[list[Row]] = []
    for row in rows:
        group = [row]
        groups.append(group)
        for number in _keys(row) - ruled_out:
            other = by_number.setdefault(number, group)
            if other is not group:
                group += other
                tied = {key for one in other for key in _keys(one) - ruled_out}
                by_number.update(dict.fromkeys(tied, group))
                other.clear()
    yield from (sorted(group, key=_believed_first) for group in groups if group)


def _keys(row: Row) -> frozenset[str]:
    return frozenset(number_key(number) for number in row.entry.registry_numbers)


def _is_one(group: Sequence[Row]) -> bool:
    speakers = [speaker_of(row.ref.record) for row in group]
    return len(speakers) == len(set(speakers))


def _apart(group: Iterable[Row]) -> list[list[Row]]:
    return [[row] for row in group]


def _conflict(group: Sequence[Row]) -> Problem:
    named = ", ".join(sorted(str(row.ref.record) for row in group))
    return Problem(
        code="study.not_united",
        where=named,
        what="Their registry numbers would make one study of two records of the same source.",
        do="They stay apart. See which number is claimed wrongly with vigie show.",
    )


def _united(rows: Sequence[Row], canonical: Mapping[RecordId, RecordId]) -> Row:
    first = rows[0]
    if len(rows) == 1:
        relations = _relations(rows, canonical)
        if relations == first.entry.relations:
            return first
        return replace(first, entry=replace(first.entry, relations=relations))
    values, provenance = _believed(rows)
    entry = replace(
        first.entry,
        **values,
        registry_numbers=tuple(_numbers(rows)),
        relations=_relations(rows, canonical),
        notes=tuple(_notes(rows, provenance)),
    )
    named = tuple(
        (field.name, provenance[field.name]) for field in fields(Trial) if field.name in provenance
    )
    return replace(first, entry=entry, members=tuple(rows), provenance=named)


def _believed(rows: Sequence[Row]) -> tuple[dict[str, Any], Provenance]:
    """Each field of the first row that fills it, and which row that is."""
    values: dict[str, Any] = {}
    provenance: Provenance = {}
    for field in fields(Trial):
        for row in rows:
            value = getattr(row.entry, field.name)
            if value not in _EMPTY and field.name != "id":
                values[field.name], provenance[field.name] = value, row.ref
                break
    told = _latest_recruitment(rows)
    if told is not None:
        values["recruitment"], values["recruitment_on"] = told.entry.recruitment, _on(told)
        provenance.update(dict.fromkeys(_RECRUITMENT, told.ref))
    return {name: value for name, value in values.items() if name not in _GATHERED}, provenance


def _latest_recruitment(rows: Sequence[Row]) -> Row | None:
    """Who is believed on recruitment: of registries the one that said it last."""
    told = [row for row in rows if row.entry.recruitment is not None]
    registries = [row for row in told if is_registry(row.ref.record)]
    return max(registries or told, key=lambda row: _on(row).earliest(), default=None)


def _on(row: Row) -> PartialDate:
    return row.entry.recruitment_on or PartialDate.of(row.version_on)


def _numbers(rows: Iterable[Row]) -> Iterator[str]:
    """All their numbers, each once."""
    seen: set[str] = set()
    for row in rows:
        for number in row.entry.registry_numbers:
            if number_key(number) not in seen:
                seen.add(number_key(number))
                yield number


def _relations(rows: Iterable[Row], canonical: Mapping[RecordId, RecordId]) -> tuple[Relation, ...]:
    """All their ties to other studies, each once."""
    ties = (tie for row in rows for tie in row.entry.relations)
    led = (Relation(tie.kind, canonical.get(tie.target, tie.target)) for tie in ties)
    return tuple(dict.fromkeys(led))


def _notes(rows: Iterable[Row], provenance: Provenance) -> Iterator[FieldNote]:
    """What a reader noted on the fields that were taken from that reading."""
    for row in rows:
        yield from (note for note in row.entry.notes if provenance.get(note.field) == row.ref)


def _led(
    records: Iterable[RecordId], canonical: Mapping[RecordId, RecordId]
) -> tuple[RecordId, ...]:
    return tuple(dict.fromkeys(canonical.get(record, record) for record in records))
