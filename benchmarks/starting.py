"""How long `vigie --help` takes, against the same help of a program of one command.

    python benchmarks/starting.py

The other program is written with the same library, so that the ratio is what Vigie adds to it.
Wanted: less than 0.3 seconds.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from measuring import best

ROUNDS = 9
ONE_COMMAND = "import typer; app = typer.Typer(); app.command()(lambda: None); app(['--help'])"


def main() -> None:
    """Prints the seconds of both, and their ratio."""
    python = Path(sys.executable)
    ours = best(lambda: _run(str(python.with_name("vigie")), "--help"), ROUNDS)
    other = best(lambda: _run(str(python), "-c", ONE_COMMAND), ROUNDS)
    print(f"vigie --help         {ours:.2f} s")
    print(f"one command's help   {other:.2f} s")
    print(f"ratio                {ours / other:.2f}")


def _run(*command: str) -> None:
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)


if __name__ == "__main__":
    main()
