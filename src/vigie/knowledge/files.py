"""Reads curated files as text: every value a string, every row with its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from vigie.errors import Defect

# The C parser reads ten times faster; the pure one is there where libyaml is not.
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_EMPTY_WORDS = frozenset({"", "null", "~", "Null", "NULL"})

Way = tuple[str | int, ...]
"""The way to a part of a YAML file's data: keys and positions, outermost first."""


@dataclass(frozen=True)
class TextFile:
    """A curated file as found.

    `name` is what a message calls it; `key` is the same on every machine, for the hash.
    """

    name: str
    key: str
    body: bytes


@dataclass(frozen=True)
class YamlFile:
    """A YAML file: plain data whose scalars are all strings, and the line of each part.

    `lines` maps a path in the data (`("forms", 2, "names")`) to its line, from 1.
    """

    name: str
    data: Any
    lines: Mapping[Way, int]
    defects: tuple[Defect, ...] = ()

    def line(self, path: Sequence[str | int]) -> int:
        """The line of a part, or of the nearest part around it that the file has."""
        known = tuple(path)
        while known and known not in self.lines:
            known = known[:-1]
        return self.lines.get(known, 1)


@dataclass(frozen=True)
class CsvRow:
    """A row of a CSV file: the cells that hold something, by column, and the line."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class CsvFile:
    """A CSV file whose header was checked."""

    name: str
    rows: tuple[CsvRow, ...]
    defects: tuple[Defect, ...] = ()


def read_yaml(file: TextFile) -> YamlFile:
    """The data of a YAML file; what cannot be read is among its `defects`."""
    try:
        root = yaml.compose(file.body.decode("utf-8-sig"), Loader=_Loader)
    except UnicodeDecodeError as error:
        return YamlFile(file.name, None, {}, (_not_utf8(file, error),))
    except yaml.YAMLError as error:
        return YamlFile(file.name, None, {}, (_not_yaml(file.name, error),))
    if root is None:
        return YamlFile(file.name, None, {})
    reader = _NodeReader(file.name)
    data = reader.read(root, ())
    return YamlFile(file.name, data, reader.lines, tuple(reader.defects))


class _NodeReader:
    """Turns composed nodes into plain data and notes where each part stands."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: dict[Way, int] = {}
        self.defects: list[Defect] = []

    def read(self, node: yaml.Node, path: Way) -> Any:
        self.lines.setdefault(path, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.read(item, (*path, i)) for i, item in enumerate(node.value)]
        if isinstance(node, yaml.ScalarNode) and not node.style and node.value in _EMPTY_WORDS:
            self._note(node, f"{_said(path)} has no value.", "Write one, or leave the key out.")
        return node.value

    def _mapping(self, node: yaml.MappingNode, path: Way) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in data:
                what = f"{_said((*path, key))} is written twice in the same place."
                self._note(key_node, what, "Keep one of the two.")
            self.lines[(*path, key)] = key_node.start_mark.line + 1
            data[key] = self.read(value_node, (*path, key))
        return data

    def _note(self, node: yaml.Node, what: str, do: str) -> None:
        self.defects.append(Defect(self.name, node.start_mark.line + 1, what, do))


def read_csv(file: TextFile, columns: Sequence[str]) -> CsvFile:
    """The rows of a CSV file with exactly these columns, in any order."""
    try:
        text = file.body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return CsvFile(file.name, (), (_not_utf8(file, error),))
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        numbered = list(_numbered(reader))
    except csv.Error as error:
        what = f"This line is not CSV: {error}."
        return CsvFile(
            file.name, (), (Defect(file.name, reader.line_num, what, "Close its quotes."),)
        )
    header = numbered[0][1] if numbered else []
    if sorted(header) != sorted(columns):
        return CsvFile(file.name, (), (_wrong_header(file.name, header, columns),))
    return _csv_rows(file.name, header, numbered[1:])


def _numbered(reader: Any) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line that it starts on: a quoted cell may span several."""
    start = 1
    for cells in reader:
        if cells:
            yield start, cells
        start = reader.line_num + 1


def _csv_rows(name: str, header: list[str], numbered: list[tuple[int, list[str]]]) -> CsvFile:
    rows, defects = [], []
    for line, cells in numbered:
        if len(cells) != len(header):
            what = f"This row has {len(cells)} cells and the header has {len(header)}."
            do = "Add or remove cells; put a cell that holds a comma between double quotes."
            defects.append(Defect(name, line, what, do))
            continue
        filled = {
            key: cell.strip() for key, cell in zip(header, cells, strict=True) if cell.strip()
        }
        rows.append(CsvRow(line, filled))
    return CsvFile(name, tuple(rows), tuple(defects))


def _wrong_header(name: str, header: list[str], columns: Sequence[str]) -> Defect:
    what = f"The header is {','.join(header)!r}."
    return Defect(name, 1, what, f"Write the columns {','.join(columns)}.")


def _not_utf8(file: TextFile, error: UnicodeDecodeError) -> Defect:
    line = file.body[: error.start].count(b"\n") + 1
    found = file.body[error.start : error.start + 1]
    return Defect(file.name, line, f"The byte {found!r} is not UTF-8.", "Save the file as UTF-8.")


def _not_yaml(name: str, error: yaml.YAMLError) -> Defect:
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 1
    problem = getattr(error, "problem", None) or str(error)
    do = "Check the indentation, and quote a text that holds ': ' or starts with a sign."
    return Defect(name, line, f"This is not YAML: {problem}.", do)


def _said(path: Way) -> str:
    """A path in the words of a message: `forms[2].names`."""
    said = ""
    for part in path:
        said += f"[{part}]" if isinstance(part, int) else f".{part}"
    return repr(said.removeprefix(".") or "the file")
