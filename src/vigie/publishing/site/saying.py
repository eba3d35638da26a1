"""Says each sentence once: most sentences of an edition are the same few, page after page."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from vigie.knowledge.models import Language
from vigie.knowledge.nouns import (
    AntibodyNoun,
    ClassNoun,
    CodeNoun,
    CountryNoun,
    FormNoun,
    TreatmentNoun,
)
from vigie.publishing.document import Linked, Prose, Runs, Verbatim
from vigie.publishing.speaking import Speaker
from vigie.records.dates import PartialDate
from vigie.records.message import Message

# Values that are themselves and nothing else: what such a slot says depends on no other thing.
_SIMPLE = frozenset(
    {
        *(str, int, float, bool, date, PartialDate, Verbatim),
        *(AntibodyNoun, ClassNoun, CodeNoun, CountryNoun, FormNoun, TreatmentNoun),
    }
)


@dataclass(frozen=True, slots=True)
class Remembering:
    """A voice that remembers what it said of sentences that are made of simple values."""

    voice: Speaker
    said: dict[Hashable, Runs] = field(default_factory=dict)

    @property
    def language(self) -> Language:
        """The language spoken."""
        return self.voice.language

    def say(self, sentence: Message | Prose | Verbatim) -> Runs:
        """The sentence as runs."""
        key = _key(sentence)
        if key is None:
            return self.voice.say(sentence)
        found = self.said.get(key)
        if found is None:
            found = self.said[key] = self.voice.say(sentence)
        return found

    def text(self, sentence: Message | Prose | Verbatim) -> str:
        """The sentence as bare text."""
        return self.voice.text(sentence)


def _key(value: Any) -> Hashable | None:
    """What tells a value from others, None where nothing quick does.

    Types count: `True` equals 1 and is not said so.
    """
    kind = type(value)
    if kind in _SIMPLE:
        return (kind, value)
    if kind is Message:
        parts = _keys([slot for _, slot in value.slots])
        return parts and (value.key, *(name for name, _ in value.slots), *parts)
    if kind is Linked:
        inner = _key(value.value)
        return inner and (value.target.kind, value.target.id, inner)
    return _keys(value) if kind is tuple else None


def _keys(values: Any) -> tuple[Hashable, ...] | None:
    """The keys of several values; None as soon as one of them has none."""
    keys: list[Hashable] = [tuple]
    for value in values:
        key = _key(value)
        if key is None:
            return None
        keys.append(key)
    return tuple(keys)
