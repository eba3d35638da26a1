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
from vigie.records.vocabulary import Recruitment, StudyType
from vigie.sources.ctgov import codes
from vigie.sources.ctgov.arms import arms_of, controls_of, interventions_of
from vigie.sources.ctgov.notebook import Notebook
from vigie.sources.ctgov.numbers import registry_numbers
from vigie.sources.ctgov.opening import UnreadableStudy, opened
from vigie.sources.ctgov.parts import (
    Derived,
    Design,
    Identification,
    Location,
    Organisation,
    Outcome,
    Outcomes,
    Protocol,
    Status,
)
from vigie.sources.ctgov.relations import relations_of
from vigie.sources.ctgov.values import partial_date

SOURCE = "ctgov"
MEDIA_TYPE = "application/json"
# Raise it with every change of what `read` makes of the same bytes: cached readings depend on it.
READER_VERSION = "1"

# The registry's way to write a number of participants that is not known.
_NOBODY_KNOWS = 99_999_999
_MONTHS_OF_A_YEAR = 12


def read(payload: Payload) -> Trial:
    """The study of a payload of this source. Raises: UnreadableStudy."""
    study, unread = opened(payload.record, payload.body)
    note, protocol = Notebook(unread), study.protocol_section
    named, status = protocol.identification_module, protocol.status_module
    design, taking = protocol.design_module, protocol.eligibility_module
    sponsors, info = protocol.sponsor_collaborators_module, protocol.design_module.design_info
    _check(payload, named)
    study_type = _study_type(design, note)
    arms = arms_of(protocol.arms_interventions_module, note)
    sites = tuple(_sites(protocol.contacts_locations_module.locations, note))
    return Trial(
        id=payload.record,
        registry_numbers=registry_numbers(named),
        title=named.brief_title,
        official_title=named.official_title,
        summary=protocol.description_module.brief_summary,
        acronym=named.acronym,
        study_type=study_type,
        phases=note.codes(codes.PHASE, design.phases, "Trial.phases"),
        controls=controls_of(study_type, protocol, arms),
        allocation=note.code(codes.ALLOCATION, info.allocation, "Trial.allocation"),
        masking=note.code(codes.MASKING, info.masking_info.masking, "Trial.masking"),
        purpose=note.code(codes.PURPOSE, info.primary_purpose, "Trial.purpose"),
        arms=arms,
        end_points=tuple(_end_points(protocol.outcomes_module, note)),
        conditions=protocol.conditions_module.conditions,
        keywords=protocol.conditions_module.keywords,
        condition_codes=_mesh_numbers(study.derived_section),
        interventions=interventions_of(protocol.arms_interventions_module, arms, note),
        criteria=taking.eligibility_criteria,
        sex=note.code(codes.SEX, taking.sex, "Trial.sex"),
        takes_healthy_volunteers=taking.healthy_volunteers,
        sponsor=sponsors.lead_sponsor.name,
        collaborators=_names(sponsors.collaborators, note),
        enrolment=_enrolment(design, note),
        min_age_years=note.length(taking.minimum_age, "Trial.min_age_years"),
        max_age_years=note.length(taking.maximum_age, "Trial.max_age_years"),
        recruitment=note.code(codes.STATUS, status.overall_status, "Trial.recruitment"),
        recruitment_on=_recruitment_on(status, note),
        last_known_recruitment=_last_known(status, note),
        stop_reason=status.why_stopped,
        start=note.moment(status.start, "Trial.start"),
        primary_completion=note.moment(status.primary_completion, "Trial.primary_completion"),
        completion=note.moment(status.completion, "Trial.completion"),
        follow_up_months=_follow_up(design, note),
        countries=tuple(dict.fromkeys([site.country for site in sites])),
        sites=sites,
        first_posted=note.date(status.first_posted.date, "Trial.first_posted"),
        last_update_posted=note.date(status.last_update_posted.date, "Trial.last_update_posted"),
        results_posted=note.date(status.results_posted.date, "Trial.results_posted"),
        references=tuple(_references(protocol, note)),
        relations=relations_of(protocol, payload.record),
        unread=tuple(note.unread),
    )


