"""The data of an edition as files: paths and bytes, nothing written, no clock read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from vigie.knowledge.models import Language
from vigie.publishing.document import Document
from vigie.publishing.release.bibtex import bibtex_bytes
from vigie.publishing.release.feed import FEED, Fed, feed_bytes
from vigie.publishing.release.figures import figure_tables
from vigie.publishing.release.literature import citations
from vigie.publishing.release.package import (
    DESCRIPTOR,
    DICTIONARY,
    Described,
    Written,
    descriptor,
    dictionary,
)
from vigie.publishing.release.readme import README, readme
from vigie.publishing.release.ris import ris_bytes
from vigie.publishing.release.study_dates import Calendared, calendar_bytes
from vigie.publishing.release.tables import Table, record_tables
from vigie.publishing.release.writing import csv_bytes, json_bytes, json_lines

Files = Iterator[tuple[str, bytes]]
Languages = Sequence[Language]

DATA = "data/"
SITE_FORMATS = ("csv", "json")
RIS, BIBTEX, CALENDAR = "literature.ris", "literature.bib", "studies.ics"
_WRITERS = {"csv": csv_bytes, "json": json_bytes, "jsonl": json_lines}


def render_release(of: Described, document: Document, languages: Languages) -> Files:
    """What a site publishes beside its pages, as paths below its root.

    The tables with what describes them, the literature, and in each language the calendar of
    the studies and the feed of the new ones.
    """
    tables = release_tables(of, document)
    written = [one for form in SITE_FORMATS for one in written_as(tables, form, f"{form}/")]
    for path, body in package_files(of, tables, written):
        yield f"{DATA}{path}", body
    yield f"{DATA}{RIS}", render_ris(of, "en")
    yield f"{DATA}{BIBTEX}", render_bibtex(of, "en")
    for language in languages:
        yield f"{language}/{CALENDAR}", render_calendar(of, language)
        yield f"{language}/{FEED}", render_feed(of, document, language)


def release_tables(of: Described, document: Document) -> tuple[Table, ...]:
    """Every table of the release: the records, the figures, their evidence."""
    return (*record_tables(of.corpus), *figure_tables(document.figures, of.voices))


def written_as(tables: Sequence[Table], form: str, folder: str = "") -> Iterator[Written]:
    """The tables in one text format, one file each. Raises: KeyError for another format."""
    write = _WRITERS[form]
    for table in tables:
        path = f"{folder}{table.name}.{form}"
        yield Written(table=table, path=path, format=form, body=write(table))


def package_files(of: Described, tables: Sequence[Table], written: Sequence[Written]) -> Files:
    """The written tables, and what describes them."""
    yield from ((one.path, one.body) for one in written)
    yield DICTIONARY, dictionary(tables)
    yield README, readme(of, tables, (one.format for one in written))
    yield DESCRIPTOR, descriptor(of, written)


def render_ris(of: Described, language: Language) -> bytes:
    """The literature as RIS, its notes in a language."""
    found = citations(of.corpus, of.knowledge, of.voices[language])
    return ris_bytes(found, _kinds(of, language))


def render_bibtex(of: Described, language: Language) -> bytes:
    """The literature as BibTeX, its notes in a language."""
    found = citations(of.corpus, of.knowledge, of.voices[language])
    return bibtex_bytes(found, _kinds(of, language))


def render_calendar(of: Described, language: Language) -> bytes:
    """The dates of the studies as iCalendar."""
    return calendar_bytes(
        Calendared(
            corpus=of.corpus,
            knowledge=of.knowledge,
            voice=of.voices[language],
            language=language,
            draft=of.draft,
            base_url=of.base_url,
        )
    )


def render_feed(of: Described, document: Document, language: Language) -> bytes:
    """The new studies as Atom."""
    return feed_bytes(
        Fed(
            document=document,
            corpus=of.corpus,
            knowledge=of.knowledge,
            voice=of.voices[language],
            language=language,
            base_url=of.base_url,
        )
    )


def _kinds(of: Described, language: Language) -> Mapping[str, str]:
    """The kinds of publication in words."""
    codes = of.knowledge.vocabularies.get("article_kind", ())
    return {code.code: code.short[language] for code in codes}
