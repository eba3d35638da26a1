"""When is a record's content the same? A hash that leaves out what changes without meaning."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

JSON_MEDIA_TYPES = ("application/json", "+json")


def content_sha256(body: bytes, media_type: str, volatile_paths: Iterable[str] = ()) -> str:
    """The hash of a body's content: two bodies that hash alike are one version.

    JSON is hashed without the values at `volatile_paths` (dotted; `*` stands for every item),
    whatever the order of its keys and its white space. Anything else is hashed byte for byte.

    >>> stamped = b'{"id": 1, "misc": {"stamp": "monday"}}'
    >>> again = b'{"misc": {"stamp": "tuesday"}, "id": 1}'
    >>> content_sha256(stamped, "application/json", ["misc.stamp"]) == content_sha256(
    ...     again, "application/json", ["misc.stamp"]
    ... )
    True
    """
    if media_type.partition(";")[0].strip().endswith(JSON_MEDIA_TYPES):
        body = _canonical(body, volatile_paths)
    return hashlib.sha256(body).hexdigest()


def _canonical(body: bytes, volatile_paths: Iterable[str]) -> bytes:
    try:
        value = json.loads(body)
        for path in volatile_paths:
            _drop(value, path.split("."))
        text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    except (ValueError, RecursionError):
        return body  # not JSON after all: its bytes are its content
    return text.encode("utf-8", "surrogatepass")


def _drop(value: Any, path: Sequence[str]) -> None:
    key, rest = path[0], path[1:]
    if key == "*":
        for child in _children(value):
            _drop(child, rest) if rest else None
    elif isinstance(value, dict) and key in value:
        if rest:
            _drop(value[key], rest)
        else:
            del value[key]


def _children(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
