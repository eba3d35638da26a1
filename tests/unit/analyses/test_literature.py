"""What was published."""

from __future__ import annotations

from vigie.analyses.literature import articles, by_chapter, results
from vigie.knowledge.models import Chapter, Texts
from vigie.records.entries import Article, Place, Result
from vigie.records.ids import RecordId
from vigie.records.vocabulary import ResultKind

IBM = Chapter(id="ibm", title=Texts(fr="MI", en="IBM"), forms=("ibm",))
SEVERAL = Chapter(id="several", title=Texts(fr="Plusieurs", en="Several"), takes_shared=True)
CELLS = Chapter(
    id="cells", title=Texts(fr="Cellules", en="Cells"), concepts={"modality": ("car_t",)}
)
CHAPTERS = (CELLS, IBM, SEVERAL)


def article(key, section=None, line=None):
    places = (Place(1, line),) if line else ()
    return Article(id=RecordId("digest", f"2025/{key}"), section=section, places=places)


def result(key, line):
    place = Place(1, line)
    return Result(id=RecordId("digest", f"2025/{key}"), kind=ResultKind.CASE, places=(place,))


def names(held):
    return [one.ref.record.local.removeprefix("2025/") for one in held]


def test_an_article_is_of_the_chapter_that_prints_it(corpus_of):
    corpus = corpus_of((article("a", "ibm"), ""), (article("b", "several"), "form=ibm"))
    assert names(articles(corpus, IBM, CHAPTERS)) == ["a"]


def test_an_article_without_a_chapter_is_of_the_chapter_of_its_forms(corpus_of):
    corpus = corpus_of(
        (article("only"), "form=ibm"), (article("both"), "form=ibm form=dm"), (article("none"), "")
    )
    assert names(articles(corpus, IBM, CHAPTERS)) == ["only"]


def test_an_article_stands_in_one_chapter_whatever_it_is_about(corpus_of):
    corpus = corpus_of(
        (article("both"), "form=ibm form=dm"),
        (article("cells"), "form=ibm modality=car_t"),
        (article("none"), ""),
    )
    found = {chapter.id: names(articles(corpus, chapter, CHAPTERS)) for chapter in CHAPTERS}
    assert found == {"cells": ["cells"], "ibm": [], "several": ["both"]}


def test_articles_come_in_the_order_of_print_those_without_a_place_last(corpus_of):
    corpus = corpus_of(
        (article("a", "ibm"), ""), (article("b", "ibm", 9), ""), (article("c", "ibm", 2), "")
    )
    assert names(articles(corpus, IBM, CHAPTERS)) == ["c", "b", "a"]


def test_a_chapter_counts_its_articles_and_an_empty_one_is_left_out(corpus_of):
    corpus = corpus_of((article("a", "ibm"), ""))
    counts = by_chapter(corpus, (IBM, SEVERAL))
    assert {key: count.value for key, count in counts.items()} == {"ibm": 1}


def test_results_of_a_form_come_in_the_order_of_print(corpus_of):
    corpus = corpus_of(
        (result("late", 30), "form=ibm"),
        (result("early", 3), "form=ibm"),
        (result("other", 1), "form=dm"),
    )
    assert names(results(corpus, "ibm")) == ["early", "late"]
    assert names(results(corpus)) == ["other", "early", "late"]
