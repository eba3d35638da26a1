"""How far a long work is, for those who watch: only commands that need it load it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from vigie.workflows.surroundings import is_watched


class Watched:
    """Tells how far a long work is, to those who watch; to nobody without a `progress`."""

    def __init__(self, progress: Progress | None, what: str) -> None:
        self._progress = progress
        self._task = progress.add_task(what, total=None) if progress else None

    def total(self, count: int) -> None:
        """How many there are to do."""
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, total=max(count, 0))

    def more(self, count: int) -> None:
        """So many more are done."""
        if self._progress is not None and self._task is not None:
            self._progress.advance(self._task, count)


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:,.0f} a second" if task.speed else "")


@contextmanager
def counted(what: str) -> Iterator[Watched]:
    """How far a work is, how fast it goes and how long it will still take."""
    if not is_watched():
        yield Watched(None, what)
        return
    said = TextColumn("{task.description}")
    columns = (said, BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield Watched(progress, what)
