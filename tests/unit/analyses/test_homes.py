"""One chapter shows each record."""

from __future__ import annotations

from vigie.analyses.chapters import home, scope_of_chapter, studies_at_home
from vigie.analyses.landscape import studies_in
from vigie.knowledge.models import Chapter, Texts

CELLS = Chapter(id="cells", title=Texts(fr="C", en="c"), concepts={"modality": ("car_t",)})
IBM = Chapter(id="ibm", title=Texts(fr="I", en="i"), forms=("ibm",))
DM = Chapter(id="dm", title=Texts(fr="D", en="d"), forms=("dm", "jdm"))
SEVERAL = Chapter(id="several", title=Texts(fr="P", en="s"), forms=("iim",), takes_shared=True)
CHAPTERS = (CELLS, IBM, DM, SEVERAL)


def home_of(corpus):
    return home(corpus.trials[0], corpus, CHAPTERS)


def test_a_study_stands_where_its_source_prints_it(corpus_of, study):
    corpus = corpus_of((study("a", section="dm"), "form=ibm modality=car_t"))
    assert home_of(corpus) == "dm"


def test_a_study_without_a_section_stands_with_its_form_or_its_treatment(corpus_of, study):
    assert home_of(corpus_of((study("a"), "form=ibm"))) == "ibm"
    assert home_of(corpus_of((study("a"), "form=ibm modality=car_t"))) == "cells"


def test_a_study_of_two_chapters_stands_with_the_shared_ones(corpus_of, study):
    assert home_of(corpus_of((study("a"), "form=ibm form=dm"))) == "several"
    assert home_of(corpus_of((study("a"), "form=dm form=jdm"))) == "dm"


def test_a_study_of_no_chapter_stands_in_none(corpus_of, study):
    assert home_of(corpus_of((study("a"), "form=om"))) is None


def test_the_scope_of_a_kind_of_treatment_leaves_other_diseases_out(corpus_of, study, keys):
    corpus = corpus_of(
        (study("a"), "modality=car_t form=dm"),
        (study("b", other_conditions=("lupus",)), "modality=car_t"),
        (study("c"), "modality=car_nk_allo form=dm"),
    )
    scope = scope_of_chapter(CELLS, CHAPTERS)
    assert keys(held.ref for held in studies_in(corpus, scope)) == ["a"]


def test_the_shared_scope_has_what_joins_forms_of_two_chapters(corpus_of, study, keys):
    corpus = corpus_of(
        (study("a"), "form=ibm form=dm"), (study("b"), "form=dm form=jdm"), (study("c"), "form=iim")
    )
    scope = scope_of_chapter(SEVERAL, CHAPTERS)
    assert keys(held.ref for held in studies_in(corpus, scope)) == ["a", "c"]
    at_home = studies_at_home(corpus, SEVERAL, CHAPTERS)
    assert keys(held.ref for held in at_home) == ["a", "c"]
