"""Figures that a source printed, with those of their records that we hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from vigie.analyses.figures import Stated
from vigie.analyses.landscape import in_france, studies
from vigie.knowledge.models import Knowledge
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Statement, Trial
from vigie.records.ids import RecordRef
from vigie.records.message import Message

Studies = tuple[Held[Trial], ...]

_STUDIES = re.compile(r"(?:(?P<form>[a-z0-9]+)-)?studies-(?P<where>world|france)")


def stated(corpus: Corpus, knowledge: Knowledge) -> tuple[Stated, ...]:
    """The printed figures that both languages can name, by key.

    A figure is named by the sentence `figure.printed.<key>.label`; one without it is not shown.
    """
    named = [held for held in corpus.statements if _is_named(held, knowledge)]
    return tuple(sorted((_stated(held, corpus) for held in named), key=lambda one: one.key))


def key_of(held: Held[Statement]) -> str:
    """The key of a printed figure: the end of its record's id."""
    return held.ref.record.local.rpartition("/")[2]


def counted(held: Held[Statement], corpus: Corpus) -> Studies | None:
    """The studies of the same source that a printed figure counts; None where it counts none."""
    found = _counted(key_of(held), corpus)
    if found is None:
        return None
    source = held.ref.record.source
    return tuple(one for one in found if one.ref.record.source == source)


def _counted(key: str, corpus: Corpus) -> Studies | None:
    if key in _COUNTED:
        return _COUNTED[key](corpus)
    match = _STUDIES.fullmatch(key)
    if match is None:
        return None
    found = studies(corpus, match["form"]) if match["form"] else _registered(corpus)
    return in_france(corpus, found) if match["where"] == "france" else found


def _is_named(held: Held[Statement], knowledge: Knowledge) -> bool:
    label = f"figure.printed.{key_of(held)}.label"
    return all(label in sentences for sentences in knowledge.messages.values())


def _stated(held: Held[Statement], corpus: Corpus) -> Stated:
    key, entry = key_of(held), held.entry
    return Stated(
        key=key,
        label=Message.of(f"figure.printed.{key}.label"),
        definition=Message.of("figure.printed_definition"),
        figure=entry.figure,
        ref=held.ref,
        source=held.ref.record,
        places=entry.places,
        on=held.version_on,
        attributed_to=entry.attributed_to,
        held=_refs_held(held, corpus),
    )


def _refs_held(held: Held[Statement], corpus: Corpus) -> tuple[RecordRef, ...] | None:
    """The records behind a printed number, unless more fit than it counts.

    Then the source counts otherwise than our tags do: which are meant cannot be told, and
    `consistency` says so.
    """
    found = counted(held, corpus)
    if found is None or len(found) > max(held.entry.figure.values):
        return None
    return tuple(one.ref for one in found)


def _registered(corpus: Corpus) -> Studies:
    return tuple(
        held
        for held in corpus.trials
        if held.entry.registry_numbers and not _is_of_another_disease(held, corpus)
    )


def _car_t(corpus: Corpus) -> Studies:
    """As the source prints them: what it calls CAR-T is in its count, whatever we know better."""
    return tuple(
        held for held in _registered(corpus) if (held.entry.modality or "").startswith("car_t")
    )


def _universal(corpus: Corpus) -> Studies:
    return tuple(held for held in _car_t(corpus) if held.entry.modality == "car_t_allo")


def _is_of_another_disease(held: Held[Trial], corpus: Corpus) -> bool:
    return bool(held.entry.other_conditions) and not corpus.concepts(held.ref, "form")


def _car_t_of_form(corpus: Corpus, form: str) -> Studies:
    return tuple(held for held in _car_t(corpus) if form in corpus.concepts(held.ref, "form"))


# What the printed numbers of studies on a subject count, beside those of the whole and of a form.
_COUNTED: Mapping[str, Callable[[Corpus], Studies]] = {
    "car-t-trials-2025": _car_t,
    "car-t-trials-france": lambda corpus: in_france(corpus, _car_t(corpus)),
    "car-t-universal": _universal,
    "car-t-ibm-trials": lambda corpus: _car_t_of_form(corpus, "ibm"),
}
