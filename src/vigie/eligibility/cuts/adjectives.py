"""Words that two names of a list share: `juvenile DM or PM`, `adult or juvenile PM`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from vigie.eligibility.words.folding import fold
from vigie.eligibility.words.leaves import Concept, Reading
from vigie.eligibility.words.spans import Span

# The form of the young for each form, where there is a name of its own.
_YOUNG = {"dm": "jdm", "pm": "jpm", "iim": "jdm"}
_ADULT = re.compile(r"\badults?\s*(?:and/or|or|and|/)\s*$")
_NEXT = re.compile(r"\s*(?:and/or|or|and|/)\s*")
_ASSOCIATED = re.compile(
    r"(?:\s+(?:auto)?antibod(?:y|ies))?\s*(?:and/or|or|and|/)\s*-?\s*(?:myositis[ -])?associated"
    r"\s+(?:auto)?antibod(?:y|ies)\b"
)


def with_shared_words(reading: Reading) -> Reading:
    """A reading in which each name of a list has the words that it shares with its neighbour."""
    folded = fold(reading.text)
    kept: list[Concept] = []
    for one in reading.concepts:
        kept.extend(_completed(one, kept, folded))
    return reading if tuple(kept) == reading.concepts else replace(reading, concepts=tuple(kept))


def _completed(one: Concept, before: Sequence[Concept], folded: str) -> list[Concept]:
    if one.type == "subtype":
        return [_of_any_age(one, folded) or _of_the_young(one, before, folded) or one]
    if one.id == "msa" and (after := _ASSOCIATED.match(folded, one.span.end)):
        text = folded[one.span.end : after.end()]
        start = one.span.end + text.index("associated")
        return [one, replace(one, id="maa", text="", span=Span(start, after.end()))]
    return [one]


def _of_any_age(one: Concept, folded: str) -> Concept | None:
    """`Adult or juvenile dermatomyositis`: the form at any age."""
    form = _named_young(one, folded)
    found = _ADULT.search(folded[: one.span.start]) if form else None
    return replace(one, id=form, span=Span(found.start(), one.span.end)) if found and form else None


def _of_the_young(one: Concept, before: Sequence[Concept], folded: str) -> Concept | None:
    """`Juvenile DM or PM`: the second is juvenile too."""
    last = before[-1] if before else None
    if last is None or last.type != "subtype" or one.id not in _YOUNG:
        return None
    is_young = _named_young(last, folded) is not None and last.id in _YOUNG.values()
    is_next = _NEXT.fullmatch(folded, last.span.end, one.span.start)
    return replace(one, id=_YOUNG[one.id]) if is_young and is_next else None


def _named_young(one: Concept, folded: str) -> str | None:
    """The form of all ages of a name that says `juvenile`; None for any other name."""
    said = folded[one.span.start : one.span.end]
    if not said.startswith(("juvenile", "childhood")):
        return None
    bare = said.partition(" ")[2] or said
    if bare.endswith(("inflammatory myopathy", "inflammatory myopathies")):
        return "iim"
    return next((form for form, words in _BARE.items() if bare in words), None)


_BARE = {
    "dm": {"dermatomyositis", "dm"},
    "pm": {"polymyositis", "pm"},
    "iim": {"myositis"},
}
