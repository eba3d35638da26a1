"""Texts made comparable letter for letter: a place in the folded text is one in the original."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DASHES = "‐‑‒–—―−﹣－"
_QUOTES = "’‘ʼ´`＇"


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Lower case, no accents, one kind of dash, quote and space; as long as the text itself.

    >>> fold("Myosite à inclusions")
    'myosite a inclusions'
    """
    text = _whole(text)
    if text.isascii():
        return text.lower().translate(_ASCII)
    return "".join(map(_letter, _LOST_SIGN.sub(_sign, text)))


def _whole(text: str) -> str:
    """The text with signs that came as codes put back, followed by spaces to keep places."""
    if "<U+" not in text and "&" not in text:
        return text
    return _CODED.sub(_decoded, text)


_CODED = re.compile(r"<U\+(?P<point>[0-9A-F]{4})>|&(?:lt|gt|le|ge);")
_NAMES = {"&lt;": "<", "&gt;": ">", "&le;": "≤", "&ge;": "≥"}


def _decoded(match: re.Match[str]) -> str:
    point = match["point"]
    letter = chr(int(point, 16)) if point else _NAMES[match.group()]
    return letter.ljust(len(match.group()))


def fold_name(name: str) -> str:
    """A name as it is searched for: folded, its dashes read as spaces, single spaces.

    >>> fold_name("Anti–MDA5")
    'anti mda5'
    """
    return " ".join(fold(name).replace("-", " ").split())


@lru_cache(maxsize=4096)
def _letter(letter: str) -> str:
    if letter in _SAME:
        return _SAME[letter]
    if letter.isspace():
        return " "
    plain = [c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c)]
    lower = plain[0].lower() if len(plain) == 1 else ""
    return lower if len(lower) == 1 else letter


_ASCII = {ord(space): " " for space in "\t\n\r\v\f\x1c\x1d\x1e\x1f"} | {ord("`"): "'"}
# Signs whose decomposition would lose what they say, and dots that say *times*.
_SAME = {
    "≦": "≤",
    "≧": "≥",
    "≮": "≥",
    "≯": "≤",
    "˃": ">",
    "˂": "<",
    "≠": "≠",
    "½": "½",
    "⁄": "/",
    "∕": "/",
}
_SAME |= dict.fromkeys("⋅∙", "·")
_SAME |= dict.fromkeys(_DASHES, "-") | dict.fromkeys(_QUOTES, "'")
# Where a character set was lost, ≥ and ≤ came out as ³ and £, before a number.
_LOST_SIGN = re.compile(r"(?<!\w)[³£](?=\s?\d)")


def _sign(match: re.Match[str]) -> str:
    return "≥" if match.group() == "³" else "≤"


def word_set(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())
