"""The order that belongs to a language, and not to the records."""

from __future__ import annotations

from vigie.publishing.arranging import arranged_blocks
from vigie.publishing.document import Cell, Run, Table


def _said(text: str) -> tuple[Run, ...]:
    return (Run(text),)


def _table(*names: str, is_alphabetical: bool) -> Table:
    rows = tuple((Cell((_said(name),)),) for name in names)
    return Table("t", _said("Caption"), (_said("Name"),), rows, is_alphabetical=is_alphabetical)


def _names(table: object) -> list[str]:
    assert isinstance(table, Table)
    return [cell.sentences[0][0].text for (cell,) in table.rows]  # type: ignore[index]


def test_an_alphabetical_table_is_in_the_order_of_the_words_as_they_are_said() -> None:
    given = _table("étude JADE", "Essai BIRD", "essai ALKIVIA", is_alphabetical=True)
    (made,) = arranged_blocks((given,), "site")
    assert _names(made) == ["essai ALKIVIA", "Essai BIRD", "étude JADE"]


def test_another_table_keeps_the_order_that_it_was_given() -> None:
    given = _table("b", "a", is_alphabetical=False)
    (made,) = arranged_blocks((given,), "booklet")
    assert _names(made) == ["b", "a"]
