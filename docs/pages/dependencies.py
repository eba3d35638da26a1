"""The dependencies: why each is here, and under which licence it is published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import metadata
from pathlib import Path

from pages.markdown import code, page, table

_PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"
_INTRO = """\
What Vigie stands on, why, and under which licence, as the package's own metadata says it. Only
`dependencies` is needed to build an edition. Exact versions, with the hash of every file, are in
`requirements/`."""
_LIST = re.compile(r"^(\w+) = \[\n(.*?)^\]", re.MULTILINE | re.DOTALL)
_ROW = re.compile(r'^ *"([A-Za-z0-9._-]+)[^"]*", *# *(.+)$', re.MULTILINE)
_GROUPS = ("dependencies", "build", "test", "dev")
_LONGEST_LICENCE = 80


def dependencies() -> str:
    """The page of all direct dependencies."""
    lists = dict(_LIST.findall(_PYPROJECT.read_text(encoding="utf-8")))
    return page("Dependencies", _INTRO, *(_group(name, lists[name]) for name in _GROUPS))


def _group(name: str, text: str) -> str:
    rows = [(code(one), why, licence(one)) for one, why in _ROW.findall(text)]
    return f"## {name}\n\n{table(('package', 'why it is here', 'licence'), rows)}"


def licence(name: str) -> str:
    """The licence that an installed package declares, in its newest way of saying it."""
    return next(_licences(name), "not declared")


def _licences(name: str) -> Iterator[str]:
    about = metadata(name)
    yield from about.get_all("License-Expression") or ()
    classifiers = about.get_all("Classifier") or ()
    named = [one.rpartition(" :: ")[2] for one in classifiers if one.startswith("License :: ")]
    yield from (" or ".join(named),) if named else ()
    for text in about.get_all("License") or ():
        if text and len(text) <= _LONGEST_LICENCE:
            yield text
