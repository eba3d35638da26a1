"""The documentation is whole: nothing undocumented, no dead link, no word that has no place."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.main import get_command

import vigie.errors
from vigie.cli import app
from vigie.errors import VigieError

ROOT = Path(__file__).parents[2]
PAGES = sorted((*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")))
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
HEADINGS = ["Status", "Context", "Decision", "Consequences", "Alternatives"]
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.MULTILINE | re.DOTALL)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def commands() -> Iterator[tuple[str, Any]]:
    group: Any = get_command(app)
    for command in group.list_commands(typer.Context(group)):
        yield command, group.commands[command]


@cache
def manual() -> dict[str, str]:
    """The manual's sections by their command."""
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    head, *sections = re.split(r"^## vigie ", text, flags=re.MULTILINE)
    assert head
    return {section.split("\n", 1)[0]: section for section in sections}


@pytest.mark.parametrize(("command", "details"), list(commands()), ids=lambda it: str(it)[:20])
def test_each_command_and_option_is_in_the_manual(command: str, details: Any) -> None:
    for parameter in details.params:
        for option in (parameter.metavar or parameter.name,) if not parameter.opts else ():
            assert option in manual()[command]
        for option in parameter.opts if parameter.param_type_name == "option" else ():
            assert f"`{option}`" in manual()[command] or option == "--help"
            assert parameter.help, f"vigie {command} {option} does not say what it is for."


def test_the_manual_has_no_command_that_is_gone() -> None:
    assert set(manual()) == {command for command, _ in commands()}


@pytest.mark.parametrize("path", DECISIONS, ids=name)
def test_a_decision_has_the_five_parts_in_less_than_300_words(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == HEADINGS
    assert len(text.split()) < 300
    assert "Good: " in text
    assert "Bad: " in text


def test_decisions_are_numbered_without_a_gap_and_named_for_their_number() -> None:
    numbers = [int(path.name[:4]) for path in DECISIONS]
    assert numbers == list(range(1, len(numbers) + 1))
    for number, path in zip(numbers, DECISIONS, strict=True):
        assert path.read_text(encoding="utf-8").startswith(f"# {number}. ")


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", one).strip().lower().replace(" ", "-") for one in headings}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_somewhere(page: Path) -> None:
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    for link in LINK.findall(text):
        target, _, fragment = link.partition("#")
        if re.match(r"https?:|mailto:", target):
            continue
        there = (page.parent / target).resolve() if target else page
        assert there.exists(), f"{name(page)} links to {link!r}, which is not there."
        assert not fragment or fragment in anchors(there), f"{name(page)}: {link!r}"


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in reached:
            continue
        reached.add(page)
        if page.is_dir():
            waiting += page.glob("*.md")
        elif page.suffix == ".md":
            links = (link.partition("#")[0] for link in LINK.findall(page.read_text("utf-8")))
            waiting += [
                there for link in links if (there := (page.parent / link).resolve()).exists()
            ]
    assert [name(page) for page in PAGES if page not in reached] == []


def test_the_changelog_has_a_part_for_what_is_not_released() -> None:
    parts = re.findall(
        r"^## (.*)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert parts[0] == "Unreleased"


def test_the_architecture_names_every_room_and_stays_on_one_page() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)
    inside = (ROOT / "src" / "vigie").iterdir()
    there = {path.stem for path in inside if path.is_dir() or path.suffix == ".py"}
    assert set(rooms) == {one for one in there if not one.startswith("__")}
    assert len(text.splitlines()) <= 60


def test_the_tree_of_errors_in_the_code_is_the_tree_that_there_is() -> None:
    drawn = dict(re.findall(r"(\w+) +(\d+)  ", str(vigie.errors.__doc__)))
    kinds = [kind for kind in vars(vigie.errors).values() if isinstance(kind, type)]
    there = {kind.__name__: str(kind.exit_code) for kind in kinds if issubclass(kind, VigieError)}
    assert drawn == there


def test_make_check_and_pre_commit_run_the_same_list() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (recipe,) = re.findall(r"^check:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)
    checked = re.findall(r"\$\(BIN\)/(.*)", recipe)
    hooks = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert re.findall(r"entry: \.venv/bin/(.*?) }", hooks) == checked


def written() -> Iterator[Path]:
    """The files that people wrote: those that git knows or could be given, and is not to ignore."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for path in (ROOT / one for one in listed.split("\0") if one):
        if path.is_file() and path.suffix not in {".ttf", ".woff2", ".png"}:
            yield path


# Each pattern is in two halves, so that this file does not hold it. How the project is made, the
# machine that it is made on and the registries of packages have no place in it.
NO_PLACE = [
    "|".join(
        (
            r"\bsub-?ag" + "ents?\b",
            r"(?:coding|AI) ag" + r"ents?\b",
            "Cla" + "ude",
            "Anthro" + "pic",
        )
    ),
    r"\bL" + r"LM\b|language mo" + "del|chat" + "bot",
    r"\b(?:this|another|previous|next|earlier) sess" + "ion",
    r"\bissue #?" + r"\d+\b(?!, p)",
    r"/wo" + "rk/|/ro" + "ot/|/tmp/cl" + "one",
    r"py" + r"pi\.org|python" + "hosted|npm" + r"js\.org|proxy\.go" + "lang|crates" + r"\.io",
]
# Names of the disease that patients' organisations advise against: read, never written.
ADVISED_AGAINST = re.compile(
    "dermato" + "polymyosit|polydermato" + "myosit|idio" + "path(?!ic pulmonary fibrosis)",
    re.IGNORECASE,
)
MAY_HOLD_THEM = {
    "docs/curating.md",
    "src/vigie/curated/criteria/names.csv",
    "src/vigie/curated/diseases/inflammatory_myopathies/articles.csv",
    "src/vigie/curated/diseases/inflammatory_myopathies/profile.yaml",
    "src/vigie/curated/diseases/inflammatory_myopathies/terms.csv",
}


@cache
def texts() -> dict[str, str]:
    return {name(path): path.read_text(encoding="utf-8") for path in written()}


@pytest.mark.parametrize("pattern", NO_PLACE)
def test_nothing_speaks_of_how_the_project_is_made(pattern: str) -> None:
    found = [
        f"{path}: {match[0]}"
        for path, text in texts().items()
        for match in re.finditer(pattern, text, re.IGNORECASE)
    ]
    assert found == []
    assert len(texts()) > 200


def test_names_advised_against_stand_only_where_they_are_recognised() -> None:
    found = {path for path, text in texts().items() if ADVISED_AGAINST.search(text)}
    assert {path for path in found - MAY_HOLD_THEM if not path.startswith("tests/")} == set()
