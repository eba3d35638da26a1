"""A published digest as a source: rows to bytes, bytes to records, nothing unknown let through."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigie.knowledge.models import EditionFile
from vigie.records.dates import PartialDate
from vigie.records.entries import (
    Article,
    Centres,
    Measured,
    Moment,
    Place,
    Quantity,
    Relation,
    Result,
    Statement,
    Trial,
)
from vigie.records.ids import RecordId
from vigie.records.payload import Payload
from vigie.records.vocabulary import Phase, Qualifier, Recruitment
from vigie.sources.digest import UnreadableRecord, payloads, read

NOW = datetime(2025, 6, 1, 12, tzinfo=UTC)


def edition(**rows: Any) -> EditionFile:
    empty: dict[str, Any] = {"trials": (), "articles": (), "results": (), "statements": ()}
    about = {
        "id": "2025", "source_title": "A digest", "publisher": "An organisation",
        "day": "2025-05-17", "since": "2024-05-17",
    }  # fmt: skip
    return EditionFile.model_validate(about | empty | rows)


def only(**rows: Any) -> Payload:
    (payload,) = payloads(edition(**rows), NOW)
    return payload


def trial(**fields: Any) -> Trial:
    entry = read(only(trials=[{"key": "bird", **fields}]))
    assert isinstance(entry, Trial)
    return entry


def sent(body: bytes, key: str = "bird") -> Payload:
    return Payload(
        record=RecordId("digest", f"2025/{key}"), url="", media_type="application/json",
        version_on=date(2025, 5, 17), retrieved_at=NOW, body=body,
    )  # fmt: skip


def refused(fields: Mapping[str, Any]) -> UnreadableRecord:
    with pytest.raises(UnreadableRecord) as raised:
        trial(**fields)
    return raised.value


class TestPayloads:
    def test_each_row_is_one_payload_named_after_its_key_and_dated_by_the_edition(self) -> None:
        payload = only(trials=[{"key": "bird"}])
        assert str(payload.record) == "digest:2025/bird"
        assert payload.url == "digest:2025#bird"
        assert payload.version_on == date(2025, 5, 17)
        assert payload.retrieved_at == NOW

    def test_the_same_facts_in_another_order_are_the_same_bytes(self) -> None:
        one = only(trials=[{"key": "bird", "acronym": "BIRD", "enrolment": {"value": "62"}}])
        two = only(trials=[{"enrolment": {"value": "62"}, "acronym": "BIRD", "key": "bird"}])
        assert one.sha256 == two.sha256

    def test_the_body_is_json_in_utf_8_with_sorted_keys(self) -> None:
        body = only(articles=[{"key": "vencovsky-2023", "first_author": "Vencovský J"}]).body
        assert "Vencovský".encode() in body
        assert list(json.loads(body)) == ["first_author", "key", "record_type"]

    def test_kinds_of_records_keep_the_order_of_the_file(self) -> None:
        made = payloads(edition(trials=[{"key": "b"}, {"key": "a"}], articles=[{"key": "c"}]), NOW)
        assert [payload.record.local for payload in made] == ["2025/b", "2025/a", "2025/c"]

    def test_a_key_used_twice_is_refused(self) -> None:
        rows = edition(trials=[{"key": "bird"}], articles=[{"key": "bird"}])
        with pytest.raises(UnreadableRecord, match=r"2025/bird.*a key of its own"):
            payloads(rows, NOW)

    @pytest.mark.parametrize("row", [{}, {"key": ""}, {"key": "Bird 2"}, {"key": ["bird"]}])
    def test_a_row_without_a_plain_key_is_refused(self, row: dict[str, Any]) -> None:
        with pytest.raises(UnreadableRecord, match="Give the row a key"):
            payloads(edition(trials=[row]), NOW)


class TestReading:
    def test_a_study_is_read_into_its_fields(self) -> None:
        entry = trial(
            registry_numbers=["NCT05721573"],
            phases=["2", "3"],
            enrolment={"value": "2250", "qualifier": "more_than"},
            completion={"date": "2025", "qualifier": "end_of"},
            recruitment="closed",
            recruitment_on="2025-05-17",
            centres=[{"count": {"value": "12", "qualifier": "about"}, "country": "France"}],
            is_abroad="false",
            relations=[{"kind": "extension_of", "target": "alkivia"}],
            places=[{"page": "16", "line": "714"}],
        )
        assert entry.id == RecordId("digest", "2025/bird")
        assert entry.registry_numbers == ("NCT05721573",)
        assert entry.phases == (Phase.PHASE_2, Phase.PHASE_3)
        assert entry.enrolment == Quantity(2250, Qualifier.MORE_THAN)
        assert entry.completion == Moment(PartialDate(2025), Qualifier.END_OF)
        assert entry.recruitment is Recruitment.CLOSED
        assert entry.recruitment_on == PartialDate(2025, 5, 17)
        assert entry.centres == (Centres(Quantity(12, Qualifier.ABOUT), "France"),)
        assert entry.is_abroad is False
        assert entry.relations == (Relation("extension_of", RecordId("digest", "2025/alkivia")),)
        assert entry.places == (Place(16, 714),)

    def test_each_type_of_row_becomes_its_type_of_record(self) -> None:
        figure = {"key": "share", "values": ["57.5", "15.4"], "unit": "percent", "joiner": "versus"}
        made = payloads(
            edition(
                articles=[{"key": "hou-2025", "published": "2025", "has_other_authors": "true"}],
                results=[
                    {"key": "r", "kind": "cohort", "figures": [figure], "articles": ["hou-2025"]}
                ],
                statements=[{"key": "s", "counts": "people", "figure": figure}],
            ),
            NOW,
        )
        article, result, statement = map(read, made)
        assert isinstance(article, Article)
        assert article.has_other_authors is True
        assert isinstance(result, Result)
        assert result.articles == (article.id,)
        assert isinstance(statement, Statement)
        assert statement.figure == Measured("share", (57.5, 15.4), "percent", "versus")

    def test_what_is_not_stated_is_not_zero(self) -> None:
        entry = trial()
        assert entry.enrolment is None
        assert entry.min_age_years is None
        assert entry.is_marked_new is None
        assert entry.places == ()

    def test_a_row_is_read_the_same_from_its_bytes_a_second_time(self) -> None:
        payload = only(trials=[{"key": "bird", "min_age_years": "18"}])
        assert read(payload) == read(payload)


class TestRefusals:
    @pytest.mark.parametrize(
        ("fields", "field", "found", "remedy"),
        [
            ({"enrolement": {"value": "62"}}, "enrolement", {"value": "62"}, "Known: enrolment"),
            ({"recruitment": "paused"}, "recruitment", "paused", "Known codes: not_yet_recruiting"),
            ({"phases": ["2", "5"]}, "phases.1", "5", "Known codes: early_1"),
            ({"start": {"date": "2024-02-30"}}, "start.date", "2024-02-30", "a day that exists"),
            ({"start": "2024-02"}, "start", "2024-02", "a mapping of date, qualifier"),
            ({"enrolment": {}}, "enrolment.value", None, "cannot be left out"),
            ({"enrolment": {"value": "about 12"}}, "enrolment.value", "about 12", "in figures"),
            ({"enrolment": {"value": "nan"}}, "enrolment.value", "nan", "in figures"),
            ({"places": [{"page": "1.5"}]}, "places.0.page", "1.5", "a whole number"),
            ({"is_abroad": "no"}, "is_abroad", "no", "true or false"),
            ({"conditions": "myositis"}, "conditions", "myositis", "Write a list"),
            ({"acronym": ["BIRD"]}, "acronym", ["BIRD"], "Write a text"),
            ({"acronym": " "}, "acronym", " ", "Write a text"),
            ({"recruitment": ["closed"]}, "recruitment", ["closed"], "Known codes"),
            ({"relations": [{"kind": "x", "target": "A B"}]}, "relations.0.target", "A B", "key"),
            ({"id": "ctgov:NCT1"}, "id", "ctgov:NCT1", "the key makes the id"),
        ],
    )  # fmt: skip
    def test_it_says_record_field_value_and_remedy(
        self, fields: dict[str, Any], field: str, found: object, remedy: str
    ) -> None:
        error = refused(fields)
        assert str(error.record) == "digest:2025/bird"
        assert error.field == field
        assert error.found == found
        assert remedy in error.remedy
        assert "digest:2025/bird" in str(error)
        assert error.exit_code == 2

    @pytest.mark.parametrize(
        ("body", "remedy"),
        [
            (b"{", "JSON in UTF-8"),
            (b"\xff\xfe", "JSON in UTF-8"),
            (b"[" * 100_000, "JSON in UTF-8"),
            (b"[]", "one JSON object"),
            (b"{}", "Known types: trial, article, result, statement"),
            (b'{"record_type": ["trial"]}', "Known types"),
            (b'{"record_type": "trial", "key": "myocit"}', "the end of the record's id"),
        ],
    )
    def test_bytes_that_are_no_record_are_refused(self, body: bytes, remedy: str) -> None:
        with pytest.raises(UnreadableRecord, match=remedy):
            read(sent(body))

    @given(
        st.dictionaries(
            st.sampled_from(
                ["phases", "start", "enrolment", "places", "is_abroad", "notes", "key"]
            ),
            st.recursive(
                st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
                lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
                max_leaves=5,
            ),
        )
    )
    def test_whatever_is_sent_is_read_or_refused_and_never_a_crash(
        self, body: dict[str, Any]
    ) -> None:
        payload = sent(json.dumps({"key": "bird", "record_type": "trial"} | body).encode())
        try:
            made: object = read(payload)
        except UnreadableRecord as error:
            made = error
        assert isinstance(made, Trial) or (isinstance(made, UnreadableRecord) and made.remedy)
