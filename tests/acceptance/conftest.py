from pathlib import Path

import pytest
from commanding import Command


@pytest.fixture(scope="session")
def shared_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that commands which only read may share."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def vigie(shared_home: Path, tmp_path: Path) -> Command:
    """The installed command, in a folder of its own."""
    return Command(home=shared_home, folder=tmp_path)


@pytest.fixture
def alone(tmp_path: Path) -> Command:
    """The installed command with a store of its own."""
    (tmp_path / "work").mkdir()
    return Command(home=tmp_path / "home", folder=tmp_path / "work")
