"""Reads sentences with the curated names, for the tests of the reading."""

from __future__ import annotations

from functools import cache

from vigie.eligibility.building.trees import tree_of
from vigie.eligibility.meaning.printing import printed
from vigie.eligibility.reading import read_line
from vigie.eligibility.words.leaves import Comparison, Concept, Reading
from vigie.eligibility.words.lexicon import Lexicon, lexicon_of
from vigie.knowledge.loading import load_knowledge


@cache
def lexicon() -> Lexicon:
    return lexicon_of(load_knowledge())


def read(text: str) -> Reading:
    return read_line(text, lexicon())


def only(text: str) -> Comparison:
    (comparison,) = read(text).comparisons
    return comparison


def said(comparison: Comparison) -> str:
    """A comparison in short: `measurement mmt8 (-, 142] /150`."""
    opening = "[" if comparison.lower_inclusive else "("
    closing = "]" if comparison.upper_inclusive else ")"
    lower = "-" if comparison.lower is None else f"{comparison.lower:g}"
    upper = "-" if comparison.upper is None else f"{comparison.upper:g}"
    unit = f" {comparison.unit}" if comparison.unit else ""
    kind, subject = comparison.kind.value, comparison.subject
    return f"{kind} {subject} {opening}{lower}, {upper}{closing}{unit}"


def all_said(text: str) -> list[str]:
    return [said(comparison) for comparison in read(text).comparisons]


def concept(text: str, name: str) -> Concept:
    (found,) = [one for one in read(text).concepts if one.id == name]
    return found


def tree(text: str) -> str:
    """The tree of a sentence in its written form."""
    found = tree_of(read(text))
    return "none" if found is None else printed(found)
