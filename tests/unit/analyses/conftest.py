"""Small corpora by hand: each study with its fields and its tags."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Article, Entry, Result, Statement, Trial
from vigie.records.ids import RecordId, RecordRef
from vigie.records.tag import Tag

DAY = date(2025, 5, 17)
VERSION = "0123456789ab"
KINDS = {Trial: "trials", Article: "articles", Result: "results", Statement: "statements"}


def record_id(key: str) -> RecordId:
    return RecordId("digest", f"2025/{key}")


def make_corpus(*records: tuple[Entry, str]) -> Corpus:
    """Records with their tags as `facet=concept` words; `class=x@y` is brought by treatment y."""
    held: dict[str, list[Held[Any]]] = {name: [] for name in KINDS.values()}
    tags: dict[RecordRef, tuple[Tag, ...]] = {}
    for entry, words in records:
        ref = RecordRef(entry.id, VERSION)
        held[KINDS[type(entry)]].append(Held(ref=ref, version_on=DAY, url="", entry=entry))
        tags[ref] = tuple(_tag(word) for word in words.split())
    return Corpus(day=DAY, tags=tags, **{name: tuple(same) for name, same in held.items()})


def _tag(word: str) -> Tag:
    facet, _, said = word.partition("=")
    concept, _, treatment = said.partition("@")
    rule = f"treatment:{treatment}" if treatment else "term"
    return Tag(facet, concept, rule, "text", 0, 1, "x")


@pytest.fixture(scope="session")
def corpus_of() -> Callable[..., Corpus]:
    """Makes a corpus of 17 May 2025."""
    return make_corpus


@pytest.fixture(scope="session")
def study() -> Callable[..., Trial]:
    """Makes a study of the digest."""

    def make(key: str, **fields: Any) -> Trial:
        return Trial(id=record_id(key), **fields)

    return make


@pytest.fixture(scope="session")
def keys() -> Callable[..., list[str]]:
    """The keys of refs, to read a figure's evidence."""

    def of(refs: Any) -> list[str]:
        return [ref.record.local.removeprefix("2025/") for ref in refs]

    return of
