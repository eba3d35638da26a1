"""Says each sentence once: most sentences of an edition are the same few, page after page."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date

from vigie.publishing.document import Prose, Runs, Verbatim
from vigie.publishing.site.view import Speaker
from vigie.records.message import Message

# Values that are themselves and nothing else: what such a slot says depends on no other thing.
_SIMPLE = frozenset({str, int, float, bool, date})


@dataclass(frozen=True, slots=True)
class Remembering:
    """A voice that remembers what it said of messages with simple slots, or none."""

    voice: Speaker
    said: dict[Hashable, Runs] = field(default_factory=dict)

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


def _key(sentence: Message | Prose | Verbatim) -> Hashable | None:
    """What tells a sentence from others; types count, since `True` equals 1 and is not said so."""
    if not isinstance(sentence, Message):
        return None
    slots = [(name, type(value), value) for name, value in sentence.slots]
    if any(kind not in _SIMPLE for _, kind, _ in slots):
        return None
    return (sentence.key, tuple(slots))
