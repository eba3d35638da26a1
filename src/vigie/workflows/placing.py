"""Puts a site where it belongs: whole, in one move, and never over somebody else's files."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from vigie.errors import UsageError, VigieError

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
    files: Iterable[tuple[str, bytes]],
    about: Mapping[str, str],
    what: str = "site",
) -> tuple[str, ...]:
    """Writes the files as the new content of `folder`, and returns their paths.

    Until all are written, what was there stays. Raises: UsageError where it cannot be written.
    """
    folder = folder.resolve()
    check_place(folder, what)
    with _said_plainly(folder, what):
        folder.parent.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        aside = _beside(folder, "new")
        try:
            written = tuple(_write(aside, files))
            (aside / MARKER).write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")
            _swap(aside, folder)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    return written


def _write(root: Path, files: Iterable[tuple[str, bytes]]) -> Iterator[str]:
    root.mkdir()
    for name, body in files:
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
            raise VigieError(f"A page wants to be written at {name!r}, outside the site.")
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
        yield name


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
