"""Which of the studies that a registry's query found are about the disease at all.

The query is wide on purpose: it also finds studies that only resemble. What a digest prints is
about the disease because an editor put it there; a registry's record must say so itself.
"""

from __future__ import annotations

from dataclasses import replace

from vigie.records.canonical import is_registry
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Trial


def set_apart(corpus: Corpus) -> Corpus:
    """The same tagged corpus, without the studies that name no form of the disease.

    They are kept beside, in `Corpus.unrelated`, so that none is silently lost.
    """
    studies = (*corpus.trials, *corpus.unrelated)
    about = tuple(held for held in studies if is_about(held, corpus))
    return replace(
        corpus,
        trials=about,
        unrelated=tuple(held for held in studies if not is_about(held, corpus)),
    )


def is_about(held: Held[Trial], corpus: Corpus) -> bool:
    """Whether a study names a form of the disease, or was chosen by the editor of a digest."""
    is_chosen = any(not is_registry(row.ref.record) for row in held.rows)
    return is_chosen or bool(corpus.concepts(held.ref, "form"))
