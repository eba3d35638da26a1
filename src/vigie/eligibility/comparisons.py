"""Numbers to comparisons: of which kind each is, and what it bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from vigie.eligibility.ages import is_age, is_age_again, is_of_consent
from vigie.eligibility.changes import CHANGES
from vigie.eligibility.doses import dose, is_given
from vigie.eligibility.drafts import Before, made, measured_as, turned
from vigie.eligibility.durations import measured_time
from vigie.eligibility.folding import word_set
from vigie.eligibility.leaves import Comparison, Kind
from vigie.eligibility.measured import measured
from vigie.eligibility.quantities import Quantity, quantities
from vigie.eligibility.sentence import Sentence
from vigie.eligibility.subjects import Subject
from vigie.eligibility.units import YEAR, Family
from vigie.eligibility.windows import directed, subject_of


def comparisons(sentence: Sentence) -> tuple[Comparison, ...]:
    """All comparisons of a sentence, in its order."""
    found: list[Comparison] = []
    before = Before()
    met = [
        quantity
        for quantity in quantities(sentence.folded, list(sentence.tokens))
        if not any(is_none(sentence, quantity) for is_none in _NO_BOUNDS)
    ]
    for place, quantity in enumerate(met):
        is_of_age = quantity.is_opening and is_age(sentence, met[place + 1])
        for comparison in _read(sentence, quantity, before, is_of_age=is_of_age):
            if not _is_said_again(comparison, found):
                found.append(comparison)
        before.end = sentence.span(quantity).end
    return tuple(found)


def _is_in_a_name(sentence: Sentence, quantity: Quantity) -> bool:
    """`6-minute walk distance`, `CA 19-9`: a number that is part of what is measured."""
    span = sentence.span(quantity)
    return any(hit.start <= span.start and span.end <= hit.end for hit in sentence.measures)


def _is_said_again(comparison: Comparison, found: Sequence[Comparison]) -> bool:
    """The same bounds of the same thing, in brackets: `not older than 18 (≤ 18 years)`."""
    if not found:
        return False
    last = found[-1]
    same = (last.kind, last.lower, last.upper) == (
        comparison.kind,
        comparison.lower,
        comparison.upper,
    )
    return same and last.subject == comparison.subject and comparison.kind is Kind.AGE


def _read(
    sentence: Sentence, quantity: Quantity, before: Before, *, is_of_age: bool
) -> Iterator[Comparison]:
    if _is_a_label(sentence, quantity):
        return
    quantity = _with_distant_side(sentence, quantity)
    unit = quantity.unit
    is_again = before.kind is Kind.AGE and is_age_again(sentence, quantity, before.end)
    if is_of_age or is_again or is_age(sentence, quantity):
        yield from _age(sentence, quantity, before)
    elif unit is not None and unit.family is Family.TIME:
        yield from _time(sentence, quantity, before)
    elif unit is not None and (unit.family is Family.DOSE or is_given(sentence, quantity)):
        yield from dose(sentence, quantity, before)
    else:
        yield from measured(sentence, quantity, before)


_OF_A_DATE = word_set(
    """
    january february march april may june july august september october november december
    after before since later until earlier from
    """
)


def _is_a_label(sentence: Sentence, quantity: Quantity) -> bool:
    """A mark of a list (`2)`), a year of the calendar."""
    if quantity.unit or quantity.is_range:
        return False
    value = quantity.lower or quantity.upper or 0
    is_year = 1900 <= value <= 2100 and not value % 1
    if quantity.is_said:
        return is_year and not _OF_A_DATE.isdisjoint(
            sentence.words(quantity.first - 1, quantity.last)
        )
    if is_year:
        return True
    after = sentence.words(quantity.last, quantity.last + 1)
    before = sentence.words(quantity.first - 1, quantity.first)
    return after in ([")"], ["."]) and before in ([], [";"], ["."], [":"], [","], ["("])


def _is_a_scale(sentence: Sentence, quantity: Quantity) -> bool:
    """`on a 10 cm VAS`, `(scale 0-160)`: how long a scale is, not what is asked."""
    after = sentence.words(quantity.last, quantity.last + 3)
    if after[:1] == ["-"]:
        after = after[1:]
    if quantity.is_said:  # a minimum of the 10 cm scale, not of 10 cm
        is_whole = (quantity.lower or quantity.upper) in {10, 100}
        return is_whole and after[:1] in (["vas"], ["visual"])
    if after[:1] in (["vas"], ["visual"], ["scale"], ["point"], ["likert"]):
        return True
    before = sentence.words(quantity.first - 2, quantity.first)
    return quantity.is_range and not {"scale", "range", "ranges"}.isdisjoint(before)


_NORMAL = re.compile(r"[(\[]\s*(?:normal|reference)\b[^()\[\]]*$")


def _is_what_is_normal(sentence: Sentence, quantity: Quantity) -> bool:
    """`(normal range 4.3-9.9)`: what is usual, not what is asked."""
    if "normal" not in sentence.folded and "reference" not in sentence.folded:
        return False
    return bool(_NORMAL.search(sentence.folded[: sentence.span(quantity).start]))


_NO_BOUNDS = (_is_in_a_name, _is_what_is_normal, _is_a_scale)


_LEAST = word_set("minimum lowest minimal")
_MOST = word_set("maximum highest maximal")


def _with_distant_side(sentence: Sentence, quantity: Quantity) -> Quantity:
    """A side said further off: `the lowest level is 1.3 x ULN`, `a fall in FVC by 10%`."""
    if quantity.is_said or quantity.is_range:
        return quantity
    before = sentence.words(quantity.first - 14, quantity.first)
    near = before[-1:]
    if near == ["by"] and not CHANGES.isdisjoint(before):
        return replace(turned(quantity, "lower"), is_said=True)
    if near not in (["is"], ["be"], ["of"], [":"]):
        return quantity
    before = _clause(before[:-1])
    if not _LEAST.isdisjoint(before):
        return replace(turned(quantity, "lower"), is_said=True)
    if not _MOST.isdisjoint(before):
        return replace(turned(quantity, "upper"), is_said=True)
    return quantity


def _clause(words: list[str]) -> list[str]:
    """The words after the last stop; that of a short form (`no.`) is none."""
    for place in range(len(words) - 1, -1, -1):
        is_stop = words[place] in {".", ";", ":"}
        if is_stop and words[place - 1 : place] != ["no"]:
            return words[place + 1 :]
    return words


def _age(sentence: Sentence, quantity: Quantity, before: Before) -> Iterator[Comparison]:
    unit = quantity.unit or YEAR
    if is_of_consent(sentence, quantity):
        return
    before.kind = Kind.AGE
    subject = Subject("age", "age", None, 0, is_known=True)
    yield made(sentence, quantity, Kind.AGE, subject, unit.symbol)


def _time(sentence: Sentence, quantity: Quantity, before: Before) -> Iterator[Comparison]:
    length = measured_time(sentence, quantity, before.end)
    if length:
        yield from measured_as(sentence, quantity, [length], before)
        return
    if _is_period(sentence, quantity):
        return
    bounds = directed(sentence, quantity, before.side if before.kind is Kind.WINDOW else None)
    name, text = subject_of(sentence, quantity)
    subject = Subject(name, text, None, 0, is_known=False)
    before.kind, before.side = Kind.WINDOW, "upper" if bounds.lower is None else "lower"
    yield made(sentence, bounds, Kind.WINDOW, subject, quantity.symbol)


_OF_A_TEST = word_set(
    """
    urine urinary collection recall ecg holter electrocardiogram ambulatory monitoring diary
    creatinine proteinuria profile glucose ogtt postprandial
    """
)


def _is_period(sentence: Sentence, quantity: Quantity) -> bool:
    """`the 24 month period`: a time spoken of again; `24-hour urine`: part of a name."""
    after = sentence.words(quantity.last, quantity.last + 1)
    if not quantity.is_said and not _OF_A_TEST.isdisjoint(after):
        return True
    return after == ["period"] and sentence.words(quantity.first - 1, quantity.first) == ["the"]
