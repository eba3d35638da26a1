"""How fast citations of PubMed are read and sorted, against bare parsing; in how much memory.

    python benchmarks/literature.py [FOLDER of real answers of efetch]

The reference, in the same run and over the same bytes: lxml, which only parses. Wanted: 5,000
citations in less than ten seconds, and as much memory for 100,000 as for 1,000 (the same again).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import cycle, islice
from pathlib import Path

from lxml import etree

from measuring import best, measured
from vigie.knowledge.loading import load_knowledge
from vigie.records.corpus import Held
from vigie.records.ids import RecordRef
from vigie.records.payload import Payload
from vigie.sources.client import Answer
from vigie.sources.pubmed.answers import fetched
from vigie.sources.pubmed.reading import read
from vigie.tagging.tagger import Tagger

ANSWERS = Path(__file__).parents[2] / "shared" / "registry" / "literature" / "efetch"
COUNT, WANTED_SECONDS, ROUNDS = 5_000, 10.0, 3
_FLAT = 1.1
_READ_SO_MANY = """
import sys
sys.path.insert(0, sys.argv[1])
from literature import citations, read
for payload in citations(int(sys.argv[2])):
    read(payload)
"""


def main(answers: Path = ANSWERS) -> int:
    """Prints the ratio and the peaks; 1 where what is wanted is not reached."""
    if not any(answers.glob("*.xml")):
        print(f"No answers in {answers}: nothing was measured.")
        return 0
    held = list(citations(COUNT, answers))
    size = sum(len(payload.body) for payload in held) / len(held) / 1000
    print(f"{len(held)} citations of {size:.1f} kB on average.")
    bare = best(lambda: [etree.fromstring(payload.body) for payload in held], ROUNDS)
    ours = best(lambda: [read(payload) for payload in held], ROUNDS)
    print(f"lxml   {len(held) / bare:8.0f} citations a second")
    print(f"read   {len(held) / ours:8.0f} citations a second    ratio {ours / bare:.2f}")
    print(f"{COUNT} read in {ours:.2f} s, of {WANTED_SECONDS:.0f} wanted")
    print(f"sorted {_sorted_a_second(held):8.0f} citations a second")
    few, many = (_peak(count) for count in (1_000, 100_000))
    print(
        f"peak of 1,000 citations {few:.0f} MB, of 100,000 {many:.0f} MB    ratio {many / few:.2f}"
    )
    return int(ours > WANTED_SECONDS or many / few > _FLAT)


def citations(count: int, answers: Path = ANSWERS) -> Iterator[Payload]:
    """So many citations, cut from the service's answers; the same ones again where they end."""
    return islice(cycle(_citations(answers)), count)


def _citations(answers: Path) -> list[Payload]:
    when = datetime(2026, 1, 1, tzinfo=UTC)
    made: list[Payload] = []
    for path in sorted(answers.glob("*.xml")):
        found = fetched(Answer(path.name, 200, "text/xml", "", path.read_bytes(), when))
        if found is not None:
            made += (one.payload(found.answer, date(2026, 1, 1)) for one in found.slices)
    return made


def _sorted_a_second(held: list[Payload]) -> float:
    """How many are tagged in a second, once they are read."""
    tagger = Tagger(load_knowledge())
    rows = [
        Held(
            ref=RecordRef(payload.record, payload.sha256[:12]),
            version_on=payload.version_on,
            url=payload.url,
            entry=read(payload),
        )
        for payload in held
    ]
    return len(rows) / best(lambda: [tagger.tags(row) for row in rows], ROUNDS)


def _peak(count: int) -> float:
    folder = str(Path(__file__).parent)
    return measured([sys.executable, "-c", _READ_SO_MANY, folder, str(count)]).megabytes


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
