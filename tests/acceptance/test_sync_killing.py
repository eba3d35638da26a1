"""A sync that is killed at any moment keeps what it acknowledged; the next one completes it."""

import random
import subprocess
import time
from pathlib import Path

import pytest
from commanding import VIGIE, Command

from servers.registry import Registry, served, studies, study
from vigie.knowledge.loading import load_knowledge
from vigie.records.ids import RecordId
from vigie.store.store import Store

pytestmark = pytest.mark.enable_socket

HELD = {
    number: study(number)
    for number in load_knowledge("inflammatory_myopathies").profile.sentinels["ctgov"]
} | studies(192)


def _killed(vigie: Command, registry: Registry, seconds: float) -> None:
    surroundings = vigie.surroundings | {"VIGIE_CTGOV_URL": registry.url}
    with subprocess.Popen(
        [str(VIGIE), "sync", "ctgov", "--json"],
        cwd=vigie.folder,
        env=surroundings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as sync:
        time.sleep(seconds)
        sync.kill()


def _kept(path: Path) -> tuple[set[RecordId], int]:
    """All that the store holds of the registry, and how much of it the last run received."""
    if not path.exists():
        return set(), 0
    with Store.open(path) as store:
        assert store.verify() == ()
        last = max((run.id for run in store.runs("ctgov")), default=0)
        of_last = store.received_since(last, "ctgov") if last else ()
        return set(store.received_since(0, "ctgov")), len(of_last)


def kill_often(vigie: Command, *, kills: int, seed: int) -> None:
    """Kills so many syncs, each at a random moment, and then lets one end. Asserts the laws."""
    moments = random.Random(seed)  # noqa: S311 (no secret)
    path = vigie.home / "inflammatory_myopathies" / "store.sqlite"
    kept: set[RecordId] = set()
    sizes = set()
    with served(Registry(HELD, largest_page=10)) as registry:
        begun = time.perf_counter()
        vigie("sync", "ctgov", VIGIE_CTGOV_URL=registry.url, VIGIE_HOME=str(vigie.folder / "other"))
        whole = time.perf_counter() - begun
        for kill in range(kills):
            registry.stamp = f"2026-11-24T09:{kill // 60:02}:{kill % 60:02}"  # nothing to resume
            registry.studies = {
                number: body + b" " * (kill % 2) for number, body in HELD.items()
            }  # the same content in other bytes
            _killed(vigie, registry, moments.uniform(0.3, 1) * whole)
            now, received = _kept(path)
            assert kept <= now, "what was acknowledged is kept"
            kept = now
            sizes.add(received)
        said = vigie("sync", "ctgov", "--json", VIGIE_CTGOV_URL=registry.url)
        assert (said.code, len(_kept(path)[0])) == (0, len(HELD))
    assert len(sizes) > 1, "the kills hit different moments"


def test_a_sync_killed_at_random_moments_loses_nothing(alone: Command) -> None:
    kill_often(alone, kills=5, seed=1)
