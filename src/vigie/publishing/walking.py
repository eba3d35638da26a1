"""Walks everything in a part of a document, said or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from vigie.publishing.document import Target


def parts(node: Any) -> Iterator[Any]:
    """The node and everything in it, in reading order."""
    yield node
    if isinstance(node, tuple):
        for item in node:
            yield from parts(item)
    elif is_dataclass(node):
        for field in fields(node):
            yield from parts(getattr(node, field.name))


def targets(node: Any) -> Iterator[Target]:
    """Everything that the node leads to, in reading order."""
    return (part for part in parts(node) if isinstance(part, Target))
