"""Registries and databases: named with grammar, tied to their records, nobody's name or address."""

from __future__ import annotations

import csv
import re

import yaml
from curated_rows import (
    CURATED,
    DISEASE,
    check_identities,
    check_nothing_is_copied,
    check_row,
    each,
    reference_file,
    rows,
)

from vigie.knowledge.models import RegistryEntry

REGISTRIES = rows(f"{DISEASE}/registries.yaml", RegistryEntry)


def record_keys() -> set[str]:
    text = (CURATED / DISEASE / "editions" / "2025.yaml").read_text(encoding="utf-8")
    return {f"digest:2025/{key}" for key in re.findall(r"^- key: (\S+)$", text, re.MULTILINE)}


def country_names() -> set[str]:
    with (CURATED / "vocabularies" / "countries.csv").open(encoding="utf-8") as file:
        return {row["name"] for row in csv.DictReader(file)}


@each(REGISTRIES)
def test_a_registry_is_whole(row: RegistryEntry) -> None:
    check_row(row)
    assert row.about


def test_ids_are_unique() -> None:
    check_identities(REGISTRIES)


def test_a_country_is_one_that_we_can_say() -> None:
    assert {row.country for row in REGISTRIES if row.country} <= country_names()


def test_the_record_that_it_names_exists() -> None:
    assert {row.trial for row in REGISTRIES if row.trial} <= record_keys()


@each(REGISTRIES)
def test_an_address_is_public_and_secure(row: RegistryEntry) -> None:
    assert row.url is None or row.url.startswith("https://")


@each(REGISTRIES)
def test_no_person_is_named(row: RegistryEntry) -> None:
    assert row.about
    for text in (row.about.fr, row.about.en):
        assert not re.search(r"\b(?:Pr|Dr|Prof|Professor)\b|@|\d{2} \d{2} \d{2}", text)


@each(REGISTRIES)
def test_a_number_is_left_to_the_record(row: RegistryEntry) -> None:
    assert row.about
    assert not re.search(r"\d{2,}", re.sub(r"NT5c1A|Masc2", "", row.about.fr + row.about.en))


def test_every_registry_of_the_digest_has_its_row() -> None:
    structure = yaml.safe_load(reference_file("avancees-2025-structure.yaml").read_text("utf-8"))
    entries = structure["registries_and_observational"]
    numbers = {entry["number"] for entry in entries if entry["number"]}
    urls = {(row.url or "").rsplit("/", 1)[-1] for row in REGISTRIES}
    rows = [row for row in REGISTRIES if row.id != "emergency_board"]  # a review of past cases
    assert len(rows) == len(entries)
    assert numbers <= urls


def test_nothing_is_copied_from_the_digest() -> None:
    check_nothing_is_copied(REGISTRIES)
