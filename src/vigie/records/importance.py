"""How much a change of a record matters, and why: one table, no score."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Importance(StrEnum):
    """How much a change matters to a person who may want to take part, most first."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"

    @property
    def rank(self) -> int:
        """Its place from 0, the weightiest first."""
        return _RANKS[self]


_RANKS = {importance: rank for rank, importance in enumerate(Importance)}

_C, _M, _N = Importance.CRITICAL, Importance.MAJOR, Importance.MINOR

# The reason of each rule is the sentence `changed.why.<rule>` in curated/messages/.
IMPORTANCE: Mapping[str, Importance] = {
    "opened": _C,
    "closed": _C,
    "stopped": _C,
    "recruitment": _M,
    "lost_sight": _M,
    "stop_reason": _M,
    "who": _M,
    "criteria": _M,
    "primary_end_point": _M,
    "end_point": _N,
    "treatment": _M,
    "phase": _M,
    "design": _M,
    "size_much": _M,
    "size_little": _N,
    "size_counted": _N,
    "date_far": _M,
    "date_near": _N,
    "country": _M,
    "site": _M,
    "site_detail": _N,
    "results": _M,
    "notice": _M,
    "wording": _N,
    "form": _N,
    "routine": _N,
    "detail": _N,
}

RULE_OF_FIELD: Mapping[str, str] = {
    "conditions": "who",
    "conditions_excluded": "who",
    "population": "who",
    "antibodies": "who",
    "sex": "who",
    "takes_healthy_volunteers": "who",
    "min_age_years": "who",
    "max_age_years": "who",
    "interventions": "treatment",
    "arms": "treatment",
    "modality": "treatment",
    "targets": "treatment",
    "phases": "phase",
    "study_type": "design",
    "controls": "design",
    "allocation": "design",
    "masking": "design",
    "purpose": "design",
    "stop_reason": "stop_reason",
    "countries": "country",
    "countries_ruled_out": "country",
    "results_posted": "results",
    "ties": "notice",
    "title": "wording",
    "official_title": "wording",
    "summary": "wording",
    "keywords": "wording",
    "abstract": "wording",
    "recruitment_on": "routine",
    "last_update_posted": "routine",
    "unread": "routine",
    "notes": "routine",
    "places": "routine",
}
"""The rule of a field that has only one; a field that is not here follows `detail`."""
