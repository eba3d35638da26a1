"""The cases of the reading of criteria, from their file: a sentence, its tree, its people.

The sentences of `criteria_cases.txt` are written there, in the style of registries; they are no
facts about any study. Each is a test, and the page docs/spec/criteria.md is made of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from criteria_saying import NO, OPEN, YES, Criterion

from vigie.eligibility.words.polarity import Polarity

_FILE = Path(__file__).parent / "criteria_cases.txt"
_POLARITIES = {"in": Polarity.INCLUSION, "out": Polarity.EXCLUSION}
_TRUTHS = {"true": YES, "false": NO, "unknown": OPEN}


def _sections() -> Iterator[tuple[str, tuple[str, tuple[Criterion, ...]]]]:
    for part in _FILE.read_text(encoding="utf-8").split("\n# ")[1:]:
        head, *blocks = part.strip().split("\n\n")
        title, _, lead = head.partition("\n")
        yield title, (lead.strip(), tuple(map(_case, blocks)))


def _case(block: str) -> Criterion:
    """Three kinds of lines: the section and the sentence, the tree, and a person on each other."""
    first, tree, *people = (line.strip() for line in block.splitlines())
    section, _, text = first.partition(" ")
    told = (line.rsplit(" -> ", 1) for line in people)
    persons = tuple((facts.strip(), _TRUTHS[truth]) for facts, truth in told)
    return Criterion(_POLARITIES[section], text.strip(), tree, persons)


SECTIONS: Mapping[str, tuple[str, tuple[Criterion, ...]]] = dict(_sections())
