"""Numbers with their bounds and units: what a sentence compares something with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from vigie.eligibility.comparators import Operator, Side, operator_after, operator_before
from vigie.eligibility.folding import word_set
from vigie.eligibility.lexing import Sort, Token
from vigie.eligibility.numbers import Amount, amount_at, is_mark
from vigie.eligibility.units import YEAR, Family, Unit, scaled, unit_at


@dataclass(frozen=True, slots=True)
class Quantity:
    """Bounds and their unit, said by the tokens from `first` up to, not including, `last`.

    `is_said`: a word or sign says the side; otherwise the number stands alone, and both bounds
    are it. `is_of_age`: said in words of age (`18 years or older`). `out_of`: the top of the
    scale, where it is written (`142/150`). `number` is the token of the first number.
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

    @property
    def symbol(self) -> str | None:
        """The unit as it is written in a comparison."""
        return self.out_of or (self.unit.symbol if self.unit else None)


@dataclass(frozen=True, slots=True)
class _Atom:
    """One number with its comparison and unit, before it is joined with its neighbours."""

    amount: Amount
    operator: Operator | None
    unit: Unit | None
    first: int
    last: int
    out_of: str | None = None
    is_after: bool = False


def quantities(folded: str, tokens: list[Token]) -> list[Quantity]:
    """All quantities of a sentence, in its order."""
    atoms = list(_atoms(folded, tokens))
    found: list[Quantity] = []
    place = 0
    while place < len(atoms):
        quantity, place = _join(tokens, atoms, place)
        found.append(quantity)
    return found


def _atoms(folded: str, tokens: list[Token]) -> Iterator[_Atom]:
    place, free = 0, 0
    while place < len(tokens):
        amount = amount_at(tokens, place)
        if amount is None:
            place += 1
            continue
        atom = _atom(folded, tokens, amount, free)
        yield atom
        place = free = max(atom.last, amount.last)


def _atom(folded: str, tokens: list[Token], amount: Amount, free: int) -> _Atom:
    operator = operator_before(tokens, amount.first, free)
    amount, ratio = _titre(tokens, amount)
    last, out_of = _out_of(folded, tokens, amount)
    unit, last = (None, last) if out_of else _unit(folded, tokens, amount, last)
    if operator is None and unit and unit.family is Family.LIMIT:
        operator = _higher(tokens, amount.last, last)
    after = operator_after(tokens, _past_filler(tokens, last, unit))
    bracket = _past_bracket(tokens, last) if after is None and unit else last
    if bracket > last and (after := operator_after(tokens, bracket)):
        after = after._replace(last=last)
    is_after = False
    if after and (operator is None or operator.side is after.side or operator.side is Side.EQUAL):
        operator, is_after = after, True
        last = after.last
    first = amount.first
    if operator and not is_after:
        first = min(first, operator.first)
    return _Atom(amount, operator, unit, first, last, ratio or out_of, is_after)


def _higher(tokens: list[Token], first: int, last: int) -> Operator | None:
    """`3 times higher than normal`: the comparison inside the unit."""
    said = {token.word for token in tokens[first:last]}
    if said.isdisjoint({"higher", "greater", "above"}):
        return None
    return Operator(Side.LOWER, is_inclusive=False, first=last, last=last)


def _titre(tokens: list[Token], amount: Amount) -> tuple[Amount, str | None]:
    """`1:80`: the dilution."""
    last = amount.last
    if amount.value == 1 and is_mark(tokens, last, ":") and last + 1 < len(tokens):
        diluted = amount_at(tokens, last + 1)
        if diluted and tokens[last].start == tokens[amount.first].end:
            return diluted._replace(first=amount.first), "1:x"
    return amount, None


def _out_of(folded: str, tokens: list[Token], amount: Amount) -> tuple[int, str | None]:
    """`142/150`, `139 out of 160`, `142 of 150`: the top of the scale."""
    last = amount.last
    words = tuple(token.word for token in tokens[last : last + 2])
    if words[:1] == ("/",):
        top = last + 1
    elif words == ("out", "of"):
        top = last + 2
    elif words[:1] == ("of",):
        top = last + 1
    else:
        return last, None
    if top >= len(tokens) or tokens[top].sort is not Sort.NUMBER:
        return last, None
    whole = amount_at(tokens, top)
    if whole is None or whole.value < amount.value or whole.value < 2 or "." in tokens[top].word:
        return last, None
    if unit_at(folded, tokens[top].end) and words[:1] != ("/",):
        return last, None
    return whole.last, f"/{whole.value:g}"


_BEFORE_A_TIME = word_set("continuous consecutive full calendar complete coming more additional")


def _unit(folded: str, tokens: list[Token], amount: Amount, last: int) -> tuple[Unit | None, int]:
    place = tokens[last - 1].end
    found = unit_at(folded, place)
    if found is None and last < len(tokens) and tokens[last].word in _BEFORE_A_TIME:
        found = unit_at(folded, tokens[last].end)
        found = found if found and found.unit.family is Family.TIME else None
    if found is None:
        return (scaled(amount.scale, None) if amount.scale else None), last
    while last < len(tokens) and tokens[last].start < found.end:
        last += 1
    unit = scaled(amount.scale, found.unit) if amount.scale else found.unit
    return unit, last


_FILLERS = word_set("of age old ages aged years year ) o . body weight")


