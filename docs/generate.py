# ruff: noqa: INP001 (a script, not a package)
"""Writes the pages of the documentation that are made from the code, or checks that they are fresh.

python docs/generate.py            writes them
python docs/generate.py --check    says which are stale, and exits with 1
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import typer
from typer.main import get_command

from vigie.cli import app
from vigie.knowledge.loading import load_knowledge

DOCS = Path(__file__).parent
_NOTE = "<!-- Made by docs/generate.py. Change the code it is made from, then run it again. -->"


def commands() -> str:
    """The manual of the command line, from the command line itself."""
    group: Any = get_command(app)
    context = typer.Context(group, info_name="vigie")
    parts = [f"# Commands\n\n{_NOTE}\n\n{group.help}\n\n{group.epilog}\n"]
    for name in group.list_commands(context):
        parts += [_command(name, group.get_command(context, name), context)]
    return "\n".join(parts)


def _command(name: str, command: Any, parent: typer.Context) -> str:
    context = typer.Context(command, info_name=name, parent=parent)
    usage = " ".join(("vigie", name, *command.collect_usage_pieces(context)))
    lines = [f"## vigie {name}", "", str(command.help), "", "```text", usage, "```", ""]
    rows = list(_parameters(command))
    if rows:
        lines += ["| | |", "|---|---|", *rows, ""]
    return "\n".join(lines)


def _parameters(command: Any) -> Iterator[str]:
    for parameter in command.params:
        if parameter.name == "help":
            continue
        names = ", ".join(f"`{name}`" for name in (*parameter.opts, *parameter.secondary_opts))
        if parameter.param_type_name == "argument":
            names = f"`{parameter.metavar or parameter.name}`"
        said = [str(parameter.help or "")]
        is_flag = getattr(parameter, "is_flag", False)
        if parameter.default is not None and not is_flag and not parameter.required:
            said.append(f"Default: `{parameter.default}`.")
        yield f"| {names} | {' '.join(said)} |"


def language() -> str:
    """How sentences are said: the cases that test them."""
    return str(_module(DOCS.parent / "tests" / "spec", "language_page").language_page())


def criteria() -> str:
    """How criteria are read: the cases that test it."""
    return str(_module(DOCS.parent / "tests" / "spec", "criteria_page").criteria_page())


def made_by(module: str, function: str, *, is_about_knowledge: bool = False) -> Callable[[], str]:
    """A page that a module of docs/pages makes, from the code or from the curated files."""

    def make() -> str:
        about = (_knowledge(),) if is_about_knowledge else ()
        return str(getattr(_module(DOCS, f"pages.{module}"), function)(*about))

    return make


def _module(folder: Path, name: str) -> Any:
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
    return import_module(name)


@cache
def _knowledge() -> Any:
    return load_knowledge()


# Each page and what makes it. Add a page here; `make check` keeps it fresh.
PAGES: Mapping[str, Callable[[], str]] = {
    "commands.md": commands,
    "spec/language.md": language,
    "spec/criteria.md": criteria,
    "data-dictionary.md": made_by("fields", "data_dictionary"),
    "errors.md": made_by("faults", "errors", is_about_knowledge=True),
    "vocabularies.md": made_by("vocabularies", "vocabularies", is_about_knowledge=True),
    "tags.md": made_by("tagging", "tags", is_about_knowledge=True),
    "sources-and-rights.md": made_by("sources", "sources_and_rights", is_about_knowledge=True),
    "dependencies.md": made_by("dependencies", "dependencies"),
    "coverage.md": made_by("coverage", "coverage", is_about_knowledge=True),
}


def main(words: list[str]) -> int:
    """Writes the pages, or with --check names the stale ones."""
    made = {name: make() for name, make in PAGES.items()}
    stale = [name for name, text in made.items() if _is_stale(DOCS / name, text)]
    if words == ["--check"]:
        for name in stale:
            sys.stdout.write(f"docs/{name} is stale. Run python docs/generate.py.\n")
        return 1 if stale else 0
    for name in stale:
        (DOCS / name).write_text(made[name], encoding="utf-8")
        sys.stdout.write(f"docs/{name} written\n")
    return 0


def _is_stale(path: Path, text: str) -> bool:
    return not path.is_file() or path.read_text(encoding="utf-8") != text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
