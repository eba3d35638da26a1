"""`vigie export`: the records and figures of a day in the formats that other programs read."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path

from vigie.errors import UnknownName, UsageError
from vigie.knowledge.models import Language
from vigie.publishing.compose.edition import compose
from vigie.publishing.release.addresses import read_base_url
from vigie.publishing.release.package import Described, Written
from vigie.publishing.release.render import (
    BIBTEX,
    CALENDAR,
    RIS,
    package_files,
    release_tables,
    render_bibtex,
    render_calendar,
    render_ris,
    written_as,
)
from vigie.publishing.release.tables import Table
from vigie.publishing.release.writing import json_document, objects
from vigie.workflows import placing
from vigie.workflows.build import described, gather
from vigie.workflows.days import asked_day
from vigie.workflows.languages import asked_language
from vigie.workflows.reviews import known
from vigie.workflows.telling import step, warn

Files = Iterator[tuple[str, bytes]]

_TABLES = ("csv", "json", "parquet")
_SINGLE: Mapping[str, tuple[str, Callable[[Described, Language], bytes]]] = {
    "ris": (RIS, render_ris),
    "bibtex": (BIBTEX, render_bibtex),
    "ics": (CALENDAR, render_calendar),
}
FORMATS = (*_TABLES, *_SINGLE)
_WHAT = "data release"


def run(
    *,
    form: str,
    out: Path | None,
    disease: str,
    as_of: str | None,
    language: str,
    base_url: str | None,
) -> int:
    """Writes one format, to a folder or to standard output. Raises: VigieError."""
    asked, spoken = asked_format(form), asked_language(language)
    day, address = asked_day("--as-of", as_of), read_base_url(base_url)
    _check(asked, out)
    knowledge = known(disease)
    gathered = gather(knowledge, day)
    corpus, edition = gathered.corpus, gathered.edition
    of = described(edition, corpus, knowledge, address)
    with step(f"Writing {asked}"):
        if asked in _SINGLE:
            name, render = _SINGLE[asked]
            _put(out, name, render(of, spoken))
        else:
            tables = release_tables(of, compose(corpus, knowledge, edition, gathered.changed))
            _put_tables(out, asked, tables, of)
    warn(corpus.problems)
    return 0


def asked_format(text: str) -> str:
    """One of the formats. Raises: UnknownName."""
    wanted = text.strip().casefold()
    if wanted not in FORMATS:
        raise UnknownName("format", text, FORMATS, f"Vigie writes {', '.join(FORMATS)}.")
    return wanted


def _check(form: str, out: Path | None) -> None:
    """Refuses at once what cannot be done: time is not spent before it is said."""
    if form == "parquet":
        _parquet()
    if out is None:
        if form in {"csv", "parquet"}:
            raise UsageError(f"{form} is several files. Give the folder to put them in with --out.")
        return
    if out.exists() and not out.is_dir():
        raise UsageError(f"{str(out)!r} is a file. Give a folder with --out.")
    if form in _TABLES:
        placing.check_place(out / form, _WHAT)


def _put_tables(out: Path | None, form: str, tables: tuple[Table, ...], of: Described) -> None:
    """A folder per format, replaced as a whole; JSON without a folder is one document."""
    about = {"stamp": of.edition.stamp, "day": str(of.edition.day)}
    if out is None:
        shown = {table.name: objects(table) for table in tables}
        edition = {"id": of.edition.id, "since": str(of.edition.since), **about}
        _write(json_document({"edition": edition, "tables": shown}))
        return
    files = package_files(of, tables, tuple(_written(form, tables)))
    for path in placing.put(out / form, files, about, _WHAT):
        sys.stdout.write(f"{out / form / path}\n")


def _written(form: str, tables: tuple[Table, ...]) -> Iterator[Written]:
    if form == "parquet":
        yield from _parquet()(tables)
        return
    yield from written_as(tables, form)
    if form == "json":
        yield from written_as(tables, "jsonl")


def _parquet() -> Callable[[tuple[Table, ...]], Iterator[Written]]:
    """The writer of Parquet, which an optional part of the installation brings."""
    try:
        module = import_module("vigie.workflows.parquet")
    except ModuleNotFoundError as missing:
        if missing.name != "duckdb":
            raise
        raise UsageError(
            "Parquet is written by DuckDB, which is not installed. Run"
            " pip install 'vigie[parquet]', or take --format csv."
        ) from missing
    writer: Callable[[tuple[Table, ...]], Iterator[Written]] = module.parquet_tables
    return writer


def _put(out: Path | None, name: str, body: bytes) -> None:
    """One file, whole or not at all; without a folder it goes to standard output."""
    if out is None:
        _write(body)
        return
    aside = out / f".{name}.{os.getpid()}.new"
    try:
        out.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(body)
        aside.replace(out / name)
    except OSError as fault:
        aside.unlink(missing_ok=True)
        raise UsageError(
            f"{str(out / name)!r} cannot be written ({fault.strerror}). Give another folder with"
            " --out, or make room."
        ) from fault
    sys.stdout.write(f"{out / name}\n")


def _write(body: bytes) -> None:
    sys.stdout.buffer.write(body)
    sys.stdout.buffer.flush()
