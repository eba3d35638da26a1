"""What a source sent, byte for byte."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime

from vigie.records.ids import RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """The bytes of one record as its source gave them.

    `version_on` is the day that the source itself gives to this version; `retrieved_at`
    (aware) is when we received it. `sha256` is computed from the bytes and cannot be set.
    """

    record: RecordId
    url: str
    media_type: str
    version_on: date
    retrieved_at: datetime
    body: bytes
    sha256: str = field(init=False)

    def __post_init__(self) -> None:
        if self.retrieved_at.tzinfo is None:
            raise ValueError(f"{self.record} needs an aware time of retrieval.")
        object.__setattr__(self, "sha256", hashlib.sha256(self.body).hexdigest())
