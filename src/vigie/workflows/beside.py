"""Does several parts of a work at once, each in a process of its own.

A part is an iterable that has not begun. The system copies it into the child with everything it
refers to, so that nothing is packed up or sent but what comes of it. Where the system cannot copy
a process, or a child does not come back, the part is done here: what is wrong with it then shows
itself where it can be told.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Done = TypeVar("Done")
Work = Callable[[Iterable[Item]], tuple[Done, ...]]


@contextmanager
def done_beside(
    parts: Sequence[Iterable[Item]], work: Work[Item, Done]
) -> Iterator[Callable[[], tuple[Done, ...]]]:
    """Has the parts done while the caller goes on; what is given waits, and says what came of it.

    What comes of them is in the order of the parts.
    """
    children = [_Child(part, work) for part in parts] if _can_copy() else []

    def finish() -> tuple[Done, ...]:
        if not children:
            return tuple(done for part in parts for done in work(part))
        told = [child.told() for child in children]
        return tuple(
            done
            for part, came in zip(parts, told, strict=True)
            for done in (work(part) if came is None else came)
        )

    try:
        yield finish
    finally:
        for child in children:
            child.end()


class _Child(Generic[Item, Done]):
    """A process that does one part."""

    def __init__(self, part: Iterable[Item], work: Work[Item, Done]) -> None:
        context = multiprocessing.get_context("fork")
        self._answer, told = context.Pipe(duplex=False)
        self._process = context.Process(
            target=_do, args=(part, work, told, os.getpid()), daemon=True
        )
        self._process.start()
        told.close()

    def told(self) -> tuple[Done, ...] | None:
        """What came of it; None where it did not come to its end."""
        try:
            done: tuple[Done, ...] = self._answer.recv()
        except EOFError:
            return None
        return done

    def end(self) -> None:
        """Ends it, if it still runs."""
        self._answer.close()
        self._process.terminate()
        self._process.join()


def _do(part: Iterable[Any], work: Work[Any, Any], told: Connection, parent: int) -> None:
    """Does a part in silence: what goes wrong is told by the parent, who does it again."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 (a device)
        sys.stderr = nowhere
        told.send(work(_while_lives(parent, part)))


def _while_lives(parent: int, part: Iterable[Item]) -> Iterator[Item]:
    """The items, as long as somebody waits for them: a work that was killed goes on no more."""
    for item in part:
        if os.getppid() != parent:
            return
        yield item


def _can_copy() -> bool:
    return sys.platform == "linux"
