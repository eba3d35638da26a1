"""Reads lines of criteria, applies their patients, and writes one prediction a line.

    python benchmarks/criteria_verdicts.py LINES > PREDICTIONS

A line is {"id", "section", "text", "patient_cases": [{"facts"}]}; a prediction is
{"id", "comparisons", "verdicts"}, each verdict met, not_met or unknown: whether the sentence is
true of that patient, whatever its section. The names that the lines give to facts are their own;
how they are told in ours is written here, beside the units, which are those of the sentence.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from vigie.eligibility.core import compiled
from vigie.eligibility.evaluating import Polarity, Truth, evaluated
from vigie.eligibility.folding import fold, word_set
from vigie.eligibility.lexicon import Lexicon, lexicon_of
from vigie.eligibility.logic import Clock, Compare, Expr, Has, Tense, Unread, Window, leaves
from vigie.eligibility.patient import Amount, Patient, clock_key, completed, fact_key, wording
from vigie.eligibility.reading import read_line
from vigie.eligibility.told import comparison_told
from vigie.eligibility.trees import tree_of
from vigie.knowledge.loading import load_knowledge

Facts = Mapping[str, Any]

VERDICTS = {Truth.TRUE: "met", Truth.FALSE: "not_met", Truth.UNKNOWN: "unknown"}

# The names of the lines, where ours differ.
NAMES = {
    "ivig": "immunoglobulins_iv", "csa": "ciclosporin", "mmf": "mycophenolate_mofetil",
    "il2": "interleukin_2", "sts": "sodium_thiosulfate", "mab": "monoclonal_antibody",
    "bcg_vaccine": "bcg", "iv_steroids": "iv_methylprednisolone", "pga_vas": "physician_global",
    "ptga_vas": "patient_global", "emga_vas": "extramuscular_global", "haq_di": "haq",
    "cdasi_a": "cdasi_activity", "das": "das_jdm", "ck": "creatine_kinase",
    "fvc": "vital_capacity", "muscle_enzyme": "muscle_enzymes", "bohan_peter": "bohan_peter_1975",
    "enmc_2016_IMNM": "imnm_enmc_2016", "griggs_IBM": "griggs_1995", "enmc_IBM": "ibm_enmc",
    "consent": "informed_consent", "consent_capacity": "informed_consent", "JIIM": "jdm",
    "polymerase_iii": "anti_rna_polymerase_iii", "telomerase": "anti_telomerase",
    "centromere": "anti_centromere", "contraception_accepted": "contraception",
    "covid19_pcr_positive": "covid19", "neurological_disorder_severe": "neurological_disorder",
    "cancer": "malignancy", "lymphoproliferative": "lymphoproliferative_disorder",
}  # fmt: skip
PREFIXES = {"hx_": Tense.EVER, "prior_": Tense.EVER, "planned_": Tense.PLANNED}
BARE = ("dx_", "ab_")
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
        "verdicts": [verdict(tree, facts) for facts in cases],
    }


def verdict(tree: Expr | None, facts: Facts) -> str:
    if tree is None:
        return VERDICTS[Truth.UNKNOWN]
    patient = completed(patient_of(tree, facts), FORMS)
    return VERDICTS[evaluated(compiled(tree), patient).truth]


def patient_of(tree: Expr, facts: Facts) -> Patient:
    """The facts of a line as those of a patient, in the units of its sentence."""
    amounts: dict[str, Amount] = {}
    truths: dict[str, bool] = {}
    answers: dict[str, bool] = {}
    named = {leaf.id: leaf for leaf in leaves(tree) if isinstance(leaf, Has)}
    for leaf in leaves(tree):
        for name, value in facts.items():
            if isinstance(leaf, Unread):
                if isinstance(value, bool) and _is_the_same(name, leaf.text):
                    answers[wording(leaf.text)] = value
                elif isinstance(value, bool) and (id_ := _narrowed(name, leaf.text, named)):
                    answers[wording(leaf.text)] = value
                    if value:
                        truths[fact_key(id_, named[id_].tense)] = True
            elif isinstance(value, bool):
                truths |= dict.fromkeys(_facts_of(leaf, name, value), value)
            elif not isinstance(leaf, Has) and isinstance(value, int | float):
                amounts |= dict.fromkeys(_amounts_of(leaf, name), Amount(value, leaf.bounds.unit))
    return Patient(amounts, truths, answers)


def _amounts_of(leaf: Compare | Window, name: str) -> Iterator[str]:
    if isinstance(leaf, Compare):
        ending = "_uln" if leaf.bounds.unit == "xULN" else "_pct"
        bare = name.removesuffix(ending)
        if _ours(bare) == leaf.subject and name.endswith("_uln") == (ending == "_uln"):
            yield leaf.subject
        return
    for clock, timed in _clocks(name):
        if clock is leaf.clock and _ours(timed) == leaf.subject:
            yield clock_key(clock, leaf.subject)


def _clocks(name: str) -> Iterator[tuple[Clock, str]]:
    for ending, clock in (("_stable", Clock.STABLE), ("_duration", Clock.DURATION)):
        if name.endswith(ending):
            yield clock, name.removesuffix(ending)
    if name.startswith("since_"):
        yield Clock.SINCE, name.removeprefix("since_")


def _facts_of(leaf: Compare | Window | Has, name: str, value: bool) -> Iterator[str]:
    """A thing that is said not to be was never, where the sentence asks when it was."""
    if isinstance(leaf, Window):
        if _ours(name) == leaf.subject and not value:
            yield fact_key(leaf.subject, Tense.EVER)
    elif isinstance(leaf, Has):
        tense = next((t for prefix, t in PREFIXES.items() if name.startswith(prefix)), leaf.tense)
        bare = next((name.removeprefix(p) for p in PREFIXES if name.startswith(p)), name)
        if leaf.id in (_ours(bare), _ours(name)):
            yield fact_key(leaf.id, tense if _ours(name) != leaf.id else leaf.tense)


def _ours(name: str) -> str:
    if name.startswith("allergy_"):
        return f"hypersensitivity_{_ours(name.removeprefix('allergy_'))}"
    for prefix in BARE:
        name = name.removeprefix(prefix)
    return NAMES.get(name, name.lower())


STEM = 5
# Words that a sentence has and the name of its fact leaves out, or the other way round.
SMALL = word_set(
    """
    a an the of to in on at by for with is are be been being any has have had having who which
    patient patients subject subjects participant participants person individual individuals
    those known history hx evidence diagnosis presence prior previous current currently screening
    baseline before study enrollment enrolment entry test positive found with their
    """
)


def _is_the_same(name: str, text: str) -> bool:
    """Whether a fact is called by all the words of a sentence that say something, and no other."""
    said = {word[:STEM] for word in wording(text).split() if word not in SMALL}
    named = {word[:STEM] for word in fold(name).split("_") if word not in SMALL}
    return bool(said) and said == named


def _narrowed(name: str, text: str, named: Mapping[str, Has]) -> str | None:
    """The thing that a fact names with the words that narrow it: `renal_disease_severe`."""
    said = {word[:STEM] for word in wording(text).split()}
    for id_ in named:
        bare = name.removeprefix("hx_")
        rest = bare.removeprefix(f"{id_}_")
        if rest != bare and all(word[:STEM] in said for word in rest.split("_")):
            return id_
    return None


if __name__ == "__main__":
    main(Path(sys.argv[1]))
