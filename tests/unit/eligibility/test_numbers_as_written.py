"""Numbers as people write them, and what general habits of writing make of them."""

from __future__ import annotations

import pytest

from unit.eligibility.sentences import all_said, only, read, tree


def cases(*pairs: tuple[str, str]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("text", "expected"), pairs)


@cases(
    ("CK ≥ 500 U/L", "measurement creatine_kinase [500, -) U/L"),
    ("CK => 500 U/L", "measurement creatine_kinase [500, -) U/L"),
    ("CK at least 500 U/L", "measurement creatine_kinase [500, -) U/L"),
    ("CK no more than 500 U/L", "measurement creatine_kinase (-, 500] U/L"),
    ("CK not to exceed 500 U/L", "measurement creatine_kinase (-, 500] U/L"),
    ("CK not < 500 U/L", "measurement creatine_kinase [500, -) U/L"),
    ("MMT-8 of 142/150 or less", "measurement mmt8 (-, 142] /150"),
    ("MMT-8 at most 142 out of 150", "measurement mmt8 (-, 142] /150"),
    ("CK > 1.5 x ULN", "measurement creatine_kinase (1.5, -) xULN"),
    ("CK > 1.3-fold ULN", "measurement creatine_kinase (1.3, -) xULN"),
    ("haemoglobin < 0.8 x LLN", "measurement hemoglobin (-, 0.8) xLLN"),
    ("between 18 and 75 years, inclusive", "age age [18, 75] year"),
    ("18 to 75 years of age", "age age [18, 75] year"),
    ("platelets < 60.000/mm3", "measurement platelets (-, 60000) /mm3"),
    ("platelets < 60,000/mm3", "measurement platelets (-, 60000) /mm3"),
    ("platelets < 60 000/mm3", "measurement platelets (-, 60000) /mm3"),
    ("ECOG 2 or lower", "measurement ecog (-, 2]"),
    ("ECOG status 0, 1, or 2", "measurement ecog [0, 2]"),
    ("body weight 40-120 kg", "measurement body_weight [40, 120] kg"),
    ("body weight between 40 kg and 120", "measurement body_weight [40, 120] kg"),
    ("FVC ≥ 45 percent of the predicted value", "measurement vital_capacity [45, -) %"),
    ("platelets ≥ 90 × 10⁹/L", "measurement platelets [90, -) 10^9/L"),
    ("platelets ≥ 90 x 10(9)/L", "measurement platelets [90, -) 10^9/L"),
    ("platelets ≥ 90x10E9/L", "measurement platelets [90, -) 10^9/L"),
    ("platelets ≥ 90 G/L", "measurement platelets [90, -) 10^9/L"),
    ("platelets ≥ 90 ´ 109/L", "measurement platelets [90, -) 10^9/L"),
    ("ALT > 2 folds as high as the maximal normal value", "measurement alt (2, -) xULN"),
    ("haemoglobin ≥ 90 g/L", "measurement hemoglobin [90, -) g/L"),
)
def test_one_number_is_read_however_it_is_written(text: str, expected: str) -> None:
    assert all_said(text) == [expected]


def test_whichever_is_longer_gives_both_times_their_side() -> None:
    assert all_said("IVIG within 12 weeks or 5 half-lives, whichever is longer") == [
        "window immunoglobulins_iv (-, 12] week",
        "window immunoglobulins_iv (-, 5] half_life",
    ]


def test_within_six_to_twelve_months_has_two_ends() -> None:
    assert all_said("Rituximab within 6 to 12 months before baseline") == [
        "window rituximab [6, 12] month"
    ]


@cases(
    ("Life expectancy of less than 6 months", "measurement life_expectancy (-, 6) month"),
    ("Minimum life expectancy of 6 months", "measurement life_expectancy [6, -) month"),
    ("Life expectancy of 6 months", "measurement life_expectancy [6, 6] month"),
    ("Expected survival > 3 months", "measurement life_expectancy (3, -) month"),
    ("Planned hospital stay ≥ 4 days", "measurement hospital_stay [4, -) day"),
    ("Usual sleep duration < 5 hours", "measurement sleep_duration (-, 5) hour"),
    ("Scan duration of at most 45 minutes", "measurement scan_duration (-, 45] minute"),
)
def test_a_length_of_time_that_is_measured_is_a_measurement(text: str, expected: str) -> None:
    assert all_said(text) == [expected]


@pytest.mark.parametrize(
    "text", ["Disease duration < 5 years", "A treatment-free interval of > 6 months"]
)
def test_the_time_of_a_disease_or_without_a_treatment_stays_a_window(text: str) -> None:
    assert only(text).kind == "window"


@cases(
    ("gestational age of 34+3 weeks or more", "measurement gestational_age [34.4286, -) week"),
    ("gestational age < 36 weeks and 6 days", "measurement gestational_age (-, 36.8571) week"),
    ("height above 5 feet 6 inches", "measurement height (5.5, -) foot"),
    ("Height > 5' 6\"", "measurement height (5.5, -) foot"),
    ("off rituximab for 1 year and 6 months", "window rituximab [1.5, -) year"),
)
def test_a_number_in_two_units_is_one_number(text: str, expected: str) -> None:
    assert all_said(text) == [expected]


