"""`vigie shortlist`, as an editor uses it. Every article here is made up."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from commanding import Command

from vigie.records.ids import RecordId
from vigie.records.payload import Payload
from vigie.store.store import Store

WHEN = datetime(2025, 5, 17, 9, tzinfo=UTC)
GUIDELINE = ("101", "Recommendations for the care of dermatomyositis", "Practice Guideline")
TRIAL = ("102", "A trial of a cream in juvenile dermatomyositis", "Randomized Controlled Trial")
LETTER = ("103", "A word on dermatomyositis", "Letter")


def citation(pmid: str, title: str, kind: str) -> bytes:
    return f"""<PubmedArticle><MedlineCitation><PMID>{pmid}</PMID><Article><Journal>
<JournalIssue><PubDate><Year>2025</Year><Month>Feb</Month></PubDate></JournalIssue>
<ISOAbbreviation>J Made Up</ISOAbbreviation></Journal><ArticleTitle>{title}.</ArticleTitle>
<AuthorList><Author><LastName>Martin</LastName><Initials>A</Initials></Author></AuthorList>
<PublicationTypeList><PublicationType>{kind}</PublicationType></PublicationTypeList></Article>
</MedlineCitation></PubmedArticle>""".encode()


@pytest.fixture
def editor(alone: Command) -> Command:
    """An editor whose store holds three publications."""
    path = alone.home / "inflammatory_myopathies" / "store.sqlite"
    with (
        Store.open(path) as store,
        store.run("pubmed", started_at=WHEN, data_day=date(2025, 5, 17)) as run,
    ):
        run.add(
            Payload(
                record=RecordId("pubmed", row[0]),
                url=f"https://pubmed.ncbi.nlm.nih.gov/{row[0]}/",
                media_type="application/xml",
                version_on=date(2025, 3, 1),
                retrieved_at=WHEN,
                body=citation(*row),
            )
            for row in (GUIDELINE, TRIAL, LETTER)
        )
        run.finish(complete=True, ended_at=WHEN)
    return alone


def proposed(said: Any) -> list[str]:
    return [str(one["id"]) for one in said.json["proposals"]]


def test_what_is_proposed_comes_with_its_reasons(editor):
    said = editor("shortlist", "--json")
    assert proposed(said) == ["pubmed:101", "pubmed:102"]
    assert said.json["proposals"][0]["because"] == [
        {"reason": "guideline", "words": "Practice Guideline"}
    ]


def test_an_editor_reads_it_in_words(editor):
    said = editor("shortlist")
    assert said.code == 0
    assert "Recommendations for the care of dermatomyositis" in said.out
    assert "guideline: Practice Guideline" in said.out


def test_a_chapter_narrows_the_list(editor):
    assert proposed(editor("shortlist", "--chapter", "ibm", "--json")) == []
    assert len(proposed(editor("shortlist", "--chapter", "dm_pm", "--json"))) == 2


def test_a_decision_is_kept_with_reviewer_and_day_and_not_asked_again(editor):
    words = ("--because", "the first in years", "--reviewer", "A. Editor")
    said = editor("shortlist", "--accept", "101", *words)
    assert said.code == 0, said.err
    kept = (editor.home / "inflammatory_myopathies" / "reviews.csv").read_text()
    assert "pubmed:101,accepted,the first in years,A. Editor,20" in kept
    assert proposed(editor("shortlist", "--json")) == ["pubmed:102"]


def test_a_later_decision_takes_the_place_of_an_earlier_one(editor):
    words = ("--because", "read again", "--reviewer", "A. Editor")
    editor("shortlist", "--accept", "101", *words)
    editor("shortlist", "--reject", "101", *words)
    shown = editor("show", "pubmed:101", "--json").json["records"][0]
    assert [tag["concept"] for tag in shown["tags"] if tag["facet"] == "review"] == ["rejected"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--accept", "101"), "--because and --reviewer"),
        (("--accept", "999", "--because", "x", "--reviewer", "A"), "no record '999'"),
        (("--accept", "ulviprubart-phase-2-3", "--because", "x", "--reviewer", "A"), "publication"),
        (("--chapter", "skin"), "The chapters are"),
        (("--since", "2025"), "YYYY-MM-DD"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_kept(editor, words, told):
    said = editor("shortlist", *words)
    assert said.code == 2
    assert told in said.err
    assert not (editor.home / "inflammatory_myopathies" / "reviews.csv").exists()


def test_a_file_of_decisions_with_a_fault_is_named_with_its_line(editor):
    path = editor.home / "inflammatory_myopathies" / "reviews.csv"
    path.write_text("record,decision,word,reviewer,on\npubmed:1,maybe,x,A,2025-01-01\n")
    said = editor("shortlist")
    assert said.code == 2
    assert "reviews.csv:2" in said.err
