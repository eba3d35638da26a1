"""Which records a person means: by id, registry number, article identifier, acronym or key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from vigie.errors import UnknownName, UsageError
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Article, Entry, Trial

_DO = "Try vigie search with a word of its title or treatment."


def find(corpus: Corpus, name: str) -> tuple[Held[Entry], ...]:
    """The records of that name; several where several claim it. A version may follow, after @.

    Raises: UnknownName; UsageError for a version that did not stand on the corpus's day.
    """
    record, mark, version = name.rpartition("@") if "@" in name else (name, "", "")
    known = _by_name(corpus)
    found = known.get(_folded(record))
    if not found:
        names = {said for held in corpus for said in names_of(held)}
        raise UnknownName("record", name, names, _DO)
    if mark:
        asked = version.strip().casefold()
        found = [held for held in found if any(row.ref.version == asked for row in held.rows)]
    if not found:
        raise UsageError(
            f"As of {corpus.day}, {record} does not stand in the version {version!r}."
            f" See its versions with vigie show {record} --history, then give --as-of."
        )
    return tuple(found)


def names_of(held: Held[Entry]) -> Iterator[str]:
    """Every name under which a record can be asked for."""
    entry, ids = held.entry, [row.ref.record for row in held.rows]
    yield from map(str, ids)
    if isinstance(entry, Trial):
        yield from entry.registry_numbers
        yield from filter(None, (entry.acronym,))
    if isinstance(entry, Article):
        yield from filter(None, (entry.doi, entry.pmid))
    for record in ids:
        yield record.local
        yield record.local.rpartition("/")[2]


def disputed(corpus: Corpus, held: Held[Entry]) -> tuple[str, ...]:
    """The registry numbers of a study that its source prints for another one too."""
    numbers = held.entry.registry_numbers if isinstance(held.entry, Trial) else ()
    return tuple(number for number in numbers if number in corpus.disputed_numbers)


def _by_name(corpus: Corpus) -> Mapping[str, list[Held[Entry]]]:
    """Records by name; the first kind of name that a word is decides (an id before a key)."""
    known: dict[str, list[Held[Entry]]] = defaultdict(list)
    for held in corpus:
        for name in dict.fromkeys(map(_folded, names_of(held))):
            known[name].append(held)
    return known


def _folded(name: str) -> str:
    return "".join(name.split()).casefold()
