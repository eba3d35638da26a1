"""Reads the sentences of the curated files: slots, plurals, and the two marks of emphasis."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from vigie.errors import VigieError

# A star inside a word is no mark: `HLA-DRB1*11:01`.
_PART = re.compile(r"(\*\*|(?<!\w)\*|\*(?!\w)|\{[^{}]*\}|[{}])")
_SLOT = re.compile(r"\{([a-z][a-z0-9_]*)((?::[a-z_]+)*)\}")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place to fill: its name, and the forms asked of what fills it."""

    name: str
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence, or a slot, with its emphasis."""

    content: str | Slot
    is_strong: bool = False
    is_emphasis: bool = False


def read_template(template: str) -> tuple[Piece, ...]:
    """The pieces of a sentence. Raises: VigieError for a brace or a mark left open.

    >>> [piece.content for piece in read_template("Chez {n} personnes.")]
    ['Chez ', Slot(name='n', forms=()), ' personnes.']
    """
    pieces: list[Piece] = []
    is_strong = is_emphasis = False
    for part in filter(None, _PART.split(template)):
        if part == "**":
            is_strong = not is_strong
        elif part == "*":
            is_emphasis = not is_emphasis
        else:
            pieces.append(Piece(_content(part, template), is_strong, is_emphasis))
    if is_strong or is_emphasis:
        raise VigieError(f"The sentence {template!r} opens an emphasis and does not close it.")
    return tuple(pieces)


def slot_names(sentence: str | Mapping[str, str]) -> frozenset[str]:
    """The names of all the slots of a sentence, in all its plurals."""
    if isinstance(sentence, str):
        contents = (piece.content for piece in read_template(sentence))
        return frozenset(slot.name for slot in contents if isinstance(slot, Slot))
    variants = (text for key, text in sentence.items() if key != "by")
    return frozenset({sentence["by"]}.union(*(slot_names(text) for text in variants)))


def choose_plural(sentence: Mapping[str, str], category: str, *, is_zero: bool) -> str:
    """The variant for a CLDR category; `zero`, where written, is for exactly none."""
    if is_zero and "zero" in sentence:
        return sentence["zero"]
    chosen = sentence.get(category, sentence.get("other"))
    if chosen is None:
        raise VigieError(f"The plural sentence {dict(sentence)!r} has no `other`. Write it.")
    return chosen


def _content(part: str, template: str) -> str | Slot:
    if part[0] not in "{}":
        return part
    match = _SLOT.fullmatch(part)
    if match is None:
        raise VigieError(
            f"The sentence {template!r} has {part!r}, which is no slot. "
            "Write {name} or {name:form}."
        )
    return Slot(match[1], tuple(match[2].split(":")[1:]))
