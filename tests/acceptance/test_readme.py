"""The README does what it says: its commands run, its output is theirs, its figure is traced."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from commanding import VIGIE
from typer.main import get_command

from vigie.cli import app

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(sh|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# What a test cannot run inside itself, or that does not end.
LEFT_OUT = ("make ", "vigie serve", "vigie sync")
LONGEST_README = 135


@dataclass(frozen=True)
class Step:
    """A block of commands, and what the README says that it prints."""

    commands: str
    printed: str | None


def steps() -> Iterator[Step]:
    blocks = BLOCK.findall(README)
    for index, (kind, text) in enumerate(blocks):
        if kind == "sh":
            after = blocks[index + 1] if index + 1 < len(blocks) else ("", "")
            yield Step(text, after[1] if after[0] == "text" else None)


def runnable(commands: str) -> str:
    return "\n".join(line for line in commands.splitlines() if not line.startswith(LEFT_OUT))


@dataclass(frozen=True)
class Newcomer:
    """Somebody who types what the README says, in a folder and a store of their own."""

    folder: Path

    def types(self, commands: str) -> str:
        kept = {key: value for key, value in os.environ.items() if not key.startswith("VIGIE_")}
        done = subprocess.run(
            ["bash", "-euc", commands],
            cwd=self.folder,
            env=kept
            | {
                "VIGIE_HOME": str(self.folder / "home"),
                "PATH": f"{VIGIE.parent}{os.pathsep}{os.environ['PATH']}",
                "PYTHONUTF8": "1",
            },
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, f"{commands}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def figure(self, key: str) -> Any:
        data = json.loads((self.folder / "site/data/figures.json").read_text(encoding="utf-8"))
        (figure,) = (one for one in data["figures"] if one["key"] == key)
        return figure


@pytest.fixture(scope="module")
def newcomer(tmp_path_factory: pytest.TempPathFactory) -> Newcomer:
    """A newcomer who has run `make edition`."""
    person = Newcomer(tmp_path_factory.mktemp("newcomer"))
    person.types("vigie build")
    return person


def squeezed(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


def is_an_excerpt(excerpt: str, whole: str) -> bool:
    """Whether a text is another one, with `…` for what was left out."""
    parts = squeezed(excerpt).split("…")
    pattern = ".*".join(re.escape(part.strip("\n")) for part in parts)
    return re.search(rf"\A{pattern}", squeezed(whole), re.DOTALL) is not None


@pytest.mark.parametrize("step", list(steps()), ids=lambda step: step.commands.split("\n")[0][:40])
def test_a_command_of_the_readme_runs_and_prints_what_it_says(
    newcomer: Newcomer, step: Step
) -> None:
    printed = newcomer.types(runnable(step.commands))
    if step.printed is not None:
        assert is_an_excerpt(step.printed, printed), f"Write in README.md:\n{printed}"


def test_make_edition_is_the_build_that_these_tests_run() -> None:
    makefile = (Path(__file__).parents[2] / "Makefile").read_text(encoding="utf-8")
    assert "VIGIE_HOME=.store $(BIN)/vigie build --out $(SITE)" in makefile


def test_the_readme_names_every_command_once() -> None:
    (block,) = (step.commands for step in steps() if "vigie status" in step.commands)
    named = [shlex.split(line, comments=True)[1] for line in block.splitlines()]
    assert named == list(get_command(app).commands)


def test_the_figure_of_the_readme_is_the_one_that_the_edition_counts(newcomer: Newcomer) -> None:
    said = re.search(r"\*\*(\d+) studies\*\*", README)
    assert said is not None
    counted = newcomer.figure("ibm.studies")
    assert counted["kind"] == "counted"
    assert int(said[1]) == counted["value"] == len(counted["evidence"])


def test_the_figure_of_the_readme_is_a_link_to_its_evidence_on_the_page(
    newcomer: Newcomer,
) -> None:
    chapter = (newcomer.folder / "site/en/ibm.html").read_text(encoding="utf-8")
    link = re.search(r'<a [^>]*href="evidence/ibm\.studies\.html"[^>]*>(.*?)</a>', chapter)
    assert link is not None
    value = newcomer.figure("ibm.studies")["value"]
    assert re.sub(r"<[^>]+>", "", link[1]).split()[0] == str(value)
    evidence = (newcomer.folder / "site/en/evidence/ibm.studies.html").read_text(encoding="utf-8")
    assert all(one["ref"] in evidence for one in newcomer.figure("ibm.studies")["evidence"])


def test_the_stated_figure_of_the_readme_stands_where_it_says(newcomer: Newcomer) -> None:
    said = re.search(r"On its page (\d+) the digest itself announces (\d+) studies", README)
    assert said is not None
    stated = newcomer.figure("ibm-studies-world")
    assert stated["kind"] == "stated"
    assert [place["page"] for place in stated["places"]] == [int(said[1])]
    assert stated["value"] == int(said[2])


def test_the_readme_is_short_and_finished() -> None:
    assert len(README.splitlines()) <= LONGEST_README
    assert "@@" not in README
    assert "TODO" not in README


def test_an_excerpt_that_differs_is_seen() -> None:
    assert is_an_excerpt("one\n…\nthree", "one\ntwo\nthree\nfour")
    assert not is_an_excerpt("one\n…\nfive", "one\ntwo\nthree")
    assert not is_an_excerpt("two", "one\ntwo")
