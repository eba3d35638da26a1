"""The names that criteria use: each row is referenced, and each name is found as written."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest

from vigie.eligibility.words.folding import fold
from vigie.eligibility.words.lexicon import MEASURE, Lexicon, lexicon_of
from vigie.knowledge.loading import load_knowledge
from vigie.knowledge.models import CriterionName, Knowledge, Measurement, Sourced

DOCS = Path(__file__).resolve().parents[2] / "docs"
TYPES = {
    *("pregnancy", "consent", "infection", "vaccine", "condition", "procedure"),
    *("classification", "treatment", "antibody", "subtype", "other"),
}


@cache
def knowledge() -> Knowledge:
    return load_knowledge()


@cache
def lexicon() -> Lexicon:
    return lexicon_of(knowledge())


def each(rows: tuple[Measurement, ...] | tuple[CriterionName, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("row", [pytest.param(row, id=row.id) for row in rows])


def where(row: Measurement | CriterionName) -> str:
    file, line = row.place
    return f"{file}:{line} ({row.id})"


def found(name: str, type_: str) -> set[str]:
    text = name.removeprefix("=")
    return {hit.id for hit in lexicon().find(text, fold(text)) if hit.type == type_}


@each(knowledge().measurements)
def test_every_name_of_a_measurement_is_found(row: Measurement) -> None:
    lost = [name for name in row.names if row.id not in found(name, MEASURE)]
    assert not lost, f"{where(row)}: another row takes these names, or part of them: {lost}"


@each(knowledge().criterion_names)
def test_every_name_of_a_criterion_is_found(row: CriterionName) -> None:
    assert row.type in TYPES, f"{where(row)}: {row.type!r} is no type; use one of {sorted(TYPES)}."
    lost = [name for name in row.names if row.id not in found(name, row.type)]
    assert not lost, f"{where(row)}: another row takes these names, or part of them: {lost}"


@each(knowledge().measurements)
def test_the_ends_of_a_scale_are_in_order(row: Measurement) -> None:
    if row.low is not None and row.high is not None:
        assert row.low < row.high, f"{where(row)}: the low end is above the high one."


CHECKABLE = re.compile(
    r"LOINC \d{3,6}-\d$|doi:10\.\d{4,}/\S+$|PMID \d+$|PMC\d+, |ClinicalTrials\.gov NCT\d{8}$"
)


@each(knowledge().measurements)
def test_a_measurement_rests_on_something_that_can_be_looked_up(row: Measurement) -> None:
    assert CHECKABLE.search(row.reference), (
        f"{where(row)}: {row.reference!r} cannot be looked up. "
        "Give a LOINC code, a DOI, a PMID, or a registered study that uses the name."
    )


@each(knowledge().measurements)
def test_a_loinc_code_ends_with_its_check_digit(row: Measurement) -> None:
    code = row.reference.removeprefix("LOINC ")
    if code == row.reference:
        return
    number, check = code.split("-")
    assert int(check) == luhn(number), f"{where(row)}: {code} is no LOINC code; look it up again."


def luhn(number: str) -> int:
    """The check digit of a number: each second figure from the right counts double."""
    doubled = [int(figure) * (2 - place % 2) for place, figure in enumerate(reversed(number))]
    return -sum(sum(map(int, str(one))) for one in doubled) % 10


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        ("curating.md", "Of {measurements} references, {doubtful_measurements} are not confirmed."),
        ("curating.md", "Of {names} references, {doubtful_names} are not confirmed."),
        ("criteria-reading.md", "{doubtful} of {all} could not be confirmed"),
    ],
)
def test_the_pages_say_how_many_references_are_not_confirmed(page: str, sentence: str) -> None:
    measurements, names = knowledge().measurements, knowledge().criterion_names
    rows = (*measurements, *names)
    expected = sentence.format(
        measurements=len(measurements),
        names=len(names),
        all=len(rows),
        doubtful_measurements=len(doubtful(measurements)),
        doubtful_names=len(doubtful(names)),
        doubtful=len(doubtful(rows)),
    )
    assert expected in " ".join((DOCS / page).read_text("utf-8").split())


def test_a_name_is_read_though_its_reference_is_not_confirmed() -> None:
    assert doubtful(knowledge().measurements), "mark none any more? then say so in the pages"
    for row in doubtful(knowledge().measurements):
        assert row.id in found(row.names[0], MEASURE), where(row)
    for name in doubtful(knowledge().criterion_names):
        assert name.id in found(name.names[0], name.type), where(name)


@each(knowledge().criterion_names)
def test_a_criterion_name_cites_studies_by_whole_numbers(row: CriterionName) -> None:
    if "NCT" in row.reference:
        assert re.fullmatch(r"ClinicalTrials\.gov NCT\d{8}", row.reference), where(row)


Row = TypeVar("Row", bound=Sourced)


def doubtful(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows whose reference was looked up and not confirmed."""
    return tuple(row for row in rows if row.uncertain)


def test_no_two_rows_have_one_id() -> None:
    ids = Counter(row.id for row in knowledge().measurements)
    assert not [name for name, times in ids.items() if times > 1]
