"""The terms on real records of a registry, where a folder of them stands beside the project."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from vigie.knowledge.loading import load_knowledge
from vigie.records.corpus import Held
from vigie.records.entries import Trial
from vigie.records.ids import RecordId, RecordRef
from vigie.tagging.tagger import Tagger

REGISTRY = Path(__file__).parents[2].parent / "shared" / "registry"
ANY_DISEASE = REGISTRY / "ctgov_v2.jsonl.gz"
MYOSITIS = REGISTRY / "ctgov_v2_myositis_converted_from_xml.jsonl"
WORDS = ("myosit", "inflammatory myopath", "synthetase", "interstitial", "idiopathic inflammatory")

pytestmark = pytest.mark.skipif(
    not ANY_DISEASE.exists(),
    reason="needs ../shared/registry: real records, not part of the project",
)


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger(load_knowledge())


def read(path: Path) -> list[Trial]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        records = [json.loads(line).get("protocolSection", {}) for line in lines]
    return [
        Trial(
            id=RecordId("ctgov", record["identificationModule"]["nctId"]),
            title=record["identificationModule"].get("briefTitle"),
            conditions=tuple(record.get("conditionsModule", {}).get("conditions", ())),
        )
        for record in records
    ]


def forms(tagger: Tagger, trial: Trial) -> set[str]:
    held = Held(ref=RecordRef(trial.id, "0" * 12), version_on=date(2025, 1, 1), url="", entry=trial)
    return {tag.concept for tag in tagger.tags(held) if tag.facet == "form"}


def test_a_study_of_another_disease_is_not_tagged(tagger):
    wrong = [
        (str(trial.id), trial.title)
        for trial in read(ANY_DISEASE)
        if forms(tagger, trial)
        and not any(word in f"{trial.title} {trial.conditions}".lower() for word in WORDS)
    ]
    assert wrong == []


def test_every_study_whose_title_says_myositis_is_tagged(tagger):
    trials = [trial for trial in read(MYOSITIS) if "myosit" in f"{trial.title}".lower()]
    assert trials
    assert [trial.title for trial in trials if not forms(tagger, trial)] == []


def test_a_form_that_only_the_title_names_is_found(tagger):
    by_number = {trial.id.local: forms(tagger, trial) for trial in read(MYOSITIS)}
    assert "asys" in by_number["NCT01276470"]
    assert by_number["NCT00001973"] == set()
