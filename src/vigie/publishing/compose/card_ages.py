"""Ages, in years, or in months for the very young."""

from __future__ import annotations

from vigie.records.entries import Trial
from vigie.records.message import Message

_ADULT_YEARS = 18
_MONTHS_PER_YEAR = 12


def ages(trial: Trial) -> Message | None:
    """The ages of a study: *18 à 64 ans*, *40 ans et plus*; None where no age is stated."""
    low, high = trial.min_age_years or None, trial.max_age_years
    if low is None and high is None:
        return None
    if low is None or high is None:
        return _one_sided(low, high, to="to")
    if _is_whole(low) and _is_whole(high):
        return Message.of("card.ages.range", low=low, high=high)
    return Message.of("card.ages.range_mixed", low=_age(low), high=_age(high))


def ages_of_people(trial: Trial, *, is_adult: bool) -> Message | None:
    """The ages in a sentence: *de 18 à 64 ans*; an adult of 18 and over is just an adult."""
    low, high = trial.min_age_years or None, trial.max_age_years
    if high is None and (low is None or (is_adult and low == _ADULT_YEARS)):
        return None
    said = _one_sided(None, high, to="at_most") if low is None else ages(trial)
    return Message.of("card.who.aged", ages=said)


def _one_sided(low: float | None, high: float | None, to: str) -> Message | None:
    if low is not None:
        return Message.of("card.ages.from", low=_age(low))
    return None if high is None else Message.of(f"card.ages.{to}", high=_age(high))


def _age(years: float) -> Message:
    if _is_whole(years):
        return Message.of("card.ages.years", n=years)
    return Message.of("card.ages.months", n=round(years * _MONTHS_PER_YEAR))


def _is_whole(years: float) -> bool:
    return years == int(years)
