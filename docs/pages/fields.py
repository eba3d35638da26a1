"""The data dictionary: every field of every record, from the codebook."""

from __future__ import annotations

import re
from itertools import groupby

from pages.markdown import code, page, table
from vigie.records import entries
from vigie.records.codebook import FieldEntry, codebook

_INTRO = """\
What each field of a record means. A record is a `Trial`, an `Article`, a `Result` or a
`Statement`; the other tables are parts of them. What a source does not state is absent: it is
never zero, empty text or no.

A *code* is one of a closed list: [vocabularies](vocabularies.md). A *partial date* is a year, a
month or a day, as precise as its source. The last column is the JSON pointer of the field in what
the source sent; a dash means that no source states the field yet."""


def data_dictionary() -> str:
    """The page of all fields."""
    groups = groupby(codebook(), key=lambda field: field.record)
    return page("Data dictionary", _INTRO, *(_record(name, list(rows)) for name, rows in groups))


def _record(name: str, fields: list[FieldEntry]) -> str:
    about = str(getattr(entries, name).__doc__).partition("\n")[0]
    rows = [
        (code(one.name), _type(one), one.unit, one.definition, _pointers(one) or "–")
        for one in fields
    ]
    columns = ("field", "type", "unit", "meaning", "where its source has it")
    return f"## {name}\n\n{about}\n\n{table(columns, rows)}"


def _type(field: FieldEntry) -> str:
    """The type, with a link to the closed list that it is a code of."""
    before, of, kind = field.type.partition("code of ")
    if not of:
        return field.type
    name = "-".join(re.findall(r"[A-Z][a-z]+", kind)).lower()
    return f"{before}{of}[{kind}](vocabularies.md#{name})"


def _pointers(field: FieldEntry) -> str:
    return ", ".join(f"{source} {code(path)}" for source, path in field.pointers.items())
