"""Reads lines of criteria, applies their patients, and writes one prediction a line.

    python benchmarks/criteria_verdicts.py LINES [--strict] > PREDICTIONS

A line is {"id", "section", "text", "patient_cases": [{"facts"}]}; a prediction is
{"id", "comparisons", "verdicts"}, each verdict met, not_met or unknown: whether the sentence is
true of that patient, whatever its section. The names that the lines give to facts are their own:
`naming.py` and `putting.py` tell which part of the sentence each speaks of. Units are those of
the sentence.

A fact may be the answer to words that were not understood, as a person would give it; parts that no
fact of a line speaks of are left out of its tree. With --strict neither is done: only what was
read as logic decides.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from naming import Called, Question, called, questions
from putting import Names, is_turned_round, put, without
from vigie.eligibility.core import compiled
from vigie.eligibility.evaluating import Polarity, Truth, evaluated
from vigie.eligibility.lexicon import Lexicon, lexicon_of
from vigie.eligibility.logic import Compare, Expr, Has, Tense, Unread, Window
from vigie.eligibility.patient import Amount, Patient, completed, fact_key, window_key, wording
from vigie.eligibility.reading import read_line
from vigie.eligibility.told import comparison_told
from vigie.eligibility.trees import tree_of
from vigie.knowledge.loading import load_knowledge

Facts = Mapping[str, Any]

VERDICTS = {Truth.TRUE: "met", Truth.FALSE: "not_met", Truth.UNKNOWN: "unknown"}
FORMS = (
    ("dm", "iim"),
    ("pm", "iim"),
    ("ibm", "iim"),
    ("imnm", "iim"),
    ("adm", "dm"),
    ("jdm", "dm"),
    ("jpm", "pm"),
)


def main(lines: Path, *, is_strict: bool) -> None:
    lexicon = lexicon_of(load_knowledge())
    with lines.open(encoding="utf-8") as file:
        for line in file:
            told = prediction(json.loads(line), lexicon, is_strict=is_strict)
            print(json.dumps(told, ensure_ascii=False))


def prediction(line: Mapping[str, Any], lexicon: Lexicon, *, is_strict: bool) -> dict[str, Any]:
    reading = read_line(line["text"], lexicon)
    tree = tree_of(reading, Polarity(line.get("section") or "unknown"))
    cases = [case["facts"] for case in line["patient_cases"]]
    return {
        "id": line["id"],
        "comparisons": [comparison_told(one) for one in reading.comparisons],
        "verdicts": verdicts(tree, cases, Line(line["text"], lexicon, is_strict)),
    }


@dataclass(frozen=True)
class Line:
    """The text of a line, the names it may use, and whether only what was read counts."""

    text: str
    lexicon: Lexicon
    is_strict: bool


def verdicts(tree: Expr | None, cases: list[Facts], line: Line) -> list[str]:
    if tree is None:
        return [VERDICTS[Truth.UNKNOWN]] * len(cases)
    vocabulary = {name: value for facts in cases for name, value in facts.items()}
    names = put(tree, vocabulary, line.lexicon, line.text, is_strict=line.is_strict)
    asked = questions(tree, line.lexicon, line.text)
    return [verdict(tree, facts, names, asked, line) for facts in cases]


def verdict(tree: Expr, facts: Facts, names: Names, asked: list[Question], line: Line) -> str:
    if names.whole is not None:
        value = facts.get(names.whole)
        if value is None:
            return VERDICTS[Truth.UNKNOWN]
        return "met" if value is not names.is_turned else "not_met"
    kept = without(tree, names.left_out)
    if kept is None:
        return VERDICTS[Truth.UNKNOWN]
    told = patient_of(facts, names, asked, line.lexicon)
    known = Patient(told.amounts, told.facts) if line.is_strict else told
    return VERDICTS[evaluated(compiled(kept), completed(known, FORMS)).truth]


def patient_of(facts: Facts, names: Names, asked: list[Question], lexicon: Lexicon) -> Patient:
    """The facts of a line as those of a patient, in the units of its sentence."""
    told = Told()
    for name, value in facts.items():
        one = called(name, lexicon)
        for question in names.answers.get(name, ()):
            if name in names.classes:
                _tell_of_class(
                    question, told, is_first=question is names.answers[name][0], value=value
                )
            elif isinstance(value, bool):
                _tell(question, one, told, value=value)
            elif isinstance(question.leaf, Compare | Window):
                _measure(question, value, told, names)
        if value is True:
            _tell_more(names, name, one, asked, told)
    _tell_together(names, facts, told)
    return Patient(told.amounts, told.truths, told.answers)


@dataclass
class Told:
    """What is known of a patient so far."""

    amounts: dict[str, Amount] = field(default_factory=dict)
    truths: dict[str, bool] = field(default_factory=dict)
    answers: dict[str, bool] = field(default_factory=dict)

    def answer(self, words: Unread, *, value: bool) -> None:
        """Yes or no to words that were not understood."""
        self.answers[wording(words.text)] = value


def _measure(question: Question, value: float, told: Told, names: Names) -> None:
    """A number in the unit of its sentence; the words beside it are heeded by who gives it."""
    leaf = question.leaf
    if not isinstance(leaf, Compare | Window):
        return
    told.amounts[_key(leaf)] = Amount(value, leaf.bounds.unit)
    if question.doubt and question.doubt not in names.beside:
        told.answer(question.doubt, value=True)
    if question.undated:
        told.answer(question.undated[1], value=False)


def _tell_of_class(question: Question, told: Told, *, is_first: bool, value: float) -> None:
    """Antibodies of a class: none is none of those listed, some is of the class and its list."""
    leaf = question.leaf
    if isinstance(leaf, Unread):
        told.answer(leaf, value=value >= 1)
    elif isinstance(leaf, Has) and (is_first or not value):
        told.truths[fact_key(leaf.id, leaf.tense)] = value >= 1


def _tell_more(names: Names, name: str, one: Called, asked: list[Question], told: Told) -> None:
    """The criteria that a form was found by; the exceptions that a name says it leaves out."""
    for question in names.also.get(name, ()):
        _tell(question, one, told, value=True)
    if one.is_excepting:
        _heed(asked, told)


def _tell_together(names: Names, facts: Facts, told: Told) -> None:
    """Several facts that one stretch of words speaks of."""
    for words, is_any, flags in names.joint:
        said = [facts.get(name) for name in flags]
        if is_any in said:
            told.answer(words, value=is_any)
        elif None not in said:
            told.answer(words, value=not is_any)


def _heed(asked: list[Question], told: Told) -> None:
    """A name that says what it excepts is of what is not excepted."""
    for question in asked:
        words = question.doubt or question.leaf
        if question.is_exception and isinstance(words, Unread):
            told.answer(words, value=False)


def _key(leaf: Compare | Window) -> str:
    if isinstance(leaf, Compare):
        return leaf.subject
    return window_key(leaf.clock, leaf.subject, leaf.bounds.unit)


def _tell(question: Question, one: Called, told: Told, *, value: bool) -> None:
    """A yes or no as what it says of a part; of a time, only that a thing never was."""
    leaf = question.leaf
    if one.is_negative and not is_turned_round(one, question):
        if not question.is_denied:
            return
        value = not value
    if isinstance(leaf, Window):
        _tell_of_time(leaf, question, told, value=value)
    elif isinstance(leaf, Unread):
        told.answer(leaf, value=value)
    elif isinstance(leaf, Has):
        if question.doubt and (value or not question.is_shared):
            told.answer(question.doubt, value=value)
        if value or not question.doubt or question.is_shared:
            told.truths[fact_key(leaf.id, leaf.tense)] = value


def _tell_of_time(leaf: Window, question: Question, told: Told, *, value: bool) -> None:
    if not value:
        told.truths[fact_key(leaf.subject, Tense.EVER)] = False
    elif question.undated:
        told.truths[fact_key(leaf.subject, question.undated[0].tense)] = True
        told.answer(question.undated[1], value=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), is_strict="--strict" in sys.argv[2:])
