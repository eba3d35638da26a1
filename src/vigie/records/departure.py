"""Why a source no longer has a record: a code that every language has words for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Self, get_args

Code = Literal["merged", "withheld", "unanswered", "edition", "other"]
CODES: tuple[Code, ...] = get_args(Code)


@dataclass(frozen=True, slots=True, order=True)
class Why:
    """The code, and what it is about.

    `merged` into the record `detail`; `withheld` by its source; `unanswered`, where the source
    answers with the HTTP status `detail`; no longer in the `edition` that held it; or `other`,
    with what is said of it.

    >>> Why.parse(str(Why("merged", "NCT00000002"))).detail
    'NCT00000002'
    """

    code: Code
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.code} {self.detail}".rstrip()

    @classmethod
    def parse(cls, text: str) -> Self:
        """What `str` gives; a text without a code is all detail."""
        code, _, detail = text.partition(" ")
        for known in CODES:
            if code == known:
                return cls(known, detail)
        return cls("other", text)
