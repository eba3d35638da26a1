"""Each curated term says its concept in its example, and not in its counter-example."""

from __future__ import annotations

import pytest

from vigie.knowledge.loading import load_knowledge
from vigie.knowledge.models import Knowledge, Term
from vigie.tagging.folding import fold
from vigie.tagging.patterns import EXCLUSION
from vigie.tagging.tagger import Tagger

CODED = ("class", "approach", "modality", "target", "design", "population")


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="module")
def tagger(knowledge: Knowledge) -> Tagger:
    return Tagger(knowledge)


@pytest.fixture(scope="module")
def terms(knowledge: Knowledge) -> tuple[Term, ...]:
    """The words of the disease, and those of publications on any disease."""
    return (*knowledge.terms, *knowledge.publication_terms)


def where(term: Term) -> str:
    file, line = term.place
    return f"{file}:{line}: {term.term!r} as {term.facet} {term.concept}"


def says(tagger: Tagger, text: str, term: Term) -> bool:
    return any(
        (tag.facet, tag.concept) == (term.facet, term.concept) for tag in tagger.tags_of_text(text)
    )


def test_an_example_holds_its_term(terms):
    missing = [where(t) for t in terms if fold(t.term).text not in fold(t.example).text]
    assert not missing, "Write the term in its example."


def test_an_example_says_the_concept_and_a_look_alike_does_not(terms, tagger):
    wrong = [
        where(term)
        for term in terms
        if term.facet != EXCLUSION and says(tagger, term.example, term) != (term.polarity == "for")
    ]
    assert not wrong, "Correct the example, or add a term that stands against the wrong reading."


def test_a_counter_example_does_not_say_the_concept_and_a_look_alikes_does(terms, tagger):
    wrong = [
        where(term)
        for term in terms
        if term.facet != EXCLUSION
        and says(tagger, term.counter_example, term) == (term.polarity == "for")
    ]
    assert not wrong, "Correct the counter-example, or narrow the term."


def test_every_term_has_a_counter_example(terms):
    assert [where(term) for term in terms if not term.counter_example] == []


def test_what_follows_an_exclusion_is_not_said(knowledge, tagger):
    cues = [term for term in knowledge.terms if term.facet == EXCLUSION]
    wrong = [
        where(cue)
        for cue in cues
        if {
            tag.concept
            for tag in tagger.tags_of_text(f"{cue.term} dermatomyositis")
            if tag.facet == "form"
        }
    ]
    assert cues
    assert not wrong


def test_every_form_has_terms_in_both_languages(knowledge):
    spoken = {
        (term.concept, term.language)
        for term in knowledge.terms
        if (term.facet, term.polarity) == ("form", "for")
    }
    wanted = {(form.id, language) for form in knowledge.profile.forms for language in ("fr", "en")}
    assert wanted - spoken == set()


def test_a_term_names_a_concept_that_exists(knowledge):
    known = {("form", form.id) for form in knowledge.profile.forms}
    known |= {("class", row.id) for row in knowledge.treatment_classes}
    for facet in CODED:
        known |= {(facet, code.code) for code in knowledge.vocabularies.get(facet, ())}
    unknown = {
        where(term)
        for term in knowledge.terms
        if term.facet != EXCLUSION and (term.facet, term.concept) not in known
    }
    assert unknown == set()


def test_no_term_stands_twice(knowledge):
    rows = [(t.term, t.facet, t.concept, t.polarity) for t in knowledge.terms]
    assert len(rows) == len(set(rows))
