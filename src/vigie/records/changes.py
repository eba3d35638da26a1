"""What changed between two readings of one record: field by field, with importance and reason."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Literal

from vigie.records.entries import EndPoint, Entry, Moment, Quantity, Site
from vigie.records.importance import IMPORTANCE, RULE_OF_FIELD, Importance
from vigie.records.passages import folded, paired, passages
from vigie.records.vocabulary import Recruitment

Kind = Literal["changed", "stated", "unstated", "added", "removed", "reworded", "reformatted"]

TAKING = frozenset({Recruitment.RECRUITING, Recruitment.AVAILABLE})
STOPPED = frozenset({Recruitment.SUSPENDED, Recruitment.TERMINATED, Recruitment.WITHDRAWN})
MUCH = 0.2
"""The part of the former number above which a number of participants changes much."""
FAR_DAYS = 182
"""The number of days above which a date moves far: half a year."""
_MOMENTS = frozenset({"start", "primary_completion", "completion"})
# Their items are read together: phase 1/2 is not phase 1 and another phase.
_TOGETHER = frozenset({"phases", "controls"})


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: the field, the old and the new value, how much it matters, by which rule.

    `old` and `new` are values of the field, or, for an item added, removed or reworded, the item.
    `side` says under which heading a criterion stands, or the rank of an end point.
    """

    field: str
    kind: Kind
    old: Any
    new: Any
    rule: str
    side: str = ""

    @property
    def importance(self) -> Importance:
        """How much it matters, as its rule says."""
        return IMPORTANCE[self.rule]

    @property
    def is_opened_place(self) -> bool:
        """Whether a place where the study runs has come."""
        return self.field == "sites" and self.kind == "added"

    @property
    def is_closed_place(self) -> bool:
        """Whether a place where the study ran has gone."""
        return self.field == "sites" and self.kind == "removed"


def changes(old: Entry, new: Entry) -> tuple[Change, ...]:
    """Every difference between two readings of one record, what matters most first.

    Raises: ValueError for readings of two records.
    """
    if type(old) is not type(new) or old.id != new.id:
        raise ValueError(f"{old.id} and {new.id} are two records: they have no changes.")
    found = [
        change
        for field in fields(old)
        for change in _of_field(field.name, getattr(old, field.name), getattr(new, field.name))
    ]
    return tuple(sorted(found, key=lambda change: change.importance.rank))


def _of_field(name: str, old: Any, new: Any) -> Iterator[Change]:
    if old == new:
        return
    special = _SPECIAL.get(name)
    if special is not None:
        yield from special(old, new)
    elif isinstance(old, tuple) and name not in _TOGETHER:
        yield from _items(name, old, new, _rule(name))
    else:
        yield _whole(name, old, new, _rule(name))


def _rule(name: str) -> str:
    return RULE_OF_FIELD.get(name, "detail")


def _whole(name: str, old: Any, new: Any, rule: str) -> Change:
    """A change of a field as a whole; of a text that is only set anew, it says so."""
    if isinstance(old, str) and isinstance(new, str) and folded(old) == folded(new):
        return Change(name, "reformatted", old, new, "form")
    kind: Kind = "stated" if old is None else "unstated" if new is None else "changed"
    return Change(name, kind, old, new, rule)


def _items(
    name: str, old: Sequence[Any], new: Sequence[Any], rule: str, side: str = ""
) -> Iterator[Change]:
    """Items gone, then items come; the same items in another order are only set anew."""
    gone, come = _only(old, new), _only(new, old)
    for item in gone:
        yield Change(name, "removed", item, None, rule, side)
    for item in come:
        yield Change(name, "added", None, item, rule, side)
    if not gone and not come:
        yield Change(name, "reformatted", tuple(old), tuple(new), "form", side)


def _only(these: Iterable[Any], those: Iterable[Any]) -> list[Any]:
    left = Counter(those)
    alone = []
    for one in these:
        if left[one]:
            left[one] -= 1
        else:
            alone.append(one)
    return alone


def _recruitment(old: Recruitment | None, new: Recruitment | None) -> Iterator[Change]:
    yield _whole("recruitment", old, new, _recruitment_rule(old, new))


def _recruitment_rule(old: Recruitment | None, new: Recruitment | None) -> str:
    if new in STOPPED:
        return "stopped"
    if new in TAKING:
        return "opened"
    if new in {None, Recruitment.UNKNOWN}:
        return "lost_sight"
    return "closed" if old in TAKING else "recruitment"


def _enrolment(old: Quantity | None, new: Quantity | None) -> Iterator[Change]:
    yield _whole("enrolment", old, new, _size_rule(old, new))


