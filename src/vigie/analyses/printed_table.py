"""A table of studies that a source prints, against the records: what stands in one alone."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from vigie.analyses.landscape import Studies, in_france, is_of_another_disease
from vigie.knowledge.models import EditionFile
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Trial
from vigie.records.ids import RecordId
from vigie.records.vocabulary import StudyType


@dataclass(frozen=True, slots=True)
class Comparison:
    """Studies of both, of the records alone, and the keys of those of the table alone."""

    both: Studies
    only_here: Studies
    only_printed: tuple[str, ...]


def at_home(corpus: Corpus) -> Studies:
    """The trials that run in the home country, of this disease and not of others alone."""
    return tuple(
        held
        for held in in_france(corpus, corpus.trials)
        if held.entry.study_type is StudyType.INTERVENTIONAL
        and not is_of_another_disease(held, corpus)
    )


def known_as(held: Held[Trial], records: Container[RecordId]) -> bool:
    """Whether one of a study's sources knows it by one of these ids."""
    return any(row.ref.record in records for row in held.rows)


def compare(corpus: Corpus, edition: EditionFile) -> Comparison | None:
    """The trials of the home country against the table of an edition; None where it has none."""
    rows = edition.structure.get("france_table")
    if not isinstance(rows, list | tuple):
        return None
    printed = [RecordId("digest", f"{edition.id}/{row['trial']}") for row in rows]
    held = at_home(corpus)
    known = {row.ref.record for one in held for row in one.rows}
    both = tuple(one for one in held if known_as(one, printed))
    return Comparison(
        both=both,
        only_here=tuple(one for one in held if one not in both),
        only_printed=tuple(
            record.local.partition("/")[2] for record in printed if record not in known
        ),
    )
