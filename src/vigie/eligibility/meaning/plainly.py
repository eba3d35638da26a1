"""A tree in plain words, for those who compare it with the sentence."""

from __future__ import annotations

from vigie.eligibility.meaning.logic import (
    All,
    Any,
    AtLeast,
    Bounds,
    Clock,
    Compare,
    Expr,
    Has,
    Leaf,
    Not,
    Tense,
    Unread,
    Window,
)
from vigie.eligibility.meaning.printing import repr_number


def plainly(expr: Expr) -> str:
    """A tree as an English phrase.

    >>> plainly(Not(Has("condition", "heart_failure", Tense.EVER)))
    'not: ever heart failure'
    """
    match expr:
        case Not(part):
            return f"not: {_inner(part)}"
        case All(parts):
            return " and ".join(map(_inner, parts))
        case Any((All(both), All((Any(same), Unread())))) if both == same:
            return f"{', '.join(map(_inner, both))} (whether all or any is not certain)"
        case Any(parts):
            return " or ".join(map(_inner, parts))
        case AtLeast(number, parts):
            return f"at least {number} of: {', '.join(map(_inner, parts))}"
        case _:
            return _leaf(expr)


def _inner(expr: Expr) -> str:
    said = plainly(expr)
    return f"({said})" if isinstance(expr, All | Any | AtLeast) else said


def _leaf(leaf: Leaf) -> str:
    match leaf:
        case Has(_, id_, tense):
            return f"{_WHEN[tense]}{_spaced(id_)}"
        case Compare(subject, bounds):
            return f"{_spaced(subject)} {bounds_said(bounds)}"
        case Window(clock, subject, bounds):
            return f"{_CLOCKS[clock]} {_spaced(subject)} {bounds_said(bounds)}"
        case Unread(text):
            return f"[to be judged: {text}]"


_WHEN = {Tense.EVER: "ever ", Tense.NOW: "", Tense.PLANNED: "planned "}
_CLOCKS = {
    Clock.SINCE: "time since",
    Clock.STABLE: "time at a stable dose of",
    Clock.DURATION: "duration of",
    Clock.UNTIL: "time until",
    Clock.AFTER: "time after the study of",
}


def bounds_said(bounds: Bounds) -> str:
    """The ends of a comparison, with their unit.

    >>> bounds_said(Bounds(18, True, 75, True, "year"))
    '≥ 18 and ≤ 75 year'
    """
    ends = []
    if bounds.lower is not None:
        ends.append(f"{'≥' if bounds.lower_inclusive else '>'} {repr_number(bounds.lower)}")
    if bounds.upper is not None:
        ends.append(f"{'≤' if bounds.upper_inclusive else '<'} {repr_number(bounds.upper)}")
    return " and ".join(ends) + (f" {bounds.unit}" if bounds.unit else "")


def _spaced(name: str) -> str:
    return name.replace("_", " ")
