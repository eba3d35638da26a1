"""Rows of one curated file, each with its place, and the rules that every text of ours follows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

from vigie.errors import Defect
from vigie.knowledge.files import TextFile, read_yaml
from vigie.knowledge.models import Curated, Names, Texts
from vigie.knowledge.rows import yaml_rows

ROOT = Path(__file__).parents[2]
CURATED = ROOT / "src" / "vigie" / "curated"
DISEASE = "diseases/inflammatory_myopathies"
REFERENCE = ROOT.parent / "shared" / "reference"
FORMS = {"iim", "dm", "adm", "jdm", "pm", "ibm", "imnm", "asys", "om", "mda5", "ild"}

Row = TypeVar("Row", bound=Curated)

_BANNED = re.compile(r"[ée]ligible|dermatopolymyosit|polydermatomyosit|idiopathi", re.IGNORECASE)
_MADE_UP = re.compile(r"literature of|own knowledge|\bfact file\b|\?\]", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?]$")


def rows(relative: str, model: type[Row]) -> tuple[Row, ...]:
    """The rows of a file; fails with every defect of shape."""
    path = CURATED / relative
    defects: list[Defect] = []
    read = yaml_rows(read_yaml(TextFile(relative, relative, path.read_bytes())), model, defects)
    assert not defects, "\n".join(map(str, defects))
    return read


def each(found: Iterable[Any]) -> Any:
    """One test per row, named by the row's id."""
    return pytest.mark.parametrize("row", [pytest.param(row, id=row.id) for row in found])


def place(row: Any) -> str:
    """Where a row stands, for a message: file, line, id."""
    file, line = row.place
    return f"{file}:{line} ({row.id})"


def texts_of(row: Any) -> Iterator[Texts]:
    """Every text of a row."""
    for name in type(row).model_fields:
        value = getattr(row, name)
        if isinstance(value, Texts):
            yield value


def check_identities(found: Iterable[Any]) -> None:
    """Ids are unique, lower-case words joined by underscores."""
    ids = [row.id for row in found]
    assert sorted(ids) == sorted(set(ids)), "Two rows have the same id: give one of them another."
    odd = [i for i in ids if not re.fullmatch(r"[a-z0-9]+(?:_[a-z0-9]+)*", i)]
    assert not odd, f"Write these ids in lower case with underscores: {odd}"


def check_row(row: Any) -> None:
    """A row says where it comes from, names itself with grammar, and writes as we write."""
    where = place(row)
    assert not _MADE_UP.search(row.reference), f"{where}: cite a document, not {row.reference!r}."
    if isinstance(names := getattr(row, "names", None), Names):
        assert names.fr.gender, f"{where}: say the gender of {names.fr.text!r} (gender: m or f)."
        assert "'" not in names.fr.text, f"{where}: write ’ (U+2019) in {names.fr.text!r}."
    for text in texts_of(row):
        check_texts(where, text)


def check_texts(where: str, texts: Texts) -> None:
    """Both languages are whole sentences, without a banned word, apostrophes typographic."""
    for language, text in (("fr", texts.fr), ("en", texts.en)):
        found = _BANNED.search(text)
        assert not found, f"{where}, {language}: do not write {found!r}."
        assert "'" not in text, f"{where}, {language}: write ’ (U+2019) instead of '."
        assert _SENTENCE_END.search(text), f"{where}, {language}: end the sentence."
        assert text[0].isupper() or text[0].isdigit(), f"{where}, {language}: begin with a capital."
        assert "  " not in text, f"{where}, {language}: one space between words."
    assert texts.fr != texts.en, f"{where}: the two languages say the same words."


def words(text: str) -> list[str]:
    """A text's words, folded, for comparing wordings."""
    return re.findall(r"\w+", text.casefold().replace("’", "'"))


def digest_text() -> str:
    """The text of the digest, or a skip that says so."""
    return reference_file("avancees-2025.txt").read_text(encoding="utf-8")


def reference_file(name: str) -> Path:
    """A file of the reference folder beside the repository, or a skip that says so."""
    path = REFERENCE / name
    if not path.exists():
        pytest.skip(f"{name} is not beside this repository (../shared/reference)")
    return path


def copied(text: str, source_runs: set[tuple[str, ...]], length: int) -> list[str]:
    """The runs of words of `text` that the source has too."""
    found = words(text)
    runs = (tuple(found[i : i + length]) for i in range(len(found) - length + 1))
    return [" ".join(run) for run in runs if run in source_runs]


def runs_of(text: str, length: int) -> set[tuple[str, ...]]:
    """Every run of so many words."""
    found = words(text)
    return {tuple(found[i : i + length]) for i in range(len(found) - length + 1)}


def check_nothing_is_copied(found: Iterable[Any], length: int = 8) -> None:
    """No French text of ours repeats so many words in a row of the digest."""
    source = runs_of(digest_text(), length)
    repeated = {
        row.id: runs for row in found for text in texts_of(row)
        if (runs := copied(text.fr, source, length))
    }  # fmt: skip
    assert not repeated, f"Say these in our own words: {repeated}"
