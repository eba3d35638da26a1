"""What each field of a record means: its type, its unit, its definition, where a source has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from vigie.records.dates import PartialDate
from vigie.records.entries import (
    AbstractPart,
    Arm,
    Article,
    Centres,
    EndPoint,
    FieldNote,
    Intervention,
    Measured,
    Moment,
    Place,
    Quantity,
    Reference,
    Relation,
    Result,
    Site,
    Statement,
    Tie,
    Trial,
    Unread,
)
from vigie.records.ids import RecordId
from vigie.records.pointers import CTGOV

ENTRIES: tuple[type, ...] = (Trial, Article, Result, Statement)
PARTS: tuple[type, ...] = (
    Quantity,
    Moment,
    Place,
    FieldNote,
    Unread,
    Intervention,
    Arm,
    EndPoint,
    Site,
    Centres,
    Relation,
    Reference,
    AbstractPart,
    Tie,
    Measured,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldEntry:
    """One field as the data dictionary prints it.

    `pointers` maps a source to the JSON pointer of its payload that fills the field (`*` stands
    for each place of a list); a source that never states the field is not in it.
    """

    record: str
    name: str
    type: str
    unit: str | None
    definition: str
    pointers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a field says, in which unit, and whether the digest states it."""

    definition: str
    unit: str | None = None
    is_in_digest: bool = True


_SHARED = {
    "id": Meaning("The source and the entry's own key or number in it."),
    "section": Meaning("The chapter of the source that holds it; `intro` before the first one."),
    "places": Meaning("Where the source prints it: the description first, then box or table."),
    "notes": Meaning("What a reader noted on single fields, and how sure the reading is."),
}
_CONDITIONS = Meaning("The diseases concerned, in English words that tagging reads.")

