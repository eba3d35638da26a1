"""Lengths of time that are measured themselves: life expectancy, sleep, a stay, a scan."""

from __future__ import annotations

from vigie.eligibility.folding import word_set
from vigie.eligibility.quantities import Quantity
from vigie.eligibility.sentence import Sentence, hits_between
from vigie.eligibility.subjects import Subject, phrase_before

# A noun that says a length of time, or a size that is told in weeks (`uterine size > 12 weeks`).
_LENGTHS = word_set(
    """
    expectancy expectation survival survive duration length interval size stay cycle cycles latency
    time delay wait intervals durations period periods
    """
)
# What is timed is then something that was done to the person or that the person has: that is
# a window (`disease duration`, `treatment-free interval`), or the study's own time.
_TIMED = word_set(
    """
    disease illness symptom symptoms treatment therapy study trial onset diagnosis infection
    episode pain condition screening follow-up washout wash-out follow disorder dose
    """
)
_HAPPENING = frozenset({"treatment", "condition", "subtype", "infection", "vaccine"})
_MOMENTS = word_set("time same any the at interval period")


def measured_time(sentence: Sentence, quantity: Quantity, start: int) -> Subject | None:
    """The length of time that a number bounds, where the sentence names one right before it."""
    if not (quantity.is_said or quantity.is_range):
        return None
    phrase = phrase_before(sentence, quantity, start)
    if phrase is None or phrase.span is None:
        return None
    words = phrase.id.split("_")
    if _LENGTHS.isdisjoint(words) or _MOMENTS.issuperset(words):
        return None
    if not _TIMED.isdisjoint(words) or _names_a_happening(sentence, phrase):
        return None
    return phrase


def _names_a_happening(sentence: Sentence, phrase: Subject) -> bool:
    if phrase.span is None:
        return False
    inside = hits_between(sentence.concepts, phrase.span.start, phrase.span.end)
    return any(hit.type in _HAPPENING for hit in inside)
