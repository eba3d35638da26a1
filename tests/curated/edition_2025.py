"""The 2025 edition for its tests: the file, its rows with their lines, its records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from curated_rows import CURATED, DISEASE

from vigie.knowledge.files import TextFile, read_yaml
from vigie.knowledge.models import EditionFile
from vigie.knowledge.rows import yaml_row
from vigie.records.entries import Article, Entry, Result, Statement, Trial
from vigie.sources.digest import payloads, read

RELATIVE = f"{DISEASE}/editions/2025.yaml"
KINDS = ("trials", "articles", "results", "statements")


def _file() -> tuple[EditionFile, Mapping[str, str]]:
    file = read_yaml(TextFile(RELATIVE, RELATIVE, (CURATED / RELATIVE).read_bytes()))
    edition = yaml_row(file, EditionFile, (), defects := list(file.defects))
    assert edition is not None, "\n".join(map(str, defects))
    lines = {
        str(row.get("key")): f"{RELATIVE}:{file.line((kind, i))}"
        for kind in KINDS
        for i, row in enumerate(getattr(edition, kind))
    }
    return edition, lines


EDITION, LINES = _file()
RECORDS: Mapping[str, Entry] = {
    payload.record.local.partition("/")[2]: read(payload)
    for payload in payloads(EDITION, datetime(2025, 5, 17, tzinfo=UTC))
}
TRIALS = {key: one for key, one in RECORDS.items() if isinstance(one, Trial)}
ARTICLES = {key: one for key, one in RECORDS.items() if isinstance(one, Article)}
RESULTS = {key: one for key, one in RECORDS.items() if isinstance(one, Result)}
STATEMENTS = {key: one for key, one in RECORDS.items() if isinstance(one, Statement)}


def rows_of(name: str) -> list[dict[str, Any]]:
    """The rows of one part of the structure."""
    part: Any = EDITION.structure[name]
    return list(part)


def leaves(value: Any) -> Iterator[str]:
    """Every text inside a row."""
    if isinstance(value, Mapping):
        for part in value.values():
            yield from leaves(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from leaves(part)
    else:
        yield str(value)
