"""Puts a site where it belongs: whole, in one move, and never over somebody else's files."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path, PurePosixPath

from vigie.errors import UsageError, VigieError
from vigie.workflows.beside import File, written_beside

MARKER = ".vigie-edition"


def check_place(folder: Path, what: str = "site") -> None:
    """Refuses a folder that holds something else than a site of ours. Raises: UsageError.

    `what` names what is put there, where it is not a site.
    """
    if not folder.exists():
        return
    if not folder.is_dir():
        raise UsageError(f"{str(folder)!r} is a file. Give a folder with --out.")
    if any(folder.iterdir()) and not (folder / MARKER).is_file():
        raise UsageError(
            f"The folder {str(folder)!r} holds files and is not a {what} made by Vigie (it has no"
            f" {MARKER}): it is left as it is. Give another folder with --out, or empty it."
        )


def put(
    folder: Path,
    files: Iterable[File],
    about: Mapping[str, str],
    what: str = "site",
    *,
    beside: Sequence[Iterable[File]] = (),
    last: Callable[[Sequence[str]], Iterable[File]] | None = None,
) -> tuple[str, ...]:
    """Writes the files as the new content of `folder`, and returns their paths.

    The parts `beside` are written at the same time, each in a process of its own; `last` makes
    the files that must know all the others. Until all are written, what was there stays.

    Raises: UsageError where it cannot be written.
    """
    folder = folder.resolve()
    check_place(folder, what)
    with _said_plainly(folder, what):
        folder.parent.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        aside = _beside(folder, "new")
        try:
            aside.mkdir()
            written = _write_all(aside, files, beside)
            written += _write(aside, last(written)) if last else ()
            (aside / MARKER).write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")
            _swap(aside, folder)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    return written


def _write_all(
    root: Path, files: Iterable[File], beside: Sequence[Iterable[File]]
) -> tuple[str, ...]:
    with written_beside(beside, partial(_write, root)) as finish:
        return _write(root, files) + finish()


def _write(root: Path, files: Iterable[File]) -> tuple[str, ...]:
    written = []
    for name, body in files:
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
            raise VigieError(f"A page wants to be written at {name!r}, outside the site.")
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
        written.append(name)
    return tuple(written)


def _swap(aside: Path, folder: Path) -> None:
    before = _beside(folder, "old")
    if folder.exists():
        folder.rename(before)
    try:
        aside.rename(folder)
    except OSError:
        if before.exists():
            before.rename(folder)
        raise
    shutil.rmtree(before, ignore_errors=True)


def _beside(folder: Path, what: str) -> Path:
    return folder.with_name(f".{folder.name}.{os.getpid()}.{what}")


def _sweep(folder: Path) -> None:
    """Tidies up after builds that were killed; one killed in mid-move gives its old site back."""
    for left in sorted(folder.parent.glob(f".{folder.name}.*")):
        process, _, what = left.name.removeprefix(f".{folder.name}.").partition(".")
        if what not in ("new", "old") or not process.isdigit() or _is_alive(int(process)):
            continue
        if what == "old" and not folder.exists():
            left.rename(folder)
        else:
            shutil.rmtree(left, ignore_errors=True)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


@contextmanager
def _said_plainly(folder: Path, what: str) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise UsageError(
            f"The {what} cannot be written to {str(folder)!r} ({fault.strerror}). What was there"
            " is unchanged. Give another folder with --out, or make room."
        ) from fault
