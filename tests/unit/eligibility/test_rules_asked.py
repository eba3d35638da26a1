"""The rules that read a stretch, and the words they wait for."""

from __future__ import annotations

import pytest

from vigie.eligibility.building import trees
from vigie.eligibility.building.rules import INNER, OUTER, Rule
from vigie.eligibility.reading import read_line
from vigie.eligibility.words.lexicon import Lexicon, lexicon_of
from vigie.eligibility.words.polarity import Polarity
from vigie.knowledge.loading import load_knowledge

SENTENCES = (
    "Former rituximab patients: off it for 6 months",
    "The following washout period: rituximab 6 months, methotrexate 4 weeks",
    "Two or more of: dysphagia, stroke, angina",
    "Asthma; stroke; and weakness",
    "Stable for 8 weeks if on methotrexate",
    "Women of childbearing potential must use contraception",
    "Renal insufficiency, defined as creatinine > 2 mg/dL",
    "Active disease as evidenced by MMT-8 < 142",
    "DM: MMT-8 < 142",
    "Any background azathioprine unchanged for 8 weeks",
    "Treated with prednisone but without benefit",
    "Patients with stroke, patients with angina and those with asthma",
    "Malignancy except basal cell carcinoma, unless cured",
    "Vasculitis excluding giant cell arteritis, à l'exception de la goutte",
    "Antibodies such as Jo-1, e.g. PL-7, for example SRP",
    "Infections including tuberculosis, dont hepatitis",
    "Asthma requiring steroids or admission",
    "DM or PM by the Bohan and Peter criteria",
    "Stroke with weakness, PM sans asthme",
    "IBM et PM ou DM / IMNM",
)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return lexicon_of(load_knowledge())


@pytest.mark.parametrize("text", SENTENCES)
@pytest.mark.parametrize("section", list(Polarity))
def test_a_rule_that_waits_for_its_words_reads_as_if_it_were_always_asked(
    text: str, section: Polarity, lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = trees.tree_of(read_line(text, lexicon), section)
    monkeypatch.setattr(trees, "OUTER", tuple(Rule(rule.read) for rule in OUTER))
    monkeypatch.setattr(trees, "INNER", tuple(Rule(rule.read) for rule in INNER))
    assert trees.tree_of(read_line(text, lexicon), section) == waiting


def test_a_rule_is_not_asked_where_none_of_its_words_stands(
    lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def spy(*_: object) -> None:
        asked.append(1)

    monkeypatch.setattr(trees, "INNER", (Rule(spy, frozenset({"but"})), *INNER))
    trees.tree_of(read_line("Stroke or angina", lexicon), Polarity.EXCLUSION)
    assert not asked
    trees.tree_of(read_line("Stroke but no angina", lexicon), Polarity.EXCLUSION)
    assert asked
