"""Tags that a record's own fields decide: phase, design, place, recruitment, novelty, ages.

Each rule reads one question off one record and points at the words of the field that said so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from vigie.records.entries import Trial
from vigie.records.tag import Tag
from vigie.records.vocabulary import Control, StudyType

_COMPARED = (Control.PLACEBO, Control.SHAM)
_OPENED = (Control.OPEN, Control.OPEN_EXTENSION)
Texts = Mapping[str, str]


def tag_in(
    texts: Texts, field: str, words: str, *, facet: str, concept: str, rule: str = "field"
) -> Tag:
    """A tag on the item of a field's list that these words are. Raises: ValueError."""
    match = re.search(rf"(?:^|[;,] )({re.escape(words)})(?=$|[;,] )", texts[field])
    if match is None:
        raise ValueError(f"{words!r} is no item of {field}: {texts[field]!r}.")
    return Tag(facet, concept, rule, field, match.start(1), match.end(1), words)


def whole(texts: Texts, field: str, *, facet: str, concept: str, rule: str = "field") -> Tag:
    """A tag on the whole text of a field."""
    words = texts[field]
    return Tag(facet, concept, rule, field, 0, len(words), words)


def phases(trial: Trial, texts: Texts) -> Iterator[Tag]:
    """Each phase of the study; a combined phase is two."""
    for phase in trial.phases:
        yield tag_in(texts, "phases", phase.value, facet="phase", concept=phase.value)


def study_type(trial: Trial, texts: Texts) -> Iterator[Tag]:
    """The kind of study; an observational one or a registry is also a design."""
    if trial.study_type is None:
        return
    yield whole(texts, "study_type", facet="study_type", concept=trial.study_type.value)
    if is_watched(trial):
        yield whole(texts, "study_type", facet="design", concept=trial.study_type.value)


def controls(trial: Trial, texts: Texts) -> Iterator[Tag]:
    """What the study compares with.

    A study that first compares and then gives everyone the treatment is `placebo_then_open`:
    its second period does not make it an open study, nor an extension study.
    """
    is_opened_later = _is_opened_later(trial.controls)
    for control in dict.fromkeys(trial.controls):
        if not (is_opened_later and control in _OPENED):
            yield tag_in(texts, "controls", control.value, facet="design", concept=control.value)
    if is_opened_later:
        yield whole(texts, "controls", facet="design", concept="placebo_then_open")


def _is_opened_later(periods: tuple[Control, ...]) -> bool:
    compared = [n for n, control in enumerate(periods) if control in _COMPARED]
    opened = [n for n, control in enumerate(periods) if control in _OPENED]
    return bool(compared) and bool(opened) and min(compared) < max(opened)


def recruitment(trial: Trial, texts: Texts) -> Iterator[Tag]:
    """Whether people could join, with the day on which the source said so."""
    if trial.recruitment is not None:
        yield whole(texts, "recruitment", facet="recruitment", concept=trial.recruitment.value)


def novelty(trial: Trial, texts: Texts, since: date | None) -> Iterator[Tag]:
    """New: first posted after that day; where no posting is known, printed as new."""
    if trial.first_posted is not None:
        if since is not None and trial.first_posted.earliest() > since:
            yield whole(texts, "first_posted", facet="novelty", concept="new", rule="first_posted")
    elif trial.is_marked_new:
        yield whole(texts, "is_marked_new", facet="novelty", concept="new", rule="is_marked_new")


def ages(trial: Trial, texts: Texts) -> Iterator[Tag]:
    """Adults only, or young people only, as the ages taken in say it."""
    if trial.min_age_years is not None and trial.min_age_years >= 18:
        yield whole(texts, "min_age_years", facet="population", concept="adult")
    if trial.max_age_years is not None and trial.max_age_years <= 18:
        yield whole(texts, "max_age_years", facet="population", concept="juvenile")


def antibodies(trial: Trial, texts: Texts) -> Iterator[Tag]:
    """A population that an autoantibody defines; an observational study only measures it."""
    for name in () if is_watched(trial) else trial.antibodies:
        yield tag_in(texts, "antibodies", name, facet="population", concept="antibody_defined")


def is_watched(trial: Trial) -> bool:
    """Whether the study only observes: what it lists is followed, not required."""
    return trial.study_type in {StudyType.OBSERVATIONAL, StudyType.REGISTRY}


def place(trial: Trial, texts: Texts, home: str | None) -> Iterator[Tag]:
    """In the home country, there and abroad, outside it; `abroad` says nothing of home.

    Nothing where the source names no country: a region may or may not hold it. Each
    field that says so gives a tag.
    """
    inside = list(_inside(trial, home))
    beyond = list(_beyond(trial, home))
    ruled_out = [("countries_ruled_out", c) for c in trial.countries_ruled_out if c == home]
    if inside:
        concept, said = ("france_and_abroad", inside + beyond) if beyond else ("france", inside)
    elif ruled_out:
        concept, said = "outside_france", ruled_out
    else:
        concept, said = "abroad", beyond
    for field, words in said:
        yield tag_in(texts, field, words, facet="place", concept=concept)


def countries_named(trial: Trial) -> Iterator[tuple[str, str]]:
    """Each country that a field names, with the field; one ruled out is not among them."""
    yield from (("countries", country) for country in dict.fromkeys(trial.countries))
    yield from (("sites", site) for site in dict.fromkeys(s.country for s in trial.sites))
    centres = (one.country for one in trial.centres if one.country)
    yield from (("centres", country) for country in dict.fromkeys(centres))


def _inside(trial: Trial, home: str | None) -> Iterable[tuple[str, str]]:
    return ((field, country) for field, country in countries_named(trial) if country == home)


def _beyond(trial: Trial, home: str | None) -> Iterator[tuple[str, str]]:
    yield from ((field, country) for field, country in countries_named(trial) if country != home)
    if trial.is_abroad:
        yield "is_abroad", "abroad"
