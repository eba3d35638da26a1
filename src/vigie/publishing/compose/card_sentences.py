"""The sentences of a card: what is compared with what, in whom, where, how, by whom."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from vigie.analyses.consistency import is_misspelt
from vigie.knowledge.models import Knowledge
from vigie.knowledge.nouns import CodeNoun, CountryNoun, NamedNoun
from vigie.publishing.compose.card_ages import ages_of_people
from vigie.publishing.compose.card_facts import Study, TreatmentName
from vigie.publishing.compose.card_titles import comparators, it, link, of_it, subject, treatments
from vigie.publishing.compose.regions import regions_said
from vigie.publishing.document import Prose
from vigie.records.entries import Intervention
from vigie.records.message import Message

_FEW = 4
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?) (mg/kg|mg)")
_DOSE = re.compile(
    r"(?P<amounts>\d+(?:\.\d+)? mg(?:/kg)?(?: or \d+(?:\.\d+)? mg(?:/kg)?)*)? ?"
    r"(?P<every>once a week|every (?P<weeks>\d+|two|three|four|six|eight|twelve) weeks)?"
    r"(?: for [\w ]+)?"
)
_WEEKS = {"two": 2, "three": 3, "four": 4, "six": 6, "eight": 8, "twelve": 12}
_DESCRIPTION = re.compile(r"(?:an?|the|several|one) ", re.IGNORECASE)


def sentences(study: Study) -> Iterator[Message | Prose]:
    """All that a card says in sentences, in reading order; what is not stated is left out."""
    yield main_sentence(study)
    if study.described is not None and study.described.about is not None:
        yield Prose(study.described.about)
    if study.later_period:
        yield Message.of(f"card.period.{study.later_period}")
    yield from _conditions(study)
    yield from _relations(study)
    yield from _routes(study)
    yield from _people_behind(study)
    yield from _centres(study)


def main_sentence(study: Study) -> Message:
    """Who is compared with whom: *L’essai BIRD compare le baricitinib à un placebo …, à Paris*."""
    slots: dict[str, Any] = {"subject": subject(study), "where": _where(study)}
    has_treatment = bool(study.treatments or study.unnamed)
    if not has_treatment and study.design is None and not _says_who(study):
        return Message.of("card.main.nothing", subject=slots["subject"])
    if study.kind == "registry" and not has_treatment:
        return Message.of("card.main.registry", whose=_people(study, "whose"), **slots)
    if not has_treatment and study.design is None:
        return Message.of("card.main.about", who=who(study), **slots)
    if study.kind == "access":
        return Message.of("card.main.access", treatments=treatments(study, "le"), **slots)
    return _tested(study, slots)


def _tested(study: Study, slots: dict[str, Any]) -> Message:
    design = (study.design or "").removesuffix("_then_open")
    form = "de" if study.kind == "extension" else "le"
    slots |= {"treatments": treatments(study, form), "who": _in_whom(study)}
    if study.kind == "extension":
        return Message.of("card.main.extension", **slots)
    if design == "active":
        other = comparators(study, "a") or Message.of("card.treatments.a.unnamed")
        return Message.of("card.main.active", comparators=other, **slots)
    if design == "untreated" and not slots["who"]:
        slots.pop("who")
        return Message.of("card.main.untreated_alone", **slots)
    key = design if design in {"placebo", "sham", "untreated", "open"} else "evaluates"
    return Message.of(f"card.main.{key}", **slots)


def who(study: Study) -> Message:
    """Who takes part: *des adultes de 18 à 64 ans atteints de dermatomyosite*."""
    return _people(study, "who")


def _people(study: Study, form: str) -> Message:
    group = study.group
    ages: Message | str = ages_of_people(study.trial, is_adult=group == "adults") or ""
    one = "_one" if form == "who" and _is_of_one(study) else ""
    return Message.of(f"card.{form}{one}.{group}", ages=ages, illness=_illness(study, one))


def _is_of_one(study: Study) -> bool:
    """Whether one person alone takes part, as in a case report."""
    enrolment = study.trial.enrolment
    return enrolment is not None and enrolment.value == 1 and enrolment.qualifier is None


def _in_whom(study: Study) -> Message | str:
    return Message.of("card.in_whom", who=who(study)) if _says_who(study) else ""


def _says_who(study: Study) -> bool:
    return study.group != "people" or any(value for _, value in who(study).slots)


def _illness(study: Study, one: str) -> Message | str:
    if study.group == "volunteers":
        return ""
    forms = study.forms or study.accompanying
    if forms and study.is_suspected:
        return Message.of("card.who.illness.suspected", forms=forms)
    also = _also(study) if study.forms else _antibodies(study)
    if forms and study.is_refractory:
        illness = Message.of("card.who.illness.refractory", forms=forms, also=also)
    elif forms:
        illness = Message.of("card.who.illness.plain", forms=forms, also=also)
    elif study.is_refractory:
        illness = Message.of("card.who.illness.refractory_alone", also=also)
    else:
        return ""
    return Message.of(f"card.who{one}.ill.{study.group}", illness=illness)


def _also(study: Study) -> Message | str:
    if not study.accompanying:
        return _antibodies(study)
    if not study.antibodies:
        return Message.of("card.who.also", accompanying=study.accompanying)
    return Message.of(
        "card.who.also_both", accompanying=study.accompanying, antibodies=study.antibodies
    )


def _antibodies(study: Study) -> Message | str:
    if not study.antibodies:
        return ""
    return Message.of("card.who.also_antibodies", antibodies=study.antibodies)


def _where(study: Study) -> Message | str:
    key, slots = _placed(study)
    if study.home is not None:
        slots["home"] = CountryNoun(study.home)
    return Message.of(f"card.where.{key}", **slots) if key else ""


def _placed(study: Study) -> tuple[str, dict[str, Any]]:
    suffix = "_not_home" if study.is_ruled_out_of_home else ""
    countries, count = study.countries_abroad, study.trial.country_count
    if study.is_at_home:
        return _placed_at_home(study)
    regions = regions_said(study.trial, "region_in")
    if 0 < len(countries) <= _FEW:
        nouns = tuple(CountryNoun(name) for name in countries)
        if regions:
            return f"regions{suffix}", {"countries": nouns, "regions": regions}
        return f"countries{suffix if len(countries) > 1 else ''}", {"countries": nouns}
    if count is not None:
        return f"many{suffix}", {"n": count}
    if regions and not suffix:
        return "regions_alone", {"regions": regions}
    return ("not_home" if suffix else "abroad" if study.is_abroad else ""), {}


def _placed_at_home(study: Study) -> tuple[str, dict[str, Any]]:
    if study.is_abroad:
        return "home_and_abroad", {}
    if _names_towns(study):
        return "towns", {"towns": study.towns}
    return "home", {}


def _names_towns(study: Study) -> bool:
    """Whether the first sentence already names the towns."""
    return not study.is_abroad and 0 < len(study.towns) <= _FEW


def _conditions(study: Study) -> Iterator[Message]:
    if study.trial.other_conditions and (study.forms or study.accompanying):
        yield Message.of("card.other_conditions")
    elif study.trial.other_conditions:
        disease = NamedNoun(study.knowledge.profile.names)
        yield Message.of("card.other_disease", it=it(study), disease=disease)
    if study.excluded:
        yield Message.of("card.excluded", forms=study.excluded)


def _relations(study: Study) -> Iterator[Message]:
    extended, fed = study.related("extension_of"), study.related("fed_by")
    if extended and fed == extended:
        yield Message.of("card.extends_fed", it=it(study), studies=_links(study, extended))
    elif extended:
        yield Message.of("card.extends", it=it(study), studies=_links(study, extended))
    if fed and fed != extended:
        yield Message.of("card.fed_by", studies=_links(study, fed))
    if study.extensions:
        yield Message.of("card.extended_by", studies=_links(study, study.extensions))


def _links(study: Study, others: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(link(Study(held, study.corpus, study.knowledge)) for held in others)


def _routes(study: Study) -> Iterator[Message]:
    """How each treatment is given; treatments given alike share a sentence."""
    ways: dict[tuple[str | None, Message | None], list[TreatmentName]] = defaultdict(list)
    routes = {code.code for code in study.knowledge.vocabularies.get("route", ())}
    for one in study.trial.interventions:
        noun = study.noun_of(one)
        if noun is not None and not one.is_comparator:
            route = one.route if one.route in routes else None
            ways[route, _dose(one)].append(noun)
    for (route, dose), nouns in ways.items():
        given = tuple(dict.fromkeys(nouns))
        if route:
            then = Message.of("card.route.then", dose=dose) if dose else ""
            way = CodeNoun("route", route)
            yield Message.of("card.route.by_route", treatments=given, route=way, dose=then)
        elif dose:
            yield Message.of("card.route.by_dose", treatments=given, dose=dose)


def _dose(intervention: Intervention) -> Message | None:
    """A dose of the few shapes that can be said in any language; None for the others."""
    match = _DOSE.fullmatch(intervention.dose or "")
    if match is None or not (match["amounts"] or match["every"]):
        return None
    every: Message | str = ""
    if match["every"]:
        weeks = match["weeks"] or "1"
        every = Message.of("card.route.every", n=_WEEKS.get(weeks) or int(weeks))
    if not match["amounts"]:
        return every or None  # type: ignore[return-value]
    units = {"mg": "milligrams", "mg/kg": "milligrams_per_kilogram"}
    amounts = tuple(
        Message.of(f"card.route.{units[unit]}", n=float(number))
        for number, unit in _AMOUNT.findall(match["amounts"])
    )
    return Message.of("card.route.dose", amounts=amounts, every=every)


def _developer(study: Study) -> str:
    """The company as its source names it; one that is misspelt there, as it calls itself."""
    printed = study.trial.developer or ""
    tested = study.corpus.concepts(study.held.ref, "treatment")
    names = (row.company for row in study.knowledge.treatments if row.id in tested)
    return next((name for name in names if name and is_misspelt(printed, name)), printed)


def _people_behind(study: Study) -> Iterator[Message]:
    """Who develops, promotes, leads and supports; a description is not a name and is left out."""
    trial, named = study.trial, study.treatments
    if _is_name(trial.developer) and named and not study.unnamed:
        yield Message.of("card.developer", developer=_developer(study), treatments=named)
    if _is_name(trial.sponsor) and trial.sponsor != trial.developer:
        sponsor = _body(trial.sponsor or "", study.knowledge)
        yield Message.of("card.sponsor", sponsor=sponsor, of_it=of_it(study))
    if _is_name(trial.lead_centre) and trial.lead_centre != trial.sponsor:
        yield Message.of("card.lead", lead=trial.lead_centre, it=it(study))
    funders = tuple(name for name in trial.funders if _is_name(name))
    if funders:
        yield Message.of("card.funders", funders=funders, it=it(study))


def _body(name: str, knowledge: Knowledge) -> NamedNoun | str:
    """A body as each language names it; by its own name where there is no other."""
    for row in knowledge.organisations:
        if row.names is not None and row.name.partition(" (")[0] == name:
            return NamedNoun(row.names)
    return name


def _is_name(text: str | None) -> bool:
    return bool(text and text.strip()) and not _DESCRIPTION.match(text or "")


def _centres(study: Study) -> Iterator[Message]:
    home, country = study.home_centres, CountryNoun(study.home or "")
    towns = study.towns if study.towns and not _names_towns(study) else ()
    if home is not None and not (_names_towns(study) and home.count.value == len(study.towns)):
        in_towns = Message.of("card.centres.in_towns", towns=towns) if towns else ""
        slots = {"home": country, "it": it(study), "n": home.count, "towns": in_towns}
        yield Message.of("card.centres.home", **slots)
    elif towns:
        yield Message.of("card.centres.towns", home=country, towns=towns)
    for centres in study.trial.centres:
        if centres.country is None:
            yield Message.of("card.centres.total", n=centres.count, it=it(study))
