"""A kill at any moment leaves the last complete state."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from store_making import DAY, keep, payload, standing

from vigie.store.store import Store

_WRITER = """
import sys
from datetime import UTC, datetime, date
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from store_making import keep, payload
from vigie.store.store import Store
first = int(sys.argv[3])
with Store.open(Path(sys.argv[1])) as store:
    for n in range(first, first + 100_000):
        at = datetime.fromtimestamp(1_700_000_000 + n, tz=UTC)
        keep(store, (payload(f"r{i}", f"{n} {'x' * i}", at=at) for i in range(700)), at=at)
        print(n, flush=True)
"""


def _killed_after(path: Path, first: int, seconds: float) -> int:
    """Starts a writer, kills it, and returns the last run that it had acknowledged."""
    words = [sys.executable, "-c", _WRITER, str(path), str(Path(__file__).parent), str(first)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        acknowledged = [int(writer.stdout.readline())]  # it is under way
        time.sleep(seconds)
        writer.kill()
        acknowledged += [int(line) for line in writer.stdout.read().split()]
    return acknowledged[-1]


def _check(path: Path, kills: int, seed: int) -> None:
    moments = random.Random(seed)  # noqa: S311
    first = 0
    for _ in range(kills):
        last = _killed_after(path, first, moments.uniform(0, 0.25))
        with Store.open(path) as store:
            assert store.verify() == ()
            shown = standing(store)
        runs = {int(text.split()[0]) for text in shown.values()}
        assert len(shown) == 700
        assert len(runs) == 1, "a run is seen whole or not at all"
        assert runs <= {last, last + 1}, "what was acknowledged is kept"
        first = last + 2


def test_a_kill_at_any_moment_leaves_the_last_complete_state(path: Path) -> None:
    _check(path, kills=10, seed=4)


@pytest.mark.slow
def test_thirty_kills_leave_the_last_complete_state(path: Path) -> None:
    _check(path, kills=30, seed=5)


def test_a_kill_while_the_store_is_made_leaves_no_half_store(path: Path) -> None:
    moments = random.Random(6)  # noqa: S311
    for _ in range(5):
        words = [sys.executable, "-c", _WRITER, str(path), str(Path(__file__).parent), "0"]
        with subprocess.Popen(words, stdout=subprocess.DEVNULL) as writer:
            time.sleep(moments.uniform(0.05, 0.25))
            writer.kill()
        with Store.open(path) as store:
            assert store.verify() == ()
        path.unlink()
        for left in path.parent.iterdir():
            left.unlink()


def test_a_run_that_was_killed_stays_in_sight_without_an_end(path: Path) -> None:
    with Store.open(path) as store:
        run = store.run("digest", started_at=payload().retrieved_at, data_day=DAY)
        run.__enter__().add([payload()])
        store.close()  # as if the process were gone
    with Store.open(path) as store:
        assert [(r.ended_at, r.is_complete) for r in store.runs()] == [(None, False)]
        assert standing(store) == {}
        keep(store, [payload()])
        assert set(standing(store)) == {"bird"}
