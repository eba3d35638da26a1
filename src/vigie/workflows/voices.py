"""A voice that remembers what it has said: an edition says the same words on many pages."""

from __future__ import annotations

from dataclasses import dataclass, field

from vigie.knowledge.models import Language
from vigie.publishing.document import Prose, Runs, Verbatim
from vigie.publishing.localise import text_of
from vigie.publishing.words import Voice
from vigie.records.message import Message

_MOST = 50_000


@dataclass(frozen=True)
class RememberingVoice:
    """Says what `voice` says; a sentence said before is not worked out again."""

    voice: Voice
    said: dict[Message | Prose | Verbatim, Runs] = field(default_factory=dict)

    @property
    def language(self) -> Language:
        """The language spoken."""
        return self.voice.language

    def say(self, sentence: Message | Prose | Verbatim) -> Runs:
        """The sentence as runs."""
        runs = self.said.get(sentence)
        if runs is None:
            if len(self.said) >= _MOST:  # a large edition: no more than this is kept in mind
                self.said.clear()
            runs = self.said[sentence] = self.voice.say(sentence)
        return runs

    def text(self, sentence: Message | Prose | Verbatim) -> str:
        """The sentence as bare text."""
        return text_of(self.say(sentence))
