"""All records of one day: found by id, disputed numbers, concepts."""

from __future__ import annotations

from datetime import date

from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Article, Trial
from vigie.records.ids import RecordId, RecordRef
from vigie.records.tag import Tag

DAY = date(2025, 5, 17)


def trial(source: str, key: str, *numbers: str) -> Held[Trial]:
    record = RecordId(source, key)
    ref = RecordRef(record, "0" * 12)
    return Held(ref=ref, version_on=DAY, url="", entry=Trial(id=record, registry_numbers=numbers))


def test_a_number_printed_for_two_studies_of_one_source_is_disputed() -> None:
    cream, other = trial("digest", "2025/a", "NCT1"), trial("digest", "2025/b", "NCT1", "NCT2")
    assert Corpus(day=DAY, trials=(cream, other)).disputed_numbers == {"NCT1"}


def test_two_sources_that_agree_on_a_number_do_not_dispute_it() -> None:
    printed, registered = trial("digest", "2025/a", "NCT1"), trial("ctgov", "NCT1", "NCT1")
    assert Corpus(day=DAY, trials=(printed, registered)).disputed_numbers == frozenset()


def test_every_record_is_found_by_its_id() -> None:
    bird = trial("digest", "2025/bird")
    article = Held(
        ref=RecordRef(RecordId("digest", "2025/hou-2025"), "1" * 12),
        version_on=DAY,
        url="",
        entry=Article(id=RecordId("digest", "2025/hou-2025")),
    )
    corpus = Corpus(day=DAY, trials=(bird,), articles=(article,))
    assert {str(record) for record in corpus.by_id} == {"digest:2025/bird", "digest:2025/hou-2025"}
    assert corpus.by_id[RecordId("digest", "2025/bird")] is bird
    assert list(corpus) == [bird, article]


def test_concepts_are_those_of_the_facet_asked_for() -> None:
    bird = trial("digest", "2025/bird")
    tags = (
        Tag("form", "dm", "term", "conditions", 0, 15, "dermatomyositis"),
        Tag("phase", "3", "field", "phases", 0, 1, "3"),
    )
    corpus = Corpus(day=DAY, trials=(bird,), tags={bird.ref: tags})
    assert corpus.concepts(bird.ref, "form") == {"dm"}
    assert corpus.concepts(bird.ref, "country") == frozenset()
    assert corpus.concepts(RecordRef(bird.ref.record, "f" * 12), "form") == frozenset()


def test_what_a_source_does_not_state_is_neither_zero_nor_no() -> None:
    entry = trial("digest", "2025/bird").entry
    assert entry.enrolment is None
    assert entry.is_abroad is None
    assert entry.recruitment is None
    assert entry.countries == ()
