"""The lines of a card: place, number, ages, recruitment with its day, period, follow-up, number.

Place and recruitment are always there, said as not stated where the source is silent: they
are what a reader asks first. The other lines are left out then; the record's own page lists
all that is not stated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from vigie.analyses.freshness import freshness
from vigie.knowledge.nouns import CodeNoun, CountryNoun
from vigie.publishing.compose.card_ages import ages
from vigie.publishing.compose.card_facts import Study
from vigie.publishing.compose.regions import regions_said
from vigie.publishing.document import CardLine, Linked, Target
from vigie.records.entries import Quantity
from vigie.records.message import Message
from vigie.records.vocabulary import Qualifier, Recruitment

_OPEN = frozenset(
    {
        Recruitment.NOT_YET_RECRUITING,
        Recruitment.RECRUITING,
        Recruitment.ENROLLING_BY_INVITATION,
        Recruitment.UNKNOWN,
    }
)
_REGISTRIES = (
    (re.compile(r"NCT\d{8}"), "https://clinicaltrials.gov/study/{}"),
    (re.compile(r"20\d\d-5\d{5}-\d\d-\d\d"), "https://euclinicaltrials.eu/ctis-public/view/{}"),
)
_MONTHS_PER_YEAR = 12
_HALF_MONTH = 0.5
_WEEKS_PER_MONTH = 365.25 / 12 / 7


def lines(study: Study) -> tuple[CardLine, ...]:
    """The lines, in the order in which a reader looks for them."""
    said = (
        ("place", place(study)),
        ("number", _number(study)),
        ("ages", _ages(study)),
        ("recruitment", recruitment(study)),
        ("period", _period(study)),
        ("follow_up", _follow_up(study)),
        ("registry", _registry(study)),
    )
    return tuple(
        CardLine(kind, Message.of(f"card.line.{kind}.name"), text) for kind, text in said if text
    )


def place(study: Study) -> Message:
    """The home country, home and abroad, abroad (where), or not stated."""
    key, slots = _placed(study)
    if study.home is not None:
        slots["home"] = CountryNoun(study.home)
    return Message.of(f"card.place.{key}", **slots)


def _placed(study: Study) -> tuple[str, dict[str, Any]]:
    if study.is_at_home:
        return ("home_and_abroad" if study.is_abroad else "home"), {}
    regions = regions_said(study.trial, "region")
    if study.countries_abroad:
        countries = (*(CountryNoun(name) for name in study.countries_abroad), *regions)
        if study.home is None:
            return "countries_anywhere", {"countries": countries}
        key = "countries_not_home" if study.is_ruled_out_of_home else "countries"
        return key, {"countries": countries}
    if regions and not study.is_ruled_out_of_home:
        return "regions_alone", {"regions": regions}
    if study.is_ruled_out_of_home:
        return "not_home", {}
    return ("abroad" if study.is_abroad else "not_stated"), {}


def recruitment(study: Study) -> Message:
    """Recruitment with its day, or as not stated; an old day says so."""
    known = freshness(study.held, study.corpus.day)
    if known is None:
        return Message.of("card.recruitment.not_stated")
    age = "fresh" if known.is_current else "stale_open" if known.status in _OPEN else "stale"
    status = CodeNoun("recruitment", known.status, "short")
    return Message.of(f"card.recruitment.{age}", status=status, day=known.on)


def _number(study: Study) -> Message | None:
    enrolment = study.trial.enrolment
    if enrolment is None:
        return None
    if enrolment.qualifier is Qualifier.TARGET:
        return Message.of("card.number.target", n=enrolment.value)
    return Message.of("card.number.plain", n=enrolment)


def _ages(study: Study) -> Message | None:
    said = ages(study.trial)
    return Message.of("card.ages.line", ages=said) if said else None


def _period(study: Study) -> Message | None:
    ends = {"start": study.trial.start, "completion": study.trial.completion}
    known = {name: moment for name, moment in ends.items() if moment is not None}
    if len(known) > 1:
        return Message.of("card.period_line.both", **known)
    for name, moment in known.items():
        is_until = (name, moment.qualifier) == ("completion", Qualifier.END_OF)
        ending = "_by" if moment.qualifier is Qualifier.BY else ""
        return Message.of(f"card.period_line.{'until' if is_until else name}{ending}", **known)
    return None


def _follow_up(study: Study) -> Message | None:
    months = study.trial.follow_up_months
    if months is None or months.value == 0:
        return None
    unit, time = _readable(months)
    return Message.of("card.follow_up.line", time=Message.of(f"card.follow_up.{unit}", n=time))


def _readable(months: Quantity) -> tuple[str, Quantity]:
    """Whole years as years; what was printed in weeks, and is kept in months, as about weeks."""
    if months.value % _MONTHS_PER_YEAR == 0:
        return "years", Quantity(months.value / _MONTHS_PER_YEAR, months.qualifier)
    if months.value % _HALF_MONTH and months.qualifier is None:
        return "weeks", Quantity(round(months.value * _WEEKS_PER_MONTH), Qualifier.ABOUT)
    return "months", months


def _registry(study: Study) -> Message | None:
    numbers = tuple(_numbers(study))
    return Message.of("card.registry.all", numbers=numbers) if numbers else None


def _numbers(study: Study) -> Iterator[Message]:
    for number in study.trial.registry_numbers:
        is_disputed = number in study.corpus.disputed_numbers
        key = f"card.registry.{'disputed' if is_disputed else 'number'}"
        yield Message.of(key, number=_link(number))


def _link(number: str) -> Linked | str:
    """A registry number as a link to its registry, where its shape tells which."""
    for shape, url in _REGISTRIES:
        if shape.fullmatch(number):
            return Linked(number, Target("url", url.format(number)))
    return number
