"""The data release: tables, their files, and what describes them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from dataclasses import fields
from datetime import date

import pytest

from fixtures.documents import HOSTILE
from fixtures.releases import (
    BIDI,
    corpus_of,
    described,
    document_of,
    full_trial,
    hostile_corpus,
    knowledge,
    named,
    table_of,
    trial,
)
from vigie.analyses.figures import Count, Share, Stated, Summary
from vigie.knowledge.models import LANGUAGES
from vigie.publishing.release.columns import columns_of, parts_in
from vigie.publishing.release.figures import figure_tables
from vigie.publishing.release.package import DESCRIPTOR, DICTIONARY
from vigie.publishing.release.readme import README
from vigie.publishing.release.render import package_files, release_tables, written_as
from vigie.publishing.release.tables import TABLES, Table, record_tables
from vigie.publishing.release.writing import csv_bytes, harmless, json_bytes, json_lines, objects
from vigie.publishing.words import Voice
from vigie.records.codebook import ENTRIES
from vigie.records.entries import AbstractPart, Article, Measured, Place
from vigie.records.ids import RecordRef
from vigie.records.message import Message
from vigie.records.vocabulary import StudyType


def rows_of(body: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body.decode("utf-8"), newline="")))


def csv_rows(name: str, *entries) -> list[dict[str, str]]:
    return rows_of(csv_bytes(table_of(name, corpus_of(*entries))))


def test_a_study_is_one_row_with_units_in_the_names_of_its_columns():
    (row,) = csv_rows("studies", full_trial())
    assert row["id"] == "digest:2025/bird"
    assert row["registry_numbers"] == "NCT04972760|NCT00000001"
    assert (row["enrolment_people"], row["enrolment_qualifier"]) == ("62", "about")
    assert row["min_age_years"] == "0.5"
    assert (row["start"], row["completion"]) == ("2022-08", "2026-02-03")
    assert (row["is_abroad"], row["is_marked_new"]) == ("false", "true")
    assert row["phases"] == "2|3"
    assert row["version"] == "digest:2025/bird@0123456789ab"


def test_what_is_not_stated_is_empty_and_null_and_never_zero():
    corpus = corpus_of(trial())
    (row,) = rows_of(csv_bytes(table_of("studies", corpus)))
    stated = {name for name, value in row.items() if value}
    assert stated == {"id", "version", "version_on", "address"}
    (shown,) = json.loads(json_bytes(table_of("studies", corpus)))
    assert {name for name, value in shown.items() if value is not None} == stated


def test_zero_and_no_stay_zero_and_no():
    (row,) = csv_rows("studies", trial(min_age_years=0.0, is_abroad=False))
    assert (row["min_age_years"], row["is_abroad"]) == ("0", "false")


def test_what_a_record_lists_is_a_table_of_its_own():
    corpus = corpus_of(full_trial())
    (site,) = objects(table_of("sites", corpus))
    assert {name: value for name, value in site.items() if value is not None} == (
        {
            "record": "digest:2025/bird",
            "position": 1,
            "country": "France",
            "city": "Paris",
            "facility": "Hôpital Pitié-Salpêtrière",
        }
    )
    assert objects(table_of("centres", corpus))[0]["centre_count"] == 3
    places = objects(table_of("places", corpus))
    assert [(row["position"], row["line"]) for row in places] == [(1, 961), (2, None)]


@pytest.mark.parametrize("kind", ENTRIES)
def test_no_field_of_a_record_is_lost(kind):
    in_columns = {(one.shows or "").split(".")[1] for one in columns_of(kind.__name__)}
    in_tables = {name for name, _ in parts_in(kind.__name__)}
    assert in_columns | in_tables == {field.name for field in fields(kind)}


def test_every_list_of_a_record_has_its_table():
    parts = {part for kind in ENTRIES for _, part in parts_in(kind.__name__)}
    tables = {table.name: table for table in record_tables(corpus_of())}
    shown = {(one.shows or "").split(".")[0] for t in tables.values() for one in t.columns}
    assert parts - {"AbstractPart"} <= shown
    assert (*tables, "figures", "evidence") == TABLES


def test_an_abstract_is_not_published():
    told = Article(id=named("a"), abstract=(AbstractPart("Words of its publisher"),))
    tables = record_tables(corpus_of(told))
    assert "Words of its publisher" not in repr([table.rows for table in tables])


def test_a_bar_inside_a_value_of_a_list_is_a_broken_bar_in_csv_and_itself_in_json():
    corpus = corpus_of(full_trial())
    table = table_of("interventions", corpus)
    assert rows_of(csv_bytes(table))[0]["other_names"] == "Olumiant|LY¦3009104"
    assert json.loads(json_bytes(table))[0]["other_names"] == ["Olumiant", "LY|3009104"]


@pytest.mark.parametrize("text", ["=1+1", "+33", "-x", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1+1"])
def test_a_text_that_a_spreadsheet_takes_for_a_formula_gets_an_apostrophe(text):
    (row,) = csv_rows("studies", trial(title=text))
    assert row["title"].startswith("'")
    (shown,) = json.loads(json_bytes(table_of("studies", corpus_of(trial(title=text)))))
    assert shown["title"] == text


def test_a_formula_after_a_semicolon_is_inert_where_spreadsheets_cut_cells_there():
    assert harmless('a;=HYPERLINK("x")') == 'a;\'=HYPERLINK("x")'
    assert harmless("anti-C5; a-b") == "anti-C5; a-b"


def test_a_negative_number_is_left_a_number():
    (row,) = rows_of(csv_bytes(table_of("result_figures", hostile_corpus())))
    assert row["values"] == "-5|-0.25"


def test_no_cell_of_hostile_records_is_a_formula_or_breaks_a_line_or_hides_its_order():
    for table in record_tables(hostile_corpus()):
        body = csv_bytes(table)
        rows = list(csv.reader(io.StringIO(body.decode(), newline="")))
        assert {len(row) for row in rows} == {len(table.columns)}
        assert body.count(b"\r\n") == len(rows) == body.count(b"\n")
        texts = [i for i, one in enumerate(table.columns) if one.kind in {"text", "texts"}]
        cells = [row[i] for row in rows[1:] for i in texts]
        assert not [cell for cell in cells if cell[:1] in "=+-@\t\r" and cell]
        assert "\u202e" not in body.decode()


def test_json_keeps_every_text_exactly_and_hides_nothing():
    table = table_of("studies", hostile_corpus())
    body = json_bytes(table)
    kept = [row["title"] for row in json.loads(body)]
    assert kept[: len(HOSTILE)] == list(HOSTILE)
    assert "\u202e" not in body.decode()
    assert "治疗" in body.decode()


def test_json_lines_hold_the_same_rows_one_a_line():
    table = table_of("studies", hostile_corpus())
    lines = json_lines(table).decode().split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == json.loads(json_bytes(table))


def test_an_empty_table_is_a_header_and_an_empty_list():
    table = table_of("relations", corpus_of(trial()))
    assert csv_bytes(table) == b"record,position,kind,target\r\n"
    assert (json.loads(json_bytes(table)), json_lines(table)) == ([], b"")


def test_tags_say_the_words_that_decided():
    (row,) = objects(table_of("tags", hostile_corpus()))[:1]
    assert (row["facet"], row["concept"], row["words"]) == ("form", "dm", HOSTILE[4])


# --- figures


def _figures():
    ref = RecordRef(named("a"), "0123456789ab")
    other = RecordRef(named("b"), "0123456789ab")
    about = {"label": Message.of("release.feed.title", edition="x"), "definition": Message("x")}
    about["definition"] = about["label"]
    part = Count(key="part", evidence=(ref,), **about)
    whole = Count(key="whole", evidence=(ref, other), **about)
    return (
        whole,
        part,
        Share(key="share", part=part, whole=whole, **about),
        Share(key="nothing", part=part, whole=Count(key="none", evidence=(), **about), **about),
        Summary(key="sum", statistic="total", evidence=((ref, 2.0), (other, 3.0)), **about),
        Stated(
            key="stated",
            figure=Measured("stated", (18.0, 64.0), "years", "to"),
            ref=ref,
            source=named("a"),
            places=(Place(4), Place(4, 2), Place(None, 3)),
            on=date(2025, 5, 17),
            held=(other,),
            **about,
        ),
    )


def _figure_tables() -> tuple[Table, Table]:
    return figure_tables(_figures(), {one: Voice(knowledge(), one) for one in LANGUAGES})


def test_a_figure_is_its_kind_its_value_and_its_name_in_both_languages():
    rows = {row["key"]: row for row in objects(_figure_tables()[0])}
    assert list(rows) == sorted(rows)
    assert (rows["whole"]["kind"], rows["whole"]["value"]) == ("counted", 2)
    assert (rows["share"]["kind"], rows["share"]["value"]) == ("share", 0.5)
    assert (rows["nothing"]["value"], rows["nothing"]["values"]) == (None, None)
    assert (rows["sum"]["statistic"], rows["sum"]["value"]) == ("total", 5)
    stated = rows["stated"]
    assert (stated["value"], stated["values"], stated["joiner"]) == (None, [18, 64], "to")
    assert (stated["pages"], stated["day"]) == ([4], "2025-05-17")
    assert stated["label_fr"] == "x\u00a0: nouvelles études"
    assert stated["label_en"] == "x: new studies"


def test_a_counted_figure_has_as_many_rows_of_evidence_as_its_value():
    figures, evidence = (objects(table) for table in _figure_tables())
    for figure in figures:
        rows = [row for row in evidence if row["figure"] == figure["key"]]
        if figure["kind"] == "counted":
            assert len(rows) == figure["value"]
    roles = [row["role"] for row in evidence if row["figure"] == "stated"]
    assert roles == ["printed", "held"]


# --- the package


@pytest.fixture(scope="module")
def package() -> dict[str, bytes]:
    of = described(corpus_of(full_trial()))
    tables = release_tables(of, document_of(of, _figures()))
    written = [*written_as(tables, "csv", "csv/"), *written_as(tables, "json", "json/")]
    return dict(package_files(of, tables, written))


def test_the_package_describes_every_file_with_its_hash(package):
    shown = json.loads(package[DESCRIPTOR])
    assert shown["created"] == "2025-05-17T00:00:00Z"
    assert {one["path"] for one in shown["resources"]} == {path for path in package if "/" in path}
    assert len({one["name"] for one in shown["resources"]}) == len(shown["resources"])
    for one in shown["resources"]:
        body = package[one["path"]]
        assert one["hash"] == f"sha256:{hashlib.sha256(body).hexdigest()}"
        assert one.get("bytes", len(body)) == len(body)


def test_the_fields_of_the_package_are_the_columns_of_the_file(package):
    for one in json.loads(package[DESCRIPTOR])["resources"]:
        names = [field["name"] for field in one["schema"]["fields"]]
        if one["format"] == "csv":
            header = package[one["path"]].decode().split("\r\n")[0]
            assert header.split(",") == names
        assert set(one["schema"]["primaryKey"]) <= set(names)


def test_the_package_names_the_sources_with_their_rights_and_says_that_it_is_a_draft(package):
    shown = json.loads(package[DESCRIPTOR])
    (source,) = shown["sources"]
    assert source["publisher"] == "AFM-Téléthon"
    assert "©" in source["licence"]
    assert "draft" in shown["description"]
    assert "sources" in shown["licenses"][0]["title"]


def test_a_signed_edition_is_not_called_a_draft():
    of = described(corpus_of(trial()), is_signed=True)
    tables = tuple(record_tables(of.corpus))
    files = dict(package_files(of, tables, tuple(written_as(tables, "csv"))))
    assert "draft" not in json.loads(files[DESCRIPTOR])["description"]
    assert "draft" not in files[README].decode().casefold()


def test_the_dictionary_defines_every_column_of_every_table(package):
    rows = rows_of(package[DICTIONARY])
    assert {row["table"] for row in rows} == set(TABLES)
    assert [row for row in rows if not row["definition"]] == []
    enrolment = next(row for row in rows if row["column"] == "enrolment_people")
    assert (enrolment["unit"], enrolment["field"]) == ("people", "Trial.enrolment.value")


def test_the_page_that_travels_along_names_every_table_in_both_languages(package):
    page = package[README].decode()
    assert page.index("Comment lire les fichiers") < page.index("How to read the files")
    for name in TABLES:
        assert f"- {name}\u00a0:" in page
        assert f"- {name}:" in page
    assert "{" not in page


def test_codes_of_closed_lists_are_in_the_package(package):
    shown = json.loads(package[DESCRIPTOR])
    studies = next(one for one in shown["resources"] if one["name"] == "studies")
    kind = next(one for one in studies["schema"]["fields"] if one["name"] == "study_type")
    assert kind["constraints"]["enum"] == [code.value for code in StudyType]


def test_two_releases_are_the_same_bytes():
    def made() -> dict[str, bytes]:
        tables = tuple(record_tables(hostile_corpus()))
        of = described(hostile_corpus())
        return dict(package_files(of, tables, tuple(written_as(tables, "csv"))))

    assert made() == made()
    assert BIDI.encode() not in b"".join(made().values())
