"""Prints the booklets beside the drawing of the site, one after the other.

The printer works outside the interpreter's lock, so that a page can be drawn meanwhile; two
booklets at once would need the memory of both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

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


@contextmanager
def booklets(
    document: Document, voices: Mapping[Language, Voice], glossary: tuple[GlossaryEntry, ...]
) -> Iterator[Booklets]:
    """The booklets of an edition, while they are being printed."""
    with ThreadPoolExecutor(1) as printer:
        try:
            yield Booklets(
                {
                    language: printer.submit(render_booklet, document, voice, glossary)
                    for language, voice in voices.items()
                }
            )
        finally:
            printer.shutdown(cancel_futures=True)
