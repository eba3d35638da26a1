"""A sentence to be said, before any language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Message:
    """The key of a sentence in `curated/messages/`, and what fills its slots.

    Slots are name-value pairs. A value may be text, a number, a date, a list, another
    `Message`, or any noun that `publishing.words` knows how to say.
    """

    key: str
    slots: tuple[tuple[str, Any], ...] = ()

    @classmethod
    def of(cls, key: str, **slots: Any) -> Message:
        """`Message.of("card.ages", low=18, high=64)`."""
        return cls(key, tuple(sorted(slots.items())))