def test_both_numbers_of_a_blood_pressure_are_read() -> None:
    assert all_said("Blood pressure ≥ 150/95 mmHg") == [
        "measurement systolic_bp [150, -) mmHg",
        "measurement diastolic_bp [95, -) mmHg",
    ]


def test_the_length_of_a_scale_is_no_bound_though_a_side_stands_before() -> None:
    assert all_said("Patient VAS: the minimum on the 10 cm visual scale is 3 cm") == [
        "measurement patient_global [3, -) cm"
    ]


def test_which_pressure_it_is_may_follow_the_number() -> None:
    assert all_said("Blood pressure ≥ 155 mmHg (systolic) or ≥ 95 mmHg (diastolic)") == [
        "measurement systolic_bp [155, -) mmHg",
        "measurement diastolic_bp [95, -) mmHg",
    ]


def test_that_both_pressures_or_one_is_meant_is_left_to_a_person() -> None:
    assert "unread(" in tree("Blood pressure ≥ 150/95 mmHg")


@cases(
    ("Ferritin > 600 ng/mL (600 µg/L)", "measurement ferritin (600, -) ug/L"),
    ("body temperature ≥ 38 °C or 100.4 °F", "measurement body_temperature [100.4, -) °F"),
    ("waist ≥ 100 cm in men and 90 cm in women", "measurement waist [90, -) cm"),
    ("CK > 900 U/L in men, > 700 U/L in women", "measurement creatine_kinase (700, -) U/L"),
    (
        "Bilirubin ≤ 2 x ULN (for patients with a known syndrome, ≤ 4 x ULN)",
        "measurement bilirubin (-, 4] xULN",
    ),
)
def test_a_bound_said_again_keeps_its_subject_and_side(text: str, expected: str) -> None:
    assert all_said(text)[-1] == expected


@cases(
    ("Age < 16 or > 70 years", "age age (70, -) year"),
    ("Aged 18 years and over (≥ 21 years in one country)", "age age [21, -) year"),
    ("Children between 9 months and 4 years old", "age age (-, 4] year"),
    ("Patients under 16", "age age (-, 16) year"),
    ("16+ years of age", "age age [16, -) year"),
    ("Age limits: patients ≥ 17 years", "age age [17, -) year"),
    ("aged 18 65 years of age", "age age [18, 65] year"),
)
def test_an_age_goes_on_after_an_age(text: str, expected: str) -> None:
    assert all_said(text)[-1] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Written consent of a parent if the participant is under 18 years",
        "Assent for subjects aged 7 to 17 years",
    ],
)
def test_an_age_that_says_who_consents_bounds_nobody(text: str) -> None:
    assert read(text).comparisons == ()


def test_parents_who_consent_leave_the_age_of_the_child() -> None:
    text = "Children aged 6 to 12 years whose parents give consent"
    assert all_said(text) == ["age age [6, 12] year"]


def test_what_is_no_person_has_no_age() -> None:
    assert only("A fistula (at least 2 months old)").kind == "window"


@cases(
    ("At least 500 mL of saline given", "dose saline_given [500, -) mL"),
    ("Irradiation of the pelvis above 40 Gy", "dose irradiation_of_the_pelvis (40, -) Gy"),
    ("Clinic visits, at least 3 per year", "count clinic_visits [3, -) /year"),
    ("Fusion of 1 to 3 levels", "count levels [1, 3]"),
    ("At least 1 prior line of systemic therapy", "count line [1, -)"),
    ("> 15 Gy of prior irradiation", "dose irradiation (15, -) Gy"),
    ("prednisone greater than15 mg/day", "dose prednisone_equivalent (15, -) mg/day"),
)
def test_what_is_given_and_how_often_are_told_from_measurements(text: str, expected: str) -> None:
    assert all_said(text) == [expected]


@cases(
    ("A fall in FVC of at least 10 %", "measurement vital_capacity_decline [10, -) %"),
    ("FVC decline ≥ 10 %", "measurement vital_capacity_decline [10, -) %"),
    ("FVC with a ≥ 10 % decline", "measurement vital_capacity_decline [10, -) %"),
    ("a drop of DLCO by 15 %", "measurement dlco_decline [15, -) %"),
    ("a rise of temperature to > 38 °C", "measurement body_temperature (38, -) °C"),
    ("rise of CK > 5 x ULN", "measurement creatine_kinase (5, -) xULN"),
    ("Weight stable within 4 %", "measurement body_weight_change (-, 4] %"),
)
def test_a_change_of_a_measurement_is_none_of_its_values(text: str, expected: str) -> None:
    assert all_said(text) == [expected]


