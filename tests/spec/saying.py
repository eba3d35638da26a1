"""What the cases of the language stand on: the curated knowledge, two voices, small studies."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from vigie.knowledge.loading import load_knowledge
from vigie.knowledge.models import Knowledge, Language, Texts
from vigie.publishing.compose.cards import card
from vigie.publishing.document import Card, Prose
from vigie.publishing.words import Voice
from vigie.records.corpus import Corpus, Held
from vigie.records.dates import PartialDate
from vigie.records.entries import Centres, Intervention, Moment, Quantity, Relation, Site, Trial
from vigie.records.ids import RecordId, RecordRef
from vigie.records.vocabulary import Control, Phase, Recruitment, StudyType
from vigie.tagging.tagger import Tagger

TODAY = date(2025, 5, 17)


@cache
def knowledge() -> Knowledge:
    return load_knowledge()


@cache
def voice(language: Language) -> Voice:
    return Voice(knowledge(), language)


@cache
def tagger() -> Tagger:
    return Tagger(knowledge())


def spaced(text: str) -> str:
    """The text with plain spaces, as one writes it."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@dataclass(frozen=True)
class Said:
    """A template with what fills it, and what each language makes of it.

    `is_exact`: spaces are compared as they are, no-break ones included.
    """

    given: str
    texts: tuple[str, str]
    slots: Mapping[str, Any]
    fr: str
    en: str
    is_exact: bool = False

    def said(self, language: Language) -> str:
        prose = Prose(Texts(fr=self.texts[0], en=self.texts[1]), tuple(self.slots.items()))
        text = voice(language).text(prose)
        return text if self.is_exact else spaced(text)


@dataclass(frozen=True)
class Told:
    """A study in a few words, and what its card says: the part that `shows` names."""

    study: Mapping[str, Any]
    shows: str
    fr: str
    en: str
    others: tuple[Mapping[str, Any], ...] = ()
    is_exact = False

    @property
    def given(self) -> str:
        words = [_facts(self.study), *(f"beside a study with {_facts(one)}" for one in self.others)]
        return "; ".join(filter(None, words))

    def said(self, language: Language) -> str:
        return spaced(_part(card_of(self.study, *self.others), self.shows, voice(language)))


Case = Said | Told


def _facts(study: Mapping[str, Any]) -> str:
    facts = {name: value for name, value in study.items() if name != "key"}
    return "; ".join(f"{name.replace('_', ' ')}: {_words(value)}" for name, value in facts.items())


def card_of(study: Mapping[str, Any], *others: Mapping[str, Any]) -> Card:
    """The card of a small study, in a corpus that holds it and the others, tagged."""
    day = study.get("seen_on", TODAY)
    held = tuple(held_of(trial_of(one)) for one in (study, *others))
    corpus = tagger().tag(Corpus(day=day, trials=held))
    return card(held[0], corpus, knowledge())


def held_of(trial: Trial) -> Held[Trial]:
    ref = RecordRef(trial.id, "0123456789ab")
    return Held(ref=ref, version_on=TODAY, url="", entry=trial)


def trial_of(words: Mapping[str, Any]) -> Trial:
    """A trial from a few words: see the cases for how they are written."""
    given = dict(words)
    given.pop("seen_on", None)
    trial = Trial(id=RecordId("digest", f"2025/{given.pop('key', 'case')}"))
    for name, value in given.items():
        trial = replace(trial, **_field(name, value))
    return trial


def _field(name: str, value: Any) -> dict[str, Any]:
    make = _FIELDS.get(name)
    return make(value) if make else {name: value}


def _intervention(given: Any) -> Intervention:
    return given if isinstance(given, Intervention) else Intervention(given)


_FIELDS: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    "treatment": lambda names: {"interventions": tuple(_intervention(one) for one in names)},
    "against": lambda codes: {"controls": tuple(Control(code) for code in codes)},
    "disease": lambda names: {"conditions": names},
    "ages": lambda ages: {"min_age_years": ages[0], "max_age_years": ages[1]},
    "towns": lambda names: {"sites": tuple(Site("France", name) for name in names)},
    "number": lambda number: {"enrolment": _quantity(number)},
    "follow_up": lambda months: {"follow_up_months": _quantity(months)},
    "recruitment": lambda said: {
        "recruitment": Recruitment(said[0]),
        "recruitment_on": PartialDate.parse(said[1]),
    },
    "centres": lambda rows: {"centres": tuple(Centres(Quantity(n), where) for n, where in rows)},
    "type": lambda code: {"study_type": StudyType(code)},
    "phases": lambda codes: {"phases": tuple(Phase(code) for code in codes)},
    "start": lambda on: {"start": _moment(on)},
    "completion": lambda on: {"completion": _moment(on)},
}


def _quantity(value: Any) -> Quantity:
    return value if isinstance(value, Quantity) else Quantity(value)


def _moment(value: Any) -> Moment:
    return value if isinstance(value, Moment) else Moment(PartialDate.parse(value))


def _part(told: Card, shows: str, speaker: Voice) -> str:
    lines = {line.kind: line.text for line in told.lines}
    parts: dict[str, Sequence[Any]] = {
        "title": (told.title,),
        "sentences": told.sentences,
        "first": told.sentences[:1],
        "warnings": told.warnings,
        "badges": tuple(badge.word for badge in told.badges),
        "source": (told.source,),
    }
    if shows in parts:
        between = " · " if shows == "badges" else " "
        return between.join(speaker.text(one) for one in parts[shows])
    return speaker.text(lines[shows]) if shows in lines else "(no line)"  # type: ignore[arg-type]


def _words(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(_words(one) for one in value)
    if isinstance(value, Intervention):
        extra = (value.route or "", value.dose or "", "(comparator)" * value.is_comparator)
        return " ".join(filter(None, (value.name, *extra)))
    if isinstance(value, Relation):
        return f"{value.kind.replace('_', ' ')} the other study"
    if isinstance(value, Quantity | Moment):
        number = f"{value.value:g}" if isinstance(value, Quantity) else str(value.date)
        return f"{value.qualifier or ''} {number}".replace("_", " ").strip()
    plain: dict[Any, str] = {None: "not stated", True: "yes", False: "no"}
    return plain[value] if value is None or isinstance(value, bool) else str(value)
