"""Which records an edition prints: paper names a selection, the site every one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, TypeVar

from vigie.analyses.freshness import freshness
from vigie.analyses.landscape import IN_FRANCE
from vigie.analyses.novelty import is_new_since
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Article, Entry, Trial
from vigie.records.ids import RecordRef

ROOM = 100
"""How many studies, and as many articles, are named in print where an edition has no more."""

OneEntry = TypeVar("OneEntry", bound=Entry)


def selected(corpus: Corpus, edition_id: str | None, since: date) -> frozenset[RecordRef]:
    """The records that the edition names in print.

    Its own are all among them, and so are results, printed figures and publications that an
    editor chose. While there is room, other studies follow: the open ones and the new ones first,
    then those of the home country; and other articles, the latest first.
    """
    studies = _room_for(corpus.trials, edition_id, lambda one: _rank(one, corpus, since))
    accepted = [one for one in corpus.articles if "accepted" in corpus.concepts(one.ref, "review")]
    others = (one for one in corpus.articles if one not in accepted)
    articles = (*accepted, *_room_for(others, edition_id, _age))
    held: Iterable[Held[Any]] = (*studies, *articles, *corpus.results, *corpus.statements)
    return frozenset(one.ref for one in held)


def _room_for(
    held: Iterable[Held[OneEntry]],
    edition_id: str | None,
    rank: Callable[[Held[OneEntry]], tuple[object, ...]],
) -> Iterator[Held[OneEntry]]:
    """All of the edition's own, then the first of the others while there is room."""
    own: list[Held[OneEntry]] = []
    others: list[Held[OneEntry]] = []
    for one in held:
        (own if is_own(one, edition_id) else others).append(one)
    yield from own
    yield from sorted(others, key=rank)[: max(0, ROOM - len(own))]


def is_own(held: Held[Entry], edition_id: str | None) -> bool:
    """Whether a shipped edition brings the record itself; none of them where none is shipped."""
    if edition_id is None:
        return False
    return any(row.ref.record.local.startswith(f"{edition_id}/") for row in held.rows)


def _rank(held: Held[Trial], corpus: Corpus, since: date) -> tuple[object, ...]:
    fresh = freshness(held, corpus.day)
    is_open = fresh is not None and fresh.is_open_today
    is_at_home = bool(IN_FRANCE & corpus.concepts(held.ref, "place"))
    is_new = is_new_since(held.entry, since, corpus.day)
    return not (is_open or is_new), not is_at_home, str(held.ref.record)


def _age(held: Held[Article]) -> tuple[object, ...]:
    published = held.entry.published
    return -published.latest().toordinal() if published else 0, str(held.ref.record)
