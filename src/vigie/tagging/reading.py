"""Which field of which record may say what in words, and in what order they are asked.

What a study does not take is in fields of its own (`conditions_excluded`,
`other_conditions`), or among its criteria: no facet reads them, so that an exclusion never
counts. A registry's key words only mention a form: `studies` reads them.
"""

from __future__ import annotations

from dataclasses import dataclass

from vigie.records.entries import Article, Entry, Result, Trial
from vigie.tagging.rules import is_watched

OF_TREATMENT = ("class", "target", "modality", "approach")
_TREATMENTS = ("treatment", *OF_TREATMENT)


@dataclass(frozen=True, slots=True)
class Reads:
    """A field and the facets that it speaks of.

    `is_fallback`: only of those that nothing before it has settled.
    """

    field: str
    facets: tuple[str, ...]
    is_fallback: bool = False


_TRIAL = (
    Reads("conditions", ("form", "population")),
    Reads("population", ("population",)),
    Reads("interventions", _TREATMENTS),
    Reads("comparators", ("treatment",)),
    Reads("modality", ("modality", "approach", "class"), is_fallback=True),
    Reads("targets", ("target",), is_fallback=True),
    Reads("acronym", ("treatment",), is_fallback=True),
    # A registry's conditions are often wider than what its title says.
    Reads("title", ("form", "population")),
    Reads("official_title", ("form", "population")),
    Reads("title", (*_TREATMENTS, "design"), is_fallback=True),
    Reads("official_title", _TREATMENTS, is_fallback=True),
)
_ANTIBODIES = Reads("antibodies", ("population",))
# What an article is about, `publications` decides.
_ARTICLE = (Reads("title", (*_TREATMENTS, "population")),)
_RESULT = (
    Reads("conditions", ("form", "population")),
    Reads("population", ("population",)),
    Reads("population", ("form",), is_fallback=True),
    Reads("interventions", _TREATMENTS),
)
_STATEMENT = (Reads("population", ("form", "population")),)
EVERY_FACET = ("form", *_TREATMENTS, "design", "population", "theme", "publication")


def readings(entry: Entry) -> tuple[Reads, ...]:
    """What is read of this kind of record."""
    if isinstance(entry, Trial):
        return _TRIAL if is_watched(entry) else (_ANTIBODIES, *_TRIAL)
    if isinstance(entry, Article):
        return _ARTICLE
    return _RESULT if isinstance(entry, Result) else _STATEMENT
