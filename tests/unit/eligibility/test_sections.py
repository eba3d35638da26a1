"""A criteria text divided into its criteria."""

from __future__ import annotations

import pytest

from vigie.eligibility.words.polarity import Polarity
from vigie.eligibility.words.sections import Criterion, sections
from vigie.eligibility.words.spans import Span

IN, OUT, UNKNOWN = Polarity.INCLUSION, Polarity.EXCLUSION, Polarity.UNKNOWN


def criteria(text: str) -> tuple[Criterion, ...]:
    return sections(text).criteria


def in_short(text: str) -> list[tuple[Polarity, str]]:
    return [(one.polarity, one.text) for one in criteria(text)]


@pytest.mark.parametrize(
    "heads",
    [
        ("Inclusion Criteria:", "Exclusion Criteria:"),
        ("INCLUSION CRITERIA", "EXCLUSION CRITERIA"),
        ("Key Inclusion Criteria:", "Key Exclusion Criteria:"),
        ("**Main inclusion criteria**", "**Main exclusion criteria**"),
        ("Inclusion:", "Exclusion:"),
        ("Inclusion criteria：", "Exclusion criteria："),
        ("1. Inclusion criteria", "2. Exclusion criteria"),
        ("Criteria of inclusion:", "Criteria of exclusion:"),
        ("Critères d'inclusion :", "Critères de non-inclusion :"),
        ("CRITÈRES D’INCLUSION", "Critères d’exclusion"),
        ("Participants will be included if:", "Participants will be excluded if:"),
    ],
)
def test_headings_of_every_kind_give_the_section(heads: tuple[str, str]) -> None:
    text = f"{heads[0]}\n\n* Age 18 or older\n\n{heads[1]}\n\n* Pregnancy"
    assert in_short(text) == [(IN, "Age 18 or older"), (OUT, "Pregnancy")]


def test_without_a_heading_the_section_is_not_known() -> None:
    assert in_short("Age 18 or older.\n\nNo pregnancy.") == [
        (UNKNOWN, "Age 18 or older."),
        (UNKNOWN, "No pregnancy."),
    ]


def test_both_in_one_heading_leave_the_section_unknown() -> None:
    assert in_short("Inclusion and Exclusion Criteria:\n\n* Age 18") == [(UNKNOWN, "Age 18")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Patients who do not meet the inclusion criteria",
        "Meets exclusion criteria of the parent study.",
        "Inclusion body myositis.",
        "Patients must meet all inclusion criteria: see the protocol",
    ],
)
def test_a_sentence_about_criteria_is_no_heading(sentence: str) -> None:
    assert in_short(f"Exclusion Criteria:\n\n* {sentence}") == [(OUT, sentence)]


def test_criteria_may_follow_on_the_line_of_their_heading() -> None:
    text = "Inclusion Criteria: Age over 18. Exclusion Criteria: Pregnancy"
    assert in_short(text) == [(IN, "Age over 18."), (OUT, "Pregnancy")]


def test_each_cohort_may_have_both_sections() -> None:
    text = (
        "Patients with DM:\n\nInclusion Criteria:\n\n* a rash\n\nExclusion Criteria:\n\n* fever\n\n"
        "Healthy controls:\n\nInclusion Criteria:\n\n* aged 20\n\nExclusion Criteria:\n\n* pain"
    )
    assert [(one.cohort, one.polarity, one.text) for one in criteria(text)] == [
        ("Patients with DM", IN, "a rash"),
        ("Patients with DM", OUT, "fever"),
        ("Healthy controls", IN, "aged 20"),
        ("Healthy controls", OUT, "pain"),
    ]


def test_a_cohort_named_in_the_heading_ends_with_its_section() -> None:
    text = "Inclusion Criteria (Controls):\n* aged 20\n\nExclusion Criteria:\n* pain"
    assert [one.cohort for one in criteria(text)] == ["Controls", ""]


def test_children_keep_the_words_of_their_parents() -> None:
    text = (
        "Inclusion Criteria:\n\n1. Adequate function:\n\n   * blood:\n     * Hb over 9\n"
        "   * kidney\n2. Consent"
    )
    assert [(one.parents, one.text) for one in criteria(text)] == [
        ((), "Adequate function:"),
        (("Adequate function:",), "blood:"),
        (("Adequate function:", "blood:"), "Hb over 9"),
        (("Adequate function:",), "kidney"),
        ((), "Consent"),
    ]


def test_a_list_that_is_not_indented_hangs_under_the_line_that_opens_it() -> None:
    text = "1. Two of the following:\n- rash\n- fever\n2. Consent"
    assert [(one.parents, one.text) for one in criteria(text)][1:] == [
        (("Two of the following:",), "rash"),
        (("Two of the following:",), "fever"),
        ((), "Consent"),
    ]


def test_a_wrapped_line_belongs_to_its_criterion() -> None:
    text = (
        "  -  Patients with sporadic inclusion body myositis and overlap myositis (inclusion\n"
        "     criteria not met, in combination)\n\n  -  Not able to exercise"
    )
    assert [one.text for one in criteria(text)] == [
        (
            "Patients with sporadic inclusion body myositis and overlap myositis (inclusion"
            " criteria not met, in combination)"
        ),
        "Not able to exercise",
    ]


def test_an_escape_is_no_part_of_the_words_and_places_stay_true() -> None:
    text = "* CK \\> 5 and\n  ANC \\< 1.5×10\\^9/L"
    (one,) = criteria(text)
    assert one.text == "CK > 5 and ANC < 1.5×10^9/L"
    start = one.text.index("ANC")
    found = one.place(Span(start, len(one.text)))
    assert found.of(text) == "ANC \\< 1.5×10\\^9/L"


def test_an_age_is_not_taken_for_a_number_of_the_list() -> None:
    assert [one.text for one in criteria("18-75 years old\n\n1.5 mg of x\n\n1.Age over 5")] == [
        "18-75 years old",
        "1.5 mg of x",
        "Age over 5",
    ]
