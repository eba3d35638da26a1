"""How much of a drug, of a fluid, of rays."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vigie.eligibility.drafts import Before, made
from vigie.eligibility.folding import word_set
from vigie.eligibility.leaves import Comparison, Kind
from vigie.eligibility.measured import measured
from vigie.eligibility.quantities import Quantity
from vigie.eligibility.sentence import Sentence
from vigie.eligibility.spans import Span
from vigie.eligibility.subjects import Subject, known_before, phrase_after, phrase_before

_DRUGS = frozenset({"treatment", "vaccine"})
_DOSED = frozenset({"prednisone", "glucocorticoids", "iv_methylprednisolone"})


def dose(sentence: Sentence, quantity: Quantity, before: Before) -> Iterator[Comparison]:
    """What a number with the unit of a dose says."""
    if _is_a_volume(quantity):
        before.kind = Kind.DOSE
        given = phrase_after(sentence, quantity) or phrase_before(sentence, quantity, before.end)
        if given:
            yield made(sentence, quantity, Kind.DOSE, given, quantity.symbol)
        return
    known = known_before(sentence, quantity, before.end)
    drug = _drug(sentence, quantity, before)
    if known and (drug is None or (drug.span and drug.span.end <= known[-1].span.start)):  # type: ignore[union-attr]
        yield from measured(sentence, quantity, before)
        return
    is_again = before.kind is Kind.MEASUREMENT and not quantity.is_said
    is_per_volume = quantity.is_said and (quantity.symbol or "").startswith("g/")
    if drug is None and (is_again or is_per_volume):
        yield from measured(sentence, quantity, before)
        return
    unit = _with_rhythm(sentence, quantity)
    is_of = sentence.words(quantity.last, quantity.last + 1) == ["of"]
    named = phrase_after(sentence, quantity) if is_of else None
    subject = drug or named or phrase_before(sentence, quantity, before.end)
    if subject is None and quantity.is_said:
        subject = phrase_after(sentence, quantity)
    if subject is None or (not quantity.is_said and drug is None and not quantity.is_range):
        return
    before.kind = Kind.DOSE
    yield made(sentence, quantity, Kind.DOSE, subject, unit)


_VOLUMES = frozenset({"mL", "L"})
_FLUIDS = re.compile(
    r"\s*(?:of |\()?(?:\w+ ){0,2}?(?:crystalloids?|colloids?|saline|fluids?|water|contrast|plasma"
    r"|albumin|blood products?|packed|solution|infusion|dextrose|ringer)"
)


def is_given(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a volume is of something given: `1000 mL of crystalloid`."""
    if not _is_a_volume(quantity):
        return False
    return bool(_FLUIDS.match(sentence.folded, sentence.tokens[quantity.last - 1].end))


def _is_a_volume(quantity: Quantity) -> bool:
    return quantity.symbol in _VOLUMES


def _drug(sentence: Sentence, quantity: Quantity, earlier: Before) -> Subject | None:
    span = sentence.span(quantity)
    drugs = [hit for hit in sentence.concepts if hit.type in _DRUGS]
    before = [hit for hit in drugs if span.start - 80 <= hit.start and hit.end <= span.start]
    after = [hit for hit in drugs if span.end <= hit.start <= span.end + 40]
    if before and _is_another(sentence, quantity, earlier, before[-1].end):
        return None
    hit = next(iter((*before[-1:], *after[:1])), None)
    if after and before and ";" in sentence.folded[before[-1].end : span.start]:
        hit = after[0]
    if hit is None:
        return None
    place = Span(hit.start, hit.end)
    name = "prednisone_equivalent" if hit.id in _DOSED else hit.id
    return Subject(name, place.of(sentence.text), place, 0, is_known=True)


def _is_another(sentence: Sentence, quantity: Quantity, earlier: Before, named: int) -> bool:
    """`Methotrexate ≤ 25 mg or mizoribine ≤ 150 mg`: a drug not known, before its own dose."""
    start = max(earlier.end, named)
    is_again = earlier.kind is Kind.DOSE and earlier.end >= named
    if not is_again and sentence.folded[named:].lstrip()[:1] != ",":
        return False
    phrase = phrase_before(sentence, quantity, start)
    words = phrase.id.split("_") if phrase else []
    return bool(words) and phrase.gap <= 1 and _OF_A_DOSE.isdisjoint(words)  # type: ignore[union-attr]


_OF_A_DOSE = word_set(
    "dose doses dosage maximum minimum total daily weekly monthly day week oral orally"
    " subcutaneous subcutaneously intravenous intravenously iv sc equivalent equivalents of every"
    " stable either who with taking on or per increase decrease change reduced increased cumulative"
)


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
