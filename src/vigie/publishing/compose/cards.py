"""The card of a study: all that a reader wants at a glance, and the sentences that say the rest."""

from __future__ import annotations

from collections.abc import Iterator

from vigie.analyses.consistency import findings
from vigie.knowledge.models import EditionFile, Knowledge
from vigie.knowledge.nouns import CodeNoun
from vigie.publishing.compose import card_titles
from vigie.publishing.compose.card_facts import Study
from vigie.publishing.compose.card_lines import lines
from vigie.publishing.compose.card_sentences import sentences
from vigie.publishing.compose.citing import results_of
from vigie.publishing.document import Badge, Card, Verbatim
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Trial
from vigie.records.message import Message
from vigie.records.vocabulary import Phase

_DIGEST = "digest"


def card(held: Held[Trial], corpus: Corpus, knowledge: Knowledge) -> Card:
    """The card of one study of a tagged corpus."""
    study = Study(held, corpus, knowledge)
    return Card(
        id=held.ref.record.slug,
        ref=held.ref,
        title=card_titles.title(study),
        badges=tuple(_badges(study)),
        lines=lines(study),
        sentences=(*sentences(study), *_published(study)),
        warnings=tuple(_warnings(study)),
        source=source(study),
    )


def title(held: Held[Trial], corpus: Corpus, knowledge: Knowledge) -> Message:
    """What a study is called, in lists and headings."""
    return card_titles.title(Study(held, corpus, knowledge))


def source(study: Study) -> Message:
    """Where the card's facts were read."""
    record, known = study.held.ref.record, study.knowledge
    edition = next((one for one in known.editions if _is_of(one, study)), None)
    if edition is not None:
        return _digest(edition, study)
    for entry in known.sources:
        if entry.id == record.source:
            return Message.of("card.source.other", title=entry.names, day=study.held.version_on)
    return Message.of("card.source.unknown", record=record, day=study.held.version_on)


def _is_of(edition: EditionFile, study: Study) -> bool:
    record = study.held.ref.record
    return record.source == _DIGEST and record.local.startswith(f"{edition.id}/")


def _digest(edition: EditionFile, study: Study) -> Message:
    name = Verbatim(edition.source_title, "fr")
    pages = sorted({place.page for place in study.trial.places if place.page is not None})
    if not pages:
        return Message.of("card.source.digest_alone", title=name)
    return Message.of("card.source.digest", title=name, pages=tuple(pages))


def _published(study: Study) -> Iterator[Message]:
    """The publications that report its results, among those held."""
    found = results_of(study.held.ref, study.corpus)
    if found:
        yield Message.of("literature.results.published", articles=found)


def _badges(study: Study) -> Iterator[Badge]:
    """A badge per phase (two for a combined phase), and the mark of what is new."""
    for phase in study.trial.phases:
        if phase is not Phase.NOT_APPLICABLE:
            yield Badge("phase", _code(phase, "short"), _code(phase, "meaning"))
    if "new" in study.corpus.concepts(study.held.ref, "novelty"):
        yield Badge("new", Message.of("card.new.word"), _novelty(study))


def _code(phase: Phase, width: str) -> Message:
    return Message.of("common.say", x=CodeNoun("phase", phase, width))  # type: ignore[arg-type]


def _novelty(study: Study) -> Message:
    posted = study.trial.first_posted
    if posted is None:
        return Message.of("card.new.printed")
    return Message.of("card.new.posted", day=posted)


def _warnings(study: Study) -> Iterator[Message]:
    """What the study's own source contradicts, and numbers that it gives to two studies."""
    alone = Corpus(day=study.corpus.day, trials=(study.held,))
    for finding in findings(alone, study.knowledge.editions):
        yield Message(f"card.warning.{finding.kind}", finding.slots)
    disputed = study.corpus.disputed_numbers.intersection(study.trial.registry_numbers)
    if disputed:
        yield Message.of("card.warning.disputed", numbers=tuple(sorted(disputed)))
