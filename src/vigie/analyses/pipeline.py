"""Which classes of treatments are under study, how far, and where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from vigie.analyses.figures import Count
from vigie.analyses.freshness import Freshness, freshness
from vigie.analyses.landscape import Counting, Scope, studies_in
from vigie.analyses.literature import results
from vigie.knowledge.nouns import ClassNoun
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Entry, Result, Trial
from vigie.records.vocabulary import Phase, ResultKind

_RULE = "treatment:"
_NUMBERED = tuple(phase for phase in Phase if phase is not Phase.NOT_APPLICABLE)

AnyEntry = TypeVar("AnyEntry", bound=Entry)


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelineRow:
    """A class of treatments in a scope, with the studies that give them.

    Phases, places, countries and recruitments are those of its studies, without repeats. A
    class without a study in people has only `results`, from the laboratory.
    """

    class_id: str
    treatments: tuple[str, ...]
    phases: tuple[Phase, ...]
    places: tuple[str, ...]
    countries: tuple[str, ...]
    recruitments: tuple[Freshness, ...]
    studies: Count
    results: tuple[Held[Result], ...]

    @property
    def most_advanced(self) -> Phase | None:
        """The highest phase; None where no study states one."""
        return self.phases[-1] if self.phases else None

    @property
    def is_preclinical(self) -> bool:
        """Whether no study in people is held."""
        return not self.studies.evidence


def pipeline(corpus: Corpus, scope: Scope) -> tuple[PipelineRow, ...]:
    """One row per class: the most advanced first, then those with more studies."""
    trials = _by_class(corpus, studies_in(corpus, scope))
    laboratory = _by_class(corpus, _in_laboratory(corpus, scope))
    rows = [
        _row(corpus, scope, class_id, trials.get(class_id, ()), laboratory.get(class_id, ()))
        for class_id in trials.keys() | laboratory.keys()
    ]
    return tuple(sorted(rows, key=_rank))


def _row(
    corpus: Corpus,
    scope: Scope,
    class_id: str,
    trials: Iterable[Held[Trial]],
    laboratory: Iterable[Held[Result]],
) -> PipelineRow:
    held = tuple(trials)
    counting = Counting(corpus, scope)
    stated = {phase for one in held for phase in one.entry.phases}
    fresh = dict.fromkeys(freshness(one, corpus.day) for one in held)
    return PipelineRow(
        class_id=class_id,
        treatments=_treatments(corpus, class_id, (*held, *laboratory)),
        phases=tuple(phase for phase in _NUMBERED if phase in stated),
        places=_concepts(corpus, held, "place"),
        countries=_concepts(corpus, held, "country"),
        recruitments=tuple(one for one in fresh if one is not None),
        studies=counting.one_of("class", class_id, held, ClassNoun(class_id)),
        results=tuple(laboratory),
    )


def _rank(row: PipelineRow) -> tuple[int, int, str]:
    reached = -1 if row.most_advanced is None else _NUMBERED.index(row.most_advanced)
    return -reached, -row.studies.value, row.class_id


def _by_class(
    corpus: Corpus, records: Iterable[Held[AnyEntry]]
) -> Mapping[str, tuple[Held[AnyEntry], ...]]:
    found: dict[str, list[Held[AnyEntry]]] = defaultdict(list)
    for held in records:
        for class_id in corpus.concepts(held.ref, "class"):
            found[class_id].append(held)
    return {class_id: tuple(held) for class_id, held in found.items()}


def _in_laboratory(corpus: Corpus, scope: Scope) -> tuple[Held[Result], ...]:
    found = results(corpus, *scope.forms) if scope.forms or scope.is_whole else ()
    return tuple(held for held in found if held.entry.kind is ResultKind.PRECLINICAL)


def _treatments(corpus: Corpus, class_id: str, records: Iterable[Held[Entry]]) -> tuple[str, ...]:
    """The treatments of a class in these records.

    A treatment that we know brings its class; where words alone said the class, it is that of
    the treatments of the record which brought none.
    """
    found: set[str] = set()
    for held in records:
        tags = corpus.tags.get(held.ref, ())
        classes = [(tag.concept, tag.rule) for tag in tags if tag.facet == "class"]
        known = {rule.removeprefix(_RULE) for _, rule in classes if rule.startswith(_RULE)}
        rules = {rule for concept, rule in classes if concept == class_id}
        found |= known & {rule.removeprefix(_RULE) for rule in rules}
        if any(not rule.startswith(_RULE) for rule in rules):
            found |= corpus.concepts(held.ref, "treatment") - known
    return tuple(sorted(found))


def _concepts(corpus: Corpus, held: Iterable[Held[Trial]], facet: str) -> tuple[str, ...]:
    return tuple(sorted({c for one in held for c in corpus.concepts(one.ref, facet)}))
