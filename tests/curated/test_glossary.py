"""Words explained as a newspaper would, in our own words, in both languages."""

from __future__ import annotations

import re

import pytest
import yaml
from curated_rows import (
    DISEASE,
    check_identities,
    check_nothing_is_copied,
    check_row,
    each,
    reference_file,
    rows,
)

from vigie.knowledge.models import LANGUAGES, GlossaryEntry

SHARED = rows("glossary/glossary.yaml", GlossaryEntry)
OWN = rows(f"{DISEASE}/glossary.yaml", GlossaryEntry)
ENTRIES = (*SHARED, *OWN)
CHAPTERS = ("car_t", "ibm", "dm_pm", "imnm", "asys_ild", "several")

# Terms of the digest whose name there is not a written form of ours.
NAMED_OTHERWISE = {
    "histoire naturelle d'une maladie": "natural_history",
    "lymphocytes T régulateurs (Treg)": "regulatory_t_cell",
    "lymphocytes T cytotoxiques CD8+ / cytolyse": "cytotoxic_t_cell",
    "ADN mitochondrial (ADNmt)": "mitochondrial_dna",
    "auto-anticorps spécifiques / associés": "specific_autoantibodies",
    "marqueur biologique / biomarqueur": "biomarker",
    "lymphocyte B (why target)": "b_cell",
    "complément / complexe d'attaque membranaire": "membrane_attack_complex",
    "ETP (éducation thérapeutique)": "patient_education",
}
OF_THE_WHOLE_CHAPTER = (
    "autoantibody", "refractory", "orphan_drug", "open_label", "natural_history", "stem_cells",
    "enzyme", "placebo", "nct_number", "gene", "regulatory_t_cell", "autophagy",
    "cytotoxic_t_cell", "cytolysis", "mitochondrial_dna", "mitophagy", "janus_kinases",
    "mesenchymal_stem_cells", "biomarker", "muscle_biopsy", "complement", "sirna",
    "nlrp3_inflammasome", "inflammation", "immunosuppressant", "clinical_trial", "phase",
    "extension_study", "sponsor", "recruitment", "follow_up", "randomised", "double_blind",
    "patient_registry", "observational_study", "monoclonal_antibody", "ceramide", "klrg1",
    "interferon", "sarcopenia", "preclinical", "six_minute_walk", "quadriceps", "finger_flexors",
)  # fmt: skip


@each(ENTRIES)
def test_an_entry_is_whole(row: GlossaryEntry) -> None:
    check_row(row)
    assert set(row.chapters) <= set(CHAPTERS)


def test_ids_are_unique_over_both_files() -> None:
    check_identities(ENTRIES)


@each(ENTRIES)
def test_a_definition_is_short(row: GlossaryEntry) -> None:
    for text in (row.definition.fr, row.definition.en):
        assert len(text.split()) <= 60
        assert len(re.findall(r"[.!?](?= |$)", text)) <= 3


@each(ENTRIES)
def test_a_definition_does_not_begin_with_the_word_itself(row: GlossaryEntry) -> None:
    for language in LANGUAGES:
        name, text = row.names[language].text, row.definition[language]
        assert not text.casefold().startswith((f"{name.casefold()} ", f"a {name.casefold()} "))


@each(ENTRIES)
def test_both_languages_have_written_forms_longest_first(row: GlossaryEntry) -> None:
    for language in LANGUAGES:
        forms = row.matches[language]
        assert forms, f"{row.id}: give the written forms in {language}."
        assert len(forms) == len(set(forms))
        for i, form in enumerate(forms):
            inside = [later for later in forms[i + 1 :] if form in later.split()]
            assert not inside, f"{row.id}: {inside} must come before {form!r}."
        assert not [form for form in forms if "'" in form], f"{row.id}: write ’ (U+2019)."


def test_no_written_form_is_explained_twice() -> None:
    for language in LANGUAGES:
        owners: dict[str, set[str]] = {}
        for row in ENTRIES:
            for form in row.matches[language]:
                owners.setdefault(form.casefold(), set()).add(row.id)
        assert not {form: ids for form, ids in owners.items() if len(ids) > 1}


@pytest.mark.parametrize("term", OF_THE_WHOLE_CHAPTER)
def test_every_word_of_the_whole_chapter_is_explained(term: str) -> None:
    assert term in {row.id for row in ENTRIES}


def test_the_shared_glossary_does_not_depend_on_this_disease() -> None:
    told = {row.id: (row.names.fr.text, row.definition.fr, row.definition.en) for row in SHARED}
    assert not [i for i, texts in told.items() if "myosit" in " ".join(texts).casefold()]


def test_every_term_of_the_digest_is_explained() -> None:
    structure = yaml.safe_load(reference_file("avancees-2025-structure.yaml").read_text("utf-8"))
    known = {form.casefold() for row in ENTRIES for form in row.matches["fr"]}
    ids = {row.id for row in ENTRIES}
    missing = [
        term["term"] for term in structure["glossary"]["terms"]
        if term["term"].casefold() not in known and NAMED_OTHERWISE.get(term["term"]) not in ids
    ]  # fmt: skip
    assert not missing, f"Explain: {missing}"


def test_nothing_is_copied_from_the_digest() -> None:
    check_nothing_is_copied(ENTRIES, length=7)
