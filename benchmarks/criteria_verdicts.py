"""Reads lines of criteria, applies their patients, and writes one prediction a line.

    python benchmarks/criteria_verdicts.py LINES > PREDICTIONS

A line is {"id", "section", "text", "patient_cases": [{"facts"}]}; a prediction is
{"id", "comparisons", "verdicts"}, each verdict met, not_met or unknown: whether the sentence is
true of that patient, whatever its section. The names that the lines give to facts are their own:
`naming.py` tells which part of the sentence each speaks of. Units are those of the sentence.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from naming import Called, Names, Question, called, is_turned_round, put, questions, without
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
)


def main(lines: Path) -> None:
    lexicon = lexicon_of(load_knowledge())
    with lines.open(encoding="utf-8") as file:
        for line in file:
            print(json.dumps(prediction(json.loads(line), lexicon), ensure_ascii=False))


def prediction(line: Mapping[str, Any], lexicon: Lexicon) -> dict[str, Any]:
    reading = read_line(line["text"], lexicon)
    tree = tree_of(reading, Polarity(line.get("section") or "unknown"))
    cases = [case["facts"] for case in line["patient_cases"]]
    return {
        "id": line["id"],
        "comparisons": [comparison_told(one) for one in reading.comparisons],
        "verdicts": verdicts(tree, cases, lexicon, line["text"]),
    }


def verdicts(tree: Expr | None, cases: list[Facts], lexicon: Lexicon, text: str) -> list[str]:
    if tree is None:
        return [VERDICTS[Truth.UNKNOWN]] * len(cases)
    vocabulary = {name: value for facts in cases for name, value in facts.items()}
    names = put(tree, vocabulary, lexicon, text)
    asked = questions(tree, lexicon, text)
    return [verdict(tree, facts, names, asked, lexicon) for facts in cases]


def verdict(tree: Expr, facts: Facts, names: Names, asked: list[Question], lexicon: Lexicon) -> str:
    if names.whole is not None:
        value = facts.get(names.whole)
        if value is None:
            return VERDICTS[Truth.UNKNOWN]
        return "met" if value is not names.is_turned else "not_met"
    kept = without(tree, names.left_out)
    if kept is None:
        return VERDICTS[Truth.UNKNOWN]
    patient = completed(patient_of(facts, names, asked, lexicon), FORMS)
    return VERDICTS[evaluated(compiled(kept), patient).truth]


def patient_of(facts: Facts, names: Names, asked: list[Question], lexicon: Lexicon) -> Patient:
    """The facts of a line as those of a patient, in the units of its sentence."""
    amounts: dict[str, Amount] = {}
    truths: dict[str, bool] = {}
    answers: dict[str, bool] = {}
    for name, value in facts.items():
        for question in names.answers.get(name, ()):
            if isinstance(value, bool):
                _tell(question, value, called(name, lexicon), truths, answers)
            elif isinstance(question.leaf, Compare | Window):
                amounts[_key(question.leaf)] = Amount(value, question.leaf.bounds.unit)
                if question.doubt:
                    answers[wording(question.doubt.text)] = True
                if question.undated:
                    answers[wording(question.undated[1].text)] = False
        for question in names.also.get(name, ()) if value is True else ():
            _tell(question, True, called(name, lexicon), truths, answers)
        if value is True and called(name, lexicon).is_excepting:
            _heed(asked, answers)
    for words, is_any, flags in names.joint:
        said = [facts.get(name) for name in flags]
        if is_any in said:
            answers[wording(words.text)] = is_any
        elif None not in said:
            answers[wording(words.text)] = not is_any
    return Patient(amounts, truths, answers)


def _heed(asked: list[Question], answers: dict[str, bool]) -> None:
    """A name that says what it excepts is of what is not excepted."""
    for question in asked:
        words = question.doubt or question.leaf
        if question.is_exception and isinstance(words, Unread):
            answers[wording(words.text)] = False


def _key(leaf: Compare | Window) -> str:
    return (
        leaf.subject
        if isinstance(leaf, Compare)
        else window_key(leaf.clock, leaf.subject, leaf.bounds.unit)
    )


def _tell(
    question: Question,
    value: bool,
    one: Called,
    truths: dict[str, bool],
    answers: dict[str, bool],
) -> None:
    """A yes or no as what it says of a part; of a time, only that a thing never was."""
    leaf = question.leaf
    if one.is_negative and not is_turned_round(one, question):
        if not question.is_denied:
            return
        value = not value
    if isinstance(leaf, Window):
        if question.undated and value:
            truths[fact_key(leaf.subject, question.undated[0].tense)] = True
            answers[wording(question.undated[1].text)] = True
        if not value:
            truths[fact_key(leaf.subject, Tense.EVER)] = False
    elif isinstance(leaf, Unread):
        answers[wording(leaf.text)] = value
    elif isinstance(leaf, Has):
        if question.doubt:
            answers[wording(question.doubt.text)] = value
        if value or not question.doubt:
            truths[fact_key(leaf.id, leaf.tense)] = value


if __name__ == "__main__":
    main(Path(sys.argv[1]))
