"""Sentences to their trees, and what must stay unknown."""

from __future__ import annotations

import pytest

from unit.eligibility.sentences import read, tree
from vigie.eligibility.building.trees import tree_of
from vigie.eligibility.meaning.printing import printed
from vigie.eligibility.words.polarity import Polarity

UNSURE = [
    "Exactly two of the following: diabetes, stroke or asthma",
    "Diabetes means HbA1c above 6.5 %. Stroke is another thing.",
    "No diabetes but stroke",
    "At least 4 weeks since the last surgery or radiotherapy",
    "Bilirubin ≤ 1.5 x ULN (≤ 3 x ULN in Gilbert disease)",
    "Corticosteroids or at most two immunosuppressants, stable for 4 weeks",
    "Cancer dans les 5 ans",
    "Therapy post transplant within 30 days",
    "Patients with poor or no venous access",
    "If on methotrexate, stable for 4 weeks",
    "Allergy to a component",
    "Intracranial bleed as defined by CT or MRI less than 6 months prior to entry",
    "Received immunosuppressive therapy post stem cell transplant within 30 days",
    "Active malignancy or history of malignancy within 5 years",
    "Intolerance to methotrexate",
    "Screening for hepatitis B",
    "Malignancy in remission",
    "Suspected tuberculosis",
    "Received dementia treatment within 3 months of screening",
    "Diabetes therapy",
    "Willing to undergo surgery",
    "Positive for a myositis antibody such as MDA-5",
    "Two of the following: diabetes and stroke, or asthma",
    "Myositis secondary to alcohol or drug abuse",
    "Age = 18 years",
    "No stroke, and active arthritis",
    "Diseases other than dermatomyositis",
    "Any condition that the investigator judges unsafe",
]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Serum IgA less than 11mg/dl.", 'compare(iga < 11 "mg/dL")'),
        ("Diagnosis of PM or DM", "any(has(subtype pm), has(subtype dm))"),
        ("No history of stroke", "not(has(condition stroke ever))"),
        (
            "No pregnant females or nursing mothers.",
            "not(any(has(pregnancy pregnant), has(pregnancy breastfeeding)))",
        ),
        ("Unable to give informed consent", "not(has(consent informed_consent))"),
        ("Male or female, aged 18 or older", 'compare(age >= 18 "year")'),
        (
            "Allergy to rituximab or tocilizumab",
            (
                "any(has(condition hypersensitivity_rituximab ever),"
                " has(condition hypersensitivity_tocilizumab ever))"
            ),
        ),
        ("One of these forms: DM or PM", "any(has(subtype dm), has(subtype pm))"),
        (
            "At least two of the following: diabetes, asthma, stroke",
            ("at_least_2(has(condition diabetes), has(condition asthma), has(condition stroke))"),
        ),
        (
            "History of diabetes, asthma or stroke",
            (
                "any(has(condition diabetes ever), has(condition asthma ever),"
                " has(condition stroke ever))"
            ),
        ),
        (
            "BMI ≤18.5 or ≥35 kg/m2",
            'any(compare(bmi <= 18.5 "kg/m2"), compare(bmi >= 35 "kg/m2"))',
        ),
        ("Active infections such as hepatitis", "has(infection active_infection)"),
        (
            "MMT-8 < 142/150 and CK > 5 x ULN",
            'all(compare(mmt8 < 142 "/150"), compare(creatine_kinase > 5 "xULN"))',
        ),
        (
            "Rituximab or IVIG within 6 months",
            (
                'any(window(since rituximab <= 6 "month"),'
                ' window(since immunoglobulins_iv <= 6 "month"))'
            ),
        ),
    ],
)
def test_a_plain_sentence_has_its_tree(sentence: str, expected: str) -> None:
    assert tree(sentence) == expected


@pytest.mark.parametrize("sentence", UNSURE)
def test_what_is_not_certain_is_left_to_a_person(sentence: str) -> None:
    assert tree(sentence).startswith("unread(")


def test_words_that_narrow_leave_only_the_contrary_decided() -> None:
    assert tree("Severe diabetes") == 'all(has(condition diabetes), unread("Severe diabetes"))'


def test_a_list_joined_by_and_is_decided_only_where_both_senses_agree() -> None:
    said = tree("Patients with IBM and DM")
    assert said == (
        "any(all(has(subtype ibm), has(subtype dm)),"
        ' all(any(has(subtype ibm), has(subtype dm)), unread("Patients with IBM and DM")))'
    )


def test_a_name_wider_than_the_words_decides_only_the_contrary() -> None:
    assert tree("Type 2 diabetes").startswith('all(has(condition diabetes), unread("')


@pytest.mark.parametrize(
    "sentence",
    [
        "Age 18-75 years, diagnosis of DM or PM",
        "DM or PM, aged 18 to 75",
        "Diagnosis of DM, failing steroids or stem cells",
    ],
)
def test_a_comma_between_unlike_things_may_mean_and(sentence: str) -> None:
    assert tree(sentence).startswith("any(all(")


def test_a_clause_at_the_end_may_be_of_every_item() -> None:
    said = tree("Diabetes or replacement that would interfere with testing")
    assert said.startswith('any(all(has(condition diabetes), unread("Diabetes"))')


