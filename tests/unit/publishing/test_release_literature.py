"""The literature for reference managers: what we write, other readers read back."""

from __future__ import annotations

import re

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware

from fixtures.documents import HOSTILE
from fixtures.releases import corpus_of, described, hostile_corpus, named
from vigie.publishing.release.bibtex import escaped
from vigie.publishing.release.literature import Author, first_author
from vigie.publishing.release.render import render_bibtex, render_ris
from vigie.publishing.typography import inert
from vigie.records.dates import PartialDate
from vigie.records.entries import Article, Place


def article(key: str = "neves-2024", **fields) -> Article:
    return Article(id=named(key), **fields)


NEVES = article(
    first_author="González-Leal RÁ",
    has_other_authors=True,
    journal="Rheumatology (Oxford)",
    published=PartialDate(2024),
    places=(Place(7, 297),),
)


def ris(*articles: Article, language="en") -> list[dict]:
    return rispy.loads(render_ris(described(corpus_of(*articles)), language).decode())


def bibtex(*articles: Article, language="en") -> list:
    text = render_bibtex(described(corpus_of(*articles)), language).decode()
    return parsed(text)


def parsed(text: str) -> list:
    library = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert library.failed_blocks == []
    assert len(library.blocks) == len(library.entries)
    return library.entries


def as_printed(field: str) -> str:
    """What TeX prints for the commands that stand in the way of plain signs."""
    commands = {
        "textbackslash": "\\",
        "textbraceleft": "{",
        "textbraceright": "}",
        "textasciicircum": "^",
        "textasciitilde": "~",
    }
    said = r"\\(?:([a-z]+)\{\}|([&%$#_]))"
    return re.sub(said, lambda found: commands[found[1]] if found[1] else found[2], field)


def test_an_article_is_read_back_from_ris():
    (read,) = ris(NEVES)
    assert read["type_of_reference"] == "JOUR"
    assert read["authors"] == ["González-Leal, R.Á."]
    assert read["journal_name"] == "Rheumatology (Oxford)"
    assert read["year"] == "2024"
    assert "date" not in read
    assert read["id"] == "digest-2025-neves-2024"


def test_an_article_is_read_back_from_bibtex():
    (read,) = bibtex(NEVES)
    assert (read.entry_type, read.key) == ("article", "digest-2025-neves-2024")
    assert read["author"] == "González-Leal, R. Á. and others"
    assert read["journal"] == "Rheumatology (Oxford)"
    assert read["year"] == "2024"


def test_the_others_of_et_al_are_not_invented_and_a_note_says_so():
    (from_ris,), (from_bibtex,) = ris(NEVES), bibtex(NEVES)
    assert len(from_ris["authors"]) == 1
    said = "The source names the first author and “et al.”; the other authors are not known here."
    assert said in from_ris["notes"]
    assert said in from_bibtex["note"]
    assert "Cited in: Avancées 2025 dans les myopathies inflammatoires, p. 7." in from_ris["notes"]


def test_an_author_who_is_said_to_be_alone_has_no_others():
    alone = article(first_author="Neves A", has_other_authors=False)
    assert bibtex(alone)[0]["author"] == "Neves, A."
    assert "Cited in: Avancées 2025 dans les myopathies inflammatoires." in ris(alone)[0]["notes"]


@pytest.mark.parametrize(
    ("kind", "said", "author"),
    [
        ("article", "Neves A", Author("Neves", "A")),
        ("article", "Yu lu ECY", Author("Yu lu", "ECY")),
        ("article", "Euro Consortium", Author("Euro Consortium")),
        ("press_release", "Muscular Dystrophy UK", Author("Muscular Dystrophy UK")),
        ("report", "Banque nationale (BNDMR)", Author("Banque nationale (BNDMR)")),
        ("brochure", "AFM-Téléthon", Author("AFM-Téléthon")),
    ],
)
def test_people_have_a_family_name_and_initials_and_organisations_a_name(kind, said, author):
    assert first_author(article(kind=kind, first_author=said)) == author


