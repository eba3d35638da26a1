"""The rules of the house, read off the code itself: sizes, names, clock, catches."""

from __future__ import annotations

import ast
import doctest
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[2]
LONGEST_MODULE, LONGEST_FUNCTION, MEDIAN_FUNCTION = 500, 60, 10
# Names that say nothing of what is inside.
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "base", "manager"}
# Modules that import inside a function, each with its reason. None: workflows load by name.
LOADED_INSIDE: Mapping[str, str] = {}
# The only place that may catch what nobody foresaw, and the only one that reads the clock.
BORDER = "src/vigie/cli.py"
CLOCKS = {"src/vigie/workflows/surroundings.py", "src/vigie/sources/client.py"}
CLOCK_OWNERS = {"datetime", "date", "time"}
CLOCK_READERS = {"now", "utcnow", "today", "time", "time_ns", "localtime", "gmtime"}

Function = ast.FunctionDef | ast.AsyncFunctionDef
Finder = Callable[[ast.Module], Iterator[int]]


@cache
def modules(*folders: str) -> Mapping[str, ast.Module]:
    """The modules of these folders, parsed, by their path from the root."""
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.py"))
    }


def source() -> Mapping[str, ast.Module]:
    return modules("src")


def everything() -> Mapping[str, ast.Module]:
    return modules("src", "tests", "docs", "benchmarks", "scripts")


def functions(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Each function with its number of lines."""
    for node in ast.walk(tree):
        if isinstance(node, Function):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def imports_inside(tree: ast.Module) -> Iterator[int]:
    for function in ast.walk(tree):
        if isinstance(function, Function):
            inner = ast.walk(function)
            yield from (n.lineno for n in inner if isinstance(n, ast.Import | ast.ImportFrom))


def blind_catches(tree: ast.Module) -> Iterator[int]:
    """Catches of everything that do not raise again."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler) and _catches_all(node.type):
            is_raised_again = any(isinstance(inner, ast.Raise) for inner in ast.walk(node))
            yield from () if is_raised_again else (node.lineno,)


def _catches_all(caught: ast.expr | None) -> bool:
    several = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    names = {getattr(one, "id", "") for one in several}
    return caught is None or bool(names & {"Exception", "BaseException"})


def clock_readings(tree: ast.Module) -> Iterator[int]:
    """Where the clock of the machine is asked, or its reader is taken by name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in CLOCK_READERS:
            owner = getattr(node.value, "attr", getattr(node.value, "id", ""))
            yield from (node.lineno,) if owner in CLOCK_OWNERS else ()
        elif isinstance(node, ast.ImportFrom) and node.module == "time":
            taken = {alias.name for alias in node.names}
            yield from (node.lineno,) if taken & CLOCK_READERS else ()


def acts_on_import(tree: ast.Module) -> Iterator[int]:
    """Statements of a module that do something, rather than name something."""
    for node in tree.body:
        is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if isinstance(node, ast.Expr | ast.For | ast.While | ast.With | ast.Try) and not is_text:
            yield node.lineno


def places(find: Finder) -> Iterator[tuple[str, int]]:
    for name, tree in source().items():
        yield from ((name, line) for line in find(tree))


def test_every_module_is_shorter_than_500_lines() -> None:
    sizes = {name: (ROOT / name).read_text(encoding="utf-8").count("\n") for name in everything()}
    assert {name: size for name, size in sizes.items() if size >= LONGEST_MODULE} == {}


def test_every_function_is_shorter_than_60_lines() -> None:
    long = [
        f"{name}: {function}, {lines} lines"
        for name, tree in everything().items()
        for function, lines in functions(tree)
        if lines >= LONGEST_FUNCTION
    ]
    assert long == []


def test_half_of_the_functions_have_at_most_ten_lines() -> None:
    lengths = [lines for tree in source().values() for _, lines in functions(tree)]
    assert len(lengths) > 500
    assert median(lengths) <= MEDIAN_FUNCTION


def test_a_module_is_named_for_what_it_holds() -> None:
    assert [n for n in source() if EMPTY_NAMES & set(Path(n).with_suffix("").parts)] == []


def test_nothing_is_imported_inside_a_function() -> None:
    assert [place for place in places(imports_inside) if place[0] not in LOADED_INSIDE] == []


def test_only_the_border_catches_what_nobody_foresaw() -> None:
    assert {name for name, _ in places(blind_catches)} == {BORDER}


def test_the_clock_is_read_by_workflows_and_by_the_client_only() -> None:
    assert {name for name, _ in places(clock_readings)} == CLOCKS


def test_nothing_acts_on_import() -> None:
    assert [one for one in places(acts_on_import) if not one[0].endswith("__main__.py")] == []


def test_the_examples_in_docstrings_are_true() -> None:
    has_example = [
        ".".join(Path(name).with_suffix("").parts[1:]).removesuffix(".__init__")
        for name in source()
        if ">>> " in (ROOT / name).read_text(encoding="utf-8")
    ]
    results = {name: doctest.testmod(import_module(name)) for name in has_example}
    assert sum(result.attempted for result in results.values()) > 10
    assert {name: result.failed for name, result in results.items() if result.failed} == {}


@pytest.mark.parametrize(
    ("find", "code"),
    [
        (imports_inside, "def f():\n    import os"),
        (blind_catches, "try: pass\nexcept: pass"),
        (blind_catches, "try: pass\nexcept (KeyError, Exception): print()"),
        (clock_readings, "import datetime\ndatetime.datetime.now()"),
        (clock_readings, "from time import time"),
        (clock_readings, "clock = datetime.date.today"),
        (acts_on_import, "print('here')"),
    ],
)
def test_each_rule_sees_its_fault(find: Finder, code: str) -> None:
    assert list(find(ast.parse(code)))


def test_a_catch_that_raises_again_is_not_blind() -> None:
    assert not list(blind_catches(ast.parse("try: pass\nexcept BaseException: raise")))
