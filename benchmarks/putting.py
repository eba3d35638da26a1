"""The names of a line’s facts, each put to the one part of its tree that it speaks of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from naming import IDLE, NEGATIVE, VAGUE, Called, Question, called, ours, questions, stem
from vigie.eligibility.folding import fold, word_set
from vigie.eligibility.lexicon import Lexicon
from vigie.eligibility.logic import (
    All,
    Clock,
    Compare,
    Expr,
    Has,
    Not,
    Tense,
    Unread,
    Window,
    all_of,
    any_of,
    leaves,
    not_,
)
from vigie.eligibility.logic import Any as AnyOf
from vigie.eligibility.small_words import NO_DENIAL


@dataclass
class Names:
    """The names of one line's facts, each put to the parts of the tree that it speaks of."""

    answers: dict[str, list[Question]] = field(default_factory=dict)
    left_out: list[Question] = field(default_factory=list)
    joint: list[tuple[Unread, bool, tuple[str, ...]]] = field(default_factory=list)
    beside: list[Unread] = field(default_factory=list)
    also: dict[str, list[Question]] = field(default_factory=dict)
    classes: set[str] = field(default_factory=set)
    whole: str | None = None
    is_turned: bool = False


def put(
    tree: Expr,
    facts: Mapping[str, Any],
    lexicon: Lexicon,
    text: str,
    *,
    is_strict: bool = False,
) -> Names:
    """The names of a line's facts (with a value of each) put to the parts of its tree."""
    asked = questions(tree, lexicon, text)
    told = [called(name, lexicon) for name in facts if name not in IDLE or _named_in(name, asked)]
    names = Names()
    flags = [one for one in told if isinstance(facts[one.name], bool)]
    numbers = [one for one in told if not isinstance(facts[one.name], bool)]
    is_single = len(flags) == len(told) == 1 and not is_strict
    if is_single and _is_whole(flags[0], tree, _with_brackets(asked, text)):
        names.whole, names.is_turned = flags[0].name, _is_turned(flags[0], tree, asked)
        return names
    _put_numbers(names, numbers, asked)
    _put_flags(names, flags, asked)
    _put_classes(names, flags, asked)
    _put_beside(names, flags, asked)
    _put_last(names, flags, asked)
    _drop_shared(names, told, asked)
    _add_classes(names, flags, asked)
    joint = {name for _, _, flags in names.joint for name in flags}
    if not is_strict and all(one.name in names.answers or one.name in joint for one in told):
        _leave_out(names, asked)
    return names


def _with_brackets(asked: Sequence[Question], text: str) -> Sequence[Question]:
    """The only part of a line with all its words, those in brackets too."""
    if len(asked) != 1 or not isinstance(asked[0].leaf, Unread) or asked[0].is_denied:
        return asked
    said = {stem(word) for word in re.findall(r"[^\W_]+", fold(text))}
    return [replace(asked[0], words=asked[0].words | said)]


def _put_beside(names: Names, flags: Sequence[Called], asked: Sequence[Question]) -> None:
    """A yes or no to the words beside a bound."""
    left = [one for one in flags if one.name not in names.answers]
    for one in left:
        beside = [
            question
            for question in asked
            if isinstance(question.leaf, Compare | Window)
            and question.doubt
            and _shared(one, replace(question, leaf=question.doubt, doubt=None)) >= _ENOUGH
        ]
        if len(left) == len(beside) == 1 and beside[0].doubt:
            words = replace(beside[0], leaf=beside[0].doubt, doubt=None)
            names.answers[one.name] = [words]
            names.beside.append(beside[0].doubt)


def _put_last(names: Names, flags: Sequence[Called], asked: Sequence[Question]) -> None:
    """The one name and the one part that are left over belong together if they share a word."""
    left = [one for one in flags if one.name not in names.answers]
    answered = [question for found in names.answers.values() for question in found]
    open_ = [
        question
        for question in asked
        if question not in answered
        and isinstance(question.leaf, Has | Unread)
        and not question.is_exception
    ]
    if len(left) == len(open_) == 1 and _flag_score(left[0], open_[0]) > 0:
        names.answers[left[0].name] = [open_[0]]


_CLASSES = re.compile(r"^(bohan_peter|eular_acr|enmc|griggs|connors|acr_eular|peter_bohan)")


