"""What a criterion names, denied or not, and when."""

from __future__ import annotations

import pytest

from unit.eligibility.sentences import concept, read


@pytest.mark.parametrize(
    ("text", "name", "is_negated"),
    [
        ("No history of malignancy", "malignancy", True),
        ("Malignancy other than basal cell carcinoma", "bcc", True),
        ("Malignancy other than basal cell carcinoma", "malignancy", False),
        ("Patients unwilling or unable to give consent", "informed_consent", True),
        ("Able to give consent", "informed_consent", False),
        ("Infection, including but not limited to tuberculosis", "tuberculosis", False),
        ("With or without interstitial lung disease", "ild", False),
        ("No more than 2 drugs, rituximab among them", "rituximab", False),
        ("No hepatitis B, hepatitis C or HIV", "hiv", True),
        ("No rash but active arthritis", "arthritis", False),
        ("MRI is contraindicated", "mri", True),
    ],
)
def test_a_negation_reaches_what_it_denies(text: str, name: str, is_negated: bool) -> None:
    assert concept(text, name).is_negated is is_negated


@pytest.mark.parametrize(
    ("text", "name", "temporal"),
    [
        ("History of malignancy", "malignancy", "history"),
        ("Cancer within 5 years", "malignancy", "history"),
        ("Active tuberculosis", "tuberculosis", "current"),
        ("Planned major surgery", "major_surgery", "planned"),
        ("Dermatomyositis", "dm", None),
    ],
)
def test_when_is_read_from_the_nearest_word(text: str, name: str, temporal: str | None) -> None:
    assert concept(text, name).temporal == temporal


def test_lists_of_antibodies_are_read_name_by_name() -> None:
    found = [one.id for one in read("Jo-1, PL-7, PL-12, EJ, OJ, KS, Mi-2, SRP or NXP-2").concepts]
    assert found == ["jo1", "pl7", "pl12", "ej", "oj", "ks", "mi2", "srp", "nxp2"]


def test_short_names_count_only_in_their_capitals() -> None:
    assert [one.id for one in read("DM or PM, at 3 pm").concepts] == ["dm", "pm"]


def test_the_longest_name_is_kept() -> None:
    assert [one.id for one in read("juvenile dermatomyositis").concepts] == ["jdm"]
