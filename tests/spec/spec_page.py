"""A page made of the cases that test it: a section after the other, a table in each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

Case = TypeVar("Case")


def page(
    head: str,
    sections: Mapping[str, tuple[str, Iterable[Case]]],
    table: Callable[[Iterable[Case]], Iterator[str]],
) -> str:
    """The whole page, in Markdown."""
    parts = [head]
    for title, (lead, cases) in sections.items():
        parts.append(f"## {title}\n")
        if lead:
            parts.append(f"{lead}\n")
        parts.append("\n".join(table(cases)) + "\n")
    return "\n".join(parts)
