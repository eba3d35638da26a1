"""Where links lead inside the booklet, and which of them must leave it.

Labels are given once: Typst refuses a link to a label that is missing or stands twice.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from vigie.publishing.booklet.tree import Node, Tree, nodes
from vigie.publishing.document import Run
from vigie.publishing.localise import plain

KINDS = {"Section": "section", "Card": "record", "Definition": "term"}
FIGURE = "figure-"
"""The annex has a section per figure, named after its key."""
INVISIBLE = " \u00a0\u00ad\u2002\u2009\u200a\u200b\u202f\u2060"
SAFE_ADDRESSES = ("https://", "http://")

Labels = dict[tuple[str, str], str]


def set_anchors(tree: Tree, address_of: Callable[[str], str | None]) -> None:
    """Gives each linked place its label and each run its link; numbers the paragraphs.

    `address_of` is asked for the address of a record, by its slug, that has no card here.
    """
    labels = _label_places(tree)
    keys = count(1)
    for node in nodes(tree):
        if node["kind"] == "Paragraph":
            node["key"] = f"p{next(keys)}"
        if node["kind"] == "Run":
            node["link"] = _link(node["target"], labels, address_of)
    _unlink_titles(tree)


def name_the_nameless(tree: Tree) -> None:
    """Gives its id as title to what has an empty one: a heading must say something."""
    for node in nodes(tree):
        if node["kind"] in {"Section", "Card"} and not _says_something(node["title"]):
            node["title"] = plain((Run(node["id"]),))


def _says_something(runs: Tree) -> bool:
    return bool("".join(run["text"] for run in runs).strip(INVISIBLE))


def _label_places(tree: Tree) -> Labels:
    labels: Labels = {}
    for node in nodes(tree):
        kind = KINDS.get(node["kind"])
        if kind is None:
            continue
        name = f"{kind}:{node['id']}"
        node["anchor"] = None if (kind, node["id"]) in labels else name
        labels.setdefault((kind, node["id"]), name)
        if kind == "section" and node["id"].startswith(FIGURE):
            labels.setdefault(("evidence", node["id"].removeprefix(FIGURE)), name)
    return labels


def _link(
    target: Node | None, labels: Labels, address_of: Callable[[str], str | None]
) -> Node | None:
    if target is None:
        return None
    sort, name = target["sort"], target["id"]
    if (sort, name) in labels:
        return {"sort": sort, "label": labels[sort, name]}
    address = name if sort == "url" else address_of(name) if sort == "record" else None
    if address is not None and address.startswith(SAFE_ADDRESSES):
        return {"sort": sort, "url": address}
    return None


def _unlink_titles(tree: Tree) -> None:
    """A heading leads nowhere: it is itself where the contents and bookmarks lead.

    In the entry of a figure, its own number leads nowhere either.
    """
    for node in nodes(tree):
        if node["kind"] in {"Section", "Card"}:
            for run in nodes(node["title"]):
                run["link"] = None
            own = {"sort": "evidence", "label": node["anchor"]}
            for run in nodes(node.get("blocks", [])):
                if run["kind"] == "Run" and run["link"] == own:
                    run["link"] = None
