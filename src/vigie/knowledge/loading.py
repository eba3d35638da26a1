"""Curated files to Knowledge: reads a disease's folder and the folders that diseases share."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from vigie.errors import CuratedError, Defect
from vigie.knowledge.files import TextFile, YamlFile, read_csv, read_yaml
from vigie.knowledge.folders import PROFILE, Folders, find
from vigie.knowledge.models import (
    LANGUAGES,
    Antibody,
    ChapterText,
    Code,
    Country,
    CriterionName,
    Curated,
    EditionFile,
    Epidemiology,
    Expected,
    GlossaryEntry,
    Knowledge,
    Language,
    Measure,
    Measurement,
    Organisation,
    Profile,
    RegistryEntry,
    Review,
    SortedArticle,
    SourceEntry,
    Term,
    Treatment,
    TreatmentClass,
)
from vigie.knowledge.rows import csv_rows, later_wins, yaml_row, yaml_rows
from vigie.knowledge.sentences import Sentence, sentences

DEFAULT_DISEASE = "inflammatory_myopathies"

Row = TypeVar("Row", bound=Curated)

# Field of Knowledge: the file that diseases share, and the type of its rows. A file of the
# same name in the disease's folder adds rows, and replaces those of the same id.
_LISTS: Mapping[str, tuple[str, type[Curated]]] = {
    "treatments": ("treatments/treatments.yaml", Treatment),
    "treatment_classes": ("treatments/classes.yaml", TreatmentClass),
    "antibodies": ("biomarkers/antibodies.yaml", Antibody),
    "measures": ("measures/measures.yaml", Measure),
    "glossary": ("glossary/glossary.yaml", GlossaryEntry),
    "chapter_texts": ("chapters.yaml", ChapterText),
    "sources": ("sources.yaml", SourceEntry),
    "registries": ("registries.yaml", RegistryEntry),
    "organisations": ("organisations.yaml", Organisation),
    "epidemiology": ("epidemiology.yaml", Epidemiology),
}
_TERM_COLUMNS = (
    "term", "language", "facet", "concept", "polarity", "example", "counter_example", "reference",
)  # fmt: skip
_EXPECTED_COLUMNS = ("record", "facet", "concept", "is_present", "because")
_ARTICLE_COLUMNS = ("title", "abstract", "types", "about", "mentions", "kind", "themes")
REVIEW_COLUMNS = ("record", "decision", "word", "reviewer", "on")
_CODE_COLUMNS = (
    "code", "fr_short", "en_short", "fr_long", "en_long", "fr_meaning", "en_meaning", "reference",
)  # fmt: skip
_COUNTRY_COLUMNS = ("name", "aliases", "fr", "fr_in", "fr_of", "en", "en_in", "continent")
_COUNTRIES = "countries"
_MEASUREMENT_COLUMNS = ("id", "names", "units", "low", "high", "reference", "uncertain")
_CRITERION_COLUMNS = ("type", "id", "names", "reference", "uncertain")


@dataclass
class Reading:
    """One reading of the curated files: the knowledge, where its parts stand, what is wrong.

    `knowledge` is None when the profile cannot be read. `editions` maps an edition's id to its
    file, for the lines of records.
    """

    folders: Folders
    knowledge: Knowledge | None = None
    sentences: dict[Language, tuple[Sentence, ...]] = field(default_factory=dict)
    editions: dict[str, YamlFile] = field(default_factory=dict)
    files: list[TextFile] = field(default_factory=list)
    defects: list[Defect] = field(default_factory=list)


def load_knowledge(disease: str | Path = DEFAULT_DISEASE) -> Knowledge:
    """All that is curated for a disease, named by its id or by the path of its folder.

    Raises: UnknownName, UnreadableInput; CuratedError with every defect of shape found.
    """
    reading = read_curated(disease)
    if reading.defects or reading.knowledge is None:
        raise CuratedError(reading.defects)
    return reading.knowledge


def read_curated(disease: str | Path = DEFAULT_DISEASE) -> Reading:
    """The same, with its defects as values. Raises: UnknownName, UnreadableInput."""
    return read_folders(find(disease))


def read_folders(folders: Folders) -> Reading:
    """One reading of the shared folder and of a disease's own."""
    reading = Reading(folders)
    profile = _profile(reading)
    lists = {name: _list(reading, *about) for name, about in _LISTS.items()}
    vocabularies = _vocabularies(reading)
    countries = _countries(reading)
    measurements = _measurements(reading)
    names = _criterion_names(reading)
    messages = {language: _messages(reading, language) for language in LANGUAGES}
    terms = _own_csv(reading, "terms.csv", Term, _TERM_COLUMNS)
    expected = _own_csv(reading, "expected.csv", Expected, _EXPECTED_COLUMNS)
    articles = _own_csv(reading, "articles.csv", SortedArticle, _ARTICLE_COLUMNS)
    editions = _editions(reading)
    if profile is not None:
        parts = {
            "profile": profile,
            "terms": terms,
            "publication_terms": _publication_terms(reading),
            "vocabularies": vocabularies,
            "countries": countries,
            "measurements": measurements,
            "criterion_names": names,
            "messages": messages,
            "editions": editions,
            "expected": expected,
            "sorted_articles": articles,
            "reviews": _own_csv(reading, "reviews.csv", Review, REVIEW_COLUMNS),
            "sha256": _hash(reading.files),
        }
        reading.knowledge = Knowledge.model_validate(lists | parts)
    return reading


