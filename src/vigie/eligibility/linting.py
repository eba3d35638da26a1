"""What looks wrong in a criterion itself: the reader is told, the text is not changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from vigie.eligibility.words.folding import fold, word_set
from vigie.eligibility.words.leaves import Comparison, Kind, Reading
from vigie.eligibility.words.polarity import Polarity
from vigie.eligibility.words.spans import Span
from vigie.knowledge.models import Measurement


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that looks wrong, where it stands, and what to do about it."""

    span: Span
    what: str
    do: str


def remarks(
    reading: Reading, polarity: Polarity, known: Mapping[str, Measurement] | None = None
) -> tuple[Remark, ...]:
    """All that looks wrong in one criterion of a section.

    `known` gives the ends of the scales of known measurements.
    """
    return (
        *_impossible(reading),
        *_off_the_scale(reading, known or {}),
        *_contradictions(reading),
        *_without_unit(reading),
        *_swapped(reading, polarity),
    )


_CHECK = "Check it against the protocol."
_OLDEST_YEARS = 120


def _impossible(reading: Reading) -> Iterator[Remark]:
    for one in reading.comparisons:
        said = one.span.of(reading.text)
        if one.lower is not None and one.upper is not None and _is_crossed(one):
            yield Remark(one.span, f"No value lies within {said!r}.", _CHECK)
        elif one.kind is Kind.AGE and one.unit == "year" and _furthest(one) > _OLDEST_YEARS:
            yield Remark(one.span, f"Nobody is of the age {said!r}.", _CHECK)
        elif one.unit == "%" and one.subject in _SHARES and _furthest(one) > 100:
            yield Remark(one.span, f"A share cannot pass 100 %, as in {said!r}.", _CHECK)


_SHARES = word_set(
    """
    spo2 lvef hematocrit fio2 eular_acr_probability transferrin_saturation stenosis blasts
    plasma_cells fetal_hemoglobin methemoglobin sleep_efficiency ki67
    """
)


def _off_the_scale(reading: Reading, known: Mapping[str, Measurement]) -> Iterator[Remark]:
    """A bound that no value on the scale of the measurement meets (`ECOG > 5`)."""
    for one in reading.comparisons:
        scale = known.get(one.subject)
        if scale is None or one.kind is not Kind.MEASUREMENT or one.unit not in _ON_A_SCALE:
            continue
        is_share = one.unit is None and "%" in scale.units  # 50,000 blasts are no 50,000 %
        if not is_share and _is_beyond(one, scale):
            said = one.span.of(reading.text)
            name = one.subject.replace("_", " ")
            ends = f"{_end(scale.low)} to {_end(scale.high)}"
            yield Remark(one.span, f"{name} goes from {ends}: nothing is {said!r}.", _CHECK)


_ON_A_SCALE = frozenset({None, "score", "point"})


def _end(value: float | None) -> str:
    return "no end" if value is None else f"{value:g}"


def _is_beyond(one: Comparison, scale: Measurement) -> bool:
    """Whether all that is asked lies off the scale."""
    lower, upper, low, high = one.lower, one.upper, scale.low, scale.high
    if lower is not None and high is not None and lower >= high:
        return lower > high or not one.lower_inclusive
    if upper is not None and low is not None and upper <= low:
        return upper < low or not one.upper_inclusive
    return False


def _is_crossed(one: Comparison) -> bool:
    lower, upper = one.lower or 0, one.upper or 0
    return lower > upper or (lower == upper and not (one.lower_inclusive and one.upper_inclusive))


def _furthest(one: Comparison) -> float:
    return max(end for end in (one.lower, one.upper, 0.0) if end is not None)


def _contradictions(reading: Reading) -> Iterator[Remark]:
    """Two bounds joined by `and` that no value meets (`age < 18 and > 75`)."""
    for first, second in _pairs(reading):
        named = second.subject_span or second.span
        between = reading.text[first.span.end : max(first.span.end, named.start)]
        if fold(between).split() not in (["and"], [",", "and"], ["&"]):
            continue
        if _is_apart(first, second) or _is_apart(second, first):
            said = reading.text[first.span.start : second.span.end]
            yield Remark(
                Span(first.span.start, second.span.end),
                f"No value is within both bounds of {said!r}.",
                "It may mean or. " + _CHECK,
            )


def _pairs(reading: Reading) -> Iterator[tuple[Comparison, Comparison]]:
    for first, second in pairwise(reading.comparisons):
        same = first.kind == second.kind and first.subject == second.subject
        if same and first.unit == second.unit and first.kind is not Kind.WINDOW:
            yield first, second


def _is_apart(low: Comparison, high: Comparison) -> bool:
    """Whether all of one lies below all of the other."""
    if low.upper is None or high.lower is None:
        return False
    return low.upper < high.lower or (
        low.upper == high.lower and not (low.upper_inclusive and high.lower_inclusive)
    )


# Quantities whose number means nothing without a unit, since several are in common use.
_NEED_UNIT = word_set(
    """
    hemoglobin creatinine bilirubin glucose albumin calcium crp ferritin igg iga igm urea
    cholesterol triglycerides ldl hdl creatinine_clearance egfr proteinuria uric_acid bun vitamin_d
    magnesium phosphate testosterone homocysteine cortisol lipoprotein_a total_protein body_weight
    height body_temperature vital_capacity fev1 dlco eosinophils cd4_count
    """
)


def _without_unit(reading: Reading) -> Iterator[Remark]:
    for one in reading.comparisons:
        if one.kind is Kind.MEASUREMENT and one.unit is None and one.subject in _NEED_UNIT:
            name = one.subject.replace("_", " ")
            yield Remark(
                one.span,
                f"{name} {one.span.of(reading.text)!r} has no unit.",
                "Compare it with a value only once its unit is known.",
            )


_OPENS_DENIAL = ("no ", "not ", "absence of ", "without ")
_OPENS_EXCLUSION = (" will be excluded", " are excluded", " is excluded", " must be excluded")


def _swapped(reading: Reading, polarity: Polarity) -> Iterator[Remark]:
    """A sentence that speaks as if it stood in the other section."""
    folded = fold(reading.text)
    whole = Span(0, len(reading.text))
    if polarity is Polarity.EXCLUSION and folded.startswith(_OPENS_DENIAL):
        yield Remark(
            whole,
            "An exclusion that opens with a negation keeps out those who do not have it.",
            "It may belong among the inclusions. " + _CHECK,
        )
    if polarity is Polarity.INCLUSION and any(words in folded for words in _OPENS_EXCLUSION):
        yield Remark(
            whole,
            "This stands among the inclusions and speaks of who is excluded.",
            "It may belong among the exclusions. " + _CHECK,
        )
