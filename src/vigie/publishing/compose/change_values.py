"""How the old and the new value of a change are said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from vigie.analyses.changed import Changed, Moved
from vigie.knowledge.models import Knowledge
from vigie.knowledge.nouns import CodeNoun, CountryNoun
from vigie.publishing.compose.record_fields import CODED, UNITS
from vigie.publishing.compose.sentences import bare
from vigie.publishing.document import Prose, Sentence, Verbatim
from vigie.records.changes import Change
from vigie.records.departure import Why
from vigie.records.entries import (
    Arm,
    Centres,
    EndPoint,
    Intervention,
    Moment,
    Quantity,
    Reference,
    Relation,
    Site,
    Trial,
)
from vigie.records.message import Message

_RECRUITMENTS = frozenset({"recruitment", "last_known_recruitment"})
_COUNTRIES = frozenset({"countries", "countries_ruled_out"})
LONGEST = 400
"""How many characters of a text are shown at most."""

# What is added or removed has nothing on the other side; a text set anew says the same on both.
_ONE_SIDED = frozenset({"added", "removed", "reformatted"})


def said(key: str, **slots: object) -> Message:
    """A sentence on what changed."""
    return Message.of(f"changed.{key}", **slots)


def not_compared(found: Changed, knowledge: Knowledge) -> Iterator[Message]:
    """Which sources nothing as old is held of, if any."""
    names = {source.id: Prose(source.names) for source in knowledge.sources}
    sources = tuple(names.get(one, Verbatim(one)) for one in found.not_compared)
    if sources:
        yield said("not_compared", since=found.since, sources=sources)


def why_gone(why: Why) -> Message:
    """Why a source no longer has a record."""
    return said(f"gone.{why.code}", detail=Verbatim(why.detail))


def field_of(change: Change) -> Message:
    """What changes: the field, and under which heading or rank."""
    field = Message.of(f"record.field.{change.field}")
    if not change.side:
        return said("what", field=field)
    return said("what_side", field=field, side=said(f"side.{change.side}"))


def weight_of(change: Change) -> Message:
    """How much it matters, and why."""
    importance = said(f"importance.{change.importance}")
    return said("weight", importance=importance, why=said(f"why.{change.rule}"))


def status_of(one: Moved, study: object) -> Message:
    """Where recruitment stands and stood, each with the day of the record that says so."""
    return said(
        "status",
        study=study,
        new=_status(one.held.entry),
        old=_status(one.before.entry),
        on=one.held.version_on,
        before=one.before.version_on,
    )


def _status(trial: Trial) -> Message:
    if trial.recruitment is None:
        return said("none")
    return bare(CodeNoun("recruitment", trial.recruitment.value))


def places_of(one: Moved) -> Iterator[Message]:
    """How many places opened, then how many closed, country by country."""
    for key in ("opened", "closed"):
        counts = {country: getattr(places, key) for country, places in one.places.items()}
        told = tuple(
            Message.of("record.centres_in", n=count, country=CountryNoun(country))
            for country, count in counts.items()
            if count
        )
        if told:
            yield said(f"places.{key}", places=told)


def reason_of(one: Moved) -> Message:
    """Why a study stopped, in the sponsor's words."""
    reason = one.held.entry.stop_reason
    return said("reason", reason=Verbatim(reason)) if reason else said("no_reason")


def values_of(change: Change) -> tuple[Sentence, Sentence]:
    """The old and the new value."""
    return _value(change, change.old), _value(change, change.new)


def _value(change: Change, value: Any) -> Sentence:
    if change.kind == "reformatted" or (value in (None, ()) and change.kind in _ONE_SIDED):
        return said("nothing_here")
    if value in (None, (), ""):
        return said("none")
    if isinstance(value, tuple):
        return bare(tuple(_one(change.field, item) for item in value))
    return _one(change.field, value)


def _one(field: str, value: Any) -> Sentence:
    """One value of a field."""
    if isinstance(value, bool):
        return Message.of("record.yes" if value else "record.no")
    if field in UNITS:
        return _hedged(Message.of(UNITS[field], n=_quantity(value)), value)
    if field in _RECRUITMENTS:
        return bare(CodeNoun("recruitment", str(value)))
    if field in CODED:
        return bare(CodeNoun(CODED[field], str(value)))
    if field in _COUNTRIES:
        return bare(CountryNoun(value))
    sayer = _OF_TYPE.get(type(value))
    return sayer(value) if sayer else bare(value)


def _text(value: str) -> Sentence:
    """A text of a record, cut where it is long: the record has all of it."""
    return Verbatim(value if len(value) <= LONGEST else f"{value[: LONGEST - 1].rstrip()}…")


def _quantity(value: Quantity | float) -> Quantity:
    return value if isinstance(value, Quantity) else Quantity(value)


def _hedged(sentence: Sentence, value: Any) -> Sentence:
    """Whether it is planned or has happened, where the source says."""
    is_expected = getattr(value, "is_expected", None)
    if is_expected is None:
        return sentence
    return said("expected" if is_expected else "actual", x=sentence)


def _moment(value: Moment) -> Sentence:
    return _hedged(bare(value), value)


def _end_point(value: EndPoint) -> Sentence:
    if value.time_frame is None:
        return Verbatim(value.measure)
    return said("point", measure=Verbatim(value.measure), frame=Verbatim(value.time_frame))


def _site(value: Site) -> Sentence:
    parts = [part for part in (value.facility, value.city) if part]
    slots: dict[str, object] = {"country": CountryNoun(value.country)}
    if not parts:
        return bare(slots["country"])
    slots["place"] = Verbatim(", ".join(parts))
    if value.recruitment is None:
        return said("site", **slots)
    return said("site_status", status=CodeNoun("recruitment", value.recruitment), **slots)


def _centres(value: Centres) -> Sentence:
    if value.country is None:
        return Message.of("record.centres", n=value.count)
    return Message.of("record.centres_in", n=value.count, country=CountryNoun(value.country))


def _relation(value: Relation) -> Sentence:
    return Message.of(f"record.relation.{value.kind}", target=Verbatim(str(value.target)))


_OF_TYPE: Mapping[type, Callable[[Any], Sentence]] = {
    str: _text,
    Moment: _moment,
    EndPoint: _end_point,
    Site: _site,
    Centres: _centres,
    Relation: _relation,
    Arm: lambda value: Verbatim(value.label),
    Intervention: lambda value: Verbatim(value.name),
    Reference: lambda value: Verbatim(value.citation),
}
