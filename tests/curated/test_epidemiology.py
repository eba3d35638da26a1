"""Figures on how many are concerned: each says what it counts, and where it was printed."""

from __future__ import annotations

import csv
import re
from typing import Any

import pytest
import yaml
from curated_rows import (
    CURATED,
    DISEASE,
    FORMS,
    check_identities,
    check_nothing_is_copied,
    check_row,
    each,
    rows,
)

from vigie.knowledge.models import Epidemiology

EPIDEMIOLOGY = rows(f"{DISEASE}/epidemiology.yaml", Epidemiology)
BY_ID = {row.id: row for row in EPIDEMIOLOGY}


def codes(vocabulary: str) -> set[str]:
    with (CURATED / "vocabularies" / f"{vocabulary}.csv").open(encoding="utf-8") as file:
        return {row["code"] for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def statements() -> dict[str, dict[str, Any]]:
    path = CURATED / DISEASE / "editions" / "2025.yaml"
    edition = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {f"digest:2025/{row['key']}": row for row in edition["statements"]}


@each(EPIDEMIOLOGY)
def test_a_figure_is_whole(row: Epidemiology) -> None:
    check_row(row)
    assert row.form in FORMS
    assert row.unit in codes("unit")
    assert row.qualifier is None or row.qualifier in codes("qualifier")


def test_ids_are_unique() -> None:
    check_identities(EPIDEMIOLOGY)


@each(EPIDEMIOLOGY)
def test_the_number_stands_in_the_figure_and_not_in_the_text(row: Epidemiology) -> None:
    assert not re.search(r"\d", row.about.fr + row.about.en)


@each(row for row in EPIDEMIOLOGY if row.statement)
def test_it_says_what_the_statement_says(
    row: Epidemiology, statements: dict[str, dict[str, Any]]
) -> None:
    assert row.statement
    figure = statements[row.statement]["figure"]
    assert list(row.values) == figure["values"]
    assert row.unit == figure["unit"]
    assert row.qualifier == figure.get("qualifier")


@pytest.mark.parametrize(
    ("key", "values", "qualifier"),
    [
        ("prevalence", (7000,), "about"),
        ("followed_ibm", (1000,), "nearly"),
        ("followed_dm_pm", (3000,), "more_than"),
        ("followed_imnm", (700,), "nearly"),
        ("followed_asys", (1300,), "nearly"),
        ("calcinosis_jdm", (75,), "up_to"),
        ("imnm_after_statin", (70, 75), None),
    ],
)
def test_the_figures_as_printed(key: str, values: tuple[float, ...], qualifier: str | None) -> None:
    assert (BY_ID[key].values, BY_ID[key].qualifier) == (values, qualifier)


def test_nothing_is_copied_from_the_digest() -> None:
    check_nothing_is_copied(EPIDEMIOLOGY)
