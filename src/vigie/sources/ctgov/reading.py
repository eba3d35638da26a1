"""A record of ClinicalTrials.gov, from its JSON to a study.

*Source*: ClinicalTrials.gov API v2, Study Data Structure,
https://clinicaltrials.gov/data-api/about-api/study-data-structure.

Every field is read as the registry means it, or set aside in `Trial.unread` with its pointer;
the rest of the record goes on. Texts stay as received, escapes and all; countries as written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vigie.records.dates import PartialDate
from vigie.records.entries import (
    EndPoint,
    Quantity,
    Reference,
    Site,
    Trial,
)
from vigie.records.payload import Payload
from vigie.records.vocabulary import StudyType
from vigie.sources.ctgov import codes
from vigie.sources.ctgov.arms import arms_of, controls_of, interventions_of
from vigie.sources.ctgov.notebook import Notebook
from vigie.sources.ctgov.numbers import registry_numbers
from vigie.sources.ctgov.opening import UnreadableStudy, opened
from vigie.sources.ctgov.parts import (
    Design,
    Identification,
    Location,
    Outcomes,
    Protocol,
    Status,
)
from vigie.sources.ctgov.relations import relations_of
from vigie.sources.ctgov.values import NO_BOUND, months, years

SOURCE = "ctgov"
MEDIA_TYPE = "application/json"
# Raise it with every change of what `read` makes of the same bytes: cached readings depend on it.
READER_VERSION = "1"

# The registry's way to write a number of participants that is not known.
_NOBODY_KNOWS = 99_999_999
_STATUS = "/protocolSection/statusModule"
_DESIGN = "/protocolSection/designModule"
_ELIGIBILITY = "/protocolSection/eligibilityModule"
_LOCATIONS = "/protocolSection/contactsLocationsModule/locations"


def read(payload: Payload) -> Trial:
    """The study of a payload of this source. Raises: UnreadableStudy."""
    study, unread = opened(payload.record, payload.body)
    notebook, protocol = Notebook(unread), study.protocol_section
    named, status = protocol.identification_module, protocol.status_module
    design, taking = protocol.design_module, protocol.eligibility_module
    _check(payload, named)
    arms = arms_of(protocol.arms_interventions_module, notebook)
    study_type = _study_type(design, notebook)
    sites = tuple(_sites(protocol.contacts_locations_module.locations, notebook))
    info = design.design_info
    return Trial(
        id=payload.record,
        registry_numbers=registry_numbers(named),
        title=named.brief_title,
        official_title=named.official_title,
        summary=protocol.description_module.brief_summary,
        acronym=named.acronym,
        study_type=study_type,
        phases=tuple(notebook.codes(codes.PHASE, design.phases, f"{_DESIGN}/phases")),
        controls=controls_of(study_type, protocol, arms),
        allocation=notebook.code(
            codes.ALLOCATION, info.allocation, f"{_DESIGN}/designInfo/allocation"
        ),
        masking=notebook.code(
            codes.MASKING, info.masking_info.masking, f"{_DESIGN}/designInfo/maskingInfo/masking"
        ),
        purpose=notebook.code(
            codes.PURPOSE, info.primary_purpose, f"{_DESIGN}/designInfo/primaryPurpose"
        ),
        arms=arms,
        end_points=tuple(_end_points(protocol.outcomes_module)),
        conditions=protocol.conditions_module.conditions,
        keywords=protocol.conditions_module.keywords,
        condition_codes=tuple(
            [mesh.id for mesh in study.derived_section.condition_browse_module.meshes if mesh.id]
        ),
        interventions=interventions_of(protocol.arms_interventions_module, arms, notebook),
        criteria=taking.eligibility_criteria,
        sex=notebook.code(codes.SEX, taking.sex, f"{_ELIGIBILITY}/sex"),
        takes_healthy_volunteers=taking.healthy_volunteers,
        sponsor=protocol.sponsor_collaborators_module.lead_sponsor.name,
        collaborators=tuple(
            [one.name for one in protocol.sponsor_collaborators_module.collaborators if one.name]
        ),
        enrolment=_enrolment(design, notebook),
        min_age_years=_age(taking.minimum_age, f"{_ELIGIBILITY}/minimumAge", notebook),
        max_age_years=_age(taking.maximum_age, f"{_ELIGIBILITY}/maximumAge", notebook),
        recruitment=notebook.code(codes.STATUS, status.overall_status, f"{_STATUS}/overallStatus"),
        recruitment_on=_recruitment_on(status, notebook),
        last_known_recruitment=notebook.code(
            codes.STATUS, status.last_known_status, f"{_STATUS}/lastKnownStatus"
        ),
        stop_reason=status.why_stopped,
        start=notebook.moment(status.start_date_struct, f"{_STATUS}/startDateStruct"),
        primary_completion=notebook.moment(
            status.primary_completion_date_struct, f"{_STATUS}/primaryCompletionDateStruct"
        ),
        completion=notebook.moment(
            status.completion_date_struct, f"{_STATUS}/completionDateStruct"
        ),
        follow_up_months=_follow_up(design, notebook),
        countries=tuple(dict.fromkeys([site.country for site in sites])),
        sites=sites,
        first_posted=notebook.date(
            status.study_first_post_date_struct.date, f"{_STATUS}/studyFirstPostDateStruct/date"
        ),
        last_update_posted=notebook.date(
            status.last_update_post_date_struct.date, f"{_STATUS}/lastUpdatePostDateStruct/date"
        ),
        results_posted=notebook.date(
            status.results_first_post_date_struct.date, f"{_STATUS}/resultsFirstPostDateStruct/date"
        ),
        references=tuple(_references(protocol, notebook)),
        relations=relations_of(protocol, payload.record),
        unread=tuple(notebook.unread),
    )


def _check(payload: Payload, named: Identification) -> None:
    if named.nct_id != payload.record.local:
        found = f"the number {named.nct_id!r}" if named.nct_id else "no number"
        raise UnreadableStudy(payload.record, found, "Fetch the record again by its number.")


def _study_type(design: Design, notebook: Notebook) -> StudyType | None:
    """A patient registry is an observational study that the record marks as one."""
    study_type = notebook.code(codes.STUDY_TYPE, design.study_type, f"{_DESIGN}/studyType")
    if study_type is StudyType.OBSERVATIONAL and design.patient_registry:
        return StudyType.REGISTRY
    return study_type


def _enrolment(design: Design, notebook: Notebook) -> Quantity | None:
    count, kind = design.enrollment_info.count, design.enrollment_info.type
    if count is None or count == _NOBODY_KNOWS:
        return None
    if not 0 <= count < _NOBODY_KNOWS:
        notebook.set_aside(
            f"{_DESIGN}/enrollmentInfo/count", count, "A number of people is expected."
        )
        return None
    is_expected = notebook.code(codes.IS_EXPECTED, kind, f"{_DESIGN}/enrollmentInfo/type")
    return Quantity(count, is_expected=is_expected)


def _recruitment_on(status: Status, notebook: Notebook) -> PartialDate | None:
    """The day on which the sponsor last verified the record, status included.

    The registry itself counts from it: a status not verified for two years becomes unknown. A
    record that lacks it was last vouched for when its update was submitted, then posted.
    """
    return (
        notebook.date(status.status_verified_date, f"{_STATUS}/statusVerifiedDate")
        or notebook.date(status.last_update_submit_date, f"{_STATUS}/lastUpdateSubmitDate")
        or notebook.date(
            status.last_update_post_date_struct.date, f"{_STATUS}/lastUpdatePostDateStruct/date"
        )
    )


def _age(text: str | None, pointer: str, notebook: Notebook) -> float | None:
    if text is None or text == NO_BOUND:
        return None
    age = years(text)
    if age is None:
        notebook.set_aside(pointer, text, "A number and a unit are expected, such as `18 Years`.")
    return age


def _follow_up(design: Design, notebook: Notebook) -> Quantity | None:
    text = design.target_duration
    if text is None:
        return None
    length = months(text)
    if length is None:
        remedy = "A number and a unit are expected, such as `5 Years`."
        notebook.set_aside(f"{_DESIGN}/targetDuration", text, remedy)
        return None
    return Quantity(length)


def _end_points(outcomes: Outcomes) -> Iterator[EndPoint]:
    for rank, listed in (
        ("primary", outcomes.primary_outcomes),
        ("secondary", outcomes.secondary_outcomes),
        ("other", outcomes.other_outcomes),
    ):
        for one in listed:
            if one.measure is not None:
                yield EndPoint(one.measure, rank, one.time_frame)


def _sites(locations: Sequence[Location], notebook: Notebook) -> Iterator[Site]:
    for at, one in enumerate(locations):
        if one.country is None:
            notebook.set_aside(f"{_LOCATIONS}/{at}/country", "nothing", "A country is expected.")
            continue
        point = one.geo_point
        yield Site(
            country=one.country,
            city=one.city,
            facility=one.facility,
            region=one.state,
            recruitment=notebook.code(codes.STATUS, one.status, f"{_LOCATIONS}/{at}/status"),
            latitude=point.lat if point else None,
            longitude=point.lon if point else None,
        )


def _references(protocol: Protocol, notebook: Notebook) -> Iterator[Reference]:
    for at, one in enumerate(protocol.references_module.references):
        pointer = f"/protocolSection/referencesModule/references/{at}/type"
        kind = notebook.code(codes.REFERENCE, one.type, pointer)
        if one.citation is not None and kind is not None:
            yield Reference(one.citation, kind, one.pmid)
