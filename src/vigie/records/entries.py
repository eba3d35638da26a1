"""The normalised readings of a record: what every source is read into.

A field that a source does not state is `None` or empty: it is *not stated*, never zero
and never no. `codebook` defines each field.
"""

from __future__ import annotations

from dataclasses import dataclass

from vigie.records.dates import PartialDate
from vigie.records.ids import RecordId
from vigie.records.vocabulary import (
    Certainty,
    Control,
    Phase,
    Qualifier,
    Recruitment,
    ResultKind,
    StudyType,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as its source hedges it: `more than 2250`, `about 12`, `up to 24`.

    `is_expected` tells what is planned from what has been counted, where the source does.
    """

    value: float
    qualifier: Qualifier | None = None
    is_expected: bool | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as its source hedges it: `end of 2025`, `by 2026`.

    `is_expected` tells what is planned from what has happened, where the source does.
    """

    date: PartialDate
    qualifier: Qualifier | None = None
    is_expected: bool | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text prints a fact: page and line, whichever are known (from 1)."""

    page: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class FieldNote:
    """What a reader noted on one field, and how sure the reading is."""

    field: str
    certainty: Certainty
    note: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """A value of a payload that could not be read: where it stands, what it is, what to do.

    `pointer` is a JSON pointer into the payload. The record is read without the value.
    """

    pointer: str
    found: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Intervention:
    """One thing that a study gives: its name as printed, and how it is given.

    `is_comparator` marks what the others are compared with.
    """

    name: str
    other_names: tuple[str, ...] = ()
    route: str | None = None
    dose: str | None = None
    is_comparator: bool = False
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Arm:
    """One group of participants: what it is called, its role, and what it is given."""

    label: str
    role: str | None = None
    interventions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EndPoint:
    """What a study measures, and when. `rank`: primary, secondary or other."""

    measure: str
    rank: str
    time_frame: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A publication that a registry lists for a study. `kind`: background, result, derived."""

    citation: str
    kind: str
    pmid: str | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """A place where a study runs. Contacts are never part of it."""

    country: str
    city: str | None = None
    facility: str | None = None
    region: str | None = None
    recruitment: Recruitment | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Centres:
    """How many centres take part, in one country or (None) in all."""

    count: Quantity
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """A tie to another study of the same source: `extension_of`, `fed_by` and the like."""

    kind: str
    target: RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A study as one source describes it.

    *Units*: ages in years, follow-up in months, places in degrees (WGS 84).
    Countries are in English, as ClinicalTrials.gov spells them. Conditions, population and
    interventions are the source's words in English; tagging reads them.
    """

    id: RecordId
    registry_numbers: tuple[str, ...] = ()
    title: str | None = None
    official_title: str | None = None
    summary: str | None = None
    acronym: str | None = None
    study_type: StudyType | None = None
    phases: tuple[Phase, ...] = ()
    controls: tuple[Control, ...] = ()
    allocation: str | None = None
    masking: str | None = None
    purpose: str | None = None
    arms: tuple[Arm, ...] = ()
    end_points: tuple[EndPoint, ...] = ()
    conditions: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    condition_codes: tuple[str, ...] = ()
    conditions_excluded: tuple[str, ...] = ()
    other_conditions: tuple[str, ...] = ()
    population: str | None = None
    antibodies: tuple[str, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    modality: str | None = None
    targets: tuple[str, ...] = ()
    criteria: str | None = None
    sex: str | None = None
    takes_healthy_volunteers: bool | None = None
    sponsor: str | None = None
    collaborators: tuple[str, ...] = ()
    developer: str | None = None
    lead_centre: str | None = None
    funders: tuple[str, ...] = ()
    enrolment: Quantity | None = None
    min_age_years: float | None = None
    max_age_years: float | None = None
    recruitment: Recruitment | None = None
    recruitment_on: PartialDate | None = None
    last_known_recruitment: Recruitment | None = None
    stop_reason: str | None = None
    start: Moment | None = None
    primary_completion: Moment | None = None
    completion: Moment | None = None
    follow_up_months: Quantity | None = None
    countries: tuple[str, ...] = ()
    countries_ruled_out: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    is_abroad: bool | None = None
    sites: tuple[Site, ...] = ()
    centres: tuple[Centres, ...] = ()
    country_count: Quantity | None = None
    first_posted: PartialDate | None = None
    last_update_posted: PartialDate | None = None
    results_posted: PartialDate | None = None
    references: tuple[Reference, ...] = ()
    is_marked_new: bool | None = None
    subject: str | None = None
    relations: tuple[Relation, ...] = ()
    section: str | None = None
    places: tuple[Place, ...] = ()
    notes: tuple[FieldNote, ...] = ()
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True)
class AbstractPart:
    """A paragraph of an abstract, under its heading where it has one."""

    text: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """How a publication stands to another, such as `retracted_by` or `preprint_of`.

    `target` is its PubMed number or its DOI, where the source gives one.
    """

    kind: str
    citation: str | None = None
    target: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A publication, a congress abstract, a report or a press release.

    `published_words` is the date as printed where no partial date can say it (a season, two
    months). `author_countries` are the ends of the authors' addresses as printed; no address is.
    """

    id: RecordId
    kind: str = "article"
    first_author: str | None = None
    has_other_authors: bool | None = None
    authors: tuple[str, ...] = ()
    author_countries: tuple[str, ...] = ()
    journal: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    published: PartialDate | None = None
    published_words: str | None = None
    entered: PartialDate | None = None
    title: str | None = None
    abstract: tuple[AbstractPart, ...] = ()
    languages: tuple[str, ...] = ()
    publication_types: tuple[str, ...] = ()
    subject_headings: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    registry_numbers: tuple[str, ...] = ()
    ties: tuple[Tie, ...] = ()
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    section: str | None = None
    places: tuple[Place, ...] = ()
    notes: tuple[FieldNote, ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure of a result or a text: its values in the order printed.

    `joiner` says how several values stand together: `to`, `and`, `versus`, `of`.
    """

    key: str
    values: tuple[float, ...]
    unit: str | None = None
    joiner: str | None = None
    qualifier: Qualifier | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a publication found, as a source reports it: who, how many, what, with what outcome."""

    id: RecordId
    kind: ResultKind
    team: str | None = None
    conditions: tuple[str, ...] = ()
    population: str | None = None
    treatment: str | None = None
    outcome: str | None = None
    figures: tuple[Measured, ...] = ()
    articles: tuple[RecordId, ...] = ()
    trials: tuple[RecordId, ...] = ()
    section: str | None = None
    places: tuple[Place, ...] = ()
    notes: tuple[FieldNote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A figure that a source prints and that our records may hold only a part of."""

    id: RecordId
    figure: Measured
    counts: str
    population: str | None = None
    attributed_to: str | None = None
    articles: tuple[RecordId, ...] = ()
    section: str | None = None
    places: tuple[Place, ...] = ()
    notes: tuple[FieldNote, ...] = ()


Entry = Trial | Article | Result | Statement
