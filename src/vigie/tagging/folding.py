"""Texts made comparable, with the way back to the words as printed."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_LIGATURES = {"œ": "oe", "æ": "ae"}
_APOSTROPHES = frozenset("'’‘ʼ´`")
_DASHES = frozenset("-‐‑‒–—―−")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text without case, accents and kinds of dashes; `places` leads each letter back."""

    text: str
    places: tuple[int, ...]
    original: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original text that a stretch of the folded one stands for."""
        first, last = self.places[start], self.places[end - 1] + 1
        while last < len(self.original) and unicodedata.combining(self.original[last]):
            last += 1
        return first, last


def fold(text: str) -> Folded:
    """The text as it is searched: lower case, no accents, one space for spaces and dashes.

    >>> fold("Myosite à  inclusions").text
    'myosite a inclusions'
    >>> fold("anti–MDA5").text
    'anti mda5'
    """
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for letter in _fold_character(character):
            if letter == " " and letters and letters[-1] == " ":
                continue
            letters.append(letter)
            places.append(place)
    return Folded("".join(letters), tuple(places), text)


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in _DASHES or character.isspace():
        return " "
    if character in _APOSTROPHES:
        return "'"
    plain = _LIGATURES.get(character.casefold()) or unicodedata.normalize("NFKD", character)
    return "".join(c for c in plain.casefold() if not unicodedata.combining(c))


def is_whole(folded: str, start: int, end: int) -> bool:
    """Whether the stretch begins and ends with a word."""
    before = folded[start - 1] if start else " "
    after = folded[end] if end < len(folded) else " "
    return not before.isalnum() and not after.isalnum()
