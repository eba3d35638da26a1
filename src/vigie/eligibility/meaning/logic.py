"""What a sentence of criteria means: a tree that cannot be built wrong, leaves with places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

from vigie.eligibility.words.spans import Span


class Tense(StrEnum):
    """When a thing is said to be: at any time up to now, now, or to come."""

    EVER = "ever"
    NOW = "now"
    PLANNED = "planned"


class Clock(StrEnum):
    """What a stretch of time is counted from or of."""

    SINCE = "since"
    STABLE = "stable"
    DURATION = "duration"
    UNTIL = "until"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The values that are let through; at least one end is given.

    *Units*: `unit` as the text has it, for both ends.
    """

    lower: float | None = None
    lower_inclusive: bool = False
    upper: float | None = None
    upper_inclusive: bool = False
    unit: str | None = None

    def __post_init__(self) -> None:
        if self.lower is None and self.upper is None:
            raise ValueError("bounds need a lower or an upper end, or both")
        if any(end is not None and not isfinite(end) for end in (self.lower, self.upper)):
            raise ValueError("an end is a number; leave it out where there is none")
        if (self.lower is None and self.lower_inclusive) or (
            self.upper is None and self.upper_inclusive
        ):
            raise ValueError("an end that is absent is not inclusive")

    def hold(self, value: float) -> bool:
        """Whether a value, in the unit of the bounds, lies between them."""
        if self.lower is not None and not (
            value > self.lower or (self.lower_inclusive and value == self.lower)
        ):
            return False
        return self.upper is None or (
            value < self.upper or (self.upper_inclusive and value == self.upper)
        )


@dataclass(frozen=True, slots=True)
class Compare:
    """A quantity of the person between bounds: an age, a measurement, a dose, a count."""

    subject: str
    bounds: Bounds
    spans: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        _named(self.subject)


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time since, at an unchanged dose of, or under a thing, between bounds."""

    clock: Clock
    subject: str
    bounds: Bounds
    spans: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        _named(self.subject)


@dataclass(frozen=True, slots=True)
class Has:
    """A thing that the person has, had, takes or is, such as a form, an antibody or a treatment."""

    type: str
    id: str
    tense: Tense = Tense.NOW
    spans: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        _named(self.type)
        _named(self.id)


@dataclass(frozen=True, slots=True)
class Unread:
    """Words that are not understood: true or false only if somebody who read them says so."""

    text: str
    spans: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("unread words need a text")


@dataclass(frozen=True, slots=True)
class Not:
    """The contrary of its part."""

    part: Expr


@dataclass(frozen=True, slots=True)
class All:
    """True where every part is."""

    parts: tuple[Expr, ...]

    def __post_init__(self) -> None:
        _several(self.parts)


@dataclass(frozen=True, slots=True)
class Any:
    """True where one part is."""

    parts: tuple[Expr, ...]

    def __post_init__(self) -> None:
        _several(self.parts)


@dataclass(frozen=True, slots=True)
class AtLeast:
    """True where `number` of the parts are."""

    number: int
    parts: tuple[Expr, ...]

    def __post_init__(self) -> None:
        _several(self.parts)
        if not 1 <= self.number <= len(self.parts):
            raise ValueError(f"{self.number} of {len(self.parts)} parts cannot be asked for")


Leaf = Compare | Window | Has | Unread
Expr = Compare | Window | Has | Unread | Not | All | Any | AtLeast


def all_of(parts: tuple[Expr, ...] | list[Expr]) -> Expr:
    """Every part, without a node of its own around a single one."""
    return _joined(All, parts)


def any_of(parts: tuple[Expr, ...] | list[Expr]) -> Expr:
    """One of the parts, without a node of its own around a single one."""
    return _joined(Any, parts)


def at_least(number: int, parts: tuple[Expr, ...] | list[Expr]) -> Expr:
    """`number` of the parts, in the plainest form that says it."""
    if number == 1:
        return any_of(parts)
    return all_of(parts) if number == len(parts) else AtLeast(number, tuple(parts))


def not_(part: Expr) -> Expr:
    """The contrary; that of a contrary is the part itself."""
    return part.part if isinstance(part, Not) else Not(part)


def leaves(expr: Expr) -> Iterator[Leaf]:
    """The leaves of a tree, in its order."""
    if isinstance(expr, Not):
        yield from leaves(expr.part)
    elif isinstance(expr, (All, Any, AtLeast)):
        for part in expr.parts:
            yield from leaves(part)
    else:
        yield expr


def _joined(kind: type[All | Any], parts: tuple[Expr, ...] | list[Expr]) -> Expr:
    flat: list[Expr] = []
    for part in parts:
        inner = part.parts if isinstance(part, kind) else (part,)
        flat.extend(one for one in inner if one not in flat)
    return flat[0] if len(flat) == 1 else kind(tuple(flat))


def _named(name: str) -> None:
    if not name or any(letter.isspace() or letter in '(),"@' for letter in name):
        raise ValueError(f"{name!r} is not a name: letters without spaces, brackets or commas")


def _several(parts: tuple[Expr, ...]) -> None:
    if len(parts) < 2:
        raise ValueError("a joint of fewer than two parts is its part")
