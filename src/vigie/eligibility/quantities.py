"""Numbers with their bounds and units: what a sentence compares something with."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vigie.eligibility.amounts import Atom, atoms_of
from vigie.eligibility.comparators import Side
from vigie.eligibility.folding import word_set
from vigie.eligibility.lexing import Sort, Token
from vigie.eligibility.units import YEAR, Family, Unit


@dataclass(frozen=True, slots=True)
class Quantity:
    """Bounds and their unit, said by the tokens from `first` up to, not including, `last`.

    `is_said`: a word or sign says the side; otherwise the number stands alone, and both bounds
    are it. `is_of_age`: said in words of age (`18 years or older`). `out_of`: the top of the
    scale, where it is written (`142/150`). `number` is the token of the first number. `over`: the
    lower of two pressures (`140/90`). `is_opening`: the next quantity is the other end of a range
    whose ends have units of their own (`6 months to 5 years`).
    """

    lower: float | None
    lower_inclusive: bool
    upper: float | None
    upper_inclusive: bool
    unit: Unit | None
    first: int
    last: int
    number: int
    is_said: bool
    is_of_age: bool = False
    is_range: bool = False
    is_word: bool = False
    out_of: str | None = None
    over: float | None = None
    is_opening: bool = False

    @property
    def symbol(self) -> str | None:
        """The unit as it is written in a comparison."""
        return self.out_of or (self.unit.symbol if self.unit else None)


def quantities(folded: str, tokens: list[Token]) -> list[Quantity]:
    """All quantities of a sentence, in its order."""
    atoms = atoms_of(folded, tokens)
    found: list[Quantity] = []
    place = 0
    while place < len(atoms):
        joined, place = _join(tokens, atoms, place)
        found.extend(joined)
    return found


def _join(tokens: list[Token], atoms: list[Atom], place: int) -> tuple[list[Quantity], int]:
    atom = atoms[place]
    listed = _listed(tokens, atoms, place)
    if listed > place + 1:
        return [_range(tokens, atom, atoms[listed - 1])], listed
    both = _of_two(tokens, atom, atoms[place + 1]) if place + 1 < len(atoms) else []
    return (both, place + 2) if both else ([_alone(atom)], place + 1)


def _of_two(tokens: list[Token], atom: Atom, following: Atom) -> list[Quantity]:
    """Two numbers that are the ends of one range; empty where they are not."""
    if _is_range(tokens, atom, following):
        return [_range(tokens, atom, following)]
    if _is_around(tokens, atom, following):
        return [_around(tokens, atom, following)]
    is_falling = _is_falling(tokens, atom, following)
    if is_falling or _is_reversed(tokens, atom, following):
        turned = _range(tokens, following, atom)
        return [replace(turned, first=atom.first - is_falling, last=following.last)]
    if _is_mixed(tokens, atom, following):
        return _two_ends(_alone(atom), _alone(following))
    return []


_DAYS = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.4, "year": 365.25}


def _is_mixed(tokens: list[Token], low: Atom, high: Atom) -> bool:
    """`between 6 months and 5 years`: two ends, each in its own unit of time."""
    if low.unit is None or high.unit is None or low.unit == high.unit:
        return False
    short, long = _DAYS.get(low.unit.symbol), _DAYS.get(high.unit.symbol)
    if short is None or long is None:
        return False
    is_growing = low.amount.value * short < high.amount.value * long
    return is_growing and _are_ends(tokens, low, high)


def _two_ends(low: Quantity, high: Quantity) -> list[Quantity]:
    return [
        replace(low, upper=None, upper_inclusive=False, is_said=True, is_opening=True),
        replace(high, lower=None, lower_inclusive=False, is_said=True),
    ]


def _is_reversed(tokens: list[Token], high: Atom, low: Atom) -> bool:
    """`< 20 cm but > 4 cm`: the upper end first."""
    between = [token.word for token in tokens[high.last : low.first]]
    is_crossed = (_of(high), _of(low)) == (Side.UPPER, Side.LOWER)
    is_inside = low.amount.value < high.amount.value and _are_same_kind(low.unit, high.unit)
    is_counting = low.amount.is_word or any(
        token.word in _COUNTED for token in tokens[low.last : low.last + 1]
    )
    if is_counting and not high.amount.is_word:  # `< 142/150 and at least two of`
        return False
    return is_crossed and is_inside and between in (["but"], ["and"], ["&"])


_COUNTED = word_set("of other additional further items criteria measures")


def _is_around(tokens: list[Token], low: Atom, high: Atom) -> bool:
    """`18 ≤ BMI ≤ 32`: the quantity between its bounds."""
    if low.operator or _of(high) is not Side.UPPER or low.amount.value >= high.amount.value:
        return False
    between = tokens[low.last : high.amount.first]
    signs = [token for token in between if token.sort is Sort.SIGN]
    return len(between) <= _NAME and len(signs) == 2 and between[0] is signs[0]


_NAME = 10  # tokens of the longest name between two bounds


def _around(tokens: list[Token], low: Atom, high: Atom) -> Quantity:
    """The range of `18 < age < 65`, whose lower end is open where its sign says so."""
    sign = tokens[low.last].word
    is_closed = sign[-1] in "≤⩽≦=" or "=" in sign or "equal" in sign
    return replace(_range(tokens, low, high), lower_inclusive=is_closed)


def _is_falling(tokens: list[Token], high: Atom, low: Atom) -> bool:
    """`between -1.0 and -2.5`: the upper end first."""
    if high.operator or low.operator or low.amount.value >= high.amount.value:
        return False
    before = [token.word for token in tokens[max(0, high.first - 1) : high.first]]
    between = [token.word for token in tokens[high.last : low.first]]
    return before == ["between"] and between == ["and"] and _are_same_kind(high.unit, low.unit)


_TO = frozenset({"-", "to", "through", "thru", "till", "until", "~", "a"})
_AND = frozenset({"and", "et", "&", ",", "but", "to", "-", "~", ";", "", "up", "also", "with"})
_FILLING = word_set(
    """
    of age years year old yrs both inclusive ( ) . is or the be must at time enrollment st nd rd th
    + does
    """
)


def _is_range(tokens: list[Token], low: Atom, high: Atom) -> bool:
    """Whether two numbers are the two ends of one range."""
    if not _are_same_kind(low.unit, high.unit) or low.amount.value >= high.amount.value:
        return False
    return _are_ends(tokens, low, high)


def _are_ends(tokens: list[Token], low: Atom, high: Atom) -> bool:
    between = [token.word for token in tokens[low.last : high.first]]
    sides = _of(low), _of(high)
    said = [word for word in between if word not in _FILLING]
    if not between:
        return _is_dash_lost(tokens, low, high)
    if sides == (Side.LOWER, Side.UPPER):
        return len(between) <= 6 and all(word in _AND for word in said) and "or" not in between
    if len(said) != 1:
        return False
    if said[0] in _TO:
        is_open = sides[0] is not Side.UPPER or tokens[low.first].word == "within"
        return is_open and sides[1] in {
            None,
            Side.EQUAL,
            Side.UPPER,
        }
    if said[0] in {"and", "&", "et"}:
        return sides in _BOTH_ENDS or (sides[1] is None and _is_between(tokens, low.first))
    return False


def _is_dash_lost(tokens: list[Token], low: Atom, high: Atom) -> bool:
    """`18 55 years of age`: the dash between two ages is gone."""
    if low.operator or high.operator or low.unit or high.unit != YEAR or not low.amount.value:
        return False
    after = [token.word for token in tokens[high.last : high.last + 2]]
    return after[:1] == ["old"] or after == ["of", "age"]


_BOTH_ENDS = {
    (Side.EQUAL, Side.EQUAL),
    (Side.EQUAL, Side.UPPER),
    (Side.LOWER, Side.EQUAL),
}


def _of(atom: Atom) -> Side | None:
    return atom.operator.side if atom.operator else None


def _is_between(tokens: list[Token], first: int) -> bool:
    before = [token.word for token in tokens[max(0, first - 5) : first + 1]]
    return not {"between", "from", "range", "ranging", "entre"}.isdisjoint(before)


def _are_same_kind(one: Unit | None, other: Unit | None) -> bool:
    if one is None or other is None:
        return True
    if one.family is Family.TIME or other.family is Family.TIME:
        return one == other
    return one.family is other.family or other.symbol.startswith(one.symbol)


def _listed(tokens: list[Token], atoms: list[Atom], place: int) -> int:
    """Where a list of whole numbers that follow each other ends: `0, 1, or 2`."""
    last = place
    while last + 1 < len(atoms) and _follows(tokens, atoms[last], atoms[last + 1]):
        last += 1
    return last + 1


_HALVES = 3  # scales with half points: the clinical dementia rating
_LISTING = frozenset({",", "or", "and", "/", "&"})


def _follows(tokens: list[Token], one: Atom, other: Atom) -> bool:
    if (
        (one.operator and _of(one) is not Side.EQUAL)
        or (other.operator and not other.is_after)
        or one.unit
        or one.out_of
    ):
        return False
    between = [token.word for token in tokens[one.last : other.first]]
    step = other.amount.value - one.amount.value
    is_next = step == 1 or (step == 1 / 2 and other.amount.value <= _HALVES)
    return is_next and bool(between) and len(between) <= 2 and set(between) <= _LISTING


def _range(tokens: list[Token], low: Atom, high: Atom) -> Quantity:
    lower_open = bool(low.operator and not low.operator.is_inclusive and _of(low) is Side.LOWER)
    upper_open = bool(high.operator and not high.operator.is_inclusive and _of(high) is Side.UPPER)
    first, last = low.first, high.last
    while last < len(tokens) and tokens[last].word in {"inclusive", "inclusively"}:
        last += 1
    if first and tokens[first - 1].word in {"between", "from"}:
        first -= 1
    return Quantity(
        lower=low.amount.value,
        lower_inclusive=not lower_open,
        upper=high.amount.value,
        upper_inclusive=not upper_open,
        unit=high.unit or low.unit,
        first=first,
        last=last,
        number=low.amount.first,
        is_said=low.operator is not None or _is_between(tokens, low.first),
        is_of_age=_is_of_age(low) or _is_of_age(high),
        is_range=True,
        is_word=low.amount.is_word and high.amount.is_word,
        out_of=high.out_of,
    )


def _is_of_age(atom: Atom) -> bool:
    return bool(atom.operator and atom.operator.is_age)


def _alone(atom: Atom) -> Quantity:
    side, value = _of(atom), atom.amount.value
    is_inclusive = atom.operator is None or atom.operator.is_inclusive
    quantity = Quantity(
        lower=None if side is Side.UPPER else value,
        lower_inclusive=side is not Side.UPPER and is_inclusive,
        upper=None if side is Side.LOWER else value,
        upper_inclusive=side is not Side.LOWER and is_inclusive,
        unit=atom.unit,
        first=atom.first,
        last=atom.last,
        number=atom.amount.first,
        is_said=atom.operator is not None,
        is_of_age=_is_of_age(atom),
        is_word=atom.amount.is_word,
        out_of=atom.out_of,
        over=atom.over,
    )
    if quantity.unit is None and quantity.is_of_age and side is not None:
        return replace(quantity, unit=YEAR)
    return quantity
