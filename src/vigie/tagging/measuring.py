"""How well the tags agree with those that a person checked by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from vigie.knowledge.models import Expected
from vigie.records.corpus import Corpus

# What precision and recall may not fall below, for any concept. Raise it when they rise.
FLOOR = 0.98

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True, order=True)
class Agreement:
    """The tags of one concept against the hand-checked ones, by record.

    `agreed` have it in both, `surplus` only in the tags, `missed` only in the checked rows.
    """

    facet: str
    concept: str
    agreed: tuple[str, ...]
    surplus: tuple[str, ...]
    missed: tuple[str, ...]
    floor: float = FLOOR

    @property
    def precision(self) -> float | None:
        """Of the records tagged, the part that is right; None of nothing."""
        return _part(len(self.agreed), len(self.surplus))

    @property
    def recall(self) -> float | None:
        """Of the records that have it, the part that is tagged; None of nothing."""
        return _part(len(self.agreed), len(self.missed))

    @property
    def is_above_floor(self) -> bool:
        """Whether neither figure is below its floor."""
        return all(
            figure is None or figure >= self.floor for figure in (self.precision, self.recall)
        )


def measure(corpus: Corpus, expected: Iterable[Expected]) -> tuple[Agreement, ...]:
    """The agreement for each concept, over the records and facets that were checked.

    A facet of a record that has one checked row is checked in full: a tag that no row
    expects is a surplus. Records that the corpus does not hold are left out; `unheld`
    names them.
    """
    held = _held(corpus)
    rows = [row for row in expected if row.record in held]
    wanted = {(row.record, row.facet, row.concept) for row in rows if row.is_present}
    tagged = set(_tagged(corpus, frozenset((row.record, row.facet) for row in rows)))
    concepts = sorted({(facet, concept) for _, facet, concept in wanted | tagged})
    return tuple(
        Agreement(
            facet,
            concept,
            _records(wanted & tagged, facet, concept),
            _records(tagged - wanted, facet, concept),
            _records(wanted - tagged, facet, concept),
        )
        for facet, concept in concepts
    )


def unheld(corpus: Corpus, expected: Iterable[Expected]) -> tuple[str, ...]:
    """The records of checked rows that the corpus does not hold."""
    return tuple(sorted({row.record for row in expected} - _held(corpus).keys()))


def _held(corpus: Corpus) -> Mapping[str, object]:
    return {str(record): held for record, held in corpus.by_id.items()}


def _tagged(corpus: Corpus, checked: frozenset[tuple[str, str]]) -> Iterator[Key]:
    for ref, tags in corpus.tags.items():
        for tag in tags:
            if (str(ref.record), tag.facet) in checked:
                yield str(ref.record), tag.facet, tag.concept


def _records(keys: Iterable[Key], facet: str, concept: str) -> tuple[str, ...]:
    return tuple(sorted(record for record, *rest in keys if rest == [facet, concept]))


def _part(agreed: int, others: int) -> float | None:
    return agreed / (agreed + others) if agreed + others else None
