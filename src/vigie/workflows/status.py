"""`vigie status`: which sources are held, how much of them, and how fresh they are."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from vigie.errors import Problem
from vigie.knowledge.loading import load_knowledge
from vigie.store.ledger import Run
from vigie.store.store import Store
from vigie.workflows.collecting import Opened, opened, problems_of_runs
from vigie.workflows.telling import console, inert, table, write_json


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceStatus:
    """One source as the store has it. `data_day` is the day that its last run tells of."""

    source: str
    records: int
    versions: int
    last_run: datetime | None
    complete: bool
    data_day: date


def run(*, disease: str, is_json: bool) -> int:
    """Shows every source that the store knows. Raises: VigieError."""
    knowledge = load_knowledge(disease)
    with opened(knowledge) as place:
        rows = tuple(_statuses(place.store))
        problems = tuple(problems_of_runs(place.store))
        if is_json:
            write_json({"sources": rows, "problems": problems, "store": str(place.store.path)})
        else:
            _print(place, rows, problems)
    return 0


def _statuses(store: Store) -> Iterator[SourceStatus]:
    held = {tally.source: tally for tally in store.tallies()}
    last: dict[str, Run] = {run.source: run for run in store.runs()}
    for source, run in sorted(last.items()):
        tally = held.get(source)
        yield SourceStatus(
            source=source,
            records=tally.records if tally else 0,
            versions=tally.versions if tally else 0,
            last_run=run.ended_at,
            complete=run.is_complete,
            data_day=run.data_day,
        )


def _print(place: Opened, rows: tuple[SourceStatus, ...], problems: tuple[Problem, ...]) -> None:
    out = console()
    shown = table("source", "records", "versions", "data of", "last run", "complete")
    for row in rows:
        last_run = f"{row.last_run:%Y-%m-%d %H:%M} UTC" if row.last_run else "broke off"
        shown.add_row(
            inert(row.source),
            str(row.records),
            str(row.versions),
            str(row.data_day),
            last_run,
            "yes" if row.complete else "no",
        )
    out.print(shown)
    for problem in problems:
        out.print(f"[yellow]! {inert(str(problem))}[/yellow]")
    sys.stdout.write(f"\nStore: {place.store.path}\n")
