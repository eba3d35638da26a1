"""What the booklet prints of a document, and what it leaves to the site."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fixtures.documents import card, ref, said, small_document
from vigie.publishing.booklet.selection import LONGEST, LONGEST_IN_A_SENTENCE, cut
from vigie.publishing.document import (
    Block,
    Bullets,
    Cell,
    Linked,
    Only,
    Paragraph,
    Section,
    Table,
    Target,
    Verbatim,
)
from vigie.records.message import Message


def link(local: str) -> Message:
    return Message.of("edition.bare", value=Linked(Verbatim(local), target(local)))


def target(local: str) -> Target:
    return Target("record", ref(local).record.slug)


def row(*sentences: Message) -> tuple[Cell, ...]:
    return tuple(Cell((sentence,)) for sentence in sentences)


def table(*rows: tuple[Cell, ...]) -> Table:
    return Table("listed", said("Les études"), (said("Étude"),), rows)


def printed(*blocks: Block, selection: frozenset[str] | None = None) -> tuple[Block, ...]:
    chapter = Section("chapter", said("Chapitre"), blocks)
    return (
        cut(replace(small_document(), chapters=(chapter,), selection=selection)).chapters[0].blocks
    )


def only(*locals_: str) -> frozenset[str]:
    return frozenset(ref(local).record.slug for local in locals_)


def left_out(what: str, count: int) -> Message:
    return Message.of(f"booklet.left_out.{what}", n=count)


def note(what: str, count: int) -> Paragraph:
    return Paragraph((left_out(what, count),))


def test_studies_that_are_not_selected_are_counted_where_their_cards_would_stand():
    bird, maia, third = card("bird", "BIRD"), card("maia", "MAIA"), card("third", "Autre")
    shown = printed(bird, maia, third, selection=only("maia"))
    assert shown == (maia, note("studies", 2))


def test_a_row_that_leads_to_no_selected_record_is_left_to_the_site():
    rows = (row(link("bird")), row(link("maia")))
    assert printed(table(*rows), selection=only("bird")) == (table(rows[0]), note("rows", 1))


def test_a_table_of_which_nothing_is_selected_is_counted_and_not_printed():
    assert printed(table(row(link("bird"))), selection=only("maia")) == (note("rows", 1),)


def test_a_row_that_leads_to_no_record_is_printed():
    plain = table(row(Message.of("figure.continents.europe")))
    assert printed(plain, selection=only("maia")) == (plain,)


def test_an_item_that_leads_to_no_selected_record_is_left_to_the_site():
    bird, maia = Paragraph((link("bird"),)), Paragraph((link("maia"),))
    shown = printed(Bullets((bird, maia)), selection=only("maia"))
    assert shown == (Bullets((maia,)), note("items", 1))


def studies(*values: Any) -> Paragraph:
    return Paragraph((Message.of("edition.highlights.by_chapter", studies=values),))


def test_a_sentence_lists_the_selected_and_counts_the_others():
    shown = printed(studies(link("bird"), link("maia"), link("third")), selection=only("maia"))
    assert shown == (studies(link("maia"), left_out("others", 2)),)


def test_a_sentence_whose_list_has_nothing_selected_counts_them_all():
    shown = printed(studies(link("bird"), link("maia")), selection=only("third"))
    assert shown == (studies(left_out("all", 2)),)


def test_a_list_within_a_value_is_cut_too():
    def nested(*values: Message) -> Paragraph:
        return studies(Message.of("edition.bare", value=values))

    shown = printed(nested(link("bird"), link("maia")), selection=only("maia"))
    assert shown == (nested(link("maia"), left_out("others", 1)),)


def test_a_sentence_that_is_no_list_of_records_is_left_as_it_is():
    towns = studies(*("Paris",) * (LONGEST_IN_A_SENTENCE + 1))
    assert printed(towns, selection=only("bird")) == (towns,)


def test_what_is_too_long_for_paper_is_cut_and_says_so():
    plain = row(Message.of("figure.continents.europe"))
    long = table(*(plain,) * (LONGEST + 1))
    items = Bullets((Paragraph((said("x"),)),) * (LONGEST + 2))
    short = Bullets(items.items[:LONGEST])
    shown = printed(long, items)
    assert shown == (table(*(plain,) * LONGEST), note("rows", 1), short, note("items", 2))


def test_a_long_list_of_records_in_a_sentence_is_cut_and_says_so():
    many = (link("bird"),) * (LONGEST_IN_A_SENTENCE + 3)
    expected = studies(*many[:LONGEST_IN_A_SENTENCE], left_out("others", 3))
    assert printed(studies(*many)) == (expected,)


def test_without_a_selection_what_fits_on_paper_is_left_as_it_is():
    blocks = (card("bird", "BIRD"), table(row(link("maia"))), studies(link("bird"), link("maia")))
    assert printed(*blocks) == blocks


def test_what_is_for_the_site_alone_is_not_counted_as_left_out():
    assert printed(Only("site", (card("bird", "BIRD"),)), selection=only()) == ()
