"""Trees over persons: three truths, their reasons, and what follows for the person."""

from __future__ import annotations

import pytest

from vigie.eligibility.meaning.core import Op, compiled
from vigie.eligibility.meaning.evaluating import Effect, Truth, effect, evaluated
from vigie.eligibility.meaning.logic import All, AtLeast, Bounds, Compare, Has, Unread
from vigie.eligibility.meaning.patient import Amount, Patient, completed, wording
from vigie.eligibility.meaning.printing import NotATree, tree
from vigie.eligibility.words.polarity import Polarity


def _truth(written: str, person: Patient) -> Truth:
    return evaluated(compiled(tree(written)), person).truth


def test_absence_is_never_no() -> None:
    assert _truth("has(subtype dm)", Patient()) is Truth.UNKNOWN
    assert _truth("not(has(subtype dm))", Patient()) is Truth.UNKNOWN


def test_words_not_understood_stay_unknown_unless_the_rest_decides() -> None:
    written = 'all(has(subtype dm), unread("who can hop"))'
    assert _truth(written, Patient(facts={"dm": True})) is Truth.UNKNOWN
    assert _truth(written, Patient(facts={"dm": False})) is Truth.FALSE
    hops = Patient(facts={"dm": True}, answers={wording("Who can hop"): True})
    assert _truth(written, hops) is Truth.TRUE


@pytest.mark.parametrize(
    ("given", "unit", "truth"),
    [
        (142, "/150", Truth.TRUE),
        (143, "/150", Truth.FALSE),
        (100, None, Truth.UNKNOWN),
        (100, "/80", Truth.UNKNOWN),
    ],
)
def test_a_score_out_of_another_total_is_not_compared(
    given: float, unit: str | None, truth: Truth
) -> None:
    person = Patient(amounts={"mmt8": Amount(given, unit)})
    assert _truth('compare(mmt8 <= 142 "/150")', person) is truth


def test_a_value_on_the_bound_stays_on_it_when_its_unit_is_changed() -> None:
    person = Patient(amounts={"hemoglobin": Amount(8.7, "g/dL")})
    found = evaluated(compiled(tree('compare(hemoglobin >= 87 "g/L")')), person)
    assert found.truth is Truth.TRUE
    assert found.because == "hemoglobin: 1 g/dL is exactly 10 g/L"


@pytest.mark.parametrize(
    ("weeks", "truth"), [(20, Truth.TRUE), (25, Truth.UNKNOWN), (30, Truth.FALSE)]
)
def test_months_are_compared_with_weeks_only_where_their_length_does_not_matter(
    weeks: float, truth: Truth
) -> None:
    person = Patient(amounts={"since:rituximab": Amount(weeks, "week")})
    assert _truth('window(since rituximab <= 6 "month")', person) is truth


def test_what_never_was_was_not_lately_but_may_be_wanted_for_long() -> None:
    never = Patient(facts={"rituximab:ever": False})
    assert _truth('window(since rituximab <= 6 "month")', never) is Truth.FALSE
    assert _truth('window(since rituximab >= 6 "month")', never) is Truth.UNKNOWN


def test_who_has_the_narrower_form_has_the_wider_one_and_not_the_other_way() -> None:
    rules = [("jdm", "dm"), ("dm", "iim")]
    assert completed(Patient(facts={"jdm": True}), rules).facts["iim"] is True
    assert completed(Patient(facts={"iim": False}), rules).facts["jdm"] is False
    assert "jdm" not in completed(Patient(facts={"dm": True}), rules).facts


def test_what_holds_now_was_ever_and_what_never_was_does_not_hold_now() -> None:
    assert completed(Patient(facts={"stroke": True}), ()).facts["stroke:ever"] is True
    assert completed(Patient(facts={"stroke:ever": False}), ()).facts["stroke"] is False
    assert "stroke" not in completed(Patient(facts={"stroke:ever": True}), ()).facts


def test_facts_that_contradict_one_another_settle_nothing_between_them() -> None:
    rules = [("a", "middle"), ("middle", "b")]
    assert "middle" not in completed(Patient(facts={"a": True, "b": False}), rules).facts


@pytest.mark.parametrize(
    ("polarity", "truth", "follows"),
    [
        (Polarity.INCLUSION, Truth.TRUE, Effect.FITS),
        (Polarity.INCLUSION, Truth.FALSE, Effect.STANDS_AGAINST),
        (Polarity.EXCLUSION, Truth.TRUE, Effect.STANDS_AGAINST),
        (Polarity.EXCLUSION, Truth.FALSE, Effect.FITS),
        (Polarity.EXCLUSION, Truth.UNKNOWN, Effect.TO_CHECK),
        (Polarity.UNKNOWN, Truth.TRUE, Effect.TO_CHECK),
    ],
)
def test_the_truth_of_a_sentence_is_not_yet_what_follows_for_the_person(
    polarity: Polarity, truth: Truth, follows: Effect
) -> None:
    assert effect(polarity, truth) is follows


def test_the_trace_names_the_operation_the_reason_and_the_parts() -> None:
    found = evaluated(compiled(tree("all(has(subtype dm), has(subtype pm))")), Patient())
    assert (found.op, found.truth) == (Op.ALL, Truth.UNKNOWN)
    assert [part.because for part in found.parts] == ["dm is not known", "pm is not known"]


def test_a_person_is_never_shown() -> None:
    assert "rituximab" not in repr(Patient(facts={"rituximab": True}))


def test_a_large_choice_stays_a_small_program() -> None:
    parts = tuple(Has("antibody", f"a{number}") for number in range(40))
    assert len(compiled(AtLeast(20, parts)).rows) < 1000


def test_a_tree_cannot_be_built_wrong() -> None:
    for build in (
        lambda: All((Has("subtype", "dm"),)),
        lambda: AtLeast(3, (Has("subtype", "dm"), Has("subtype", "pm"))),
        lambda: Unread("  "),
        lambda: Bounds(unit="year"),
        lambda: Bounds(upper=float("nan")),
        lambda: Compare("two words", Bounds(upper=1)),
    ):
        with pytest.raises(ValueError, match=r".+"):
            build()


@pytest.mark.parametrize(
    "written",
    ["", "has", "has(", "has()", "has(a)", "all()", "xor(has(a b), has(a c))", "not(has(a b)) x",
     "compare(age)", "compare(age >= )", "compare(age >= x)", "window(when x < 1)", "unread(x)",
     "all(has(a b) has(a c))", "at_least_9(has(a b), has(a c))", "has(a b))"],
)  # fmt: skip
def test_a_text_that_is_not_a_tree_is_said_to_be_none(written: str) -> None:
    with pytest.raises(NotATree):
        tree(written)
