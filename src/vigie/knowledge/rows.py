"""Data of files to typed rows; what does not fit becomes a defect with its line and remedy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar, get_args

from pydantic import ValidationError

from vigie.errors import Defect, near_matches
from vigie.knowledge.files import CsvFile, CsvRow, Way, YamlFile
from vigie.knowledge.models import Curated

Row = TypeVar("Row", bound=Curated)
Loc = Sequence[str | int]

_GUIDE = "docs/curating.md shows a row of each file."


def yaml_rows(file: YamlFile, model: type[Row], defects: list[Defect]) -> tuple[Row, ...]:
    """The rows of a file that is a list; defects are added to the list given."""
    defects.extend(file.defects)
    if file.data is None:
        return ()
    if not isinstance(file.data, list):
        what = f"The file holds a {type(file.data).__name__}, not a list."
        defects.append(Defect(file.name, 1, what, f"Start each row with '- '. {_GUIDE}"))
        return ()
    made = (yaml_row(file, model, (i,), defects) for i in range(len(file.data)))
    return tuple(row for row in made if row is not None)


def yaml_row(file: YamlFile, model: type[Row], way: Way, defects: list[Defect]) -> Row | None:
    """The part of a file at `way` as one row, its own rows knowing their lines too."""
    data = file.data
    for part in way:
        data = data[part]
    row = _made(model, data, file.name, lambda loc: file.line((*way, *loc)), defects)
    if row is not None:
        _note_places(row, file, way)
    return row


def _note_places(row: Curated, file: YamlFile, way: Way) -> None:
    """Notes the place of a row and of every row inside it."""
    row.read_from(file.name, file.line(way))
    for name in type(row).model_fields:
        _note_inside(getattr(row, name), file, (*way, name))


def _note_inside(value: Any, file: YamlFile, way: Way) -> None:
    if isinstance(value, Curated):
        _note_places(value, file, way)
    elif isinstance(value, tuple):
        for i, part in enumerate(value):
            _note_inside(part, file, (*way, i))
    elif isinstance(value, dict):
        for key, part in value.items():
            if isinstance(part, Curated):
                _note_places(part, file, (*way, key))


def csv_rows(
    file: CsvFile,
    model: type[Row],
    defects: list[Defect],
    shape: Callable[[Mapping[str, str]], Mapping[str, Any]] = dict,
) -> tuple[Row, ...]:
    """The rows of a CSV file; `shape` turns its cells into the model's keys."""
    defects.extend(file.defects)
    made = (_csv_row(file, row, model, defects, shape) for row in file.rows)
    return tuple(row for row in made if row is not None)


def _csv_row(
    file: CsvFile,
    row: CsvRow,
    model: type[Row],
    defects: list[Defect],
    shape: Callable[[Mapping[str, str]], Mapping[str, Any]],
) -> Row | None:
    made = _made(model, shape(row.cells), file.name, lambda _: row.line, defects)
    if made is not None:
        made.read_from(file.name, row.line)
    return made


def _made(
    model: type[Row],
    data: Any,
    name: str,
    line_of: Callable[[Loc], int],
    defects: list[Defect],
) -> Row | None:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        found = error.errors(include_url=False)
        defects.extend(_defect(model, name, line_of, each) for each in found)
        return None


def _defect(model: type[Curated], name: str, line_of: Callable[[Loc], int], error: Any) -> Defect:
    loc: Loc = error["loc"]
    where = ".".join(str(part) for part in loc) or "the row"
    what, do = _words(model, where, error)
    return Defect(name, line_of(loc), what, do)


def _words(model: type[Curated], where: str, error: Any) -> tuple[str, str]:
    kind, found = error["type"], error["input"]
    if kind == "missing":
        return f"{where!r} is missing.", f"Add it. {_GUIDE}"
    if kind == "extra_forbidden":
        inner = _model_at(model, error["loc"][:-1])
        return f"{where!r} is not a key of a {inner.__name__}.", _offer(inner, where)
    if kind == "literal_error":
        return f"{where!r} is {found!r}.", f"Write {error['ctx']['expected']}."
    return f"{where!r} is {_short(found)}.", f"{error['msg']}. {_GUIDE}"


def _offer(model: type[Curated], where: str) -> str:
    known = [field.alias or name for name, field in model.model_fields.items()]
    near = near_matches(where.rpartition(".")[2], known)
    return f"Write {near[0]!r}, or remove it." if near else f"Its keys are {', '.join(known)}."


def _model_at(model: type[Curated], loc: Loc) -> type[Curated]:
    """The type of the row inside a row that a way leads to."""
    for part in loc:
        field = model.model_fields.get(str(part))
        inside = _curated_in(field.annotation) if field else None
        model = inside or model
    return model


def _curated_in(annotation: Any) -> type[Curated] | None:
    if isinstance(annotation, type) and issubclass(annotation, Curated):
        return annotation
    found = (_curated_in(part) for part in get_args(annotation))
    return next((model for model in found if model is not None), None)


def _short(found: Any) -> str:
    said = repr(found)
    return said if len(said) <= 80 else f"{said[:77]}…"


def later_wins(rows: Iterable[Row], key: Callable[[Row], str]) -> tuple[Row, ...]:
    """The rows of several files in order; a row takes the place of an earlier file's of its id.

    Two rows of one file with one id both stay: the check names them.
    """
    kept: list[Row] = []
    places: dict[str, int] = {}
    for row in rows:
        place = places.get(key(row))
        if place is not None and kept[place].place[0] != row.place[0]:
            kept[place] = row
        else:
            places.setdefault(key(row), len(kept))
            kept.append(row)
    return tuple(kept)
