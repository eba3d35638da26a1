"""Fills a store with studies and articles made by recombining those of the shipped edition.

They look like the real ones (same fields, same words, other numbers) and are as many as asked.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec

from vigie.knowledge.loading import load_knowledge
from vigie.records.ids import RecordId
from vigie.records.payload import Payload
from vigie.sources import digest
from vigie.store.store import Store
from vigie.workflows.surroundings import home

DAY = date(2025, 5, 17)
RECEIVED = datetime(2025, 5, 17, tzinfo=UTC)
# These tie a study to others or are its own: they are not recombined.
_OWN = frozenset({"key", "record_type", "registry_numbers", "acronym", "relations"})


def fill(folder: Path, studies: int, articles: int, seed: int = 1) -> None:
    """A store under `folder`, as VIGIE_HOME, with that many records beside the shipped ones."""
    os.environ["VIGIE_HOME"] = str(folder)
    knowledge = load_knowledge()
    shipped = [
        msgspec.json.decode(payload.body)
        for payload in digest.payloads(knowledge.editions[0], RECEIVED)
    ]
    rows = {
        kind: [row for row in shipped if row["record_type"] == kind]
        for kind in ("trial", "article")
    }
    chance = random.Random(seed)
    with (
        Store.open(home(knowledge.profile.id).store) as store,
        store.run("digest", started_at=RECEIVED, data_day=DAY, query="synthetic") as run,
    ):
        run.add(_payloads(rows["trial"], studies, chance))
        run.add(_payloads(rows["article"], articles, chance))
        run.finish(complete=True, ended_at=RECEIVED)


def _payloads(
    rows: list[dict[str, object]], count: int, chance: random.Random
) -> Iterator[Payload]:
    for number in range(count):
        row = _recombined(rows, number, chance)
        yield Payload(
            record=RecordId("digest", f"synthetic/{row['key']}"),
            url=f"digest:synthetic#{row['key']}",
            media_type=digest.MEDIA_TYPE,
            version_on=DAY,
            retrieved_at=RECEIVED,
            body=msgspec.json.encode(row, order="deterministic"),
        )


def _recombined(
    rows: list[dict[str, object]], number: int, chance: random.Random
) -> dict[str, object]:
    base = rows[number % len(rows)]
    other = chance.choice(rows)
    mixed = {name: value for name, value in base.items() if name not in _OWN}
    for name in ("enrolment", "sites", "sponsor", "follow_up_months", "journal", "published"):
        if name in other:
            mixed[name] = other[name]
    kind = str(base["record_type"])
    mixed |= {"key": f"{kind}-{number:05d}", "record_type": kind}
    if kind == "trial":
        mixed |= {"registry_numbers": [f"NCT9{number:07d}"], "acronym": f"SYNTH-{number}"}
    return mixed
