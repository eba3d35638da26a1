"""Where links lead inside the booklet, and which of them must leave it.

Labels are given once: Typst refuses a link to a label that is missing or stands twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import count

from vigie.publishing.booklet.tree import Node, Tree, nodes

KINDS = {"Section": "section", "Card": "record", "Definition": "term"}
SAFE_ADDRESSES = ("https://", "http://")

Labels = dict[tuple[str, str], str]


def set_anchors(
    parts: Iterable[Tree], annex: Tree, address_of: Callable[[str], str | None]
) -> None:
    """Gives each linked place its label and each run its link; numbers the paragraphs.

    The first mention of a figure in the annex is where its number leads. `address_of` is asked
    for the address of a record, by its slug, that has no card in the booklet.
    """
    trees = [*parts, annex]
    labels = _label_places(trees) | _label_figures(annex)
    keys = count(1)
    for node in nodes(trees):
        if node["kind"] == "Paragraph":
            node["key"] = f"p{next(keys)}"
        if node["kind"] == "Run":
            node["link"] = _link(node, labels, address_of)


def _label_places(trees: Tree) -> Labels:
    labels: Labels = {}
    for node in nodes(trees):
        kind = KINDS.get(node["kind"])
        if kind is None:
            continue
        place = (kind, node["id"])
        node["anchor"] = None if place in labels else f"{kind}:{node['id']}"
        labels.setdefault(place, f"{kind}:{node['id']}")
    return labels


def _label_figures(annex: Tree) -> Labels:
    labels: Labels = {}
    for node in nodes(annex):
        target = node.get("target") if node["kind"] == "Run" else None
        if target is None or target["sort"] != "evidence":
            continue
        place = ("evidence", target["id"])
        if place not in labels:
            labels[place] = node["mark"] = f"evidence:{target['id']}"
    return labels


def _link(run: Node, labels: Labels, address_of: Callable[[str], str | None]) -> Node | None:
    target = run["target"]
    if target is None or "mark" in run:
        return None
    sort, name = target["sort"], target["id"]
    if (sort, name) in labels:
        return {"sort": sort, "label": labels[sort, name]}
    address = name if sort == "url" else address_of(name) if sort == "record" else None
    if address is not None and address.startswith(SAFE_ADDRESSES):
        return {"sort": sort, "url": address}
    return None


def first_address(tree: Tree) -> str | None:
    """The first outside address in a tree: of a record's page, where its registry shows it."""
    for node in nodes(tree):
        target = node.get("target") if node["kind"] == "Run" else None
        if target is not None and target["sort"] == "url":
            return str(target["id"])
    return None
