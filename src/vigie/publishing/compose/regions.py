"""The parts of the world that a source names in place of countries."""

from __future__ import annotations

from vigie.records.entries import Trial
from vigie.records.message import Message

_CONTINENTS = frozenset(
    {"africa", "asia", "europe", "north_america", "oceania", "south_america"}
)  # fmt: skip


def regions_said(trial: Trial, key: str) -> tuple[Message, ...]:
    """*Pays d’Europe* (`region`), *des pays d’Europe* (`region_in`); else *d’autres pays*."""
    return tuple(dict.fromkeys(_region(name, key) for name in trial.regions))


def _region(name: str, key: str) -> Message:
    continent = name.casefold().replace(" ", "_")
    if continent not in _CONTINENTS:
        return Message.of("card.place.other_countries")
    named = Message.of(f"figure.continents.{continent}")
    return Message.of(f"card.place.{key}", continent=named)
