"""Of which forms it may be said that they are rarely studied."""

from vigie.knowledge.loading import load_knowledge
from vigie.workflows.shortlist import specific_forms

FORMS = load_knowledge().profile.forms


def test_the_family_and_what_accompanies_a_form_are_not_forms_that_are_rarely_studied() -> None:
    named = specific_forms(FORMS)
    assert named.isdisjoint({"iim", "ild"})
    assert {"ibm", "imnm", "asys", "om", "adm"} <= named


def test_a_form_that_others_belong_to_is_one_all_the_same() -> None:
    assert "dm" in specific_forms(FORMS)


def test_a_disease_of_one_form_has_that_one() -> None:
    alone = FORMS[0].model_copy(update={"id": "alone", "parent": None})
    assert specific_forms([alone]) == {"alone"}
