"""The laws of the logic of criteria, over trees and persons made up by a machine."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from vigie.eligibility.meaning.core import compiled
from vigie.eligibility.meaning.evaluating import Truth, evaluated
from vigie.eligibility.meaning.logic import (
    All,
    Any,
    AtLeast,
    Bounds,
    Clock,
    Compare,
    Expr,
    Has,
    Not,
    Tense,
    Unread,
    Window,
)
from vigie.eligibility.meaning.patient import Amount, Patient, clock_key, fact_key, wording
from vigie.eligibility.meaning.printing import printed, tree
from vigie.eligibility.words.spans import Span

_NAMES = ("dm", "ibm", "rituximab")
_AMOUNTS = ("age", "mmt8", *(clock_key(clock, name) for clock in Clock for name in _NAMES))
_WORDS = ("severe weakness", 'a "quoted", (odd) word', "été")
_UNITS = (None, "day", "week", "month", "year", "g/L", "xULN")
_spans = st.lists(
    st.tuples(st.integers(0, 9), st.integers(10, 20)).map(lambda ends: Span(*ends)), max_size=2
).map(tuple)
_numbers = st.one_of(st.integers(-3, 400).map(float), st.floats(-1e6, 1e6))


@st.composite
def _bounds(draw: st.DrawFn) -> Bounds:
    lower = draw(st.none() | _numbers)
    upper = draw(_numbers if lower is None else st.none() | _numbers)
    inclusive = draw(st.booleans())
    return Bounds(
        lower,
        lower is not None and inclusive,
        upper,
        upper is not None and draw(st.booleans()),
        draw(st.sampled_from(_UNITS)),
    )


_leaves = st.one_of(
    st.builds(Has, st.just("thing"), st.sampled_from(_NAMES), st.sampled_from(Tense), _spans),
    st.builds(Compare, st.sampled_from(("age", "mmt8")), _bounds(), _spans),
    st.builds(Window, st.sampled_from(Clock), st.sampled_from(_NAMES), _bounds(), _spans),
    st.builds(Unread, st.sampled_from(_WORDS), _spans),
)


def _joints(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    parts = st.lists(inner, min_size=2, max_size=4).map(tuple)
    several = parts.flatmap(lambda some: st.integers(1, len(some)).map(lambda n: AtLeast(n, some)))
    return st.one_of(inner.map(Not), parts.map(All), parts.map(Any), several)


trees = st.recursive(_leaves, _joints, max_leaves=12)
_facts = [fact_key(name, tense) for name in _NAMES for tense in Tense]
_amounts = st.builds(Amount, _numbers, st.sampled_from(_UNITS))
persons = st.builds(
    Patient,
    st.dictionaries(st.sampled_from(_AMOUNTS), _amounts),
    st.dictionaries(st.sampled_from(_facts), st.booleans()),
    st.dictionaries(st.sampled_from([wording(words) for words in _WORDS]), st.booleans()),
)


def _truth(expr: Expr, person: Patient) -> Truth:
    return evaluated(compiled(expr), person).truth


def _with(person: Patient, more: Patient) -> Patient:
    """The person with facts that were missing; what was known stays as it was."""
    return Patient(
        {**more.amounts, **person.amounts},
        {**more.facts, **person.facts},
        {**more.answers, **person.answers},
    )


@given(trees, persons, persons)
def test_a_decided_verdict_survives_every_completion_of_the_missing_facts(
    expr: Expr, person: Patient, more: Patient
) -> None:
    before = _truth(expr, person)
    fuller = _with(person, more)
    # What never was cannot have a time since: such a completion contradicts what is known.
    absent = {key.removesuffix(":ever") for key, held in person.facts.items() if not held}
    contradicted = any(
        key.split(":")[-1].removesuffix(":planned") in {one.split(":")[0] for one in absent}
        for key in set(fuller.amounts) - set(person.amounts)
        if ":" in key
    )
    if before is not Truth.UNKNOWN and not contradicted:
        assert _truth(expr, fuller) is before


@given(trees)
def test_what_is_printed_is_read_back_as_it_was(expr: Expr) -> None:
    assert tree(printed(expr, places=True)) == expr


@given(trees, persons)
def test_the_order_of_facts_does_not_matter(expr: Expr, person: Patient) -> None:
    turned = Patient(
        dict(reversed(list(person.amounts.items()))),
        dict(reversed(list(person.facts.items()))),
        dict(reversed(list(person.answers.items()))),
    )
    assert evaluated(compiled(expr), turned) == evaluated(compiled(expr), person)


@given(trees, persons)
def test_the_contrary_of_a_tree_has_the_contrary_truth(expr: Expr, person: Patient) -> None:
    pairs = {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE, Truth.UNKNOWN: Truth.UNKNOWN}
    assert _truth(Not(expr), person) is pairs[_truth(expr, person)]


@given(st.lists(_leaves, min_size=2, max_size=5), st.data(), persons)
def test_at_least_so_many_is_one_of_the_ways_to_choose_them(
    parts: list[Expr], data: st.DataObject, person: Patient
) -> None:
    number = data.draw(st.integers(1, len(parts)))
    chosen = [list(some) for some in combinations(parts, number)]
    ways = [some[0] if number == 1 else All(tuple(some)) for some in chosen]
    spelled = ways[0] if len(ways) == 1 else Any(tuple(ways))
    assert _truth(AtLeast(number, tuple(parts)), person) is _truth(spelled, person)