MEANINGS: Mapping[type, Mapping[str, Meaning]] = {
    Trial: {
        **_SHARED,
        "registry_numbers": Meaning("The registry numbers that the source claims for the study."),
        "title": Meaning("The study's title.", is_in_digest=False),
        "official_title": Meaning("The study's full scientific title.", is_in_digest=False),
        "summary": Meaning("What the study is, in the words of its sponsor.", is_in_digest=False),
        "acronym": Meaning("The short name of the study, as printed."),
        "study_type": Meaning("Whether something is given to people, or they are only followed."),
        "phases": Meaning("The phase, or the two phases of a combined one; none if not a drug's."),
        "controls": Meaning("What the treatment is compared with, one per period, in order."),
        "allocation": Meaning(
            "How participants are shared out: randomized or not, as the registry codes it.",
            is_in_digest=False,
        ),
        "masking": Meaning(
            "Who does not know which treatment is given, as the registry codes it.",
            is_in_digest=False,
        ),
        "purpose": Meaning(
            "What the study is for: treatment, prevention, as the registry codes it.",
            is_in_digest=False,
        ),
        "arms": Meaning("The groups of participants, and what each is given.", is_in_digest=False),
        "end_points": Meaning(
            "What is measured, and when: primary ones first.", is_in_digest=False
        ),
        "conditions": _CONDITIONS,
        "keywords": Meaning("The sponsor's own key words.", is_in_digest=False),
        "condition_codes": Meaning(
            "The MeSH descriptors that the registry gives to the conditions.", is_in_digest=False
        ),
        "conditions_excluded": Meaning("The diseases that the source says are left out."),
        "other_conditions": Meaning("Other diseases that the same study takes."),
        "population": Meaning("Who takes part, in short English."),
        "antibodies": Meaning("The autoantibodies that the study asks for or follows."),
        "interventions": Meaning("What the study gives, comparators included."),
        "modality": Meaning("What kind of product is given: a code of the list `modality`."),
        "targets": Meaning("What the product acts on: codes of the list `target`."),
        "criteria": Meaning(
            "The eligibility criteria as the source has them, escapes and all.", is_in_digest=False
        ),
        "sex": Meaning("Who can take part: all, female, male.", is_in_digest=False),
        "takes_healthy_volunteers": Meaning(
            "Whether people without the disease can take part.", is_in_digest=False
        ),
        "sponsor": Meaning("Who is responsible for the study, where the source says so."),
        "collaborators": Meaning("Who else supports the study.", is_in_digest=False),
        "developer": Meaning("Who develops the product; not to be taken for the sponsor."),
        "lead_centre": Meaning("The hospital that leads the study."),
        "funders": Meaning("Who pays for the study or a part of it."),
        "enrolment": Meaning("How many people take part or are to take part.", "people"),
        "min_age_years": Meaning("The youngest age at which one can take part.", "years"),
        "max_age_years": Meaning("The oldest age at which one can take part.", "years"),
        "recruitment": Meaning("Whether people can join; read together with its day."),
        "recruitment_on": Meaning("The day on which the source says so of the recruitment."),
        "last_known_recruitment": Meaning(
            "What was last said of recruitment, where the source no longer knows.",
            is_in_digest=False,
        ),
        "stop_reason": Meaning(
            "Why the study was stopped, in the words of its sponsor.", is_in_digest=False
        ),
        "start": Meaning("When the study started or is to start."),
        "primary_completion": Meaning(
            "When the last primary measure was or is to be taken.", is_in_digest=False
        ),
        "completion": Meaning("When the study ended or is to end."),
        "follow_up_months": Meaning("How long each participant is followed.", "months"),
        "countries": Meaning("The countries where it runs, in English as registries write them."),
        "countries_ruled_out": Meaning("The countries where the source says it does not run."),
        "regions": Meaning("Wider regions that the source names instead of countries."),
        "is_abroad": Meaning("Whether it runs outside France as well, or only there."),
        "sites": Meaning("The towns and hospitals named. Contacts are never kept."),
        "centres": Meaning("How many centres take part, per country or in all."),
        "country_count": Meaning("How many countries take part.", "countries"),
        "first_posted": Meaning("The day the registry first showed the study.", is_in_digest=False),
        "last_update_posted": Meaning(
            "The day the registry last showed a change of the study.", is_in_digest=False
        ),
        "results_posted": Meaning(
            "The day the registry first showed results of the study.", is_in_digest=False
        ),
        "references": Meaning(
            "The publications that the registry lists for the study.", is_in_digest=False
        ),
        "is_marked_new": Meaning("Whether the source itself marks the study as new."),
        "subject": Meaning("What an observational study or a programme is about."),
        "relations": Meaning("Ties to other studies of the same source."),
        "unread": Meaning("The values of the payload that could not be read.", is_in_digest=False),
    },
    Article: {
        **_SHARED,
        "kind": Meaning(
            "What it is: article, preprint, congress_abstract, registry_report, report, "
            "guideline, brochure or press_release."
        ),
        "first_author": Meaning("The first author, or the organisation, as cited."),
        "has_other_authors": Meaning("Whether the citation says that there are others."),
        "authors": Meaning(
            "Family name and initials of each author, groups by their name.", is_in_digest=False
        ),
        "author_countries": Meaning(
            "The ends of the authors' addresses as printed, where a country stands.",
            is_in_digest=False,
        ),
        "journal": Meaning("The journal or the congress."),
        "volume": Meaning("Its volume.", is_in_digest=False),
        "issue": Meaning("Its issue.", is_in_digest=False),
        "pages": Meaning("Its pages, or its number in the journal.", is_in_digest=False),
        "published": Meaning("When it was published, as precise as the source."),
        "published_words": Meaning(
            "The date as printed, where no partial date can say it.", is_in_digest=False
        ),
        "entered": Meaning("The day the database first showed it.", is_in_digest=False),
        "title": Meaning("Its title, where printed."),
        "abstract": Meaning("Its abstract, paragraph by paragraph.", is_in_digest=False),
        "languages": Meaning(
            "The languages it is written in, as three-letter codes.", is_in_digest=False
        ),
        "publication_types": Meaning(
            "What kind of publication it is, as PubMed says.", is_in_digest=False
        ),
        "subject_headings": Meaning("The MeSH descriptors given to it.", is_in_digest=False),
        "keywords": Meaning("The authors' key words.", is_in_digest=False),
        "registry_numbers": Meaning("The registry numbers that it declares.", is_in_digest=False),
        "ties": Meaning("Retractions, corrections, preprints and the like.", is_in_digest=False),
        "doi": Meaning("Its digital object identifier.", is_in_digest=False),
        "pmid": Meaning("Its PubMed number.", is_in_digest=False),
        "pmcid": Meaning("Its number in PubMed Central.", is_in_digest=False),
    },
    Result: {
        **_SHARED,
        "kind": Meaning("What kind of work it comes from: a code of the list `result_kind`."),
        "team": Meaning("The institution or the country; never a person."),
        "conditions": _CONDITIONS,
        "population": Meaning("Who was studied, in short English."),
        "treatment": Meaning("What was given, if anything."),
        "outcome": Meaning("What was found, in short English, without its figures."),
        "figures": Meaning("The figures of the result; its sentence names each by its key."),
        "articles": Meaning("The publications cited for it."),
        "trials": Meaning("The studies of the same source that it comes from."),
    },
    Statement: {
        **_SHARED,
        "figure": Meaning("The figure as printed."),
        "counts": Meaning("What the figure counts, in short English."),
        "population": Meaning("Among whom or where."),
        "attributed_to": Meaning("The source that the text itself names."),
        "articles": Meaning("The publications cited for it."),
    },
    Quantity: {
        "value": Meaning("The number."),
        "qualifier": Meaning("How the source hedges it."),
        "is_expected": Meaning("Whether it is planned, or has been counted."),
    },
    Moment: {
        "date": Meaning("A year, a month or a day, never padded."),
        "qualifier": Meaning("How the source hedges it."),
        "is_expected": Meaning("Whether it is planned, or has happened."),
    },
    Place: {
        "page": Meaning("The page, from 1."),
        "line": Meaning("The line of the text version, from 1."),
    },
    FieldNote: {
        "field": Meaning("The field that the note is about."),
        "certainty": Meaning("How sure the reading is."),
        "note": Meaning("Why, or what else the source says."),
    },
    Unread: {
        "pointer": Meaning("Where it stands: a JSON pointer into the payload."),
        "found": Meaning("The value, cut where it is long."),
        "remedy": Meaning("What to do about it."),
    },
    Intervention: {
        "name": Meaning("What is given, named as its international name or code."),
        "other_names": Meaning("Brands, codes and former names."),
        "route": Meaning("How it is given: a code of the list `route`."),
        "dose": Meaning("How much and how often, in short English."),
        "is_comparator": Meaning("Whether it is what the others are compared with."),
        "kind": Meaning(
            "What it is: drug, biological, device, behavioral, as the registry codes it."
        ),
    },
    Arm: {
        "label": Meaning("The name of the group."),
        "role": Meaning("Its role: experimental, placebo comparator, as the registry codes it."),
        "interventions": Meaning("The names of what it is given."),
    },
    EndPoint: {
        "measure": Meaning("What is measured."),
        "rank": Meaning("primary, secondary or other."),
        "time_frame": Meaning("When it is measured, in the words of the sponsor."),
    },
    Site: {
        "country": Meaning("The country."),
        "city": Meaning("The town."),
        "facility": Meaning("The hospital."),
        "region": Meaning("The state or region."),
        "recruitment": Meaning("Whether people can join there; stated only of open studies."),
        "latitude": Meaning("Degrees north.", "degrees"),
        "longitude": Meaning("Degrees east.", "degrees"),
    },
    Centres: {
        "count": Meaning("How many centres.", "centres"),
        "country": Meaning("In which country; not stated means in all."),
    },
    Relation: {
        "kind": Meaning("extension_of: goes on after it; fed_by: its participants come from it."),
        "target": Meaning("The other study."),
    },
    Reference: {
        "citation": Meaning("The citation as the registry prints it."),
        "kind": Meaning("background, result or derived, as the registry says."),
        "pmid": Meaning("Its PubMed number."),
    },
    AbstractPart: {
        "text": Meaning("The paragraph."),
        "label": Meaning("Its heading."),
    },
    Tie: {
        "kind": Meaning("retracted_by, retraction_of, corrected_by, correction_of and the like."),
        "citation": Meaning("The other publication as the source cites it."),
        "target": Meaning("Its PubMed number or its DOI."),
    },
    Measured: {
        "key": Meaning("The figure's name: in a result, the slot of its sentence."),
        "values": Meaning("The numbers, in the order printed."),
        "unit": Meaning("A code of the list `unit`."),
        "joiner": Meaning("How several numbers stand together: to, and, versus, of."),
        "qualifier": Meaning("How the source hedges it."),
    },
}


