"""The voice: slots, plurals, emphasis, figures, and what it refuses to say."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from vigie.analyses.figures import Count, Share, Stated, Summary
from vigie.errors import VigieError
from vigie.knowledge.loading import load_knowledge
from vigie.knowledge.models import Knowledge, Texts
from vigie.knowledge.nouns import CountryNoun, TreatmentNoun
from vigie.publishing.document import Linked, Prose, Run, Target, Verbatim
from vigie.publishing.words import Voice
from vigie.records.entries import Measured
from vigie.records.ids import RecordId, RecordRef
from vigie.records.message import Message

REF = RecordRef(RecordId("digest", "2025/bird"), "0123456789ab")
LABEL = Message("common.say")


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def _fr(knowledge: Knowledge, text: str | dict[str, str], **slots: Any) -> tuple[Run, ...]:
    said = knowledge.model_copy(update={"messages": {"fr": {"a.b": text}, "en": {}}})
    return Voice(said, "fr").say(Message.of("a.b", **slots))


def _text(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


def test_a_missing_sentence_names_its_key_and_its_file(knowledge: Knowledge) -> None:
    with pytest.raises(VigieError, match=r"card\.nowhere.*curated/messages/fr/card\.yaml"):
        Voice(knowledge, "fr").say(Message("card.nowhere"))


@pytest.mark.parametrize("value", [None, True, object()])
def test_what_cannot_be_said_is_refused_not_left_blank(knowledge: Knowledge, value: Any) -> None:
    with pytest.raises(VigieError):
        _fr(knowledge, "{x}", x=value)


def test_a_slot_that_is_not_given_is_named(knowledge: Knowledge) -> None:
    with pytest.raises(VigieError, match=r"\{lieu\}.*a\.b.*Given: age"):
        _fr(knowledge, "À {lieu}.", age=3)


def test_unknown_names_offer_near_ones(knowledge: Knowledge) -> None:
    with pytest.raises(VigieError, match="baricitinib"):
        _fr(knowledge, "{x:le}", x=TreatmentNoun("baricitinip"))
    with pytest.raises(VigieError, match=r"countries\.csv"):
        _fr(knowledge, "{x:in}", x=CountryNoun("Narnia"))


@pytest.mark.parametrize("text", ["Une {accolade", "Une {Majuscule}", "**gras", "{x:}"])
def test_a_sentence_badly_written_is_refused(knowledge: Knowledge, text: str) -> None:
    with pytest.raises(VigieError):
        _fr(knowledge, text, x=1)


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "aucune"),
        (1, "1 étude"),
        (1.5, "1,5 étude"),
        (2, "2 études"),
        (10**6, "1\u202f000\u202f000 études"),
    ],
)
def test_plurals_are_those_of_the_language(knowledge: Knowledge, n: float, said: str) -> None:
    plural = {"by": "n", "zero": "aucune", "one": "{n} étude", "other": "{n} études"}
    assert _text(_fr(knowledge, plural, n=n)) == said


def test_a_plural_may_follow_a_noun_or_a_list(knowledge: Knowledge) -> None:
    plural = {"by": "x", "one": "{x:le} agit", "other": "{x:le} agissent"}
    one, many = TreatmentNoun("baricitinib"), TreatmentNoun("immunoglobulins_iv")
    assert _text(_fr(knowledge, plural, x=one)) == "le baricitinib agit"
    assert _text(_fr(knowledge, plural, x=(one,))) == "le baricitinib agit"
    assert _text(_fr(knowledge, plural, x=many)).endswith("agissent")
    assert _text(_fr(knowledge, plural, x=(one, one))).endswith("agissent")


def test_emphasis_comes_from_sentences_never_from_values(knowledge: Knowledge) -> None:
    runs = _fr(knowledge, "**Gras** et *penché* : {x}", x="**non**")
    assert [(run.text, run.is_strong, run.is_emphasis) for run in runs] == [
        ("Gras", True, False),
        (" et ", False, False),
        ("penché", False, True),
        ("\u00a0: **non**", False, False),
    ]


def test_a_slot_inside_emphasis_is_emphasised(knowledge: Knowledge) -> None:
    assert _fr(knowledge, "**{x}**", x="oui") == (Run("oui", is_strong=True),)


def test_words_of_a_record_keep_their_language_and_their_spaces(knowledge: Knowledge) -> None:
    runs = _fr(knowledge, "Titre : {x}", x=Verbatim("Who's in ?"))
    assert runs == (Run("Titre\u00a0: "), Run("Who's in ?", language="en"))


def test_links_reach_every_run_of_what_they_hold(knowledge: Knowledge) -> None:
    target = Target("record", "digest-2025-bird")
    inner = Prose(Texts(fr="essai **{x}**", en="trial **{x}**"), (("x", "BIRD"),))
    assert _fr(knowledge, "{x}", x=Linked(inner, target)) == (
        Run("essai ", target=target),
        Run("BIRD", target=target, is_strong=True),
    )


def _count(values: int) -> Count:
    return Count(key="ibm.studies", label=LABEL, definition=LABEL, evidence=(REF,) * values)


def test_a_counted_figure_opens_its_evidence(knowledge: Knowledge) -> None:
    target = Target("evidence", "ibm.studies")
    assert _fr(knowledge, "{n}", n=_count(3)) == (Run("3", target=target, figure="counted"),)


def test_a_stated_figure_does_not_look_counted(knowledge: Knowledge) -> None:
    stated = Stated(
        key="car_t.trials", label=LABEL, definition=LABEL, figure=Measured("n", (29,)),
        ref=REF, source=REF.record, places=(), on=date(2025, 5, 17),
    )  # fmt: skip
    (run,) = _fr(knowledge, "{n}", n=stated)
    assert (run.text, run.figure, run.target) == (
        "29",
        "stated",
        Target("evidence", "car_t.trials"),
    )


def test_a_share_is_a_percentage_and_a_share_of_nothing_is_said(knowledge: Knowledge) -> None:
    share = Share(key="s", label=LABEL, definition=LABEL, part=_count(1), whole=_count(3))
    none = Share(key="s", label=LABEL, definition=LABEL, part=_count(0), whole=_count(0))
    fr, en = Voice(knowledge, "fr"), Voice(knowledge, "en")
    assert fr.text(Message.of("common.say", x=share)) == "33\u00a0%"
    assert en.text(Message.of("common.say", x=share)) == "33%"
    assert fr.text(Message.of("common.say", x=none)) == "non calculable"


def test_a_summary_is_said_with_its_decimals(knowledge: Knowledge) -> None:
    summary = Summary(
        key="m", label=LABEL, definition=LABEL, statistic="median",
        evidence=((REF, 1200.0), (REF, 1201.0)),
    )  # fmt: skip
    assert _text(_fr(knowledge, "{n}", n=summary)) == "1\u202f200,5"


def test_a_unit_is_said_when_it_is_asked_for(knowledge: Knowledge) -> None:
    measured = Measured("k", (6, 12), "months", "to")
    prose = Prose(Texts(fr="{x:unit}", en="{x:unit}"), (("x", measured),))
    assert Voice(knowledge, "fr").text(prose) == "6 à 12\u00a0mois"
    assert Voice(knowledge, "en").text(prose) == "6 to 12 months"


def test_three_values_are_said_as_a_list(knowledge: Knowledge) -> None:
    measured = Measured("k", (41, 27, 64), "percent", "and")
    prose = Prose(Texts(fr="{x}", en="{x}"), (("x", measured),))
    assert Voice(knowledge, "fr").text(prose) == "41\u00a0%, 27\u00a0% et 64\u00a0%"
    assert Voice(knowledge, "en").text(prose) == "41%, 27% and 64%"


@pytest.mark.parametrize(
    ("measured", "french", "english"),
    [
        (("years", (1,)), "1 an", "1 year"),
        (("studies", (0,)), "0 étude", "0 studies"),
        (("people", (1000,), None, "nearly"), "près de 1 000 personnes", "nearly 1,000 people"),
        (("year", (2010, 2022), "to"), "2010 à 2022", "2010 to 2022"),
        (
            ("one_in", (4,), None, "nearly"),
            "près d’une personne sur quatre",
            "nearly one person in four",
        ),
        (
            ("one_in", (7000,), None, "about"),
            "environ une personne sur 7 000",
            "about one person in 7,000",
        ),
        (("points", (-18.8,)), "\N{MINUS SIGN}18,8 points", "\N{MINUS SIGN}18.8 points"),
        (("percent", (80, 81, 78), "versus"), "80 %, 81 % et 78 %", "80%, 81% and 78%"),
    ],
)
def test_a_unit_agrees_with_its_number(
    knowledge: Knowledge, measured: tuple[Any, ...], french: str, english: str
) -> None:
    unit, values, *rest = measured
    value = Measured("k", values, unit, *rest)
    prose = Prose(Texts(fr="{x:unit}", en="{x:unit}"), (("x", value),))
    said = Voice(knowledge, "fr").text(prose)
    assert said.replace("\u00a0", " ").replace("\u202f", " ") == french
    assert Voice(knowledge, "en").text(prose) == english


def test_neighbouring_runs_that_look_alike_are_one(knowledge: Knowledge) -> None:
    assert _fr(knowledge, "a {x} b {y}", x="1", y=2) == (Run("a 1 b 2"),)


def test_a_part_left_out_takes_its_space_with_it(knowledge: Knowledge) -> None:
    assert _text(_fr(knowledge, "Essai {x} {y}, {z}.", x="BIRD", y="", z="")) == "Essai BIRD,."
    assert _text(_fr(knowledge, "{x} essai", x="")) == "essai"
