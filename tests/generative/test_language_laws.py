"""Laws of the language: whatever a study leaves out, its card is made of whole sentences."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vigie.knowledge.loading import load_knowledge
from vigie.knowledge.models import Noun, Texts
from vigie.publishing import grammar_fr
from vigie.publishing.compose.cards import card
from vigie.publishing.document import Card, Prose, Verbatim
from vigie.publishing.typography import set_french
from vigie.publishing.words import Voice
from vigie.records.corpus import Corpus, Held
from vigie.records.dates import PartialDate
from vigie.records.entries import (
    Centres,
    Intervention,
    Moment,
    Place,
    Quantity,
    Relation,
    Site,
    Trial,
)
from vigie.records.ids import RecordId, RecordRef
from vigie.records.vocabulary import Control, Phase, Qualifier, Recruitment, StudyType
from vigie.tagging.tagger import Tagger

KNOWLEDGE = load_knowledge()
TAGGER = Tagger(KNOWLEDGE)
VOICES = {"fr": Voice(KNOWLEDGE, "fr"), "en": Voice(KNOWLEDGE, "en")}
COMMON = settings(max_examples=60, deadline=None)

HEDGES = [
    None,
    *(q for q in Qualifier if q in {"about", "nearly", "more_than", "at_least", "up_to"}),
]
WHEN = [
    None,
    Qualifier.ABOUT,
    Qualifier.START_OF,
    Qualifier.MIDDLE_OF,
    Qualifier.END_OF,
    Qualifier.BY,
]
TREATMENTS = [row.names.en.text for row in KNOWLEDGE.treatments] + ["Substance X-1"]
FORMS = [form.names.en.text for form in KNOWLEDGE.profile.forms]
COUNTRIES = [row.name for row in KNOWLEDGE.countries]
BODIES = ["CHU de Brest", "University of Alabama", "argenx", "Abcuro", "an individual physician"]
POPULATIONS = [
    "adults",
    "children and adults",
    "refractory",
    "healthy volunteers",
    "people suspected of having myositis",
    "adults with anti-HMGCR antibodies",
]
TOWNS = [
    "Paris",
    "Lyon",
    "Le Kremlin-Bicêtre",
    "Les Ulis",
    "Évry",
    "La Rochelle",
    "Orléans",
    "Brest",
]
ROUTES = ["oral", "subcutaneous", "topical", "infusion"]
DOSES = ["0.5 mg/kg or 2 mg/kg", "2 mg/kg every 8 weeks", "once a week for one year", "low doses"]


def some(values: list[Any], most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


DATES = st.one_of(
    st.builds(PartialDate, st.integers(2000, 2030)),
    st.builds(PartialDate, st.integers(2000, 2030), st.integers(1, 12)),
    st.builds(PartialDate, st.integers(2000, 2030), st.integers(1, 12), st.integers(1, 28)),
)
MOMENTS = st.builds(Moment, DATES, st.sampled_from(WHEN))
QUANTITIES = st.builds(Quantity, st.integers(1, 5000), st.sampled_from(HEDGES))
INTERVENTIONS = st.builds(
    Intervention, st.sampled_from(TREATMENTS), st.just(()), maybe(st.sampled_from(ROUTES)),
    maybe(st.sampled_from(DOSES)), st.booleans(),
)  # fmt: skip
OTHER = RecordId("digest", "2025/other")
TRIALS = st.builds(
    Trial,
    id=st.just(RecordId("digest", "2025/one")),
    registry_numbers=some(["NCT00000001", "NCT00000002", "2024-514575-17-00", "JRCT-1"]),
    acronym=maybe(st.sampled_from(["BIRD", "Optimism in IBM", "Breakfree-1", "iTrial", "ÉTOILE"])),
    study_type=maybe(st.sampled_from(list(StudyType))),
    phases=some(list(Phase), 2),
    controls=st.lists(st.sampled_from(list(Control)), max_size=3).map(tuple),
    conditions=some(FORMS),
    conditions_excluded=some(FORMS),
    other_conditions=some(["psoriasis", "several diseases"]),
    population=maybe(st.sampled_from(POPULATIONS)),
    antibodies=some(["anti-HMGCR", "anti-SRP", "Jo-1"]),
    interventions=st.lists(INTERVENTIONS, max_size=3).map(tuple),
    sponsor=maybe(st.sampled_from(BODIES)),
    developer=maybe(st.sampled_from(BODIES)),
    lead_centre=maybe(st.sampled_from(BODIES)),
    funders=some(BODIES),
    enrolment=maybe(QUANTITIES | st.just(Quantity(1000, Qualifier.TARGET)) | st.just(Quantity(0))),
    min_age_years=maybe(st.sampled_from([0, 0.5, 1, 2, 16, 18, 40])),
    max_age_years=maybe(st.sampled_from([1, 1.5, 17, 18, 64, 80])),
    recruitment=maybe(st.sampled_from(list(Recruitment))),
    recruitment_on=maybe(DATES),
    start=maybe(MOMENTS),
    completion=maybe(MOMENTS),
    follow_up_months=maybe(st.builds(Quantity, st.sampled_from([0, 1, 1.8, 6, 12, 18.5, 24]),
                                     st.sampled_from([None, Qualifier.UP_TO]))),
    countries=some(COUNTRIES, 6),
    countries_ruled_out=some(["France"]),
    is_abroad=maybe(st.booleans()),
    sites=some([Site("France", town) for town in TOWNS] + [Site("Japan", "Tokyo")], 6),
    centres=st.lists(st.builds(Centres, QUANTITIES, st.sampled_from([None, "France", "China"])),
                     max_size=2).map(tuple),
    country_count=maybe(QUANTITIES),
    first_posted=maybe(DATES),
    is_marked_new=maybe(st.booleans()),
    relations=some([Relation("extension_of", OTHER), Relation("fed_by", OTHER)]),
    places=some([Place(16), Place(17), Place(None, 3)]),
)  # fmt: skip


def _card(trial: Trial) -> Card:
    ref, other = RecordRef(trial.id, "0" * 12), RecordRef(OTHER, "1" * 12)
    day = date(2025, 5, 17)
    held = Held(ref=ref, version_on=day, url="", entry=trial)
    beside = Trial(id=OTHER, acronym="OTHER", relations=(Relation("extension_of", trial.id),))
    both = (held, Held(ref=other, version_on=day, url="", entry=beside))
    return card(held, TAGGER.tag(Corpus(day=day, trials=both)), KNOWLEDGE)


def _said(told: Card, voice: Voice) -> list[str]:
    badges = [part for badge in told.badges for part in (badge.word, badge.meaning) if part]
    lines = [part for line in told.lines for part in (line.name, line.text)]
    parts = [told.title, told.source, *badges, *lines, *told.sentences, *told.warnings]
    return [voice.text(part).replace("\u00a0", " ").replace("\u202f", " ") for part in parts]  # type: ignore[arg-type]


WRONG = (
    r"None|[{}]|  |^\s|\s$| [,.](?:\s|$)|,,|\.\.|\(\)|«\s*»",
    r"\b(?:de|à) (?:le|les) |\b(?:de|le|la|que) (?=[aeiouéèêh]\w+ab\b)|\bde (?:une?|des)\b",
)


@pytest.mark.parametrize("language", ["fr", "en"])
@COMMON
@given(trial=TRIALS)
def test_a_card_is_made_of_whole_sentences_whatever_is_missing(language: str, trial: Trial) -> None:
    told = _card(trial)
    for text in _said(told, VOICES[language]):
        patterns = WRONG if language == "fr" else WRONG[:1]
        for pattern in patterns:
            assert not re.search(pattern, text), (pattern, text)
        assert text
    for sentence in (*told.sentences, *told.warnings):
        text = VOICES[language].text(sentence)  # type: ignore[arg-type]
        assert text.endswith(".")
        assert text[0].isupper() or text.startswith("argenx")


@COMMON
@given(trial=TRIALS)
def test_nothing_french_is_left_in_english_nor_the_other_way(trial: Trial) -> None:
    told = _card(trial)
    english = " ".join(VOICES["en"].text(one) for one in told.sentences)  # type: ignore[arg-type]
    french = " ".join(VOICES["fr"].text(one) for one in told.sentences)  # type: ignore[arg-type]
    assert not re.search(r"\b(?:chez|atteint\w*|l’essai|cette|développe)\b", english, re.IGNORECASE)
    assert not re.search(r"\b(?:with|adults|trial|people|this|tests)\b", french, re.IGNORECASE)


@COMMON
@given(text=st.text(max_size=40))
def test_words_from_outside_never_hide_or_reorder_anything(text: str) -> None:
    for voice in VOICES.values():
        said = voice.text(Prose(Texts(fr="« {x} »", en="“{x}”"), (("x", Verbatim(text)),)))
        assert all(char.isprintable() or char in "\u00a0\u202f\u200c\u200d" for char in said)
        assert not re.search(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]", said)


@COMMON
@given(acronym=st.text(min_size=1, max_size=30), town=st.text(min_size=1, max_size=20))
def test_any_name_can_stand_in_a_card(acronym: str, town: str) -> None:
    trial = Trial(
        id=RecordId("digest", "2025/one"), acronym=acronym, sponsor=acronym, funders=(town,),
        sites=(Site("France", town),), interventions=(Intervention(acronym),),
    )  # fmt: skip
    for voice in VOICES.values():
        assert all(isinstance(text, str) for text in _said(_card(trial), voice))


@given(text=st.text(alphabet="abcé 'l?!;:«»%0189moisans.", max_size=60))
def test_setting_type_keeps_the_length_and_is_done_once(text: str) -> None:
    once = set_french(text)
    assert len(once) == len(text)
    assert set_french(once) == once


@given(
    word=st.sampled_from([row.names.fr.text for row in KNOWLEDGE.treatments]),
    gender=st.sampled_from(["m", "f"]),
    number=st.sampled_from(["s", "p"]),
)
def test_french_never_says_de_le_nor_leaves_an_elision_undone(
    word: str, gender: Any, number: Any
) -> None:
    noun = Noun(text=word, gender=gender, number=number)
    for form in ("le", "de", "a", "of", "un"):
        said = grammar_fr.say_noun(noun, form)
        assert said.endswith(word)
        assert not re.match(r"(?:de|à) les? ", said)
        if grammar_fr.elides(word) and form != "un" and number == "s":
            assert "’" in said.removesuffix(word)