def _add_classes(names: Names, flags: Sequence[Called], asked: Sequence[Question]) -> None:
    """`bohan_peter_DM` is the form by the criteria: true, both are; false, the form is not."""
    classes = [
        one for one in asked if isinstance(one.leaf, Has) and one.leaf.type == "classification"
    ]
    for one in flags:
        form = one.name.lower().rsplit("_", 1)[-1]
        forms = [
            question
            for question in asked
            if isinstance(question.leaf, Has)
            and question.leaf.type == "subtype"
            and question.leaf.id == ours(form)
        ]
        if _CLASSES.match(one.name.lower()) and classes and forms:
            names.answers[one.name] = forms
            names.also[one.name] = classes


def _drop_shared(names: Names, told: Sequence[Called], asked: Sequence[Question]) -> None:
    """Words that a further name or a number speaks of too are not answered by one of them."""
    left = [one for one in told if one.name not in names.answers]
    for question in asked:
        words = question.doubt or question.leaf
        if not isinstance(words, Unread) or isinstance(question.leaf, Compare | Window):
            continue
        vying = [one for one in left if _shared(one, question) >= _ENOUGH]
        is_number = any(one.clock is not None for one in left) or bool(_NUMBER.search(words.text))
        if vying and _shared_out(names, question, vying, words):
            left = [one for one in left if one not in vying]
            continue
        is_open = bool(vying) or (is_number and bool(left))
        for found in names.answers.values():
            if is_open and question in found:
                found.remove(question)
    names.answers = {name: found for name, found in names.answers.items() if found}


# Not the one of a name: `Jo-1`, `TIF1`.
_NUMBER = re.compile(r"(?<![\w-])\d")
_PEOPLE = re.compile(r"^(?:patients?|subjects?|participants?|those) (?:with|who have) ")
_OR_ONLY = re.compile(r"\b(?:and|with|plus|but)\b|;")


_AND_ONLY = re.compile(r"\b(?:or|nor|if|either)\b|[,;/]")


def _shared_out(names: Names, question: Question, vying: Sequence[Called], words: Unread) -> bool:
    """Several facts that one stretch of words speaks of: its only joint says how they join."""
    said = _PEOPLE.sub("", fold(words.text).replace("and/or", "or"))
    holders = [name for name, found in names.answers.items() if question in found]
    flags = [*holders, *(one.name for one in vying if one.clock is None)]
    denied = not NEGATIVE.isdisjoint(said.split()) or "except" in said or "unless" in said
    if denied or len(flags) < 2 or len(flags) != len(holders) + len(vying):
        return False
    if any(letter.isdigit() for letter in said) or question.doubt:
        return False
    is_any = " or " in said and not _OR_ONLY.search(said)
    if not is_any and _AND_ONLY.search(said):
        return False
    for name in holders:
        names.answers[name].remove(question)
    names.joint.append((words, is_any, tuple(flags)))
    return True


def _leave_out(names: Names, asked: Sequence[Question]) -> None:
    """Where each name has its part, the parts without a name are not among what was coded."""
    told = (*names.answers.values(), *names.also.values())
    answered = [question for found in told for question in found]
    words = [one for one, _, _ in names.joint]
    names.left_out = [
        question
        for question in asked
        if question not in answered
        and question.leaf not in words
        and not _is_a_bound(question.leaf)
    ]


def _is_a_bound(leaf: Expr) -> bool:
    """Whether words that were not understood hold a number: what a fact speaks of may be there."""
    return isinstance(leaf, Unread) and any(letter.isdigit() for letter in leaf.text)


def _named_in(name: str, asked: Sequence[Question]) -> bool:
    return name == "smoker" and any({"smoke", "smoki"} & one.words for one in asked)


def _is_whole(one: Called, tree: Expr, asked: Sequence[Question]) -> bool:
    """Whether the only fact of a line shares a word with it, and no number is asked."""
    if any(isinstance(question.leaf, Compare | Window) for question in asked):
        return False
    fitting = [question for question in asked if _shared(one, question) > 0]
    is_turned = isinstance(tree, Not)
    denied = any(question.is_denied is not is_turned for question in fitting)
    is_negative = any(is_turned_round(one, question) for question in fitting)
    is_clear = not is_negative or one.is_negative or _says_not(tree)
    return bool(fitting) and not denied and is_clear


def is_turned_round(one: Called, question: Question) -> bool:
    """Whether words left to a person deny what a name names, before they name it."""
    pairs = pairwise((*question.said, ""))
    denied = next(
        (n for n, pair in enumerate(pairs) if pair[0] in NEGATIVE and pair not in NO_DENIAL), None
    )
    if denied is None:
        return False
    named = [n for n, word in enumerate(question.said) if stem(word) in one.words]
    return not named or denied < named[0]


def _is_turned(one: Called, tree: Expr, asked: Sequence[Question]) -> bool:
    """Whether the fact says the contrary of what the sentence denies."""
    is_denied = _says_not(tree) and any(is_turned_round(one, question) for question in asked)
    return (isinstance(tree, Not) or is_denied) and not one.is_negative