def _past_filler(tokens: list[Token], place: int, unit: Unit | None) -> int:
    """Past `of age`, `old`, before `or older`."""
    if unit is None or unit.family is not Family.TIME:
        return place
    last = place
    while last < len(tokens) and last - place < 4 and tokens[last].word in _FILLERS:
        last += 1
    return last


def _past_bracket(tokens: list[Token], place: int) -> int:
    """Past what stands in brackets there: `20 ft (6 meters) or more`."""
    if not is_mark(tokens, place, "("):
        return place
    for last in range(place + 1, min(place + 8, len(tokens))):
        if tokens[last].word == ")":
            return last + 1
    return place


def _join(tokens: list[Token], atoms: list[_Atom], place: int) -> tuple[Quantity, int]:
    atom = atoms[place]
    listed = _listed(tokens, atoms, place)
    if listed > place + 1:
        return _range(tokens, atom, atoms[listed - 1]), listed
    if place + 1 < len(atoms):
        following = atoms[place + 1]
        if _is_range(tokens, atom, following) or _is_around(tokens, atom, following):
            return _range(tokens, atom, following), place + 2
        if _is_reversed(tokens, atom, following):
            turned = _range(tokens, following, atom)
            return replace(turned, first=atom.first, last=following.last), place + 2
    return _alone(atom), place + 1


def _is_reversed(tokens: list[Token], high: _Atom, low: _Atom) -> bool:
    """`< 20 cm but > 4 cm`: the upper end first."""
    between = [token.word for token in tokens[high.last : low.first]]
    is_crossed = (_of(high), _of(low)) == (Side.UPPER, Side.LOWER)
    is_inside = low.amount.value < high.amount.value and _are_same_kind(low.unit, high.unit)
    return is_crossed and is_inside and between in (["but"], ["and"], ["&"])


def _is_around(tokens: list[Token], low: _Atom, high: _Atom) -> bool:
    """`18 ≤ BMI ≤ 32`: the quantity between its bounds."""
    if low.operator or _of(high) is not Side.UPPER or low.amount.value >= high.amount.value:
        return False
    between = tokens[low.last : high.amount.first]
    signs = [token for token in between if token.sort is Sort.SIGN]
    return len(between) <= 6 and len(signs) == 2 and between[0] is signs[0]


_TO = frozenset({"-", "to", "through", "thru", "till", "until", "~", "a"})
_AND = frozenset({"and", "&", ",", "but", "to", "-", "~", ";", "", "up", "also", "with"})
_FILLING = word_set(
    """
    of age years year old yrs both inclusive ( ) . is or the be must at time enrollment
    """
)


def _is_range(tokens: list[Token], low: _Atom, high: _Atom) -> bool:
    """Whether two numbers are the two ends of one range."""
    between = [token.word for token in tokens[low.last : high.first]]
    if not _are_same_kind(low.unit, high.unit) or low.amount.value >= high.amount.value:
        return False
    sides = _of(low), _of(high)
    said = [word for word in between if word not in _FILLING]
    if sides == (Side.LOWER, Side.UPPER):
        return len(between) <= 6 and all(word in _AND for word in said) and "or" not in between
    if len(said) != 1:
        return False
    if said[0] in _TO:
        return sides[0] in {None, Side.EQUAL, Side.LOWER} and sides[1] in {
            None,
            Side.EQUAL,
            Side.UPPER,
        }
    if said[0] in {"and", "&"}:
        return sides in _BOTH_ENDS or (sides[1] is None and _is_between(tokens, low.first))
    return False


_BOTH_ENDS = {
    (Side.EQUAL, Side.EQUAL),
    (Side.EQUAL, Side.UPPER),
    (Side.LOWER, Side.EQUAL),
}


def _of(atom: _Atom) -> Side | None:
    return atom.operator.side if atom.operator else None


def _is_between(tokens: list[Token], first: int) -> bool:
    before = [token.word for token in tokens[max(0, first - 5) : first + 1]]
    return not {"between", "from", "range", "ranging"}.isdisjoint(before)


def _are_same_kind(one: Unit | None, other: Unit | None) -> bool:
    if one is None or other is None:
        return True
    if one.family is Family.TIME or other.family is Family.TIME:
        return one == other
    return one.family is other.family or other.symbol.startswith(one.symbol)


def _listed(tokens: list[Token], atoms: list[_Atom], place: int) -> int:
    """Where a list of whole numbers that follow each other ends: `0, 1, or 2`."""
    last = place
    while last + 1 < len(atoms) and _follows(tokens, atoms[last], atoms[last + 1]):
        last += 1
    return last + 1


_LISTING = frozenset({",", "or", "and", "/", "&"})


def _follows(tokens: list[Token], one: _Atom, other: _Atom) -> bool:
    if (
        (one.operator and _of(one) is not Side.EQUAL)
        or (other.operator and not other.is_after)
        or one.unit
        or one.out_of
    ):
        return False
    between = [token.word for token in tokens[one.last : other.first]]
    is_next = other.amount.value == one.amount.value + 1
    return is_next and bool(between) and len(between) <= 2 and set(between) <= _LISTING


def _range(tokens: list[Token], low: _Atom, high: _Atom) -> Quantity:
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


def _is_of_age(atom: _Atom) -> bool:
    return bool(atom.operator and atom.operator.is_age)


def _alone(atom: _Atom) -> Quantity:
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
    )
    if quantity.unit is None and quantity.is_of_age and side is not None:
        return replace(quantity, unit=YEAR)
    return quantity
