"""How long a build takes and how much memory, against Python-Markdown on the same pages.

The reference is Python-Markdown, which most generators of static sites in Python stand on, given
the text of the very pages that Vigie has just written: it turns each into HTML and writes it, and
finds no evidence, says nothing in two languages and prints no booklet. Each measure is the median
of several runs in this process's children, one after the other; the ratio is Vigie's time over the
reference's.

    python benchmarks/build.py             the shipped edition, warm
    python benchmarks/build.py --large     also 200 and 2,000 studies with as many articles × 2.5

Python-Markdown is in the dependency group `bench`: pip install --group bench.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from html.parser import HTMLParser
from pathlib import Path
from statistics import median

from measuring import Measure, measured
from synthetic import fill

_REFERENCE = """
import sys
from pathlib import Path
import markdown
root = Path(sys.argv[1])
for page in sorted((root / "docs").rglob("*.md")):
    body = markdown.markdown(page.read_text(encoding="utf-8"))
    target = root / "site" / page.relative_to(root / "docs").with_suffix(".html")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(f"<!doctype html><title>{page.stem}</title>{body}", encoding="utf-8")
"""


def several(command: list[str], home: Path, runs: int) -> Measure:
    """The median time of some runs of a command, and its largest memory."""
    taken = [measured(command, VIGIE_HOME=str(home)) for _ in range(runs)]
    return Measure(median(one.seconds for one in taken), max(one.megabytes for one in taken))


class _Text(HTMLParser):
    """The words of a page, a line per block."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.lines.append(data.strip())


def as_markdown(site: Path, into: Path) -> int:
    """Writes the text of each page of a site as Markdown, and says how many."""
    pages = sorted(site.rglob("*.html"))
    for page in pages:
        text = _Text()
        text.feed(page.read_text(encoding="utf-8"))
        target = into / "docs" / page.relative_to(site).with_suffix(".md")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("# " + "\n\n".join(text.lines), encoding="utf-8")
    return len(pages)


def compare(name: str, home: Path, folder: Path, runs: int) -> Measure:
    """Builds warm, then has the reference write the same pages; prints a line."""
    site, reference = folder / "site", folder / "reference"
    vigie = [sys.executable, "-m", "vigie", "build", "--out", str(site)]
    first = measured(vigie, VIGIE_HOME=str(home))
    ours = several(vigie, home, runs)
    pages = as_markdown(site, reference)
    theirs = several([sys.executable, "-c", _REFERENCE, str(reference)], home, runs)
    print(
        f"{name:<28}{pages:>7}{first.seconds:>9.2f}{first.megabytes:>6.0f}"
        f"{ours.seconds:>9.2f}{ours.megabytes:>6.0f}"
        f"{theirs.seconds:>13.2f}{ours.seconds / theirs.seconds:>7.2f}"
    )
    return ours


def main() -> None:
    """Prints a line per scenario."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("--large", action="store_true", help="also 200 and 2,000 studies")
    arguments.add_argument("--runs", type=int, default=3)
    asked = arguments.parse_args()
    print(
        f"{'build':<28}{'pages':>7}{'first s':>9}{'MB':>6}{'warm s':>9}{'MB':>6}"
        f"{'reference s':>13}{'ratio':>7}"
    )
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        compare("shipped edition", root / "home", root / "shipped", asked.runs)
        if asked.large:
            few, many = (_made(root, studies) for studies in (200, 2_000))
            print(f"Growth from 200 to 2,000 studies: {many.seconds / few.seconds:.1f} times.")


def _made(root: Path, studies: int) -> Measure:
    home, articles = root / f"home-{studies}", studies * 5 // 2
    fill(home, studies=studies, articles=articles)
    return compare(f"{studies} studies, {articles} articles", home, root / f"{studies}", 1)


if __name__ == "__main__":
    main()
