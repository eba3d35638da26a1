"""Kills a sync fifty times, at random moments, and says whether anything acknowledged was lost.

    python benchmarks/killing.py [KILLS]

The same check runs with fewer kills among the tests. After each kill the store is verified, and
must hold all that it held before; at the end a sync must complete.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

TESTS = Path(__file__).parents[1] / "tests"
sys.path[:0] = [str(TESTS), str(TESTS / "acceptance")]

from commanding import Command  # noqa: E402 (the path comes first)
from test_sync_killing import kill_often  # noqa: E402


def main(kills: int = 50) -> int:
    """Ends in an error where something was lost."""
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        kill_often(Command(home=Path(folder) / "home", folder=Path(folder)), kills=kills, seed=2)
    print(f"{kills} kills in {time.perf_counter() - begun:.0f} s: nothing acknowledged was lost.")
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
