"""How well and how fast criteria are read: against hand-annotated lines, and three bare patterns.

    python benchmarks/criteria.py [FOLDER of the annotated lines and their scorers]

Prints the figures of the reader and of the floor (three regular expressions, no names, no
logic) over the same lines in the same run, by the scorers that come with the lines.
"""

from __future__ import annotations

import importlib.util
import json
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from vigie.eligibility.reading import Reader, read_line
from vigie.eligibility.told import comparison_told
from vigie.eligibility.words.leaves import Comparison
from vigie.eligibility.words.lexicon import lexicon_of
from vigie.knowledge.loading import load_knowledge

GOLD = Path(__file__).parents[2] / "shared" / "gold"
WANTED = {
    ("measurement", "recall"): 0.92,
    ("measurement", "directed_recall"): 0.95,
    ("measurement", "named_recall"): 0.85,
    ("measurement", "precision"): 0.96,
    ("age", "recall"): 0.96,
    ("age", "precision"): 0.98,
}
LINES_A_SECOND = 5000
BOUNDS_F1 = 0.95

Json = dict[str, Any]
Read = Callable[[str], list[Json]]

_NUMBER = r"(\d[\d,]*(?:\.\d+)?)"
_SIGNED = re.compile(
    rf"(>=|=>|≥|>|<=|=<|≤|<|=|at least|more than|less than|up to)\s*{_NUMBER}", re.IGNORECASE
)
_RANGE = re.compile(rf"{_NUMBER}\s*(?:-|–|to|and)\s*{_NUMBER}", re.IGNORECASE)
_AFTER = re.compile(
    rf"{_NUMBER}\s*\S{{0,8}}\s*(?:years?)?\s*or (older|more|greater|higher)", re.IGNORECASE
)
_AGE = re.compile(r"\bage|years? old|years of age|\byears\b", re.IGNORECASE)


def main(folder: Path = GOLD) -> int:
    """Prints both tables; 1 where a wanted figure is not reached."""
    if not (folder / "chia-dev.jsonl").is_file():
        print(f"No annotated lines in {folder}: nothing was measured.")
        return 0
    lexicon = lexicon_of(load_knowledge())
    lines = _lines(folder / "chia-dev.jsonl")

    def read(text: str) -> list[Json]:
        return _json(read_line(text, lexicon).comparisons)

    ours = _measure("vigie", folder, lines, read)
    floor = _measure("three patterns", folder, lines, _bare)
    _compare(ours, floor)
    _speed("vigie, remembered", [line["text"] for line in lines] * 2, Reader(lexicon).read)
    _windows(folder, lines, read)
    bounds = _bounds(folder, read)
    return int(_below(ours) or bounds < BOUNDS_F1)


def _lines(path: Path) -> list[Json]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _json(comparisons: Sequence[Comparison]) -> list[Json]:
    return [dict(comparison_told(one)) for one in comparisons]


def _measure(name: str, folder: Path, lines: Sequence[Json], read: Read) -> Json:
    start = time.process_time()
    predictions = [{"id": line["id"], "comparisons": read(line["text"])} for line in lines]
    seconds = time.process_time() - start
    result: Json = _scorer(folder, "score").score(folder / "chia-dev.jsonl", _written(predictions))
    result["lines_a_second"] = round(len(lines) / seconds)
    print(f"{name}: {result['lines_a_second']} lines a second")
    for kind in ("measurement", "age"):
        print(f"  {kind}: {result[kind]}")
    return result


def _written(predictions: Sequence[Json]) -> Path:
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", delete=False, encoding="utf-8") as file:
        file.write("\n".join(json.dumps(one) for one in predictions))
    return Path(file.name)


def _scorer(folder: Path, name: str) -> Any:
    spec = importlib.util.spec_from_file_location(name, folder / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _compare(ours: Json, floor: Json) -> None:
    for (kind, figure), wanted in WANTED.items():
        mine, other = ours[kind][figure], floor[kind][figure]
        times = f"{mine / other:.2f} times the floor" if other else "the floor names nothing"
        print(f"{kind} {figure}: {mine:.4f} (wanted {wanted}, {times})")


def _speed(name: str, texts: Sequence[str], read: Callable[[str], object]) -> None:
    start = time.process_time()
    for text in texts:
        read(text)
    print(f"{name}: {len(texts) / (time.process_time() - start):.0f} lines a second")


_OF_TIME = re.compile(r"\b(?:minute|hour|hr|day|week|wk|month|year|yr)s?\b", re.IGNORECASE)
_BACK = re.compile(r"\b(?:within|last|past|previous)\b(?! more)", re.IGNORECASE)


def _windows(folder: Path, lines: Sequence[Json], read: Read) -> None:
    """The annotated times with a number, and those that look back: how many are windows."""
    numbers = _scorer(folder, "score").numbers
    found = Counter[str]()
    for line in lines:
        windows = [one for one in read(line["text"]) if one["kind"] == "window"]
        for entity in line["entities"]:
            wanted = set(numbers(entity["text"]))
            if entity["type"] != "Temporal" or not wanted or not _OF_TIME.search(entity["text"]):
                continue
            ends = [one for one in windows if wanted <= {one["lower"], one["upper"]}]
            found.update({"times": 1, "read": int(bool(ends))})
            if ends and _BACK.search(entity["text"]):
                upper = any(one["lower"] is None for one in ends)
                found.update({"looking back": 1, "with their upper end": int(upper)})
    print(f"windows: {dict(found)}")


def _bounds(folder: Path, read: Read) -> float:
    path = folder / "myositis-dev.jsonl"
    predictions = [
        {"id": line["id"], "comparisons": read(line["text"]), "verdicts": []}
        for line in _lines(path)
    ]
    result: Mapping[str, Any] = _scorer(folder, "score_verdicts").score(path, _written(predictions))
    print(f"myositis, F1 of bounds: {result['bounds_f1']} {result['bounds_f1_by_kind']}")
    return float(result["bounds_f1"])


def _below(result: Json) -> bool:
    slow = bool(result["lines_a_second"] < LINES_A_SECOND)
    return slow or any(result[kind][figure] < wanted for (kind, figure), wanted in WANTED.items())


def _bare(text: str) -> list[Json]:
    """The floor: three regular expressions, no names, no logic."""
    kind = "age" if _AGE.search(text) else "measurement"
    found = [_one(kind, *match.groups()) for match in _RANGE.finditer(text)]
    for match in _SIGNED.finditer(text):
        is_lower = match[1][0] in ">≥=" or match[1].lower() in {"at least", "more than"}
        found.append(_one(kind, match[2], None) if is_lower else _one(kind, None, match[2]))
    found.extend(_one(kind, match[1], None) for match in _AFTER.finditer(text))
    return found


def _one(kind: str, lower: str | None, upper: str | None) -> Json:
    return {"kind": kind, "subject_text": "", "lower": _value(lower), "upper": _value(upper)}


def _value(written: str | None) -> float | None:
    return float(written.rstrip(",").replace(",", "")) if written else None


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
