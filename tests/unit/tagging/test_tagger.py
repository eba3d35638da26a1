"""What a record is tagged with."""

from __future__ import annotations

from datetime import date

from vigie.records.corpus import Corpus
from vigie.records.dates import PartialDate
from vigie.records.entries import Article, Centres, Quantity, Result, Site, Trial
from vigie.records.ids import RecordId
from vigie.records.vocabulary import Control, Phase, Recruitment, ResultKind, StudyType

ID = RecordId("digest", "a")


def test_a_form_is_read_from_the_conditions(concepts):
    assert concepts("form", conditions=("inclusion body myositis",)) == {"ibm"}


def test_the_longest_name_wins(concepts):
    assert concepts("form", conditions=("juvenile dermatomyositis",)) == {"jdm"}


def test_accents_case_and_dashes_do_not_matter(concepts):
    assert concepts("form", conditions=("MYOSITE A INCLUSIONS",)) == {"ibm"}
    assert concepts("form", conditions=("Inclusion‐Body  Myositis",)) == {"ibm"}


def test_an_acronym_needs_its_capitals(concepts):
    assert concepts("form", conditions=("IBM",)) == {"ibm"}
    assert concepts("form", conditions=("ibm",)) == set()


def test_part_of_a_word_is_not_the_word(concepts):
    assert concepts("form", conditions=("pyomyositis",)) == set()


def test_a_look_alike_is_not_the_disease(concepts):
    assert concepts("form", conditions=("inclusion body myositis hereditary",)) == set()
    assert concepts("form", conditions=("myositis ossificans",)) == set()


def test_an_excluded_condition_never_counts(concepts):
    excluded = concepts(
        "form",
        conditions=("myositis",),
        conditions_excluded=("inclusion body myositis",),
        other_conditions=("overlap myositis",),
    )
    assert excluded == {"iim"}


def test_what_follows_except_never_counts(concepts):
    assert concepts("form", conditions=("myositis, except overlap myositis or IBM",)) == {"iim"}


def test_the_clause_after_an_exception_counts_again(concepts):
    said = concepts("form", conditions=("myositis except IBM", "dermatomyositis"))
    assert said == {"iim", "dm"}


def test_a_title_may_name_a_form_that_the_conditions_leave_wide(concepts):
    assert concepts("form", title="A study in IBM") == {"ibm"}
    assert concepts("form", title="A study in IBM", conditions=("myositis",)) == {"iim", "ibm"}


def test_a_title_names_a_treatment_only_where_no_intervention_does(concepts):
    assert concepts("treatment", title="A study of ulviprubart") == {"ulviprubart"}
    assert concepts("treatment", "KN5501", title="KN5501 after ulviprubart") == {"kn5501"}


def test_a_treatment_brings_what_is_known_of_it(concepts):
    assert concepts("treatment", "ABC008") == {"ulviprubart"}
    assert concepts("class", "ABC008") == {"anti_klrg1"}
    assert concepts("target", "ABC008") == {"klrg1"}
    assert concepts("modality", "ABC008") == {"mab"}
    assert concepts("approach", "ABC008") == {"pharmacology"}


def test_a_car_nk_is_not_a_car_t_even_where_the_source_prints_car_t(concepts):
    assert concepts("modality", "KN5501 / CAR-T", modality="CAR-T") == {"car_nk_allo"}
    assert concepts("class", "KN5501 / CAR-T") == {"car_nk"}


def test_words_say_the_modality_of_a_treatment_that_is_not_known(concepts):
    assert concepts("modality", "anti-CD19 CAR-T") == {"car_t"}


def test_a_code_in_the_field_of_the_modality_is_that_modality(concepts):
    assert concepts("modality", "new cells", modality="car_t_allo") == {"car_t_allo"}


def test_a_name_of_two_treatments_says_neither(concepts):
    assert concepts("treatment", "cream") == set()


def test_a_combined_phase_is_two_phases(concepts):
    assert concepts("phase", phases=(Phase.PHASE_2, Phase.PHASE_3)) == {"2", "3"}


def test_placebo_then_open_is_not_an_open_study(concepts):
    periods = (Control.PLACEBO, Control.OPEN)
    assert concepts("design", controls=periods) == {"placebo", "placebo_then_open"}


def test_an_open_study_from_the_start_is_open(concepts):
    assert concepts("design", controls=(Control.OPEN,)) == {"open"}
    assert concepts("design", controls=(Control.OPEN_EXTENSION,)) == {"open_extension"}


def test_an_observational_study_is_also_a_design(concepts):
    assert concepts("design", study_type=StudyType.REGISTRY) == {"registry"}
    assert concepts("study_type", study_type=StudyType.REGISTRY) == {"registry"}


