"""Walks everything in a part of a document, said or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from vigie.publishing.document import Target


def parts(node: Any) -> Iterator[Any]:
    """The node and everything in it, in reading order."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(children(node))


def children(node: Any) -> tuple[Any, ...]:
    """What a node is made of, in reading order; nothing for what is no block and no list."""
    if isinstance(node, tuple):
        return node
    kind: Any = type(node)
    names = _names(kind)
    return tuple([getattr(node, name) for name in names]) if names else names


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """The fields of a kind of node. Kept, as documents are long."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def targets(node: Any) -> Iterator[Target]:
    """Everything that the node leads to, in reading order."""
    return (part for part in parts(node) if isinstance(part, Target))
