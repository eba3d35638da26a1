"""The command line as a whole: help, versions, errors, codes, speed."""

import re
import subprocess
from pathlib import Path

import pytest
from commanding import VIGIE, Command

import vigie as package

COMMANDS = (
    "build", "sync", "show", "search", "shortlist", "changes", "status", "check", "criteria",
    "export", "serve", "verify",
)  # fmt: skip


def test_help_names_the_commands_that_there_are_and_no_other(vigie: Command) -> None:
    said = vigie("--help", COLUMNS="100")
    assert said.code == 0
    assert set(re.findall(r"^│ ([a-z]+) ", said.out, re.MULTILINE)) == set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(vigie: Command, command: str) -> None:
    said = vigie(command, "--help")
    assert said.code == 0
    assert f"vigie {command}" in said.out


def test_without_words_the_help_is_shown_and_the_use_is_wrong(vigie: Command) -> None:
    said = vigie()
    assert said.code == 2
    assert "Commands" in said.out + said.err


def test_the_version_is_told(vigie: Command) -> None:
    assert vigie("--version").out == f"vigie {package.__version__}\n"


def test_the_module_is_the_command(vigie: Command) -> None:
    python = VIGIE.with_name("python")
    words = [str(python), "-m", "vigie", "--version"]
    assert subprocess.check_output(words, text=True) == f"vigie {package.__version__}\n"


def test_help_loads_no_workflow_and_no_renderer() -> None:
    words = [str(VIGIE.with_name("python")), "-X", "importtime", str(VIGIE), "--help"]
    loaded = subprocess.run(words, capture_output=True, text=True, check=True).stderr
    for heavy in ("vigie.workflows", "pydantic", "sqlite3", "babel", "typst", "jinja2", "msgspec"):
        assert not re.search(rf"\| +{re.escape(heavy)}$", loaded, re.MULTILINE), heavy


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("show", "NCT0572157"), "NCT05721573"),
        (("show", "bigtin"), "bigtim"),
        (("show", "no such: thing"), "There is no record"),
        (("show", "bigtim", "--lang", "de"), "Vigie writes fr and en"),
        (("show", "bigtim", "--as-of", "2025-02-30"), "Write YYYY-MM-DD"),
        (("show", "bigtim", "--as-of", "2020-01-01"), "2025-05-17"),
        (("show", "bigtim", "--as-of", "2999-01-01"), "still to come"),
        (("search", "?!"), "no word to search for"),
        (("status", "--disease", "inflamatory_myopathies"), "inflammatory_myopathies"),
        (("status", "--disease", "./nowhere"), "is not a folder"),
        (("build", "--lang", "fr,xx"), "There is no language 'xx'"),
        (("build", "--lang", ","), "names no language"),
        (("build", "--as-of", "yesterday"), "Write YYYY-MM-DD"),
        (("build", "--since", "2025-05-18"), "is not before the edition's day"),
        (("changes", "--since", "2025-05-17"), "the last day that the store knows of"),
        (("changes", "--since", "yesterday"), "Write YYYY-MM-DD"),
        (("changes", "--since", "2999-01-01"), "still to come"),
        (("changes", "--since", "2025-05-17", "--until", "2025-05-16"), "is not before --until"),
        (("changes",), "Missing option"),
        (("serve",), "Run vigie build first"),
        (("show",), "Missing argument"),
        (("synch",), "No such command"),
        (("sync", "ctgob"), "ctgov"),
        (("status", "--jason"), "No such option"),
    ],
)
def test_wrong_use_is_said_plainly_with_the_way_out(
    vigie: Command, words: tuple[str, ...], told: str
) -> None:
    said = vigie(*words, COLUMNS="200")
    assert (said.code, said.out) == (2, "")
    assert told in said.err


def test_a_home_that_cannot_be_written_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    said = Command(home=tmp_path / "file", folder=tmp_path)("status")
    assert (said.code, said.out) == (2, "")
    assert "Set VIGIE_HOME" in said.err


def test_the_shell_can_complete_commands(vigie: Command) -> None:
    said = vigie(_VIGIE_COMPLETE="complete_bash", COMP_WORDS="vigie se", COMP_CWORD="1")
    assert set(said.out.split()) == {"search", "serve"}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_of_a_shell_can_be_shown(vigie: Command, shell: str) -> None:
    said = vigie("--show-completion", shell)
    assert said.code == 0
    assert "_VIGIE_COMPLETE" in said.out


def test_a_bug_is_said_shortly_and_its_trace_is_for_those_who_ask(alone: Command) -> None:
    sitecustomize = alone.folder / "sitecustomize.py"
    sitecustomize.write_text("import vigie.workflows.status as s\ns.run = lambda **_: 1 / 0\n")
    said = alone("status", PYTHONPATH=str(alone.folder))
    assert (said.code, said.out) == (70, "")
    assert "this is a bug of Vigie" in said.err
    assert said.err.count("\n") == 1
    told = alone("status", PYTHONPATH=str(alone.folder), VIGIE_DEBUG="1")
    assert told.code == 70
    assert "ZeroDivisionError" in told.err
    assert "Traceback" in told.err
