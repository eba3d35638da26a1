"""Full text of studies and publications, with the words by which knowledge widens a question."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from vigie.knowledge.models import Knowledge
from vigie.records.corpus import Held
from vigie.records.entries import Entry
from vigie.tagging.texts import texts
from vigie.workflows.finding import names_of

_WORD = re.compile(r"\w+")
# In the order in which a match is told; the last two gather all other fields, and names.
_COLUMNS = ("title", "interventions", "conditions", "other", "names")
_WEIGHTS = "6.0, 6.0, 3.0, 1.0, 10.0"
_OWN_COLUMN = _COLUMNS[:3]
# Little words that say nothing by themselves, in the languages of the question.
_LITTLE = frozenset(
    (
        *("a", "au", "aux", "avec", "chez", "d", "dans", "de", "des", "du", "en", "et", "l", "la"),
        *("le", "les", "ou", "par", "pour", "sur", "un", "une"),
        *("and", "for", "in", "of", "on", "or", "the", "with"),
    )
)
# What a study is not about, or where it is not: never a reason to be found.
_RULED_OUT = frozenset({"countries_ruled_out", "conditions_excluded", "is_abroad", "is_marked_new"})
_TABLE = (
    f"CREATE VIRTUAL TABLE record USING fts5({', '.join(_COLUMNS)},"
    " tokenize = 'unicode61 remove_diacritics 2')"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A record found: in which column of the index, by which words."""

    held: Held[Entry]
    column: str
    words: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A part of the question: its own words, and other names of the same thing."""

    words: str
    others: tuple[str, ...] = ()


def understood(question: str, knowledge: Knowledge) -> tuple[Asked, ...]:
    """The question's parts, the longest known names first, each with its other names."""
    words = folded_words(question)
    known = _known_names(knowledge)
    longest = max((len(name) for name in known), default=1)
    return tuple(_parts(words, known, longest))


def search(held: Iterable[Held[Entry]], asked: Sequence[Asked]) -> tuple[Hit, ...]:
    """The records that answer every part of the question, best first."""
    rows = list(held)
    if not asked:
        return ()
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute(_TABLE)
        marks = ", ".join("?" * len(_COLUMNS))
        connection.executemany(
            f"INSERT INTO record (rowid, {', '.join(_COLUMNS)}) VALUES (?, {marks})",  # noqa: S608
            ((number, *_texts(one)) for number, one in enumerate(rows)),
        )
        return tuple(_hits(connection, rows, asked))
    finally:
        connection.close()


def folded_words(text: str) -> tuple[str, ...]:
    """The words of a text without case or accents, as the index has them."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return tuple(_WORD.findall("".join(sign for sign in bare if not unicodedata.combining(sign))))


def _hits(
    connection: sqlite3.Connection, rows: Sequence[Held[Entry]], asked: Sequence[Asked]
) -> Iterator[Hit]:
    snippets = ", ".join(
        f"snippet(record, {number}, char(1), char(2), '…', 12)" for number in range(len(_COLUMNS))
    )
    found = connection.execute(
        f"SELECT rowid, {snippets} FROM record WHERE record MATCH ?"  # noqa: S608 (columns)
        f" ORDER BY bm25(record, {_WEIGHTS}), rowid",
        (_query(asked),),
    )
    for number, *parts in found:
        column, words = _telling(parts)
        yield Hit(held=rows[number], column=column, words=words)


def _telling(parts: Sequence[str]) -> tuple[str, str]:
    """The first column where something matched, and its words with what matched in brackets."""
    for column, part in zip(_COLUMNS, parts, strict=True):
        if "\x01" in part:
            return column, " ".join(part.split()).replace("\x01", "[").replace("\x02", "]")
    return "", ""


def _query(asked: Iterable[Asked]) -> str:
    return " AND ".join(f"({' OR '.join(_alternatives(part))})" for part in asked)


def _alternatives(part: Asked) -> Iterator[str]:
    yield f'"{part.words}"*'
    for other in part.others:
        yield f'"{other}"'


def _parts(
    words: Sequence[str], known: Mapping[tuple[str, ...], tuple[str, ...]], longest: int
) -> Iterator[Asked]:
    start = 0
    while start < len(words):
        for end in range(min(len(words), start + longest), start, -1):
            name = tuple(words[start:end])
            if name in known or end == start + 1:
                if name in known or name[0] not in _LITTLE:
                    yield Asked(" ".join(name), known.get(name, ()))
                start = end
                break


def _known_names(knowledge: Knowledge) -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Every name that knowledge has, with the other names of what it names."""
    known: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for names in _named(knowledge):
        folded = {folded_words(name) for name in names} - {()}
        for name in folded:
            known[name].update(" ".join(other) for other in folded if other != name)
    _add_classes(knowledge, known)
    return {name: tuple(sorted(others)) for name, others in known.items()}


def _named(knowledge: Knowledge) -> Iterator[tuple[str, ...]]:
    for row in knowledge.treatments:
        yield (
            row.inn,
            row.names.fr.text,
            row.names.en.text,
            *row.brands,
            *row.codes,
            *row.synonyms,
        )
    for form in knowledge.profile.forms:
        short = (word for words in form.abbreviations.values() for word in words)
        yield (form.names.fr.text, form.names.en.text, *short)
    for country in knowledge.countries:
        yield (country.name, country.fr, country.en, *country.aliases)
    yield from _synonymous_terms(knowledge)


def _synonymous_terms(knowledge: Knowledge) -> Iterator[tuple[str, ...]]:
    """The curated words that say one concept, in all languages."""
    by_concept: dict[tuple[str, str], list[str]] = defaultdict(list)
    for term in knowledge.terms:
        if term.polarity == "for" and term.facet != "approach":  # too wide to be a synonym
            by_concept[term.facet, term.concept].append(term.term)
    yield from map(tuple, by_concept.values())


def _add_classes(knowledge: Knowledge, known: dict[tuple[str, ...], set[str]]) -> None:
    """A class of treatments is also every treatment in it."""
    members: dict[str, list[str]] = defaultdict(list)
    for row in knowledge.treatments:
        members[row.class_id] += [row.inn, *row.codes]
    for one in knowledge.treatment_classes:
        names = {" ".join(folded_words(name)) for name in members[one.id]} - {""}
        for text in (one.names.fr.text, one.names.en.text):
            known[folded_words(text)].update(names)


def _of_the_id(held: Held[Entry]) -> tuple[str, ...]:
    """The id of an entry that its source only keys, whose words say nothing."""
    record = held.ref.record
    key = record.local.rpartition("/")[2]
    return (str(record), key) if key != record.local else (str(record),)


def _texts(held: Held[Entry]) -> tuple[str, ...]:
    said = {name: text for name, text in texts(held).items() if name not in _RULED_OUT}
    own = [said.pop(name, "") for name in _OWN_COLUMN]
    ids = {part for row in held.rows for part in _of_the_id(row)}
    names = (name for name in names_of(held) if name not in ids)
    return (*own, "\n".join(said.values()), " ".join(names))