def _size_rule(old: Quantity | None, new: Quantity | None) -> str:
    if old is None or new is None:
        return "size_much"
    if old.value == new.value:
        return "size_counted"
    return "size_much" if abs(new.value - old.value) > MUCH * abs(old.value) else "size_little"


def _moment(name: str) -> Callable[[Moment | None, Moment | None], Iterator[Change]]:
    def moved(old: Moment | None, new: Moment | None) -> Iterator[Change]:
        yield _whole(name, old, new, _date_rule(old, new))

    return moved


def _date_rule(old: Moment | None, new: Moment | None) -> str:
    if old is None or new is None:
        return "date_near"
    moved = abs((new.date.earliest() - old.date.earliest()).days)
    return "date_far" if moved > FAR_DAYS else "date_near"


def _criteria(old: str | None, new: str | None) -> Iterator[Change]:
    if old is None or new is None:
        yield _whole("criteria", old, new, "criteria")
        return
    pairs = paired(passages(old), passages(new))
    for was, now in pairs:
        kind: Kind = "removed" if now is None else "added" if was is None else "reworded"
        side = (was or now).side  # type: ignore[union-attr]
        before, after = (was.text if was else None), (now.text if now else None)
        yield Change("criteria", kind, before, after, "criteria", side)
    if not pairs:
        yield Change("criteria", "reformatted", old, new, "form")


def _end_points(old: tuple[EndPoint, ...], new: tuple[EndPoint, ...]) -> Iterator[Change]:
    """By rank; a measure that stays with another time frame, or is worded anew, is one change."""
    found = [
        change
        for rank in dict.fromkeys(point.rank for point in (*old, *new))
        for change in _ranked(rank, _of_rank(old, rank), _of_rank(new, rank))
    ]
    yield from found or _items("end_points", old, new, "form")


def _of_rank(points: Iterable[EndPoint], rank: str) -> list[EndPoint]:
    return [point for point in points if point.rank == rank]


def _ranked(rank: str, old: list[EndPoint], new: list[EndPoint]) -> Iterator[Change]:
    rule = "primary_end_point" if rank == "primary" else "end_point"
    gone, come = _only(old, new), _only(new, old)
    for was in gone:
        now = next((point for point in come if _is_same(was, point)), None)
        if now is not None:
            come.remove(now)
            kind: Kind = "reformatted" if _set_alike(was, now) else "reworded"
            used = "form" if kind == "reformatted" else rule
            yield Change("end_points", kind, was, now, used, rank)
        else:
            yield Change("end_points", "removed", was, None, rule, rank)
    for now in come:
        yield Change("end_points", "added", None, now, rule, rank)


def _is_same(one: EndPoint, other: EndPoint) -> bool:
    """Whether two end points of a rank are one: alike but for some words or the time frame."""
    (pair, *rest) = paired(passages(one.measure), passages(other.measure)) or ((True, True),)
    return not rest and all(pair)


def _set_alike(one: EndPoint, other: EndPoint) -> bool:
    frames = (folded(one.time_frame or ""), folded(other.time_frame or ""))
    return folded(one.measure) == folded(other.measure) and frames[0] == frames[1]


def _sites(old: tuple[Site, ...], new: tuple[Site, ...]) -> Iterator[Change]:
    """Places opened, places closed, and what changed at a place that stays."""
    were, are = _by_place(old), _by_place(new)
    found: list[Change] = []
    for place in dict.fromkeys((*were, *are)):
        found += _at_one_place(were.get(place, []), are.get(place, []))
    yield from found or _items("sites", old, new, "form")


def _by_place(sites: Iterable[Site]) -> Mapping[tuple[str, str, str], list[Site]]:
    found: dict[tuple[str, str, str], list[Site]] = defaultdict(list)
    for site in sites:
        found[site.country, site.city or "", folded(site.facility or "")].append(site)
    return found


def _at_one_place(old: list[Site], new: list[Site]) -> Iterator[Change]:
    gone, come = _only(old, new), _only(new, old)
    for was, now in zip(gone, come, strict=False):
        rule = "site" if was.recruitment is not now.recruitment else "site_detail"
        yield Change("sites", "changed", was, now, rule)
    stay = min(len(gone), len(come))
    for was in gone[stay:]:
        yield Change("sites", "removed", was, None, "site")
    for now in come[stay:]:
        yield Change("sites", "added", None, now, "site")


_SPECIAL: Mapping[str, Callable[[Any, Any], Iterator[Change]]] = {
    "recruitment": _recruitment,
    "enrolment": _enrolment,
    "criteria": _criteria,
    "end_points": _end_points,
    "sites": _sites,
    **{name: _moment(name) for name in _MOMENTS},
}
