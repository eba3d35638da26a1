"""What ties a publication to a study."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vigie.records.ids import RecordRef


class LinkKind(StrEnum):
    """What a link rests on, the surest first.

    `RESULT`, `DERIVED`, `BACKGROUND`: the registry lists the publication so. `DECLARED`: the
    publication declares the study's number. `MENTIONED`: its title or abstract prints it.
    """

    RESULT = "result"
    DERIVED = "derived"
    DECLARED = "declared"
    MENTIONED = "mentioned"
    BACKGROUND = "background"


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """A study and a publication: what ties them, in which field, and the words that say so."""

    study: RecordRef
    article: RecordRef
    kind: LinkKind
    field: str
    words: str


def surest_first(link: Link) -> tuple[int, RecordRef]:
    """The order in which links are shown."""
    return _SUREST.index(link.kind), link.article


_SUREST = tuple(LinkKind)
