"""Does work in processes of their own: several parts of a site at once, or what takes much memory.

The system copies the work into the child with everything it refers to, so that nothing is packed
up or sent but the answer; of a part of a site, the names of the files written. Where the system
cannot copy a process, or a child does not come back, the work is done here: what is wrong with
it then shows itself where it can be told.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

File = tuple[str, bytes]
T = TypeVar("T")
Write = Callable[[Iterable[File]], tuple[str, ...]]


@contextmanager
def written_beside(
    parts: Sequence[Iterable[File]], write: Write
) -> Iterator[Callable[[], tuple[str, ...]]]:
    """Has the parts written while the caller goes on; what is given waits, and names the files."""
    parent = os.getpid()
    works = [partial(_written, part, write, parent) for part in parts]
    children = [_Child(work) for work in works] if _can_copy() else []

    def finish() -> tuple[str, ...]:
        if not children:
            return tuple(name for part in parts for name in write(part))
        named = [child.answer() for child in children]
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


def done_apart(work: Callable[[], T]) -> T:
    """What the work gives; the memory that it took goes with the process that did it."""
    if not _can_copy():
        return work()
    child = _Child(work)
    try:
        answer = child.answer()
    finally:
        child.end()
    return work() if answer is None else answer


class _Child(Generic[T]):
    """A process that does one piece of work."""

    def __init__(self, work: Callable[[], T]) -> None:
        context = multiprocessing.get_context("fork")
        self._answer, told = context.Pipe(duplex=False)
        self._process = context.Process(target=_do, args=(work, told))
        self._process.start()
        told.close()

    def answer(self) -> T | None:
        """What the work gave; None where it did not come to its end."""
        try:
            answer: T = self._answer.recv()
        except EOFError:
            return None
        return answer

    def end(self) -> None:
        """Ends it, if it still runs."""
        self._answer.close()
        self._process.terminate()
        self._process.join()


def _do(work: Callable[[], T], told: Connection) -> None:
    """Does the work in silence: what goes wrong is told by the parent, who does it again."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 (a device)
        sys.stderr = nowhere
        told.send(work())


def _written(part: Iterable[File], write: Write, parent: int) -> tuple[str, ...]:
    return write(_while_lives(parent, part))


def _while_lives(parent: int, part: Iterable[File]) -> Iterator[File]:
    """The files, as long as somebody waits for them: a build that was killed writes no more."""
    for file in part:
        if os.getppid() != parent:
            return
        yield file


def _can_copy() -> bool:
    return sys.platform == "linux"
