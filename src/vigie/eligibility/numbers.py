"""Numbers as people write them."""

from __future__ import annotations

import re
from typing import NamedTuple

from vigie.eligibility.folding import word_set
from vigie.eligibility.lexing import Sort, Token

_ENGLISH = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen twenty"""
_FRENCH = """zero un deux trois quatre cinq six sept huit neuf dix"""
_TENS = {"thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "ninety": 90.0, "twice": 2.0}
NUMBER_WORDS = {
    word: float(number)
    for words in (_ENGLISH, _FRENCH)
    for number, word in enumerate(words.split())
    if word != "un"  # an article as well
} | _TENS
"""Words that say a number, English and French."""

_GROUPS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_POINT_GROUPS = re.compile(r"[1-9]\d{0,2}(?:\.000)+|[1-9]\d{0,2}(?:\.\d{3}){2,}")
_ORDINAL = frozenset({"st", "nd", "rd", "th"})
_TIMES = frozenset("x×*·'")
_SCALED = re.compile(r"[x×]?10(?:e(\d{1,2}))?")


class Amount(NamedTuple):
    """A number and the tokens that say it: from `first` up to, not including, `last`.

    `scale` is the power of ten written after it (`x 10^9`), which belongs to its unit.
    """

    value: float
    first: int
    last: int
    scale: int | None = None
    is_word: bool = False


def number_of(written: str) -> float:
    """The value of a written number, whichever sign parts thousands and decimals.

    >>> [number_of(one) for one in ("1,500", "50.000", "1,5", "0.500", "100 000", "1.25")]
    [1500.0, 50000.0, 1.5, 0.5, 100000.0, 1.25]
    """
    plain = written.replace(" ", "").replace("·", ".")
    if _POINT_GROUPS.fullmatch(plain):
        return float(plain.replace(".", ""))
    if _GROUPS.fullmatch(plain):
        return float(plain.replace(",", ""))
    plain = plain.replace(",", ".")
    head, *tail = plain.split(".")
    return float(f"{head or 0}.{''.join(tail) or 0}")


def places_of_numbers(tokens: list[Token]) -> list[int]:
    """Where a number may begin: most tokens are passed over by their sort and word alone."""
    number = Sort.NUMBER
    return [
        place for place, token in enumerate(tokens) if token.sort is number or token.word in _SAYING
    ]


def amount_at(tokens: list[Token], place: int) -> Amount | None:
    """The number that begins at that token; None where none does."""
    token = tokens[place]
    if token.sort is Sort.NUMBER:
        return _digits(tokens, place)
    value = NUMBER_WORDS.get(token.word)
    if value is None:
        return _last_one(tokens, place)
    return Amount(value, place, _past_repeat(tokens, place + 1), is_word=True)


_RECENT = word_set("last past previous preceding prior")
_SAYING = _RECENT | NUMBER_WORDS.keys()


def _last_one(tokens: list[Token], place: int) -> Amount | None:
    """`in the past year`: one, unsaid."""
    if tokens[place].word not in _RECENT or place + 1 >= len(tokens):
        return None
    if tokens[place + 1].word not in {"year", "month", "week"}:
        return None
    return Amount(1.0, place, place + 1, is_word=True)


def _digits(tokens: list[Token], place: int) -> Amount | None:
    token = tokens[place]
    if _is_part_of_a_name(tokens, place) or _is_labelled(tokens, place):
        return None
    if _is_a_clock(tokens, place) or _is_a_clock(tokens, place - 2):
        return None
    value, last = number_of(token.word), place + 1
    if last < len(tokens) and tokens[last].word == "½":
        value, last = value + 0.5, last + 1
    if is_mark(tokens, place - 1, "-") and _is_minus(tokens, place - 1):
        value, place = -value, place - 1
    last = _past_repeat(tokens, last)
    scale, last = _scale(tokens, last)
    return Amount(value, place, last, scale)


def _is_a_clock(tokens: list[Token], place: int) -> bool:
    """`22:30`: a time of the day begins at that token."""
    if place < 0 or not is_mark(tokens, place + 1, ":") or place + 2 >= len(tokens):
        return False
    hours, minutes = tokens[place], tokens[place + 2]
    is_close = hours.end + 1 == minutes.start
    return is_close and len(hours.word) == len(minutes.word) == 2 and minutes.word < "60"


_LABELS = word_set(
    """
    type types exon exons visit visits question phase phases table part arm cohort item step
    version v appendix protocol figure section chapter annex amendment id genotype genotypes items
    """
)


def _is_labelled(tokens: list[Token], place: int) -> bool:
    """`type 2`, `visit 1`, `type 1 and 2`: digits that name one of several."""
    if place and tokens[place - 1].word in _LABELS:
        return True
    return (
        place > 2
        and tokens[place - 1].word in {"or", "and", "/", "-"}
        and tokens[place - 2].sort is Sort.NUMBER
        and tokens[place - 3].word in _LABELS
    )


def _is_part_of_a_name(tokens: list[Token], place: int) -> bool:
    """`MMT-8`, `COVID-19`, `5-HT`, `1st`: digits that count nothing."""
    token = tokens[place]
    if place + 1 < len(tokens):
        after = tokens[place + 1]
        if after.word in _EXONS or (after.start == token.end and after.word in _OF_A_GENE):
            return True
        if after.start == token.end and after.word in _ORDINAL:
            return not _is_before_a_percentile(tokens, place + 2)
    if place < 2 or tokens[place - 1].word not in "-/" or tokens[place - 1].end != token.start:
        return place > 0 and tokens[place - 1].word in {"#", "±"}
    before = tokens[place - 2]
    if tokens[place - 1].word == "/":
        return False
    is_joined = before.sort is Sort.WORD and before.end == tokens[place - 1].start
    return is_joined and before.word not in _BEFORE_A_DASH and before.word not in NUMBER_WORDS


_EXONS = frozenset({"exon", "exons"})
_OF_A_GENE = word_set("del ins dup deletion mtc")


def _is_before_a_percentile(tokens: list[Token], place: int) -> bool:
    """`5th percentile`, `5th-85th percentile`: ordinals of a rank."""
    for token in tokens[place : place + 5]:
        if token.word in {"percentile", "percentiles", "centile"}:
            return True
        if token.sort is Sort.WORD and token.word not in _ORDINAL | {"to", "and", "the"}:
            return False
    return False


_BEFORE_A_DASH = word_set(
    """
    age ages aged years year yrs yr months month weeks week days day and to score bmi mg kg
    """
)


def _is_minus(tokens: list[Token], place: int) -> bool:
    if tokens[place].end != tokens[place + 1].start:
        return False
    if place == 0:
        return True
    before = tokens[place - 1]
    return before.sort is Sort.SIGN or (before.end < tokens[place].start and before.word in _OF)


_OF = word_set("of than to equal is was score below above ( and between from")


def _past_repeat(tokens: list[Token], place: int) -> int:
    """`two (2)`, `30 (thirty)`: the number said again, in brackets."""
    if not (is_mark(tokens, place, "(") and is_mark(tokens, place + 2, ")")):
        return place
    before, inside = tokens[place - 1], tokens[place + 1]
    said = {NUMBER_WORDS.get(before.word), NUMBER_WORDS.get(inside.word)} - {None}
    digits = {number_of(one.word) for one in (before, inside) if one.sort is Sort.NUMBER}
    return place + 3 if said and said == digits else place


def _scale(tokens: list[Token], place: int) -> tuple[int | None, int]:
    """`x 10^9`, `x10e9`, `x 109/l` (the raised figure lost): the power, and what follows."""
    start = place
    if place < len(tokens) and tokens[place].word in _TIMES:
        place += 1
    if place >= len(tokens):
        return None, start
    token = tokens[place]
    is_times = place > start or token.word.startswith(("x10", "×10"))
    if is_times or re.fullmatch(r"10\d{1,2}", token.word):
        written = token.word.lstrip("x×")
        if written == "10" and is_times:
            return _power(tokens, place + 1, start)
        if re.fullmatch(r"10(?:e?\d{1,2})", written) and _is_before_a_unit(tokens, place + 1):
            return int(written[2:].lstrip("e")), place + 1
    return None, start


def _power(tokens: list[Token], place: int, start: int) -> tuple[int | None, int]:
    while place < len(tokens) and tokens[place].word in "^*\\":
        place += 1
    if is_mark(tokens, place, "(") and is_mark(tokens, place + 2, ")"):
        power, last = _power(tokens, place + 1, start)
        return power, last if power is None else last + 1
    if place < len(tokens):
        digits = tokens[place].word.lstrip("e")
        if digits.isdecimal() and len(digits) <= 2:
            return int(digits), place + 1
    return None, start


def _is_before_a_unit(tokens: list[Token], place: int) -> bool:
    return place < len(tokens) and tokens[place].word in {"/", "per", "cells", "l", "platelets"}


def is_mark(tokens: list[Token], place: int, mark: str) -> bool:
    """Whether that token exists and is this mark."""
    return 0 <= place < len(tokens) and tokens[place].word == mark
