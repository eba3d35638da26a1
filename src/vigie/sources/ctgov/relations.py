"""Ties to other studies of the registry, where the record says them beyond doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vigie.records.entries import Relation
from vigie.records.ids import RecordId
from vigie.sources.ctgov.parts import Protocol

_STUDY = r"(?:the |an? )?(?:\w+ ){0,2}?(?:study|trial)?\W{0,2}(NCT\d{8})\b"
_EXTENSION_OF = re.compile(
    rf"\bextension(?: study| trial| phase)? (?:of|to|for) {_STUDY}", re.IGNORECASE
)
_FED_BY = re.compile(
    rf"\b(?:who (?:have )?completed|rolled over from|rolling over from|roll-over from) {_STUDY}",
    re.IGNORECASE,
)
_KINDS = (("extension_of", _EXTENSION_OF), ("fed_by", _FED_BY))


def relations_of(protocol: Protocol, record: RecordId) -> tuple[Relation, ...]:
    """The studies that this one goes on from; only titles and summary are believed."""
    return tuple(dict.fromkeys(_relations(protocol, record)))


def _relations(protocol: Protocol, record: RecordId) -> Iterator[Relation]:
    named = protocol.identification_module
    texts = (named.brief_title, named.official_title, protocol.description_module.brief_summary)
    for text in texts:
        if text is None or "NCT" not in text:
            continue
        for kind, tie in _KINDS:
            for number in tie.findall(text):
                if number != record.local:
                    yield Relation(kind, RecordId(record.source, number))
