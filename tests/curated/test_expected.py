"""The tags of the shipped edition against those checked by hand; the figures may not fall."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime

import pytest

from vigie.knowledge.loading import load_knowledge
from vigie.knowledge.models import Knowledge
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Article, Result, Statement, Trial
from vigie.records.ids import RecordRef
from vigie.sources import digest
from vigie.tagging.measuring import measure, unheld
from vigie.tagging.tagger import Tagger

FACETS = {
    "form", "treatment", "class", "target", "modality", "approach", "phase", "design",
    "study_type", "country", "place", "recruitment", "novelty", "population",
}  # fmt: skip
RETRIEVED = datetime(2025, 5, 17, tzinfo=UTC)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="module")
def corpus(knowledge: Knowledge) -> Corpus:
    (edition,) = knowledge.editions
    held = [
        Held(
            ref=RecordRef(payload.record, payload.sha256[:12]),
            version_on=payload.version_on,
            url=payload.url,
            entry=digest.read(payload),
        )
        for payload in digest.payloads(edition, RETRIEVED)
    ]

    def of(kind: type) -> tuple:
        return tuple(sorted((h for h in held if isinstance(h.entry, kind)), key=lambda h: h.ref))

    return Tagger(knowledge).tag(
        Corpus(
            day=date.fromisoformat(edition.day),
            trials=of(Trial),
            articles=of(Article),
            results=of(Result),
            statements=of(Statement),
        )
    )


def test_no_concept_falls_below_the_floor(corpus, knowledge):
    fallen = [one for one in measure(corpus, knowledge.expected) if not one.is_above_floor]
    assert fallen == [], "Correct the tagger or the terms, or look again at the row by hand."


def test_every_checked_record_is_held(corpus, knowledge):
    assert unheld(corpus, knowledge.expected) == ()


def test_every_facet_and_every_form_was_checked(knowledge):
    rows = knowledge.expected
    forms = {row.concept for row in rows if row.facet == "form"}
    assert {row.facet for row in rows} == FACETS
    assert {form.id for form in knowledge.profile.forms} - forms == set()


def test_every_chapter_was_checked(corpus, knowledge):
    checked = {row.record for row in knowledge.expected}
    chapters = Counter(held.entry.section for held in corpus if str(held.ref.record) in checked)
    assert all(chapters[chapter.id] >= 5 for chapter in knowledge.profile.chapters)


def test_each_row_says_why_and_stands_once(knowledge):
    keys = [(row.record, row.facet, row.concept) for row in knowledge.expected]
    assert len(keys) == len(set(keys)) >= 250
    assert all(len(row.because) >= 5 for row in knowledge.expected)


def test_every_tag_of_the_edition_shows_words(corpus):
    assert all(tag.words for tags in corpus.tags.values() for tag in tags)


def test_a_trial_of_the_edition_has_a_form_unless_it_is_about_another_disease(corpus):
    without = {
        held.ref.record.local.removeprefix("2025/")
        for held in corpus.trials
        if not corpus.concepts(held.ref, "form")
    }
    assert without == {"ft819", "ytb323-lupus", "glpg3667-phase-1", "ray121-healthy-volunteers"}
