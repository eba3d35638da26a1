"""The dates of the studies as a calendar, read back by a calendar library."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import icalendar
import pytest

from fixtures.documents import HOSTILE
from fixtures.releases import corpus_of, described, full_trial, hostile_corpus, trial
from vigie.publishing.release.render import render_calendar
from vigie.records.dates import PartialDate
from vigie.records.entries import Moment
from vigie.records.vocabulary import Qualifier


def calendar(*trials, language="en", base_url=None) -> icalendar.Calendar:
    of = described(corpus_of(*trials), base_url)
    return icalendar.Calendar.from_ical(render_calendar(of, language))


def events(*trials, **asked) -> list[icalendar.Event]:
    return calendar(*trials, **asked).walk("VEVENT")


def test_a_day_is_an_event_of_that_day():
    _, end = events(full_trial())
    assert (end["dtstart"].dt, end["dtend"].dt) == (date(2026, 2, 3), date(2026, 2, 4))
    assert str(end["summary"]) == "BIRD trial: planned end"


def test_a_month_is_an_event_of_the_whole_month_that_says_that_the_day_is_not_known():
    start, _ = events(full_trial())
    assert (start["dtstart"].dt, start["dtend"].dt) == (date(2022, 8, 1), date(2022, 9, 1))
    assert str(start["summary"]).endswith("start in August 2022 (day not stated)")
    assert "the event covers the whole month" in start["description"]


def test_december_ends_with_the_year():
    (event,) = events(trial(start=Moment(PartialDate(2024, 12))))
    assert event["dtend"].dt == date(2025, 1, 1)


@pytest.mark.parametrize(
    "moment", [None, Moment(PartialDate(2025)), Moment(PartialDate(2025), Qualifier.END_OF)]
)
def test_a_year_alone_is_no_event(moment):
    assert events(trial(start=moment)) == []


def test_a_hedged_month_keeps_its_hedge():
    (event,) = events(trial(completion=Moment(PartialDate(2026, 3), Qualifier.END_OF)))
    assert "at the end of March 2026" in event["summary"]


def test_each_event_has_its_own_name_and_the_stamp_of_the_edition():
    names = [
        str(event["uid"])
        for event in events(full_trial(), trial("other", start=full_trial().start))
    ]
    assert names == [
        "digest-2025-bird-start-en@vigie",
        "digest-2025-bird-completion-en@vigie",
        "digest-2025-other-start-en@vigie",
    ]
    for event in events(full_trial()):
        assert event["dtstamp"].dt == datetime(2025, 5, 17, tzinfo=UTC)


def test_an_event_leads_to_the_page_of_the_study_where_the_site_is_known_else_to_its_registry():
    assert events(full_trial())[0]["url"] == "https://clinicaltrials.gov/study/NCT04972760"
    known = events(full_trial(), base_url="https://example.org/v/")
    assert known[0]["url"] == "https://example.org/v/en/records/digest-2025-bird.html"


def test_a_disputed_number_leads_nowhere():
    one, other = full_trial(), replace(full_trial(), id=trial("other").id)
    assert all("url" not in event for event in events(one, other))


def test_both_languages_say_the_same_dates():
    french = events(full_trial(), language="fr")
    assert [event["dtstart"].dt for event in french] == [
        event["dtstart"].dt for event in events(full_trial())
    ]
    assert str(french[1]["summary"]) == "Essai BIRD\u00a0: fin prévue"
    assert french[0]["summary"].params["LANGUAGE"] == "fr"


def test_the_calendar_says_of_what_day_it_is_and_that_it_is_a_draft():
    said = str(calendar(full_trial())["description"])
    assert "17 May 2025" in said
    assert "draft" in said


def test_no_line_is_longer_than_the_standard_allows():
    body = render_calendar(described(hostile_corpus()), "fr")
    assert max(len(line) for line in body.split(b"\r\n")) <= 75
    assert b"\n" not in body.replace(b"\r\n", b"")


def test_hostile_titles_stay_in_their_event():
    corpus = hostile_corpus()
    read = icalendar.Calendar.from_ical(render_calendar(described(corpus), "en"))
    found = read.walk("VEVENT")
    assert len(found) == len(corpus.trials)
    assert {str(key).lower() for event in found for key in event} == {
        "uid",
        "dtstamp",
        "dtstart",
        "dtend",
        "summary",
        "description",
        "transp",
    }
    assert any(HOSTILE[0] in event["summary"] for event in found)
    assert not any("\n" in event["summary"] or "\u202e" in event["summary"] for event in found)
