"""Which forms meet which phases, which sizes and which years: studies counted two ways at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vigie.analyses.figures import Count
from vigie.analyses.landscape import Counting, Scope, studies_in
from vigie.knowledge.nouns import CodeNoun, FormNoun
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Trial
from vigie.records.message import Message
from vigie.records.vocabulary import Phase, Qualifier

SIZES = ((0, 19), (20, 49), (50, 99), (100, 199), (200, 299), (300, None))
_PHASES = tuple(phase for phase in Phase if phase is not Phase.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Years:
    """The studies under way in each year, and those that say both when they begin and end."""

    dated: Count
    under_way: Mapping[int, Count]


def forms_and_phases(
    corpus: Corpus, scope: Scope, forms: Iterable[str]
) -> Mapping[str, Mapping[str, Count]]:
    """How many studies of each form have each phase; nothing where there are none."""
    counting, held = Counting(corpus, scope), studies_in(corpus, scope)
    found: dict[str, Mapping[str, Count]] = {}
    for form in forms:
        of_form = [one for one in held if form in corpus.concepts(one.ref, "form")]
        counts = {phase.value: _crossed(counting, form, phase, of_form) for phase in _PHASES}
        if kept := {phase: count for phase, count in counts.items() if count.value}:
            found[form] = kept
    return found


def _crossed(counting: Counting, form: str, phase: Phase, held: Iterable[Held[Trial]]) -> Count:
    name = Message.of(
        "figure.form_phase.name", form=FormNoun(form), phase=CodeNoun("phase", phase.value)
    )
    of_phase = (one for one in held if phase in one.entry.phases)
    return counting.one_of("form_phase", f"{form}.{phase.value}", of_phase, name)


def sizes(corpus: Corpus, scope: Scope) -> Mapping[tuple[int, int | None], Count]:
    """How many studies have how many participants, over those that say it as more than a goal."""
    counting, found = Counting(corpus, scope), {}
    for low, high in SIZES:
        held = [one for one in studies_in(corpus, scope) if _has_size(one.entry, low, high)]
        if held:
            name = size_name(low, high)
            found[low, high] = counting.one_of("size", f"{low}-{high or 'more'}", held, name)
    return found


def size_name(low: int, high: int | None) -> Message:
    """A class of sizes, in words."""
    if high is None:
        return Message.of("figure.size.from", low=low)
    if low == 0:
        return Message.of("figure.size.below", high=high + 1)
    return Message.of("figure.size.range", low=low, high=high)


def _has_size(trial: Trial, low: int, high: int | None) -> bool:
    size = trial.enrolment
    if size is None or size.qualifier is Qualifier.TARGET:
        return False
    return low <= size.value and (high is None or size.value <= high)


YEARS_BACK = 10
"""How many years before its own an edition counts the studies under way."""


def years(corpus: Corpus, scope: Scope) -> Years:
    """How many studies are under way in each year, by the start and the end that they announce.

    A hedged end (*by 2026*) is taken as the date that it hedges. Years long past are left out.
    """
    counting = Counting(corpus, scope)
    dated = [one for one in studies_in(corpus, scope) if one.entry.start and one.entry.completion]
    spans = {one.ref: _span(one.entry) for one in dated}
    first = corpus.day.year - YEARS_BACK
    every = sorted({year for span in spans.values() for year in span if year >= first})
    under_way = {
        year: counting.one_of(
            "year", str(year), (o for o in dated if year in spans[o.ref]), str(year)
        )
        for year in every
    }
    return Years(counting.count("dated", dated), under_way)


def _span(trial: Trial) -> range:
    start, end = trial.start, trial.completion
    if start is None or end is None:
        return range(0)
    return range(start.date.year, end.date.year + 1)
