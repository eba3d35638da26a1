"""What a record concerns, with the words that say so."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Tag:
    """One concept found in one record.

    `facet` groups concepts (form, treatment, class, target, modality, approach, phase,
    design, place, recruitment, novelty, population). `rule` names what decided; `field`,
    `start`, `end` and `words` show where: `words` is the field's text from `start` to `end`.
    """

    facet: str
    concept: str
    rule: str
    field: str
    start: int
    end: int
    words: str