def _profile(reading: Reading) -> Profile | None:
    file = _noted(reading, reading.folders.disease.read(PROFILE))
    return _single(reading, read_yaml(file), Profile) if file else None


def _single(reading: Reading, file: YamlFile, model: type[Row]) -> Row | None:
    reading.defects.extend(file.defects)
    return None if file.defects else yaml_row(file, model, (), reading.defects)


def _list(reading: Reading, shared: str, model: type[Curated]) -> tuple[Any, ...]:
    rows: list[Any] = []
    for file in reading.folders.read_both(shared, Path(shared).name):
        reading.files.append(file)
        rows.extend(yaml_rows(read_yaml(file), model, reading.defects))
    return later_wins(rows, lambda row: row.id)


def _own_csv(
    reading: Reading, name: str, model: type[Row], columns: tuple[str, ...]
) -> tuple[Row, ...]:
    file = _noted(reading, reading.folders.disease.read(name))
    return csv_rows(read_csv(file, columns), model, reading.defects) if file else ()


def _publication_terms(reading: Reading) -> tuple[Term, ...]:
    """The words that say what a publication is on and of what kind, whatever the disease."""
    file = _noted(reading, reading.folders.shared.read("publications/terms.csv"))
    return csv_rows(read_csv(file, _TERM_COLUMNS), Term, reading.defects) if file else ()


def _vocabularies(reading: Reading) -> dict[str, tuple[Code, ...]]:
    found: dict[str, list[Code]] = {}
    for folder in (reading.folders.shared, reading.folders.disease):
        for name, file in folder.read_all("vocabularies", ".csv"):
            if name != _COUNTRIES:
                reading.files.append(file)
                codes = csv_rows(read_csv(file, _CODE_COLUMNS), Code, reading.defects, _code)
                found.setdefault(name, []).extend(codes)
    return {name: later_wins(codes, lambda code: code.code) for name, codes in found.items()}


def _code(cells: Mapping[str, str]) -> dict[str, Any]:
    row: dict[str, Any] = {key: cells[key] for key in ("code", "reference") if key in cells}
    for width in ("short", "long", "meaning"):
        texts = {lang: cells[f"{lang}_{width}"] for lang in LANGUAGES if f"{lang}_{width}" in cells}
        if texts or width != "meaning":
            row[width] = texts
    return row


def _countries(reading: Reading) -> tuple[Country, ...]:
    file = _noted(reading, reading.folders.shared.read(f"vocabularies/{_COUNTRIES}.csv"))
    if file is None:
        return ()
    return csv_rows(read_csv(file, _COUNTRY_COLUMNS), Country, reading.defects, _country)


def _country(cells: Mapping[str, str]) -> dict[str, Any]:
    return {**cells, "aliases": _parts(cells.get("aliases", ""))}


def _measurements(reading: Reading) -> tuple[Measurement, ...]:
    found: list[Measurement] = []
    for file in reading.folders.read_both("measurements/measurements.csv", "measurements.csv"):
        reading.files.append(file)
        read = read_csv(file, _MEASUREMENT_COLUMNS)
        found.extend(csv_rows(read, Measurement, reading.defects, _measurement))
    return later_wins(found, lambda row: row.id)


def _measurement(cells: Mapping[str, str]) -> dict[str, Any]:
    row: dict[str, Any] = dict(cells)
    for column in ("names", "units"):
        row[column] = _parts(cells.get(column, ""))
    return {key: value for key, value in row.items() if value != ""}


def _criterion_names(reading: Reading) -> tuple[CriterionName, ...]:
    found: list[CriterionName] = []
    for file in reading.folders.read_both("criteria/names.csv", "criteria.csv"):
        reading.files.append(file)
        read = read_csv(file, _CRITERION_COLUMNS)
        found.extend(csv_rows(read, CriterionName, reading.defects, _criterion_name))
    return later_wins(found, lambda row: f"{row.type}:{row.id}")


def _criterion_name(cells: Mapping[str, str]) -> dict[str, Any]:
    return {**cells, "names": _parts(cells.get("names", ""))}


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def _messages(reading: Reading, language: Language) -> dict[str, str | Mapping[str, str]]:
    found: list[Sentence] = []
    for topic, file in reading.folders.shared.read_all(f"messages/{language}", ".yaml"):
        reading.files.append(file)
        found.extend(sentences(topic, read_yaml(file), reading.defects))
    reading.sentences[language] = tuple(found)
    return {sentence.key: sentence.said for sentence in found}


def _editions(reading: Reading) -> tuple[EditionFile, ...]:
    made = []
    for _, file in reading.folders.disease.read_all("editions", ".yaml"):
        reading.files.append(file)
        read = read_yaml(file)
        edition = _single(reading, read, EditionFile)
        if edition is not None:
            reading.editions[edition.id] = read
            made.append(edition)
    return tuple(made)


def _noted(reading: Reading, file: TextFile | None) -> TextFile | None:
    if file is not None:
        reading.files.append(file)
    return file


def _hash(files: Iterable[TextFile]) -> str:
    """One hash over every file read, in the order of their keys."""
    digest = hashlib.sha256()
    for file in sorted(files, key=lambda file: file.key):
        digest.update(f"{file.key}\0{len(file.body)}\0".encode())
        digest.update(file.body)
    return digest.hexdigest()
