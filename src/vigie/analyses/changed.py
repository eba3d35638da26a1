"""What changed in a window of days: the studies that are new, that opened, closed or stopped.

Only versions of one source are compared: two sources that differ are not a study that changed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from vigie.analyses.figures import Count
from vigie.records.changes import Change, changes
from vigie.records.corpus import Corpus, Held
from vigie.records.departure import Why
from vigie.records.entries import Trial
from vigie.records.ids import RecordId
from vigie.records.importance import Importance
from vigie.records.message import Message
from vigie.records.vocabulary import Recruitment

GROUPS = ("new", "opened", "closed", "ended", "stopped", "newly_known")
"""The groups of a window, in the order in which they are told; a study may be in several."""

Rows = Mapping[RecordId, Held[Trial]]


@dataclass(frozen=True, slots=True, order=True)
class Departure:
    """A record that its source no longer has: since when, and why."""

    record: RecordId
    on: date
    why: Why


class Places(NamedTuple):
    """How many places of a study opened and closed in a country.

    A place whose name changes closes under the old one and opens under the new one.
    """

    opened: int
    closed: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A record with another version at each end of the window, and what changed between them."""

    before: Held[Trial]
    held: Held[Trial]
    changes: tuple[Change, ...]

    @property
    def importance(self) -> Importance:
        """That of its weightiest change, which stands first."""
        return self.changes[0].importance

    @property
    def places(self) -> Mapping[str, Places]:
        """How many places opened and closed in each country, in the order of their names."""
        opened = Counter(one.new.country for one in self.changes if one.is_opened_place)
        closed = Counter(one.old.country for one in self.changes if one.is_closed_place)
        return {
            country: Places(opened[country], closed[country])
            for country in sorted({*opened, *closed})
        }

    @property
    def group(self) -> str | None:
        """The group that its recruitment puts it in; one lost sight of has not closed."""
        rule = next((one.rule for one in self.changes if one.field == "recruitment"), None)
        if rule in {"opened", "stopped"}:
            return rule
        if rule is not None and self.held.entry.recruitment is Recruitment.COMPLETED:
            return "ended"
        return "closed" if rule == "closed" else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What changed after `since` and up to `until`.

    `groups` has a count for each of `GROUPS`; `by_year` the new studies by the year of their
    first posting. `compared` are the sources of which we hold versions of both days;
    `not_compared` those of which we hold none as old as `since`.
    """

    since: date
    until: date
    groups: Mapping[str, Count]
    by_year: Mapping[int, Count]
    moved: tuple[Moved, ...]
    departed: tuple[Departure, ...]
    compared: tuple[str, ...]
    not_compared: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all changed."""
        return not (self.moved or self.departed or any(c.value for c in self.groups.values()))

    def of_study(self, held: Held[Trial]) -> tuple[Moved, ...]:
        """What changed of a study, record by record."""
        records = {row.ref.record for row in held.rows}
        return tuple(one for one in self.moved if one.held.ref.record in records)


def changed(before: Corpus, now: Corpus, departed: Iterable[Departure] = ()) -> Changed:
    """What changed between the records of two days, each as its own source gives it.

    A study that several sources tell is counted once, and is new on its first posting as united.
    """
    were, are = _rows((*before.trials, *before.unrelated)), _rows(now.trials)
    moved = tuple(sorted(_moved(were, are), key=_weightiest_first))
    new = [held for held in now.trials if _is_posted(held.entry, before.day, now.day)]
    groups: dict[str, list[Held[Trial]]] = {name: [] for name in GROUPS}
    groups |= {"new": new, "newly_known": list(_unheld(now.trials, were, new))}
    for one in moved:
        if one.group is not None:
            groups[one.group].append(now.trials_by_id[one.held.ref.record])
    window = (before.day, now.day)
    return Changed(
        since=before.day,
        until=now.day,
        groups={name: _count(name, held, window) for name, held in groups.items()},
        by_year=_by_year(new, window),
        moved=moved,
        departed=tuple(sorted(departed)),
        compared=tuple(sorted(_sources(are) & _sources(were))),
        not_compared=tuple(sorted(_sources(are) - _sources(were))),
    )


def _rows(studies: Iterable[Held[Trial]]) -> Rows:
    return {row.ref.record: row for held in studies for row in held.rows}


def _sources(rows: Rows) -> set[str]:
    return {record.source for record in rows}


def _moved(were: Rows, are: Rows) -> Iterator[Moved]:
    for record, held in are.items():
        old = were.get(record)
        if old is not None and old.ref != held.ref:
            differ = changes(old.entry, held.entry)
            if differ:
                yield Moved(old, held, differ)


def _weightiest_first(one: Moved) -> tuple[int, RecordId]:
    return one.importance.rank, one.held.ref.record


def _unheld(
    studies: Iterable[Held[Trial]], were: Rows, new: Sequence[Held[Trial]]
) -> Iterator[Held[Trial]]:
    """The older studies of a source compared, of which we hold no version as old."""
    compared, recent = _sources(were), {held.ref for held in new}
    for held in studies:
        is_held = any(row.ref.record in were for row in held.rows)
        if not is_held and held.ref not in recent and held.sources & compared:
            yield held


def _is_posted(trial: Trial, since: date, until: date) -> bool:
    """Whether its registry first showed it after `since`, up to `until`."""
    posted = trial.first_posted
    return posted is not None and since < posted.earliest() and posted.latest() <= until


def _by_year(new: Iterable[Held[Trial]], window: tuple[date, date]) -> Mapping[int, Count]:
    found: dict[int, list[Held[Trial]]] = defaultdict(list)
    for held in new:
        if held.entry.first_posted is not None:
            found[held.entry.first_posted.year].append(held)
    return {year: _count("year", found[year], window, year=str(year)) for year in sorted(found)}


def _count(
    name: str, held: Iterable[Held[Trial]], window: tuple[date, date], *, year: str = ""
) -> Count:
    slots = {"since": window[0], "until": window[1], "year": year}
    return Count(
        key=f"changed.new.{year}" if year else f"changed.{name}",
        label=Message.of(f"changed.figure.{name}.label", **slots),
        definition=Message.of(f"changed.figure.{name}.definition", **slots),
        evidence=tuple(dict.fromkeys(one.ref for one in held)),
    )
