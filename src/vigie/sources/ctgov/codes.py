"""The registry's enumerations, each value with what it is here.

*Source*: ClinicalTrials.gov, OpenAPI description of the API v2, the schemas named beside each
table. A value that is not in its table is set aside and told.
"""

from __future__ import annotations

from collections.abc import Mapping

from vigie.records.vocabulary import Control, Phase, Recruitment, StudyType

STATUS: Mapping[str, Recruitment] = {
    "NOT_YET_RECRUITING": Recruitment.NOT_YET_RECRUITING,
    "RECRUITING": Recruitment.RECRUITING,
    "ENROLLING_BY_INVITATION": Recruitment.ENROLLING_BY_INVITATION,
    "ACTIVE_NOT_RECRUITING": Recruitment.ACTIVE_NOT_RECRUITING,
    "COMPLETED": Recruitment.COMPLETED,
    "SUSPENDED": Recruitment.SUSPENDED,
    "TERMINATED": Recruitment.TERMINATED,
    "WITHDRAWN": Recruitment.WITHDRAWN,
    "AVAILABLE": Recruitment.AVAILABLE,
    "NO_LONGER_AVAILABLE": Recruitment.NO_LONGER_AVAILABLE,
    "TEMPORARILY_NOT_AVAILABLE": Recruitment.TEMPORARILY_NOT_AVAILABLE,
    "APPROVED_FOR_MARKETING": Recruitment.APPROVED_FOR_MARKETING,
    "WITHHELD": Recruitment.WITHHELD,
    "UNKNOWN": Recruitment.UNKNOWN,
}
STUDY_TYPE: Mapping[str, StudyType] = {
    "EXPANDED_ACCESS": StudyType.EXPANDED_ACCESS,
    "INTERVENTIONAL": StudyType.INTERVENTIONAL,
    "OBSERVATIONAL": StudyType.OBSERVATIONAL,
}
PHASE: Mapping[str, Phase] = {
    "NA": Phase.NOT_APPLICABLE,
    "EARLY_PHASE1": Phase.EARLY_1,
    "PHASE1": Phase.PHASE_1,
    "PHASE2": Phase.PHASE_2,
    "PHASE3": Phase.PHASE_3,
    "PHASE4": Phase.PHASE_4,
}
CONTROL_OF_ROLE: Mapping[str, Control] = {
    "placebo_comparator": Control.PLACEBO,
    "sham_comparator": Control.SHAM,
    "active_comparator": Control.ACTIVE,
    "no_intervention": Control.UNTREATED,
}
IS_EXPECTED: Mapping[str, bool] = {"ACTUAL": False, "ESTIMATED": True}


def _lower(names: str) -> Mapping[str, str]:
    return {name.upper(): name for name in names.split()}


ALLOCATION = _lower("randomized non_randomized na")
MASKING = _lower("none single double triple quadruple")
PURPOSE = _lower(
    "treatment prevention diagnostic ect supportive_care screening health_services_research"
    " basic_science device_feasibility other"
)
ROLE = _lower(
    "experimental active_comparator placebo_comparator sham_comparator no_intervention other"
)
KIND = _lower(
    "behavioral biological combination_product device diagnostic_test dietary_supplement drug"
    " genetic procedure radiation other"
)
SEX = _lower("all female male")
REFERENCE = _lower("background result derived")
