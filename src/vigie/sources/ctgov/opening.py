"""From bytes to the parts of a record; a part of the wrong shape is set aside, the rest goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from vigie.errors import UnreadableInput
from vigie.records.entries import Unread
from vigie.records.ids import RecordId
from vigie.sources.ctgov.parts import Study

_DECODE = msgspec.json.Decoder(Study).decode
# msgspec says `Expected `int`, got `str` - at `$.protocolSection.locations[3].city``.
_PATH = re.compile(r"^(?P<what>.*) - at `\$(?P<path>\S+)`$", re.DOTALL)
_STEP = re.compile(r"\.(\w+)|\[(\d+)\]")
_FOUND_LENGTH = 80


class UnreadableStudy(UnreadableInput):
    """A payload that is no record of the registry: which, what was found, what to do."""

    def __init__(self, record: RecordId, found: str, remedy: str) -> None:
        super().__init__(f"{record}: found {found}. {remedy}")


def opened(record: RecordId, body: bytes) -> tuple[Study, list[Unread]]:
    """The parts of a record, and what of them has the wrong shape. Raises: UnreadableStudy."""
    try:
        return _DECODE(body), []
    except msgspec.ValidationError:
        return _mended(record, body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        raise _no_json(record, fault) from None


def shown(found: object) -> str:
    """A value as a message quotes it, cut where it is long."""
    text = found if isinstance(found, str) else msgspec.json.encode(found).decode()
    return text if len(text) <= _FOUND_LENGTH else f"{text[: _FOUND_LENGTH - 1]}…"


def _mended(record: RecordId, body: bytes) -> tuple[Study, list[Unread]]:
    """Takes out what does not fit, one value after the other, until the rest can be read."""
    try:
        tree = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        raise _no_json(record, fault) from None
    unread: list[Unread] = []
    while True:
        try:
            return msgspec.convert(tree, Study), unread
        except msgspec.ValidationError as fault:
            unread.append(_taken_out(record, tree, str(fault), unread))


def _taken_out(record: RecordId, tree: Any, fault: str, before: Sequence[Unread]) -> Unread:
    """Takes the value that a fault names out of the tree; a part of a list leaves an empty one."""
    told = _PATH.match(fault)
    if told is None:
        raise UnreadableStudy(record, f"no study ({fault})", "Fetch it again.")
    *way, last = [int(at) if at else name for name, at in _STEP.findall(told["path"])]
    for step in way:
        tree = tree[step]
    pointer = "".join(f"/{step}" for step in way)
    if isinstance(last, str):
        found = tree.pop(last)
    elif "Expected `object`" in fault:
        found, tree[last] = tree[last], {}
    else:
        found = tree.pop(last)
        last += sum(one.pointer.rpartition("/")[0] == pointer for one in before)
    return Unread(f"{pointer}/{last}", shown(found), _expected(told["what"]))


def _expected(fault: str) -> str:
    """What msgspec expected, in words: `Expected `str | null`, got `int`` and the like."""
    return fault.partition(", got")[0].replace(" | null", "").replace("`", "") + "."


def _no_json(record: RecordId, fault: Exception) -> UnreadableStudy:
    return UnreadableStudy(record, f"what is no JSON ({fault})", "Fetch it again.")
