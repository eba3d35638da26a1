"""Entries of Europe PMC as they come, awkward ones included. Every entry here is made up."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from vigie.records.dates import PartialDate
from vigie.records.entries import AbstractPart, Article, Tie
from vigie.records.ids import RecordId
from vigie.records.payload import Payload
from vigie.sources.europepmc.reading import UnreadableEntry, read

LITERATURE = Path(__file__).parents[4] / "shared" / "registry" / "literature"
ENTRY: dict[str, Any] = {
    "id": "PPR77",
    "source": "PPR",
    "doi": "10.5555/made.up",
    "title": "Exercise in <i>inclusion body</i> myositis.",
    "authorString": "Martin AB, Petit C.",
    "pubYear": "2025",
    "bookOrReportDetails": {"publisher": "madeRxiv"},
    "pubTypeList": {"pubType": ["Preprint"]},
    "firstPublicationDate": "2025-03-04",
    "firstIndexDate": "2025-03-06",
}


def reading(**changes: Any) -> Article:
    entry = ENTRY | changes
    return read_bytes(json.dumps(entry).encode(), f"{entry['source']}/{entry['id']}")


def read_bytes(body: bytes, local: str = "PPR/PPR77") -> Article:
    return read(
        Payload(
            record=RecordId("europepmc", local),
            url="https://example.org/",
            media_type="application/json",
            version_on=date(2025, 4, 1),
            retrieved_at=datetime(2025, 4, 2, tzinfo=UTC),
            body=body,
        )
    )


def test_a_preprint_is_read_as_one_with_its_server() -> None:
    article = reading()
    assert (article.kind, article.journal) == ("preprint", "madeRxiv")
    assert article.title == "Exercise in inclusion body myositis"
    assert article.authors == ("Martin AB", "Petit C")
    assert article.published == PartialDate(2025, 3, 4)
    assert article.entered == PartialDate(2025, 3, 6)


def test_a_preprint_says_where_it_was_published() -> None:
    found = {"commentCorrection": [{"type": "Preprint of", "id": "123", "reference": "J. 2025"}]}
    assert reading(commentCorrectionList=found).ties == (Tie("preprint_of", "J. 2025", "123"),)


def test_a_retraction_is_read_and_a_kind_of_tie_that_we_do_not_know_is_left() -> None:
    found = {
        "commentCorrection": [{"type": "Retraction in", "id": "9"}, {"type": "Other", "id": "8"}]
    }
    assert reading(commentCorrectionList=found).ties == (Tie("retracted_by", None, "9"),)


def test_a_meeting_abstract_is_a_congress_abstract() -> None:
    article = reading(id="9", source="MED", pubTypeList={"pubType": ["Meeting Abstract"]})
    assert article.kind == "congress_abstract"


def test_an_article_has_its_journal_its_issue_and_its_numbers() -> None:
    issue = {
        "issue": "2",
        "volume": "7",
        "yearOfPublication": 2024,
        "monthOfPublication": 5,
        "journal": {"title": "Journal of Tests", "isoabbreviation": "J Tests"},
    }
    article = reading(
        id="9",
        source="MED",
        pmid="9",
        pmcid="PMC9",
        pubTypeList={"pubType": ["research-article"]},
        journalInfo=issue,
        pageInfo="1-9",
        firstPublicationDate=None,
    )
    assert (article.kind, article.journal, article.volume) == ("article", "J Tests", "7")
    assert (article.pmid, article.pmcid, article.pages) == ("9", "PMC9", "1-9")
    assert article.published == PartialDate(2024, 5)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"firstPublicationDate": "2025-02-31"}, PartialDate(2025)),
        ({"firstPublicationDate": None, "pubYear": None}, None),
        (
            {
                "firstPublicationDate": None,
                "journalInfo": {"yearOfPublication": 2024, "monthOfPublication": 0},
            },
            PartialDate(2024),
        ),
    ],
)
def test_a_date_is_as_precise_as_what_can_be_one(fields: Any, expected: Any) -> None:
    assert reading(**fields).published == expected


def test_an_abstract_is_cut_at_its_headings_and_has_no_markup() -> None:
    text = "First.<h4>Methods</h4>Twelve people &amp; H<sub>2</sub>O.<h4>Results</h4> "
    assert reading(abstractText=text).abstract == (
        AbstractPart("First."),
        AbstractPart("Twelve people & H2O.", "Methods"),
    )


def test_of_an_address_only_the_country_is_read() -> None:
    place = {"authorAffiliation": [{"affiliation": "Clinic, Lyon, France. a@example.org"}]}
    authors = {"author": [{"fullName": "Martin AB", "authorAffiliationDetailsList": place}]}
    article = reading(authorList=authors)
    assert article.author_countries == ("France",)
    assert "example.org" not in repr(article)


def test_control_characters_inside_texts_do_not_lose_the_entry() -> None:
    body = json.dumps(ENTRY).replace("Exercise in", "Exercise\x01\n in").encode()
    assert read_bytes(body).title == "Exercise in inclusion body myositis"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (b"<html>Service unavailable</html>", "what is no entry"),
        (b'{"id": "PPR77"', "what is no entry"),
        (b'{"id": "PPR78", "source": "PPR"}', "'PPR/PPR78'"),
        (b'{"id": "PPR77"}', "`source`"),
    ],
)
def test_what_is_no_entry_is_refused_with_what_was_found(body: bytes, found: str) -> None:
    with pytest.raises(UnreadableEntry, match=re.escape(found)):
        read_bytes(body)


@pytest.mark.skipif(not LITERATURE.exists(), reason="The folder of real records is not here.")
def test_real_answers_are_read() -> None:
    for path in sorted(LITERATURE.glob("search_pmid_*.json")):
        answer = json.loads(path.read_bytes())
        for entry in answer["resultList"]["result"]:
            local = f"{entry['source']}/{entry['id']}"
            article = read_bytes(json.dumps(entry).encode(), local)
            assert article.title
            assert article.journal
            assert article.published
            assert article.authors
