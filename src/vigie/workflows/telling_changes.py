"""How a change of a record is told on a terminal, and to programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vigie.publishing.compose.change_values import field_of, said, values_of, weight_of
from vigie.publishing.document import Sentence, Verbatim
from vigie.publishing.words import Voice
from vigie.records.changes import Change


def words(voice: Voice, sentence: Sentence) -> str:
    """A sentence as text."""
    if isinstance(sentence, tuple):
        return "".join(run.text for run in sentence)
    return voice.text(sentence)


def change_lines(change: Change, voice: Voice) -> Iterator[str]:
    """What changed from what to what, then how much it matters and why."""
    old, new = (Verbatim(_flat(words(voice, value))) for value in values_of(change))
    kind = said(f"kind.{change.kind}")
    if change.kind in {"added", "removed"}:
        shown = new if change.kind == "added" else old
        yield words(voice, said("history.item", what=field_of(change), kind=kind, value=shown))
    elif change.kind == "reformatted":
        yield words(voice, said("history.form", what=field_of(change), kind=kind))
    else:
        yield words(voice, said("history.line", what=field_of(change), kind=kind, old=old, new=new))
    yield f"    {words(voice, weight_of(change))}"


def plain_change(change: Change, voice: Voice) -> dict[str, Any]:
    """A change under names that do not change; `old` and `new` as the source states them."""
    old, new = (words(voice, value) for value in values_of(change))
    return {
        "field": change.field,
        "side": change.side or None,
        "kind": change.kind,
        "old": change.old,
        "new": change.new,
        "old_words": old,
        "new_words": new,
        "importance": change.importance,
        "rule": change.rule,
        "why": words(voice, said(f"why.{change.rule}")),
    }


def _flat(text: str) -> str:
    return " ".join(text.split())
