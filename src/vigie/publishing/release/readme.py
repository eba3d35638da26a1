"""The page that travels with the files, in both languages, as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from vigie.knowledge.models import LANGUAGES, Language, SourceEntry
from vigie.publishing.document import Prose, Verbatim
from vigie.publishing.release.package import DESCRIPTOR, DICTIONARY, Described, sources_of
from vigie.publishing.release.tables import Table

README = "README.txt"
_WIDTH = 92
_RULES = ("empty", "dates", "numbers", "hedges", "ids")
_CSV_RULES = ("lists", "one_line", "formulas")


@dataclass(frozen=True)
class Page:
    """The page in one language."""

    of: Described
    language: Language
    tables: Sequence[Table]
    formats: frozenset[str]

    def lines(self) -> Iterator[str]:
        """Its lines, wrapped."""
        yield from self._head()
        yield from self._section("reading", map(self._rule, self._rules()))
        yield from self._section("tables", map(self._table, self.tables))
        files = {"descriptor": DESCRIPTOR, "dictionary": DICTIONARY}
        yield from self._section(
            "files", (self._said(f"file.{key}", name=Verbatim(name)) for key, name in files.items())
        )
        sources = sources_of(self.of.corpus, self.of.knowledge)
        yield from self._section("sources", map(self._source, sources))
        yield from self._wrapped(self._said("stamp", stamp=Verbatim(self.of.edition.stamp)))

    def _head(self) -> Iterator[str]:
        title = self.of.text(self.of.title, self.language)
        yield from (title, "=" * len(title), "")
        told = [self.of.said("about", self.language, day=self.of.edition.day)]
        told += [self.of.said(key, self.language) for key in ("independence", "licence")]
        if self.of.draft is not None:
            told.append(self.of.text(self.of.draft, self.language))
        for paragraph in told:
            yield from (*self._wrapped(paragraph), "")

    def _section(self, key: str, items: Iterable[str]) -> Iterator[str]:
        heading = self._said(f"{key}.title")
        yield from (heading, "-" * len(heading))
        for item in items:
            yield from wrap(item, _WIDTH, initial_indent="- ", subsequent_indent="  ")
        yield ""

    def _rules(self) -> tuple[str, ...]:
        return (*_RULES, *_CSV_RULES) if "csv" in self.formats else _RULES

    def _rule(self, key: str) -> str:
        return self._said(f"reading.{key}")

    def _table(self, table: Table) -> str:
        about = self.of.said(f"table.{table.name}", self.language)
        return self._said("tables.row", name=Verbatim(table.name), about=Verbatim(about))

    def _source(self, source: SourceEntry) -> str:
        slots = {name: Prose(getattr(source, name)) for name in ("names", "licence", "terms")}
        citation = Verbatim(source.citation)
        return self._said("sources.row", citation=citation, **slots)

    def _said(self, key: str, **slots: object) -> str:
        return self.of.said(f"readme.{key}", self.language, **slots)

    @staticmethod
    def _wrapped(text: str) -> list[str]:
        return wrap(text, _WIDTH)


def readme(of: Described, tables: Sequence[Table], formats: Iterable[str]) -> bytes:
    """What the files are, how a cell is read, whose facts they hold: French, then English."""
    kept = frozenset(formats)
    pages = ("\n".join(Page(of, language, tables, kept).lines()) for language in LANGUAGES)
    return ("\n\n" + "_" * _WIDTH + "\n\n\n").join(pages).encode() + b"\n"
