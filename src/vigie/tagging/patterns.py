"""What the curated files give to search for: terms, names of forms, treatments, antibodies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from vigie.knowledge.models import Knowledge, Names, Profile, Treatment
from vigie.tagging.folding import fold
from vigie.tagging.matching import Pattern

EXCLUSION = "exclusion"
LOOK_ALIKE = "look_alike"


def patterns(knowledge: Knowledge) -> tuple[Pattern, ...]:
    """Every pattern of a disease's curated files."""
    return (
        *_of_terms(knowledge),
        *_of_profile(knowledge.profile),
        *_of_treatments(knowledge.treatments),
        *_of_antibodies(knowledge),
    )


def _of_terms(knowledge: Knowledge) -> Iterator[Pattern]:
    for term in (*knowledge.terms, *knowledge.publication_terms):
        yield Pattern(term.term, term.facet, term.concept, "term", term.polarity)


def _of_profile(profile: Profile) -> Iterator[Pattern]:
    for form in profile.forms:
        for words in _both(form.names):
            yield Pattern(words, "form", form.id, "name")
    for other in profile.look_alikes:
        for words in _both(other.names):
            yield Pattern(words, "form", other.id, LOOK_ALIKE, "against")


def _of_treatments(treatments: Iterable[Treatment]) -> Iterator[Pattern]:
    """Names, brands and codes.

    A name that several treatments bear is that of the one which is called so (ruxolitinib,
    beside the ruxolitinib cream); where none or two are, it says neither.
    """
    owners: dict[str, set[str]] = defaultdict(set)
    called: dict[str, set[str]] = defaultdict(set)
    for treatment in treatments:
        for words in _both(treatment.names):
            called[fold(words).text].add(treatment.id)
        for words in _names_of(treatment):
            owners[words].add(treatment.id)
    for words, ids in owners.items():
        those = ids if len(ids) == 1 else called[fold(words).text]
        if len(those) == 1:
            (treatment_id,) = those
            yield Pattern(words, "treatment", treatment_id, f"treatment:{treatment_id}")


def _names_of(treatment: Treatment) -> Iterator[str]:
    yield treatment.inn
    yield from _both(treatment.names)
    yield from treatment.brands
    yield from treatment.codes
    yield from treatment.synonyms


def _of_antibodies(knowledge: Knowledge) -> Iterator[Pattern]:
    for antibody in knowledge.antibodies:
        for words in (*_both(antibody.names), *antibody.synonyms):
            yield Pattern(words, "population", "antibody_defined", f"antibody:{antibody.id}")


def _both(names: Names) -> tuple[str, str]:
    return names.fr.text, names.en.text