def test_an_organisation_is_one_name_for_bibtex():
    press = article(kind="press_release", first_author="Smith and Sons", journal=None)
    text = render_bibtex(described(corpus_of(press)), "en").decode()
    assert "author = {{Smith and Sons}}" in text


@pytest.mark.parametrize(
    ("kind", "ris_type", "entry_type", "work"),
    [
        ("congress_abstract", "CPAPER", "inproceedings", None),
        ("press_release", "GEN", "misc", "Press release"),
        ("report", "RPRT", "misc", "Report"),
        ("brochure", "PAMP", "misc", "Brochure"),
        ("guideline", "RPRT", "misc", "Guideline"),
    ],
)
def test_each_kind_of_publication_keeps_its_kind(kind, ris_type, entry_type, work):
    of_kind = article(kind=kind, title="T")
    (from_ris,), (from_bibtex,) = ris(of_kind), bibtex(of_kind)
    assert from_ris["type_of_reference"] == ris_type
    assert from_bibtex.entry_type == entry_type
    if work:
        assert (from_ris["type_of_work"], from_bibtex["howpublished"]) == (work, work)


def test_a_date_is_as_precise_as_its_source():
    month, day = (
        article(published=PartialDate(2024, 12)),
        article(published=PartialDate(2025, 2, 24)),
    )
    assert ris(month)[0]["date"] == "2024/12//"
    assert ris(day)[0]["date"] == "2025/02/24/"
    text = render_bibtex(described(corpus_of(month)), "en").decode()
    assert "month = dec,\n" in text
    assert "day" not in text
    assert "year" not in bibtex(article())[0].fields_dict


def test_identifiers_lead_to_the_publication():
    known = article(doi="10.1000/x_y;1", pmid="12345")
    (from_ris,), (from_bibtex,) = ris(known), bibtex(known)
    assert from_ris["doi"] == "10.1000/x_y;1"
    assert from_ris["urls"] == ["https://doi.org/10.1000/x_y%3B1"]
    assert (from_ris["accession_number"], from_ris["name_of_database"]) == ("12345", "PubMed")
    assert from_bibtex["doi"] == "10.1000/x_y;1"
    assert (from_bibtex["eprint"], from_bibtex["eprinttype"]) == ("12345", "pubmed")


def test_the_notes_are_in_the_language_asked():
    assert "les autres auteurs ne sont pas connus ici" in ris(NEVES, language="fr")[0]["notes"][0]


@pytest.mark.parametrize("text", [*HOSTILE, "} @misc{x,", "a\\b", '100 % "sure" {a} $x^2~y_1#&'])
def test_a_hostile_title_comes_back_as_it_was_and_stays_in_its_field(text):
    bad = article(title=text, journal=text)
    written = render_bibtex(described(corpus_of(bad)), "en").decode()
    library = bibtexparser.parse_string(written, parse_stack=[])
    (entry,) = library.entries
    assert len(library.blocks) == 1
    assert as_printed(entry["journal"][1:-1]) == inert(text)
    assert as_printed(entry["title"][2:-2]) == inert(text)
    (from_ris,) = ris(bad)
    assert from_ris["title"] == inert(text)


def test_braces_always_balance():
    assert escaped("}{").count("{") == escaped("}{").count("}")


def test_hostile_records_make_one_reference_and_one_entry_each():
    of = described(hostile_corpus())
    assert len(rispy.loads(render_ris(of, "en").decode())) == 1
    assert len(parsed(render_bibtex(of, "en").decode())) == 1
    lines = render_ris(of, "en").decode().split("\r\n")
    assert [line for line in lines if line.startswith("TY  - ")] == ["TY  - JOUR"]


def test_no_literature_is_an_empty_file():
    of = described(corpus_of())
    assert render_bibtex(of, "en") == b""
    assert render_ris(of, "en").strip() == b""
