"""The page that shows how criteria are read, made of the cases that test it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from criteria_cases import SECTIONS
from criteria_saying import Criterion
from spec_page import page

from vigie.eligibility.meaning.evaluating import Truth
from vigie.eligibility.words.polarity import Polarity

_NOTE = "<!-- Made by docs/generate.py from tests/spec/criteria_cases.py. Change the cases. -->"
_HEAD = (
    "# How criteria become logic\n\n"
    f"{_NOTE}\n\n"
    "Each row is a test: a sentence in the style of registries (written here, of no study), the\n"
    "section it stands in, the tree it is read to, and whether it is true of a person. A person\n"
    "is what is known of them; what is not said is unknown, never no. *Unread* words are left to\n"
    "somebody who knows the person. An exclusion that is true stands against taking part.\n"
    "[The steps, the figures and the limits](../criteria-reading.md).\n"
)
_SECTIONS = {Polarity.INCLUSION: "in", Polarity.EXCLUSION: "out"}
_TRUTHS = {Truth.TRUE: "true", Truth.FALSE: "false", Truth.UNKNOWN: "unknown"}


def criteria_page() -> str:
    """The whole page, in Markdown."""
    return page(_HEAD, SECTIONS, _table)


def _table(cases: Iterable[Criterion]) -> Iterator[str]:
    yield "| | Sentence | Tree | Of whom |"
    yield "|---|---|---|---|"
    for case in cases:
        people = "<br>".join(
            f"{_cell(facts)}: **{_TRUTHS[truth]}**" for facts, truth in case.people
        )
        yield f"| {_SECTIONS[case.section]} | {_cell(case.text)} | {_code(case.tree)} | {people} |"


def _code(tree: str) -> str:
    return f"`{tree.replace('|', '/')}`"


def _cell(text: str) -> str:
    for sign in "\\|*_<>`#":
        text = text.replace(sign, f"\\{sign}")
    return text
