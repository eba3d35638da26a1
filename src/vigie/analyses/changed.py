"""What changed in a window of days: the studies that are new, that opened, closed or stopped.

Only versions of one source are compared: two sources that differ are not a study that changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from vigie.analyses.figures import Count
from vigie.records.changes import TAKING, Change, changes
from vigie.records.corpus import Held
from vigie.records.entries import Trial
from vigie.records.ids import RecordId, RecordRef
from vigie.records.importance import Importance
from vigie.records.message import Message
from vigie.records.vocabulary import Recruitment

GROUPS = ("new", "opened", "closed", "ended", "stopped", "newly_known")
"""The groups of a window, in the order in which they are told; a study may be in several."""


@dataclass(frozen=True, slots=True)
class Departure:
    """A record that its source no longer has: since when, and why in the words of the store."""

    record: RecordId
    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A study with two versions in the window's ends, and what changed between them."""

    before: Held[Trial]
    held: Held[Trial]
    changes: tuple[Change, ...]

    @property
    def importance(self) -> Importance:
        """That of its weightiest change, which stands first."""
        return self.changes[0].importance


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What changed after `since` and up to `until`.

    `groups` has a count for each of `GROUPS`; `by_year` the new studies by the year of their
    first posting. `not_compared` are sources that we hold no version of as old as `since`.
    """

    since: date
    until: date
    groups: Mapping[str, Count]
    by_year: Mapping[int, Count]
    moved: tuple[Moved, ...]
    departed: tuple[Departure, ...]
    not_compared: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all changed."""
        return not (self.moved or self.departed or any(c.value for c in self.groups.values()))

    def moved_by(self, ref: RecordRef) -> Moved | None:
        """What changed of one study; None where nothing did or nothing could be compared."""
        return next((one for one in self.moved if one.held.ref == ref), None)


def changed(
    before: Iterable[Held[Trial]],
    now: Iterable[Held[Trial]],
    departed: Iterable[Departure],
    *,
    since: date,
    until: date,
) -> Changed:
    """What changed between the studies of two days, each as its own source gives it."""
    were = {held.ref.record: held for held in before}
    are = sorted(now, key=lambda held: held.ref)
    moved = tuple(_moved(were, are))
    known = {record.source for record in were}
    new = [held for held in are if _is_posted(held.entry, since, until)]
    unknown = [
        held
        for held in are
        if held.ref.record not in were and held.ref.record.source in known and held not in new
    ]
    groups: dict[str, list[Held[Trial]]] = {name: [] for name in GROUPS}
    groups |= {"new": new, "newly_known": unknown}
    for one in moved:
        name = _group(one)
        if name is not None:
            groups[name].append(one.held)
    return Changed(
        since=since,
        until=until,
        groups={name: _count(name, held, since, until) for name, held in groups.items()},
        by_year=_by_year(new, since, until),
        moved=moved,
        departed=tuple(sorted(departed, key=lambda one: (one.record, one.on, one.reason))),
        not_compared=tuple(sorted({held.ref.record.source for held in are} - known)),
    )


def _moved(were: Mapping[RecordId, Held[Trial]], are: Iterable[Held[Trial]]) -> list[Moved]:
    found = []
    for held in are:
        old = were.get(held.ref.record)
        if old is not None and old.ref != held.ref:
            differ = changes(old.entry, held.entry)
            if differ:
                found.append(Moved(old, held, differ))
    return found


def _group(one: Moved) -> str | None:
    old, new = one.before.entry.recruitment, one.held.entry.recruitment
    rule = next((change.rule for change in one.changes if change.field == "recruitment"), None)
    if rule in {"opened", "stopped"}:
        return rule
    if rule is not None and new is Recruitment.COMPLETED:
        return "ended"
    return "closed" if rule == "closed" or (old in TAKING and rule == "recruitment") else None


def _is_posted(trial: Trial, since: date, until: date) -> bool:
    """Whether its registry first showed it after `since`, up to `until`."""
    posted = trial.first_posted
    return posted is not None and since < posted.earliest() and posted.latest() <= until


def _by_year(new: Iterable[Held[Trial]], since: date, until: date) -> Mapping[int, Count]:
    found: dict[int, list[Held[Trial]]] = defaultdict(list)
    for held in new:
        if held.entry.first_posted is not None:
            found[held.entry.first_posted.year].append(held)
    return {
        year: _count(f"new.year.{year}", found[year], since, until, words="year", year=str(year))
        for year in sorted(found)
    }


def _count(
    name: str,
    held: Iterable[Held[Trial]],
    since: date,
    until: date,
    *,
    words: str = "",
    **slots: object,
) -> Count:
    slots |= {"since": since, "until": until}
    return Count(
        key=f"changed.{name}",
        label=Message.of(f"changed.figure.{words or name}.label", **slots),
        definition=Message.of(f"changed.figure.{words or name}.definition", **slots),
        evidence=tuple(one.ref for one in held),
    )
