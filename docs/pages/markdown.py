"""Markdown as the generated pages write it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

NOTE = "<!-- Made by docs/generate.py. Change what it is made from, then run it again. -->"


def page(title: str, *parts: str) -> str:
    """A page: its title, the note that it is made, its parts apart by an empty line."""
    return "\n\n".join([f"# {title}", NOTE, *(part.strip("\n") for part in parts)]) + "\n"


def table(names: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table with a heading line."""
    lines = [names, ["---"] * len(names), *rows]
    return "\n".join("| " + " | ".join(map(cell, line)) + " |" for line in lines)


def cell(value: object) -> str:
    """A value inside a table: on one line, its bars told apart from the table's."""
    return " ".join(str("" if value is None else value).split()).replace("|", "\\|")


def code(text: str) -> str:
    """A text as it is typed."""
    return f"`{text}`" if text else ""


def anchor(heading: str) -> str:
    """The fragment that leads to a heading.

    >>> anchor("Result kind")
    'result-kind'
    """
    return re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-")
