"""Texts made comparable."""

from __future__ import annotations

from vigie.tagging.folding import fold


def test_a_folded_stretch_leads_back_to_the_words_as_printed():
    text = "La  Myosite à inclusions"
    folded = fold(text)
    start = folded.text.index("myosite a inclusions")
    first, last = folded.span(start, start + len("myosite a inclusions"))
    assert text[first:last] == "Myosite à inclusions"


def test_a_letter_written_with_a_separate_accent_is_kept_whole():
    text = "réfractaire\u0301 e\u0301"
    folded = fold(text)
    first, last = folded.span(0, len("refractaire"))
    assert text[first:last] == "réfractaire\u0301"


def test_a_ligature_is_two_letters():
    assert fold("Cœliaque").text == "coeliaque"


def test_an_empty_text_folds_to_nothing():
    assert fold("").text == ""
