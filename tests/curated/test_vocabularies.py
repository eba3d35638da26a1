"""The words of closed lists, and how French says countries."""

import re
from itertools import chain

import pytest

from vigie.knowledge.loading import load_knowledge
from vigie.knowledge.models import Code, Country

KNOWLEDGE = load_knowledge()
CODES = [
    pytest.param(code, id=f"{name}-{code.code}")
    for name, codes in KNOWLEDGE.vocabularies.items()
    for code in codes
]
COUNTRIES = [pytest.param(country, id=country.name) for country in KNOWLEDGE.countries]
_VOWEL = re.compile(r"[aeiouyéèêîœæâAEIOUÉÈÊÎŒÆÂ]")


@pytest.mark.parametrize("code", CODES)
def test_a_meaning_is_one_plain_sentence_in_each_language(code: Code) -> None:
    for text in (code.meaning.fr, code.meaning.en) if code.meaning else ():
        assert text[0].isupper(), f"{code.place}: begin {text!r} with a capital."
        assert text.endswith("."), f"{code.place}: end {text!r} with a full stop."
        assert len(text) <= 160, f"{code.place}: shorten {text!r}."


@pytest.mark.parametrize("name", ["phase", "recruitment", "study_type", "approach", "population"])
def test_a_reader_is_told_what_each_badge_means(name: str) -> None:
    silent = [code.code for code in KNOWLEDGE.vocabularies[name] if code.meaning is None]
    assert not silent, f"Give a meaning to {silent} in {name}.csv."


def test_phases_say_what_they_are_for_in_the_digests_words() -> None:
    said = {code.code: code.meaning.fr for code in KNOWLEDGE.vocabularies["phase"] if code.meaning}
    assert said["1"].startswith("Tolérance")
    assert said["2"].startswith("Effet et dose")
    assert said["3"].startswith("Efficacité")
    assert said["4"].startswith("Pharmacovigilance")


def test_recruitment_reads_on_before_a_date() -> None:
    for code in KNOWLEDGE.vocabularies["recruitment"]:
        assert code.long.fr == code.long.fr.lower(), "it stands inside a sentence"
        assert not code.long.fr.endswith((".", ",")), "« au 17 mai 2025 » follows"


@pytest.mark.parametrize("country", COUNTRIES)
def test_in_and_of_a_country_agree(country: Country) -> None:
    preposition, of = country.fr_in.split(" ")[0], country.fr_of
    assert country.fr_in == f"{preposition} {country.fr}"
    article = {"au": "du ", "aux": "des "}.get(preposition)
    if article is not None:
        assert of == article + country.fr
    elif _VOWEL.match(country.fr):
        assert of == f"d’{country.fr}"
    else:
        assert of == f"de {country.fr}"
        assert preposition in {"en", "à"}


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_vowel_takes_en_and_a_plural_aux(country: Country) -> None:
    preposition = country.fr_in.split(" ")[0]
    if country.fr_of.startswith("des "):
        assert preposition == "aux"
    elif _VOWEL.match(country.fr):
        assert preposition == "en"


def test_countries_are_found_by_each_name_that_registries_use() -> None:
    names = set(chain.from_iterable((c.name, *c.aliases) for c in KNOWLEDGE.countries))
    assert {"Turkey (Türkiye)", "Korea, Republic of", "South Korea", "Czech Republic"} <= names


def test_continents_are_six_words() -> None:
    assert {country.continent for country in KNOWLEDGE.countries} <= {
        "africa", "asia", "europe", "north_america", "oceania", "south_america",
    }  # fmt: skip
