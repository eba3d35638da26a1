"""`data/figures.json`: every figure of the edition with what it was counted from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from vigie.analyses.figures import Count, Figure, Share, Stated, Summary
from vigie.knowledge.models import Language
from vigie.publishing.document import Document, Target
from vigie.publishing.site.places import Places
from vigie.records.ids import RecordRef


def figures_json(document: Document, places: Places, languages: Sequence[Language]) -> bytes:
    """All figures by key, one a line; each record ref with the pages that show it.

    Raises: BrokenLink where a figure was counted from a record without a page.
    """
    edition = document.edition
    about = {
        "id": edition.id,
        "day": edition.day.isoformat(),
        "since": edition.since.isoformat(),
        "stamp": edition.stamp,
        "versions": dict(edition.versions),
        "is_signed": edition.is_signed,
    }
    figures = sorted(document.figures, key=lambda figure: figure.key)
    lines = ",\n".join(json.dumps(_shown(figure, places, languages)) for figure in figures)
    return f'{{"edition": {json.dumps(about)},\n"figures": [\n{lines}\n]}}\n'.encode("ascii")


def _shown(figure: Figure, places: Places, languages: Sequence[Language]) -> dict[str, Any]:
    page = places.path(Target("evidence", figure.key))
    start = {"key": figure.key, "value": figure.value, "pages": _pages(str(page), languages)}
    if isinstance(figure, Count):
        return start | {"kind": "counted", "evidence": _refs(figure.evidence, places, languages)}
    if isinstance(figure, Share):
        return start | {
            "kind": "share",
            "evidence": _refs(figure.part.evidence, places, languages),
            "whole": _refs(figure.whole.evidence, places, languages),
        }
    if isinstance(figure, Summary):
        refs = _refs((ref for ref, _ in figure.evidence), places, languages)
        values = (value for _, value in figure.evidence)
        evidence = [ref | {"value": value} for ref, value in zip(refs, values, strict=True)]
        return start | {"kind": "summary", "statistic": figure.statistic, "evidence": evidence}
    return start | _stated(figure, places, languages)


def _stated(figure: Stated, places: Places, languages: Sequence[Language]) -> dict[str, Any]:
    return {
        "kind": "stated",
        "unit": figure.figure.unit,
        "joiner": figure.figure.joiner,
        "qualifier": figure.figure.qualifier,
        "source": str(figure.source),
        "ref": str(figure.ref),
        "places": [{"page": place.page, "line": place.line} for place in figure.places],
        "day": figure.on.isoformat(),
        "attributed_to": figure.attributed_to,
        "held": None if figure.held is None else _refs(figure.held, places, languages),
    }


def _refs(
    refs: Iterable[RecordRef], places: Places, languages: Sequence[Language]
) -> list[dict[str, Any]]:
    paths = ((ref, places.path(Target("record", ref.record.slug))) for ref in refs)
    return [{"ref": str(ref), "pages": _pages(str(path), languages)} for ref, path in paths]


def _pages(path: str, languages: Sequence[Language]) -> Mapping[str, str]:
    return {language: f"{language}/{path}" for language in languages}
