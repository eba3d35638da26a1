"""Every treatment is named as its INN has it, with grammar, kind and reference."""

from __future__ import annotations

import csv
import re
from typing import Any

import pytest
import yaml
from curated_rows import (
    CURATED,
    check_identities,
    check_nothing_is_copied,
    check_row,
    each,
    reference_file,
    rows,
)

from vigie.knowledge.models import Treatment, TreatmentClass
from vigie.publishing.grammar_fr import say_noun

TREATMENTS = rows("treatments/treatments.yaml", Treatment)
CLASSES = rows("treatments/classes.yaml", TreatmentClass)
BY_ID = {row.id: row for row in TREATMENTS}

IBM_CHAPTER = (
    "adsvf", "adrc", "ruxolitinib", "sirolimus", "ulviprubart", "pozelimab", "cemdisiran",
    "alt_007", "exercise",
)  # fmt: skip
MISSPELT = (
    "ulviprubarb",
    "empasiprubarb",
    "ruxoprubarb",
    "empatoran",
    "rescabtagene",
    "télitacépt",
)

# Rows of the digest that name several treatments, or name one by a whole phrase.
SEVERAL = {
    "CAR-T cells (general)": ("car_t_cells",),
    "adipose stromal cells (ADSVF)": ("adsvf",),
    "stem cells (IBM-ADRC)": ("adrc",),
    "exercise programme": ("exercise",),
    "JDM second-line options": (
        "rituximab", "abatacept", "adalimumab", "infliximab", "tocilizumab",
    ),
    "cyclophosphamide then azathioprine, or tacrolimus": (
        "cyclophosphamide", "azathioprine", "tacrolimus",
    ),
    "current treatments (not IBM)": (
        "prednisone", "methotrexate", "azathioprine", "tacrolimus", "rituximab",
        "immunoglobulins_iv", "plasma_exchange",
    ),
}  # fmt: skip


def codes(vocabulary: str) -> set[str]:
    with (CURATED / "vocabularies" / f"{vocabulary}.csv").open(encoding="utf-8") as file:
        return {row["code"] for row in csv.DictReader(file)}


def folded(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())


def written_forms(row: Treatment) -> tuple[str, ...]:
    return (row.inn, row.names.fr.text, row.names.en.text, *row.brands, *row.codes, *row.synonyms)


@each(TREATMENTS)
def test_a_treatment_is_whole(row: Treatment) -> None:
    check_row(row)


@each(CLASSES)
def test_a_class_is_whole_and_in_the_plural(row: TreatmentClass) -> None:
    check_row(row)
    assert row.what_it_is
    assert row.names.fr.number == row.names.en.number == "p"
    assert row.names.fr.text[0].isupper(), "Table heads begin with a capital."


def test_ids_are_unique() -> None:
    check_identities(TREATMENTS)
    check_identities(CLASSES)


@each(TREATMENTS)
def test_its_kinds_are_known(row: Treatment) -> None:
    assert row.class_id in {known.id for known in CLASSES}
    assert row.modality in codes("modality")
    assert row.approach in codes("approach")
    assert set(row.targets) <= codes("target")
    assert set(row.routes) <= codes("route")


def test_every_class_has_a_treatment() -> None:
    assert {row.id for row in CLASSES} == {row.class_id for row in TREATMENTS}


@each(TREATMENTS)
def test_a_misspelling_is_read_and_never_written(row: Treatment) -> None:
    written = {row.inn, row.names.fr.text, row.names.en.text, *row.brands, *row.codes}
    assert not [form for form in written for wrong in MISSPELT if wrong in form.casefold()]


@pytest.mark.parametrize("wrong", MISSPELT)
def test_a_misspelling_met_in_texts_is_recognised(wrong: str) -> None:
    found = [row for row in TREATMENTS for form in row.synonyms if wrong in form.casefold()]
    assert found


