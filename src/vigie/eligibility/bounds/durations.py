"""Lengths of time that are measured themselves: life expectancy, sleep, a stay, a scan."""

from __future__ import annotations

from vigie.eligibility.bounds.quantities import Quantity
from vigie.eligibility.bounds.sentence import Sentence, hits_between
from vigie.eligibility.bounds.subjects import Subject, known_after, known_before, phrase_before
from vigie.eligibility.words.folding import word_set

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
    episode pain condition screening follow-up washout wash-out free follow disorder dose
    """
)
_ALWAYS = frozenset({"gestational_age", "bone_age", "life_expectancy"})
_WITHIN = word_set("within in during for after")
_TIMES = frozenset({"hour", "day", "week", "month", "year"})
# `duration of x` is how long one has had x, unless x is something that is done for a while.
_DONE = word_set(
    """
    scan scans surgery operation procedure stay sleep exposure anesthesia anaesthesia ventilation
    hospitalization hospitalisation session labor labour examination visit exercise travel
    """
)
_HAPPENING = frozenset({"treatment", "condition", "subtype", "infection", "vaccine"})
_MOMENTS = word_set("time same any the at interval period")


def measured_time(sentence: Sentence, quantity: Quantity, start: int) -> Subject | None:
    """The length of time that a number bounds, where the sentence names one right before it."""
    known = known_before(sentence, quantity, start) or known_after(sentence, quantity)
    for subject in known:
        if subject.id in _ALWAYS:
            return subject
    is_window = not _WITHIN.isdisjoint(sentence.words(quantity.first, quantity.number))
    if is_window or not (quantity.is_said or quantity.is_range):
        return None
    is_for = not _WITHIN.isdisjoint(sentence.words(quantity.first - 1, quantity.first))
    for subject in [] if is_for else known:
        if subject.is_known and not _TIMES.isdisjoint(sentence.known(subject.id).units):
            return subject
    return _named_length(sentence, quantity, start)


def _named_length(sentence: Sentence, quantity: Quantity, start: int) -> Subject | None:
    """A length of time under its own words, that of no disease and no treatment."""
    phrase = phrase_before(sentence, quantity, start)
    words = phrase.id.split("_") if phrase else []
    if phrase is None or _LENGTHS.isdisjoint(words) or _MOMENTS.issuperset(words):
        return None
    is_timed = not _TIMED.isdisjoint(words) or _names_a_happening(sentence, phrase)
    is_timed = is_timed or ("duration_of" in phrase.id and _DONE.isdisjoint(words))
    return None if is_timed else phrase


def _names_a_happening(sentence: Sentence, phrase: Subject) -> bool:
    if phrase.span is None:
        return False
    inside = hits_between(sentence.concepts, phrase.span.start, phrase.span.end)
    return any(hit.type in _HAPPENING for hit in inside)
