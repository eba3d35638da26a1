"""What looks wrong in a criterion."""

from __future__ import annotations

import pytest

from unit.eligibility.sentences import lexicon, read
from vigie.eligibility.linting import remarks
from vigie.eligibility.words.polarity import Polarity

IN, OUT = Polarity.INCLUSION, Polarity.EXCLUSION


@pytest.mark.parametrize(
    ("section", "sentence", "told"),
    [
        (IN, "Aged 180 years or older", "Nobody is of the age"),
        (IN, "SpO2 above 120 %", "cannot pass 100 %"),
        (IN, "Hemoglobin above 8", "has no unit"),
        (OUT, "CK < 5 x ULN and CK > 10 x ULN", "No value is within both bounds"),
        (OUT, "No stroke", "opens with a negation"),
        (IN, "Patients with stroke will be excluded", "speaks of who is excluded"),
    ],
)
def test_what_looks_wrong_is_told(section: Polarity, sentence: str, told: str) -> None:
    found = remarks(read(sentence), section)
    assert any(told in remark.what for remark in found), found
    for remark in found:
        assert 0 <= remark.span.start < remark.span.end <= len(sentence)
        assert remark.do.endswith(".")


@pytest.mark.parametrize(
    ("section", "sentence"),
    [
        (IN, "Age 18 to 75 years"),
        (IN, "No history of stroke"),
        (OUT, "Hemoglobin < 8 g/dL or platelets < 100000 /mm3"),
        (OUT, "CK < 5 x ULN or CK > 10 x ULN"),
    ],
)
def test_what_is_sound_gets_no_remark(section: Polarity, sentence: str) -> None:
    assert remarks(read(sentence), section) == ()


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("ECOG > 5", "ecog goes from 0 to 5"),
        ("MMT-8 score of 160 or more", "mmt8 goes from 0 to 150"),
        ("GCS < 3", "gcs goes from 3 to 15"),
    ],
)
def test_a_bound_off_its_scale_is_told(sentence: str, told: str) -> None:
    (found,) = remarks(read(sentence), IN, lexicon().measurements)
    assert told in found.what


@pytest.mark.parametrize("sentence", ["ECOG ≤ 2", "MMT-8 ≤ 142/150", "ECOG 0-5", "CDASI ≥ 14"])
def test_a_bound_on_its_scale_gets_no_remark(sentence: str) -> None:
    assert remarks(read(sentence), IN, lexicon().measurements) == ()


@pytest.mark.parametrize(
    "sentence", ["Creatinine > 2", "Weight below 40", "FVC < 80", "Bilirubin above 1.5"]
)
def test_a_quantity_of_several_units_needs_one(sentence: str) -> None:
    (found,) = remarks(read(sentence), OUT)
    assert "has no unit" in found.what


@pytest.mark.parametrize("sentence", ["INR > 1.5", "BMI > 30", "DAS28 > 3.2", "ALT > 3 x ULN"])
def test_a_quantity_of_one_unit_or_none_needs_none(sentence: str) -> None:
    assert remarks(read(sentence), OUT) == ()
