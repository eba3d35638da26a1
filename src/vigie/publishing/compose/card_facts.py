"""What a card says of a study, before any sentence: who, what, compared with what, where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal
from unicodedata import normalize

from vigie.knowledge.models import Knowledge, RegistryEntry
from vigie.knowledge.nouns import ClassNoun, FormNoun, TreatmentNoun
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Centres, Intervention, Trial
from vigie.records.vocabulary import Control, StudyType

Kind = Literal["trial", "extension", "observational", "registry", "access", "study"]
Group = Literal["adults", "children", "everyone", "people", "volunteers"]
TreatmentName = TreatmentNoun | ClassNoun

_KINDS: dict[StudyType | None, Kind] = {
    StudyType.INTERVENTIONAL: "trial",
    StudyType.OBSERVATIONAL: "observational",
    StudyType.REGISTRY: "registry",
    StudyType.EXPANDED_ACCESS: "access",
}
_OPENED = frozenset({Control.OPEN, Control.OPEN_EXTENSION})
_BLINDED = frozenset({Control.PLACEBO, Control.SHAM})
_ADULT_YEARS = 18
_PROGRAMMES = frozenset({"activity", "education"})


@dataclass(frozen=True)
class Study:
    """A study with what its tags and the curated files say of it."""

    held: Held[Trial]
    corpus: Corpus
    knowledge: Knowledge

    @property
    def trial(self) -> Trial:
        """The reading."""
        return self.held.entry

    @cached_property
    def kind(self) -> Kind:
        """What to call it: a trial, an extension, a registry …; a study where nobody says."""
        if self.trial.controls[:1] == (Control.OPEN_EXTENSION,):
            return "extension"
        if self.trial.study_type is None and (self.trial.controls or self.trial.phases):
            return "trial"
        return _KINDS.get(self.trial.study_type, "study")

    @cached_property
    def design(self) -> str | None:
        """Its first comparison, or `placebo_then_open`."""
        controls = self.trial.controls
        if not controls:
            return None
        if controls[0] is Control.PLACEBO and _OPENED.intersection(controls[1:]):
            return "placebo_then_open"
        return controls[0].value

    @property
    def later_period(self) -> str | None:
        """The open period that follows a comparison, if any."""
        later = [control for control in self.trial.controls[1:] if control in _OPENED]
        is_compared = bool(_BLINDED.intersection(self.trial.controls[:1]))
        return later[0].value if later and is_compared else None

    @cached_property
    def treatments(self) -> tuple[TreatmentName, ...]:
        """What is studied, as far as the curated files know it."""
        return self._named(one for one in self.trial.interventions if not one.is_comparator)

    @cached_property
    def is_programme(self) -> bool:
        """Whether it tests one programme, of exercise or of education, and not a product."""
        named = self.treatments
        if len(named) != 1 or not isinstance(named[0], TreatmentNoun):
            return False
        rows = (row for row in self.knowledge.treatments if row.id == named[0].id)
        return any(row.approach in _PROGRAMMES for row in rows)

    @cached_property
    def comparators(self) -> tuple[TreatmentName, ...]:
        """What it is compared with."""
        return self._named(one for one in self.trial.interventions if one.is_comparator)

    @property
    def unnamed(self) -> tuple[str, ...]:
        """What is studied and not known: names as the source writes them."""
        studied = [one for one in self.trial.interventions if not one.is_comparator]
        return tuple(one.name for one in studied if self.noun_of(one) is None)

    def noun_of(self, intervention: Intervention) -> TreatmentName | None:
        """The treatment, or else the class, that its names were tagged with."""
        treatment = self._concept("treatment", intervention)
        if treatment:
            return TreatmentNoun(treatment)
        class_id = self._concept("class", intervention)
        return ClassNoun(class_id) if class_id else None

    @cached_property
    def forms(self) -> tuple[FormNoun, ...]:
        """The forms of the disease, in the order of the profile.

        Where the whole family is named, the rest says less than it seems and is left out.
        """
        named = self._forms_tagged(accompanying=False)
        named = tuple(form for form in named if form.id not in self._narrowed)
        root = tuple(form for form in named if self._parent(form.id) is None)
        if root and self.accompanying and len(named) == 1:
            return ()
        return root or named

    @cached_property
    def _narrowed(self) -> frozenset[str]:
        """Forms that the population or the antibodies narrow to one of their own forms."""
        tags = [tag for tag in self.corpus.tags.get(self.held.ref, ()) if tag.facet == "form"]
        from_conditions = {tag.concept for tag in tags if tag.field == "conditions"}
        narrower = {tag.concept for tag in tags} - from_conditions
        return frozenset(parent for one in narrower if (parent := self._parent(one)))

    @cached_property
    def accompanying(self) -> tuple[FormNoun, ...]:
        """What comes with a form, such as a lung disease."""
        return self._forms_tagged(accompanying=True)

    @cached_property
    def excluded(self) -> tuple[FormNoun, ...]:
        """The forms that the study leaves out."""
        left_out = {name.casefold() for name in self.trial.conditions_excluded}
        forms = self.knowledge.profile.forms
        return tuple(FormNoun(form.id) for form in forms if form.names.en.text in left_out)

    @cached_property
    def group(self) -> Group:
        """Who takes part, by age."""
        population = (self.trial.population or "").casefold()
        if population == "healthy volunteers":
            return "volunteers"
        tags = self.corpus.concepts(self.held.ref, "population")
        low, high = self.trial.min_age_years, self.trial.max_age_years
        is_adult = "adult" in tags or (low is not None and low >= _ADULT_YEARS)
        is_young = "juvenile" in tags or (high is not None and high < _ADULT_YEARS)
        if (is_adult and is_young) or population.startswith("children and adults"):
            return "everyone"
        return "adults" if is_adult else "children" if is_young else "people"

    @cached_property
    def described(self) -> RegistryEntry | None:
        """What the curated files say of this very study, by any of its sources' ids."""
        ids = {str(row.ref.record) for row in self.held.rows}
        return next((row for row in self.knowledge.registries if row.trial in ids), None)

    @property
    def is_refractory(self) -> bool:
        """Whether it is for people whom the usual treatments did not help enough."""
        return "refractory" in self.corpus.concepts(self.held.ref, "population")

    @property
    def is_suspected(self) -> bool:
        """Whether it takes people in whom the disease is only suspected."""
        return "suspected" in (self.trial.population or "").casefold()

    @property
    def antibodies(self) -> tuple[str, ...]:
        """The autoantibodies by which participants are chosen, as written in both languages.

        Only those that the population names: a study may measure others. Those that the name
        of a form says already are left out.
        """
        named = " ".join(self.knowledge.profile.form(form.id).names.en.text for form in self.forms)
        return tuple(
            name
            for name in self.trial.antibodies
            if name.startswith("anti-")
            and name in (self.trial.population or "")
            and name not in named
        )

    @property
    def home(self) -> str | None:
        """The country that the readers look for first."""
        return self.knowledge.profile.home_country

    @cached_property
    def towns(self) -> tuple[str, ...]:
        """Its towns in the home country, in alphabetical order."""
        sites = self.trial.sites
        names = {site.city for site in sites if site.city and site.country == self.home}
        return tuple(sorted(names, key=lambda name: (normalize("NFD", name).casefold(), name)))

    @property
    def home_centres(self) -> Centres | None:
        """How many centres it has in the home country, where the source says it."""
        if self.home is None:
            return None
        return next((one for one in self.trial.centres if one.country == self.home), None)

    @cached_property
    def countries_abroad(self) -> tuple[str, ...]:
        """The countries other than that of home, in the order of the source."""
        return tuple(name for name in self.trial.countries if name != self.home)

    @property
    def is_at_home(self) -> bool:
        """Whether the source places it in the home country."""
        is_named = self.home in self.trial.countries
        return is_named or bool(self.towns) or self.home_centres is not None

    @property
    def is_abroad(self) -> bool:
        """Whether the source places it abroad."""
        return bool(self.countries_abroad) or self.trial.is_abroad is True

    @property
    def is_ruled_out_of_home(self) -> bool:
        """Whether the source says that it has no place in the home country."""
        return self.home in self.trial.countries_ruled_out

    def related(self, kind: str) -> tuple[Held[Trial], ...]:
        """The studies that it is tied to, of those that we hold."""
        targets = [one.target for one in self.trial.relations if one.kind == kind]
        found = [self.corpus.by_id[target] for target in targets if target in self.corpus.by_id]
        return tuple(held for held in found if isinstance(held.entry, Trial))  # type: ignore[misc]

    @property
    def extensions(self) -> tuple[Held[Trial], ...]:
        """The studies that extend this one."""
        return self.corpus.extensions_of.get(self.trial.id, ())

    def _named(self, interventions: Iterable[Intervention]) -> tuple[TreatmentName, ...]:
        nouns = (self.noun_of(one) for one in interventions)
        return tuple(dict.fromkeys(noun for noun in nouns if noun is not None))

    def _concept(self, facet: str, intervention: Intervention) -> str | None:
        """The concept with the longest words among the intervention's own names."""
        names = (intervention.name, *intervention.other_names)
        tags = [
            tag
            for tag in self.corpus.tags.get(self.held.ref, ())
            if tag.facet == facet
            and tag.field in {"interventions", "comparators"}
            and any(tag.words in name for name in names)
        ]
        best = max(tags, key=lambda tag: len(tag.words), default=None)
        return best.concept if best else None

    def _forms_tagged(self, *, accompanying: bool) -> tuple[FormNoun, ...]:
        tagged = self.corpus.concepts(self.held.ref, "form")
        forms = self.knowledge.profile.forms
        return tuple(
            FormNoun(form.id)
            for form in forms
            if form.id in tagged and form.accompanies is accompanying
        )

    def _parent(self, form_id: str) -> str | None:
        return self.knowledge.profile.form(form_id).parent
