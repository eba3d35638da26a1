"""A second disease is a folder: its records are read and tagged with no code of its own."""

from datetime import UTC, datetime
from pathlib import Path

from vigie.knowledge.loading import load_knowledge
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Trial
from vigie.records.ids import RecordId, RecordRef
from vigie.sources import digest
from vigie.tagging.tagger import Tagger


def test_the_toy_disease_is_read_and_tagged_like_any_other(toy: Path) -> None:
    knowledge = load_knowledge(toy)
    (edition,) = knowledge.editions
    sent = digest.payloads(edition, datetime(2031, 6, 1, tzinfo=UTC))
    held = tuple(
        Held(
            ref=RecordRef(payload.record, payload.sha256[:12]),
            version_on=payload.version_on,
            url=payload.url,
            entry=trial,
        )
        for payload in sent
        if isinstance(trial := digest.read(payload), Trial)
    )
    corpus = Tagger(knowledge).tag(Corpus(day=sent[0].version_on, trials=held))
    rolling = corpus.by_id[RecordId.parse("digest:2031/rolling")]
    corners = corpus.by_id[RecordId.parse("digest:2031/corners")]
    assert corpus.concepts(rolling.ref, "form") == {"cube"}
    assert corpus.concepts(rolling.ref, "design") == {"placebo"}
    assert corpus.concepts(corners.ref, "form") == {"dice"}
