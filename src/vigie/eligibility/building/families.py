"""A parent and its bullets as one tree, where the parent's words say how they belong together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from vigie.eligibility.building.trees import tree_of, tree_of_list
from vigie.eligibility.meaning.logic import (
    All,
    Any,
    AtLeast,
    Compare,
    Expr,
    Has,
    Not,
    Unread,
    Window,
    all_of,
    any_of,
    at_least,
    not_,
)
from vigie.eligibility.words.folding import fold
from vigie.eligibility.words.leaves import Reading
from vigie.eligibility.words.sections import Criterion

Read = Callable[[str], Reading]


def families(criteria: Sequence[Criterion], read: Read) -> Mapping[int, Expr]:
    """The parents that join their children, by their place in the list, each with its tree.

    The places of its leaves are those in the text of the record.
    """
    found: dict[int, Expr] = {}
    for at in reversed(range(len(criteria))):
        children = _children(criteria, at)
        parts = [found.get(n) or _placed_tree(criteria[n], read) for n in children]
        known = [part for part in parts if part is not None]
        if len(known) != len(parts) or not known:
            continue
        parent, joint = criteria[at], _joint([criteria[n].text for n in children])
        whole = tree_of_list(read(parent.text), known, parent.polarity, joint)
        if whole is not None:
            found[at] = whole
    return found


def _children(criteria: Sequence[Criterion], at: int) -> list[int]:
    """The places of the bullets that hang right under one."""
    under = (*criteria[at].parents, criteria[at].text)
    found: list[int] = []
    for n in range(at + 1, len(criteria)):
        if criteria[n].parents[: len(under)] != under:
            break
        if criteria[n].parents == under:
            found.append(n)
    return found


def _joint(texts: Sequence[str]) -> str | None:
    """The word that hangs at the end of a bullet: it joins all of them."""
    ends = {fold(text).rstrip(" ;,.").split()[-1:][0] for text in texts[:-1] if text.split()}
    said = ends & {"or", "and", "ou", "et"}
    return said.pop() if len(said) == 1 else None


def _placed_tree(criterion: Criterion, read: Read) -> Expr | None:
    tree = tree_of(read(criterion.text), criterion.polarity)
    return None if tree is None else placed(tree, criterion)


def placed(expr: Expr, criterion: Criterion) -> Expr:
    """A tree of a criterion with its places as those in the text of the record."""
    match expr:
        case Not(part):
            return not_(placed(part, criterion))
        case All(parts):
            return all_of([placed(part, criterion) for part in parts])
        case Any(parts):
            return any_of([placed(part, criterion) for part in parts])
        case AtLeast(number, parts):
            return at_least(number, [placed(part, criterion) for part in parts])
        case Compare() | Window() | Has() | Unread():
            return replace(expr, spans=tuple(map(criterion.place, expr.spans)))
