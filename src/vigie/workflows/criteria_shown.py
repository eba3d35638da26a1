"""Criteria beside what was read of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from rich.console import Console

from vigie.eligibility.building.families import families
from vigie.eligibility.building.trees import tree_of
from vigie.eligibility.cuts.pieces import bounds_of
from vigie.eligibility.linting import Remark, remarks
from vigie.eligibility.meaning.logic import Expr
from vigie.eligibility.meaning.plainly import bounds_said, plainly
from vigie.eligibility.meaning.printing import printed
from vigie.eligibility.reading import Reader
from vigie.eligibility.told import told
from vigie.eligibility.words.leaves import Comparison, Concept, Reading
from vigie.eligibility.words.polarity import Polarity
from vigie.eligibility.words.sections import Criterion, sections
from vigie.workflows.telling import inert


def shown(out: Console, who: str, text: str | None, reader: Reader) -> None:
    """Prints the criteria of one text, each with its reading under it."""
    out.print(f"[bold]{inert(who)}[/bold]")
    if text is None:
        out.print("  Its source gives no text of criteria: there is nothing to read.")
        return
    divided = sections(text)
    if not divided.criteria:
        out.print("  There is no criterion in this text.")
    joined = families(divided.criteria, reader.read)
    for (polarity, cohort), group in groupby(enumerate(divided.criteria), key=_section):
        title = f"{polarity}, {cohort}" if cohort else str(polarity)
        out.print(f"\n[bold]{inert(_SECTIONS.get(title, title))}[/bold]")
        for at, criterion in group:
            _print(out, criterion, reader, joined.get(at))


_SECTIONS = {"unknown": "section not said"}


def _section(numbered: tuple[int, Criterion]) -> tuple[str, str]:
    _, criterion = numbered
    return criterion.polarity.value, criterion.cohort


def _print(out: Console, criterion: Criterion, reader: Reader, joined: Expr | None) -> None:
    reading = reader.read(criterion.text)
    margin = "  " * (1 + len(criterion.parents))
    out.print(f"{margin}• {inert(criterion.text)}")
    remarked = _remarked(remarks(reading, criterion.polarity, reader.measurements))
    for name, words in (*_lines(reading, criterion.polarity), *remarked):
        out.print(f"{margin}    [dim]{name:<9}[/dim] {inert(words)}")
    if joined is not None:
        out.print(f"{margin}    [dim]{'together':<9}[/dim] {inert(plainly(joined))}")


def shown_line(out: Console, id_: str, section: str, reading: Reading) -> None:
    """Prints one line with its reading under it."""
    out.print(f"[bold]{inert(id_)}[/bold] {inert(section)}\n  {inert(reading.text)}")
    for name, words in _lines(reading, _polarity(section)):
        out.print(f"    [dim]{name:<9}[/dim] {inert(words)}")


def _polarity(section: str) -> Polarity:
    """The polarity that a section's name says; unknown for any other word."""
    known = {one.value: one for one in Polarity}
    return known.get(section.strip().casefold(), Polarity.UNKNOWN)


def _lines(reading: Reading, polarity: Polarity) -> Iterator[tuple[str, str]]:
    if reading.comparisons:
        yield "compares", "; ".join(map(_comparison, reading.comparisons))
    if reading.concepts:
        yield "names", "; ".join(map(_concept, reading.concepts))
    if reading.unread:
        yield "unread", " … ".join(span.of(reading.text) for span in reading.unread)
    tree = tree_of(reading, polarity)
    if tree is not None:
        yield "asks", plainly(tree)


def _remarked(found: tuple[Remark, ...]) -> Iterator[tuple[str, str]]:
    for remark in found:
        yield "remark", f"{remark.what} {remark.do}"


def _comparison(one: Comparison) -> str:
    bounds = bounds_of(one)
    ends = bounds_said(bounds) if bounds else "no bound"
    return f"{one.kind} {one.subject.replace('_', ' ').replace('|', ' | ')} {ends}"


def _concept(one: Concept) -> str:
    denied = "not " if one.is_negated else ""
    when = f" ({one.temporal})" if one.temporal else ""
    return f"{denied}{one.type} {one.id}{when}"


def told_criteria(text: str, reader: Reader) -> list[dict[str, Any]]:
    """The criteria of a text as plain values; places are those in the text."""
    criteria = sections(text).criteria
    joined = families(criteria, reader.read)
    return [_told(criterion, reader, joined.get(at)) for at, criterion in enumerate(criteria)]


def _told(criterion: Criterion, reader: Reader, joined: Expr | None) -> dict[str, Any]:
    reading = reader.read(criterion.text)
    tree = tree_of(reading, criterion.polarity)
    said = told("", reading)
    found = remarks(reading, criterion.polarity, reader.measurements)
    return {
        "section": criterion.polarity,
        "cohort": criterion.cohort or None,
        "parents": criterion.parents,
        "text": criterion.text,
        "spans": [[span.start, span.end] for span in criterion.spans],
        "tree": None if tree is None else printed(tree),
        "with_children": None if joined is None else printed(joined),
        "comparisons": said["comparisons"],
        "concepts": said["concepts"],
        "unread": said["unread"],
        "remarks": [remark.what for remark in found],
    }
