"""What the benchmarks measure with: how long a work takes, and how much memory a command."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

# A child counts its parent's memory as its own until it runs its program: a small process in
# between keeps what the benchmark itself holds out of the measure.
_APART = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


class Measure(NamedTuple):
    """Seconds of wall clock, and the largest resident memory of one process, in MB."""

    seconds: float
    megabytes: float


def best(work: Callable[[], object], rounds: int) -> float:
    """The seconds of the fastest round."""
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def measured(command: Sequence[str], **environment: str) -> Measure:
    """What a command takes, with what it starts. Leaves the benchmark where the command fails."""
    start = time.perf_counter()
    told = subprocess.run(
        [sys.executable, "-c", _APART, *command],
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if told.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{told.stdout}")
    return Measure(time.perf_counter() - start, int(told.stdout.split()[-1]) / 1024)
