"""Numbers to comparisons: of which kind each is, and what it bounds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from vigie.eligibility.ages import is_age
from vigie.eligibility.comparators import Side, operator_before
from vigie.eligibility.folding import word_set
from vigie.eligibility.leaves import Comparison, Kind
from vigie.eligibility.lexing import Sort
from vigie.eligibility.quantities import Quantity, quantities
from vigie.eligibility.sentence import Sentence
from vigie.eligibility.spans import Span
from vigie.eligibility.subjects import (
    Subject,
    known_after,
    known_before,
    phrase_after,
    phrase_before,
    scale_after,
)
from vigie.eligibility.units import YEAR, Family
from vigie.eligibility.windows import directed, subject_of


@dataclass(slots=True)
class _Before:
    """What was read just before: where it ended, and what it was about."""

    end: int = 0
    kind: Kind | None = None
    subjects: Sequence[Subject] = ()
    unit: str | None = None
    side: str = "lower"


def comparisons(sentence: Sentence) -> tuple[Comparison, ...]:
    """All comparisons of a sentence, in its order."""
    found: list[Comparison] = []
    before = _Before()
    for quantity in quantities(sentence.folded, list(sentence.tokens)):
        for comparison in _read(sentence, quantity, before):
            if not _is_said_again(comparison, found):
                found.append(comparison)
        before.end = sentence.span(quantity).end
    return tuple(found)


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


def _read(sentence: Sentence, quantity: Quantity, before: _Before) -> Iterator[Comparison]:
    if _is_a_label(sentence, quantity) or _is_a_scale(sentence, quantity):
        return
    quantity = _with_distant_side(sentence, quantity)
    unit = quantity.unit
    if is_age(sentence, quantity):
        yield from _age(sentence, quantity, before)
    elif unit is not None and unit.family is Family.TIME:
        yield from _time(sentence, quantity, before)
    elif unit is not None and unit.family is Family.DOSE:
        yield from _dose(sentence, quantity, before)
    else:
        yield from _measured(sentence, quantity, before)


def _is_a_label(sentence: Sentence, quantity: Quantity) -> bool:
    """A mark of a list (`2)`), a year of the calendar."""
    if quantity.is_said or quantity.unit or quantity.is_range:
        return False
    value = quantity.lower or 0
    if 1900 <= value <= 2100:
        return True
    after = sentence.words(quantity.last, quantity.last + 1)
    before = sentence.words(quantity.first - 1, quantity.first)
    return after in ([")"], ["."]) and before in ([], [";"], ["."], [":"], [","], ["("])


def _is_a_scale(sentence: Sentence, quantity: Quantity) -> bool:
    """`on a 10 cm VAS`, `(scale 0-160)`: how long a scale is, not what is asked."""
    if quantity.is_said:
        return False
    after = sentence.words(quantity.last, quantity.last + 3)
    if after[:1] == ["-"]:
        after = after[1:]
    if after[:1] in (["vas"], ["visual"], ["scale"], ["point"], ["likert"]):
        return True
    before = sentence.words(quantity.first - 2, quantity.first)
    return quantity.is_range and not {"scale", "range", "ranges"}.isdisjoint(before)


_LEAST = word_set("minimum lowest minimal")
_MOST = word_set("maximum highest maximal")
_CHANGES = word_set(
    """
    fall decline decrease drop worsening reduction increase rise loss deterioration improvement
    declined decreased increased dropped fallen
    """
)


def _with_distant_side(sentence: Sentence, quantity: Quantity) -> Quantity:
    """A side said further off: `the lowest level is 1.3 x ULN`, `a fall in FVC by 10%`."""
    if quantity.is_said or quantity.is_range:
        return quantity
    before = sentence.words(quantity.first - 14, quantity.first)
    near = before[-1:]
    if near == ["by"] and not _CHANGES.isdisjoint(before):
        return replace(_turned(quantity, "lower"), is_said=True)
    if near != ["is"] and not (near == [":"] and len(before) < 14):
        return quantity
    if not _LEAST.isdisjoint(before):
        return replace(_turned(quantity, "lower"), is_said=True)
    if not _MOST.isdisjoint(before):
        return replace(_turned(quantity, "upper"), is_said=True)
    return quantity


def _make(
    sentence: Sentence, quantity: Quantity, kind: Kind, subject: Subject, unit: str | None
) -> Comparison:
    return Comparison(
        kind=kind,
        subject=subject.id,
        subject_text=subject.text,
        subject_span=subject.span,
        lower=quantity.lower,
        lower_inclusive=quantity.lower is not None and quantity.lower_inclusive,
        upper=quantity.upper,
        upper_inclusive=quantity.upper is not None and quantity.upper_inclusive,
        unit=unit,
        span=sentence.span(quantity),
    )


def _age(sentence: Sentence, quantity: Quantity, before: _Before) -> Iterator[Comparison]:
    unit = quantity.unit or YEAR
    before.kind, before.subjects = Kind.AGE, ()
    subject = Subject("age", "age", None, 0, is_known=True)
    yield _make(sentence, quantity, Kind.AGE, subject, unit.symbol)


_TIMED = frozenset({"gestational_age", "bone_age"})


def _time(sentence: Sentence, quantity: Quantity, before: _Before) -> Iterator[Comparison]:
    measured = known_before(sentence, quantity, before.end) or known_after(sentence, quantity)
    for subject in measured:
        if subject.id in _TIMED:
            before.kind, before.subjects = Kind.MEASUREMENT, measured
            yield _make(sentence, quantity, Kind.MEASUREMENT, subject, quantity.symbol)
            return
    if _is_period(sentence, quantity):
        return
    turned = directed(sentence, quantity, before.side if before.kind is Kind.WINDOW else None)
    name, text = subject_of(sentence, quantity)
    subject = Subject(name, text, None, 0, is_known=False)
    before.kind, before.side = Kind.WINDOW, "upper" if turned.lower is None else "lower"
    yield _make(sentence, turned, Kind.WINDOW, subject, quantity.symbol)


def _is_period(sentence: Sentence, quantity: Quantity) -> bool:
    """`the 24 month period`: a time spoken of again."""
    after = sentence.words(quantity.last, quantity.last + 1)
    return after == ["period"] and sentence.words(quantity.first - 1, quantity.first) == ["the"]


_DRUGS = frozenset({"treatment", "vaccine"})
_DOSED = frozenset({"prednisone", "glucocorticoids", "iv_methylprednisolone"})


def _dose(sentence: Sentence, quantity: Quantity, before: _Before) -> Iterator[Comparison]:
    measured = known_before(sentence, quantity, before.end)
    drug = _drug(sentence, quantity)
    if measured and (drug is None or (drug.span and drug.span.end <= measured[-1].span.start)):  # type: ignore[union-attr]
        yield from _emit(sentence, quantity, measured, before)
        return
    if drug is None and quantity.is_said and (quantity.symbol or "").startswith("g/"):
        yield from _measured(sentence, quantity, before)
        return
    unit = _with_rhythm(sentence, quantity)
    subject = drug or phrase_before(sentence, quantity, before.end)
    if subject is None or (not quantity.is_said and drug is None and not quantity.is_range):
        return
    before.kind = Kind.DOSE
    yield _make(sentence, quantity, Kind.DOSE, subject, unit)


def _drug(sentence: Sentence, quantity: Quantity) -> Subject | None:
    span = sentence.span(quantity)
    drugs = [hit for hit in sentence.concepts if hit.type in _DRUGS]
    before = [hit for hit in drugs if span.start - 80 <= hit.start and hit.end <= span.start]
    after = [hit for hit in drugs if span.end <= hit.start <= span.end + 40]
    hit = next(iter((*before[-1:], *after[:1])), None)
    if after and before and ";" in sentence.folded[before[-1].end : span.start]:
        hit = after[0]
    if hit is None:
        return None
    place = Span(hit.start, hit.end)
    name = "prednisone_equivalent" if hit.id in _DOSED else hit.id
    return Subject(name, place.of(sentence.text), place, 0, is_known=True)


def _with_rhythm(sentence: Sentence, quantity: Quantity) -> str | None:
    symbol = quantity.symbol
    if symbol is None or symbol.endswith(("/day", "/week", "/month")):
        return symbol
    after = sentence.words(quantity.last, quantity.last + 9)
    before = sentence.words(quantity.first - 8, quantity.first)
    for place, word in enumerate(after):
        if word in {";", "."}:
            break
        if word == "daily" or (
            word in {"per", "/", "a"} and after[place + 1 : place + 2] == ["day"]
        ):
            return f"{symbol}/day"
        if word == "weekly" or after[place : place + 2] in (["per", "week"], ["a", "week"]):
            return f"{symbol}/week"
    return f"{symbol}/day" if "daily" in before else symbol


_COUNTED = word_set(
    """
    following criteria criterion additional other further these occasions episodes times items
    drugs agents medications
    treatments therapies abnormal features signs symptoms components measures biopsies relapses
    attacks seizures courses cycles lines regimens doses pregnancies visits readings days
    """
)


def _measured(sentence: Sentence, quantity: Quantity, before: _Before) -> Iterator[Comparison]:
    measured = known_before(sentence, quantity, before.end)
    if quantity.unit is None and sentence.tokens[quantity.number].word == "twice":
        return  # of what is not known
    if measured and not quantity.is_said:
        quantity = _with_side_before(sentence, quantity, measured[0])
    if measured and _bounds(sentence, quantity, measured[-1]):
        yield from _emit(sentence, quantity, measured, before)
        return
    if _counts_something(sentence, quantity):
        yield from _count(sentence, quantity, before)
        return
    if quantity.is_word and quantity.unit is None:
        return
    after = known_after(sentence, quantity)
    if after and quantity.is_said and (quantity.unit or after[0].gap == 0 or before.kind is None):
        phrase = phrase_before(sentence, quantity, before.end)
        if phrase is None or after[0].gap == 0:
            yield from _emit(sentence, quantity, after, before)
            return
    yield from _unknown(sentence, quantity, before)


def _emit(
    sentence: Sentence, quantity: Quantity, subjects: Sequence[Subject], before: _Before
) -> Iterator[Comparison]:
    before.kind, before.subjects, before.unit = Kind.MEASUREMENT, subjects, quantity.symbol
    before.side = "upper" if quantity.lower is None else "lower"
    for subject in subjects:
        yield _make(sentence, quantity, Kind.MEASUREMENT, subject, quantity.symbol)


_SCALES = word_set(
    """
    score scores grade grades class classes stage stages level levels status scale index subscale
    category rating total count points value group groups
    """
)
_QUIET = _SCALES | word_set(
    "of is a at - : ( ) = the be was or for from with , than was to reading result measured value"
)


def _bounds(sentence: Sentence, quantity: Quantity, subject: Subject) -> bool:
    """Whether a number speaks of a measurement named before it."""
    if _counts_something(sentence, quantity) and subject.gap > 1:
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
    turned = replace(_turned(quantity, operator.side.value), is_said=True)
    if not operator.is_inclusive:
        turned = replace(turned, lower_inclusive=False, upper_inclusive=False)
    return turned


def _is_scale_before(sentence: Sentence, quantity: Quantity) -> bool:
    before = sentence.words(quantity.first - 3, quantity.first)
    return bool(before) and not _SCALES.isdisjoint(before)


def _repeats(sentence: Sentence, quantity: Quantity, before: _Before) -> bool:
    """`≤ 2.5 x ULN (5 x ULN with metastases)`: another bound on the same side."""
    previous = sentence.words(quantity.first - 1, quantity.first)
    is_bare = not quantity.is_said and not quantity.is_range and quantity.unit is not None
    if not is_bare or not before.subjects or before.kind is not Kind.MEASUREMENT:
        return False
    return previous == ["("] or (previous == ["or"] and before.unit == quantity.symbol)


def _turned(quantity: Quantity, side: str) -> Quantity:
    """The same number, bounded on that side alone."""
    if side == "upper":
        return replace(quantity, lower=None, lower_inclusive=False)
    return replace(quantity, upper=None, upper_inclusive=False)


_AGAIN = word_set("or and ( , / but to & ; either")


def _unknown(sentence: Sentence, quantity: Quantity, before: _Before) -> Iterator[Comparison]:
    if _repeats(sentence, quantity, before):
        yield from _emit(sentence, _turned(quantity, before.side), before.subjects, before)
        return
    phrase = phrase_before(sentence, quantity, before.end)
    previous = sentence.words(quantity.first - 1, quantity.first)
    is_again = phrase is None or (previous and previous[0] in _AGAIN and phrase.gap > 1)
    if is_again and before.subjects and quantity.is_said:
        yield from _emit(sentence, quantity, before.subjects, before)
        return
    if phrase is None or _SCALES.issuperset(phrase.id.split("_")):
        phrase = scale_after(sentence, quantity) or phrase or phrase_after(sentence, quantity)
    if phrase is None or "failure_rate" in phrase.id or phrase.id == "pearl_index":
        return  # how well a contraceptive works: nothing of the patient's
    if (
        quantity.is_said
        or _is_named_scale(sentence, quantity)
        or (quantity.is_range and quantity.unit is not None)
    ):
        yield from _emit(sentence, quantity, [phrase], before)


_NAMED = word_set("grade grades class classes stage stages category type level levels")


def _is_named_scale(sentence: Sentence, quantity: Quantity) -> bool:
    """`a score of 2`, `Tanner stage 1`: a number on a scale; `grade 2 pain` is none."""
    tokens = sentence.tokens[max(0, quantity.first - 4) : quantity.first]
    for place in range(len(tokens) - 1, -1, -1):
        word = tokens[place].word
        if word in {"score", "scores", "subscale", "scale", "index", "rating"}:
            return True
        if word in _NAMED:
            named = sentence.text[tokens[place - 1].start] if place else ""
            is_named = (named.isupper() or named == ")") and tokens[place - 1].start > 0
            return is_named or quantity.is_range
        if word not in {"of", "is", "a", "-", ":", "(", "the", "be"}:
            return False
    return False


def _counts_something(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a number without a unit counts things: `at least two of the following`."""
    if quantity.unit is not None or quantity.out_of or quantity.is_range:
        return False
    after = sentence.words(quantity.last, quantity.last + 3)
    if not after or _is_scale_before(sentence, quantity):
        return False
    if not quantity.is_said:
        return _is_before_a_drug(sentence, quantity)
    if after[0] in {"of", "or", ":"} or not _COUNTED.isdisjoint(after):
        return True
    is_before_a_word = sentence.tokens[quantity.last].sort is Sort.WORD
    if quantity.is_word or not is_before_a_word:
        return is_before_a_word
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


def _count(sentence: Sentence, quantity: Quantity, before: _Before) -> Iterator[Comparison]:
    before.kind = Kind.COUNT
    if not quantity.is_said and quantity.lower == 1:
        quantity = _turned(quantity, "lower")
    subject = phrase_after(sentence, quantity) or phrase_before(sentence, quantity, before.end)
    if subject is None:
        subject = Subject("of_the_following", "", None, 0, is_known=False)
    end = sentence.span(quantity).end
    for hit in sentence.concepts:
        if 0 <= hit.start - end <= 25:
            subject = replace_subject(subject, hit.id, sentence, Span(hit.start, hit.end))
            break
    yield _make(sentence, quantity, Kind.COUNT, subject, None)


def replace_subject(subject: Subject, name: str, sentence: Sentence, span: Span) -> Subject:
    """The same subject under the id of a concept that it names."""
    return subject._replace(id=name, text=span.of(sentence.text), span=span, is_known=True)
