"""Times that a sentence counts from another end than today.

`For 6 months after the last dose`, `planned within 4 weeks of randomization`, `cancer diagnosed
within 3 years of the myositis`: none of them is a time since. Each is read with the words that say
so, which are then no riddle for those who cut the sentence.
"""

from __future__ import annotations

import re
from dataclasses import replace

from vigie.eligibility.folding import fold
from vigie.eligibility.leaves import Comparison, Concept, Kind, Reading
from vigie.eligibility.spans import Span

AFTERWARDS = "_afterwards"
_ILLS = frozenset({"condition", "subtype"})
# What one does or leaves, and for how long; a drug's last dose may be that drug's own.
_PROMISED = frozenset({"pregnancy", "vaccine"})

_STUDY = r"(?:study|trial|investigational|experimental|imp|ip|protocol|research|therapeutic)"
_GIVEN = (
    r"(?:medicinal product|drug|product|treatment|medication|agent|therapy|intervention|study"
    r"|trial|imp|ip|infusion|injection)s?"
)
_LAST = (
    r"\s+(?:after|following|post|beyond)\s+(?:the\s+|their\s+|his\s+|her\s+)*"
    r"(?:(?:last|final)\s+(?:dose|administration|injection|infusion|intake|visit|treatment"
    rf"|application|exposure|{_STUDY}\s+{_GIVEN}|{_STUDY}\s+visit)s?"
    r"|(?:end|completion|discontinuation|cessation|conclusion|termination|stopping)\s+of"
    rf"(?=\s+(?:the\s+)?(?:{_STUDY}|treatment|therapy|dosing|participation))"
    rf"|{_STUDY}\s+{_GIVEN}|treatment(?=\s*(?:[.,;)]|$)))"
    rf"(?:\s+(?:of|with|to|in)?\s*(?:the\s+)?(?:{_STUDY}\s+)?(?:{_GIVEN}|dosing|participation)\b)?"
)
_OF_THE_STUDY = re.compile(_LAST)
_OF_A_DRUG = re.compile(r"\s+(?:of|with)\s+(?!(?:the\s+)?(?:study|trial|investigational))\w")
_THROUGHOUT = re.compile(
    r"(?:\b(?:during|throughout|while on|for the duration of|for)\s+(?:(?:all|the|whole|entire|full"
    r"|duration|course|conduct|of|their)\s+)*(?:study|trial|treatment|participation)"
    r"(?:\s+(?:participation|period|treatment|drug|duration|phase|in|the|study|trial))*"
    r"\s*,?\s*(?:and|plus)\s+)?"
    r"(?:(?:also|until|till|for|up|to|through|at least|a minimum of|and)\s+)*$"
)
_ENTRY = re.compile(
    r"\s+(?:after|following|of|from)\s+(?:the\s+)?(?:screening|randomi[sz]ation|enrol+ment|baseline"
    r"|inclusion|study entry|entry|first\s+(?:dose|infusion|injection)|day (?:0|1)|study start)\b"
)
_BEFORE = r"(?:before|after|prior to|following)"
_OF_AN_ILL = re.compile(
    rf"(?:\s+(?:either|side|{_BEFORE}(?:,? (?:or|and) {_BEFORE})?|of|from|to|the|a|their"
    r"|diagnosis|onset|date))*\s+"
)
_DIAGNOSED = re.compile(
    r"\s*(?:(?:was|is|that|which|has been|diagnosed|diagnosis|occurring|made)\s*)*"
)
_EACH_OTHER = re.compile(r"\s+of\s+(?:each\s+other|one\s+another)\b")


def begun_by(one: Comparison) -> str | None:
    """The illness that a time between two is counted from; None for any other comparison."""
    is_between = one.kind is Kind.MEASUREMENT and one.subject_span is None
    return one.subject.partition(_TO)[0] if is_between and _TO in one.subject else None


_TO = "_to_"


def with_horizons(reading: Reading) -> Reading:
    """A reading whose windows after the study, to come, or between two illnesses say so."""
    turned = tuple(
        _turned(one, reading) if one.kind is Kind.WINDOW else one for one in reading.comparisons
    )
    return reading if turned == reading.comparisons else replace(reading, comparisons=turned)


def _turned(one: Comparison, reading: Reading) -> Comparison:
    if "|" in one.subject or one.unit == "half_life":
        return one
    folded = fold(reading.text)
    if lasting := _lasting(one, reading, folded):
        return lasting
    timed = one.subject.removesuffix("_duration")
    named = [c for c in reading.concepts if c.id == timed and c.span.end <= one.span.start]
    if not named:
        return one
    after = _after_the_study(replace(one, subject=timed), named[-1], folded)
    if after or timed != one.subject:
        return after or one
    return (
        _begun_or_changed(one, named[-1], folded)
        or _to_come(one, named[-1], folded)
        or _between(one, named[-1], reading, folded)
        or one
    )


