"""Spaces that do not break, and text from outside made inert."""

from __future__ import annotations

import pytest

from vigie.publishing.typography import capitalised, inert, set_french, uncapitalised


@pytest.mark.parametrize(
    ("written", "set_"),
    [
        ("Vrai ?", "Vrai\u202f?"),
        ("Vrai ; faux !", "Vrai\u202f; faux\u202f!"),
        ("Source : « ici »", "Source\u00a0: «\u00a0ici\u00a0»"),
        ("18 ans, 2 mois, 5 mg/kg, 40 %", "18\u00a0ans, 2\u00a0mois, 5\u00a0mg/kg, 40\u00a0%"),
        ("le 1er mars et le 17 mai", "le 1er\u00a0mars et le 17\u00a0mai"),
        ("(page 12 de la brochure)", "(page\u00a012 de la brochure)"),
        ("p. 16, phase II, n° 3", "p.\u00a016, phase\u00a0II, n°\u00a03"),
        ("l'essai d'Abcuro", "l’essai d’Abcuro"),
        ("https://example.org/a?b", "https://example.org/a?b"),
        ("12 participants", "12 participants"),
    ],
)
def test_french_spaces_are_those_of_printers(written: str, set_: str) -> None:
    assert set_french(written) == set_


def test_setting_never_changes_the_length() -> None:
    text = "Où ? « L'âge : 18 ans ; 40 % ! » p. 3"
    assert len(set_french(text)) == len(text)


def test_text_from_outside_stands_on_one_line() -> None:
    assert inert("  a\r\n b\tc\u2028d ") == "a b c d"


@pytest.mark.parametrize("char", ["\u202e", "\u2066", "\u200f", "\x00", "\x1b", "\x9f"])
def test_what_could_reorder_or_hide_text_is_shown_as_its_code(char: str) -> None:
    assert inert(f"a{char}b") == f"a[U+{ord(char):04X}]b"


def test_letters_of_any_script_stay() -> None:
    assert inert("essai β-地-עברית-é") == "essai β-地-עברית-é"


def test_names_keep_their_own_capitals() -> None:
    assert capitalised("iPSC") == "iPSC"
    assert capitalised("élan") == "Élan"
    assert uncapitalised("CAR-T") == "CAR-T"
    assert uncapitalised("Cellules CAR-T") == "cellules CAR-T"
