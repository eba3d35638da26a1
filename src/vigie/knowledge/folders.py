"""Where curated files are: the folders that diseases share, and the folder of one disease."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import vigie
from vigie.errors import UnknownName, UnreadableInput
from vigie.knowledge.files import TextFile

PROFILE = "profile.yaml"
DISEASES = "diseases"
_DATA = frozenset({".yaml", ".yml", ".csv", ".json"})


@dataclass(frozen=True)
class Folder:
    """A folder of curated files: where it is, how messages call it, how the hash does.

    `is_shipped` is false for a disease that comes from outside the package.
    """

    path: Path
    name: str
    key: str
    is_shipped: bool = True

    def read(self, relative: str) -> TextFile | None:
        """One file, or None where the folder has no such file."""
        path = self.path / relative
        if not path.is_file():
            return None
        return TextFile(f"{self.name}/{relative}", f"{self.key}/{relative}", path.read_bytes())

    def read_all(self, relative: str, suffix: str) -> Iterator[tuple[str, TextFile]]:
        """The files of a sub-folder with that suffix, by name, sorted."""
        for path in sorted((self.path / relative).glob(f"*{suffix}")):
            file = self.read(f"{relative}/{path.name}")
            if file is not None:
                yield path.stem, file

    def names(self) -> Iterator[str]:
        """The names of all its data files, those of diseases inside it left out."""
        for path in sorted(self.path.rglob("*")):
            relative = path.relative_to(self.path)
            if path.suffix in _DATA and relative.parts[0] != DISEASES:
                yield f"{self.name}/{relative.as_posix()}"


@dataclass(frozen=True)
class Folders:
    """The shared folder and the disease's own."""

    shared: Folder
    disease: Folder

    def read_both(self, shared: str, own: str) -> tuple[TextFile, ...]:
        """The shared file and the disease's, whichever exist, the shared one first."""
        found = (self.shared.read(shared), self.disease.read(own))
        return tuple(file for file in found if file is not None)


def shared_folder() -> Folder:
    """The curated files of the package."""
    return Folder(Path(vigie.__file__).parent / "curated", "curated", "curated")


def shipped_diseases() -> tuple[str, ...]:
    """The ids of the diseases that the package ships."""
    root = shared_folder().path / DISEASES
    return tuple(sorted(path.parent.name for path in root.glob(f"*/{PROFILE}")))


def find(disease: str | Path) -> Folders:
    """The folders of a disease, named by its id or by the path of its folder.

    Raises: UnknownName, UnreadableInput.
    """
    shared = shared_folder()
    if isinstance(disease, str) and disease in shipped_diseases():
        inside = f"{DISEASES}/{disease}"
        own = Folder(shared.path / inside, f"{shared.name}/{inside}", f"{shared.key}/{inside}")
        return Folders(shared, own)
    return Folders(shared, _outside(disease))


def _outside(disease: str | Path) -> Folder:
    path = Path(disease)
    if not path.is_dir():
        if isinstance(disease, Path) or "/" in disease:
            do = f"Give a folder that holds {PROFILE}, or one of: {', '.join(shipped_diseases())}."
            raise UnreadableInput(f"{str(path)!r} is not a folder. {do}")
        do = "Give the id of a shipped disease, or the path of a folder."
        raise UnknownName("disease", disease, shipped_diseases(), do)
    if not (path / PROFILE).is_file():
        do = "Write one: docs/curating.md shows how."
        raise UnreadableInput(f"The folder {str(path)!r} has no {PROFILE}. {do}")
    return Folder(path, path.as_posix(), f"disease/{path.resolve().name}", is_shipped=False)
