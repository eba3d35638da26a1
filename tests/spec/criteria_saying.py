"""The notation of the cases: a criterion, its tree, and what is true of whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from vigie.eligibility.building.trees import tree_of
from vigie.eligibility.meaning.core import compiled
from vigie.eligibility.meaning.evaluating import Truth, evaluated
from vigie.eligibility.meaning.logic import Expr
from vigie.eligibility.meaning.patient import Amount, Patient, wording
from vigie.eligibility.reading import read_line
from vigie.eligibility.words.lexicon import Lexicon, lexicon_of
from vigie.eligibility.words.polarity import Polarity
from vigie.knowledge.loading import load_knowledge

YES, NO, OPEN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


@dataclass(frozen=True, slots=True)
class Criterion:
    """A sentence of one section, the tree it has, and what it is of each person.

    A person is facts apart by semicolons: `dm`, `not stroke:ever`, `age 18 year`,
    `since:rituximab 3 month`, and words answered with yes, in quotes.
    """

    section: Polarity
    text: str
    tree: str
    people: tuple[tuple[str, Truth], ...]


@cache
def lexicon() -> Lexicon:
    return lexicon_of(load_knowledge())


def tree_read(case: Criterion) -> Expr:
    found = tree_of(read_line(case.text, lexicon()), case.section)
    assert found is not None
    return found


def truth_of(case: Criterion, facts: str) -> Truth:
    return evaluated(compiled(tree_read(case)), person(facts)).truth


NOTHING = "nothing known"
_AMOUNT = re.compile(r"(\S+) (-?[0-9.]+)(?: (\S+))?")


def person(facts: str) -> Patient:
    amounts: dict[str, Amount] = {}
    truths: dict[str, bool] = {}
    answers: dict[str, bool] = {}
    if facts == NOTHING:
        return Patient()
    for fact in filter(None, map(str.strip, facts.split(";"))):
        found = _AMOUNT.fullmatch(fact)
        if fact.startswith('"'):
            answers[wording(fact.strip('"'))] = True
        elif found:
            amounts[found[1]] = Amount(float(found[2]), found[3])
        else:
            truths[fact.removeprefix("not ")] = not fact.startswith("not ")
    return Patient(amounts, truths, answers)
