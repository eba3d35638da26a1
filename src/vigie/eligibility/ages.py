"""Whether a number is the age of a person."""

from __future__ import annotations

import re

from vigie.eligibility.folding import word_set
from vigie.eligibility.quantities import Quantity
from vigie.eligibility.sentence import Sentence
from vigie.eligibility.units import YEAR, Family

_AGE = word_set("age ages aged")
_PEOPLE = word_set(
    """
    adult adults male males female females man men woman women patient patients subject subjects
    child children infant infants neonate neonates newborn newborns baby babies toddlers youth teens
    participant participants volunteer volunteers person persons
    people individual individuals adolescent adolescents boys girls parturients gender sex genders
    sexes years year is are who be of ( : , . and both either any all ; - ) old
    """
)
_NOT_OF_A_PERSON = word_set(
    """
    gestational bone disease menarche conception gestation onset within last past previous for
    since duration least survival expectancy history during after before follow stable
    """
)
_TIME_AFTER = word_set(
    """
    ago prior before after since following post duration history from previous earlier of in on
    without with to preceding free disease apart until
    """
)


def is_age(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether the sentence speaks of a person's age there."""
    unit = quantity.unit
    if unit is not None and (unit.family is not Family.TIME or unit.symbol == "half_life"):
        return False
    after = _without_bracket(sentence.words(quantity.last, quantity.last + 9))[:4]
    before = sentence.words(quantity.first - 6, quantity.first)
    inside = sentence.words(quantity.first, quantity.last)
    if _is_of_something_else(sentence, quantity, before, after):
        return False
    if _is_said_after(after) or not _AGE.isdisjoint(inside) or "old" in inside:
        return True
    if (unit is None and after[:1] == ["of"]) or "within" in inside:
        return False
    is_of_young = _is_of_the_young(quantity, before, inside, after)
    is_of_young = is_of_young or _is_of_the_grown(sentence, quantity, after)
    is_of_people = is_of_young or (
        unit is None and _is_of_people_alone(quantity, before, inside, after)
    )
    return is_of_people or _is_of_a_person(quantity, before, after)


def _is_of_something_else(
    sentence: Sentence, quantity: Quantity, before: list[str], after: list[str]
) -> bool:
    is_of_gestation = "gestational" in before[-4:] or "gestation" in (*before[-4:], *after)
    is_old = quantity.unit is not None and quantity.unit != YEAR and "old" in after[:2]
    is_of_a_thing = is_old and _is_bracket_of_a_thing(before)
    return is_of_gestation or is_of_a_thing or _is_of_a_test(sentence, quantity)


_AGAIN = word_set("or and / but to ( ) [ , - either also")


def is_age_again(sentence: Sentence, quantity: Quantity, end: int) -> bool:
    """Whether a number goes on with an age that ended there: `age < 20 or > 35 years`."""
    unit = quantity.unit
    if not quantity.is_said or (unit is not None and unit.symbol not in _IN_TIME):
        return False
    start = sentence.tokens[quantity.first].start
    between = [token.word for token in sentence.tokens if end <= token.start < start]
    after = sentence.words(quantity.last, quantity.last + 1)
    is_close = len(between) <= 3 and _AGAIN.issuperset(between)
    return is_close and not (set(between) & _JOINED and after and after[0] in _LATER)


_JOINED = word_set("or and ,")
_CONSENT = re.compile(r"\b(?:consent|assent)")
_MINORS = re.compile(r"\b(?:parent|guardian|assent|minor|legal|representative)")
_IF = re.compile(
    r"(?:\bif\b|\bwhen\b|\bin case\b|\bwhere\b"
    r"|\bfor (?:all )?(?:\w+ )?(?:patient|subject|child|participant|those|minor|adolescent"
    r"|individual|person|volunteer|p(?:a)?ediatric)\w*)[^.;]{0,30}$"
)


def is_of_consent(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether an age only says who consents for whom: `a parent's consent if under 18`."""
    folded = sentence.folded
    if "sent" not in folded or not _CONSENT.search(folded) or not _MINORS.search(folded):
        return False
    return bool(_IF.search(folded[: sentence.tokens[quantity.first].start]))


_IN_TIME = word_set("year month week day")


def _is_of_a_person(quantity: Quantity, before: list[str], after: list[str]) -> bool:
    unit = quantity.unit
    if unit is not None and unit.symbol not in _IN_TIME:
        return False
    is_headed = unit is None and "years" in before[-3:] and "range" in before[-2:]
    if is_headed or _is_after_age(before):
        return True
    in_years = unit is not None and unit.symbol == "year"
    if quantity.is_of_age:
        return unit is None or in_years or _is_of_people(before)
    return in_years and _is_bare(before, after, is_range=quantity.is_range)


def _is_of_the_young(
    quantity: Quantity, before: list[str], inside: list[str], after: list[str]
) -> bool:
    """`… for children under 16 years`: people right before the side, nothing timed after."""
    is_year = quantity.unit == YEAR and not quantity.is_range
    if before[-1:] == ["("]:
        return is_year and not _WHO.isdisjoint(before[-2:-1]) and after[:1] == [")"]
    is_sided = not _WHO.isdisjoint(before[-1:]) and inside[0] in _YOUNG_OR_OLD
    return is_year and is_sided and _TIME_AFTER.isdisjoint(after[:1])


def _is_of_the_grown(sentence: Sentence, quantity: Quantity, after: list[str]) -> bool:
    """`Patients with myositis, over 18 years`: so many years are an age, where nothing is timed."""
    said = sentence.words(0, quantity.first)
    side = sentence.words(quantity.first, quantity.first + 1)[0]
    years = quantity.lower or quantity.upper or 0
    if quantity.unit != YEAR or quantity.is_range or side not in _YOUNG_OR_OLD:
        return False
    is_of_young = not _CHILDREN.isdisjoint(said)
    if (years < _GROWN and not is_of_young) or not _NOT_OF_A_PERSON.isdisjoint(said):
        return False
    start = sentence.tokens[quantity.first].start
    named = [hit for hit in sentence.concepts if hit.end <= start]
    is_of_a_form = bool(named) and named[-1].type == "subtype"
    is_of_somebody = is_of_a_form or (not _WHO.isdisjoint(said) and said[-1] in {",", "("})
    return is_of_somebody and (after[0] if after else "") in _ENDING


_CHILDREN = word_set("child children infant infants adolescent adolescents boys girls")
_GROWN = 16  # the least years that nobody says of how long a disease is had
_YOUNG_OR_OLD = word_set("under over above below")
_ENDING = frozenset({"", ".", ",", ";", ")", "or", "and", "will", "are", "at", "who", "with"})


def _is_of_people_alone(
    quantity: Quantity, before: list[str], inside: list[str], after: list[str]
) -> bool:
    """`patients under 18`: nothing but people, a side and a number."""
    is_bracket = before[-1:] == ["("] and after[:1] == [")"]
    is_of_people = not _WHO.isdisjoint(before[-2:-1] if is_bracket else before[-1:])
    value = quantity.lower or quantity.upper or 0
    is_years = not quantity.is_range and not quantity.is_word and 1 < value <= 110
    is_last = (after[0] if after else "") in _ENDING
    is_sided = inside[0] in _YOUNG_OR_OLD or (is_bracket and quantity.is_said)
    return is_of_people and is_years and is_last and is_sided


_WHO = word_set(
    """
    adult adults male males female females men man women woman children child sexes patients
    infants boys girls elderly volunteers subjects participants people gender genders
    """
)
_LATER = word_set("ago prior before since post duration history preceding earlier after")


def _without_bracket(words: list[str]) -> list[str]:
    """The words after a bracket that opens at once: `6-12 weeks (42 to 90 days) of age`."""
    return words[words.index(")") + 1 :] if words[:1] == ["("] and ")" in words else words


def _is_of_a_test(sentence: Sentence, quantity: Quantity) -> bool:
    """`MRI < 12 weeks old`, `biopsy no older than 3 months`."""
    if quantity.unit is None or quantity.unit.symbol == "year":
        return False
    start = sentence.tokens[quantity.first].start
    return any(hit.type == "procedure" and 0 <= start - hit.end <= 12 for hit in sentence.concepts)


def _is_said_after(after: list[str]) -> bool:
    if after[:2] == ["of", "age"] or after[:2] == ["in", "age"] or after[:1] in (["old"], ["age"]):
        return True
    return after[:2] == ["-", "old"] or after[:3] == [".", "of", "age"] or after[:2] == [")", "old"]


def _is_bracket_of_a_thing(before: list[str]) -> bool:
    """`a fistula (at least 1 month old)`: the bracket of what is no person."""
    if len(before) < 2 or before[-1] != "(":
        return False
    return before[-2].isalpha() and before[-2] not in _PEOPLE | _AGE | _WHO


_OTHER_AGES = word_set("bone disease bearing childbearing reproductive fertile gestational")


def _is_after_age(before: list[str]) -> bool:
    """`Age`, `aged`, `age of the patient` before it, and no other quantity between."""
    for place in range(len(before) - 1, -1, -1):
        word = before[place]
        if word in _AGE:
            return before[place - 1 : place] == [] or before[place - 1] not in _OTHER_AGES
        if word not in _BETWEEN and word not in _PEOPLE:
            return False
    return False


_BETWEEN = frozenset(
    [
        "range",
        "ranges",
        "ranging",
        "between",
        "from",
        "years",
        "year",
        "yrs",
        "at",
        "of",
        "the",
        "is",
        "to",
        "in",
        "be",
        "must",
        "study",
        "entry",
        "screening",
        "enrollment",
        "inclusion",
        "baseline",
        "time",
        "limit",
        "group",
        "=",
        "-",
        ":",
        "(",
        ")",
        "over",
        "at",
        "patient's",
        "inclusion",
        "consent",
        "diagnosis",
        "must",
        "should",
        "minimum",
        "maximum",
        "older",
        "greater",
        "than",
        "equal",
        "[",
        "]",
        "eligible",
        "compris",
        "comprise",
        "entre",
        "de",
        "for",
    ]
)


def _is_of_people(before: list[str]) -> bool:
    return not before or before[-1] in _PEOPLE


def _is_bare(before: list[str], after: list[str], *, is_range: bool) -> bool:
    """Years with nothing said of what they are, at the start or after a word for people."""
    if any(word in _NOT_OF_A_PERSON for word in before[-4:]):
        return False
    if after and after[0] in (_LATER if set(before[-2:]) & _WHO else _TIME_AFTER):
        return False
    if is_range and not (after and after[0] in _LATER):
        return True
    is_after_people = not _WHO.isdisjoint(before[-1:])
    return is_after_people or all(word in _PEOPLE or not word.isalpha() for word in before[-2:])
