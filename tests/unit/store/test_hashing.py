import pytest

from vigie.store.hashing import content_sha256

JSON = "application/json"


@pytest.mark.parametrize(
    ("one", "other", "paths"),
    [
        (b'{"a": 1, "b": 2}', b'{ "b":2, "a":1 }', []),
        (b'{"m": {"v": 1, "k": 2}}', b'{"m": {"k": 2}}', ["m.v"]),
        (b'{"l": [{"v": 1}, {"v": 2}]}', b'{"l": [{"v": 3}, {"v": 4}]}', ["l.*.v"]),
        (b'{"a": 1}', b'{"a": 1}', ["not.there", "a.b.c"]),
    ],
)
def test_the_same_content_hashes_alike(one: bytes, other: bytes, paths: list[str]) -> None:
    assert content_sha256(one, JSON, paths) == content_sha256(other, JSON, paths)


@pytest.mark.parametrize(
    ("one", "other", "paths"),
    [
        (b'{"a": 1}', b'{"a": 2}', []),
        (b'{"a": [1, 2]}', b'{"a": [2, 1]}', []),
        (b'{"a": null}', b"{}", []),
        (b'{"m": {"v": 1}, "v": 1}', b'{"m": {"v": 1}, "v": 2}', ["m.v"]),
    ],
)
def test_another_content_hashes_otherwise(one: bytes, other: bytes, paths: list[str]) -> None:
    assert content_sha256(one, JSON, paths) != content_sha256(other, JSON, paths)


def test_what_is_not_json_is_hashed_byte_for_byte() -> None:
    assert content_sha256(b'{"a":1}', "text/xml") != content_sha256(b'{"a": 1}', "text/xml")
    assert content_sha256(b"{broken", JSON) != content_sha256(b"{broken ", JSON)


def test_a_vendor_s_json_is_json() -> None:
    media_type = "application/vnd.x+json; charset=utf-8"
    assert content_sha256(b'{"a":1}', media_type) == content_sha256(b'{"a": 1}', media_type)


def test_json_nested_without_end_is_hashed_rather_than_followed() -> None:
    assert content_sha256(b"[" * 100_000 + b"]" * 100_000, JSON)
