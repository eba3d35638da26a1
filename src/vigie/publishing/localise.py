"""Says a document in one language: every sentence becomes runs, the tree stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, cast

from vigie.publishing.document import Paragraph, Prose, Run, Runs, Verbatim
from vigie.records.ids import RecordRef
from vigie.records.message import Message

Node = TypeVar("Node")
Say = Callable[[Message | Prose | Verbatim], Runs]


def localise(node: Node, say: Say) -> Node:
    """The same tree with each `Message`, `Prose` and `Verbatim` replaced by what `say` makes of it.

    Figures and record refs are left as they are: they are not sentences.
    """
    return cast("Node", _localise(node, say))


def _localise(value: Any, say: Say) -> Any:
    kind: Any = type(value)
    if kind is tuple:
        return tuple([_localise(item, say) for item in value])
    if kind in {Message, Prose, Verbatim}:
        return say(value)
    names = _parts(kind)
    if not names:
        return value
    return kind(**{name: _localise(getattr(value, name), say) for name in names})


@cache
def _parts(kind: Any) -> tuple[str, ...]:
    """The fields of a block; none of what holds no sentence. Kept, as documents are long."""
    if kind is Run or kind.__module__ != Paragraph.__module__ or not is_dataclass(kind):
        return ()
    return tuple(field.name for field in fields(kind) if field.init)


def plain(node: Any) -> Any:
    """A localised tree as JSON-able values: each block a dict with its `kind` of node.

    A block's own `kind` field, where it has one, is kept as `sort`.
    """
    if isinstance(node, tuple):
        return [plain(item) for item in node]
    if isinstance(node, RecordRef):
        return str(node)
    if is_dataclass(node) and not isinstance(node, type):
        values = {field.name: getattr(node, field.name) for field in fields(node)}
        if "kind" in values:
            values["sort"] = values.pop("kind")
        if not isinstance(node, Run):
            values.pop("figure", None)
        return {"kind": type(node).__name__} | {k: plain(v) for k, v in values.items()}
    return node


def text_of(runs: Runs) -> str:
    """The bare text of runs, for titles, alternatives and descriptions."""
    return "".join(run.text for run in runs)
