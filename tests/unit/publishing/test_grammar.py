"""French and English nouns, names and dates at their edges."""

from __future__ import annotations

import pytest

from vigie.errors import VigieError
from vigie.knowledge.models import Noun
from vigie.publishing import grammar_en, grammar_fr
from vigie.records.dates import PartialDate


@pytest.mark.parametrize(
    "word",
    ["efgartigimod", "Égypte", "œdème", "hôpital", "HMGCR", "IL-2", "Yves", "iPSC", "«essai"],
)
def test_the_article_is_elided_before_a_vowel_or_a_mute_h(word: str) -> None:
    assert grammar_fr.elides(word)


@pytest.mark.parametrize(
    "word", ["FT819", "MSC-exos-P1", "hanche", "haut", "huit", "onze", "YTB323", "yaourt", "8", ""]
)
def test_the_article_is_whole_before_the_others(word: str) -> None:
    assert not grammar_fr.elides(word)


def test_a_noun_without_gender_cannot_take_an_article_that_needs_it() -> None:
    noun = Noun(text="nipocalimab")
    assert grammar_fr.say_noun(noun, "of") == "de nipocalimab"
    with pytest.raises(VigieError, match=r"nipocalimab.*gender"):
        grammar_fr.say_noun(noun, "le")


def test_an_elided_article_needs_no_gender() -> None:
    assert grammar_fr.say_noun(Noun(text="ALT-007"), "de") == "de l’ALT-007"


def test_names_used_bare_take_no_article() -> None:
    cuba = Noun(text="Cuba", gender="f", takes_article=False)
    said = [grammar_fr.say_noun(cuba, form) for form in ("le", "de", "a", "of")]
    assert said == ["Cuba", "de Cuba", "à Cuba", "de Cuba"]


@pytest.mark.parametrize(
    ("name", "form", "said"),
    [
        ("Le Havre", "of", "du Havre"),
        ("Les Ulis", "a", "aux Ulis"),
        ("La Rochelle", "a", "à La Rochelle"),
        ("Abcuro", "de", "d’Abcuro"),
        ("Centre de référence", "le", "le Centre de référence"),
        ("Oslo University Hospital", "le", "l’Oslo University Hospital"),
        ("Cleveland Clinic", "de", "de la Cleveland Clinic"),
    ],
)
def test_names_take_the_article_of_what_they_are(name: str, form: str, said: str) -> None:
    assert grammar_fr.say_name(name, form) == said


def test_a_name_cannot_take_an_indefinite_article() -> None:
    with pytest.raises(VigieError, match="Abcuro"):
        grammar_fr.say_name("Abcuro", "un")


@pytest.mark.parametrize(
    ("date", "form", "fr", "en"),
    [
        (PartialDate(2025, 8, 1), "in", "le 1er août 2025", "on 1 August 2025"),
        (PartialDate(2025, 8), "a", "au mois d’août 2025", "as of August 2025"),
        (PartialDate(2025), "a", "en 2025", "as of 2025"),
        (PartialDate(2025, 10), "of", "d’octobre 2025", "of October 2025"),
        (PartialDate(2025, 5, 17), "of", "du 17 mai 2025", "of 17 May 2025"),
        (PartialDate(2025, 2, 3), "short", "3 fév. 2025", "3 Feb. 2025"),
    ],
)
def test_dates_answer_the_question_asked(date: PartialDate, form: str, fr: str, en: str) -> None:
    assert grammar_fr.say_date(date, form) == fr
    assert grammar_en.say_date(date, form) == en


@pytest.mark.parametrize("word", ["antibody", "hour", "FT819", "MSC", "IBM"])
def test_english_says_an_before_a_vowel_sound(word: str) -> None:
    assert grammar_en.takes_an(word)


@pytest.mark.parametrize("word", ["trial", "UCAR-T", "European", "one-year", "unit", "hospital"])
def test_english_says_a_before_the_others(word: str) -> None:
    assert not grammar_en.takes_an(word)


def test_small_numbers_of_things_are_in_letters() -> None:
    assert [grammar_fr.say_small(n) for n in (0, 1, 10, 11, 2.5)] == [
        "aucun", "un", "dix", None, None,
    ]  # fmt: skip
    assert grammar_fr.say_small(1, is_feminine=True) == "une"
    assert [grammar_en.say_small(n) for n in (0, 3, 12)] == ["no", "three", None]
