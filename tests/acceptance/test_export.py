"""`vigie export`: the records of the shipped edition in the formats of other programs."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import subprocess
import sys
from pathlib import Path

import bibtexparser
import duckdb
import icalendar
import pytest
import rispy
from commanding import Command
from lxml import etree

from vigie.publishing.release.tables import TABLES

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def _described(folder: Path) -> dict[str, bytes]:
    """The files that the package lists, each with the hash that it gives."""
    shown = json.loads((folder / "datapackage.json").read_bytes())
    bodies = {one["path"]: (folder / one["path"]).read_bytes() for one in shown["resources"]}
    for one in shown["resources"]:
        assert one["hash"] == f"sha256:{hashlib.sha256(bodies[one['path']]).hexdigest()}"
    return bodies


def _export(vigie: Command, form: str, *words: str) -> Path:
    said = vigie("export", "--format", form, "--out", "out", *words)
    assert said.code == 0, said.err
    lines = said.out.splitlines()
    assert all((vigie.folder / line).is_file() for line in lines)
    return vigie.folder / "out"


def test_csv_is_a_package_of_tables(vigie: Command) -> None:
    files = _described(_export(vigie, "csv") / "csv")
    rows = list(csv.DictReader(io.StringIO(files["studies.csv"].decode(), newline="")))
    assert len(rows) == 80
    bird = next(row for row in rows if row["acronym"] == "BIRD")
    assert (bird["enrolment_people"], bird["max_age_years"], bird["title"]) == ("62", "64", "")
    evidence = list(csv.DictReader(io.StringIO(files["evidence.csv"].decode(), newline="")))
    refs = {row["version"] for row in rows}
    counted = {row["version"] for row in evidence if row["figure"] == "ibm.studies"}
    assert counted
    assert counted <= refs


def test_every_row_leads_to_a_record_that_is_there(vigie: Command) -> None:
    files = _described(_export(vigie, "csv") / "csv")
    tables = {
        name.removesuffix(".csv"): list(csv.DictReader(io.StringIO(body.decode(), newline="")))
        for name, body in files.items()
    }
    main = ("studies", "articles", "results", "statements")
    ids = {row["id"] for name in main for row in tables[name]}
    for name, rows in tables.items():
        assert [row for row in rows if "record" in row and row["record"] not in ids] == [], name


def test_json_and_json_lines_hold_the_same_rows(vigie: Command) -> None:
    files = _described(_export(vigie, "json") / "json")
    for name in ("studies", "tags", "figures"):
        rows = json.loads(files[f"{name}.json"])
        assert [json.loads(line) for line in files[f"{name}.jsonl"].splitlines()] == rows
    assert vigie("export", "--format", "json").json["tables"]["studies"] == json.loads(
        files["studies.json"]
    )


def test_parquet_holds_what_csv_holds_with_types(vigie: Command) -> None:
    folder = _export(vigie, "parquet") / "parquet"
    rows = json.loads((_export(vigie, "json") / "json" / "studies.json").read_bytes())
    assert set(_described(folder)) == {f"{name}.parquet" for name in TABLES}
    with duckdb.connect() as database:
        path = str(folder / "studies.parquet")
        read = database.execute("SELECT * FROM read_parquet(?)", [path])
        names = [column[0] for column in read.description]
        types = {column[0]: str(column[1]) for column in read.description}
        found = [dict(zip(names, row, strict=True)) for row in read.fetchall()]
    assert (types["enrolment_people"], types["phases"]) == ("DOUBLE", "VARCHAR[]")
    assert types["version_on"] == "DATE"
    for row, expected in zip(found, rows, strict=True):
        row["version_on"] = row["version_on"].isoformat()
        assert row == expected


def test_without_duckdb_the_extra_is_named(vigie: Command) -> None:
    blocked = "import sys; sys.modules['duckdb'] = None; from vigie.cli import main; main()"
    words = [sys.executable, "-c", blocked, "export", "--format", "parquet", "--out", "out"]
    done = subprocess.run(
        words,
        cwd=vigie.folder,
        env=vigie.surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "pip install 'vigie[parquet]'" in done.stderr


@pytest.mark.parametrize("form", ["csv", "json", "parquet", "ris", "bibtex", "ics"])
def test_the_same_records_make_the_same_bytes(alone: Command, vigie: Command, form: str) -> None:
    here, there = _export(alone, form), _export(vigie, form)
    if form in {"csv", "json", "parquet"}:
        here, there = here / form, there / form
    assert _files(here) == _files(there)


def test_the_literature_is_whole_in_both_formats(vigie: Command) -> None:
    references = rispy.loads(vigie("export", "--format", "ris").out)
    library = bibtexparser.parse_string(vigie("export", "--format", "bibtex").out)
    assert library.failed_blocks == []
    assert {one["id"] for one in references} == {one.key for one in library.entries}
    assert len(references) == 84


@pytest.mark.parametrize(("language", "word"), [("fr", "Essai"), ("en", "trial")])
def test_the_dates_of_the_studies_are_a_calendar(vigie: Command, language: str, word: str) -> None:
    said = vigie("export", "--format", "ics", "--lang", language)
    events = icalendar.Calendar.from_ical(said.out).walk("VEVENT")
    assert len({str(event["uid"]) for event in events}) == len(events) > 40
    assert any(word in event["summary"] for event in events)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--format", "bibtx"), "Near: bibtex"),
        (("--format", "xml"), "Vigie writes csv, json, parquet, ris, bibtex, ics"),
        (("--format", "csv"), "with --out"),
        (("--format", "parquet"), "with --out"),
        (("--format", "ris", "--lang", "de"), "There is no language 'de'"),
        (("--format", "ics", "--base-url", "example.org"), "--base-url 'example.org'"),
        (("--format", "ris", "--as-of", "2020-01-01"), "2025-05-17"),
        ((), "Missing option"),
    ],
)
def test_wrong_use_is_said_plainly(vigie: Command, words: tuple[str, ...], told: str) -> None:
    said = vigie("export", *words, COLUMNS="200")
    assert (said.code, said.out) == (2, "")
    assert told in said.err


def test_what_stands_in_the_way_is_left_as_it_is(vigie: Command) -> None:
    mine = vigie.folder / "out" / "csv"
    mine.mkdir(parents=True)
    (mine / "mine.txt").write_text("dear")
    said = vigie("export", "--format", "csv", "--out", "out")
    assert (said.code, said.out) == (2, "")
    assert "is not a data release made by Vigie" in said.err
    assert [path.name for path in mine.iterdir()] == ["mine.txt"]
    (vigie.folder / "file").write_text("dear")
    for form in ("ris", "csv"):
        said = vigie("export", "--format", form, "--out", "file")
        assert (said.code, said.out) == (2, "")
        assert "'file' is a file" in said.err


def test_formats_stand_side_by_side_and_an_export_replaces_its_own(vigie: Command) -> None:
    (vigie.folder / "out").mkdir()
    (vigie.folder / "out" / "mine.txt").write_text("dear")
    for form in ("ris", "ics", "csv", "csv"):
        _export(vigie, form)
    names = sorted(path.name for path in (vigie.folder / "out").iterdir())
    assert names == ["csv", "literature.ris", "mine.txt", "studies.ics"]


def test_a_build_publishes_the_data_and_with_an_address_the_map(vigie: Command) -> None:
    said = vigie("build", "--base-url", "https://example.org/v")
    assert said.code == 0, said.err
    site = vigie.folder / "site"
    _described(site / "data")
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    mapped = etree.parse(str(site / "sitemap.xml")).findall("s:url/s:loc", SITEMAP)
    assert {one.text.removeprefix("https://example.org/v/") for one in mapped} == pages
    for language in ("fr", "en"):
        feed = etree.parse(str(site / language / "feed.xml"))
        links = [link.get("href") for link in feed.findall("a:entry/a:link", ATOM)]
        assert links
        assert {link.removeprefix("https://example.org/v/") for link in links} <= pages
        assert 'href="../data/literature.ris"' in (site / language / "sources.html").read_text()
        assert 'href="sources.html#data"' in (site / language / "index.html").read_text()


def test_without_an_address_there_is_no_map_and_the_feed_leads_to_pages_beside_it(
    vigie: Command,
) -> None:
    said = vigie("build", "--lang", "en")
    assert said.code == 0, said.err
    site = vigie.folder / "site"
    assert not (site / "sitemap.xml").exists()
    feed = etree.parse(str(site / "en" / "feed.xml"))
    for link in feed.findall("a:entry/a:link", ATOM):
        assert (site / "en" / link.get("href")).is_file()
    assert not (site / "fr").exists()
