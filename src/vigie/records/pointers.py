"""Where a source's payload has each field: JSON pointers, `*` standing for every place of a list.

The readers take from here where a value stood that they could not read, the data dictionary and
the data release where a value comes from.
"""

from __future__ import annotations

from collections.abc import Mapping

_PROTOCOL = "/protocolSection"
_NAMED = f"{_PROTOCOL}/identificationModule"
_STATUS = f"{_PROTOCOL}/statusModule"
_SPONSORS = f"{_PROTOCOL}/sponsorCollaboratorsModule"
_DESIGN = f"{_PROTOCOL}/designModule"
_ARMS = f"{_PROTOCOL}/armsInterventionsModule"
_ELIGIBILITY = f"{_PROTOCOL}/eligibilityModule"
_SITES = f"{_PROTOCOL}/contactsLocationsModule/locations"
_REFERENCES = f"{_PROTOCOL}/referencesModule/references"
_OUTCOMES = f"{_PROTOCOL}/outcomesModule"


def _dated(field: str, at: str) -> Mapping[str, str]:
    return {field: at, f"{field}.date": f"{at}/date", f"{field}.is_expected": f"{at}/type"}


CTGOV: Mapping[str, str] = {
    "Trial.id": f"{_NAMED}/nctId",
    "Trial.registry_numbers": f"{_NAMED}/secondaryIdInfos",
    "Trial.title": f"{_NAMED}/briefTitle",
    "Trial.official_title": f"{_NAMED}/officialTitle",
    "Trial.summary": f"{_PROTOCOL}/descriptionModule/briefSummary",
    "Trial.acronym": f"{_NAMED}/acronym",
    "Trial.study_type": f"{_DESIGN}/studyType",
    "Trial.phases": f"{_DESIGN}/phases",
    "Trial.controls": f"{_ARMS}/armGroups",
    "Trial.allocation": f"{_DESIGN}/designInfo/allocation",
    "Trial.masking": f"{_DESIGN}/designInfo/maskingInfo/masking",
    "Trial.purpose": f"{_DESIGN}/designInfo/primaryPurpose",
    "Trial.arms": f"{_ARMS}/armGroups",
    "Trial.end_points": f"{_OUTCOMES}/primaryOutcomes",
    "Trial.conditions": f"{_PROTOCOL}/conditionsModule/conditions",
    "Trial.keywords": f"{_PROTOCOL}/conditionsModule/keywords",
    "Trial.condition_codes": "/derivedSection/conditionBrowseModule/meshes/*/id",
    "Trial.interventions": f"{_ARMS}/interventions",
    "Trial.criteria": f"{_ELIGIBILITY}/eligibilityCriteria",
    "Trial.sex": f"{_ELIGIBILITY}/sex",
    "Trial.takes_healthy_volunteers": f"{_ELIGIBILITY}/healthyVolunteers",
    "Trial.sponsor": f"{_SPONSORS}/leadSponsor/name",
    "Trial.collaborators": f"{_SPONSORS}/collaborators/*/name",
    "Trial.enrolment": f"{_DESIGN}/enrollmentInfo",
    "Trial.enrolment.value": f"{_DESIGN}/enrollmentInfo/count",
    "Trial.enrolment.is_expected": f"{_DESIGN}/enrollmentInfo/type",
    "Trial.min_age_years": f"{_ELIGIBILITY}/minimumAge",
    "Trial.max_age_years": f"{_ELIGIBILITY}/maximumAge",
    "Trial.recruitment": f"{_STATUS}/overallStatus",
    "Trial.recruitment_on": f"{_STATUS}/statusVerifiedDate",
    "Trial.last_known_recruitment": f"{_STATUS}/lastKnownStatus",
    "Trial.stop_reason": f"{_STATUS}/whyStopped",
    **_dated("Trial.start", f"{_STATUS}/startDateStruct"),
    **_dated("Trial.primary_completion", f"{_STATUS}/primaryCompletionDateStruct"),
    **_dated("Trial.completion", f"{_STATUS}/completionDateStruct"),
    "Trial.follow_up_months": f"{_DESIGN}/targetDuration",
    "Trial.follow_up_months.value": f"{_DESIGN}/targetDuration",
    "Trial.countries": f"{_SITES}/*/country",
    "Trial.sites": _SITES,
    "Trial.first_posted": f"{_STATUS}/studyFirstPostDateStruct/date",
    "Trial.last_update_posted": f"{_STATUS}/lastUpdatePostDateStruct/date",
    "Trial.results_posted": f"{_STATUS}/resultsFirstPostDateStruct/date",
    "Trial.references": _REFERENCES,
    "Trial.relations": f"{_PROTOCOL}/descriptionModule/briefSummary",
    "Arm.label": f"{_ARMS}/armGroups/*/label",
    "Arm.role": f"{_ARMS}/armGroups/*/type",
    "Arm.interventions": f"{_ARMS}/armGroups/*/interventionNames",
    "Intervention.name": f"{_ARMS}/interventions/*/name",
    "Intervention.other_names": f"{_ARMS}/interventions/*/otherNames",
    "Intervention.is_comparator": f"{_ARMS}/interventions/*/armGroupLabels",
    "Intervention.kind": f"{_ARMS}/interventions/*/type",
    "EndPoint.measure": f"{_OUTCOMES}/primaryOutcomes/*/measure",
    "EndPoint.measure.primary": f"{_OUTCOMES}/primaryOutcomes/*/measure",
    "EndPoint.measure.secondary": f"{_OUTCOMES}/secondaryOutcomes/*/measure",
    "EndPoint.measure.other": f"{_OUTCOMES}/otherOutcomes/*/measure",
    "EndPoint.time_frame": f"{_OUTCOMES}/primaryOutcomes/*/timeFrame",
    "Site.country": f"{_SITES}/*/country",
    "Site.city": f"{_SITES}/*/city",
    "Site.facility": f"{_SITES}/*/facility",
    "Site.region": f"{_SITES}/*/state",
    "Site.recruitment": f"{_SITES}/*/status",
    "Site.latitude": f"{_SITES}/*/geoPoint/lat",
    "Site.longitude": f"{_SITES}/*/geoPoint/lon",
    "Reference.citation": f"{_REFERENCES}/*/citation",
    "Reference.kind": f"{_REFERENCES}/*/type",
    "Reference.pmid": f"{_REFERENCES}/*/pmid",
}
"""ClinicalTrials.gov API v2, by field. Where several parts of a payload fill one field, the first
that the reader looks at."""
