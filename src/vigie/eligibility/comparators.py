"""Words and signs that say on which side of a number one must be."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from vigie.eligibility.folding import word_set
from vigie.eligibility.lexing import Sort, Token


class Side(StrEnum):
    """Which bound a number is."""

    LOWER = "lower"
    UPPER = "upper"
    EQUAL = "equal"


class Operator(NamedTuple):
    """A comparison said by the tokens from `first` up to, not including, `last`.

    `is_age`: said of being old or young.
    """

    side: Side
    is_inclusive: bool
    first: int
    last: int
    is_age: bool = False


_UP = word_set(
    """
    greater more higher larger bigger longer older above over exceeding exceed exceeds exceeded
    beyond superior after worse better heavier taller excess greather highter exceds
    """
)
_DOWN = word_set("less fewer lower smaller shorter younger below under inferior lesser lighter")
_INCLUSIVE_UP = word_set("least minimum minimal minimally from starting after any")
_INCLUSIVE_DOWN = word_set("most maximum max maximal within upto up")
_SUPERIOR = word_set("superieur superieure superieurs superieures")
_INFERIOR = word_set("inferieur inferieure inferieurs inferieures")
_UP |= _SUPERIOR
_DOWN |= _INFERIOR
_EQUAL = word_set("egal egale egaux egales equal equals equaling equivalent exactly precisely")
_NOT = word_set("not no never nor cannot")
_GLUE = word_set(
    """
    than to or and of be the a an as with at in age ages aged is are then that by
    thant ou la les ( ) [ ] / " “ ” + value
    values excess including score scores body weight bmi median mean stage class
    """
)
_OLD = word_set("older younger")
# `plus` and `moins` say a side only in these pairs.
_FRENCH = {
    ("au", "moins"): (Side.LOWER, True),
    ("au", "plus"): (Side.UPPER, True),
    ("moins", "de"): (Side.UPPER, False),
    ("plus", "de"): (Side.LOWER, False),
}
_PLAIN = _UP | _DOWN | _EQUAL | _NOT | _INCLUSIVE_UP | _INCLUSIVE_DOWN
_SIGNS_UP, _SIGNS_DOWN = frozenset(">≥⩾≧"), frozenset("<≤⩽≦")
_LONGEST = 12


def operator_before(tokens: list[Token], place: int, free: int = 0) -> Operator | None:
    """The comparison that ends right before that token, and begins at `free` or after."""
    if french := _french(tokens, place, free):
        return french
    first = place
    while first > free and place - first < _LONGEST and _may_belong(tokens[first - 1]):
        first -= 1
    while first < place and not _is_core(tokens, first):
        first += 1
    if first == place:
        return None
    first = _last_said(tokens, first, place)
    found = _read(tokens, first, place)
    if found and [token.word for token in tokens[first - 2 : first]] == ["at", "or"]:
        return found._replace(is_inclusive=True, first=first - 2)
    if found and first and tokens[first - 1].word in _OPENING.get(tokens[first].word, ()):
        return found._replace(first=first - 1)
    return found


def _french(tokens: list[Token], place: int, free: int) -> Operator | None:
    """`au moins 18 ans`, `plus de 20 mg`."""
    if place - 2 < free:
        return None
    found = _FRENCH.get((tokens[place - 2].word, tokens[place - 1].word))
    return Operator(*found, first=place - 2, last=place) if found else None


_OPENING = {
    "least": ("at",),
    "most": ("at",),
    "minimum": ("a",),
    "maximum": ("a",),
    "equal": ("is",),
}


def _may_belong(token: Token) -> bool:
    if token.sort is Sort.SIGN:
        return True
    return token.word in _PLAIN or token.word in _GLUE


def _is_core(tokens: list[Token], place: int) -> bool:
    token = tokens[place]
    if token.word == "up":
        return _word(tokens, place + 1) == "to"
    return token.sort is Sort.SIGN or token.word in _PLAIN


def _last_said(tokens: list[Token], first: int, place: int) -> int:
    """Where the last of several comparisons begins: in `more or less than 5`, at *less*."""
    sides = [n for n in range(first, place) if tokens[n].word in _UP or tokens[n].word in _DOWN]
    if len(sides) < 2:
        return first
    last = sides[-1]
    while last - 1 > sides[-2] and tokens[last - 1].word in {"equal", "equals", "to", "or"}:
        last -= 1
    while last < sides[-1] and tokens[last].word not in _EQUAL:
        last += 1
    if tokens[last - 1].word in _NOT:
        last -= 1
    return last


def _read(tokens: list[Token], first: int, place: int) -> Operator | None:
    words = [token.word for token in tokens[first:place]]
    signs = [t.word for t in tokens[first:place] if t.sort is Sort.SIGN]
    side = _side(words, signs)
    if side is None or (words[0] == "any" and len(words) > 1):
        return None
    is_inclusive = _is_inclusive(words, signs)
    if _NOT.intersection(words):
        if side is Side.EQUAL:
            return None
        side = Side.UPPER if side is Side.LOWER else Side.LOWER
        is_inclusive = True
    is_age = not _OLD.isdisjoint(words) or not {"age", "ages", "aged"}.isdisjoint(words)
    return Operator(side, is_inclusive, first, place, is_age)


def _side(words: list[str], signs: list[str]) -> Side | None:
    joined = "".join(signs)
    is_up, is_down = not _SIGNS_UP.isdisjoint(joined), not _SIGNS_DOWN.isdisjoint(joined)
    if is_up or is_down:
        return None if is_up and is_down else Side.LOWER if is_up else Side.UPPER
    if "within" in words:
        return Side.UPPER
    sides = (_SAID.get(word) for word in words)
    said = next((side for side in sides if side), None)
    if said is None and (signs or not _EQUAL.isdisjoint(words)):
        return Side.EQUAL
    return said


_SAID = {
    **dict.fromkeys(_UP | _INCLUSIVE_UP, Side.LOWER),
    **dict.fromkeys(_DOWN | _INCLUSIVE_DOWN, Side.UPPER),
}


def _is_inclusive(words: list[str], signs: list[str]) -> bool:
    if any("=" in sign or "_" in sign or "equal" in sign or sign[-1] in "≥≤⩾⩽≧≦" for sign in signs):
        return True
    return not (_EQUAL | _INCLUSIVE_UP | _INCLUSIVE_DOWN).isdisjoint(words)


_MORE = word_set(
    """
    older more greater higher above over longer up upwards upward better later beyond plus onwards
    onward heavier worse
    """
)
_LESS = word_set("younger less lower fewer below under shorter smaller earlier")
_AFTER = dict.fromkeys(_MORE, Side.LOWER) | dict.fromkeys(_LESS, Side.UPPER)
_BARE_AFTER = {
    "minimum": Side.LOWER,
    "older": Side.LOWER,
    "maximum": Side.UPPER,
    "younger": Side.UPPER,
}


def operator_after(tokens: list[Token], place: int) -> Operator | None:
    """The comparison that begins at that token: `or older`, `and above`, `+`, `minimum`."""
    if place >= len(tokens):
        return None
    word = tokens[place].word
    if word == "+" and not _is_number(tokens, place + 1) and not _is_a_letter(tokens, place + 1):
        return Operator(Side.LOWER, is_inclusive=True, first=place, last=place + 1)
    if word in _BARE_AFTER and not _is_followed_by_than(tokens, place + 1):
        return _after(tokens, place, place, _BARE_AFTER[word])
    if word == "at" and _word(tokens, place + 1) in {"least", "most"}:
        if _is_number(tokens, place + 2):
            return None
        side = Side.LOWER if _word(tokens, place + 1) == "least" else Side.UPPER
        return _after(tokens, place, place + 1, side)
    return _joined(tokens, place)


def _is_a_letter(tokens: list[Token], place: int) -> bool:
    """`1 + d`: a sum."""
    return (
        len(_word(tokens, place)) == 1
        and tokens[place].word.isalpha()
        and tokens[place].word != "y"
    )


def _joined(tokens: list[Token], place: int) -> Operator | None:
    """`or older`, `and/or above`, `(or more)`, `or of greater`."""
    last = place
    while last < len(tokens) and last - place < 4 and tokens[last].word in _JOINTS:
        last += 1
    if (
        last == place
        or last >= len(tokens)
        or {"or", "and", "&"}.isdisjoint(token.word for token in tokens[place:last])
    ):
        return None
    side = _AFTER.get(tokens[last].word)
    if side is None or _is_followed_by_than(tokens, last + 1):
        return None
    return _after(tokens, place, last, side)


_JOINTS = word_set("or and / ( of any is are & equal to")


def _after(tokens: list[Token], first: int, last: int, side: Side) -> Operator:
    return Operator(
        side, is_inclusive=True, first=first, last=last + 1, is_age=tokens[last].word in _OLD
    )


def _is_followed_by_than(tokens: list[Token], place: int) -> bool:
    if place >= len(tokens):
        return False
    return (
        tokens[place].word in {"than", "or"}
        and (tokens[place].word == "than" or _word(tokens, place + 1) in _EQUAL)
    ) or _is_number(tokens, place)


def _word(tokens: list[Token], place: int) -> str:
    return tokens[place].word if 0 <= place < len(tokens) else ""


def _is_number(tokens: list[Token], place: int) -> bool:
    return 0 <= place < len(tokens) and tokens[place].sort is Sort.NUMBER
