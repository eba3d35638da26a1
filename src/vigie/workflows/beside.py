"""Writes several parts of a site at once, each in a process of its own.

A part is an iterable that has not begun. The system copies it into the child with everything it
refers to, so that nothing is packed up or sent but the names of the files written. Where the
system cannot copy a process, or a child does not come back, the part is written here: what is
wrong with it then shows itself where it can be told.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection

File = tuple[str, bytes]
Write = Callable[[Iterable[File]], tuple[str, ...]]


@contextmanager
def written_beside(
    parts: Sequence[Iterable[File]], write: Write
) -> Iterator[Callable[[], tuple[str, ...]]]:
    """Has the parts written while the caller goes on; what is given waits, and names the files."""
    children = [_Child(part, write) for part in parts] if _can_copy() else []

    def finish() -> tuple[str, ...]:
        if not children:
            return tuple(name for part in parts for name in write(part))
        named = [child.names() for child in children]
        return tuple(
            name
            for part, names in zip(parts, named, strict=True)
            for name in (write(part) if names is None else names)
        )

    try:
        yield finish
    finally:
        for child in children:
            child.end()


class _Child:
    """A process that writes one part."""

    def __init__(self, part: Iterable[File], write: Write) -> None:
        context = multiprocessing.get_context("fork")
        self._answer, told = context.Pipe(duplex=False)
        self._process = context.Process(
            target=_write, args=(part, write, told, os.getpid()), daemon=True
        )
        self._process.start()
        told.close()

    def names(self) -> tuple[str, ...] | None:
        """The files that it wrote; None where it did not come to its end."""
        try:
            names: tuple[str, ...] = self._answer.recv()
        except EOFError:
            return None
        return names

    def end(self) -> None:
        """Ends it, if it still runs."""
        self._answer.close()
        self._process.terminate()
        self._process.join()


def _write(part: Iterable[File], write: Write, told: Connection, parent: int) -> None:
    """Writes a part in silence: what goes wrong is told by the parent, who does it again."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 (a device)
        sys.stderr = nowhere
        told.send(write(_while_lives(parent, part)))


def _while_lives(parent: int, part: Iterable[File]) -> Iterator[File]:
    """The files, as long as somebody waits for them: a build that was killed writes no more."""
    for file in part:
        if os.getppid() != parent:
            return
        yield file


def _can_copy() -> bool:
    return sys.platform == "linux"
