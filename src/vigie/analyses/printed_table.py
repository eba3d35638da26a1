"""A table of studies that a source prints, against the records: what stands in one alone."""

from __future__ import annotations

from dataclasses import dataclass

from vigie.analyses.landscape import Studies, in_france, is_of_another_disease
from vigie.knowledge.models import EditionFile
from vigie.records.corpus import Corpus
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


def compare(corpus: Corpus, edition: EditionFile) -> Comparison | None:
    """The trials of the home country against the table of an edition; None where it has none."""
    rows = edition.structure.get("france_table")
    if not isinstance(rows, list | tuple):
        return None
    printed = [RecordId("digest", f"{edition.id}/{row['trial']}") for row in rows]
    held = at_home(corpus)
    known = {one.ref.record for one in held}
    return Comparison(
        both=tuple(one for one in held if one.ref.record in printed),
        only_here=tuple(one for one in held if one.ref.record not in printed),
        only_printed=tuple(
            record.local.partition("/")[2] for record in printed if record not in known
        ),
    )
