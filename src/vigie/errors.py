"""What can go wrong, and how it is said.

The tree, with the exit code that each branch gives the command line::

    VigieError                  70  a bug of ours, unless a branch below says better
    ├── UsageError               2  the words typed, or a file handed to us, cannot be used
    │   ├── UnknownName          2  no such record, language, disease … (near matches offered)
    │   ├── UnreadableInput      2  a file that cannot be read as what it should be
    │   │   └── CuratedError     2  defects in the curated files, each with file and line
    │   └── StoreUnavailable     2  the store cannot be used where it is: held, read-only, no room
    ├── IncompleteRun            3  a source did not give everything
    └── StoreDamaged             4  the store on disk is not whole

Errors stop a command. Two values beside them do not: a `Problem` is met while
working and collected, a `Defect` is a fault in a curated file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something met on the way that is shown and does not stop the rest.

    `code` names the kind, so that a published page can say it in its own language;
    `where`, `what` and `do` are the English words of the command line.
    """

    code: str
    where: str
    what: str
    do: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what} {self.do}"


@dataclass(frozen=True, slots=True, order=True)
class Defect:
    """A fault in a curated file: where it stands, what was found, what to do."""

    file: str
    line: int
    what: str
    do: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what} {self.do}"


class VigieError(Exception):
    """The root of every error that Vigie raises on purpose."""

    exit_code = 70


class UsageError(VigieError):
    """The words typed, or a file handed over, cannot be used."""

    exit_code = 2


class UnknownName(UsageError):
    """A name that is not among the known ones; near matches are offered."""

    def __init__(self, kind: str, name: str, known: Iterable[str], do: str = "") -> None:
        self.kind, self.name = kind, name
        self.near = tuple(near_matches(name, known))
        offer = f" Near: {', '.join(self.near)}." if self.near else ""
        super().__init__(f"There is no {kind} {name!r}.{offer}{' ' + do if do else ''}")


class UnreadableInput(UsageError):
    """A file that cannot be read as what it should be."""


class CuratedError(UnreadableInput):
    """Curated files with defects: nothing is built on them."""

    def __init__(self, defects: Sequence[Defect]) -> None:
        self.defects = tuple(sorted(defects))
        lines = "\n".join(f"  {defect}" for defect in self.defects)
        super().__init__(f"The curated files have {len(self.defects)} defect(s):\n{lines}")


class StoreUnavailable(UsageError):
    """The store cannot be opened or written where it is; nothing in it was harmed."""


class IncompleteRun(VigieError):
    """A source did not give everything; what was received is kept."""

    exit_code = 3


class StoreDamaged(VigieError):
    """The store on disk is not whole."""

    exit_code = 4


def near_matches(name: str, known: Iterable[str], count: int = 3) -> list[str]:
    """The known names that look most like `name`, best first.

    >>> near_matches("fr-FR", ["fr", "en"])
    ['fr']
    """
    by_folded = {other.casefold(): other for other in sorted(known, reverse=True)}
    close = get_close_matches(name.casefold(), by_folded, n=count, cutoff=0.55)
    return [by_folded[folded] for folded in close]
