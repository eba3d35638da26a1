"""Which section of the criteria a sentence stands in."""

from enum import StrEnum


class Polarity(StrEnum):
    """The section that a sentence stands in; unknown where no heading says it."""

    INCLUSION = "inclusion"
    EXCLUSION = "exclusion"
    UNKNOWN = "unknown"
