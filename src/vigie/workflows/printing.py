"""Prints the booklets. One is kept under its edition's stamp: same stamp, same bytes, set once.

The drawings of an edition's charts are kept in the same way.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import msgspec

from vigie.knowledge.models import GlossaryEntry
from vigie.publishing.booklet.render import Booklet, manuscript, typeset
from vigie.publishing.charts import Drawings
from vigie.publishing.document import Document
from vigie.publishing.speaking import Speaker
from vigie.workflows.beside import done_apart

if sys.platform == "linux":
    import fcntl

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where what was printed is kept, a file each; what is there can be thrown away."""

    folder: Path
    size: int = 16

    def find(self, name: str, kind: type[T]) -> T | None:
        """What is kept under that name; None where there is nothing, or it is not whole."""
        try:
            kept = (self.folder / name).read_bytes()
        except OSError:
            return None
        seal, body = kept[:_SEAL], kept[_SEAL:]
        if sha256(body).digest() != seal:
            return None
        return msgspec.msgpack.decode(body, type=kind)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else prints meanwhile, where the system can see to it."""
        with ExitStack() as held:
            if sys.platform == "linux":
                with suppress(OSError):
                    self.folder.mkdir(parents=True, exist_ok=True)
                    lock = held.enter_context((self.folder / _LOCK).open("w"))
                    fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def keep(self, name: str, printed: Booklet | Drawings) -> None:
        """Keeps it, and only the newest few; a folder that takes nothing is no fault."""
        body = msgspec.msgpack.encode(printed)
        aside = self.folder / f".{name}.{os.getpid()}"
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(sha256(body).digest() + body)
            aside.replace(self.folder / name)
            kept = [path for path in self.folder.iterdir() if path.name != _LOCK]
            for old in sorted(kept, key=_age)[: -self.size]:
                old.unlink()


_SEAL = 32
_LOCK = ".lock"


def _age(path: Path) -> tuple[float, str]:
    return path.stat().st_mtime, path.name


def booklet_of(
    document: Document,
    voice: Speaker,
    glossary: tuple[GlossaryEntry, ...],
    shelf: Shelf,
    drawings: Drawings | None = None,
) -> Booklet:
    """The booklet of an edition in one language, from the shelf or else newly printed.

    Setting a long one takes most of a gigabyte: one is set at a time, in a process of its own.
    """
    name = f"{document.edition.stamp}.{voice.language}"
    found = shelf.find(name, Booklet)
    if found is not None:
        return found
    written = manuscript(document, voice, glossary, drawings)
    with shelf.alone():
        found = shelf.find(name, Booklet)
        if found is None:
            found = done_apart(partial(typeset, written))
            shelf.keep(name, found)
    return found


@contextmanager
def drawings_kept(shelf: Shelf, name: str, drawings: Drawings) -> Iterator[None]:
    """Puts the drawings of that name into `drawings`; keeps them all, if others were added."""
    drawings |= shelf.find(name, Drawings) or {}
    known = len(drawings)
    yield
    if len(drawings) > known:
        shelf.keep(name, drawings)
