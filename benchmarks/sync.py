"""How fast a sync takes in a registry of 20,000 studies, and in how much memory.

    python benchmarks/sync.py [STUDIES] [FOLDER of real records]

A server on this machine serves records made by giving real ones (where the folder has them, else
those of the tests) new numbers. The reference, in the same run: the same pages downloaded by the
same HTTP library, and thrown away.
"""

from __future__ import annotations

import gzip
import json
import sys
import tempfile
from pathlib import Path

from measuring import measured

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from servers.registry import Registry, served, study  # noqa: E402 (the path comes first)
from vigie.knowledge.loading import load_knowledge  # noqa: E402
from vigie.sources.ctgov.api import essie  # noqa: E402

RECORDS = ROOT.parent / "shared" / "registry" / "ctgov_v2.jsonl.gz"
WANTED_A_SECOND, WANTED_MEGABYTES = 500, 300
_VIGIE = [str(Path(sys.executable).with_name("vigie")), "sync", "ctgov", "--json"]
_BARE = """
import sys, httpx2
url, query = sys.argv[1:]
asked = {"pageSize": "1000", "countTotal": "true", "query.term": query}
with httpx2.Client(timeout=60) as client:
    while True:
        page = client.get(f"{url}/studies", params=asked).json()
        if "nextPageToken" not in page:
            break
        asked["pageToken"] = page["nextPageToken"]
"""


def main(count: int = 20_000, records: Path = RECORDS) -> int:
    """Prints both measures and their ratio; 1 where what is wanted is not reached."""
    profile = load_knowledge().profile
    held = {number: study(number) for number in profile.sentinels["ctgov"]}
    held |= _renumbered(records, count - len(held))
    size = sum(map(len, held.values())) / len(held) / 1000
    print(f"{len(held)} records of {size:.1f} kB on average.")
    with served(Registry(held)) as registry, tempfile.TemporaryDirectory() as home:
        bare = measured(
            [sys.executable, "-c", _BARE, registry.url, essie(profile.queries["ctgov"])]
        )
        ours = measured(_VIGIE, VIGIE_HOME=home, VIGIE_CTGOV_URL=registry.url)
    print(f"bare download  {bare.seconds:6.1f} s  {bare.megabytes:6.0f} MB")
    print(f"vigie sync     {ours.seconds:6.1f} s  {ours.megabytes:6.0f} MB")
    a_second = len(held) / ours.seconds
    print(f"ratio {ours.seconds / bare.seconds:.1f}; {a_second:.0f} records a second")
    return int(a_second < WANTED_A_SECOND or ours.megabytes > WANTED_MEGABYTES)


def _renumbered(records: Path, count: int) -> dict[str, bytes]:
    """Records under numbers that no study has."""
    lines = gzip.decompress(records.read_bytes()).splitlines() if records.is_file() else []
    whole = [line for line in lines if b'"designModule"' in line] or [study("NCT09000000")]
    held = {}
    for at in range(count):
        body = whole[at % len(whole)]
        old = json.loads(body)["protocolSection"]["identificationModule"]["nctId"]
        number = f"NCT{90_000_000 + at:08}"
        held[number] = body.replace(old.encode(), number.encode())
    return held


if __name__ == "__main__":
    sys.exit(main(*(int(sys.argv[1:2][0]),) if sys.argv[1:] else (), *map(Path, sys.argv[2:])))
