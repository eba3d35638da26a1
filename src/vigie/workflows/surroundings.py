"""What lies around a command: the clock, the folder of the store, the terminal."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import platformdirs

STORE = "store.sqlite"
READINGS = "readings.sqlite"


@dataclass(frozen=True, slots=True)
class Home:
    """The folder where a disease's records are kept, and the cache of their readings."""

    folder: Path
    cache: Path

    @property
    def store(self) -> Path:
        """The store's file."""
        return self.folder / STORE

    @property
    def readings(self) -> Path:
        """The file of readings, which can be thrown away."""
        return self.cache / READINGS


def home(disease_id: str) -> Home:
    """Where the records of a disease are kept: one store per disease."""
    root = root_folder()
    return Home(root / disease_id, root / "cache" / disease_id)


def stores() -> tuple[Path, ...]:
    """Every store that there is, one per disease, by name."""
    return tuple(sorted(root_folder().glob(f"*/{STORE}")))


def root_folder() -> Path:
    """`VIGIE_HOME`, or the user's data folder."""
    said = os.environ.get("VIGIE_HOME")
    return Path(said).expanduser() if said else platformdirs.user_data_path("vigie")


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 (workflows read the clock, here alone)


def today() -> date:
    """The day, in UTC."""
    return now().date()


def is_watched() -> bool:
    """Whether someone watches: progress goes to a terminal and nowhere else."""
    return sys.stderr.isatty()
