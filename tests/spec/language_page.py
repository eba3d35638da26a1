"""The page that shows how things are said, made of the cases that test it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from language_cases import SECTIONS
from saying import Case, Said
from spec_page import page

_NOTE = "<!-- Made by docs/generate.py from tests/spec/language_cases.py. Change the cases. -->"
_HEAD = (
    "# How sentences are said\n\n"
    f"{_NOTE}\n\n"
    "Every sentence of an edition is made from facts and curated templates, in French and in\n"
    "English. Each row below is a test: what is given, and what each language says.\n"
)


def language_page() -> str:
    """The whole page, in Markdown."""
    return page(_HEAD, SECTIONS, _table)


def _table(cases: Iterable[Case]) -> Iterator[str]:
    yield "| Given | Français | English |"
    yield "|---|---|---|"
    for case in cases:
        given = case.given if isinstance(case, Said) else case.given or "nothing stated"
        yield f"| {_cell(given)} | {_cell(case.fr)} | {_cell(case.en)} |"


def _cell(text: str) -> str:
    for written, shown in (("\u00a0", "⍽"), ("\u202f", "⸱"), ("\\", "\\\\"), ("|", "\\|")):
        text = text.replace(written, shown)
    for sign in "*_<>`#{}":
        text = text.replace(sign, f"\\{sign}")
    return "".join(f"[U+{ord(char):04X}]" if ord(char) in _UNSEEN else char for char in text)


_UNSEEN = frozenset({0x202E, 0x2066})