@cases(
    ("six-minute walk distance ≥ 250 m", "measurement six_minute_walk [250, -) m"),
    ("CA 19-9 > 40 U/mL", "measurement ca199 (40, -) U/mL"),
    ("prothrombin conc. below 60 %", "measurement prothrombin_conc (-, 60) %"),
    ("BMI of the 5th-95th percentile", "measurement bmi [5, 95] percentile"),
    ('score greater than "3"', "measurement score (3, -)"),
    ("mean thickness > mean + 2 SD", "measurement mean_thickness (2, -) SD"),
    ("smoking history of > 15 packs/year", "measurement smoking_history (15, -) pack-year"),
    ("The MMT-8 score must be 80-125", "measurement mmt8 [80, 125]"),
    ("a severity of 3 (severe) or more", "measurement severity [3, -)"),
    ("The bilirubin is three times or more above normal", "measurement bilirubin [3, -) xULN"),
)
def test_a_name_and_its_number_are_joined_over_what_stands_between(
    text: str, expected: str
) -> None:
    assert all_said(text) == [expected]


def test_stages_of_a_tumour_are_three_numbers() -> None:
    assert all_said("T2-3 N1 M0 carcinoma") == [
        "measurement t [2, 3]",
        "measurement n [1, 1]",
        "measurement m [0, 0]",
    ]


def test_what_is_normal_is_not_what_is_asked() -> None:
    assert all_said("CK (normal range 30-200 U/L) > 400 U/L") == [
        "measurement creatine_kinase (400, -) U/L"
    ]


def test_a_name_shut_in_a_bracket_gives_its_number_to_none_further_on() -> None:
    text = "(low body weight) such that the loss over the whole study stays below 4 percent"
    assert only(text).subject != "body_weight"


@cases(
    ("Âge compris entre 18 et 75 ans", "age age [18, 75] year"),
    ("Patients âgés de plus de 18 ans", "age age (18, -) year"),
    ("Âge supérieur ou égal à 18 ans", "age age [18, -) year"),
    ("CPK supérieures à 5 fois la normale", "measurement creatine_kinase (5, -) xULN"),
    ("ALAT > 3 N", "measurement alt (3, -) xULN"),
    ("Hémoglobine inférieure à 8 g/dL", "measurement hemoglobin (-, 8) g/dL"),
    ("au moins deux épisodes", "count episodes [2, -)"),
)
def test_sides_are_read_in_french(text: str, expected: str) -> None:
    assert all_said(text) == [expected]


@cases(
    ("Performance status ≤ 2", "measurement ecog (-, 2]"),
    ("Visual acuity of 20/60 or worse", "measurement visual_acuity (-, 20] /60"),
    ("Visual acuity worse than 20/60", "measurement visual_acuity (-, 20) /60"),
    ("Visual acuity 20/60 or better", "measurement visual_acuity [20, -) /60"),
    ("Pain score of 4 or worse", "measurement pain_score [4, -)"),
    ("Performance status ≥ 60", "measurement karnofsky [60, -)"),
    ("modified Rankin Scale (mRS) > 3", "measurement rankin (3, -)"),
    ("mRSS > 12", "measurement rodnan (12, -)"),
    ("Lansky play score (for patients ≤ 12 years of age) ≥ 60 %", "measurement lansky [60, -) %"),
    (
        "haemoglobin < 11 g/dL for those aged 6-11 years, < 12 g/dL for females aged 15-17",
        "measurement hemoglobin (-, 12) g/dL",
    ),
    ("toxicity of more than CTCAE grade 2", "measurement ctcae_grade (2, -)"),
    ("minimal tumour diameter 2 cm", "measurement minimal_tumour_diameter [2, -) cm"),
    ("eGFR ≥ 50 mL/min/1.73 m\\^2", "measurement egfr [50, -) mL/min/1.73m2"),
    ("FEV1 <U+2265> 40 %", "measurement fev1 [40, -) %"),
    ("10-year probability of a fracture ≥ 20 %", "measurement probability [20, -) %"),
    ("EULAR/ACR probability ≥ 55 %", "measurement eular_acr_probability [55, -) %"),
    ("alcohol consumption > 50 g/day", "measurement alcohol_intake (50, -) g/day"),
    ("bilirubin ≤ 1.5 ⋅ ULN", "measurement bilirubin (-, 1.5] xULN"),
)
def test_the_right_scale_and_side_are_found(text: str, expected: str) -> None:
    assert expected in all_said(text)


@pytest.mark.parametrize(
    "text",
    [
        "EGFR 19del or an insertion of exon 20",
        "a pregnancy test (sensitivity 25 IU/L)",
        "from a country with a prevalence > 2 %",
        "an ECG obtained from 3 recordings",
        "24-hour urine collection",
        "enrolled from March 2016 or later",
        "attacks between 22:00 and 06:30",
        "weight loss apps on a smartphone with 5G",
    ],
)
def test_a_number_of_no_patient_is_no_measurement(text: str) -> None:
    assert read(text).comparisons == ()


@cases(
    ("Injury starting within 30 days of enrolment", "window time (-, 30] day"),
    ("Surgery within the first 4 hours", "window surgery (-, 4] hour"),
    ("Stroke within the 6 previous months", "window stroke (-, 6] month"),
    ("No menses for at least 12 months", "window time [12, -) month"),
    ("Duration of epilepsy > 2 years", "window seizure_disorder_duration (2, -) year"),
)
def test_windows_keep_their_side(text: str, expected: str) -> None:
    assert all_said(text) == [expected]
