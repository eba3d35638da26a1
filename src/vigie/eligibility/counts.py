"""How many of something: numbers that count things."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vigie.eligibility.drafts import Before, made, turned
from vigie.eligibility.folding import word_set
from vigie.eligibility.leaves import Comparison, Kind
from vigie.eligibility.lexing import Sort
from vigie.eligibility.quantities import Quantity
from vigie.eligibility.sentence import Sentence
from vigie.eligibility.spans import Span
from vigie.eligibility.subjects import Subject, known_after, phrase_after, phrase_before

_COUNTED = word_set(
    """
    following criteria criterion additional other further these occasions episodes times items
    drugs agents medications
    treatments therapies abnormal features signs symptoms components measures biopsies relapses
    attacks seizures courses cycles lines regimens doses pregnancies visits readings days
    line regimen course cycle relapse episode attack seizure therapy treatment pulse pulses
    """
)
_PIECES = word_set("levels vessels segments lesions teeth joints sessions weeks implants")
SCALES = word_set(
    """
    score scores grade grades class classes stage stages level levels status scale index subscale
    category rating total count points value group groups
    """
)
"""Words for a place on a scale."""


def counts_something(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a number without a unit counts things: `at least two of the following`."""
    if quantity.unit is not None or quantity.out_of:
        return False
    after = sentence.words(quantity.last, quantity.last + 3)
    if not after or _is_scale_before(sentence, quantity):
        return False
    if quantity.is_range:
        return after[0] in _COUNTED | _PIECES or _are_many(after)
    return _counts_what_follows(sentence, quantity, after)


def _are_many(after: list[str]) -> bool:
    """`1 to 3 brain metastases`: a plural follows."""
    end = next((n for n, word in enumerate(after) if not word.isalpha() or word in _BREAKS), 3)
    return any(word.endswith(("s", "ae")) and len(word) > 3 for word in after[:end])


def _counts_what_follows(sentence: Sentence, quantity: Quantity, after: list[str]) -> bool:
    if not quantity.is_said:
        return _is_before_a_drug(sentence, quantity)
    if after[0] in {"of", "or", ":"} or not _COUNTED.isdisjoint(after):
        return True
    is_before_a_word = sentence.tokens[quantity.last].sort is Sort.WORD
    if quantity.is_word or not is_before_a_word:
        return is_before_a_word and after[0] not in _BREAKS
    return not known_after(sentence, quantity) and _is_before_a_thing(sentence, quantity)


def _is_before_a_thing(sentence: Sentence, quantity: Quantity) -> bool:
    """`2 biopsies`: a whole number, and what is counted close after it."""
    if (quantity.lower or quantity.upper or 0) % 1:
        return False
    end = sentence.tokens[quantity.last - 1].end
    near = [hit for hit in sentence.concepts if 0 <= hit.start - end <= 25]
    return bool(near) and _BREAKS.isdisjoint(sentence.folded[end : near[0].start].split())


_BREAKS = word_set("at of in on for with to before after during and or by from")


def _is_before_a_drug(sentence: Sentence, quantity: Quantity) -> bool:
    """`with one immunosuppressive drug`, `3 daily IV steroids`."""
    end = sentence.tokens[quantity.last - 1].end
    near = [hit for hit in sentence.concepts if 0 <= hit.start - end <= 12]
    if not near or near[0].type not in {"treatment", "antibody"} or (quantity.lower or 0) > 9:
        return False
    return (
        sentence.folded[end : near[0].start].replace(" ", "").isalpha() or near[0].start == end + 1
    )


def count(sentence: Sentence, quantity: Quantity, before: Before) -> Iterator[Comparison]:
    """How many are asked for, and of what."""
    before.kind = Kind.COUNT
    if not quantity.is_said and not quantity.is_range and quantity.lower == 1:
        quantity = turned(quantity, "lower")
    subject = phrase_after(sentence, quantity) or phrase_before(sentence, quantity, before.end)
    if subject is None:
        subject = Subject("of_the_following", "", None, 0, is_known=False)
    subject = _numbered(subject, sentence)
    end = sentence.span(quantity).end
    for hit in sentence.concepts:
        if 0 <= hit.start - end <= 25:
            subject = _named(subject, hit.id, sentence, Span(hit.start, hit.end))
            break
    yield made(sentence, quantity, Kind.COUNT, subject, quantity.symbol)


def _numbered(subject: Subject, sentence: Sentence) -> Subject:
    """`Three of items 1-4`: the numbers of the items are part of what is counted."""
    said = subject.span.of(sentence.folded).split() if subject.span else []
    if subject.span is None or not said or said[0] not in _ITEMS:
        return subject
    numbers = _NUMBERS.match(sentence.folded, subject.span.start + len(said[0]))
    if numbers is None or numbers.end() < subject.span.end:
        return subject
    span = Span(subject.span.start, numbers.end())
    name = re.sub(r"\W+", "_", span.of(sentence.folded))
    return subject._replace(id=name, text=span.of(sentence.text), span=span)


_ITEMS = word_set("items criteria points conditions features elements categories")
_NUMBERS = re.compile(
    r" (?:numbers? |no\. ?)?(?:\d{1,2}|[a-h]|i{1,3}|iv|vi{0,3})\b"
    r"(?: ?(?:-|to|through|,|and|or|&) ?(?:\d{1,2}|[a-h]|i{1,3}|iv|vi{0,3})\b)+"
)


def _named(subject: Subject, name: str, sentence: Sentence, span: Span) -> Subject:
    """The same subject under the id of a concept that it names."""
    return subject._replace(id=name, text=span.of(sentence.text), span=span, is_known=True)


def _is_scale_before(sentence: Sentence, quantity: Quantity) -> bool:
    before = sentence.words(quantity.first - 3, quantity.first)
    return bool(before) and not SCALES.isdisjoint(before)
