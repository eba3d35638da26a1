"""What is known of one person, in memory only: never stored, never logged, never printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import isfinite
from types import MappingProxyType

from vigie.eligibility.meaning.logic import Clock, Tense
from vigie.eligibility.words.folding import fold
from vigie.eligibility.words.lexing import Sort, lex


@dataclass(frozen=True, slots=True)
class Amount:
    """A value with the unit it was given in; None is a value without a unit."""

    value: float
    unit: str | None = None

    def __post_init__(self) -> None:
        if not isfinite(self.value):
            raise ValueError("an amount is a number; leave the fact out where it is not known")


@dataclass(frozen=True, slots=True, repr=False)
class Patient:
    """The facts that are known; a fact that is not here is unknown, never "no".

    *Shape*: `amounts` by `mmt8`, `since:rituximab`, `stable:prednisone`; `facts` by `dm`,
    `stroke:ever`, `major_surgery:planned`; `answers` by the words of a sentence
    (`wording`), for what only somebody who knows the person can judge.
    """

    amounts: Mapping[str, Amount] = field(default_factory=dict)
    facts: Mapping[str, bool] = field(default_factory=dict)
    answers: Mapping[str, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("amounts", "facts", "answers"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    def __repr__(self) -> str:
        return "Patient(…)"


def fact_key(concept: str, tense: Tense = Tense.NOW) -> str:
    """The name of a fact: the concept alone is what holds now."""
    return concept if tense is Tense.NOW else f"{concept}:{tense}"


def clock_key(clock: Clock, concept: str) -> str:
    """The name of a stretch of time."""
    return f"{clock}:{concept}"


def window_key(clock: Clock, concept: str, unit: str | None) -> str:
    """The name of a stretch of time as it is measured: half-lives are no calendar's."""
    key = clock_key(clock, concept)
    return f"{key}:half_lives" if unit == "half_life" else key


def wording(text: str) -> str:
    """The words of a sentence, by which an answer to it is found again."""
    return " ".join(token.word for token in lex(fold(text)) if token.sort is not Sort.MARK)


Implication = tuple[str, str]


def completed(patient: Patient, implications: Iterable[Implication]) -> Patient:
    """The person with what follows from the facts: who has the narrower thing has the wider.

    Each implication is (narrower, wider): a true narrower makes the wider true, a false wider
    makes the narrower false. What holds now was ever; what never was does not hold now.
    A stated fact is never overwritten.
    """
    rules = tuple(implications)
    facts = dict(patient.facts)
    while new := _derived(facts, rules):
        facts |= new
    return Patient(patient.amounts, facts, patient.answers)


def _derived(facts: Mapping[str, bool], rules: tuple[Implication, ...]) -> dict[str, bool]:
    """What follows in one step. A fact that two rules would settle in two ways stays unknown."""
    found: dict[str, bool] = {}
    torn: set[str] = set()
    for narrow, wide in (*rules, *_of_ever(facts, rules)):
        for known, new, truth in ((narrow, wide, True), (wide, narrow, False)):
            follows = facts.get(known) is truth and new not in facts
            if follows and found.setdefault(new, truth) is not truth:
                torn.add(new)
    return {key: truth for key, truth in found.items() if key not in torn}


def _of_ever(facts: Mapping[str, bool], rules: tuple[Implication, ...]) -> Iterable[Implication]:
    """The same rules for what ever was, and that what holds now was ever."""
    for narrow, wide in rules:
        yield f"{narrow}:{Tense.EVER}", f"{wide}:{Tense.EVER}"
    for name in facts:
        if not name.endswith(f":{Tense.PLANNED}"):
            now = name.removesuffix(f":{Tense.EVER}")
            yield now, f"{now}:{Tense.EVER}"
