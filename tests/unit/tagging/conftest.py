"""A small disease, and records by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from vigie.knowledge.models import Knowledge
from vigie.records.corpus import Held
from vigie.records.entries import Entry, Intervention, Trial
from vigie.records.ids import RecordId, RecordRef
from vigie.tagging.tagger import Tagger


def _named(row_id: str, name: str, **more: Any) -> dict[str, Any]:
    names = {"fr": {"text": name}, "en": {"text": name}}
    return {"id": row_id, "names": names, "reference": "by hand", **more}


def _treatment(row_id: str, **more: Any) -> dict[str, Any]:
    row = _named(row_id, more["inn"], approach="pharmacology")
    return row | more


def _term(term: str, facet: str, concept: str, polarity: str = "for") -> dict[str, str]:
    return {
        "term": term,
        "language": "any",
        "facet": facet,
        "concept": concept,
        "polarity": polarity,
        "example": f"Adults: {term}.",
        "reference": "by hand",
    }


TERMS = (
    _term("myositis", "form", "iim"),
    _term("IBM", "form", "ibm"),
    _term("inclusion body myositis", "form", "ibm"),
    _term("inclusion body myositis hereditary", "form", "ibm", "against"),
    _term("myosite à inclusions", "form", "ibm"),
    _term("juvenile dermatomyositis", "form", "jdm"),
    _term("overlap myositis", "form", "om"),
    _term("except", "exclusion", "cue"),
    _term("refractory", "population", "refractory"),
    _term("adults", "population", "adult"),
    _term("children and adults", "population", "adult", "against"),
    _term("CAR-T", "modality", "car_t"),
    _term("CAR-T", "class", "car_t"),
    _term("JAK inhibitors", "class", "jak_inhibitor"),
    _term("open-label", "design", "open"),
)
TREATMENTS = (
    _treatment(
        "kn5501",
        inn="KN5501",
        modality="car_nk_allo",
        targets=["cd19"],
        approach="cell_gene",
        **{"class": "car_nk"},
    ),
    _treatment(
        "ulviprubart",
        inn="ulviprubart",
        codes=["ABC008"],
        modality="mab",
        targets=["klrg1"],
        **{"class": "anti_klrg1"},
    ),
    _treatment("cream_one", inn="cream", modality="topical", **{"class": "jak_inhibitor"}),
    _treatment("cream_two", inn="cream", modality="topical", **{"class": "antifibrotic"}),
)
PROFILE = {
    "home_country": "France",
    "id": "small",
    "names": {"fr": {"text": "myosite"}, "en": {"text": "myositis"}},
    "forms": [_named("dm", "dermatomyositis"), _named("ibm", "inclusion body myositis")],
    "look_alikes": [_named("ossificans", "myositis ossificans")],
    "discouraged": [],
    "chapters": [{"id": "ibm", "title": {"fr": "MI", "en": "IBM"}, "forms": ["ibm"]}],
}


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """Enough of a disease to tag with."""
    code = {"short": {"fr": "", "en": ""}, "long": {"fr": "", "en": ""}, "reference": "by hand"}
    listed: dict[str, Any] = dict.fromkeys(
        ("treatment_classes", "measures", "registries", "epidemiology", "glossary"), ()
    )
    return Knowledge.model_validate(
        listed
        | {
            "profile": PROFILE,
            "terms": TERMS,
            "treatments": TREATMENTS,
            "antibodies": [_named("hmgcr", "anti-HMGCR", group="specific")],
            "vocabularies": {"modality": [{"code": "car_t_allo", **code}]},
            "countries": [
                {
                    "name": "United States",
                    "aliases": ["USA"],
                    "fr": "États-Unis",
                    "fr_in": "aux États-Unis",
                    "fr_of": "des États-Unis",
                    "en": "United States",
                    "en_in": "in the United States",
                    "continent": "North America",
                }
            ],
            "sources": (),
            "messages": {},
            "editions": (),
            "expected": (),
            "sha256": "0" * 64,
        }
    )


@pytest.fixture(scope="session")
def tagger(knowledge: Knowledge) -> Tagger:
    """A tagger of the small disease; the window opens on 1 June 2024."""
    return Tagger(knowledge, since=date(2024, 6, 1))


@pytest.fixture(scope="session")
def hold() -> Callable[[Entry], Held[Entry]]:
    """Holds an entry as if a source had given it."""

    def held(entry: Entry) -> Held[Entry]:
        ref = RecordRef(entry.id, "0123456789ab")
        return Held(ref=ref, version_on=date(2025, 5, 17), url="", entry=entry)

    return held


@pytest.fixture(scope="session")
def concepts(tagger: Tagger, hold: Callable[[Entry], Held[Entry]]) -> Callable[..., frozenset[str]]:
    """The concepts of one facet of a study with these fields; a name is a treatment's."""

    def of(facet: str, *names: str, **fields: Any) -> frozenset[str]:
        given = tuple(Intervention(name) for name in names)
        trial = Trial(id=RecordId("digest", "a"), interventions=given, **fields)
        return frozenset(tag.concept for tag in tagger.tags(hold(trial)) if tag.facet == facet)

    return of
