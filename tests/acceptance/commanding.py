"""The installed command, run as a person runs it."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

VIGIE = Path(sys.executable).with_name("vigie")


@dataclass(frozen=True)
class Said:
    """What a command printed, and the code with which it left."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Command:
    home: Path
    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def __call__(self, *words: str, **environment: str) -> Said:
        done = subprocess.run(
            [str(VIGIE), *words],
            cwd=self.folder,
            env=self.surroundings | environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        assert "Traceback" not in done.stderr or "VIGIE_DEBUG" in environment, done.stderr
        return Said(done.returncode, done.stdout, done.stderr)

    @property
    def surroundings(self) -> dict[str, str]:
        kept = {key: value for key, value in os.environ.items() if not key.startswith("VIGIE_")}
        return kept | {"VIGIE_HOME": str(self.home), "PYTHONUTF8": "1"} | self.environment
