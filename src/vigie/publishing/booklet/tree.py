"""Walks the plain tree of a localised document: dicts and lists, as the template reads it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

Node: TypeAlias = dict[str, Any]

Tree: TypeAlias = Any
"""A node, a list of trees, or a value: what `publishing.localise.plain` makes."""


def nodes(tree: Tree) -> Iterator[Node]:
    """Every node of the tree, each before its own parts, in reading order."""
    for _, node in placed_nodes(tree):
        yield node


def placed_nodes(tree: Tree, place: str = "") -> Iterator[tuple[str, Node]]:
    """Every node with the ids it stands under, such as `ibm/digest-2025-bird`."""
    if isinstance(tree, list):
        for item in tree:
            yield from placed_nodes(item, place)
    elif isinstance(tree, dict):
        here = "/".join(part for part in (place, _id(tree)) if part)
        if "kind" in tree:
            yield here, tree
        for value in tuple(tree.values()):
            if isinstance(value, dict | list):
                yield from placed_nodes(value, here)


def _id(node: Node) -> str:
    is_place = node.get("kind") not in {None, "Run", "Target"}
    return str(node["id"]) if is_place and "id" in node else ""
