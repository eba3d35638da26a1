"""Marks the words of the glossary where a reader first meets them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, cast

from vigie.knowledge.models import GlossaryEntry, Language
from vigie.publishing.document import Paragraph, Run, Runs, Section, Target

_ALTERNATIVES = {"'": "['’]", "’": "['’]", " ": r"[ \u00a0\u202f]"}
_SKIPPED = frozenset({"Definition", "KeyFigures", "Table", "Chart", "Card"})


def gloss(section: Section, glossary: Iterable[GlossaryEntry], language: Language) -> Section:
    """The section with the first occurrence of each term, in a paragraph, linked to its entry.

    Each paragraph lists its terms in `terms`, to be explained in the margin. The section must
    be said already. Words of a record, links and figures are left alone.
    """
    entries = tuple(glossary)
    forms = {
        form: entry.id for entry in reversed(entries) for form in entry.matches.get(language, ())
    }
    return cast("Section", _Glosser(_pattern(forms), _by_key(forms), set()).node(section))


@dataclass(frozen=True)
class _Glosser:
    pattern: re.Pattern[str] | None
    ids: dict[str, str]
    met: set[str]

    def node(self, node: Any) -> Any:
        """The node with its paragraphs marked, in reading order."""
        if isinstance(node, Paragraph):
            return self._paragraph(node)
        if isinstance(node, tuple):
            return tuple(self.node(item) for item in node)
        if not is_dataclass(node) or type(node).__name__ in _SKIPPED:
            return node
        blocks = {
            field.name: self.node(getattr(node, field.name))
            for field in fields(node)
            if field.name in {"blocks", "items"}
        }
        return replace(node, **blocks)  # type: ignore[type-var]

    def _paragraph(self, paragraph: Paragraph) -> Paragraph:
        before = set(self.met)
        sentences = tuple(
            tuple(run for whole in cast("Runs", sentence) for run in self._run(whole))
            for sentence in paragraph.sentences
        )
        linked = (run.target for sentence in sentences for run in sentence if run.target)
        found = (target.id for target in linked if target.kind == "term")
        new = tuple(dict.fromkeys(term for term in found if term not in before))
        return replace(paragraph, sentences=sentences, terms=(*paragraph.terms, *new))

    def _run(self, run: Run) -> Iterator[Run]:
        if self.pattern is None or run.target or run.figure or run.language:
            yield run
            return
        start = 0
        for match in self.pattern.finditer(run.text):
            term = self.ids[_key(match[0])]
            if term in self.met:
                continue
            self.met.add(term)
            if match.start() > start:
                yield replace(run, text=run.text[start : match.start()])
            yield replace(run, text=match[0], target=Target("term", term))
            start = match.end()
        if start < len(run.text):
            yield replace(run, text=run.text[start:])


def _pattern(forms: Iterable[str]) -> re.Pattern[str] | None:
    """All the written forms as whole words, the longest first."""
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    if not ordered:
        return None
    words = "|".join(_form_pattern(form) for form in ordered)
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])")


def _form_pattern(form: str) -> str:
    first = "".join(sorted({form[0], form[0].upper(), form[0].lower(), *_other_cases(form[0])}))
    rest = "".join(_ALTERNATIVES.get(char, re.escape(char)) for char in form[1:])
    return f"[{re.escape(first)}]{rest}"


def _other_cases(letter: str) -> tuple[str, str]:
    bare = unicodedata.normalize("NFD", letter)[0]
    return bare.lower(), bare.upper()


def _by_key(forms: dict[str, str]) -> dict[str, str]:
    return {_key(form): term for form, term in forms.items()}


def _key(words: str) -> str:
    """Words without what may differ between a glossary's form and a text."""
    spaced = re.sub(r"[\u00a0\u202f]", " ", words).replace("’", "'")
    first = unicodedata.normalize("NFD", spaced[0])[0].lower()
    return first + spaced[1:]
