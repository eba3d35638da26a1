"""`vigie check`: the curated files, and the tags against those that a person checked."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rich.console import Console

from vigie.errors import Defect, Problem
from vigie.knowledge.checking import check
from vigie.knowledge.loading import load_knowledge
from vigie.knowledge.models import Knowledge
from vigie.records.corpus import Corpus
from vigie.records.payload import Payload
from vigie.sources import digest
from vigie.store.hashing import content_sha256
from vigie.store.ledger import version_ref
from vigie.tagging.measuring import FLOOR, Agreement, measure, unheld
from vigie.tagging.sorting import SOURCE as ARTICLES
from vigie.tagging.sorting import sorted_as_wanted
from vigie.tagging.tagger import Tagger
from vigie.workflows.collecting import DIGEST, corpus_of, volatile_paths
from vigie.workflows.days import edition_day
from vigie.workflows.readings import read_payload
from vigie.workflows.surroundings import now
from vigie.workflows.telling import console, inert, step, table, write_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What the checks found; tags are measured only on files without a defect."""

    defects: tuple[Defect, ...]
    unreadable: tuple[Problem, ...] = ()
    unheld: tuple[str, ...] = ()
    agreements: tuple[Agreement, ...] = ()

    @property
    def below_floor(self) -> tuple[Agreement, ...]:
        """The concepts whose precision or recall is not good enough."""
        return tuple(one for one in self.agreements if not one.is_above_floor)

    @property
    def is_clean(self) -> bool:
        """Whether there is nothing to mend."""
        return not (self.defects or self.unreadable or self.unheld or self.below_floor)


def run(*, disease: str, is_json: bool) -> int:
    """Prints what was found, and returns 1 when there is something to mend. Raises: VigieError."""
    with step("Checking the curated files"):
        findings = _findings(disease)
    if is_json:
        write_json(_as_json(findings))
    else:
        _print(findings)
    return 0 if findings.is_clean else 1


def _findings(disease: str) -> Findings:
    defects = tuple(sorted(check(disease)))
    if defects:
        return Findings(defects=defects)
    knowledge = load_knowledge(disease)
    corpus = shipped_corpus(knowledge)
    return Findings(
        defects=(),
        unreadable=corpus.problems,
        unheld=unheld(corpus, knowledge.expected),
        agreements=(
            *measure(corpus, knowledge.expected),
            *sorted_as_wanted(Tagger(knowledge), knowledge.sorted_articles),
        ),
    )


def shipped_corpus(knowledge: Knowledge) -> Corpus:
    """The records of every shipped edition, tagged, straight from the files."""
    read = [
        read_payload(DIGEST, sent, version_ref(sent.record, _content_hash(knowledge, sent)))
        for sent in _payloads(knowledge)
    ]
    problems = [one for one in read if isinstance(one, Problem)]
    day = max(map(edition_day, knowledge.editions), default=date.min)
    found = [one for one in read if not isinstance(one, Problem)]
    return Tagger(knowledge).tag(corpus_of(day, found, problems))


def _payloads(knowledge: Knowledge) -> Iterator[Payload]:
    for edition in knowledge.editions:
        yield from digest.payloads(edition, now())


def _content_hash(knowledge: Knowledge, payload: Payload) -> str:
    paths = volatile_paths(knowledge, payload.record.source)
    return content_sha256(payload.body, payload.media_type, paths)


def _as_json(findings: Findings) -> dict[str, object]:
    return {
        "defects": findings.defects,
        "unreadable": findings.unreadable,
        "unheld": findings.unheld,
        "floor": FLOOR,
        "concepts": [
            {
                "facet": one.facet,
                "concept": one.concept,
                "precision": one.precision,
                "recall": one.recall,
                "agreed": one.agreed,
                "surplus": one.surplus,
                "missed": one.missed,
                "floor": one.floor,
            }
            for one in findings.agreements
        ],
    }


def _print(findings: Findings) -> None:
    for defect in findings.defects:
        sys.stdout.write(f"{defect}\n")
    for problem in findings.unreadable:
        sys.stdout.write(f"{problem}\n")
    for record in findings.unheld:
        sys.stdout.write(
            f"expected.csv: {record} is not a record of any shipped edition. Correct its id.\n"
        )
    out = console()
    _print_agreements(out, findings.agreements)
    _print_disagreements(findings.agreements)
    sys.stdout.write(
        "Nothing to mend.\n" if findings.is_clean else "\nThere is something to mend.\n"
    )


def _print_agreements(out: Console, agreements: Sequence[Agreement]) -> None:
    if not agreements:
        return
    rows = table("facet", "concept", "precision", "recall", "checked")
    for one in agreements:
        checked = str(len(one.agreed) + len(one.missed))
        figures = map(_percent, (one.precision, one.recall))
        rows.add_row(inert(one.facet), inert(one.concept), *figures, checked)
    out.print(rows)


def _print_disagreements(agreements: Sequence[Agreement]) -> None:
    for one in agreements:
        if one.facet == ARTICLES and one.is_above_floor:
            continue  # a few may be sorted otherwise; the figures say how many
        for record in one.surplus:
            sys.stdout.write(f"{record}: tagged {one.facet} {one.concept}, which no row expects.\n")
        for record in one.missed:
            sys.stdout.write(f"{record}: expected {one.facet} {one.concept}, which no tag says.\n")


def _percent(figure: float | None) -> str:
    return "–" if figure is None else f"{figure:.1%}"
