"""Is what people wrote in the curated files whole and in order? Every defect, with its remedy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from vigie.errors import Defect
from vigie.knowledge import editions, links, wording
from vigie.knowledge.loading import DEFAULT_DISEASE, Reading, read_curated
from vigie.knowledge.said import parts_of

Rule = Callable[[Reading], Iterator[Defect]]

_NO_REFERENCE = frozenset({"", "own", "none", "todo", "tbd", "unknown", "n/a", "???"})


def terms_say_themselves(reading: Reading) -> Iterator[Defect]:
    """Terms whose example does not hold the term."""
    for term in reading.knowledge.terms if reading.knowledge else ():
        if term.term.casefold() not in term.example.casefold():
            what = f"The example of {term.term!r} is {term.example!r}, which does not hold it."
            yield Defect(*term.place, what, "Write an example with the term, as a record would.")


def references_say_where(reading: Reading) -> Iterator[Defect]:
    """References that name nobody: what was remembered and not read does not enter."""
    if reading.knowledge is None:
        return
    for row, place in parts_of(reading.knowledge):
        reference = getattr(row, "reference", None)
        if reference is not None and reference.strip().casefold() in _NO_REFERENCE:
            do = "Name the document, with its page, DOI, PMID or address."
            yield Defect(*place, f"The reference is {reference!r}.", do)


def files_are_read(reading: Reading) -> Iterator[Defect]:
    """Files of curated folders that nothing reads: a name with a slip would go unseen."""
    read = {file.name for file in reading.files}
    for folder in (reading.folders.shared, reading.folders.disease):
        for name in folder.names():
            if name not in read:
                do = "Rename it as docs/curating.md says, or remove it."
                yield Defect(name, 1, "Nothing reads this file.", do)


RULES: tuple[Rule, ...] = (
    links.unique,
    links.known_names,
    links.closed_lists,
    editions.editions,
    wording.wording,
    wording.discouraged_names,
    wording.parity,
    wording.languages_alike,
    terms_say_themselves,
    references_say_where,
    files_are_read,
)


def check(disease: str | Path = DEFAULT_DISEASE) -> tuple[Defect, ...]:
    """All the defects of a disease's curated files, those of their shape included.

    Raises: UnknownName, UnreadableInput when there is no such disease.
    """
    return check_reading(read_curated(disease))


def check_reading(reading: Reading) -> tuple[Defect, ...]:
    """The defects of one reading, sorted by file and line, each once."""
    found = set(reading.defects)
    for rule in RULES:
        found.update(rule(reading))
    return tuple(sorted(found))
