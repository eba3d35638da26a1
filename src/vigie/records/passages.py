"""Criteria as separate sentences, so that two wordings can be set side by side."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import product
from unicodedata import normalize

_ESCAPE = re.compile(r"\\([^\w\s])")
_BULLET = re.compile(r"^\s*(?:[-*•·–]|\(?(?:\d{1,2}|[a-zA-Z])[.)])\s+")
_SENTENCE_END = re.compile(r"(?<=[.;])\s+(?=[A-Z])")
_EXCLUSION = re.compile(r"\bexclusion\b|\bexcluded\b|\bnot be eligible\b", re.IGNORECASE)
_INCLUSION = re.compile(r"\binclusion\b|\bincluded\b", re.IGNORECASE)
_LONGEST_HEADING = 80
# Below this, two sentences speak of different things more often than not.
_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of criteria. `side`: inclusion, exclusion, or empty where no heading says."""

    text: str
    side: str = ""


def folded(text: str) -> str:
    r"""A text without what only sets it: white space, escapes, a full stop at its end.

    >>> folded(r"Age \>= 18  years.")
    'Age >= 18 years'
    """
    bare = normalize("NFC", _ESCAPE.sub(r"\1", text))
    return " ".join(bare.split()).rstrip(" .;,")


def passages(text: str) -> tuple[Passage, ...]:
    """The sentences of criteria, each under the side that its heading says."""
    return tuple(_passages(text))


def _passages(text: str) -> Iterator[Passage]:
    side = ""
    for line in text.splitlines():
        bare = folded(_BULLET.sub("", line))
        if not bare:
            continue
        heading = _side(bare)
        if heading is not None:
            side = heading
        for sentence in _SENTENCE_END.split(bare):
            if folded(sentence):
                yield Passage(folded(sentence), side)


def _side(line: str) -> str | None:
    """The side that a heading opens; None for what is none."""
    if len(line) > _LONGEST_HEADING or not (line.endswith(":") or "criteria" in line.casefold()):
        return None
    if _EXCLUSION.search(line):
        return "exclusion"
    return "inclusion" if _INCLUSION.search(line) else None


def paired(
    old: Sequence[Passage], new: Sequence[Passage]
) -> tuple[tuple[Passage | None, Passage | None], ...]:
    """What differs: (old, new) for a reworded sentence, None on a side for one that is not there.

    A sentence that moved from one side to the other is gone from the first and new in the second:
    it means the opposite.
    """
    gone, come = _only(old, new), _only(new, old)
    matches = _matches(gone, come)
    taken = set(matches.values())
    changed = [(one, come[matches[n]] if n in matches else None) for n, one in enumerate(gone)]
    added = [(None, one) for n, one in enumerate(come) if n not in taken]
    return (*changed, *added)


def _only(these: Sequence[Passage], those: Sequence[Passage]) -> list[Passage]:
    left = Counter(those)
    alone = []
    for one in these:
        if left[one]:
            left[one] -= 1
        else:
            alone.append(one)
    return alone


def _matches(gone: Sequence[Passage], come: Sequence[Passage]) -> dict[int, int]:
    """The most alike first; of equals the earliest."""
    scored = sorted(
        (-likeness, n, m)
        for (n, one), (m, other) in product(enumerate(gone), enumerate(come))
        if one.side == other.side and (likeness := _likeness(one.text, other.text)) >= _ALIKE
    )
    matches: dict[int, int] = {}
    for _, n, m in scored:
        if n not in matches and m not in matches.values():
            matches[n] = m
    return matches


def _likeness(one: str, other: str) -> float:
    """By words, so that a number that moved does not make two sentences strangers."""
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()
