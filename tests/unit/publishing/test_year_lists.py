"""The list of a year's publications. Every publication here is made up."""

from __future__ import annotations

from datetime import date

from vigie.publishing.compose.literature import LONG_LIST, year_lists
from vigie.publishing.compose.publications import Published
from vigie.publishing.document import Listing, Section
from vigie.records.corpus import Corpus, Held
from vigie.records.dates import PartialDate
from vigie.records.entries import Article
from vigie.records.ids import RecordId, RecordRef
from vigie.records.message import Message
from vigie.records.tag import Tag

DAY = date(2026, 11, 25)
MONTHS = (PartialDate(2026, 2), PartialDate(2026, 10, 3), PartialDate(2026))


def listed(count: int) -> tuple[object, ...]:
    """What stands under the publications on the disease, of so many spread over the months."""
    held = tuple(
        Held(
            ref=RecordRef(RecordId("pubmed", str(at)), "0123456789ab"),
            version_on=DAY,
            url="https://example.org",
            entry=Article(
                id=RecordId("pubmed", str(at)), published=MONTHS[at % 3], title="T", pmid=str(at)
            ),
        )
        for at in range(1, count + 1)
    )
    tags = {one.ref: (Tag("form", "dm", "term", "title", 0, 1, "T"),) for one in held}
    (year,) = year_lists(Published(Corpus(day=DAY, literature=held, tags=tags)))
    part = year.blocks[1]
    assert isinstance(part, Section)
    return part.blocks


def test_a_long_list_is_told_month_by_month_the_latest_first() -> None:
    months = listed(LONG_LIST + 3)
    titles = [one.title for one in months if isinstance(one, Section)]
    assert [
        (said.key, dict(said.slots).get("on")) for said in titles if isinstance(said, Message)
    ] == [
        ("literature.year.month", PartialDate(2026, 10)),
        ("literature.year.month", PartialDate(2026, 2)),
        ("literature.year.no_month", None),
    ]
    lists = [one.blocks[0] for one in months if isinstance(one, Section)]
    assert [len(one.items) for one in lists if isinstance(one, Listing)] == [11, 11, 11]


def test_a_short_list_is_one() -> None:
    (whole,) = listed(6)
    assert isinstance(whole, Listing)
    assert len(whole.items) == 6
