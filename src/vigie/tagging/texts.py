"""The texts of a record that tags point into: its own words, and its facts as short words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from vigie.records.corpus import Held
from vigie.records.entries import Article, Entry, Intervention, Result, Statement, Trial

Pairs = Iterator[tuple[str, str | None]]


def texts(held: Held[Entry]) -> Mapping[str, str]:
    """Field name to searchable text, only of what is stated.

    A list is one text, its items set apart by `; `. A yes or no is said in words.

    *Example*: `interventions` is `KN5501; placebo`, `controls` is `placebo, open`.
    """
    entry = held.entry
    if isinstance(entry, Trial):
        pairs = _of_trial(entry)
    elif isinstance(entry, Article):
        pairs = _of_article(entry)
    elif isinstance(entry, Result):
        pairs = _of_result(entry)
    else:
        pairs = _of_statement(entry)
    return {name: text for name, text in pairs if text}


def _of_trial(trial: Trial) -> Pairs:
    yield "title", trial.title
    yield "official_title", trial.official_title
    yield "conditions", _items(trial.conditions)
    yield "keywords", _items(trial.keywords)
    yield "condition_codes", _items(trial.condition_codes)
    yield "population", trial.population
    yield "antibodies", _items(trial.antibodies)
    yield (
        "interventions",
        _items(_named(one) for one in trial.interventions if not one.is_comparator),
    )
    yield "comparators", _items(_named(one) for one in trial.interventions if one.is_comparator)
    yield "acronym", trial.acronym
    yield "modality", trial.modality
    yield "targets", _items(trial.targets)
    yield "subject", trial.subject
    yield "summary", trial.summary
    yield from _design_of(trial)
    yield from _places_of(trial)
    yield "recruitment", _on_day(trial)
    yield "first_posted", str(trial.first_posted) if trial.first_posted else None
    yield "is_marked_new", _yes_or_no(trial.is_marked_new, "marked new", "not marked new")
    yield "min_age_years", _number(trial.min_age_years)
    yield "max_age_years", _number(trial.max_age_years)


def _design_of(trial: Trial) -> Pairs:
    yield "study_type", trial.study_type
    yield "phases", ", ".join(trial.phases)
    yield "controls", ", ".join(trial.controls)


def _places_of(trial: Trial) -> Pairs:
    yield "countries", _items(trial.countries)
    yield "countries_ruled_out", _items(trial.countries_ruled_out)
    yield "regions", _items(trial.regions)
    yield "is_abroad", _yes_or_no(trial.is_abroad, "abroad", "not abroad")
    yield "sites", _items(site.country for site in trial.sites)
    yield "centres", _items(one.country for one in trial.centres if one.country)


def _of_article(article: Article) -> Pairs:
    yield "title", article.title
    yield "section", article.section
    yield "abstract", " ".join(part.text for part in article.abstract)
    yield "subject_headings", _items(article.subject_headings)
    yield "keywords", _items(article.keywords)
    yield "publication_types", _items(article.publication_types)
    yield "ties", _items(dict.fromkeys(tie.kind for tie in article.ties))


def _of_result(result: Result) -> Pairs:
    yield "conditions", _items(result.conditions)
    yield "population", result.population
    yield "interventions", result.treatment
    yield "kind", result.kind


def _of_statement(statement: Statement) -> Pairs:
    yield "counts", statement.counts
    yield "population", statement.population


def _named(intervention: Intervention) -> str:
    return " / ".join((intervention.name, *intervention.other_names))


def _items(items: Iterable[str]) -> str:
    return "; ".join(items)


def _on_day(trial: Trial) -> str | None:
    if trial.recruitment is None:
        return None
    day = f" on {trial.recruitment_on}" if trial.recruitment_on else ""
    return f"{trial.recruitment}{day}"


def _yes_or_no(fact: bool | None, yes: str, no: str) -> str | None:
    return None if fact is None else yes if fact else no


def _number(number: float | None) -> str | None:
    return None if number is None else f"{number:g}"
