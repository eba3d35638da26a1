"""The cards of the shipped edition, and what a card must never do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from vigie.knowledge.loading import load_knowledge
from vigie.knowledge.models import Knowledge
from vigie.publishing.compose.cards import card, title
from vigie.publishing.document import Card, Run
from vigie.publishing.localise import localise
from vigie.publishing.words import Voice
from vigie.records.corpus import Corpus, Held
from vigie.records.dates import PartialDate
from vigie.records.entries import Trial
from vigie.records.ids import RecordRef
from vigie.sources.digest import payloads, read
from vigie.tagging.tagger import Tagger

DAY = date(2025, 5, 17)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="module")
def corpus(knowledge: Knowledge) -> Corpus:
    held = []
    for payload in payloads(knowledge.editions[0], datetime(2025, 5, 17, tzinfo=UTC)):
        entry = read(payload)
        if isinstance(entry, Trial):
            ref = RecordRef(payload.record, payload.sha256[:12])
            held.append(Held(ref=ref, version_on=DAY, url=payload.url, entry=entry))
    return Tagger(knowledge).tag(Corpus(day=DAY, trials=tuple(held)))


def _held(corpus: Corpus, key: str) -> Held[Trial]:
    return next(one for one in corpus.trials if one.ref.record.local == f"2025/{key}")


def _card(corpus: Corpus, knowledge: Knowledge, key: str, language: str = "fr") -> Card:
    said = card(_held(corpus, key), corpus, knowledge)
    return localise(said, Voice(knowledge, language).say)  # type: ignore[arg-type]


def _text(runs: object) -> str:
    assert isinstance(runs, tuple)
    return "".join(run.text for run in runs).replace("\u00a0", " ").replace("\u202f", " ")


def _line(told: Card, kind: str) -> tuple[Run, ...]:
    (line,) = [line for line in told.lines if line.kind == kind]
    assert isinstance(line.text, tuple)
    return line.text


def test_every_study_of_the_edition_has_a_card_in_both_languages(
    corpus: Corpus, knowledge: Knowledge
) -> None:
    for held in corpus.trials:
        for language in ("fr", "en"):
            told = localise(card(held, corpus, knowledge), Voice(knowledge, language).say)  # type: ignore[arg-type]
            assert all(_text(sentence).endswith(".") for sentence in told.sentences)
            assert {"place", "recruitment"} <= {line.kind for line in told.lines}


def test_lines_stand_in_the_order_in_which_a_reader_looks(
    corpus: Corpus, knowledge: Knowledge
) -> None:
    told = _card(corpus, knowledge, "bird")
    assert [line.kind for line in told.lines] == [
        "place", "number", "ages", "recruitment", "period", "follow_up", "registry",
    ]  # fmt: skip


def test_no_recruitment_without_its_day(corpus: Corpus, knowledge: Knowledge) -> None:
    for held in corpus.trials:
        said = _text(_line(_card(corpus, knowledge, held.ref.record.local[5:]), "recruitment"))
        assert "2025" in said or said == "Recrutement non précisé"


def test_a_day_older_than_a_month_is_never_told_as_today(
    corpus: Corpus, knowledge: Knowledge
) -> None:
    later = replace(corpus, day=date(2025, 6, 17))
    assert _text(_line(_card(later, knowledge, "bird"), "recruitment")) == (
        "Recrutement en cours le 17 mai 2025, non vérifié depuis"
    )


def test_a_status_without_a_day_is_of_the_day_of_its_version(
    corpus: Corpus, knowledge: Knowledge
) -> None:
    held = _held(corpus, "bird")
    undated = replace(held, entry=replace(held.entry, recruitment_on=None))
    said = card(undated, corpus, knowledge)
    (line,) = [line for line in said.lines if line.kind == "recruitment"]
    assert Voice(knowledge, "en").text(line.text) == "Recruiting as of 17 May 2025"  # type: ignore[arg-type]


def test_a_registry_number_leads_to_its_registry(corpus: Corpus, knowledge: Knowledge) -> None:
    (run,) = _line(_card(corpus, knowledge, "bird"), "registry")
    assert run.target is not None
    assert (run.target.kind, run.target.id) == (
        "url",
        "https://clinicaltrials.gov/study/NCT04972760",
    )


def test_a_number_printed_for_two_studies_is_said_on_both(
    corpus: Corpus, knowledge: Knowledge
) -> None:
    for key in ("ruxolitinib-cream", "ruxoprubart-phase-2"):
        told = _card(corpus, knowledge, key)
        assert "(numéro imprimé pour deux études)" in _text(_line(told, "registry"))
        assert any("NCT06857240" in _text(warning) for warning in told.warnings)


def test_recruiting_after_the_end_is_warned_of(corpus: Corpus, knowledge: Knowledge) -> None:
    (warning,) = _card(corpus, knowledge, "adsvf-in-ibm").warnings
    assert "date déjà passée (avril 2024)" in _text(warning)


def test_a_combined_phase_has_two_badges_each_with_its_meaning(
    corpus: Corpus, knowledge: Knowledge
) -> None:
    badges = _card(corpus, knowledge, "ulviprubart-phase-2-3").badges
    assert [_text(badge.word) for badge in badges] == ["Phase II", "Phase III"]
    assert all(badge.meaning and len(_text(badge.meaning)) > 30 for badge in badges)


def test_what_is_new_says_who_calls_it_so(corpus: Corpus, knowledge: Knowledge) -> None:
    printed = _card(corpus, knowledge, "jasmine").badges[-1]
    assert _text(printed.word) == "Nouveau"
    assert "par la source de cette fiche" in _text(printed.meaning)
    held = _held(corpus, "jasmine")
    posted = replace(held.entry, first_posted=PartialDate(2024, 6, 12))
    badge = card(replace(held, entry=posted), corpus, knowledge).badges[-1]
    assert "le 12 juin 2024" in Voice(knowledge, "fr").text(badge.meaning).replace("\u00a0", " ")  # type: ignore[arg-type]


def test_an_extension_and_its_trial_lead_to_each_other(
    corpus: Corpus, knowledge: Knowledge
) -> None:
    def targets(key: str) -> set[str]:
        sentences = _card(corpus, knowledge, key).sentences
        return {run.target.id for runs in sentences for run in runs if run.target}  # type: ignore[union-attr]

    assert "digest-2025-alkivia" in targets("alkivia-plus")
    assert "digest-2025-alkivia-plus" in targets("alkivia")


def test_measured_antibodies_are_not_a_choice_of_participants(
    corpus: Corpus, knowledge: Knowledge
) -> None:
    assert "anti-NT5c1A" not in _text(_card(corpus, knowledge, "inspire-ibm").sentences[0])
    assert "anti-HMGCR" in _text(_card(corpus, knowledge, "might").sentences[0])


def test_a_card_names_its_source_and_its_page(corpus: Corpus, knowledge: Knowledge) -> None:
    source = _text(_card(corpus, knowledge, "bird").source)
    assert source.startswith("Source : Avancées 2025 dans les myopathies inflammatoires, p. 20")


def test_no_description_stands_for_a_name(corpus: Corpus, knowledge: Knowledge) -> None:
    said = " ".join(_text(one) for one in _card(corpus, knowledge, "mint").sentences)
    assert "physician" not in said


def test_the_title_alone_is_that_of_the_card(corpus: Corpus, knowledge: Knowledge) -> None:
    held = _held(corpus, "bird")
    assert title(held, corpus, knowledge) == card(held, corpus, knowledge).title


def test_without_a_home_country_places_are_countries_alone(
    corpus: Corpus, knowledge: Knowledge
) -> None:
    profile = knowledge.profile.model_copy(update={"home_country": None})
    homeless = knowledge.model_copy(update={"profile": profile})
    told = _card(corpus, homeless, "bird")
    assert _text(_line(told, "place")) == "France"
    assert _text(told.sentences[0]).endswith("atteints de dermatomyosite, en France.")


def test_a_registry_is_named_with_the_day_of_its_version(
    corpus: Corpus, knowledge: Knowledge
) -> None:
    held = _held(corpus, "bird")
    for source, said in (
        ("pubmed", "version du 17 mai 2025"),
        ("elsewhere", "elsewhere:2025/bird"),
    ):
        record = replace(held.ref.record, source=source)
        moved = replace(held, ref=replace(held.ref, record=record))
        told = card(moved, corpus, knowledge)
        text = Voice(knowledge, "fr").text(told.source)  # type: ignore[arg-type]
        assert said in text.replace("\u00a0", " ")


def test_a_table_that_contradicts_its_text_is_told(corpus: Corpus, knowledge: Knowledge) -> None:
    (warning,) = _card(corpus, knowledge, "galarisso").warnings
    assert "« recrutement en cours » dans un tableau" in _text(warning)


def test_no_two_studies_are_called_the_same(corpus: Corpus, knowledge: Knowledge) -> None:
    for language in ("fr", "en"):
        voice = Voice(knowledge, language)
        titles = [voice.text(title(held, corpus, knowledge)) for held in corpus.trials]
        twice = {name for name in titles if titles.count(name) > 1}
        assert twice == set()


def test_a_study_that_the_curated_files_know_is_called_and_told_as_they_do(
    corpus: Corpus, knowledge: Knowledge
) -> None:
    told = _card(corpus, knowledge, "diet-study")
    assert _text(told.title) == "Étude des habitudes alimentaires (NCT06339957)"
    assert "ce que mangent des adultes" in _text(told.sentences[1])
    numbered = _card(corpus, knowledge, "observational-uk-1", "en")
    assert _text(numbered.title).startswith("Observational study of myositis in the United Kingdom")


def test_parts_of_the_world_stand_beside_the_countries_that_are_named(
    corpus: Corpus, knowledge: Knowledge
) -> None:
    told = _card(corpus, knowledge, "empacific")
    assert _text(_line(told, "place")) == "Hors de France : États-Unis et pays d’Europe"
    where = "aux États-Unis, ainsi que dans des pays d’Europe, mais pas en France."
    assert _text(told.sentences[0]).endswith(where)
    unknown = replace(_held(corpus, "empacific").entry, regions=("the Nordic countries",))
    held = replace(_held(corpus, "empacific"), entry=unknown)
    said = localise(card(held, corpus, knowledge), Voice(knowledge, "en").say)  # type: ignore[arg-type]
    assert _text(_line(said, "place")) == "Outside France: United States and other countries"


def test_one_participant_is_one_person(corpus: Corpus, knowledge: Knowledge) -> None:
    assert "chez un enfant ou un adolescent atteint de" in _text(
        _card(corpus, knowledge, "car-t-jdm-italy").sentences[0]
    )
    assert "in one child or adolescent with" in _text(
        _card(corpus, knowledge, "car-t-jdm-italy", "en").sentences[0]
    )


def test_a_programme_is_one_among_others_and_a_product_is_itself(
    corpus: Corpus, knowledge: Knowledge
) -> None:
    exercise = _card(corpus, knowledge, "exercise-oslo")
    assert _text(exercise.title) == "Essai d’un programme d’activité physique (NCT06644482)"
    assert _text(exercise.sentences[0]).startswith("Cet essai évalue un programme d’activité")
    assert "compare le baricitinib" in _text(_card(corpus, knowledge, "bird").sentences[0])


def test_a_sponsor_is_named_in_the_language_of_the_reader(
    corpus: Corpus, knowledge: Knowledge
) -> None:
    french, english = (_card(corpus, knowledge, "might", one) for one in ("fr", "en"))
    assert "L’université d’Alabama est le promoteur de l’essai." in map(_text, french.sentences)
    assert "The University of Alabama is the sponsor of the trial." in map(_text, english.sentences)
