"""What records contradict: within themselves, between them, with the tables of their source.

Nothing is corrected: a finding names the records and what each says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from vigie.analyses.stated import counted
from vigie.knowledge.models import EditionFile, PrintedCount
from vigie.knowledge.nouns import CodeNoun
from vigie.records.corpus import Corpus, Held
from vigie.records.dates import PartialDate
from vigie.records.entries import Trial
from vigie.records.ids import RecordId, RecordRef
from vigie.records.message import Message
from vigie.records.vocabulary import Recruitment

_GOING_ON = frozenset(
    {
        Recruitment.RECRUITING,
        Recruitment.NOT_YET_RECRUITING,
        Recruitment.ENROLLING_BY_INVITATION,
    }
)
_ALIKE = 0.9
"""Two names that share so much of their letters are one name, spelt in two ways."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A contradiction: its kind, the records that it is in, and what they say.

    `completion_passed`, `start_to_come`, `number_twice`, `table_and_text`, `ages_reversed`,
    `enrolment_impossible`, `more_held_than_printed`, `company_misspelt`.
    """

    kind: str
    refs: tuple[RecordRef, ...]
    slots: tuple[tuple[str, Any], ...] = ()

    @property
    def message(self) -> Message:
        """The sentence that says it."""
        return Message(f"figure.finding.{self.kind}", self.slots)


def findings(
    corpus: Corpus,
    editions: Iterable[EditionFile] = (),
    printed_counts: Mapping[str, PrintedCount] | None = None,
    companies: Mapping[str, str] | None = None,
) -> tuple[Finding, ...]:
    """Every contradiction met, by kind and record.

    `editions` bring the tables of digests, `printed_counts` which studies their numbers count,
    `companies` the name of the company behind each treatment.
    """
    found: list[Finding] = []
    for held in corpus.trials:
        found += _within(held)
    found += _numbers(corpus)
    found += _printed(corpus, printed_counts or {})
    found += _companies(corpus, companies or {})
    for edition in editions:
        found += _tables(corpus, edition)
    return tuple(sorted(found, key=lambda one: (one.kind, one.refs)))


def findings_on(ref: RecordRef, found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that concern one record."""
    return tuple(finding for finding in found if ref in finding.refs)


def is_misspelt(printed: str | None, name: str | None) -> bool:
    """Whether what is printed is that name but for a letter or so.

    >>> is_misspelt("Novartiss", "Novartis"), is_misspelt("argenx", "Argenx")
    (True, False)
    """
    if not printed or not name or printed.casefold() == name.casefold():
        return False
    return SequenceMatcher(None, printed.casefold(), name.casefold()).ratio() >= _ALIKE


def _within(held: Held[Trial]) -> Iterator[Finding]:
    trial = held.entry
    yield from _dates(held)
    low, high = trial.min_age_years, trial.max_age_years
    if low is not None and high is not None and high < low:
        yield _finding("ages_reversed", held, low=low, high=high)
    if trial.enrolment is not None and not _is_possible(trial.enrolment.value):
        yield _finding("enrolment_impossible", held, enrolment=trial.enrolment.value)


def _dates(held: Held[Trial]) -> Iterator[Finding]:
    """Recruitment against the dates of the study, on the day that it was stated."""
    trial = held.entry
    if trial.recruitment is None:
        return
    on = trial.recruitment_on or PartialDate.of(held.version_on)
    said = {"recruitment": CodeNoun("recruitment", trial.recruitment.value), "on": on}
    over, begun = trial.completion, trial.start
    if over is not None and trial.recruitment in _GOING_ON and over.date.is_before(on.earliest()):
        yield _finding("completion_passed", held, completion=over, **said)
    if (
        begun is not None
        and trial.recruitment is Recruitment.RECRUITING
        and begun.date.is_after(on.latest())
    ):
        yield _finding("start_to_come", held, start=begun, **said)


def _is_possible(enrolment: float) -> bool:
    return enrolment >= 0 and float(enrolment).is_integer()


def _numbers(corpus: Corpus) -> Iterator[Finding]:
    for number in sorted(corpus.disputed_numbers):
        claimed = (held for held in corpus.trials if number in held.entry.registry_numbers)
        yield Finding("number_twice", tuple(h.ref for h in claimed), (("number", number),))


def _printed(corpus: Corpus, meant: Mapping[str, PrintedCount]) -> Iterator[Finding]:
    """A printed number of studies smaller than that of the studies which fit it."""
    for held in corpus.statements:
        found = counted(held, corpus, meant)
        printed = max(held.entry.figure.values)
        if found is not None and len(found) > printed:
            refs = (held.ref, *(one.ref for one in found))
            yield Finding(
                "more_held_than_printed", refs, (("held", len(found)), ("printed", printed))
            )


def _companies(corpus: Corpus, names: Mapping[str, str]) -> Iterator[Finding]:
    """A developer whose name is that of the treatment's company, spelt otherwise."""
    for held in corpus.trials:
        printed = held.entry.developer
        if printed is None:
            continue
        known = {names.get(one) for one in corpus.concepts(held.ref, "treatment")}
        for name in sorted(name for name in known if name and is_misspelt(printed, name)):
            yield _finding("company_misspelt", held, name=name, printed=printed)


def _tables(corpus: Corpus, edition: EditionFile) -> Iterator[Finding]:
    """The table of trials of a digest against what it says of each."""
    rows = edition.structure.get("france_table", ())
    for row in rows if isinstance(rows, list | tuple) else ():
        held = corpus.rows_by_id.get(RecordId("digest", f"{edition.id}/{row.get('trial')}"))
        if held is None or not isinstance(held.entry, Trial) or held.entry.recruitment is None:
            continue
        text, table = held.entry.recruitment.value, row["recruitment"]
        if text != table:
            slots = {
                "text": CodeNoun("recruitment", text),
                "table": CodeNoun("recruitment", table),
            }
            yield Finding("table_and_text", (held.ref,), tuple(sorted(slots.items())))


def _finding(kind: str, held: Held[Trial], **slots: Any) -> Finding:
    return Finding(kind, (held.ref,), tuple(sorted(slots.items())))
