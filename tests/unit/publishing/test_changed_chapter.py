"""The chapter on what changed, and its words in both languages."""

from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

from vigie.analyses.changed import GROUPS, Changed, Departure, Moved, changed
from vigie.knowledge.loading import load_knowledge
from vigie.knowledge.models import LANGUAGES, Knowledge, Language
from vigie.publishing.compose.change_values import LONGEST, places_of, values_of, why_gone
from vigie.publishing.compose.changed import PRINTED, what_changed
from vigie.publishing.document import Only, Section, Table
from vigie.publishing.localise import localise, text_of
from vigie.publishing.walking import parts
from vigie.publishing.words import Voice
from vigie.records.changes import Change, Kind, changes
from vigie.records.corpus import Corpus, Held
from vigie.records.dates import PartialDate
from vigie.records.departure import Why
from vigie.records.entries import EndPoint, Moment, Quantity, Site, Trial
from vigie.records.ids import RecordId, RecordRef
from vigie.records.importance import IMPORTANCE, Importance
from vigie.records.vocabulary import Phase, Recruitment, StudyType

SINCE, UNTIL = date(2025, 5, 17), date(2026, 5, 17)
OLD = Trial(
    id=RecordId("ctgov", "NCT91000001"),
    registry_numbers=("NCT91000001",),
    title="A Study of Nothing",
    study_type=StudyType.INTERVENTIONAL,
    phases=(Phase.PHASE_1,),
    countries=("France",),
    recruitment=Recruitment.NOT_YET_RECRUITING,
    enrolment=Quantity(60, is_expected=True),
    min_age_years=18,
    completion=Moment(PartialDate(2026, 6), is_expected=True),
    end_points=(EndPoint("Total improvement score", "primary", "Week 24"),),
    sites=(Site("France", "Paris", "Hospital A"),),
    criteria="Inclusion Criteria:\n\n* Age 18 years or older",
)
NEW = replace(
    OLD,
    title="A Study of Something",
    phases=(Phase.PHASE_1, Phase.PHASE_2),
    countries=("France", "Italy"),
    recruitment=Recruitment.RECRUITING,
    enrolment=Quantity(90, is_expected=False),
    min_age_years=12,
    takes_healthy_volunteers=False,
    completion=None,
    end_points=(EndPoint("Total improvement score", "primary"),),
    sites=(Site("France", "Lyon", "Hospital B", recruitment=Recruitment.RECRUITING),),
    criteria="Inclusion Criteria:\n\n* Age 12 years or older",
    first_posted=PartialDate(2025, 8, 15),
)
GONE = Departure(RecordId("ctgov", "NCT91000009"), date(2025, 9, 1), Why("withheld"))


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def held(trial: Trial, version: str) -> Held[Trial]:
    ref = RecordRef(trial.id, version * 12)
    return Held(ref=ref, version_on=SINCE, url="https://example.org", entry=trial)


def corpora(count: int) -> tuple[Corpus, Corpus]:
    ids = [RecordId("ctgov", f"NCT9100{n:04}") for n in range(count)]
    before = tuple(held(replace(OLD, id=one, registry_numbers=(one.local,)), "a") for one in ids)
    now = tuple(held(replace(NEW, id=one, registry_numbers=(one.local,)), "b") for one in ids)
    return Corpus(day=SINCE, trials=before), Corpus(day=UNTIL, trials=now)


def chapter(knowledge: Knowledge, *departed: Departure, count: int = 1) -> tuple[Section, ...]:
    before, now = corpora(count)
    return tuple(what_changed(changed(before, now, departed), now, knowledge))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_the_chapter_can_be_said(
    knowledge: Knowledge, language: Language
) -> None:
    (page,) = chapter(knowledge, GONE)
    said = localise(page, Voice(knowledge, language).say)
    tables = [block for block in parts(said) if isinstance(block, Table)]
    words = [text_of(part) for row in tables[0].rows for one in row for part in one.sentences]
    assert {"fr": "60 personnes (prévu)", "en": "60 people (expected)"}[language] in [
        word.replace("\u00a0", " ") for word in words
    ]
    assert "Hospital B, Lyon" in " ".join(words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_kind_weight_and_group_has_its_words(
    knowledge: Knowledge, language: Language
) -> None:
    known = knowledge.messages[language]
    asked = [f"why.{rule}" for rule in IMPORTANCE]
    asked += [f"kind.{kind}" for kind in get_args(Kind)]
    asked += [f"importance.{one}" for one in Importance]
    asked += [f"{part}.{name}" for name in GROUPS for part in ("group", "counted")]
    assert [key for key in asked if f"changed.{key}" not in known] == []


def test_there_is_no_chapter_where_no_record_moved(knowledge: Knowledge) -> None:
    _, now = corpora(1)
    assert tuple(what_changed(None, now, knowledge)) == ()
    nothing: Changed = changed(Corpus(day=SINCE), now)
    assert tuple(what_changed(nothing, now, knowledge)) == ()


def test_paper_shows_some_records_and_the_site_all(knowledge: Knowledge) -> None:
    (page,) = chapter(knowledge, count=PRINTED + 5)
    (records,) = (b for b in page.blocks if isinstance(b, Section) and b.id == "changed-records")
    shown = {one.medium: one.blocks for one in records.blocks if isinstance(one, Only)}
    assert sum(isinstance(block, Table) for block in shown["site"]) == PRINTED + 5
    assert sum(isinstance(block, Table) for block in shown["booklet"]) == PRINTED


def test_a_long_text_is_cut_and_says_so(knowledge: Knowledge) -> None:
    change = Change("summary", "changed", "a" * 1000, "b", "wording")
    said = Voice(knowledge, "en").text(values_of(change)[0])  # type: ignore[arg-type]
    assert (len(said), said[-1]) == (LONGEST, "…")


@pytest.mark.parametrize(
    ("why", "told"),
    [
        (Why("merged", "NCT91000002"), "fiche fondue dans NCT91000002"),
        (Why("withheld"), "le registre ne la montre plus"),
        (Why("unanswered", "404"), "le registre répond 404 pour ce numéro"),
        (Why.parse("lost in a fire"), "lost in a fire"),
    ],
)
def test_why_a_record_is_gone_is_said_in_the_language_where_we_can(
    knowledge: Knowledge, why: Why, told: str
) -> None:
    assert Voice(knowledge, "fr").text(why_gone(why)) == told  # type: ignore[arg-type]


def test_places_are_counted_by_country_before_they_are_named(knowledge: Knowledge) -> None:
    before = (*(Site("France", "Paris", f"Hospital {n}") for n in "AB"), Site("Italy", "Rome"))
    now = (Site("France", "Paris", "Hospital A"), Site("France", "Lyon"), Site("France", "Nice"))
    old, new = (held(replace(OLD, sites=sites), "a") for sites in (before, now))
    moved = Moved(old, new, changes(old.entry, new.entry))
    assert moved.places == {"France": (2, 1), "Italy": (0, 1)}
    told = [Voice(knowledge, "fr").text(one) for one in places_of(moved)]
    assert [one.replace("\u00a0", " ") for one in told] == [
        "Lieux ouverts : 2 centres en France.",
        "Lieux fermés : 1 centre en France et 1 centre en Italie.",
    ]
