"""A registry record, read as the registry means it; what cannot be read is set aside by itself."""

import copy
import json
import random
from dataclasses import asdict
from typing import Any

import pytest

from fixtures.registry_records import CRITERIA, NUMBER, RECORD, changed, payload_of
from vigie.records.dates import PartialDate
from vigie.records.entries import EndPoint, Quantity, Trial
from vigie.records.vocabulary import Control, Phase, Recruitment, StudyType
from vigie.sources.ctgov.opening import UnreadableStudy
from vigie.sources.ctgov.reading import read
from vigie.sources.ctgov.slicing import slice_of


def _read(path: str, value: Any) -> Trial:
    return read(payload_of(changed(path, value)))


def test_a_whole_record_is_read_without_a_remainder() -> None:
    trial = read(payload_of(RECORD))
    assert trial.unread == ()
    assert trial.registry_numbers == (NUMBER, "2024-512345-17-00", "2019-001234-22")
    assert trial.phases == (Phase.PHASE_2, Phase.PHASE_3)
    assert trial.controls == (Control.PLACEBO,)
    assert trial.enrolment == Quantity(120, is_expected=True)
    assert (trial.min_age_years, trial.max_age_years) == (0.5, 75)
    assert trial.criteria == CRITERIA
    assert trial.recruitment is Recruitment.SUSPENDED
    assert trial.recruitment_on == PartialDate(2026, 10)
    assert trial.stop_reason == "Supply of the drug"
    assert trial.countries == ("Turkey (Türkiye)",)
    assert trial.first_posted == PartialDate(2024, 12, 1)
    assert trial.end_points[0] == EndPoint("TIS", "primary", "week 24")
    assert [one.is_comparator for one in trial.interventions] == [False, True]


def test_no_contact_is_read() -> None:
    said = repr(asdict(read(payload_of(RECORD))))
    assert not [word for word in ("Somebody", "+33", "example.org") if word in said]


@pytest.mark.parametrize(
    ("path", "value", "field", "read_as"),
    [
        ("designModule.phases", ["NA"], "phases", (Phase.NOT_APPLICABLE,)),
        ("designModule.phases", ["EARLY_PHASE1"], "phases", (Phase.EARLY_1,)),
        ("designModule.phases", None, "phases", ()),
        ("designModule.enrollmentInfo.count", 99_999_999, "enrolment", None),
        ("designModule.enrollmentInfo.count", 0, "enrolment", Quantity(0, is_expected=True)),
        ("designModule.patientRegistry", True, "study_type", StudyType.INTERVENTIONAL),
        ("eligibilityModule.minimumAge", "N/A", "min_age_years", None),
        ("eligibilityModule.minimumAge", "18 Months", "min_age_years", 1.5),
        ("eligibilityModule", None, "criteria", None),
        ("eligibilityModule.eligibilityCriteria", "no headings", "criteria", "no headings"),
        ("statusModule", None, "recruitment", None),
        ("contactsLocationsModule", None, "sites", ()),
        ("statusModule.overallStatus", "WITHHELD", "recruitment", Recruitment.WITHHELD),
    ],
)
def test_an_awkward_value_is_read_as_it_is_meant(
    path: str, value: Any, field: str, read_as: Any
) -> None:
    trial = _read(path, value)
    assert getattr(trial, field) == read_as
    assert trial.unread == ()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("designModule.phases", ["PHASE2", "PHASE9"]),
        ("designModule.phases", "PHASE2"),
        ("designModule.enrollmentInfo.count", -3),
        ("designModule.enrollmentInfo.count", "many"),
        ("statusModule.startDateStruct.date", "2025-02-30"),
        ("statusModule.overallStatus", "THINKING_ABOUT_IT"),
        ("eligibilityModule.minimumAge", "soon"),
        ("eligibilityModule.sex", 3),
        ("contactsLocationsModule.locations.0.country", None),
        ("contactsLocationsModule.locations.0", "Paris"),
        ("referencesModule.references.0.type", "GOSSIP"),
        ("conditionsModule", []),
    ],
)
def test_what_cannot_be_read_is_set_aside_with_its_place_and_the_rest_goes_on(
    path: str, value: Any
) -> None:
    trial = _read(path, value)
    assert trial.unread
    for aside in trial.unread:
        assert aside.pointer.startswith("/protocolSection/" + path.split(".", maxsplit=1)[0])
        assert aside.found
        assert aside.remedy
    assert trial.title == "A Drug in Myositis"


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[]", b"null", b"{", b"{}", b'{"protocolSection": {}}', b"\xff\xfe"]
)
def test_what_is_no_study_is_said_to_be_none(body: bytes) -> None:
    with pytest.raises(UnreadableStudy, match=f"ctgov:{NUMBER}: found .+"):
        read(payload_of(body))


def test_a_study_under_another_number_is_refused() -> None:
    with pytest.raises(UnreadableStudy, match="NCT90000002"):
        _read("identificationModule.nctId", "NCT90000002")


def _places(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a tree, its root apart."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    found = []
    for key, child in items:
        found.append((*way, key))
        if isinstance(child, dict | list):
            found += _places(child, (*way, key))
    return found


_PLACES = _places(RECORD)
_ODD = (None, "", "x", 0, -1, 1e300, True, [], {}, [None], {"a": 1}, "9999-99-99", "\ud800", "🙂")


def _mutated(chance: random.Random) -> bytes:
    """The record with some values taken out or replaced; some bodies with bytes amiss as well."""
    record = json.loads(json.dumps(RECORD))
    for _ in range(chance.randint(1, 4)):
        *way, last = chance.choice(_PLACES)
        place = record
        try:
            for step in way:
                place = place[step]
            if chance.random() < 0.3:
                del place[last]
            else:
                place[last] = copy.deepcopy(chance.choice(_ODD))
        except (KeyError, IndexError, TypeError):
            continue  # a mutation before took the place away
    body = json.dumps(record).encode()
    if chance.random() < 0.2:
        at = chance.randrange(len(body))
        body = body[:at] + bytes([chance.randrange(256)]) + body[at + chance.randint(0, 3) :]
    return body


def test_ten_thousand_mutated_records_are_read_or_set_aside_with_a_reason() -> None:
    chance = random.Random(3)  # noqa: S311 (no secret)
    reasons = []
    count = {"whole": 0, "in part": 0, "set aside": 0}
    for _ in range(10_000):
        body = _mutated(chance)
        slice_of(body)
        try:
            trial = read(payload_of(body))
        except UnreadableStudy as aside:
            reasons.append(str(aside))
            count["set aside"] += 1
        else:
            assert all(one.pointer and one.remedy for one in trial.unread)
            count["in part" if trial.unread else "whole"] += 1
    assert all(reason.startswith(f"ctgov:{NUMBER}: found ") for reason in reasons)
    assert min(count.values()) > 200, count
