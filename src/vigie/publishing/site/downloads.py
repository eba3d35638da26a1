"""What a site offers beside its pages, already said in one language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Download:
    """A file of the site: its path below the site's root, its name, its media type."""

    path: str
    name: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Tabled:
    """A table of the data: its name, what it holds, and its files."""

    name: str
    about: str
    files: tuple[Download, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Files that stand together under a heading."""

    title: str
    files: tuple[Download, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Downloads:
    """Everything offered in one language. `columns` head the list of tables; `feed` is Atom."""

    title: str
    lead: str
    caption: str
    columns: tuple[str, str, str]
    tables: tuple[Tabled, ...]
    groups: tuple[Group, ...]
    feed: Download
