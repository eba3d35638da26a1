"""A page is cut into its records byte for byte."""

import json
from datetime import UTC, date, datetime

import pytest

from fixtures.registry_records import NUMBER, RECORD
from vigie.sources.client import Answer, UnexpectedAnswer
from vigie.sources.ctgov.slicing import page_of, slice_of


def _answer(body: bytes) -> Answer:
    return Answer(
        url="https://clinicaltrials.gov/api/v2/studies?pageSize=2",
        status=200,
        media_type="application/json",
        location="",
        body=body,
        retrieved_at=datetime(2026, 11, 24, tzinfo=UTC),
    )


def test_each_record_is_cut_with_its_own_spaces_and_order() -> None:
    first = json.dumps(RECORD, indent=3).encode()
    second = b'{ "z" : 1,\n"protocolSection":{"identificationModule":{"nctId":"NCT1"}} }'
    body = b'{"totalCount": 2, "studies": [ ' + first + b" ,\n" + second + b'], "other": 1}'
    page = page_of(_answer(body))
    assert [one.body for one in page.slices] == [first, second]
    assert [one.number for one in page.slices] == [NUMBER, "NCT1"]
    assert (page.total, page.token) == (2, None)


def test_a_version_is_of_the_day_of_its_last_update_else_of_the_best_that_there_is() -> None:
    days = [
        {"lastUpdatePostDateStruct": {"date": "2026-10-20"}, "lastUpdateSubmitDate": "2026-10-01"},
        {"lastUpdatePostDateStruct": {"date": "2026-10"}, "lastUpdateSubmitDate": "2026-10-01"},
        {"studyFirstPostDateStruct": {"date": "2024-12-01"}},
        {},
    ]
    cut = [
        slice_of(
            json.dumps(
                {
                    "protocolSection": {
                        "identificationModule": {"nctId": NUMBER},
                        "statusModule": status,
                    }
                }
            ).encode()
        )
        for status in days
    ]
    assert [one and one.updated_on for one in cut] == [
        date(2026, 10, 20),
        date(2026, 10, 1),
        date(2024, 12, 1),
        None,
    ]


def test_a_record_without_a_number_is_a_stray() -> None:
    page = page_of(_answer(b'{"studies": [{"protocolSection": {}}, 3]}'))
    assert page.slices == ()
    assert len(page.strays) == 2


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"{}", b'{"studies": 3}', b'{"studies":['])
def test_what_is_no_page_is_said_to_be_none(body: bytes) -> None:
    with pytest.raises(UnexpectedAnswer, match="a page of studies was expected"):
        page_of(_answer(body))
