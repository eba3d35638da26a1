"""Tags that words decide: what a text says of treatments, forms and people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from vigie.knowledge.models import Knowledge, Treatment
from vigie.records.tag import Tag
from vigie.tagging.matching import Found, Matcher
from vigie.tagging.patterns import EXCLUSION, patterns
from vigie.tagging.reading import OF_TREATMENT

_ITEM_END = re.compile(r"[,;+]")
_CLAUSE_END = re.compile(r"[;.]")


class WordReader:
    """Reads texts with the curated words of one disease."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._matcher = Matcher(patterns(knowledge))
        self._treatments: Mapping[str, Treatment] = {row.id: row for row in knowledge.treatments}

    def read(self, field: str, text: str, facets: tuple[str, ...]) -> Iterator[Tag]:
        """What a field's text says of some facets.

        A treatment that we know brings its class, targets, modality and approach; other words
        on these in the same item of a list do not count beside it.
        """
        found = tuple(_said(text, self._matcher.find(text)))
        treatments = [one for one in found if one.pattern.facet == "treatment"]
        known = {_item(text, one) for one in treatments}
        for one in found:
            is_known_better = one.pattern.facet in OF_TREATMENT and _item(text, one) in known
            if one.pattern.facet in facets and not is_known_better:
                yield _tag(field, text, one)
        for one in treatments:
            yield from self._of_treatment(field, text, one, facets)

    def _of_treatment(
        self, field: str, text: str, found: Found, facets: tuple[str, ...]
    ) -> Iterator[Tag]:
        row = self._treatments[found.pattern.concept]
        concepts = [("class", row.class_id), ("modality", row.modality), ("approach", row.approach)]
        concepts += [("target", target) for target in row.targets]
        for facet, concept in concepts:
            if facet in facets:
                yield replace(_tag(field, text, found), facet=facet, concept=concept)


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
