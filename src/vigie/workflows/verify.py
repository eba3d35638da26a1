"""`vigie verify`: whether every store is whole, to the last byte."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from vigie.errors import Problem, StoreDamaged
from vigie.knowledge.loading import load_knowledge
from vigie.records.payload import Payload
from vigie.store.hashing import content_sha256
from vigie.store.store import Store
from vigie.workflows.surroundings import root_folder, stores
from vigie.workflows.telling import step, write_json


def run(*, is_json: bool) -> int:
    """Verifies every store of `VIGIE_HOME`; returns 4 when one is damaged."""
    rehash = _rehash({source.id: source.volatile_paths for source in load_knowledge().sources})
    found: dict[Path, tuple[Problem, ...]] = {}
    for path in stores():
        with step(f"Verifying {path}"):
            found[path] = _verified(path, rehash)
    problems = [problem for faults in found.values() for problem in faults]
    if is_json:
        write_json({"stores": list(map(str, found)), "problems": problems})
    else:
        _print(found)
    return StoreDamaged.exit_code if problems else 0


def _verified(path: Path, rehash: Callable[[Payload], str]) -> tuple[Problem, ...]:
    try:
        with Store.open(path) as store:
            return store.verify(rehash)
    except StoreDamaged as damage:
        return (Problem("store.unreadable", str(path), str(damage), ""),)


def _rehash(volatile: Mapping[str, tuple[str, ...]]) -> Callable[[Payload], str]:
    def content_hash(payload: Payload) -> str:
        paths = volatile.get(payload.record.source, ())
        return content_sha256(payload.body, payload.media_type, paths)

    return content_hash


def _print(found: Mapping[Path, tuple[Problem, ...]]) -> None:
    out = sys.stdout
    if not found:
        out.write(f"There is no store in {root_folder()} yet: nothing to verify.\n")
    for path, problems in found.items():
        out.write(f"{path}: {'damaged' if problems else 'whole'}\n")
        for problem in problems:
            out.write(f"  {problem.what} {problem.do}\n".replace(" \n", "\n"))