def _says_not(tree: Expr) -> bool:
    """Words left to a person that deny one thing and nothing else: `who were not in the US`."""
    text = fold(tree.text) if isinstance(tree, Unread) else ""
    denials = [word for word in text.split() if word in NEGATIVE]
    return denials == ["not"] and bool(_PLAIN_NOT.fullmatch(text))


_PLAIN_NOT = re.compile(
    r"[^,;:]*\b(?:is|are|was|were|do|does|did|has|have|had) not\b"
    r"(?!.*\b(?:and|but|who|that|which|has|have|had|is|are|was|were|with|than)\b)[^,;:]*"
)


def _shared(one: Called, question: Question) -> float:
    """How much of a name a part of the sentence says: 1 is all of it."""
    if one.core in question.ids or one.full in question.ids:
        return 1.1
    if question.ids & one.ids and not isinstance(question.leaf, Unread) and not question.doubt:
        rest = one.words - question.words - {stem(word) for word in VAGUE}
        return 1.0 if not rest else 0.6 if len(rest) == 1 else 0.4
    said = one.words - {stem(word) for word in VAGUE} or one.words
    if not said:
        return 0.0
    found = len(said & question.words)
    if question.ids & one.ids:
        found = max(found, 1)
    return found / len(said)


def _back(one: Called, question: Question) -> float:
    """How much of a part of the sentence a name says."""
    return len(one.words & question.words) / max(1, len(question.words))


_ENOUGH = 0.5


def _put_flags(names: Names, flags: Sequence[Called], asked: Sequence[Question]) -> None:
    """Each yes or no to the part it fits best, the best fit first; where two vie, to none."""
    pairs = sorted(
        (
            (_flag_score(one, question), _back(one, question), one.name, n)
            for one in flags
            for n, question in enumerate(asked)
        ),
        reverse=True,
    )
    taken: set[int] = set()
    for score, back, name, n in pairs:
        if score < _ENOUGH or n in taken:
            continue
        held = names.answers.get(name)
        if held and not (score >= 1.0 and asked[n].leaf == held[0].leaf):
            continue
        rivals = [
            other
            for other in pairs
            if other[:2] == (score, back) and (other[2] == name) != (other[3] == n)
        ]
        rivals = [one for one in rivals if one[3] not in taken and one[2] not in names.answers]
        if rivals and score < 1.0:
            continue
        taken.add(n)
        names.answers.setdefault(name, []).append(asked[n])


def _flag_score(one: Called, question: Question) -> float:
    if isinstance(question.leaf, Compare) or (
        one.is_planned
        and isinstance(question.leaf, Window)
        and question.leaf.clock is not Clock.UNTIL
    ):
        return 0.0
    if is_turned_round(one, question) and not one.is_negative:
        return 0.0
    if one.full in question.ids:
        is_itself = isinstance(question.leaf, Has) and question.leaf.id == one.full
        return 1.25 if is_itself else 1.2
    is_to_come = isinstance(question.leaf, Has) and question.leaf.tense is Tense.PLANNED
    is_other_time = isinstance(question.leaf, Has) and one.is_planned is not is_to_come
    if is_other_time and (one.is_planned or not question.doubt):
        return min(_ENOUGH - 0.1, _shared(one, question))
    return _shared(one, question)


def _put_numbers(names: Names, numbers: Sequence[Called], asked: Sequence[Question]) -> None:
    open_ = [question for question in asked if isinstance(question.leaf, Compare | Window)]
    for one in numbers:
        found = [question for question in open_ if _measures(one, question)]
        units = {question.leaf.bounds.unit for question in found}  # type: ignore[union-attr]
        if len(units) == 1 and not (_alternatives(one) and len(found) < 2):
            names.answers[one.name] = found
    left = [one for one in numbers if one.name not in names.answers]
    answered = {id(question) for found in names.answers.values() for question in found}
    rest = [question for question in open_ if id(question) not in answered]
    for one in left:
        fitting = [question for question in rest if _is_timed_alike(one, question)]
        scored = sorted(((_shared(one, question), n) for n, question in enumerate(fitting)))
        if (
            scored
            and scored[-1][0] >= _ENOUGH
            and (len(scored) == 1 or scored[-1][0] > scored[-2][0])
        ):
            names.answers[one.name] = [fitting[scored[-1][1]]]
    _put_classes(names, left, asked)
    left = [one for one in left if one.name not in names.answers]
    answered = {id(question) for found in names.answers.values() for question in found}
    rest = [question for question in rest if id(question) not in answered]
    if len(left) == 1 and _is_of_one(left[0], rest):
        names.answers[left[0].name] = rest


