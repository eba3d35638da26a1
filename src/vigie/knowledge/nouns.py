"""What can fill a slot of a sentence, beside text, numbers, dates and figures.

Each noun names a curated thing by its id; `words.Voice` says it in one language, in the
grammatical form that the slot asks for (`{treatment:le}`, `{country:in}` …).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from vigie.knowledge.models import Names


@dataclass(frozen=True, slots=True)
class FormNoun:
    """A form of the disease, by its id."""

    id: str


@dataclass(frozen=True, slots=True)
class TreatmentNoun:
    """A treatment, by its id in `curated/treatments/`."""

    id: str


@dataclass(frozen=True, slots=True)
class ClassNoun:
    """A class of treatments, by its id."""

    id: str


@dataclass(frozen=True, slots=True)
class AntibodyNoun:
    """An autoantibody, by its id."""

    id: str


@dataclass(frozen=True, slots=True)
class CountryNoun:
    """A country, by its English registry name."""

    name: str


@dataclass(frozen=True, slots=True)
class CodeNoun:
    """A code of a closed list, said short (badges, tables), long (sentences) or as its meaning."""

    vocabulary: str
    code: str
    width: Literal["short", "long", "meaning"] = "long"


@dataclass(frozen=True, slots=True)
class NamedNoun:
    """Any other name with its grammar in both languages."""

    names: Names


Noun = FormNoun | TreatmentNoun | ClassNoun | AntibodyNoun | CountryNoun | CodeNoun | NamedNoun
