"""What a study is called: as a title, as a subject, as a link inside a sentence."""

from __future__ import annotations

from typing import Any

from vigie.knowledge.nouns import ClassNoun, CountryNoun, NamedNoun
from vigie.publishing.compose.card_facts import Study
from vigie.publishing.document import Linked, Target, proper
from vigie.records.message import Message

_MANY_FORMS = 2
_FEW_PLACES = 2
_ABOUT_A_DISEASE = frozenset({"observational", "registry", "study"})


def title(study: Study) -> Message:
    """*Essai BIRD contre placebo*, *Étude MAIA*, *Étude de la myosite à Strasbourg (NCT…)*.

    A study without a name of its own adds its number, so that no two cards are called the same.
    """
    whole = Message.of("card.title.whole", title=bare_title(study))
    numbers = study.trial.registry_numbers
    if study.trial.acronym or not numbers or _called(study)[0] == "numbered":
        return whole
    return Message.of("edition.named", name=whole, number=proper(numbers[0]))


def bare_title(study: Study) -> Message:
    """The title without its capital."""
    key, slots = _called(study)
    if key == "known":
        return Message.of("card.title.known", **slots)
    if key != "about":
        slots["design"] = _design(study)
    return Message.of(f"card.title.{study.kind}.{key}", **slots)


def subject(study: Study) -> Message:
    """The study as the subject of a first sentence: *l’essai BIRD*, *cette étude*."""
    name = study.trial.acronym
    if name:
        return Message.of(f"card.subject.{study.kind}.named", name=name)
    return Message.of(f"card.subject.{study.kind}.alone")


def it(study: Study) -> Message:
    """The study in the next sentences: *l’essai*, *le registre*."""
    return Message.of(f"card.it.{study.kind}")


def of_it(study: Study) -> Message:
    """*De* the study, in the next sentences."""
    return Message.of(f"card.of_it.{study.kind}")


def link(study: Study) -> Linked:
    """The study inside a sentence, as a link to its page."""
    said = Message.of(f"card.linked.{study.kind}", title=bare_title(study))
    return Linked(said, Target("record", study.held.ref.record.slug))


def treatments(study: Study, form: str) -> Message:
    """What is studied, in a form (`le`, `de`); named as the source does where it is not known."""
    if study.treatments and not study.unnamed:
        is_family = form == "le" and all(isinstance(one, ClassNoun) for one in study.treatments)
        how = "some" if study.is_programme or is_family else "named"
        return Message.of(f"card.treatments.{form}.{how}", nouns=study.treatments)
    if study.unnamed:
        names = tuple(one.name for one in study.trial.interventions if not one.is_comparator)
        return Message.of(f"card.treatments.{form}.printed", names=names)
    return Message.of(f"card.treatments.{form}.unnamed")


def comparators(study: Study, form: str) -> Message | None:
    """What the treatment is compared with; None where it is not known."""
    if not study.comparators:
        return None
    return Message.of(f"card.treatments.{form}.named", nouns=study.comparators)


def _called(study: Study) -> tuple[str, dict[str, Any]]:
    trial = study.trial
    if trial.acronym:
        return "named", {"name": trial.acronym}
    if study.treatments or study.unnamed:
        return "of", {"treatments": treatments(study, "de")}
    name = _known_name(study)
    if name:
        return "known", {"name": name}
    if study.kind in _ABOUT_A_DISEASE and 0 < len(study.forms) <= _MANY_FORMS:
        return "about", {"forms": study.forms, "where": _where(study)}
    if trial.registry_numbers:
        return "numbered", {"number": trial.registry_numbers[0]}
    return "alone", {}


def _known_name(study: Study) -> NamedNoun | None:
    """The name that the curated files give to a study; not one that only repeats its number."""
    if study.described is None:
        return None
    name = study.described.names.en.text
    is_number = any(number in name for number in study.trial.registry_numbers)
    return None if is_number else NamedNoun(study.described.names)


def _where(study: Study) -> Message | str:
    """The towns of a study in the home country, or its countries, where they are few."""
    if 0 < len(study.towns) <= _FEW_PLACES:
        return Message.of("card.title.in_towns", towns=study.towns)
    countries = study.trial.countries
    if 0 < len(countries) <= _FEW_PLACES:
        nouns = tuple(CountryNoun(name) for name in countries)
        return Message.of("card.title.in_countries", countries=nouns)
    return ""


def _design(study: Study) -> Message | str:
    """How it compares; an extension, an observation and a registry say it by their name."""
    if study.design is None or study.kind not in {"trial", "study"}:
        return ""
    named = comparators(study, "bare") if study.design == "active" else None
    if named:
        return Message.of("card.title.design.active_named", comparators=named)
    return Message.of(f"card.title.design.{study.design}")
