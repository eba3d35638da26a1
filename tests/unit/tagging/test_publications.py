"""What a publication is about and what kind it is. Every publication here is made up."""

from __future__ import annotations

from datetime import date

import pytest

from vigie.knowledge.loading import load_knowledge
from vigie.records.corpus import Held
from vigie.records.entries import AbstractPart, Article, Tie
from vigie.records.ids import RecordId, RecordRef
from vigie.tagging.tagger import Tagger


@pytest.fixture(scope="module")
def tagged():
    tagger = Tagger(load_knowledge())

    def of(facet, abstract="", **fields):
        parts = (AbstractPart(abstract),) if abstract else ()
        article = Article(id=RecordId("pubmed", "1"), abstract=parts, **fields)
        ref = RecordRef(article.id, "0123456789ab")
        held = Held(ref=ref, version_on=date(2025, 1, 1), url="", entry=article)
        return [tag for tag in tagger.tags(held) if tag.facet == facet]

    return of


@pytest.fixture(scope="module")
def concepts(tagged):
    def of(facet, abstract="", **fields):
        return {tag.concept for tag in tagged(facet, abstract, **fields)}

    return of


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Swallowing in inclusion body myositis"},
        {"title": "Swallowing", "subject_headings": ("Deglutition", "Myositis, Inclusion Body")},
        {"title": "Swallowing", "keywords": ("inclusion body myositis",)},
    ],
)
def test_title_headings_and_key_words_say_what_a_publication_is_about(concepts, fields):
    assert "ibm" in concepts("form", **fields)
    assert concepts("mention", **fields) == set()


def test_an_abstract_that_merely_mentions_a_form_is_not_about_it(concepts):
    abstract = "We studied gait in 40 people. Two of them had dermatomyositis. All walked."
    assert concepts("form", abstract, title="Gait") == set()
    assert concepts("mention", abstract, title="Gait") == {"dm"}


def test_an_abstract_that_speaks_twice_of_a_form_is_about_it(concepts):
    abstract = "Dermatomyositis is rare. We followed 40 people. In dermatomyositis, gait was slow."
    assert concepts("form", abstract, title="Gait") == {"dm"}


def test_twice_in_one_sentence_is_one_mention(concepts):
    abstract = "We compared dermatomyositis with lupus and dermatomyositis with psoriasis."
    assert concepts("mention", abstract, title="Skin") == {"dm"}


def test_a_look_alike_in_the_title_is_no_form(concepts):
    assert concepts("form", title="Pyomyositis of the thigh in children") == set()


@pytest.mark.parametrize(
    ("types", "kind"),
    [
        (("Journal Article", "Randomized Controlled Trial"), "trial_report"),
        (("Journal Article", "Clinical Trial, Phase II"), "trial_report"),
        (("Clinical Trial Protocol", "Journal Article"), "protocol"),
        (("Case Reports", "Journal Article"), "case_series"),
        (("Journal Article", "Review"), "review"),
        (("Meta-Analysis", "Randomized Controlled Trial"), "review"),
        (("Practice Guideline", "Review"), "guideline"),
        (("Observational Study",), "cohort"),
        (("Letter", "Comment"), "opinion"),
        (("Letter", "Case Reports"), "case_series"),
        (("Retraction of Publication",), "notice"),
        (("Journal Article",), "other"),
    ],
)
def test_the_types_that_pubmed_gives_decide_the_kind(concepts, types, kind):
    assert concepts("publication", title="Muscle", publication_types=types) == {kind}


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Exercise in myositis: protocol for a randomised controlled trial", "protocol"),
        ("Myositis: a systematic review of cohort studies", "review"),
        ("A phase 2 trial of a drug in dermatomyositis", "trial_report"),
        ("Lung disease in myositis: a retrospective cohort", "cohort"),
        ("Rituximab in refractory myositis: a case series", "case_series"),
        ("Recommendations for the care of juvenile dermatomyositis", "guideline"),
        ("Interferon in a mouse model of myositis", "preclinical"),
    ],
)
def test_words_decide_where_the_types_do_not(concepts, title, kind):
    assert concepts("publication", title=title, publication_types=("Journal Article",)) == {kind}


def test_animals_without_people_are_work_of_the_laboratory(concepts):
    animals = {"subject_headings": ("Animals", "Mice"), "publication_types": ("Journal Article",)}
    both = {"subject_headings": ("Animals", "Humans"), "publication_types": ("Journal Article",)}
    assert concepts("publication", title="Muscle", **animals) == {"preclinical"}
    assert concepts("publication", title="Muscle", **both) == {"other"}


def test_a_citation_that_says_no_kind_has_none(concepts):
    assert concepts("publication", title="Muscle") == set()


@pytest.mark.parametrize(
    ("title", "theme"),
    [
        ("Quality of life in inclusion body myositis", "quality_of_life"),
        ("Mortality of antisynthetase syndrome", "prognosis"),
        ("Resistance training in myositis", "exercise"),
        ("Anti-Jo-1 autoantibodies and lung disease", "antibodies"),
        ("Magnetic resonance imaging of the thigh in myositis", "diagnosis"),
        ("A genome-wide association of dermatomyositis", "causes"),
        ("Incidence of myositis in Norway", "epidemiology"),
        ("Efficacy of immunoglobulins in dermatomyositis", "treatment"),
    ],
)
def test_the_title_says_what_a_publication_is_on(concepts, title, theme):
    assert theme in concepts("theme", title=title)


def test_the_abstract_says_the_theme_only_where_nothing_else_does(concepts):
    abstract = "Fatigue was measured."
    assert concepts("theme", abstract, title="Myositis in daily words") == {"quality_of_life"}
    assert concepts("theme", abstract, title="Incidence of myositis") == {"epidemiology"}


@pytest.mark.parametrize(
    ("tie", "notice"),
    [
        ("retracted_by", {"retracted"}),
        ("corrected_by", {"corrected"}),
        ("concern_in", {"concern"}),
        ("correction_of", set()),
        ("commented_by", set()),
    ],
)
def test_what_was_said_since_is_a_tag_of_its_own(concepts, tie, notice):
    assert concepts("notice", title="Muscle", ties=(Tie(tie, "J. 2025", "9"),)) == notice


def test_each_tag_stands_on_the_words_that_decided(tagged):
    (tag,) = tagged("publication", title="Lung disease in myositis: a retrospective cohort")
    assert (tag.field, tag.words) == ("title", "retrospective cohort")