def codebook() -> Iterator[FieldEntry]:
    """Every field of every record and of its parts, in the order of their definition.

    Raises: KeyError for a field that has no meaning here.
    """
    for kind in (*ENTRIES, *PARTS):
        hints = get_type_hints(kind)
        for field in fields(kind):
            meaning = MEANINGS[kind][field.name]
            yield FieldEntry(
                record=kind.__name__,
                name=field.name,
                type=type_in_words(hints[field.name]),
                unit=meaning.unit,
                definition=meaning.definition,
                pointers=pointers_of(kind, field.name),
            )


def type_in_words(hint: Any) -> str:
    """A type as a reader of the data dictionary names it.

    >>> type_in_words(tuple[str, ...])
    'list of text'
    """
    if get_origin(hint) is tuple:
        return f"list of {type_in_words(get_args(hint)[0])}"
    if get_origin(hint) in (Union, UnionType):
        (inner,) = (part for part in get_args(hint) if part is not NoneType)
        return type_in_words(inner)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return f"code of {hint.__name__}"
    return _WORDS.get(hint) or hint.__name__


def pointers_of(kind: type, path: str) -> dict[str, str]:
    """Where each source has a field of a record, or a field of a part that stands in it.

    >>> pointers_of(Trial, "start.date")["digest"]
    '/start/date'
    """
    found = {}
    if kind in ENTRIES and MEANINGS[kind][path.partition(".")[0]].is_in_digest:
        found["digest"] = "/key" if path == "id" else f"/{path.replace('.', '/')}"
    if f"{kind.__name__}.{path}" in CTGOV:
        found["ctgov"] = CTGOV[f"{kind.__name__}.{path}"]
    return found


_WORDS: Mapping[Any, str] = {
    str: "text",
    float: "number",
    int: "whole number",
    bool: "true or false",
    PartialDate: "partial date",
    RecordId: "record id",
}
