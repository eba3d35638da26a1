"""Figures that a source printed, with those of their records that we hold."""

from __future__ import annotations

from collections.abc import Mapping

from vigie.analyses.figures import Stated
from vigie.analyses.landscape import in_france, is_of_another_disease, studies
from vigie.knowledge.models import Knowledge, PrintedCount
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Statement, Trial
from vigie.records.ids import RecordRef
from vigie.records.message import Message

Studies = tuple[Held[Trial], ...]


def stated(corpus: Corpus, knowledge: Knowledge) -> tuple[Stated, ...]:
    """The printed figures that both languages can name, by key.

    A figure is named by the sentence `figure.printed.<key>.label`; one without it is not shown.
    """
    named = ((held, label_of(held, knowledge)) for held in corpus.statements)
    made = (_stated(held, label, corpus, knowledge) for held, label in named if label)
    return tuple(sorted(made, key=lambda one: one.key))


def key_of(held: Held[Statement]) -> str:
    """The key of a printed figure: the end of its record's id."""
    return held.ref.record.local.rpartition("/")[2]


def counted(
    held: Held[Statement], corpus: Corpus, meant: Mapping[str, PrintedCount]
) -> Studies | None:
    """The studies of the same source that a printed figure counts; None where it counts none.

    `meant` says, by the key of a statement, which studies its number counts.
    """
    count = meant.get(key_of(held))
    if count is None:
        return None
    told = _counted(count, corpus.as_told_by(held.ref.record.source))
    return tuple(dict.fromkeys(corpus.trials_by_id[one.ref.record] for one in told))


def _counted(count: PrintedCount, corpus: Corpus) -> Studies:
    """As the source prints them: its own word on a modality counts, whatever we know better."""
    found = studies(corpus, *count.forms) if count.forms else _registered(corpus)
    if count.modalities:
        found = tuple(held for held in found if held.entry.modality in count.modalities)
    return in_france(corpus, found) if count.is_home else found


def label_of(held: Held[Statement], knowledge: Knowledge) -> Message | None:
    """What a printed figure is called; None where a language has no name for it."""
    label = f"figure.printed.{key_of(held)}.label"
    is_named = all(label in sentences for sentences in knowledge.messages.values())
    return Message(label) if is_named else None


def _stated(held: Held[Statement], label: Message, corpus: Corpus, knowledge: Knowledge) -> Stated:
    key, entry = key_of(held), held.entry
    return Stated(
        key=key,
        label=label,
        definition=Message.of("figure.printed_definition"),
        figure=entry.figure,
        ref=held.ref,
        source=held.ref.record,
        places=entry.places,
        on=held.version_on,
        attributed_to=entry.attributed_to,
        held=_refs_held(held, corpus, knowledge.profile.printed_counts),
    )


def _refs_held(
    held: Held[Statement], corpus: Corpus, meant: Mapping[str, PrintedCount]
) -> tuple[RecordRef, ...] | None:
    """The records behind a printed number, unless more fit than it counts.

    Then the source counts otherwise than our tags do: which are meant cannot be told, and
    `consistency` says so.
    """
    found = counted(held, corpus, meant)
    if found is None or len(found) > max(held.entry.figure.values):
        return None
    return tuple(one.ref for one in found)


def _registered(corpus: Corpus) -> Studies:
    return tuple(
        held
        for held in corpus.trials
        if held.entry.registry_numbers and not is_of_another_disease(held, corpus)
    )
