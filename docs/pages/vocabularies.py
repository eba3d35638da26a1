"""The closed lists: each code, how each language says it, what it means."""

from __future__ import annotations

from collections.abc import Sequence

from pages.markdown import anchor, code, page, table
from vigie.knowledge.models import Code, Country, Knowledge

_INTRO = """\
A field that holds a code holds one of these. A code that is not here stops the reading and says
so: a new one is added to its file under `src/vigie/curated/vocabularies/`, with its reference
([curating](curating.md)).

*Short* stands in badges and tables, *long* inside a sentence."""


def vocabularies(knowledge: Knowledge) -> str:
    """The page of all closed lists."""
    lists = sorted(knowledge.vocabularies.items())
    contents = [f"[{_title(name)}](#{anchor(_title(name))})" for name, _ in lists]
    sections = [_list(name, rows) for name, rows in lists]
    contents.append("[Countries](#countries)")
    return page(
        "Vocabularies", _INTRO, " · ".join(contents), *sections, _countries(knowledge.countries)
    )


def _title(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _list(name: str, rows: Sequence[Code]) -> str:
    columns = ("code", "français, short", "long", "English, short", "long", "meaning", "sens")
    said = [
        (
            code(row.code),
            *(row.short.fr, row.long.fr, row.short.en, row.long.en),
            *((row.meaning.en, row.meaning.fr) if row.meaning else ("", "")),
        )
        for row in rows
    ]
    return f"## {_title(name)}\n\n`vocabularies/{name}.csv`\n\n{table(columns, said)}"


def _countries(rows: Sequence[Country]) -> str:
    columns = ("name in registries", "also written", "français", "in", "of", "English", "in")
    said = [
        (row.name, ", ".join(row.aliases), row.fr, row.fr_in, row.fr_of, row.en, row.en_in)
        for row in rows
    ]
    return f"## Countries\n\n`vocabularies/countries.csv`\n\n{table(columns, said)}"
