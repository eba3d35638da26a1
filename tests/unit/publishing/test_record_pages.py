"""The page of a record says every value in words. The records here are made up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from vigie.knowledge.loading import load_knowledge
from vigie.publishing.compose.publications import Published
from vigie.publishing.compose.record_fields import fields_table
from vigie.publishing.compose.records import record_section
from vigie.publishing.document import Cell, Paragraph, Table
from vigie.publishing.localise import localise, text_of
from vigie.publishing.words import Voice
from vigie.records.corpus import Corpus, Held
from vigie.records.dates import PartialDate
from vigie.records.entries import Arm, Article, EndPoint, FieldNote, Reference, Tie, Trial
from vigie.records.ids import RecordId, RecordRef
from vigie.records.tag import Tag
from vigie.records.vocabulary import Certainty, Recruitment
from vigie.sources.ctgov import codes
from vigie.sources.europepmc import reading as europepmc
from vigie.sources.pubmed import reading as pubmed

KNOWLEDGE = load_knowledge()
DAY = date(2026, 3, 4)
CODES = {
    "allocation": codes.ALLOCATION,
    "masking": codes.MASKING,
    "purpose": codes.PURPOSE,
    "sex": codes.SEX,
    "role": codes.ROLE,
    "reference": codes.REFERENCE,
    "rank": {rank: rank for rank in ("primary", "secondary", "other")},
}
STUDY = Trial(
    id=RecordId("ctgov", "NCT09999991"),
    allocation="randomized",
    masking="none",
    purpose="supportive_care",
    sex="all",
    arms=(Arm("Cream", "experimental", ("Cream A", "Bandage")), Arm("Others")),
    end_points=(EndPoint("Strength", "primary", "24 weeks"), EndPoint("Pain", "secondary")),
    references=(Reference("Martin A. J Made Up. 2026.", "result", "304"),),
    criteria="Inclusion Criteria:\n\n* Age \\>= 18 years\n* Adults",
    recruitment=Recruitment.COMPLETED,
    recruitment_on=PartialDate(2004, 11),
)
PAPER = Article(
    id=RecordId("europepmc", "PPR/PPR1"),
    kind="preprint",
    first_author="Martin A",
    journal="madeRxiv",
    published=PartialDate(2026, 3),
    title="A preprint on myositis",
    languages=("eng", "xyz"),
    ties=(Tie("preprint_of", None, "99"), Tie("retracted_by", "J Made Up. 2026;9:9", "98")),
)


def held(entry: Any) -> Held[Any]:
    ref = RecordRef(entry.id, "0123456789ab")
    return Held(ref=ref, version_on=DAY, url="https://example.org/record", entry=entry)


def told(entry: Any, language: Any = "en") -> dict[str, list[str]]:
    """What stands in each row of the table of fields."""
    table = fields_table(held(entry), Corpus(day=DAY), KNOWLEDGE)
    said = localise(table, Voice(KNOWLEDGE, language).say)
    return {texts(row[0])[0]: texts(row[1]) for row in said.rows}


def texts(cell: Cell) -> list[str]:
    return [plain(text_of(sentence)) for sentence in cell.sentences]  # type: ignore[arg-type]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def every_code() -> Iterator[tuple[str, str]]:
    yield from ((field, code) for field, known in CODES.items() for code in known.values())
    for reading in (pubmed, europepmc):
        yield from (("tie", kind) for kind in sorted(set(reading._TIES.values())))


@pytest.mark.parametrize(("field", "code"), tuple(every_code()))
def test_each_code_that_a_source_may_give_has_its_word(field: str, code: str) -> None:
    assert all(f"record.code.{field}.{code}" in told for told in KNOWLEDGE.messages.values())


def test_groups_measures_and_publications_stand_on_a_line_each() -> None:
    rows = told(STUDY)
    assert rows["groups"] == ["Cream (experimental group): Cream A and Bandage", "Others"]
    assert rows["end points"] == ["Primary: Strength (24 weeks)", "Secondary: Pain"]
    assert rows["publications listed"] == [
        "Results of the study: Martin A. J Made Up. 2026. PubMed 304"
    ]


def test_criteria_keep_their_lines_without_the_marks_of_the_registry() -> None:
    assert told(STUDY)["criteria"] == ["Inclusion Criteria:", "• Age >= 18 years", "• Adults"]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("entry", [STUDY, PAPER], ids=["study", "publication"])
def test_no_value_is_shown_as_a_code(entry: Any, language: str) -> None:
    shown = " ".join(text for row in told(entry, language).values() for text in row)
    assert not re.search(r"\w+_\w+|\w\(\w+=|None", shown)


def test_a_month_is_not_dated_as_a_day_is_in_french() -> None:
    assert told(STUDY, "fr")["recrutement"] == ["étude terminée au mois de novembre 2004"]


def test_a_reading_in_doubt_says_so_beside_its_value() -> None:
    doubted = replace(STUDY, notes=(FieldNote("sex", Certainty.LOW, "a guess"),))
    assert told(doubted)["sex"] == ["women and men", "(unsure reading)"]
    assert told(STUDY)["sex"] == ["women and men"]


def test_a_language_without_a_word_is_shown_as_its_source_gives_it() -> None:
    assert told(PAPER)["languages"] == ["English and xyz"]


def test_what_a_publication_is_to_another_is_said_with_its_number() -> None:
    assert told(PAPER)["linked publications"] == [
        "preprint of: PubMed 99",
        "retracted by: J Made Up. 2026;9:9 (PubMed 98)",
    ]


def test_a_publication_is_headed_by_its_title_and_leads_to_its_page() -> None:
    one = held(PAPER)
    decided = Tag("review", "accepted", "review:A. Editor 2026-03-04", "title", 0, 1, "A")
    corpus = Corpus(day=DAY, articles=(one,), tags={one.ref: (decided,)})
    section = record_section(one, Published(corpus), KNOWLEDGE)
    page = localise(section, Voice(KNOWLEDGE, "en").say)
    assert text_of(page.title) == "A preprint on myositis"  # type: ignore[arg-type]
    paragraphs = [block for block in page.blocks if isinstance(block, Paragraph)]
    said = [text for one in paragraphs for text in texts(Cell(one.sentences))]
    assert said[0] == "Martin A. madeRxiv, March 2026."
    assert "Its page in the database" in said
    tables = [block for block in page.blocks if isinstance(block, Table)]
    assert texts(tables[-1].rows[0][-1]) == ["decided by A. Editor on 4 March 2026"]
