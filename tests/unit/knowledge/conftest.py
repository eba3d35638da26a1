"""A disease that does not exist, to be copied and spoilt."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

TOY = Path(__file__).parents[2] / "fixtures" / "diseases" / "toy"


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """A copy of the toy disease's folder."""
    return Path(shutil.copytree(TOY, tmp_path / "toy"))


@pytest.fixture
def spoil(toy: Path) -> Callable[[str, str, str], Path]:
    """Replaces one text of one of its files by another."""

    def spoilt(name: str, old: str, new: str) -> Path:
        file = toy / name
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new, 1))
        return toy

    return spoilt