def _put_classes(names: Names, told: Sequence[Called], asked: Sequence[Question]) -> None:
    """Whether, or how many, antibodies of a class a person has: to the class and its list."""
    for one in told:
        classes = [question for question in asked if _is_class(one, question)]
        lists = [other for other in asked if classes and _lists(other, classes[0])]
        if one.clock is not None or len(classes) != 1 or not lists:
            continue
        within = [other for other in asked for words in lists if _lists(words, other)]
        names.answers[one.name] = [*classes, *lists, *within]
        names.classes.add(one.name)


def _is_class(one: Called, question: Question) -> bool:
    leaf = question.leaf
    is_antibody = isinstance(leaf, Has) and leaf.type == "antibody" and leaf.id in _OF_ANTIBODIES
    return is_antibody and not question.doubt and _shared(one, question) >= _ENOUGH


_OF_ANTIBODIES = frozenset({"msa", "maa", "ars"})


def _lists(words: Question, other: Question) -> bool:
    """Whether words left to a person are around another part."""
    spans = other.leaf.spans
    return (
        isinstance(words.leaf, Unread)
        and other.leaf != words.leaf
        and all(
            any(span.start <= one.start and one.end <= span.end for span in words.leaf.spans)
            for one in spans
        )
    )


def _is_of_one(one: Called, rest: Sequence[Question]) -> bool:
    """Whether a number left over can only be of what is left: one part, or one length of time."""
    if not rest or not all(_is_timed_alike(one, question) for question in rest):
        return False
    spans = {question.leaf.spans for question in rest}
    return len(rest) == 1 or (one.clock is Clock.STABLE and len(spans) == 1)


def _measures(one: Called, question: Question) -> bool:
    """Whether a number is of what a part compares, by name."""
    leaf = question.leaf
    if not isinstance(leaf, Compare | Window) or not _is_timed_alike(one, question):
        return False
    if isinstance(leaf, Compare):
        is_multiple = leaf.bounds.unit == "xULN"
        if is_multiple != one.name.endswith("_uln"):
            return False
    is_of_half_lives = "half" in one.name and "li" in one.name
    if is_of_half_lives is not (leaf.bounds.unit == "half_life"):
        return False
    core = re.sub(r"^(?:half_li\w+_since_|half_li\w+_)", "", one.core)
    named = {_LIKE.get(core, core), core, one.full, ours(core), *_alternatives(one)}
    return leaf.subject in named or (
        isinstance(leaf, Window) and one.core in _ONSETS and leaf.subject in _DISEASES
    )


def _alternatives(one: Called) -> list[str]:
    """`since_ivig_or_cyclophosphamide` is since either."""
    parts = one.core.split("_or_")
    return [ours(part) for part in parts] if len(parts) > 1 else []


# A total that is named after the shorter one of its kind.
_LIKE = {"mmt8": "mmt"}
_ONSETS = word_set("diagnosis onset disease_onset disease symptom_onset")


_DISEASES = word_set("iim dm pm ibm imnm asys jdm adm disease diagnosis onset ctd cam om")


def _is_timed_alike(one: Called, question: Question) -> bool:
    leaf = question.leaf
    if isinstance(leaf, Compare):
        return one.clock is None
    if not isinstance(leaf, Window):
        return False
    if one.clock is None:
        return one.name.startswith("half_li")
    return one.clock is leaf.clock or {one.clock, leaf.clock} <= {Clock.SINCE, Clock.DURATION}


def without(expr: Expr, left_out: Sequence[Question]) -> Expr | None:
    """A tree without the parts that no fact of its line speaks of; None where nothing is left."""
    gone = [one.leaf for one in left_out] + [one.doubt for one in left_out if one.doubt]
    return _kept(expr, gone) if gone else expr


def _kept(expr: Expr, gone: Sequence[Expr | None]) -> Expr | None:
    """A joint without its parts that are gone whole; what is deeper stays as it is."""
    match expr:
        case Not(part):
            inner = _kept(part, gone)
            return None if inner is None else not_(inner)
        case AnyOf((All(), All((AnyOf(), Unread())))):
            return expr
        case All(parts) | AnyOf(parts):
            kept = [part for part in parts if not _is_gone(part, gone)]
            joint = all_of if isinstance(expr, All) else any_of
            return joint(kept) if kept else None
        case _:
            return None if _is_gone(expr, gone) else expr


def _is_gone(expr: Expr, gone: Sequence[Expr | None]) -> bool:
    return all(leaf in gone for leaf in leaves(expr))
