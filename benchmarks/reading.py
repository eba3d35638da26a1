"""How fast records of the registry are read, against bare parsing; and in how much memory.

    python benchmarks/reading.py [FOLDER of real records]

The reference, in the same run and over the same bytes: orjson, which only parses. Memory: the
peak of a process that reads 1,000 records, and of one that reads 100,000 (the same ones again).
"""

from __future__ import annotations

import gzip
import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import orjson

from measuring import best, measured
from vigie.records.ids import RecordId
from vigie.records.payload import Payload
from vigie.sources.ctgov.reading import read
from vigie.sources.ctgov.slicing import slice_of

RECORDS = Path(__file__).parents[2] / "shared" / "registry" / "ctgov_v2.jsonl.gz"
WANTED_RATIO, ROUNDS = 4, 5
_FLAT = 1.1
_AT = datetime(2026, 1, 1, tzinfo=UTC)
_READ_SO_MANY = """
import sys
sys.path.insert(0, sys.argv[1])
from reading import payloads, read
held = payloads()
for at in range(int(sys.argv[2])):
    read(held[at % len(held)])
"""


def main(records: Path = RECORDS) -> int:
    """Prints the ratio and the peaks; 1 where what is wanted is not reached."""
    if not records.is_file():
        print(f"No records in {records}: nothing was measured.")
        return 0
    held = payloads(records)
    bodies = [payload.body for payload in held]
    print(f"{len(held)} records of {sum(map(len, bodies)) / len(held) / 1000:.1f} kB on average.")
    bare = best(lambda: [orjson.loads(body) for body in bodies], ROUNDS)
    ours = best(lambda: [read(payload) for payload in held], ROUNDS)
    print(f"orjson {len(held) / bare:8.0f} records a second")
    print(f"read   {len(held) / ours:8.0f} records a second    ratio {ours / bare:.2f}")
    few, many = (_peak(count) for count in (1_000, 100_000))
    print(f"peak of 1,000 records {few:.0f} MB, of 100,000 {many:.0f} MB    ratio {many / few:.2f}")
    return int(ours / bare > WANTED_RATIO or many / few > _FLAT)


def payloads(records: Path = RECORDS) -> list[Payload]:
    """The whole records of the file, as they come from the registry."""
    made = []
    for line in gzip.decompress(records.read_bytes()).splitlines():
        cut = slice_of(line)
        if cut is not None and "designModule" in json.loads(line)["protocolSection"]:
            record = RecordId("ctgov", cut.number)
            made.append(
                Payload(
                    record=record,
                    url=f"https://clinicaltrials.gov/api/v2/studies/{cut.number}",
                    media_type="application/json",
                    version_on=cut.updated_on or date(2026, 1, 1),
                    retrieved_at=_AT,
                    body=line,
                )
            )
    return made


def _peak(count: int) -> float:
    folder = str(Path(__file__).parent)
    return measured([sys.executable, "-c", _READ_SO_MANY, folder, str(count)]).megabytes


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