def _check(payload: Payload, named: Identification) -> None:
    if named.nct_id != payload.record.local:
        found = f"the number {named.nct_id!r}" if named.nct_id else "no number"
        raise UnreadableStudy(payload.record, found, "Fetch the record again by its number.")


def _study_type(design: Design, note: Notebook) -> StudyType | None:
    """A patient registry is an observational study that the record marks as one."""
    study_type = note.code(codes.STUDY_TYPE, design.study_type, "Trial.study_type")
    if study_type is StudyType.OBSERVATIONAL and design.patient_registry:
        return StudyType.REGISTRY
    return study_type


def _enrolment(design: Design, note: Notebook) -> Quantity | None:
    count = design.enrollment_info.count
    if count is None or count == _NOBODY_KNOWS:
        return None
    if not 0 <= count < _NOBODY_KNOWS:
        note.set_aside("Trial.enrolment.value", count, "A number of people is expected.")
        return None
    kind = design.enrollment_info.type
    return Quantity(count, None, note.code(codes.IS_EXPECTED, kind, "Trial.enrolment.is_expected"))


def _recruitment_on(status: Status, note: Notebook) -> PartialDate | None:
    """The day on which the sponsor last verified the record, its status included.

    The registry itself counts from it: a status not verified for two years becomes unknown. A
    record that lacks it was last vouched for when its update was submitted, then when posted.
    """
    verified = note.date(status.status_verified_date, "Trial.recruitment_on")
    if verified is not None or status.overall_status is None:
        return verified
    submitted = partial_date(status.last_update_submit_date or "")
    return submitted or partial_date(status.last_update_posted.date or "")


def _last_known(status: Status, note: Notebook) -> Recruitment | None:
    return note.code(codes.STATUS, status.last_known_status, "Trial.last_known_recruitment")


def _follow_up(design: Design, note: Notebook) -> Quantity | None:
    years = note.length(design.target_duration, "Trial.follow_up_months")
    return None if years is None else Quantity(round(years * _MONTHS_OF_A_YEAR, 2))


def _end_points(outcomes: Outcomes, note: Notebook) -> Iterator[EndPoint]:
    yield from _ranked("primary", outcomes.primary_outcomes, note)
    yield from _ranked("secondary", outcomes.secondary_outcomes, note)
    yield from _ranked("other", outcomes.other_outcomes, note)


def _ranked(rank: str, listed: Sequence[Outcome], note: Notebook) -> Iterator[EndPoint]:
    for at, one in enumerate(listed):
        if one.measure is None:
            note.missing(f"EndPoint.measure.{rank}", at)
        else:
            yield EndPoint(one.measure, rank, one.time_frame)


def _sites(locations: Sequence[Location], note: Notebook) -> Iterator[Site]:
    for at, one in enumerate(locations):
        if one.country is None:
            note.missing("Site.country", at)
            continue
        point = one.geo_point
        yield Site(
            one.country,
            one.city,
            one.facility,
            one.state,
            note.code(codes.STATUS, one.status, "Site.recruitment", at),
            point.lat if point else None,
            point.lon if point else None,
        )


def _references(protocol: Protocol, note: Notebook) -> Iterator[Reference]:
    for at, one in enumerate(protocol.references_module.references):
        kind = note.code(codes.REFERENCE, one.type, "Reference.kind", at)
        if one.citation is None or one.type is None:
            note.missing("Reference.citation" if one.type else "Reference.kind", at)
        elif kind is not None:
            yield Reference(one.citation, kind, one.pmid)


def _names(helping: Sequence[Organisation], note: Notebook) -> tuple[str, ...]:
    for at, one in enumerate(helping):
        if one.name is None:
            note.missing("Trial.collaborators", at)
    return tuple([one.name for one in helping if one.name is not None])


def _mesh_numbers(derived: Derived) -> tuple[str, ...]:
    return tuple([mesh.id for mesh in derived.condition_browse_module.meshes if mesh.id])
