"""The records of a disease on two days, compared."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from vigie.analyses.changed import Changed, Departure, changed
from vigie.records.corpus import Corpus
from vigie.store.store import Store
from vigie.workflows.collecting import Opened, collect


def compare(place: Opened, now: Corpus, since: date) -> Changed:
    """What changed from `since` to the day of the records given. Raises: StoreDamaged."""
    before = corpus_before(place, since)
    return changed(before, now, _departures(place.store, before, now))


def corpus_before(place: Opened, day: date) -> Corpus:
    """Every record as of `day`; none where the store holds nothing as old."""
    if next(place.store.as_of(day), None) is None:
        return Corpus(day=day)
    return collect(place, day)


def _departures(store: Store, before: Corpus, now: Corpus) -> Iterator[Departure]:
    """The records that stood on the first day, and that their source had lost by the last."""
    for held in before.trials:
        for row in held.rows:
            record = row.ref.record
            if record in now.rows_by_id:
                continue
            stones = [one for one in store.departures(record) if one.departed_on <= now.day]
            if stones:
                yield Departure(record, stones[-1].departed_on, stones[-1].why)
