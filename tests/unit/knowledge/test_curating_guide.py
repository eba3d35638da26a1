"""The curating guide is true: each kind of file has its heading, each example is read as it is."""

import re
from pathlib import Path

import pytest

from vigie.knowledge import loading
from vigie.knowledge.files import TextFile, read_csv, read_yaml
from vigie.knowledge.models import (
    Code,
    Country,
    CriterionName,
    EditionFile,
    Expected,
    Measurement,
    Profile,
    Review,
    SortedArticle,
    Term,
)
from vigie.knowledge.rows import csv_rows, yaml_row, yaml_rows
from vigie.knowledge.sentences import sentences

ROOT = Path(__file__).parents[3]
GUIDE = (ROOT / "docs" / "curating.md").read_text(encoding="utf-8")
EXAMPLES = dict(
    re.findall(r"^### `([^`]+)`\n.*?^```(?:yaml|csv)\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
)
LISTS = dict(loading._LISTS.values())
SINGLE = {"profile.yaml": Profile, "editions/EDITION.yaml": EditionFile}
TABLES = {
    "vocabularies/NAME.csv": (Code, loading._CODE_COLUMNS, loading._code),
    "vocabularies/countries.csv": (Country, loading._COUNTRY_COLUMNS, loading._country),
    "measurements/measurements.csv": (
        Measurement,
        loading._MEASUREMENT_COLUMNS,
        loading._measurement,
    ),
    "criteria/names.csv": (CriterionName, loading._CRITERION_COLUMNS, loading._criterion_name),
    "publications/terms.csv": (Term, loading._TERM_COLUMNS, dict),
    "terms.csv": (Term, loading._TERM_COLUMNS, dict),
    "reviews.csv": (Review, loading.REVIEW_COLUMNS, dict),
    "articles.csv": (SortedArticle, loading._ARTICLE_COLUMNS, dict),
    "expected.csv": (Expected, loading._EXPECTED_COLUMNS, dict),
}
MESSAGES = "messages/LANGUAGE/TOPIC.yaml"


def example(name: str) -> TextFile:
    return TextFile(name, name, EXAMPLES[name].encode())


def test_every_kind_of_file_has_its_heading_and_example() -> None:
    assert set(EXAMPLES) == {*LISTS, *SINGLE, *TABLES, MESSAGES}


@pytest.mark.parametrize("name", sorted(LISTS))
def test_the_example_of_a_list_is_a_row_of_it(name: str) -> None:
    defects = []
    assert yaml_rows(read_yaml(example(name)), LISTS[name], defects)
    assert defects == []


@pytest.mark.parametrize("name", sorted(SINGLE))
def test_the_example_of_a_single_file_is_whole(name: str) -> None:
    defects = []
    assert yaml_row(read_yaml(example(name)), SINGLE[name], (), defects) is not None
    assert defects == []


@pytest.mark.parametrize("name", sorted(TABLES))
def test_the_example_of_a_table_is_a_row_of_it(name: str) -> None:
    model, columns, shape = TABLES[name]
    defects = []
    assert csv_rows(read_csv(example(name), columns), model, defects, shape)
    assert defects == []


def test_the_example_of_messages_is_keyed_as_the_guide_says() -> None:
    defects = []
    found = sentences("card", read_yaml(example(MESSAGES)), defects)
    assert [sentence.key for sentence in found] == ["card.ages.from", "card.sites"]
    assert defects == []


def test_every_list_of_codes_is_named_in_the_guide() -> None:
    missing = [name for name in loading.load_knowledge().vocabularies if f"`{name}`" not in GUIDE]
    assert missing == []
