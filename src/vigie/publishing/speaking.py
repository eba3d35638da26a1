"""Who says sentences, as those need it who draw what is said."""

from __future__ import annotations

from typing import Protocol

from vigie.knowledge.models import Language
from vigie.publishing.document import Prose, Runs, Verbatim
from vigie.records.message import Message


class Speaker(Protocol):
    """Says sentences in one language, as `publishing.words.Voice` does."""

    @property
    def language(self) -> Language:
        """The language spoken."""
        ...

    def say(self, sentence: Message | Prose | Verbatim, /) -> Runs:
        """The sentence as runs."""
        ...

    def text(self, sentence: Message | Prose | Verbatim, /) -> str:
        """The sentence as bare text."""
        ...
