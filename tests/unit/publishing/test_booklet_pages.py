"""Where the booklet's pages end: what belongs together stands together."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from fixtures.booklets import page_with, printed, with_chapter, words
from fixtures.documents import chart, counted, said, small_document
from vigie.publishing.document import (
    Bullets,
    Cell,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Section,
    Table,
)

FILLINGS = range(8, 20)
"""So many lines that a page ends somewhere within what follows them."""


def lines(count: int) -> tuple[Paragraph, ...]:
    return tuple(Paragraph((said(f"Ligne {number}."),)) for number in range(count))


def table(rows: int, text: str = "dix") -> Table:
    cells = tuple((Cell((said(f"Rang {row}"),)), Cell((said(text),))) for row in range(rows))
    return Table("t", said("Un tableau"), (said("Rang"), said("Nombre")), cells, said("Sa note."))


def together(first: str, second: str, *blocks: Any, fillings: range = FILLINGS) -> bool:
    """Whether two texts share their page, wherever on it they come."""
    booklets = (printed(with_chapter(*lines(count), *blocks)) for count in fillings)
    return all(second in page_with(first, booklet) for booklet in booklets)


def test_a_chart_its_table_and_their_note_stand_together() -> None:
    drawn = replace(chart(), table=table(11))
    assert together("Études par approche", "Rang 10", drawn)
    assert together("Études par approche", "Sa note.", drawn)


def test_a_short_table_keeps_its_note() -> None:
    assert together("Rang 3", "Sa note.", table(4), fillings=range(14, 26))


def test_a_heading_and_the_words_under_it_do_not_stand_alone_before_the_next_heading() -> None:
    inner = Section("in", said("Sous-titre"), lines(3))
    outer = Section("out", said("Le titre"), (Paragraph((said("Une phrase."),)), inner))
    assert together("Le titre", "Sous-titre", outer, fillings=range(10, 30))


def test_a_table_with_much_to_read_takes_the_full_width() -> None:
    text = "un mot " * 16
    for is_wordy, body in ((True, text), (False, text[:20])):
        page = page_with("Un tableau", printed(with_chapter(table(3, body))))
        width = max(len(line.rstrip()) for line in page.splitlines() if "mot" in line)
        assert (width > 100) is is_wordy


def test_many_short_items_stand_in_two_columns() -> None:
    items = tuple(Paragraph((said(f"Article {number}, 2025."),)) for number in range(1, 12))
    page = page_with("Article 1,", printed(with_chapter(Bullets(items))))
    (row,) = [line for line in page.splitlines() if "Article 1," in line]
    assert "Article 7," in row
    few = page_with("Article 1,", printed(with_chapter(Bullets(items[:3]))))
    assert [line.split()[-2:] for line in few.splitlines() if "Article" in line] == [
        [f"{number},", "2025."] for number in (1, 2, 3)
    ]


@pytest.mark.parametrize(("count", "across"), [(2, 2), (4, 4), (5, 3), (7, 4), (8, 4), (9, 3)])
def test_the_last_row_of_figures_lacks_the_fewest(count: int, across: int) -> None:
    figures = tuple(
        KeyFigure((counted("3"),), said(f"nom{number}"), "counted") for number in range(count)
    )
    page = page_with("nom0", printed(with_chapter(KeyFigures(figures))))
    (row,) = [line for line in page.splitlines() if "nom0" in line]
    assert row.split() == [f"nom{number}" for number in range(across)]


@pytest.mark.parametrize(("count", "is_shared"), [(3, True), (12, False)])
def test_a_chapter_opens_a_page_unless_the_page_has_hardly_begun(
    count: int, is_shared: bool
) -> None:
    chapters = (
        Section("one", said("Premier chapitre"), (*lines(25), *lines(count))),
        Section("two", said("Deuxième chapitre"), lines(3)),
    )
    booklet = printed(replace(small_document(), chapters=chapters))
    page = page_with("Deuxième chapitre", booklet)
    assert (f"Ligne {count - 1}." in page.split("Deuxième chapitre")[0]) is is_shared


def test_a_name_with_a_hyphen_is_not_cut_at_the_end_of_a_line() -> None:
    for shift in range(6):
        text = "a" * shift + " cellules CAR-T, anti-Jo1 ou anti-HMGCR" * 30
        page = page_with("CAR-T", printed(with_chapter(Paragraph((said(text),)))))
        assert not [line for line in page.splitlines() if line.rstrip().endswith("-")]


def test_no_page_is_left_empty_by_a_chapter_s_opening() -> None:
    pages = words(printed(small_document()))
    assert all(len(page.split()) > 20 for page in pages)


def test_an_english_day_stays_with_its_month() -> None:
    text = "a" * 40 + " on 17 May 2025" * 40
    document = with_chapter(Paragraph((said(text),)), title="A chapter")
    page = page_with("A chapter", printed(document, "en"))
    assert "17" in page
    assert not [line for line in page.splitlines() if line.rstrip().endswith(" 17")]