def test_no_written_form_names_two_treatments() -> None:
    owners: dict[str, set[str]] = {}
    for row in TREATMENTS:
        for form in written_forms(row):
            owners.setdefault(folded(form), set()).add(row.id)
    shared = {form: ids for form, ids in owners.items() if len(ids) > 1}
    # The cream is the same substance: it shares the international name, and nothing else.
    assert shared == {"ruxolitinib": {"ruxolitinib", "ruxolitinib_cream"}}


def test_no_written_form_is_an_everyday_abbreviation() -> None:
    short = {form for row in TREATMENTS for form in written_forms(row) if len(folded(form)) < 3}
    assert not short | {"HRT"} & {form for row in TREATMENTS for form in written_forms(row)}


@pytest.mark.parametrize("treatment", IBM_CHAPTER)
def test_every_treatment_of_the_whole_chapter_is_explained(treatment: str) -> None:
    assert BY_ID[treatment].what_it_is


@each(TREATMENTS)
def test_an_explanation_is_one_short_sentence(row: Treatment) -> None:
    if row.what_it_is:
        for text in (row.what_it_is.fr, row.what_it_is.en):
            assert len(text.split()) <= 40
            assert not re.search(r"[.!?] [A-ZÉ]", text), f"{row.id}: one sentence."


@pytest.mark.parametrize(
    ("treatment", "said"),
    [
        ("efgartigimod_alfa", "de l’efgartigimod alfa"),
        ("nipocalimab", "du nipocalimab"),
        ("pirfenidone", "de la pirfénidone"),
        ("prednisone", "de la prednisone"),
        ("ft819", "des cellules FT819"),
        ("alt_007", "de l’ALT-007"),
        ("ray121", "du RAY121"),
        ("immunoglobulins_iv", "des immunoglobulines intraveineuses"),
        ("plasma_exchange", "des échanges plasmatiques"),
        ("interleukin_2", "de l’interleukine 2"),
    ],
)
def test_french_articles_follow_the_name(treatment: str, said: str) -> None:
    assert say_noun(BY_ID[treatment].names.fr, "de") == said


@pytest.mark.parametrize(
    ("treatment", "field", "value"),
    [
        ("kn5501", "modality", "car_nk_allo"),
        ("ft819", "modality", "car_t_ipsc"),
        ("rapcabtagene_autoleucel", "modality", "car_t_auto"),
        ("resecabtagene_autoleucel", "modality", "car_t_auto"),
        ("anifrolumab", "targets", ("ifnar1",)),
        ("ulviprubart", "targets", ("klrg1",)),
        ("cemdisiran", "modality", "sirna"),
        ("alt_007", "is_preclinical", True),
        ("ruxolitinib_cream", "modality", "topical"),
        ("pirfenidone", "class_id", "antifibrotic"),
    ],
)
def test_what_the_digest_blurs_is_told_apart(treatment: str, field: str, value: object) -> None:
    assert getattr(BY_ID[treatment], field) == value


def test_only_what_was_studied_in_the_laboratory_is_preclinical() -> None:
    assert [row.id for row in TREATMENTS if row.is_preclinical] == ["alt_007"]


def test_every_treatment_of_the_digest_resolves() -> None:
    structure = yaml.safe_load(reference_file("avancees-2025-structure.yaml").read_text("utf-8"))
    known = {folded(form) for row in TREATMENTS for form in written_forms(row)}
    missing = [entry["name"] for entry in structure["treatments"] if not resolves(entry, known)]
    assert not missing, f"Add a row, or a synonym, for: {missing}"


def resolves(entry: dict[str, Any], known: set[str]) -> bool:
    if entry["name"] in SEVERAL:
        return set(SEVERAL[entry["name"]]) <= set(BY_ID)
    return folded(entry["name"]) in known


def test_nothing_is_copied_from_the_digest() -> None:
    check_nothing_is_copied((*TREATMENTS, *CLASSES))
