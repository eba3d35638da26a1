"""The closed lists of a record's fields. Their words are in `curated/vocabularies/`."""

from __future__ import annotations

from enum import StrEnum


class Phase(StrEnum):
    """Phase of a drug trial; a combined phase is two of them."""

    EARLY_1 = "early_1"
    PHASE_1 = "1"
    PHASE_2 = "2"
    PHASE_3 = "3"
    PHASE_4 = "4"
    NOT_APPLICABLE = "na"


class Recruitment(StrEnum):
    """Whether people can join, as a source says it on a day.

    `CLOSED` is a source that says only that recruitment is over, not whether the study is. The
    five before `UNKNOWN` are of products given outside a study, and of records held back.
    """

    NOT_YET_RECRUITING = "not_yet_recruiting"
    RECRUITING = "recruiting"
    ENROLLING_BY_INVITATION = "enrolling_by_invitation"
    CLOSED = "closed"
    ACTIVE_NOT_RECRUITING = "active_not_recruiting"
    COMPLETED = "completed"
    SUSPENDED = "suspended"
    TERMINATED = "terminated"
    WITHDRAWN = "withdrawn"
    AVAILABLE = "available"
    TEMPORARILY_NOT_AVAILABLE = "temporarily_not_available"
    NO_LONGER_AVAILABLE = "no_longer_available"
    APPROVED_FOR_MARKETING = "approved_for_marketing"
    WITHHELD = "withheld"
    UNKNOWN = "unknown"


class StudyType(StrEnum):
    """What kind of study it is."""

    INTERVENTIONAL = "interventional"
    OBSERVATIONAL = "observational"
    REGISTRY = "registry"
    EXPANDED_ACCESS = "expanded_access"


class Control(StrEnum):
    """What a treatment is compared with, one per period of the study, in order."""

    PLACEBO = "placebo"
    SHAM = "sham"
    ACTIVE = "active"
    UNTREATED = "untreated"
    OPEN = "open"
    OPEN_EXTENSION = "open_extension"


class Qualifier(StrEnum):
    """How a source hedges a number or a date."""

    ABOUT = "about"
    NEARLY = "nearly"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    UP_TO = "up_to"
    TARGET = "target"
    MEAN = "mean"
    START_OF = "start_of"
    MIDDLE_OF = "middle_of"
    END_OF = "end_of"
    BY = "by"


class Certainty(StrEnum):
    """How sure a reader of a text is of what was read."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class ResultKind(StrEnum):
    """What kind of publication a result comes from."""

    TRIAL = "trial"
    PILOT = "pilot"
    COHORT = "cohort"
    CASE = "case"
    PRECLINICAL = "preclinical"
    REGISTRY = "registry"
    REVIEW = "review"
    SURVEY = "survey"
    RECOMMENDATION = "recommendation"
    CONGRESS = "congress"
