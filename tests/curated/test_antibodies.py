"""Autoantibodies: written as each language writes them, sure or said to be unsure."""

from __future__ import annotations

import re

import pytest
import yaml
from curated_rows import FORMS, check_identities, check_row, each, reference_file, rows

from vigie.knowledge.models import Antibody

ANTIBODIES = rows("biomarkers/antibodies.yaml", Antibody)
BY_ID = {row.id: row for row in ANTIBODIES}
GROUPS = {"ars", "dm", "imnm", "ibm", "overlap", "other"}


def folded(name: str) -> str:
    name = name.casefold().replace("γ", "gamma").replace("β", "beta").replace("α", "alpha")
    return re.sub(r"^anti|[\W_]+", "", name)


@each(ANTIBODIES)
def test_an_antibody_is_whole(row: Antibody) -> None:
    check_row(row)
    assert row.group in GROUPS
    assert set(row.forms) <= FORMS


def test_ids_are_unique() -> None:
    check_identities(ANTIBODIES)


@each(ANTIBODIES)
def test_what_was_not_checked_claims_nothing(row: Antibody) -> None:
    if row.uncertain:
        assert row.phenotype is None, f"{row.id}: leave out the phenotype, or read a source."


@each(ANTIBODIES)
def test_an_antibody_of_myositis_itself_says_what_it_goes_with(row: Antibody) -> None:
    if row.group in {"ars", "dm", "imnm", "ibm"} and not row.uncertain:
        assert row.phenotype
        assert row.antigen


def test_no_written_form_names_two_antibodies() -> None:
    owners: dict[str, set[str]] = {}
    for row in ANTIBODIES:
        for form in (row.names.fr.text, row.names.en.text, *row.synonyms):
            owners.setdefault(folded(form), set()).add(row.id)
    assert not {form: ids for form, ids in owners.items() if len(ids) > 1}


def test_an_ambiguous_name_is_nobody_s() -> None:
    assert not [row.id for row in ANTIBODIES if "anti-p140" in row.synonyms]


@pytest.mark.parametrize(
    ("antibody", "french", "english"),
    [
        ("jo1", "anti-Jo1", "anti-Jo-1"),
        ("tif1g", "anti-TIF1-γ", "anti-TIF1-γ"),
        ("mi2", "anti-Mi2", "anti-Mi-2"),
        ("cn1a", "anti-NT5c1A", "anti-cN1A"),
        ("ro52", "anti-Ro-52", "anti-Ro52"),
    ],
)
def test_each_language_has_its_spelling(antibody: str, french: str, english: str) -> None:
    names = BY_ID[antibody].names
    assert (names.fr.text, names.en.text) == (french, english)


def test_every_spelling_of_the_digest_resolves() -> None:
    facts = yaml.safe_load(reference_file("facts/autoantibodies.yaml").read_text("utf-8"))
    known = {folded(f) for row in ANTIBODIES for f in (row.names.fr.text, *row.synonyms)}
    spellings = facts["spelling_rules_fr"]["digest_spellings"]
    assert not [spelling for spelling in spellings if folded(spelling) not in known]


def test_every_antibody_of_the_facts_has_its_row() -> None:
    facts = yaml.safe_load(reference_file("facts/autoantibodies.yaml").read_text("utf-8"))
    assert {fact["id"] for fact in facts["antibodies"]} == set(BY_ID)