def _after_the_study(one: Comparison, named: Concept, folded: str) -> Comparison | None:
    """`During the study and for 90 days after the last dose`: how long after it."""
    last = _OF_THE_STUDY.match(folded, one.span.end)
    if last is None or named.type not in _PROMISED or _OF_A_DRUG.match(folded, last.end()):
        return None
    start = one.span.start
    if one.upper is None and (before := _THROUGHOUT.search(folded[: one.span.start])):
        start = max(before.start(), named.span.end)
    span = Span(start, last.end())
    return replace(one, subject=f"{one.subject}{AFTERWARDS}", span=span)


def _lasting(one: Comparison, reading: Reading, folded: str) -> Comparison | None:
    """`After at least 12 weeks on prednisone`: how long it was taken."""
    after = [c for c in reading.concepts if c.id == one.subject and c.span.start >= one.span.end]
    is_named = bool(after) and after[0].type == "treatment" and one.lower is not None
    if not is_named or not _UNDER.fullmatch(folded, one.span.end, after[0].span.start):
        return None
    return replace(one, subject=f"{one.subject}_duration")


_UNDER = re.compile(
    r"\s+(?:on|of|under)\s+(?:(?:continuous|daily|prior|previous|oral|systemic|high-dose|treatment"
    r"|therapy|with|of)\s+)*"
)


def _begun_or_changed(one: Comparison, named: Concept, folded: str) -> Comparison | None:
    """`Begun in the past year or changed in the past month`: how long taken, how long unchanged."""
    if named.type != "treatment":
        return None
    if one.lower is not None:
        return _left_unchanged(one, named, folded)
    said = _BEGUN.search(folded[named.span.end : one.span.start])
    if said is None:
        is_of_dose = _DOSE_CHANGE.search(folded[: named.span.start])
        is_next = _LATELY.fullmatch(folded, named.span.end, one.span.start)
        if is_of_dose is None or is_next is None:
            return None
        span = Span(is_of_dose.start(), one.span.end)
        return replace(one, subject=f"{one.subject}_stable", span=span)
    start = named.span.end + said.start()
    ending = "_duration" if said["begun"] else "_stable"
    return replace(one, subject=f"{one.subject}{ending}", span=Span(start, one.span.end))


def _left_unchanged(one: Comparison, named: Concept, folded: str) -> Comparison | None:
    """`No change in the dose of a for 3 months`: how long it was unchanged."""
    said = _NO_CHANGE.search(folded[: named.span.start])
    if said is None or not _FOR.fullmatch(folded, named.span.end, one.span.start):
        return None
    return replace(one, subject=f"{one.subject}_stable", span=Span(said.start(), one.span.end))


_NO_CHANGE = re.compile(
    r"\b(?:no|without(?: any)?) (?:changes?|adjustments?|modifications?) (?:in|to|of) "
    r"(?:the |its )?(?:dose|dosage|dosing|dosages|doses) (?:of|for) (?:the |any )?$"
)
_FOR = re.compile(r"\s+(?:for|in|during|over)?\s*(?:the |at |a )?(?:least |minimum of )?")
# `A change in the dose of prednisone within 4 weeks`.
_DOSE_CHANGE = re.compile(
    r"\b(?:changes?|adjustments?|modifications?|alterations?) (?:in|to|of) (?:the |its )?"
    r"(?:dose|dosage|dosing|dosages|doses) (?:of|for) (?:the |any )?$"
)
_LATELY = re.compile(r"\s+(?:(?:in|within|during|over|the|past|last|previous)\s+)*")
_BEGUN = re.compile(
    r"\b(?:(?:newly )?(?P<begun>begun|started|initiated)"
    r"|(?:with )?(?:a )?(?:dose )?(?:changed|change|modified|adjusted|altered))"
    r"\s+(?:(?:in|within|during|over|the|past|last|previous)\s+)*$"
)


def _to_come(one: Comparison, named: Concept, folded: str) -> Comparison | None:
    """`Planned surgery within 6 months following randomization`: how long until it."""
    entry = _ENTRY.match(folded, one.span.end)
    if entry is None or one.lower is not None or named.temporal != "planned":
        return None
    span = Span(one.span.start, entry.end())
    return replace(one, subject=f"planned_{one.subject}", span=span)


def _between(one: Comparison, named: Concept, reading: Reading, folded: str) -> Comparison | None:
    """`Cancer diagnosed within 3 years of the myositis`: the time between the two."""
    ills = [c for c in reading.concepts if c.type in _ILLS]
    if named not in ills or one.lower is not None or one.upper is None:
        return None
    if not _DIAGNOSED.fullmatch(folded, named.span.end, one.span.start):
        return None
    if each := _EACH_OTHER.match(folded, one.span.end):
        at = ills.index(named)
        other = ills[at - 1] if at else None
        is_pair = other and folded[other.span.end : named.span.start].strip() in {"and", "&"}
        first = other.span.start if other and is_pair else None
        end = each.end()
    else:
        other = next((c for c in ills if c.span.start > one.span.end), None)
        first = named.span.start
        end = other.span.end if other else 0
        is_next = other and _OF_AN_ILL.fullmatch(folded, one.span.end, other.span.start)
        first = first if is_next else None
    if other is None or first is None or other.id == named.id:
        return None
    subject = f"{named.id}{_TO}{other.id}"
    return replace(
        one, kind=Kind.MEASUREMENT, subject=subject, subject_span=None, span=Span(first, end)
    )
