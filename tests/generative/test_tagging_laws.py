"""What holds for the tags of any record."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vigie.knowledge.loading import load_knowledge
from vigie.records.corpus import Held
from vigie.records.entries import Intervention, Trial
from vigie.records.ids import RecordId, RecordRef
from vigie.records.vocabulary import Control, Phase, Recruitment, StudyType
from vigie.tagging.folding import fold
from vigie.tagging.tagger import Tagger
from vigie.tagging.texts import texts

ID = RecordId("digest", "any")
WORDS = (
    "inclusion body myositis", "Dermatomyosite", "myositis ossificans", "IBM", "except", "hors",
    "refractory", "CAR-T", "ulviprubart (ABC008)", "KN5501", "ruxolitinib", "cœur", "İ", "ﬁ", "ß",
    "e\u0301", "\u202e", "\u00a0", "–", ";", ",", " ",
)  # fmt: skip
a_text = st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=8).map(" ".join)
some_texts = st.lists(a_text, max_size=3).map(tuple)
some_countries = st.lists(
    st.sampled_from(("France", "Niger", "Nigeria", "United States", "Atlantis")), max_size=3
).map(tuple)
a_trial = st.builds(
    Trial,
    id=st.just(ID),
    title=st.none() | a_text,
    acronym=st.none() | a_text,
    study_type=st.none() | st.sampled_from(StudyType),
    phases=st.lists(st.sampled_from(Phase), max_size=3).map(tuple),
    controls=st.lists(st.sampled_from(Control), max_size=3).map(tuple),
    conditions=some_texts,
    population=st.none() | a_text,
    antibodies=st.lists(st.sampled_from(("anti-MDA5", "anti-SRP")), max_size=2).map(tuple),
    interventions=st.lists(st.builds(Intervention, name=a_text), max_size=3).map(tuple),
    modality=st.none() | st.sampled_from(("car_t", "car_t_allo", "words")),
    min_age_years=st.none() | st.floats(0, 99),
    max_age_years=st.none() | st.floats(0, 99),
    recruitment=st.none() | st.sampled_from(Recruitment),
    countries=some_countries,
    countries_ruled_out=some_countries,
    is_abroad=st.none() | st.booleans(),
    is_marked_new=st.none() | st.booleans(),
)
slowly = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger(load_knowledge())


def hold(trial: Trial) -> Held[Trial]:
    ref = RecordRef(ID, "0123456789ab")
    return Held(ref=ref, version_on=date(2025, 5, 17), url="", entry=trial)


@slowly
@given(trial=a_trial)
def test_the_words_of_a_tag_are_the_fields_text_at_its_place(tagger, trial):
    held = hold(trial)
    fields = texts(held)
    for tag in tagger.tags(held):
        assert tag.words
        assert fields[tag.field][tag.start : tag.end] == tag.words


@slowly
@given(trial=a_trial)
def test_a_study_has_at_most_one_place(tagger, trial):
    places = {tag.concept for tag in tagger.tags(hold(trial)) if tag.facet == "place"}
    assert len(places) <= 1


@slowly
@given(excluded=some_texts)
def test_an_exclusion_never_counts(tagger, excluded):
    trial = Trial(id=ID, conditions_excluded=excluded, other_conditions=excluded)
    assert tagger.tags(hold(trial)) == ()


@slowly
@given(text=st.text())
def test_a_folded_letter_leads_back_into_the_text(text):
    folded = fold(text)
    assert len(folded.places) == len(folded.text)
    assert list(folded.places) == sorted(folded.places)
    assert all(0 <= place < len(text) for place in folded.places)


@slowly
@given(text=st.text())
def test_folding_twice_changes_nothing(text):
    once = fold(text).text
    assert fold(once).text == once
