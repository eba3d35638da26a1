"""How numbers in criteria are read: each phenomenon in sentences as registries write them."""

from __future__ import annotations

import pytest

from unit.eligibility.sentences import all_said, only, read


def cases(*pairs: tuple[str, str]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("text", "expected"), pairs)


@cases(
    ("CK \\>= 1000 U/L", "measurement creatine_kinase [1000, -) U/L"),
    ("CK => 1000 U/L", "measurement creatine_kinase [1000, -) U/L"),
    ("CK > or = 1000 U/L", "measurement creatine_kinase [1000, -) U/L"),
    ("CK greater than or equal to 1000 U/L", "measurement creatine_kinase [1000, -) U/L"),
    ("CK no less than 1000 U/L", "measurement creatine_kinase [1000, -) U/L"),
    ("CK in excess of 1000 U/L", "measurement creatine_kinase (1000, -) U/L"),
    ("CK does not exceed 1000 U/L", "measurement creatine_kinase (-, 1000] U/L"),
    ("CK at most 1000 U/L", "measurement creatine_kinase (-, 1000] U/L"),
    ("CK 1000 U/L or higher", "measurement creatine_kinase [1000, -) U/L"),
    ("ECOG 2 or lower", "measurement ecog (-, 2]"),
    ("EDSS less than equals to (<=) 5.0", "measurement edss (-, 5]"),
    ("hemoglobin ³ 10.5 g/dl", "measurement hemoglobin [10.5, -) g/dL"),
    ("KPS >_70%", "measurement karnofsky [70, -) %"),
)
def test_the_side_is_read_before_and_after_the_number(text: str, expected: str) -> None:
    assert all_said(text) == [expected]


@cases(
    ("platelets < 50.000/mm3", "measurement platelets (-, 50000) /mm3"),
    ("platelets < 50,000/mm3", "measurement platelets (-, 50000) /mm3"),
    ("creatinine > 1,5 mg/dl", "measurement creatinine (1.5, -) mg/dL"),
    ("platelets < 75 x 10^9/L", "measurement platelets (-, 75) 10^9/L"),
    ("neutrophils < 1.5 x 109/L", "measurement anc (-, 1.5) 10^9/L"),
    ("ANA above 1:80", "measurement ana_titer (80, -) 1:x"),
    ("MMT-8 below 142/150", "measurement mmt8 (-, 142) /150"),
    ("MMT of less than or equal to 139 out of 160", "measurement mmt (-, 139] /160"),
    ("ALT more than three times the upper limit of normal", "measurement alt (3, -) xULN"),
    ("CK ≥ 1.5 x ULN", "measurement creatine_kinase [1.5, -) xULN"),
    ("FVC < 80% of predicted", "measurement vital_capacity (-, 80) %"),
    ("eGFR < 30 mL/min/1.73 m2", "measurement egfr (-, 30) mL/min/1.73m2"),
    ("Z-score <-3", "measurement t_score (-, -3)"),
)
def test_numbers_and_units_are_read_as_people_write_them(text: str, expected: str) -> None:
    assert all_said(text) == [expected]


@cases(
    ("Age between 18 and 75 years, inclusive", "age age [18, 75] year"),
    ("Aged 18 to 75", "age age [18, 75] year"),
    ("Child aged ≥5 years and <17 years", "age age [5, 17) year"),
    ("≥ 18 years of age", "age age [18, -) year"),
    ("18 years or older", "age age [18, -) year"),
    ("Not older than 18 years (≤ 18 years) at enrolment", "age age (-, 18] year"),
    ("Patients under the age of 18", "age age (-, 18) year"),
    ("Age =18 and =50 years", "age age [18, 50] year"),
)
def test_ages_are_ages_however_they_are_written(text: str, expected: str) -> None:
    assert all_said(text) == [expected]


