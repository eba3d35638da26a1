"""Prints the booklets beside the drawing of the site, one after the other.

The printer works outside the interpreter's lock, so that a page can be drawn meanwhile; two
booklets at once would need the memory of both. A printed booklet is kept under its edition's
stamp: same stamp, same bytes, so that it need not be set twice.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import msgspec

from vigie.knowledge.models import GlossaryEntry, Language
from vigie.publishing.booklet.render import Booklet, render_booklet
from vigie.publishing.document import Document
from vigie.publishing.words import Voice


class Booklets(Mapping[Language, bytes]):
    """The booklets by language; asking for one waits until it is printed."""

    def __init__(self, printing: Mapping[Language, Future[Booklet]]) -> None:
        self._printing = printing

    def __getitem__(self, language: Language) -> bytes:
        return self.booklet(language).pdf

    def __iter__(self) -> Iterator[Language]:
        return iter(self._printing)

    def __len__(self) -> int:
        return len(self._printing)

    def booklet(self, language: Language) -> Booklet:
        """A booklet, with the characters that it lacks. Raises: KeyError."""
        return self._printing[language].result()


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where printed booklets are kept, a file each; what is there can be thrown away."""

    folder: Path
    size: int = 8

    def find(self, name: str) -> Booklet | None:
        """The booklet kept under that name; None where there is none, or it is not whole."""
        try:
            kept = (self.folder / name).read_bytes()
        except OSError:
            return None
        seal, body = kept[:_SEAL], kept[_SEAL:]
        if sha256(body).digest() != seal:
            return None
        return msgspec.msgpack.decode(body, type=Booklet)

    def keep(self, name: str, booklet: Booklet) -> None:
        """Keeps a booklet, and only the newest few; a folder that takes nothing is no fault."""
        body = msgspec.msgpack.encode(booklet)
        aside = self.folder / f".{name}.{os.getpid()}"
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(sha256(body).digest() + body)
            aside.replace(self.folder / name)
            for old in sorted(self.folder.iterdir(), key=_age)[: -self.size]:
                old.unlink()


_SEAL = 32


def _age(path: Path) -> tuple[float, str]:
    return path.stat().st_mtime, path.name


@contextmanager
def booklets(
    document: Document,
    voices: Mapping[Language, Voice],
    glossary: tuple[GlossaryEntry, ...],
    shelf: Shelf,
) -> Iterator[Booklets]:
    """The booklets of an edition, while they are being printed or fetched from the shelf."""

    def printed(voice: Voice) -> Booklet:
        name = f"{document.edition.stamp}.{voice.language}"
        found = shelf.find(name)
        if found is None:
            found = render_booklet(document, voice, glossary)
            shelf.keep(name, found)
        return found

    with ThreadPoolExecutor(1) as printer:
        try:
            yield Booklets(
                {language: printer.submit(printed, voice) for language, voice in voices.items()}
            )
        finally:
            printer.shutdown(cancel_futures=True)
