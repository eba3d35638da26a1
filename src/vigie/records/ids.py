"""Names of records: which source, which entry, which version."""

from __future__ import annotations

import re
from dataclasses import dataclass

VERSION_LENGTH = 12
_SOURCE = re.compile(r"[a-z][a-z0-9_]*")
_LOCAL = re.compile(r"[^\s@]+")
_VERSION = re.compile(rf"[0-9a-f]{{{VERSION_LENGTH}}}")


@dataclass(frozen=True, slots=True, order=True)
class RecordId:
    """One entry of one source, such as `digest:2025/bird` or `ctgov:NCT05523167`."""

    source: str
    local: str

    def __post_init__(self) -> None:
        if not _SOURCE.fullmatch(self.source) or not _LOCAL.fullmatch(self.local):
            raise ValueError(f"{self.source}:{self.local} is not a record id. Write source:entry.")

    @classmethod
    def parse(cls, text: str) -> RecordId:
        """Reads `source:entry`. Raises: ValueError."""
        source, _, local = text.partition(":")
        return cls(source, local)

    @property
    def slug(self) -> str:
        """A file name for its page: `digest-2025-bird`."""
        return re.sub(r"[^a-z0-9]+", "-", f"{self.source}-{self.local}".lower()).strip("-")

    def __str__(self) -> str:
        return f"{self.source}:{self.local}"


@dataclass(frozen=True, slots=True, order=True)
class RecordRef:
    """One version of one record; what it points at never changes.

    `version` is the start of the hash of the record's content (12 hexadecimal digits).
    """

    record: RecordId
    version: str

    def __post_init__(self) -> None:
        if not _VERSION.fullmatch(self.version):
            raise ValueError(f"{self.version!r} is not a version: 12 hexadecimal digits are.")

    @classmethod
    def parse(cls, text: str) -> RecordRef:
        """Reads `source:entry@version`. Raises: ValueError."""
        record, _, version = text.rpartition("@")
        return cls(RecordId.parse(record), version)

    def __str__(self) -> str:
        return f"{self.record}@{self.version}"