def test_a_title_says_the_design_only_where_no_field_does(concepts):
    assert concepts("design", title="An open-label trial") == {"open"}
    assert concepts("design", title="An open-label trial", controls=(Control.SHAM,)) == {"sham"}


def test_a_place_is_france_abroad_both_or_outside_france(concepts):
    assert concepts("place", countries=("France",)) == {"france"}
    assert concepts("place", countries=("France",), is_abroad=True) == {"france_and_abroad"}
    assert concepts("place", countries=("Norway",)) == {"abroad"}
    assert concepts("place", countries=("Norway",), countries_ruled_out=("France",)) == {
        "outside_france"
    }


def test_centres_and_sites_name_a_country_too(concepts):
    assert concepts("place", sites=(Site("France"),)) == {"france"}
    assert concepts("place", centres=(Centres(Quantity(2), "France"),)) == {"france"}


def test_a_place_not_stated_is_not_tagged(concepts):
    assert concepts("place") == set()


def test_a_country_has_one_name(concepts):
    assert concepts("country", countries=("USA", "France")) == {"United States", "France"}


def test_a_country_ruled_out_is_not_a_country_of_the_study(concepts):
    assert concepts("country", countries_ruled_out=("France",)) == set()


def test_new_is_first_posted_within_the_window(concepts):
    assert concepts("novelty", first_posted=PartialDate(2024, 6, 2)) == {"new"}
    assert concepts("novelty", first_posted=PartialDate(2024, 6, 1)) == set()


def test_what_a_source_prints_as_new_counts_where_no_posting_is_known(concepts):
    assert concepts("novelty", is_marked_new=True) == {"new"}
    assert concepts("novelty", is_marked_new=False) == set()


def test_a_posting_date_wins_over_what_is_printed(concepts):
    old = PartialDate(2020)
    assert concepts("novelty", is_marked_new=True, first_posted=old) == set()


def test_the_ages_taken_say_adults_or_young_people(concepts):
    assert concepts("population", min_age_years=18) == {"adult"}
    assert concepts("population", min_age_years=16) == set()
    assert concepts("population", min_age_years=3, max_age_years=18) == {"juvenile"}


def test_children_and_adults_together_are_neither(concepts):
    assert concepts("population", population="children and adults") == set()


def test_an_antibody_defines_a_population(concepts):
    assert concepts("population", antibodies=("anti-HMGCR",)) == {"antibody_defined"}
    assert concepts("population", population="with anti-HMGCR") == {"antibody_defined"}


def test_recruitment_keeps_its_day(tagger, hold):
    trial = Trial(
        id=ID, recruitment=Recruitment.RECRUITING, recruitment_on=PartialDate(2025, 5, 17)
    )
    (tag,) = tagger.tags(hold(trial))
    assert (tag.concept, tag.words) == ("recruiting", "recruiting on 2025-05-17")


def test_a_tag_shows_its_words_its_field_and_its_rule(tagger, hold):
    trial = Trial(id=ID, conditions=("Adults with IBM",))
    tags = {tag.facet: tag for tag in tagger.tags(hold(trial))}
    form = tags["form"]
    assert (form.field, form.words, form.rule) == ("conditions", "IBM", "term")


def test_an_article_without_a_title_is_about_the_form_of_its_chapter(tagger, hold):
    (tag,) = tagger.tags(hold(Article(id=ID, section="ibm")))
    assert (tag.concept, tag.rule) == ("ibm", "section")


def test_an_article_with_a_title_is_about_what_the_title_says(tagger, hold):
    tags = tagger.tags(hold(Article(id=ID, section="ibm", title="JAK inhibitors in myositis")))
    assert {(tag.facet, tag.concept) for tag in tags} == {
        ("form", "iim"),
        ("class", "jak_inhibitor"),
    }


def test_a_result_is_about_its_conditions_and_its_treatment(tagger, hold):
    result = Result(
        id=ID, kind=ResultKind.TRIAL, conditions=("dermatomyositis",), treatment="ABC008"
    )
    said = {tag.concept for tag in tagger.tags(hold(result))}
    assert {"dm", "ulviprubart", "mab"} <= said


def test_tagging_a_corpus_keeps_its_records(tagger, hold):
    corpus = Corpus(day=date(2025, 5, 17), trials=(hold(Trial(id=ID, conditions=("IBM",))),))
    tagged = tagger.tag(corpus)
    assert tagged.trials == corpus.trials
    assert tagged.concepts(corpus.trials[0].ref, "form") == {"ibm"}
