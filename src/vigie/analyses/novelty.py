"""What is new since the last edition: posted since then, or printed as new by a source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vigie.analyses.figures import Count
from vigie.analyses.landscape import Scope, studies_in
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Trial
from vigie.records.message import Message


@dataclass(frozen=True, slots=True)
class Novelty:
    """The new studies of a scope.

    `posted` were first posted in a registry within the window: that is counted. `printed` have
    no posting date here and are new in the words of their source: that is only stated.
    """

    posted: Count
    printed: Count

    def is_stated(self, held: Held[Trial]) -> bool:
        """Whether a study is new only in the words of its source."""
        return held.ref in self.printed.evidence

    def is_new(self, held: Held[Trial]) -> bool:
        """Whether a study is new, by either."""
        return held.ref in self.posted.evidence or self.is_stated(held)


def novelty(corpus: Corpus, scope: Scope, since: date) -> Novelty:
    """The studies of a scope that are new after `since` and up to the corpus's day."""
    held = studies_in(corpus, scope)
    posted = [one for one in held if _is_posted(one.entry, since, corpus.day)]
    printed = [one for one in held if _is_printed_new(one.entry)]
    return Novelty(
        _count(corpus, scope, since, "posted", posted),
        _count(corpus, scope, since, "printed", printed),
    )


def is_new_since(trial: Trial, since: date, day: date) -> bool:
    """Whether a study is new after `since`, by its posting or in its source's words."""
    return _is_posted(trial, since, day) or _is_printed_new(trial)


def _is_printed_new(trial: Trial) -> bool:
    return trial.first_posted is None and bool(trial.is_marked_new)


def _is_posted(trial: Trial, since: date, day: date) -> bool:
    posted = trial.first_posted
    return posted is not None and since < posted.earliest() and posted.latest() <= day


def _count(corpus: Corpus, scope: Scope, since: date, way: str, held: list[Held[Trial]]) -> Count:
    slots = {"form": scope.noun, "since": since, "day": corpus.day}
    return Count(
        key=f"{scope.key}.studies.new.{way}",
        label=Message.of(f"figure.new_{way}.label", **slots),
        definition=Message.of(f"figure.new_{way}.definition", **slots),
        evidence=tuple(one.ref for one in held),
    )
