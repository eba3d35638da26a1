"""The booklet, looked at as its readers and their machines do."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fixtures.booklets import messages, page_with, printed, with_chapter, words
from fixtures.documents import HOSTILE, card, said, small_document
from vigie.publishing.booklet.render import Booklet
from vigie.publishing.document import Definition, Only, Paragraph, Run, Section, Target

pytestmark = pytest.mark.filterwarnings("error")


@pytest.fixture(scope="module")
def booklet() -> Booklet:
    return printed(small_document())


@pytest.fixture
def pdf(booklet: Booklet) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(booklet.pdf)) as opened:
        yield opened


def opened(booklet: Booklet) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(booklet.pdf))


def tags(pdf: pikepdf.Pdf) -> list[Any]:
    """The structure elements in reading order."""
    found, waiting = [], [pdf.Root.StructTreeRoot]
    while waiting:
        node = waiting.pop()
        if not isinstance(node, pikepdf.Dictionary):
            continue
        if "/S" in node:
            found.append(node)
        below = node.get("/K", pikepdf.Array())
        waiting += reversed(list(below) if isinstance(below, pikepdf.Array) else [below])
    return found


def bookmarks(pdf: pikepdf.Pdf) -> list[str]:
    with pdf.open_outline() as outline:
        waiting, titles = list(outline.root), []
        while waiting:
            item = waiting.pop(0)
            titles.append(item.title)
            waiting = list(item.children) + waiting
    return titles


def addresses(pdf: pikepdf.Pdf) -> list[str]:
    notes = [note for page in pdf.pages for note in page.get("/Annots", pikepdf.Array())]
    return [str(note.A.URI) for note in notes if "/A" in note and "/URI" in note.A]


def test_the_file_declares_what_accessible_readers_ask_for(pdf: pikepdf.Pdf) -> None:
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.Lang == "fr"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert "<pdfuaid:part>1</pdfuaid:part>" in pdf.Root.Metadata.read_bytes().decode()


def test_the_file_carries_title_author_and_the_edition_s_day(pdf: pikepdf.Pdf) -> None:
    assert pdf.docinfo["/Title"] == "La recherche sur les myopathies inflammatoires"
    assert pdf.docinfo["/Author"] == "Vigie"
    assert pdf.docinfo["/CreationDate"] == "D:20250517000000Z"
    assert "maladies rares" in str(pdf.docinfo["/Keywords"])


def test_the_same_document_gives_the_same_bytes(booklet: Booklet) -> None:
    assert printed(small_document()).pdf == booklet.pdf


def test_tables_have_header_cells_and_pictures_a_text(pdf: pikepdf.Pdf) -> None:
    elements = tags(pdf)
    tables = [tag for tag in elements if tag.S == "/Table"]
    headers = [tag for tag in elements if tag.S == "/TH"]
    figures = [tag for tag in elements if tag.S == "/Figure"]
    assert len(tables) == 2
    assert len(headers) == 6 + 2
    assert [str(tag.Alt) for tag in figures] == [
        "Barres : trois études d’anti-compléments, une en recrutement."
    ]


def test_headings_never_skip_a_level(pdf: pikepdf.Pdf) -> None:
    levels = [int(str(tag.S)[2:]) for tag in tags(pdf) if str(tag.S)[1:] in "H1 H2 H3 H4 H5"]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_chapters_and_studies_are_bookmarks(pdf: pikepdf.Pdf) -> None:
    titles = bookmarks(pdf)
    assert "La myosite à inclusions" in titles
    assert "Essai BIRD contre placebo" in titles
    assert titles.index("Étude MAIA") > titles.index("Les études, une par une")


def test_every_page_says_that_nobody_has_reviewed_it(booklet: Booklet) -> None:
    assert all("Brouillon composé par un programme" in page for page in words(booklet))


def test_a_signed_edition_is_no_draft() -> None:
    assert not any("Brouillon" in page for page in words(printed(small_document(is_signed=True))))


def test_pages_of_records_and_of_evidence_are_left_to_the_site(pdf: pikepdf.Pdf) -> None:
    titles = bookmarks(pdf)
    assert "Dupont et al. Brain, 2025." not in titles
    assert titles.count("Chiffre ibm.studies") == 1


def test_hostile_words_are_printed_as_words(booklet: Booklet) -> None:
    text = " ".join(" ".join(words(booklet)).split())
    for attack in HOSTILE[:5]:
        assert attack in text


def test_a_hostile_title_is_only_a_title() -> None:
    attack = '#import "theme.typ": * <label> $x$ *gras* // [U+0041]'
    document = replace(with_chapter(title=attack), title=said(attack))
    pdf = opened(printed(document))
    assert pdf.docinfo["/Title"] == attack
    assert attack in bookmarks(pdf)


def test_an_address_that_is_not_of_the_web_is_no_link(pdf: pikepdf.Pdf) -> None:
    assert addresses(pdf)
    assert all(address.startswith("https://") for address in addresses(pdf))
    assert "/Names" not in pdf.Root or "/JavaScript" not in pdf.Root.Names


def test_every_link_is_described_and_tagged(pdf: pikepdf.Pdf) -> None:
    pages = [page for page in pdf.pages if "/Annots" in page]
    links = [note for page in pages for note in page.Annots]
    assert len(links) > 20
    assert all(str(link.Contents) and "/StructParent" in link for link in links)
    assert all(page.Tabs == "/S" for page in pages)


def test_all_fonts_are_bundled_ones(pdf: pikepdf.Pdf) -> None:
    fonts = [one for one in pdf.objects if _is_font(one)]
    assert fonts
    assert all("Vigie" in str(font.FontName) for font in fonts)
    assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


def _is_font(thing: Any) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"


def test_a_number_leads_to_its_entry_in_the_annex(booklet: Booklet) -> None:
    assert "D’où viennent les chiffres" in words(booklet)[-1]
    assert f"page {len(words(booklet))}" in page_with("Les approches", booklet)


def test_a_word_is_explained_beside_its_first_use_and_in_the_glossary(booklet: Booklet) -> None:
    beside, glossary = page_with("Les approches", booklet), page_with("Glossaire", booklet)
    assert "tirage au sort" in " ".join(beside.split())
    assert "tirage au sort" in glossary


def test_characters_that_the_fonts_lack_are_marked_and_listed(booklet: Booklet) -> None:
    missing = {glyph.code_point: glyph for glyph in booklet.missing}
    assert missing["U+6CBB"].character == "治"
    assert missing["U+6CBB"].where == "hostile"
    assert "U+1F9EC" in missing
    assert "[U+6CBB]" in " ".join(words(booklet))


def test_a_title_in_chinese_is_marked_where_it_stands() -> None:
    booklet = printed(with_chapter(card("bird", "Étude 治疗")))
    assert "Étude [U+6CBB][U+7597]" in bookmarks(opened(booklet))
    assert {glyph.where for glyph in booklet.missing} == {"only/digest-2025-bird"}


def test_characters_that_turn_the_direction_of_text_are_shown_not_obeyed() -> None:
    booklet = printed(with_chapter(title="abc\u202etxt.exe"))
    assert "abc[U+202E]txt.exe" in bookmarks(opened(booklet))


def test_a_study_without_a_card_leads_to_its_registry() -> None:
    link = (Run("étude MAIA", Target("record", "digest-2025-maia")),)
    pdf = opened(printed(with_chapter(Paragraph((link,)))))
    assert addresses(pdf) == ["https://clinicaltrials.gov/study/NCT06698796"]


def test_a_link_to_nothing_is_plain_words() -> None:
    runs = tuple(Run("mot", Target(kind, "absent")) for kind in ("term", "record", "section"))
    pdf = opened(printed(with_chapter(Paragraph((runs,)))))
    assert addresses(pdf) == []


def test_one_place_named_twice_is_one_label() -> None:
    booklet = printed(with_chapter(card("bird", "Essai BIRD"), card("bird", "Essai BIRD, encore")))
    assert {"Essai BIRD", "Essai BIRD, encore"} <= set(bookmarks(opened(booklet)))


def test_what_is_for_the_site_alone_is_not_printed() -> None:
    blocks = (
        Only("site", (Section("s", said("Sur le site"), ()),)),
        Only("booklet", (Section("b", said("Sur papier"), ()),)),
    )
    titles = bookmarks(opened(printed(with_chapter(*blocks))))
    assert "Sur papier" in titles
    assert "Sur le site" not in titles


def test_the_glossary_is_in_the_order_of_the_alphabet() -> None:
    names = ("Phase", "Évaluation", "Essai", "Étude")
    entries = tuple(Definition(name, said(name), said("Un mot.")) for name in names)
    text = page_with("Un chapitre", printed(with_chapter(*entries)))
    places = [text.index(name) for name in ("Essai", "Étude", "Évaluation", "Phase")]
    assert places == sorted(places)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60))
def test_no_words_stop_the_press(text: str) -> None:
    blocks = (Paragraph(((Run(text, language="en"),),), ("placebo",)), card("bird", text))
    document = replace(with_chapter(*blocks, title=text), title=said(text or "Titre"))
    assert printed(document).pdf.startswith(b"%PDF")


def test_both_languages_have_the_same_words() -> None:
    assert messages("fr").keys() == messages("en").keys()
