"""Numbers that bound a measurement: a known one, or one named by its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from vigie.eligibility.bounds.changes import of_change
from vigie.eligibility.bounds.comparators import Side, operator_before
from vigie.eligibility.bounds.counts import SCALES, count, counts_something
from vigie.eligibility.bounds.drafts import Before, measured_as, turned
from vigie.eligibility.bounds.quantities import Quantity
from vigie.eligibility.bounds.sentence import Sentence
from vigie.eligibility.bounds.subjects import (
    Subject,
    known_after,
    known_before,
    phrase_after,
    phrase_before,
    scale_after,
)
from vigie.eligibility.bounds.units import Family
from vigie.eligibility.words.folding import word_set
from vigie.eligibility.words.leaves import Comparison, Kind
from vigie.eligibility.words.spans import Span


def measured(sentence: Sentence, quantity: Quantity, before: Before) -> Iterator[Comparison]:
    """What a number says of a measurement, known or not, or how many of something it counts."""
    met = _pressure_after(sentence, quantity) or known_before(sentence, quantity, before.end)
    known = [of_change(sentence, quantity, subject) for subject in met]
    if quantity.unit is None and sentence.tokens[quantity.number].word == "twice":
        return  # of what is not known
    if known and not quantity.is_said:
        quantity = _with_side_before(sentence, quantity, known[0])
    if known and _bounds(sentence, quantity, known[-1]):
        yield from measured_as(sentence, quantity, known, before)
        return
    if counts_something(sentence, quantity) or _is_a_rhythm(sentence, quantity, known):
        yield from count(sentence, quantity, before)
        return
    if quantity.is_word and quantity.unit is None:
        return
    after = known_after(sentence, quantity)
    if after and quantity.is_said and (quantity.unit or after[0].gap == 0 or before.kind is None):
        phrase = phrase_before(sentence, quantity, before.end)
        if phrase is None or after[0].gap == 0:
            yield from measured_as(sentence, quantity, after, before)
            return
    yield from _unknown(sentence, quantity, before)


_QUIET = SCALES | word_set(
    "of is a at - : ( ) = the be was or for from with , than was to reading result measured value"
    " must should will may"
)


_PRESSURES = {"systolic": "systolic_bp", "diastolic": "diastolic_bp"}


def _pressure_after(sentence: Sentence, quantity: Quantity) -> list[Subject]:
    """`≥ 150 mmHg (systolic)`: which of the two pressures it is, said after the number."""
    after = sentence.words(quantity.last, quantity.last + 3)
    place = 1 if after[:1] == ["("] else 0
    name = _PRESSURES.get(after[place]) if len(after) > place else None
    is_alone = place == 0 or after[2:] == [")"]
    if (
        name is None
        or not is_alone
        or not quantity.is_said
        or quantity.symbol not in {"mmHg", None}
    ):
        return []
    token = sentence.tokens[quantity.last + place]
    span = Span(token.start, token.end)
    return [Subject(name, span.of(sentence.text), span, 0, is_known=True, is_after=True)]


_RHYTHMS = frozenset({"/year", "/month", "/week", "/day"})


def _is_a_rhythm(sentence: Sentence, quantity: Quantity, known: list[Subject]) -> bool:
    """`visits, at least 3 per year`: how often something is; a frequency is a measurement."""
    if quantity.symbol not in _RHYTHMS or known or known_after(sentence, quantity):
        return False
    return _FREQUENCIES.isdisjoint(sentence.words(quantity.first - 5, quantity.first))


_FREQUENCIES = word_set("frequency rate average mean")


def _bounds(sentence: Sentence, quantity: Quantity, subject: Subject) -> bool:
    """Whether a number speaks of a measurement named before it."""
    if counts_something(sentence, quantity) and (subject.gap > 1 or quantity.is_word):
        return False
    if quantity.is_said:
        return True
    gap = sentence.words(quantity.first - subject.gap, quantity.first)
    return subject.gap <= 5 and all(word in _QUIET for word in gap)


def _with_side_before(sentence: Sentence, quantity: Quantity, subject: Subject) -> Quantity:
    """`at least longest diameter 2 cm`: the side stands before the name."""
    if subject.span is None or quantity.is_range or subject.gap > 3:
        return quantity
    tokens = list(sentence.tokens)
    place = next((n for n, t in enumerate(tokens) if t.start >= subject.span.start), 0)
    operator = operator_before(tokens, place)
    if operator is None or operator.side is Side.EQUAL:
        return quantity
    bounds = replace(turned(quantity, operator.side.value), is_said=True)
    if not operator.is_inclusive:
        bounds = replace(bounds, lower_inclusive=False, upper_inclusive=False)
    return bounds


def _repeats(sentence: Sentence, quantity: Quantity, before: Before) -> bool:
    """`≤ 2.5 x ULN (5 x ULN with metastases)`: another bound on the same side."""
    previous = sentence.words(quantity.first - 1, quantity.first)
    is_bare = not quantity.is_said and not quantity.is_range and quantity.unit is not None
    if not is_bare or not before.subjects or before.kind is not Kind.MEASUREMENT:
        return False
    if previous in (["("], ["["]):
        return True
    if previous == ["or"]:
        gap = sentence.text[before.end : sentence.tokens[quantity.first].start]
        return quantity.symbol in before.units or gap.strip() == "or"
    return quantity.symbol in before.units and _is_for_others(sentence, quantity, before)


PEOPLE = word_set(
    """
    men women man woman male males female females boys girls adults children patients subjects
    mother mothers infants adolescent adolescents old aged age years
    """
)
_OTHERS = PEOPLE | word_set(
    "in for with without of the and or , / ) if are is who respectively those"
)


def _is_for_others(sentence: Sentence, quantity: Quantity, before: Before) -> bool:
    """`102 cm in men and 88 cm in women`: the same bound for other people."""
    start = sentence.tokens[quantity.first].start
    between = [token.word for token in sentence.tokens if before.end <= token.start < start]
    if not between or between[-1] not in {"and", "or", ",", "/"} or len(between) > 6:
        return False
    after = sentence.words(quantity.last, quantity.last + 8)
    is_bracket = after[:1] == ["("] and ")" in after
    following = after[after.index(")") + 1 :] if is_bracket else after
    return following[:1] in (["in"], ["for"], ["if"]) and _strange(between) <= 1


_IN_CASE = re.compile(r"\s*[(\[,;] *(?:or |and )?(?:for|in|if|except)\b[^()]{0,60}[, :]*$")


def _is_in_case(sentence: Sentence, quantity: Quantity, before: Before) -> bool:
    """`≤ 1.5 x ULN (for patients with Gilbert's syndrome, ≤ 3 x ULN)`: the same measurement."""
    is_limit = quantity.unit is not None and quantity.unit.family is Family.LIMIT
    if not is_limit or quantity.symbol not in before.units:
        return False
    start = sentence.tokens[quantity.first].start
    return bool(_IN_CASE.match(sentence.folded, before.end, start))


def _strange(words: list[str]) -> int:
    return sum(word not in _OTHERS for word in words)


_AGAIN = word_set("or and ( , / but to & ; either")


def _unknown(sentence: Sentence, quantity: Quantity, before: Before) -> Iterator[Comparison]:
    if _repeats(sentence, quantity, before):
        again = turned(quantity, before.side)
        if not before.is_inclusive:
            again = replace(again, lower_inclusive=False, upper_inclusive=False)
        yield from measured_as(sentence, again, before.subjects, before)
        return
    phrase = phrase_before(sentence, quantity, before.end)
    previous = sentence.words(quantity.first - 1, quantity.first)
    is_again = phrase is None or (previous and previous[0] in _AGAIN and phrase.gap > 1)
    is_people = phrase is not None and PEOPLE.issuperset(phrase.id.split("_"))
    is_again = is_again or _is_in_case(sentence, quantity, before)
    is_same = before.kind is not Kind.AGE or quantity.symbol in before.units - {None}
    if (is_again or is_people) and is_same and before.subjects and quantity.is_said:
        yield from measured_as(sentence, quantity, before.subjects, before)
        return
    if is_people:
        yield from measured_as(sentence, quantity, known_before(sentence, quantity, 0), before)
        return
    if phrase is None or SCALES.issuperset(phrase.id.split("_")):
        phrase = scale_after(sentence, quantity) or phrase or phrase_after(sentence, quantity)
    if phrase is None or _OF_NO_PATIENT.search(phrase.id):
        return
    if not quantity.is_said and (quantity.unit or _is_named_scale(sentence, quantity)):
        quantity = _with_side_before(sentence, _extreme(quantity, phrase), phrase)
    if (
        quantity.is_said
        or _is_named_scale(sentence, quantity)
        or _is_after_a_colon(sentence, quantity)
        or (quantity.is_range and quantity.unit is not None)
    ):
        yield from measured_as(sentence, quantity, [phrase], before)


# How well a contraceptive or a test works, how common a disease is.
_OF_NO_PATIENT = re.compile("failure_rate|pearl_index|sensitivity$|specificity|prevalence")
_LEAST = word_set("minimum lowest minimal")
_MOST = word_set("maximum highest maximal")


def _extreme(quantity: Quantity, phrase: Subject) -> Quantity:
    """`minimal tumour diameter 3 cm`: the side is in the name."""
    words = phrase.id.split("_")
    if quantity.is_range or quantity.unit is None or phrase.is_after:
        return quantity
    if not _LEAST.isdisjoint(words):
        return replace(turned(quantity, "lower"), is_said=True)
    if not _MOST.isdisjoint(words):
        return replace(turned(quantity, "upper"), is_said=True)
    return quantity


def _is_after_a_colon(sentence: Sentence, quantity: Quantity) -> bool:
    """`increase in PSA: 50 %`: a value under its heading."""
    return quantity.unit is not None and sentence.words(quantity.first - 1, quantity.first) == [":"]


_OF_A_TUMOUR = frozenset("tnm")
_NAMED = word_set("grade grades class classes stage stages category type level levels")


def _is_named_scale(sentence: Sentence, quantity: Quantity) -> bool:
    """`a score of 2`, `Tanner stage 1`: a number on a scale; `grade 2 pain` is none."""
    tokens = sentence.tokens[max(0, quantity.first - 4) : quantity.first]
    for place in range(len(tokens) - 1, -1, -1):
        word = tokens[place].word
        if word in _OF_A_TUMOUR and tokens[place].end == sentence.span(quantity).start:
            return True
        if word in {"score", "scores", "subscale", "scale", "index", "rating"}:
            return True
        if word in _NAMED:
            named = sentence.text[tokens[place - 1].start] if place else ""
            is_named = (named.isupper() or named == ")") and tokens[place - 1].start > 0
            return is_named or quantity.is_range
        if word not in {"of", "is", "a", "-", ":", "(", "the", "be"}:
            return False
    return False
