"""Every field of a record has its meaning, and every meaning its field."""

from __future__ import annotations

from dataclasses import fields, is_dataclass

import pytest

from vigie.records import entries
from vigie.records.codebook import ENTRIES, MEANINGS, PARTS, codebook, type_in_words
from vigie.records.dates import PartialDate
from vigie.records.vocabulary import Recruitment

KINDS = (*ENTRIES, *PARTS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_field_is_defined_and_no_definition_is_orphaned(kind: type) -> None:
    named = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    assert set(MEANINGS[kind]) == named


def test_every_type_of_a_record_is_in_the_codebook() -> None:
    made = {
        value
        for value in vars(entries).values()
        if isinstance(value, type) and is_dataclass(value) and value.__module__ == entries.__name__
    }
    assert made == set(KINDS) == set(MEANINGS)


def test_a_definition_is_a_sentence() -> None:
    odd = [
        (entry.record, entry.name)
        for entry in codebook()
        if not entry.definition[0].isalpha() or not entry.definition.endswith(".")
    ]
    assert odd == []


def test_numbers_that_carry_a_unit_in_their_name_say_it_in_the_codebook() -> None:
    units = {entry.name: entry.unit for entry in codebook()}
    assert units["min_age_years"] == units["max_age_years"] == "years"
    assert units["follow_up_months"] == "months"


def test_types_are_said_in_words() -> None:
    assert type_in_words(tuple[str, ...]) == "list of text"
    assert type_in_words(PartialDate | None) == "partial date"
    assert type_in_words(Recruitment | None) == "code of Recruitment"
    assert type_in_words(tuple[entries.Site, ...]) == "list of Site"


def test_each_field_has_a_pointer_into_each_source_that_states_it() -> None:
    pointers = {(entry.record, entry.name): entry.pointers for entry in codebook()}
    assert pointers["Trial", "enrolment"] == {
        "digest": "/enrolment",
        "ctgov": "/protocolSection/designModule/enrollmentInfo",
    }
    assert pointers["Trial", "id"] == {
        "digest": "/key",
        "ctgov": "/protocolSection/identificationModule/nctId",
    }
    assert set(pointers["Trial", "first_posted"]) == {"ctgov"}
    assert pointers["Quantity", "value"] == {}
