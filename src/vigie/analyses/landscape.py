"""Which studies exist: how many, of what phase, approach, class and place, and how large."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from vigie.analyses.figures import Count, Summary
from vigie.analyses.freshness import freshness
from vigie.knowledge.nouns import ClassNoun, CodeNoun, FormNoun, NamedNoun
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Trial
from vigie.records.message import Message
from vigie.records.vocabulary import Phase, Qualifier, Recruitment, StudyType

NOT_CHECKED = "not_checked"
NOT_STATED = "not_stated"
IN_FRANCE = frozenset({"france", "france_and_abroad"})
WATCHING = frozenset({StudyType.OBSERVATIONAL, StudyType.REGISTRY})
PLACES = ("france", "france_and_abroad", "abroad", "outside_france")

Studies = tuple[Held[Trial], ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """What an analysis is about: some forms of the disease, how they are named together.

    `key` begins the keys of its figures. `concepts` are pairs of a facet and a concept of it
    that bring a study in too; `shared` are groups of forms, and a study with forms of two of
    them comes in. Nothing at all stands for every study held.
    """

    key: str
    forms: tuple[str, ...]
    noun: FormNoun | NamedNoun | tuple[FormNoun, ...] | tuple[NamedNoun, ...]
    concepts: tuple[tuple[str, str], ...] = ()
    shared: tuple[frozenset[str], ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether it is about every study held."""
        return not (self.forms or self.concepts or self.shared)

    @property
    def way(self) -> str:
        """How a study comes in, for the sentence that defines their count."""
        if self.is_whole:
            return "every_study"
        if self.shared:
            return "shared_studies"
        return "studies_by_treatment" if self.concepts and not self.forms else "studies"


@dataclass(frozen=True, slots=True, kw_only=True)
class Landscape:
    """The studies of a scope, counted along each question.

    A mapping leads from a concept to its count, in a fixed order; concepts without a study are
    left out. `by_recruitment` counts as open only what was checked within 30 days: the rest is
    under `not_checked`, and what says nothing under `not_stated`.
    """

    studies: Count
    interventional: Count
    watching: Count
    in_france: Count
    open_today: Count
    by_phase: Mapping[str, Count]
    by_approach: Mapping[str, Count]
    by_class: Mapping[str, Count]
    by_place: Mapping[str, Count]
    by_recruitment: Mapping[str, Count]
    enrolment_total: Summary
    enrolment_median: Summary


def scope_of(form: str) -> Scope:
    """One form of the disease."""
    return Scope(form, (form,), FormNoun(form))


def studies(corpus: Corpus, *forms: str) -> Studies:
    """The studies tagged with one of these forms, in the corpus's order; all without a form."""
    wanted = frozenset(forms)
    return tuple(
        held for held in corpus.trials if not wanted or wanted & corpus.concepts(held.ref, "form")
    )


def studies_in(corpus: Corpus, scope: Scope) -> Studies:
    """The studies of a scope, in the corpus's order."""
    if not (scope.concepts or scope.shared):
        return studies(corpus, *scope.forms)
    return tuple(held for held in corpus.trials if _is_in(held, corpus, scope))


def is_of_another_disease(held: Held[Trial], corpus: Corpus) -> bool:
    """Whether a study names other diseases, and no form of this one."""
    return bool(held.entry.other_conditions) and not corpus.concepts(held.ref, "form")


def _is_in(held: Held[Trial], corpus: Corpus, scope: Scope) -> bool:
    forms = corpus.concepts(held.ref, "form")
    if forms & set(scope.forms) or sum(bool(forms & group) for group in scope.shared) > 1:
        return True
    has_concept = any(c in corpus.concepts(held.ref, facet) for facet, c in scope.concepts)
    return has_concept and not is_of_another_disease(held, corpus)


def landscape(corpus: Corpus, scope: Scope) -> Landscape:
    """The studies of a scope, counted along each question."""
    held = studies_in(corpus, scope)
    counting = Counting(corpus, scope)
    return Landscape(
        studies=counting.count("studies", held),
        interventional=counting.count(
            "interventional", (h for h in held if h.entry.study_type == StudyType.INTERVENTIONAL)
        ),
        watching=counting.count("watching", (h for h in held if h.entry.study_type in WATCHING)),
        in_france=counting.count("in_france", in_france(corpus, held)),
        open_today=counting.count("open_today", open_today(corpus, held)),
        by_phase=counting.by("phase", held, [p.value for p in Phase], _code("phase")),
        by_approach=counting.by("approach", held, (), _code("approach")),
        by_class=counting.by("class", held, (), ClassNoun),
        by_place=counting.by("place", held, PLACES, _code("place")),
        by_recruitment=counting.by_recruitment(held),
        enrolment_total=counting.enrolment("total", held),
        enrolment_median=counting.enrolment("median", held),
    )


