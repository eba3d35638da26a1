"""Tags that words decide: what a text says of treatments, forms and people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from vigie.knowledge.models import Knowledge, Treatment
from vigie.records.tag import Tag
from vigie.tagging.matching import Found, Matcher
from vigie.tagging.patterns import EXCLUSION, LOOK_ALIKE, patterns
from vigie.tagging.reading import OF_TREATMENT

_ITEM_END = re.compile(r"[,;+]")
_CLAUSE_END = re.compile(r"[;.]")


class WordReader:
    """Reads texts with the curated words of one disease."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._matcher = Matcher(patterns(knowledge))
        self._treatments: Mapping[str, Treatment] = {row.id: row for row in knowledge.treatments}
        self._families = _families(knowledge.treatments)
        # A text is asked for one facet after the other: what it says is found once.
        self._found = lru_cache(maxsize=16)(self._find)

    def read(self, field: str, text: str, facets: tuple[str, ...]) -> Iterator[Tag]:
        """What a field's text says of some facets.

        A treatment that we know brings its class, targets, modality and approach; other words
        on these in the same item of a list do not count beside it.
        """
        found = self._found(text)
        rows = self._rows_by_item(text, found)
        for one in found:
            row_ids = rows.get(_item(text, one), {})
            if one.pattern.facet == "treatment":
                if one.pattern.concept in row_ids:
                    yield from self._of_treatment(field, text, one, facets)
            elif one.pattern.facet in facets and _adds(one, row_ids.values()):
                yield _tag(field, text, one)

    def _find(self, text: str) -> tuple[Found, ...]:
        return tuple(_said(text, self._matcher.find(text)))

    def look_alikes(self, field: str, text: str) -> Iterator[Tag]:
        """The diseases that a field names and that only look like this one."""
        for one in self._matcher.set_aside(text):
            if one.pattern.rule == LOOK_ALIKE:
                yield replace(_tag(field, text, one), facet=LOOK_ALIKE)

    def _rows_by_item(
        self, text: str, found: tuple[Found, ...]
    ) -> Mapping[int, Mapping[str, Treatment]]:
        """The treatments of each item of a list; a family only where no member stands."""
        rows: dict[int, dict[str, Treatment]] = {}
        for one in found:
            if one.pattern.facet == "treatment":
                row = self._treatments[one.pattern.concept]
                rows.setdefault(_item(text, one), {})[row.id] = row
        for item, same in rows.items():
            members = {row_id: row for row_id, row in same.items() if row_id not in self._families}
            rows[item] = members or same
        return rows

    def _of_treatment(
        self, field: str, text: str, found: Found, facets: tuple[str, ...]
    ) -> Iterator[Tag]:
        row = self._treatments[found.pattern.concept]
        concepts = [("treatment", row.id), ("class", row.class_id)]
        concepts += [("modality", row.modality), ("approach", row.approach)]
        concepts += [("target", target) for target in row.targets]
        for facet, concept in concepts:
            if facet in facets:
                yield replace(_tag(field, text, found), facet=facet, concept=concept)


def _families(treatments: Iterable[Treatment]) -> frozenset[str]:
    """Treatments that are a whole kind (`car_t`), of which others are sorts (`car_t_auto`)."""
    modalities = {row.modality for row in treatments}
    return frozenset(
        row.id
        for row in treatments
        if any(other.startswith(f"{row.modality}_") for other in modalities)
    )


def _adds(found: Found, known: Iterable[Treatment]) -> bool:
    """Whether words on a treatment say more than what is known of those beside them."""
    if found.pattern.facet not in OF_TREATMENT:
        return True
    if found.pattern.facet != "modality":
        return not any(known)
    return all(found.pattern.concept.startswith(f"{row.modality}_") for row in known)


def _tag(field: str, text: str, found: Found) -> Tag:
    pattern, words = found.pattern, text[found.start : found.end]
    return Tag(pattern.facet, pattern.concept, pattern.rule, field, found.start, found.end, words)


def _said(text: str, found: tuple[Found, ...]) -> Iterator[Found]:
    """What is found and not set aside: after `except`, up to the end of the clause."""
    stretches = [
        (one.end, _end_after(_CLAUSE_END, text, one.end))
        for one in found
        if one.pattern.facet == EXCLUSION
    ]
    for one in found:
        if not any(start <= one.start < end for start, end in stretches):
            yield one


def _item(text: str, found: Found) -> int:
    """The item of a list that a match ends in, by where the item ends."""
    return _end_after(_ITEM_END, text, found.end)


def _end_after(end: re.Pattern[str], text: str, place: int) -> int:
    match = end.search(text, place)
    return match.start() if match else len(text)
