"""The analyses over the shipped 2025 edition, against what a reader counts by hand."""

from __future__ import annotations

from datetime import date

import pytest

from vigie.analyses.consistency import findings
from vigie.analyses.landscape import landscape, scope_of
from vigie.analyses.literature import by_chapter
from vigie.analyses.novelty import novelty
from vigie.analyses.pipeline import pipeline
from vigie.analyses.stated import stated
from vigie.knowledge.loading import load_knowledge
from vigie.publishing.words import Voice
from vigie.workflows.check import shipped_corpus

IBM = scope_of("ibm")


@pytest.fixture(scope="module")
def knowledge():
    return load_knowledge()


@pytest.fixture(scope="module")
def corpus(knowledge):
    return shipped_corpus(knowledge)


@pytest.fixture(scope="module")
def ibm(corpus):
    return landscape(corpus, IBM)


def test_the_edition_describes_twelve_studies_of_inclusion_body_myositis(ibm, keys):
    assert set(keys(ibm.studies.evidence)) == {
        "adsvf-in-ibm", "ibm-adrc", "bigtim", "rapami", "optimism-in-ibm", "ulviprubart-phase-1",
        "ulviprubart-phase-2-3", "ulviprubart-extension", "pozelimab-cemdisiran", "exercise-oslo",
        "inspire-ibm", "ibmr",
    }  # fmt: skip


def test_one_of_them_recruited_on_the_day(ibm, keys):
    assert keys(ibm.open_today.evidence) == ["adsvf-in-ibm"]


def test_their_phases_are_as_printed(ibm):
    assert {phase: count.value for phase, count in ibm.by_phase.items()} == {"1": 3, "2": 3, "3": 3}


def test_the_pipeline_of_the_chapter_has_seven_classes(corpus):
    rows = {row.class_id: row for row in pipeline(corpus, IBM)}
    assert set(rows) == {
        "anti_klrg1", "mtor_inhibitor", "jak_inhibitor", "stem_cells", "anti_complement",
        "exercise", "ceramide_inhibitor",
    }  # fmt: skip
    assert rows["anti_complement"].treatments == ("cemdisiran", "pozelimab")
    assert rows["stem_cells"].treatments == ("adrc", "adsvf")
    assert rows["ceramide_inhibitor"].is_preclinical


def test_what_is_new_there_is_only_stated(corpus, keys):
    new = novelty(corpus, IBM, date(2024, 5, 17))
    assert new.posted.value == 0
    assert set(keys(new.printed.evidence)) == {"bigtim", "pozelimab-cemdisiran", "exercise-oslo"}


def test_the_contradictions_of_the_digest_are_found(corpus, knowledge, keys):
    companies = {row.id: row.company for row in knowledge.treatments if row.company}
    met = findings(corpus, knowledge.editions, knowledge.profile.printed_counts, companies)
    found = {one.kind: keys(one.refs) for one in met}
    assert found["completion_passed"] == ["adsvf-in-ibm"]
    assert found["number_twice"] == ["ruxolitinib-cream", "ruxoprubart-phase-2"]
    assert found["table_and_text"] == ["galarisso"]
    assert found["more_held_than_printed"][0] == "ibm-studies-france"
    assert found["company_misspelt"] == ["pn-101"]


def test_printed_figures_list_the_part_that_we_hold(corpus, knowledge):
    figures = {figure.key: figure for figure in stated(corpus, knowledge)}
    held = {
        key: (figures[key].value, len(figures[key].held))
        for key in ("ibm-studies-world", "car-t-trials-2025", "car-t-trials-france")
    }
    assert held["ibm-studies-world"] == (12, 12)
    assert held["car-t-trials-2025"] == (29, 8)
    assert held["car-t-trials-france"] == (2, 2)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("form", ["ibm", "dm", "asys"])
def test_every_figure_and_finding_can_be_said(corpus, knowledge, language, form):
    voice = Voice(knowledge, language)
    scope = scope_of(form)
    land, new = landscape(corpus, scope), novelty(corpus, scope, date(2024, 5, 17))
    figures = [land.studies, land.interventional, land.watching, land.in_france, land.open_today]
    figures += [land.enrolment_total, land.enrolment_median, new.posted, new.printed]
    for counts in (land.by_phase, land.by_approach, land.by_class, land.by_place):
        figures += counts.values()
    figures += land.by_recruitment.values()
    figures += by_chapter(corpus, knowledge.profile.chapters).values()
    figures += stated(corpus, knowledge)
    said = [voice.text(figure.label) + voice.text(figure.definition) for figure in figures]
    said += [voice.text(one.message) for one in findings(corpus, knowledge.editions)]
    assert all(said)
    assert not [text for text in said if "de le " in text or "de les " in text or "{" in text]


def test_no_two_figures_share_a_key(corpus, knowledge):
    keys = []
    for form in knowledge.profile.forms:
        land = landscape(corpus, scope_of(form.id))
        keys += [land.studies.key, land.in_france.key, land.enrolment_total.key]
        keys += [count.key for count in (*land.by_phase.values(), *land.by_class.values())]
    keys += [figure.key for figure in stated(corpus, knowledge)]
    keys += [count.key for count in by_chapter(corpus, knowledge.profile.chapters).values()]
    assert len(keys) == len(set(keys))
