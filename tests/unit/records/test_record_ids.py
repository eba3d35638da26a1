"""Names of records: parsed, ordered, made into file names."""

from __future__ import annotations

import pytest

from vigie.records.ids import RecordId, RecordRef


@pytest.mark.parametrize("text", ["digest:2025/bird", "ctgov:NCT05523167", "pubmed:40000001"])
def test_a_record_id_is_read_back_as_it_was_written(text: str) -> None:
    assert str(RecordId.parse(text)) == text


@pytest.mark.parametrize("text", ["", "bird", "Digest:x", "digest:", "digest:a b", "digest:a@b"])
def test_what_is_not_source_and_entry_is_refused_with_the_shape_to_write(text: str) -> None:
    with pytest.raises(ValueError, match="Write source:entry"):
        RecordId.parse(text)


def test_the_page_of_a_record_has_a_plain_file_name() -> None:
    assert RecordId("digest", "2025/alkivia-plus").slug == "digest-2025-alkivia-plus"
    assert RecordId("ctgov", "NCT05523167").slug == "ctgov-nct05523167"


def test_a_reference_names_one_version_of_one_record() -> None:
    ref = RecordRef.parse("digest:2025/bird@0123456789ab")
    assert ref.record == RecordId("digest", "2025/bird")
    assert str(ref) == "digest:2025/bird@0123456789ab"


@pytest.mark.parametrize("version", ["", "0123", "0123456789AB", "0123456789abc"])
def test_a_version_is_twelve_hexadecimal_digits(version: str) -> None:
    with pytest.raises(ValueError, match="12 hexadecimal digits"):
        RecordRef(RecordId("digest", "2025/bird"), version)


def test_records_sort_by_source_then_entry() -> None:
    ids = [RecordId("pubmed", "1"), RecordId("digest", "2025/b"), RecordId("digest", "2025/a")]
    assert [str(one) for one in sorted(ids)] == ["digest:2025/a", "digest:2025/b", "pubmed:1"]
