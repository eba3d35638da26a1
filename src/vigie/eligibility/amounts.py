"""One number with the comparison and the unit that are its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from vigie.eligibility.comparators import Operator, Side, operator_after, operator_before
from vigie.eligibility.folding import word_set
from vigie.eligibility.lexing import Sort, Token
from vigie.eligibility.numbers import Amount, amount_at, is_mark, places_of_numbers
from vigie.eligibility.units import Family, Unit, scaled, unit_at


@dataclass(frozen=True, slots=True)
class Atom:
    """A number with its comparison and unit, before it is joined with its neighbours."""

    amount: Amount
    operator: Operator | None
    unit: Unit | None
    first: int
    last: int
    out_of: str | None = None
    is_after: bool = False
    over: float | None = None


def atoms_of(folded: str, tokens: list[Token]) -> list[Atom]:
    """All numbers of a sentence, in its order; those written in two parts are one."""
    found: list[Atom] = []
    for atom in _atoms(folded, tokens):
        joined = _in_parts(folded, tokens, found[-1], atom) if found else None
        if joined:
            found[-1] = joined
        else:
            found.append(atom)
    return found


def _in_parts(folded: str, tokens: list[Token], one: Atom, other: Atom) -> Atom | None:
    """Two numbers as one: weeks and days, feet and inches, the two of a blood pressure."""
    between = [token.word for token in tokens[one.last : other.first]]
    if len(between) > 1 or one.is_after or one.out_of or one.over:
        return None
    if between == ["/"]:
        return _pressures(one, other)
    if other.operator and not other.is_after:
        return None
    if not between and other.out_of == "/7" and one.unit is None:
        unit, last = _unit(folded, tokens, other.amount, other.last)
        return _added(one, replace(other, unit=unit, last=last), 7)
    return _lesser(tokens, one, other, between)


def _lesser(tokens: list[Token], one: Atom, other: Atom, between: list[str]) -> Atom | None:
    """The second number in a lesser unit than the first."""
    if one.unit and other.unit and between in ([], ["and"], [","], ["+"]):
        parts = _PARTS.get((one.unit.symbol, other.unit.symbol))
        is_range = one.first > 0 and tokens[one.first - 1].word in {"between", "from"}
        return None if parts is None or is_range else _added(one, other, parts)
    if between in (["+"], ["-"]) and _are_weeks_and_days(one, other, is_sum=between == ["+"]):
        return _added(one, other, 7)
    return _feet(tokens, one, other) if between == ["'"] else None


_PARTS = {
    ("week", "day"): 7,
    ("year", "month"): 12,
    ("foot", "inch"): 12,
    ("hour", "minute"): 60,
}
"""How many of the lesser unit make one of the greater."""


def _added(one: Atom, other: Atom, parts: int) -> Atom | None:
    """The first number with the second as its fraction: `23 weeks and 6 days`."""
    if not 0 <= other.amount.value < parts or one.amount.value % 1:
        return None
    value = round(one.amount.value + other.amount.value / parts, 4)
    return replace(
        one,
        amount=one.amount._replace(value=value),
        operator=other.operator if other.is_after else one.operator,
        is_after=other.is_after,
        unit=one.unit or other.unit,
        last=other.last,
    )


_WEEKS_OF_A_PREGNANCY = range(18, 46)


def _are_weeks_and_days(one: Atom, other: Atom, *, is_sum: bool) -> bool:
    """`37+0 weeks`, `36-6 weeks`: of a pregnancy."""
    if one.unit or one.amount.value not in _WEEKS_OF_A_PREGNANCY or other.out_of:
        return False
    symbol = other.unit.symbol if other.unit else None
    return symbol == "week" or (is_sum and symbol is None)


def _feet(tokens: list[Token], one: Atom, other: Atom) -> Atom | None:
    """`5' 11"`: feet and inches."""
    joined = _added(one, replace(other, unit=_FOOT), 12) if one.unit is None else None
    if joined and is_mark(tokens, joined.last, '"'):
        return replace(joined, last=joined.last + 1)
    return joined if joined and tokens[other.first].start - tokens[one.last].end <= 1 else None


_FOOT = Unit("foot", Family.OTHER)
_PRESSURES = range(30, 301)


def _pressures(one: Atom, other: Atom) -> Atom | None:
    """`140/90 mmHg`, `> 170 / > 110`: the higher pressure over the lower."""
    high, low = one.amount.value, other.amount.value
    if one.unit or other.out_of or high not in _PRESSURES or low not in _PRESSURES or low >= high:
        return None
    if other.unit is not None and other.unit.symbol != "mmHg":
        return None
    if one.operator and other.operator and one.operator.side is not other.operator.side:
        return None
    return replace(
        one,
        operator=one.operator or other.operator,
        is_after=one.operator is None and other.is_after,
        unit=other.unit,
        last=other.last,
        over=low,
    )


def _atoms(folded: str, tokens: list[Token]) -> Iterator[Atom]:
    free = 0
    for place in places_of_numbers(tokens):
        amount = amount_at(tokens, place) if place >= free else None
        if amount:
            atom = _atom(folded, tokens, amount, free)
            yield atom
            free = max(atom.last, amount.last)


def _atom(folded: str, tokens: list[Token], amount: Amount, free: int) -> Atom:
    operator = operator_before(tokens, amount.first, free)
    if (
        operator
        and _is_only_from(tokens, operator)
        and not unit_at(folded, tokens[amount.last - 1].end)
    ):
        operator = None
    amount, ratio = _titre(tokens, amount)
    last, out_of = _out_of(folded, tokens, amount)
    unit, last = (None, last) if out_of else _unit(folded, tokens, amount, last)
    if operator is None and unit and unit.family is Family.LIMIT:
        operator = _higher(tokens, amount.last, last)
    after = operator_after(tokens, _past_filler(tokens, last, unit))
    bracket = _past_bracket(tokens, last, 8 if unit else 3) if after is None else last
    if bracket > last and (after := operator_after(tokens, bracket)):
        after = after._replace(last=last)
    is_after = False
    if after and (operator is None or operator.side is after.side or operator.side is Side.EQUAL):
        operator, is_after = after, True
        last = after.last
        if unit is None and out_of is None:  # `18+ years`
            unit, last = _unit(folded, tokens, amount, last)
    first = amount.first
    if operator and not is_after:
        first = min(first, operator.first)
    if operator and _is_of_sight(amount, unit, out_of) and _says_worse(tokens, operator):
        operator = operator._replace(side=Side.UPPER)
    return Atom(amount, operator, unit, first, last, ratio or out_of, is_after)


def _is_only_from(tokens: list[Token], operator: Operator) -> bool:
    """`obtained from 3 recordings`: no least number."""
    return [token.word for token in tokens[operator.first : operator.last]] == ["from"]


_SNELLEN = frozenset({20, 6})


def _is_of_sight(amount: Amount, unit: Unit | None, out_of: str | None) -> bool:
    """`20/40`, `70 letters`: less is worse."""
    is_letters = unit is not None and unit.symbol == "letter"
    return is_letters or (out_of is not None and amount.value in _SNELLEN)


def _says_worse(tokens: list[Token], operator: Operator) -> bool:
    return any(token.word == "worse" for token in tokens[operator.first : operator.last])


def _higher(tokens: list[Token], first: int, last: int) -> Operator | None:
    """`3 times higher than normal`: the comparison inside the unit."""
    said = {token.word for token in tokens[first:last]}
    if said.isdisjoint({"higher", "greater", "above", "more", "over"}):
        return None
    return Operator(Side.LOWER, is_inclusive="or" in said, first=last, last=last)


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


_BEFORE_A_TIME = word_set(
    """
    continuous consecutive full calendar complete coming more additional previous preceding last
    past prior
    """
)


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


def _past_bracket(tokens: list[Token], place: int, most: int) -> int:
    """Past what stands in brackets there: `20 ft (6 meters) or more`."""
    if not is_mark(tokens, place, "("):
        return place
    for last in range(place + 1, min(place + most, len(tokens))):
        if tokens[last].word == ")":
            return last + 1
    return place
