"""The pages made from the code are fresh, and say what there is."""

import re
import runpy
from pathlib import Path

import pytest
from test_command_line import COMMANDS

DOCS = Path(__file__).parents[2] / "docs"
GENERATOR = runpy.run_path(str(DOCS / "generate.py"))


@pytest.mark.parametrize("name", sorted(GENERATOR["PAGES"]))
def test_a_generated_page_is_fresh(name: str) -> None:
    page = (DOCS / name).read_text(encoding="utf-8")
    assert page == GENERATOR["PAGES"][name](), "Run python docs/generate.py."


def test_the_manual_has_a_heading_for_each_command_and_a_row_for_each_option() -> None:
    page = (DOCS / "commands.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## vigie (\w+)$", page, re.MULTILINE)
    assert headings == list(COMMANDS)
    for option in (
        "--as-of",
        "--since",
        "--lang",
        "--out",
        "--history",
        "--json",
        "--port",
        "--lines",
    ):
        assert f"| `{option}` |" in page
