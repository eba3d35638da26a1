"""How a said text is set: no-break spaces and apostrophes in French, inert text from outside.

The passes over a whole text replace one character by one character, so that runs keep
their places.
"""

from __future__ import annotations

import re
import unicodedata

NO_BREAK = "\u00a0"
NARROW = "\u202f"
APOSTROPHE = "\u2019"

_UNITS = (
    "ans?|mois|semaines?|jours?|heures?|minutes?|fois|mg|g|kg|µg|ml|mL|UI|U|mètres?|m|km|points?"
    "|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
)
_FRENCH_SPACES = (
    (re.compile(r" (?=[;!?])"), NARROW),
    (re.compile(r" (?=[:»%€])|(?<=«) "), NO_BREAK),
    (re.compile(rf"(?<=\d) (?=(?:{_UNITS})\b)|(?<=1er) (?=\w)"), NO_BREAK),
    (re.compile(r"(?<=\bp\.) (?=\d)|(?<=\bphase) (?=[IV]+\b)|(?<=n°) (?=\d)"), NO_BREAK),
)
_PAGES = re.compile(r"(?<=\b[Pp]age) (?=\d)|(?<=\b[Pp]ages) (?=\d)")
_ENGLISH_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
_ENGLISH_PAIRS = re.compile(rf"(?<=\d) (?=(?:{_ENGLISH_MONTHS})\b)|(?<=\b[Pp]hase) (?=\d)")
_BLANKS = re.compile(r"[^\S\u00a0\u202f]+")
_ZERO_WIDTH = "\u200b\u2060\ufeff"


def set_french(text: str) -> str:
    r"""French spaces and apostrophes; the length does not change.

    >>> set_french("Où ? À l'hôpital : 18 ans")
    'Où\u202f? À l’hôpital\xa0: 18\xa0ans'
    """
    for pattern, space in _FRENCH_SPACES:
        text = pattern.sub(space, text)
    return set_pages(text).replace("'", APOSTROPHE)


def set_pairs(text: str) -> str:
    r"""In English a day stays with its month, a phase with its number; the length does not change.

    >>> set_pairs("on 17 May 2025, phase 2")
    'on 17\xa0May 2025, phase\xa02'
    """
    return _ENGLISH_PAIRS.sub(NO_BREAK, text)


def set_pages(text: str) -> str:
    r"""The number of a page stays with its word, in both languages; the length does not change.

    >>> set_pages("on page 12")
    'on page\xa012'
    """
    return _PAGES.sub(NO_BREAK, text)


def inert(text: str) -> str:
    r"""Text from outside on one line, with what could reorder or hide it made visible.

    Direction controls (a title can use them to be read backwards) and other control
    characters are written as their code; line ends and tabs are spaces.

    >>> inert("abc\u202etxt.exe")
    'abc[U+202E]txt.exe'
    """
    text = _BLANKS.sub(" ", text).strip()
    if text.isascii() and text.isprintable():
        return text
    return "".join(_visible(char) for char in text)


def _visible(char: str) -> str:
    if char in _ZERO_WIDTH:
        return ""
    if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn"} and char not in "\u200c\u200d":
        return f"[U+{ord(char):04X}]"
    return char


def capitalised(text: str) -> str:
    """The text with a capital first letter; names such as *iPSC* stay as they are.

    >>> capitalised("été"), capitalised("iPSC"), capitalised("l’été")
    ('Été', 'iPSC', 'L’été')
    """
    word = re.split(r"[\s’'-]", text, maxsplit=1)[0]
    return text if word[1:] != word[1:].lower() else text[:1].upper() + text[1:]


def uncapitalised(text: str) -> str:
    """The text with a small first letter; names and codes stay as they are.

    >>> uncapitalised("Cellules CAR-T"), uncapitalised("JAK"), uncapitalised("Anti-C5")
    ('cellules CAR-T', 'JAK', 'anti-C5')
    >>> uncapitalised("T-cell engagers"), uncapitalised("L’essai")
    ('T-cell engagers', 'l’essai')
    """
    if re.match(r"[A-Z]-", text):
        return text
    word = re.split(r"[\s’'-]", text, maxsplit=1)[0]
    return text if word[1:] != word[1:].lower() else text[:1].lower() + text[1:]