def in_france(corpus: Corpus, held: Iterable[Held[Trial]]) -> Studies:
    """Those that run in France, there only or elsewhere too."""
    return tuple(one for one in held if IN_FRANCE & corpus.concepts(one.ref, "place"))


def open_today(corpus: Corpus, held: Iterable[Held[Trial]]) -> Studies:
    """Those that were recruiting when last checked, within 30 days of the corpus's day."""
    seen = ((one, freshness(one, corpus.day)) for one in held)
    return tuple(one for one, fresh in seen if fresh is not None and fresh.is_open_today)


@dataclass(frozen=True, slots=True)
class Counting:
    """Makes the figures of one scope: their keys, labels and definitions."""

    corpus: Corpus
    scope: Scope

    def count(self, family: str, held: Iterable[Held[Trial]]) -> Count:
        """How many studies of the scope one question keeps."""
        suffix = "" if family == "studies" else f".{family}"
        words = self.scope.way if family == "studies" else family
        return self._count(f"{self.scope.key}.studies{suffix}", words, held)

    def by(
        self,
        facet: str,
        held: Studies,
        order: Iterable[str],
        noun: Callable[[str], object],
    ) -> Mapping[str, Count]:
        """One count per concept of a facet: in the order given, or the most frequent first."""
        found: dict[str, list[Held[Trial]]] = {concept: [] for concept in order}
        for one in held:
            for concept in sorted(self.corpus.concepts(one.ref, facet)):
                found.setdefault(concept, []).append(one)
        concepts = list(found) if order else sorted(found, key=lambda c: (-len(found[c]), c))
        return {
            concept: self.one_of(facet, concept, found[concept], noun(concept))
            for concept in concepts
            if found[concept]
        }

    def by_recruitment(self, held: Studies) -> Mapping[str, Count]:
        """One count per status, as of the corpus's day; old ones are kept apart."""
        order = [*(status.value for status in Recruitment), NOT_CHECKED, NOT_STATED]
        found: dict[str, list[Held[Trial]]] = {concept: [] for concept in order}
        for one in held:
            found[_status(one, self.corpus)].append(one)
        counts = {}
        for concept, same in found.items():
            if not same:
                continue
            if concept in {NOT_CHECKED, NOT_STATED}:
                key = f"{self.scope.key}.studies.recruitment.{concept}"
                counts[concept] = self._count(key, f"recruitment_{concept}", same)
            else:
                noun = CodeNoun("recruitment", concept)
                counts[concept] = self.one_of("recruitment", concept, same, noun)
        return counts

    def enrolment(self, statistic: str, held: Studies) -> Summary:
        """How many people the studies take, over those that say it as more than a goal."""
        sizes = ((one.ref, one.entry.enrolment) for one in held)
        stated = tuple(
            (ref, size.value)
            for ref, size in sizes
            if size is not None and size.qualifier is not Qualifier.TARGET
        )
        return Summary(
            key=f"{self.scope.key}.enrolment.{statistic}",
            label=self._message(f"enrolment_{statistic}.label"),
            definition=self._message(f"enrolment_{statistic}.definition"),
            statistic=statistic,
            evidence=stated,
        )

    def one_of(self, facet: str, concept: str, held: Iterable[Held[Trial]], noun: object) -> Count:
        """How many studies have one concept of a facet, which `noun` names."""
        key = f"{self.scope.key}.studies.{facet}.{concept}"
        return self._count(key, facet, held, concept=noun)

    def _count(self, key: str, family: str, held: Iterable[Held[Trial]], **slots: object) -> Count:
        return Count(
            key=key,
            label=self._message(f"{family}.label", **slots),
            definition=self._message(f"{family}.definition", **slots),
            evidence=tuple(one.ref for one in held),
        )

    def _message(self, key: str, **slots: object) -> Message:
        return Message.of(f"figure.{key}", form=self.scope.noun, day=self.corpus.day, **slots)


def _code(vocabulary: str) -> Callable[[str], CodeNoun]:
    return lambda code: CodeNoun(vocabulary, code)


def _status(held: Held[Trial], corpus: Corpus) -> str:
    fresh = freshness(held, corpus.day)
    if fresh is None:
        return NOT_STATED
    return fresh.status.value if fresh.is_current else NOT_CHECKED
