"""What the editor writes: in our own words, in both languages, each number a figure's."""

import re

import pytest
from curated_rows import (
    DISEASE,
    check_identities,
    check_nothing_is_copied,
    check_row,
    each,
    place,
    rows,
)

from vigie.knowledge.models import ChapterText, Organisation

TEXTS = rows(f"{DISEASE}/chapters.yaml", ChapterText)
ORGANISATIONS = rows(f"{DISEASE}/organisations.yaml", Organisation)
# What is not a count: years, phases, names of molecules, genes and products.
_NAMES = re.compile(
    r"\b(?:19|20)\d\d\b|\{[^}]*\}|phase \d|\b[A-Za-z²]+[-‑]?\d\w*|interleukin\S* \d|\bFAI²R\b"
)


def test_ids_are_unique() -> None:
    ids = [row.id for row in TEXTS]
    assert len(ids) == len(set(ids))
    check_identities(ORGANISATIONS)


@each(ORGANISATIONS)
def test_an_organisation_is_described_in_our_words(row: Organisation) -> None:
    check_row(row)
    assert row.url is None or row.url.startswith("https://"), place(row)


@each(TEXTS)
def test_a_paragraph_has_a_reference_and_the_same_slots_in_both_languages(row: ChapterText) -> None:
    slots = [set(re.findall(r"\{(\w+)", text)) for text in (row.text.fr, row.text.en)]
    assert slots[0] == slots[1], f"{place(row)}: {slots}"
    assert "'" not in row.text.fr + row.text.en, f"{place(row)}: write ’ (U+2019)."
    assert row.reference


@each(TEXTS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_number_never_stands_in_a_text_by_itself(row: ChapterText, language: str) -> None:
    bare = re.findall(r"\d+", _NAMES.sub("", row.text[language]))
    assert not bare, f"{place(row)}: fill a slot instead of {bare}."


def test_nothing_is_copied_from_the_digest() -> None:
    check_nothing_is_copied((*TEXTS, *ORGANISATIONS))