@cases(
    ("BMI 18.5 - 30 kg/m2", "measurement bmi [18.5, 30] kg/m2"),
    ("18 ≤ BMI ≤ 32 kg/m²", "measurement bmi [18, 32] kg/m2"),
    ("ECOG 0, 1, or 2", "measurement ecog [0, 2]"),
    ("ECOG 0,1", "measurement ecog [0, 1]"),
    ("sac size <20 cm but >4 cm", "measurement sac_size (4, 20) cm"),
)
def test_ranges_and_lists_are_one_comparison(text: str, expected: str) -> None:
    assert all_said(text) == [expected]


def test_two_measurements_with_one_bound_are_two_comparisons() -> None:
    assert all_said("AST or ALT > 3 x ULN") == [
        "measurement ast (3, -) xULN",
        "measurement alt (3, -) xULN",
    ]


def test_a_bound_in_brackets_keeps_what_it_is_about() -> None:
    text = "ALT ≤ 2.5 x ULN (5 x ULN with liver metastases)"
    assert all_said(text) == ["measurement alt (-, 2.5] xULN", "measurement alt (-, 5] xULN"]


def test_a_quantity_of_no_list_is_caught_with_its_words() -> None:
    found = only("Posterior disc height of at least 5 mm")
    assert (found.subject, found.subject_text) == ("posterior_disc_height", "Posterior disc height")


def test_a_name_and_its_short_form_are_one_subject() -> None:
    found = only("left ventricular ejection fraction (LVEF) < 45%")
    assert found.subject_text == "left ventricular ejection fraction (LVEF"


@cases(
    ("Major surgery within 8 weeks before screening", "window major_surgery (-, 8] week"),
    ("Rituximab in the past year", "window rituximab (-, 1] year"),
    ("MRI no older than 3 months", "window mri (-, 3] month"),
    ("Stable prednisone for 4 weeks", "window prednisone_stable [4, -) week"),
    ("Off bimagrumab for at least 6 months", "window bimagrumab [6, -) month"),
    ("Disease duration > 2 years", "window disease_duration (2, -) year"),
)
def test_windows_are_read_with_their_side_and_subject(text: str, expected: str) -> None:
    assert all_said(text) == [expected]


def test_the_second_time_of_whichever_is_longer_has_the_side_of_the_first() -> None:
    text = "Any investigational agent within 12 weeks or 5 half-lives, whichever is longer"
    assert all_said(text) == [
        "window investigational_agent (-, 12] week",
        "window investigational_agent (-, 5] half_life",
    ]


@cases(
    ("Prednisone ≤ 20 mg/day", "dose prednisone_equivalent (-, 20] mg/day"),
    (
        "Takes more than 15 mg of prednisone (or equivalent) per day",
        "dose prednisone_equivalent (15, -) mg/day",
    ),
    ("methotrexate up to 25 mg/week", "dose methotrexate (-, 25] mg/week"),
    ("At least two immunosuppressants failed", "count immunosuppressants [2, -)"),
    ("Exactly one background immunosuppressant", "count immunosuppressants [1, 1]"),
)
def test_doses_and_counts_are_told_from_measurements(text: str, expected: str) -> None:
    assert all_said(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Type 2 diabetes mellitus",
        "1. Willing to sign",
        "Positive for anti-MDA5 (2017 EULAR/ACR criteria)",
        "COVID-19 infection at visit 1",
        "MMT-8",
    ],
)
def test_figures_that_name_something_compare_nothing(text: str) -> None:
    assert read(text).comparisons == ()


def test_how_long_a_scale_is_is_no_bound() -> None:
    assert all_said("Physician VAS ≥ 2 cm on a 10 cm visual analog scale") == [
        "measurement physician_global [2, -) cm"
    ]


def test_what_no_leaf_accounts_for_is_left_as_unread() -> None:
    text = "Willing to travel by boat; CK > 5 x ULN"
    assert [span.of(text) for span in read(text).unread] == ["Willing to travel by boat;"]
