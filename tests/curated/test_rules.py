"""The curated files that ship keep every rule of `vigie check`; a failure names its line."""

from collections.abc import Iterable

import pytest

from vigie.errors import Defect
from vigie.knowledge.checking import RULES, Rule
from vigie.knowledge.folders import shipped_diseases
from vigie.knowledge.loading import Reading, read_curated


@pytest.fixture(scope="module", params=shipped_diseases())
def reading(request: pytest.FixtureRequest) -> Reading:
    return read_curated(request.param)


def none_of(defects: Iterable[Defect]) -> None:
    found = sorted(set(defects))
    assert not found, "\n" + "\n".join(map(str, found))


def test_every_file_has_its_shape(reading: Reading) -> None:
    none_of(reading.defects)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_rule_is_kept(reading: Reading, rule: Rule) -> None:
    none_of(rule(reading))
