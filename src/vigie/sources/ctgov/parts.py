"""The parts of a registry record that are read, in the registry's own words.

*Source*: ClinicalTrials.gov, OpenAPI description of the API v2, schema `Study`. What is not
named here is stepped over as the bytes are decoded: contacts, officials, telephones, e-mails and
postal codes never become objects. Codes stay text until `codes` reads them.
"""

from __future__ import annotations

from msgspec import Struct, field


class Part(Struct, rename="camel", gc=False):
    """One object of a record; what it lacks is empty, and means not stated."""


class Dated(Part):
    """A date, and whether it has come true or is planned."""

    date: str | None = None
    type: str | None = None


class SecondaryId(Part):
    """A number that the sponsor gives beside the registry's own."""

    id: str | None = None
    type: str | None = None


class Identification(Part):
    """The study's numbers and titles."""

    nct_id: str | None = None
    nct_id_aliases: tuple[str, ...] = ()
    secondary_id_infos: tuple[SecondaryId, ...] = ()
    brief_title: str | None = None
    official_title: str | None = None
    acronym: str | None = None


class ExpandedAccess(Part):
    """The record of the product's use outside the study."""

    nct_id: str | None = None


class Status(Part):
    """Where the study stands, and its days."""

    status_verified_date: str | None = None
    overall_status: str | None = None
    last_known_status: str | None = None
    why_stopped: str | None = None
    expanded_access_info: ExpandedAccess = field(default_factory=ExpandedAccess)
    start: Dated = field(default_factory=Dated, name="startDateStruct")
    primary_completion: Dated = field(default_factory=Dated, name="primaryCompletionDateStruct")
    completion: Dated = field(default_factory=Dated, name="completionDateStruct")
    first_posted: Dated = field(default_factory=Dated, name="studyFirstPostDateStruct")
    results_posted: Dated = field(default_factory=Dated, name="resultsFirstPostDateStruct")
    last_update_submit_date: str | None = None
    last_update_posted: Dated = field(default_factory=Dated, name="lastUpdatePostDateStruct")


class Organisation(Part):
    """Who is responsible for the study, or helps."""

    name: str | None = None


class Sponsors(Part):
    """The sponsor and those who help."""

    lead_sponsor: Organisation = field(default_factory=Organisation)
    collaborators: tuple[Organisation, ...] = ()


class Description(Part):
    """What the study is, in the sponsor's words."""

    brief_summary: str | None = None


class Conditions(Part):
    """The diseases, and the sponsor's key words."""

    conditions: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()


class Masking(Part):
    """Who does not know which treatment is given."""

    masking: str | None = None


class DesignInfo(Part):
    """How the study is built."""

    allocation: str | None = None
    primary_purpose: str | None = None
    masking_info: Masking = field(default_factory=Masking)


class Enrollment(Part):
    """How many people, and whether counted or planned."""

    count: int | None = None
    type: str | None = None


class Design(Part):
    """What kind of study it is."""

    study_type: str | None = None
    patient_registry: bool | None = None
    target_duration: str | None = None
    phases: tuple[str, ...] = ()
    design_info: DesignInfo = field(default_factory=DesignInfo)
    enrollment_info: Enrollment = field(default_factory=Enrollment)


class ArmGroup(Part):
    """A group of participants."""

    label: str | None = None
    type: str | None = None
    description: str | None = None
    intervention_names: tuple[str, ...] = ()


class Given(Part):
    """Something that the study gives."""

    type: str | None = None
    name: str | None = None
    arm_group_labels: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()


class ArmsInterventions(Part):
    """The groups, and what they are given."""

    arm_groups: tuple[ArmGroup, ...] = ()
    interventions: tuple[Given, ...] = ()


class Outcome(Part):
    """Something that the study measures."""

    measure: str | None = None
    time_frame: str | None = None


class Outcomes(Part):
    """What is measured, by rank."""

    primary_outcomes: tuple[Outcome, ...] = ()
    secondary_outcomes: tuple[Outcome, ...] = ()
    other_outcomes: tuple[Outcome, ...] = ()


class Eligibility(Part):
    """Who can take part."""

    eligibility_criteria: str | None = None
    healthy_volunteers: bool | None = None
    sex: str | None = None
    minimum_age: str | None = None
    maximum_age: str | None = None


class GeoPoint(Part):
    """A point on the map."""

    lat: float | None = None
    lon: float | None = None


class Location(Part):
    """A place where the study runs."""

    facility: str | None = None
    status: str | None = None
    city: str | None = None
    state: str | None = None
    country: str | None = None
    geo_point: GeoPoint | None = None


class Locations(Part):
    """Every place where the study runs."""

    locations: tuple[Location, ...] = ()


class Publication(Part):
    """A publication that the record lists."""

    pmid: str | None = None
    type: str | None = None
    citation: str | None = None


class References(Part):
    """The publications that the record lists."""

    references: tuple[Publication, ...] = ()


class Protocol(Part):
    """What the sponsor says of the study."""

    identification_module: Identification = field(default_factory=Identification)
    status_module: Status = field(default_factory=Status)
    sponsor_collaborators_module: Sponsors = field(default_factory=Sponsors)
    description_module: Description = field(default_factory=Description)
    conditions_module: Conditions = field(default_factory=Conditions)
    design_module: Design = field(default_factory=Design)
    arms_interventions_module: ArmsInterventions = field(default_factory=ArmsInterventions)
    outcomes_module: Outcomes = field(default_factory=Outcomes)
    eligibility_module: Eligibility = field(default_factory=Eligibility)
    contacts_locations_module: Locations = field(default_factory=Locations)
    references_module: References = field(default_factory=References)


class Mesh(Part):
    """A descriptor of the Medical Subject Headings."""

    id: str | None = None


class Browse(Part):
    """The descriptors that the registry gives."""

    meshes: tuple[Mesh, ...] = ()


class Derived(Part):
    """What the registry works out."""

    condition_browse_module: Browse = field(default_factory=Browse)


class Study(Part):
    """A record of the registry."""

    protocol_section: Protocol = field(default_factory=Protocol)
    derived_section: Derived = field(default_factory=Derived)
