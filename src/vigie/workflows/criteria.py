"""`vigie criteria`: how the criteria of a study, a text or single lines were read."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from vigie.eligibility.reading import Reader
from vigie.eligibility.told import told
from vigie.eligibility.words.lexicon import lexicon_of
from vigie.errors import Problem, UnreadableInput, UsageError
from vigie.knowledge.loading import load_knowledge
from vigie.knowledge.models import Knowledge
from vigie.records.corpus import Held
from vigie.records.entries import Entry, Trial
from vigie.workflows.collecting import latest_day, opened, read_corpus
from vigie.workflows.criteria_shown import shown, shown_line, told_criteria
from vigie.workflows.days import asked_day
from vigie.workflows.finding import find
from vigie.workflows.telling import console, warn, write_json

_FAULTY = 2
_STANDARD_INPUT = "-"


def run(
    name: str | None, *, lines: str | None, disease: str, as_of: str | None, is_json: bool
) -> int:
    """Shows what was read of a record, a text or lines. Raises: VigieError."""
    if (name is None) == (lines is None):
        raise UsageError("Give a record's id, a file or - for standard input; or --lines FILE.")
    asked = asked_day("--as-of", as_of)
    knowledge = load_knowledge(disease)
    reader = Reader(lexicon_of(knowledge))
    if lines is not None:
        return _of_lines(lines, reader, is_json)
    text = _text(str(name))
    texts = _of_record(str(name), knowledge, asked) if text is None else ((str(name), text),)
    if is_json:
        write_json({"asked": name, "texts": [_told(who, text, reader) for who, text in texts]})
        return 0
    for who, text in texts:
        shown(console(), who, text, reader)
    return 0


def _told(who: str, text: str | None, reader: Reader) -> dict[str, Any]:
    return {"id": who, "criteria": None if text is None else told_criteria(text, reader)}


def _text(name: str) -> str | None:
    """The text of a file, or of standard input; None for what names no file."""
    if name == _STANDARD_INPUT:
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    try:
        path = Path(name)
        return path.read_text(encoding="utf-8-sig") if path.is_file() else None
    except (OSError, UnicodeDecodeError) as fault:
        raise UnreadableInput(
            f"{name} cannot be read as text: {fault}. Save it as UTF-8."
        ) from fault


def _of_record(name: str, knowledge: Knowledge, asked: Any) -> tuple[tuple[str, str | None], ...]:
    """The records of that name, each with its criteria, if its source gives any."""
    with opened(knowledge) as place:
        corpus = read_corpus(place, asked or latest_day(place))
    return tuple((str(held.ref.record), _criteria(held)) for held in find(corpus, name))


def _criteria(held: Held[Entry]) -> str | None:
    return held.entry.criteria if isinstance(held.entry, Trial) else None


@dataclass(frozen=True, slots=True)
class _Line:
    id: str | int
    section: str
    text: str


def _of_lines(name: str, reader: Reader, is_json: bool) -> int:
    """Reads JSON Lines one by one; a line that cannot be read is told, and the others go on."""
    problems: list[Problem] = []
    out = console()
    with _opened_lines(name) as file:
        for line in _lines(name, file, problems):
            if is_json:
                sys.stdout.write(_compact(told(line.id, reader.read(line.text))))
            else:
                shown_line(out, str(line.id), line.section, reader.read(line.text))
    warn(problems)
    return _FAULTY if problems else 0


def _opened_lines(name: str) -> TextIO:
    if name == _STANDARD_INPUT:
        return open(sys.stdin.fileno(), encoding="utf-8", errors="replace", closefd=False)
    try:
        return Path(name).open(encoding="utf-8-sig", errors="replace")
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise UnreadableInput(
            f"{name} cannot be opened: {reason}. Give the path of a file of JSON Lines."
        ) from fault


def _compact(value: Any) -> str:
    said = json.dumps(value, ensure_ascii=False)
    return said.encode("utf-8", "replace").decode() + "\n"


def _lines(name: str, file: TextIO, problems: list[Problem]) -> Iterator[_Line]:
    for number, written in enumerate(file, start=1):
        if not written.strip():
            continue
        line = _line(written)
        if isinstance(line, _Line):
            yield line
        else:
            problems.append(Problem("line", f"{name}:{number}", line, _DO))


_DO = 'Write one object a line: {"id": "1", "section": "inclusion", "text": "Age over 18"}.'


def _line(written: str) -> _Line | str:
    """A line as it should be, or what is wrong with it."""
    try:
        value = json.loads(written)
    except (ValueError, RecursionError):
        return f"This is not JSON: {written.strip()[:60]!r}."
    if not isinstance(value, dict):
        return f"This is no object: {written.strip()[:60]!r}."
    for key, kind in _KINDS.items():
        if key not in value and key != "section":
            return f"It has no {key!r}."
        if not isinstance(value.get(key, ""), kind):
            return f"Its {key!r} should be a text and is {value[key]!r}."
    return _Line(value["id"], value.get("section", ""), value["text"])


_KINDS: Mapping[str, Any] = {"id": str | int, "section": str, "text": str}