def test_a_definition_stands_for_what_it_defines() -> None:
    assert tree("Neutropenia, i.e. ANC lower than 1,800/mm3") == 'compare(anc < 1800 "/mm3")'


def test_thresholds_listed_among_the_inclusions_must_all_be_met() -> None:
    reading = read("LVEF ≥55%, SpO2 ≥92%")
    wanted = 'all(compare(lvef >= 55 "%"), compare(spo2 >= 92 "%"))'
    asked = tree_of(reading, Polarity.INCLUSION)
    assert asked is not None
    assert printed(asked) == wanted
    assert tree("LVEF ≥55%, SpO2 ≥92%").startswith("any(all(")


def test_a_form_may_have_to_come_with_one_of_several_signs() -> None:
    assert tree("IMNM with anti-SRP or anti-HMGCR antibodies") == (
        "all(has(subtype imnm), any(has(antibody srp), has(antibody hmgcr)))"
    )


def test_a_text_without_words_has_no_tree() -> None:
    assert tree(" - ") == "none"


def test_a_condition_asks_nothing_of_the_others_and_excludes_only_with_what_it_asks() -> None:
    sentence = "If on methotrexate, stable for 4 weeks"
    stable = 'window(stable methotrexate >= 4 "week")'
    has = "has(treatment methotrexate)"
    assert asked(sentence, Polarity.INCLUSION) == f"any(not({has}), {stable})"
    assert asked(sentence, Polarity.EXCLUSION) == f"all({has}, {stable})"
    assert tree(sentence).startswith("unread(")


def test_what_is_allowed_spares_from_an_exclusion_and_opens_an_inclusion() -> None:
    sentence = "Diabetes; stroke is allowed"
    assert asked(sentence, Polarity.EXCLUSION) == (
        'all(has(condition diabetes), not(unread("stroke is allowed")))'
    )
    assert asked(sentence, Polarity.INCLUSION) == (
        'any(has(condition diabetes), unread("stroke is allowed"))'
    )


def test_a_bound_at_the_end_of_a_list_may_be_of_all_of_it_and_decides_when_it_fails() -> None:
    said = tree("Myositis worsening or relapse under prednisone > 0.5 mg/kg/day")
    assert said.startswith('all(compare(prednisone_equivalent > 0.5 "mg/kg/day"), unread("Myo')


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Treated with IVIG for at least 6 months", "duration"),
        ("Off IVIG for at least 6 months", "since"),
        ("No IVIG for at least 6 months", "since"),
    ],
)
def test_how_long_it_was_taken_is_not_how_long_ago(sentence: str, expected: str) -> None:
    assert tree(sentence) == f'window({expected} immunoglobulins_iv >= 6 "month")'


def test_what_a_bracket_says_of_a_dose_an_age_or_a_sex_is_asked_for() -> None:
    assert tree("Adult patients (≥ 18 years) with DM") == (
        'all(compare(age >= 18 "year"), has(subtype dm))'
    )
    assert tree("Creatinine > 1.5 mg/dL (male) or > 1.3 mg/dL (female)").startswith(
        "any(all(has(other sex_male), compare(creatinine > 1.5"
    )


def test_no_item_of_a_list_is_lost() -> None:
    assert tree("ILD with neither muscle nor skin involvement") == (
        'all(has(condition ild), not(any(unread("muscle"), has(condition skin_involvement))))'
    )
    assert asked("Any of the following within 1 year: stroke, diabetes", Polarity.EXCLUSION) == (
        'any(window(since stroke <= 1 "year"), window(since diabetes <= 1 "year"))'
    )


def test_a_denial_ends_where_a_clause_of_its_own_begins() -> None:
    said = asked("Patients who are not able to walk, or who need oxygen", Polarity.EXCLUSION)
    assert said == 'any(not(unread("to walk")), unread("who need oxygen"))'


def test_negative_for_a_thing_is_the_contrary_of_having_it() -> None:
    assert tree("HIV negative") == "not(has(infection hiv))"
    assert (
        tree("HIV or hepatitis B negative") == 'any(unread("HIV"), unread("hepatitis B negative"))'
    )
    assert tree("Negative for HIV and hepatitis B") == (
        "not(any(has(infection hiv), has(infection hbv)))"
    )


def test_what_is_planned_is_counted_until_it() -> None:
    assert tree("Surgery planned within 6 months") == 'window(until surgery <= 6 "month")'
    assert tree("Previously planned surgery within 6 months").startswith("unread(")


def test_to_have_the_thing_excepted_is_not_to_have_nothing_else() -> None:
    said = tree("No malignancy other than basal cell carcinoma")
    assert said == (
        "not(all(has(condition malignancy), not(all(has(condition bcc),"
        ' unread("other than basal cell carcinoma")))))'
    )


def test_words_before_a_list_that_are_not_known_leave_each_of_its_items_to_a_person() -> None:
    assert tree("Family history of stroke, diabetes or cancer") == (
        'any(unread("Family history of stroke"), unread("diabetes"), unread("cancer"))'
    )


def asked(sentence: str, section: Polarity) -> str:
    found = tree_of(read(sentence), section)
    assert found is not None
    return printed(found)
