"""What an edition is made from, as one hash: same stamp, same bytes out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

import vigie
from vigie.records.ids import RecordRef

RENDERERS = ("babel", "icalendar", "jinja2", "rispy", "typst", "vl-convert-python")
_NOT_CODE = frozenset({"curated", "fonts", "__pycache__"})


def versions(curated_sha256: str) -> tuple[tuple[str, str], ...]:
    """What makes an edition beside its records: code, curated files, renderers, fonts."""
    package = Path(vigie.__file__).parent
    own = {
        "vigie": vigie.__version__,
        "code": _hash(package, _code(package)),
        "curated": curated_sha256[:12],
        "fonts": _hash(package, _files(package / "publishing" / "fonts")),
    }
    return tuple(sorted((own | {name: version(name) for name in RENDERERS}).items()))


def stamp(
    refs: Iterable[RecordRef], made_with: Iterable[tuple[str, str]], words: Iterable[str]
) -> str:
    """The hash over the records' versions, what the edition is made with, and its window."""
    total = hashlib.sha256()
    for line in (*map(str, sorted(refs)), *map(" ".join, made_with), *words):
        total.update(f"{line}\n".encode())
    return total.hexdigest()


def _code(package: Path) -> Iterator[Path]:
    for path in _files(package):
        if _NOT_CODE.isdisjoint(path.relative_to(package).parts):
            yield path


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _hash(root: Path, paths: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for path in paths:
        body = path.read_bytes()
        total.update(f"{path.relative_to(root).as_posix()}\0{len(body)}\0".encode())
        total.update(body)
    return total.hexdigest()[:12]
