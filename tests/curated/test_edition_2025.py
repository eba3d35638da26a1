"""The records of the 2025 edition, row by row: what each must have, and what holds between them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pytest
from curated_rows import check_texts
from edition_2025 import (
    ARTICLES,
    EDITION,
    KINDS,
    LINES,
    RECORDS,
    RESULTS,
    STATEMENTS,
    TRIALS,
    leaves,
    rows_of,
)

from vigie.knowledge.loading import load_knowledge
from vigie.knowledge.sentences import slots_of
from vigie.records.codebook import MEANINGS, codebook
from vigie.records.dates import PartialDate
from vigie.records.entries import Entry, Result, Trial
from vigie.records.vocabulary import StudyType

KNOWLEDGE = load_knowledge()
SECTIONS = {"intro", *(chapter.id for chapter in KNOWLEDGE.profile.chapters)}
CODES = {name: {code.code for code in codes} for name, codes in KNOWLEDGE.vocabularies.items()}
COUNTRIES = {country.name for country in KNOWLEDGE.countries}
DAY = PartialDate.parse(EDITION.day)
ARTICLE_KINDS = {
    "article", "congress_abstract", "registry_report", "report", "guideline", "brochure",
    "press_release",
}  # fmt: skip
CONDITIONS = {
    "myositis", "dermatomyositis", "juvenile dermatomyositis", "polymyositis",
    "inclusion body myositis", "immune-mediated necrotizing myopathy", "antisynthetase syndrome",
    "overlap myositis", "interstitial lung disease",
}  # fmt: skip
NUMBER = re.compile(r"NCT\d{8}")
BARE = re.compile(r"(?<![\w:*.-])\d+(?![\w:*-])")
YEAR = re.compile(r"(?:19|20)\d\d")
OF_A_NAME = {"2"}  # interleukine 2
BANNED = re.compile(r"\b[PD]r\.? [A-Z]|[éeÉE]ligib|[Dd]ermatopolymyosit|[Pp]olydermatomyosit")

each_record = pytest.mark.parametrize("key", RECORDS)
each_trial = pytest.mark.parametrize("key", TRIALS)
each_result = pytest.mark.parametrize("key", RESULTS)


def pages() -> list[tuple[int, int]]:
    return [(int(row["line"]), int(row["page"])) for row in rows_of("page_starts")]


def page_of(line: int) -> int:
    return max(page for start, page in pages() if start <= line)


def test_pages_start_one_after_the_other() -> None:
    assert all(low[0] < high[0] and low[1] + 1 == high[1] for low, high in pairwise(pages()))


def test_records_of_all_kinds_have_keys_of_their_own() -> None:
    keys = Counter(str(row["key"]) for kind in KINDS for row in getattr(EDITION, kind))
    assert [key for key, count in keys.items() if count > 1] == []


@each_record
def test_a_record_says_where_it_is_printed(key: str) -> None:
    record = RECORDS[key]
    assert record.places, f"{LINES[key]}: {key} has no place. Write page and line."
    for place in record.places:
        assert place.line, f"{LINES[key]}: {key} has a place without a line."
        assert place.page == page_of(place.line), (
            f"{LINES[key]}: line {place.line} of {key} is on page {page_of(place.line)}, "
            f"not {place.page}."
        )
    assert record.section in SECTIONS, f"{LINES[key]}: write one of {sorted(SECTIONS)}."


@each_record
def test_a_note_is_about_a_field_of_the_record(key: str) -> None:
    record = RECORDS[key]
    unknown = [note.field for note in record.notes if note.field not in MEANINGS[type(record)]]
    assert not unknown, f"{LINES[key]}: {key} has notes on {unknown}, which are no fields."
    empty = [note.field for note in record.notes if not note.note]
    assert not empty, f"{LINES[key]}: say why, in the notes on {empty}."


@each_record
def test_what_a_record_names_exists(key: str) -> None:
    record = RECORDS[key]
    named = [*getattr(record, "articles", ()), *getattr(record, "trials", ())]
    named += [tie.target for tie in getattr(record, "relations", ())]
    known = {one.id for one in RECORDS.values()}
    assert not (lost := [str(one) for one in named if one not in known]), (
        f"{LINES[key]}: {key} names {lost}, which are no records of this file."
    )


@each_record
def test_no_person_and_no_word_that_we_never_write(key: str) -> None:
    found = [text for text in leaves(row_of(key)) if BANNED.search(text)]
    assert not found, f"{LINES[key]}: write {found} in other words."


def row_of(key: str) -> Mapping[str, Any]:
    return next(row for kind in KINDS for row in getattr(EDITION, kind) if row["key"] == key)


@each_trial
def test_a_study_uses_the_codes_of_the_closed_lists(key: str) -> None:
    trial = TRIALS[key]
    routes = {given.route for given in trial.interventions if given.route}
    used = {
        "modality": {trial.modality} - {None},
        "target": set(trial.targets),
        "route": routes,
    }
    for name, codes in used.items():
        unknown = codes - CODES[name]
        assert not unknown, f"{LINES[key]}: {unknown} of {key} is not in vocabularies/{name}.csv."
    named = {*trial.countries, *trial.countries_ruled_out, *(site.country for site in trial.sites)}
    named |= {centres.country for centres in trial.centres if centres.country}
    assert not named - COUNTRIES, f"{LINES[key]}: write a name of countries.csv in {key}."
    assert not set(trial.conditions) - CONDITIONS, f"{LINES[key]}: one of {sorted(CONDITIONS)}."
    assert {tie.kind for tie in trial.relations} <= {"extension_of", "fed_by"}


@each_trial
def test_registry_numbers_have_their_shape(key: str) -> None:
    odd = [number for number in TRIALS[key].registry_numbers if not NUMBER.fullmatch(number)]
    assert not odd, f"{LINES[key]}: {odd} is not a number of the registry (NCT and 8 figures)."


@each_trial
def test_recruitment_is_never_without_its_day(key: str) -> None:
    trial = TRIALS[key]
    assert (trial.recruitment is None) == (trial.recruitment_on is None), (
        f"{LINES[key]}: write recruitment and recruitment_on of {key}, or neither."
    )
    if trial.recruitment_on:
        assert trial.recruitment_on == DAY, f"{LINES[key]}: the digest's day is {DAY}."


@each_trial
def test_places_of_a_study_agree_with_one_another(key: str) -> None:
    trial = TRIALS[key]
    countries, ruled_out = set(trial.countries), set(trial.countries_ruled_out)
    assert not countries & ruled_out, f"{LINES[key]}: {key} is in a country that it rules out."
    assert {site.country for site in trial.sites} <= countries, f"{LINES[key]}: add the country."
    if trial.is_abroad is False:
        assert countries == {"France"}, f"{LINES[key]}: {key} is said to be in France only."
    if countries - {"France"}:
        assert trial.is_abroad, f"{LINES[key]}: {key} runs abroad: write is_abroad: true."


@each_trial
def test_numbers_and_dates_of_a_study_can_be(key: str) -> None:
    trial = TRIALS[key]
    low, high = trial.min_age_years, trial.max_age_years
    assert low is None or 0 <= low < 100
    assert high is None or (low or 0) < high <= 120
    assert trial.enrolment is None or trial.enrolment.value > 0
    if trial.start and trial.completion:
        assert trial.start.date.earliest() < trial.completion.date.latest()


@each_trial
def test_only_a_trial_has_a_phase_or_a_comparison(key: str) -> None:
    trial = TRIALS[key]
    if trial.study_type in (StudyType.OBSERVATIONAL, StudyType.REGISTRY):
        assert not trial.phases, f"{LINES[key]}: {key} is observational and has a phase."
        assert not trial.controls, f"{LINES[key]}: {key} is observational and has a comparison."
    elif trial.study_type is StudyType.INTERVENTIONAL:
        assert trial.interventions, f"{LINES[key]}: say what {key} gives."


def test_two_studies_of_one_number_both_say_so() -> None:
    claims = Counter(number for trial in TRIALS.values() for number in trial.registry_numbers)
    disputed = {number for number, count in claims.items() if count > 1}
    assert disputed == {"NCT06857240"}
    noted = {
        key
        for key, trial in TRIALS.items()
        if disputed & set(trial.registry_numbers)
        and any(note.field == "registry_numbers" for note in trial.notes)
    }
    assert noted == {"ruxolitinib-cream", "ruxoprubart-phase-2"}


def test_an_extension_is_another_study_fed_by_the_first() -> None:
    for key, trial in TRIALS.items():
        first = {tie.target for tie in trial.relations if tie.kind == "extension_of"}
        assert first <= {tie.target for tie in trial.relations if tie.kind == "fed_by"}, LINES[key]
        assert trial.id not in first, LINES[key]
    assert {key for key, trial in TRIALS.items() if trial.relations} == {
        "ulviprubart-extension", "dazukibart-extension", "alkivia-plus",
    }  # fmt: skip


@pytest.mark.parametrize("key", ARTICLES)
def test_a_document_says_what_it_is_and_when(key: str) -> None:
    article = ARTICLES[key]
    assert article.kind in ARTICLE_KINDS, f"{LINES[key]}: one of {sorted(ARTICLE_KINDS)}."
    assert article.first_author or article.title, f"{LINES[key]}: who wrote {key}, or its title?"
    if article.kind in ("article", "congress_abstract"):
        assert article.journal, f"{LINES[key]}: where was {key} published?"
        assert article.published, f"{LINES[key]}: when was {key} published?"
        assert article.published.earliest() <= DAY.latest(), f"{LINES[key]}: {key} is to come."
        year = article.published.year
        assert re.search(rf"-{year}(?:-|$)", key), f"{LINES[key]}: end the key with {year}."


@each_result
def test_a_result_says_what_was_found_and_uses_known_units(key: str) -> None:
    result = RESULTS[key]
    assert result.outcome, f"{LINES[key]}: what did {key} find?"
    assert {one.unit for one in result.figures if one.unit} <= CODES["unit"], LINES[key]
    keys = [one.key for one in result.figures]
    assert len(keys) == len(set(keys)), f"{LINES[key]}: two figures of {key} have one key."
    assert all(len(one.values) == 1 for one in result.figures), (
        f"{LINES[key]}: one number per figure of {key}, so that its sentence can name it."
    )
    if not result.articles:
        assert "articles" in {note.field for note in result.notes}, f"{LINES[key]}: why no article?"


def test_every_result_has_its_sentence_and_every_sentence_its_result() -> None:
    assert set(EDITION.sentences) == set(RESULTS)


@each_result
def test_a_sentence_names_every_figure_of_its_result_and_no_other(key: str) -> None:
    figures = {figure.key for figure in RESULTS[key].figures}
    texts = EDITION.sentences[key]
    for language, text in (("fr", texts.fr), ("en", texts.en)):
        assert slots_of(text) == figures, (
            f"{texts.place[0]}:{texts.place[1]}, {language}: {key} says {sorted(slots_of(text))}, "
            f"its figures are {sorted(figures)}."
        )


@each_result
def test_a_sentence_is_whole_and_no_figure_stands_bare_in_it(key: str) -> None:
    texts = EDITION.sentences[key]
    check_texts(f"{texts.place[0]}:{texts.place[1]}, {key}", texts)
    for text in (texts.fr, re.sub(r"\bphase [1-4]\b", "", texts.en)):
        figures = BARE.findall(re.sub(r"\{\w+\}", "", text))
        bare = [one for one in figures if not YEAR.fullmatch(one) and one not in OF_A_NAME]
        assert not bare, f"{texts.place[0]}:{texts.place[1]}: make {bare} of {key} slots."


@each_result
def test_a_share_leaves_its_sign_to_the_voice(key: str) -> None:
    texts = EDITION.sentences[key]
    for figure in RESULTS[key].figures:
        if figure.unit == "percent":
            signed = re.compile(rf"\{{{figure.key}\}}\s?%")
            assert not signed.search(texts.fr), f"{LINES[key]}: the voice says its %."
            assert not signed.search(texts.en), f"{LINES[key]}: the voice says its %."


@pytest.mark.parametrize("key", STATEMENTS)
def test_a_printed_figure_says_what_it_counts(key: str) -> None:
    statement = STATEMENTS[key]
    figure = statement.figure
    assert figure.key == key, f"{LINES[key]}: the figure's key is the record's."
    assert figure.unit in CODES["unit"], f"{LINES[key]}: {figure.unit} is not in unit.csv."
    assert (len(figure.values) > 1) == bool(figure.joiner), f"{LINES[key]}: write how they join."
    assert figure.joiner in {None, "to", "and", "versus", "of"}, LINES[key]
    for text in (statement.counts, statement.population or ""):
        assert not re.search(r"\bof the \d|(?<![\w-])(?!19|20)\d{4,}\b", text), (
            f"{LINES[key]}: another figure stands bare in {text!r}."
        )


def test_figures_that_pages_show_keep_their_keys() -> None:
    shown = {
        "prevalence": (7000,), "publications-year": (1600,), "studies-world": (120,),
        "studies-france": (22,), "ibm-publications-year": (100,), "ibm-studies-world": (12,),
        "ibm-studies-france": (3,), "car-t-trials-2023": (3,), "car-t-trials-2024": (14,),
        "car-t-trials-2025": (29,), "car-t-trials-france": (2,), "car-t-participants": (1200,),
        "car-t-universal": (4,), "no-phase-3-share": (52,), "no-phase-3-cohort": (391,),
        "followed-ibm": (1000,), "followed-dm-pm": (3000,), "followed-imnm": (700,),
        "followed-asys": (1300,), "sequelae-share": (40,), "calcinosis-jdm": (75,),
        "calcinosis-adult": (20,),
    }  # fmt: skip
    assert {key: STATEMENTS[key].figure.values for key in shown} == shown


def test_structure_points_at_records_that_exist() -> None:
    named = {
        "trials": {row["trial"] for row in rows_of("france_table")}
        | {key for row in rows_of("treatments") for key in row.get("trials", ())}
        | {key for row in rows_of("badges") for key in row.get("trials", ())}
        | {row["trial"] for row in rows_of("citations_of_studies")}
        | set(EDITION.structure["second_reading_trials"]),  # type: ignore[call-overload]
        "articles": {row["article"] for row in rows_of("congress_abstracts")}
        | {row["article"] for row in rows_of("press_releases")}
        | {row["article"] for row in rows_of("other_documents")},
        "statements": {row["statement"] for row in rows_of("epidemiology") if "statement" in row},
    }
    assert named["trials"] <= set(TRIALS)
    assert named["articles"] <= set(ARTICLES)
    assert named["statements"] <= set(STATEMENTS)


def test_structure_places_are_within_the_text() -> None:
    last = int(EDITION.structure["document"]["lines"])  # type: ignore[index]
    for name in ("treatments", "boxes", "registries", "classification", "badges"):
        for row in rows_of(name):
            assert 134 <= int(row["line"]) <= last, f"{name}: {row}"
            assert int(row["page"]) == page_of(int(row["line"])), f"{name}: {row}"


def test_badges_of_the_structure_are_those_of_the_studies() -> None:
    for row in rows_of("badges"):
        for key in row.get("trials", ()):
            if row["badge"] == "new":
                assert TRIALS[key].is_marked_new, f"{LINES[key]}: {key} has a badge: new."
            else:
                phases = [phase.value for phase in TRIALS[key].phases]
                assert phases == row["phases"], f"{LINES[key]}: {key} has a badge: {row['phases']}."


def test_the_table_of_french_trials_differs_from_its_box_once() -> None:
    differing = {
        row["trial"]
        for row in rows_of("france_table")
        if TRIALS[row["trial"]].recruitment != row["recruitment"]
    }
    assert differing == {"galarisso"}
    assert "recruitment" in {note.field for note in TRIALS["galarisso"].notes}


def test_the_codebook_says_which_fields_the_digest_fills() -> None:
    pointed = {(one.record, one.name) for one in codebook() if "digest" in one.pointers}
    filled = {
        (type(record).__name__, name)
        for record in RECORDS.values()
        for name in MEANINGS[type(record)]
        if is_filled(record, name)
    }
    assert filled == pointed


def is_filled(record: Entry, name: str) -> bool:
    return getattr(record, name) not in (None, ())


def test_types_of_records_are_told_apart() -> None:
    assert all(isinstance(one, Trial) for one in TRIALS.values())
    assert all(isinstance(one, Result) for one in RESULTS.values())
    assert len(RECORDS) == sum(map(len, (TRIALS, ARTICLES, RESULTS, STATEMENTS)))
