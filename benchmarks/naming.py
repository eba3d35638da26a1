"""Which part of a sentence each name of a fact speaks of.

Those who coded the lines gave every fact a name of their own (`since_malignancy`,
`renal_disease_severe`). A name is read with the lexicon that reads the sentences, and put to the
one part of the tree that it shares its words with; where two parts or two names vie, to none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from vigie.eligibility.folding import fold, word_set
from vigie.eligibility.lexicon import Lexicon
from vigie.eligibility.logic import (
    All,
    AtLeast,
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

# The names of the lines, where ours differ.
NAMES = {
    "ivig": "immunoglobulins_iv", "csa": "ciclosporin", "mmf": "mycophenolate_mofetil",
    "il2": "interleukin_2", "sts": "sodium_thiosulfate", "mab": "monoclonal_antibody",
    "bcg_vaccine": "bcg", "iv_steroids": "iv_methylprednisolone", "pga_vas": "physician_global",
    "ptga_vas": "patient_global", "emga_vas": "extramuscular_global", "haq_di": "haq",
    "cdasi_a": "cdasi_activity", "das": "das_jdm", "ck": "creatine_kinase",
    "fvc": "vital_capacity", "muscle_enzyme": "muscle_enzymes", "bohan_peter": "bohan_peter_1975",
    "enmc_2016_imnm": "imnm_enmc_2016", "griggs_ibm": "griggs_1995", "enmc_ibm": "ibm_enmc",
    "consent": "informed_consent", "consent_capacity": "informed_consent", "jiim": "jdm",
    "polymerase_iii": "anti_rna_polymerase_iii", "telomerase": "anti_telomerase",
    "centromere": "anti_centromere", "contraception_accepted": "contraception",
    "covid19_pcr_positive": "covid19", "cancer": "malignancy", "steroids": "glucocorticoids",
    "corticosteroids": "glucocorticoids", "lymphoproliferative": "lymphoproliferative_disorder",
    "efgartigimod": "efgartigimod_alfa", "efficient_contraception": "contraception",
    "substance_abuse": "drug_abuse", "reproductive_potential": "childbearing_potential",
    "prior_treatment": "prior_therapy", "male": "sex_male", "female": "sex_female", "bhcg_negative": "pregnancy_test_negative", "pex": "plasma_exchange",
}  # fmt: skip
# Facts that are added to a line to say nothing about it.
IDLE = frozenset({"sex", "height_cm", "smoker", "country"})
_PREFIXES = (
    "hx", "prior", "dx", "ab", "since", "is", "has", "currently", "requires", "needs", "on",
    "receiving", "uses", "taking", "current", "active", "any", "other", "failed", "stopped",
)  # fmt: skip
_STEM = 5
_SMALL = word_set(
    """
    a an the of to in on at by for from with is are was be been being any has have had having who
    patient patients subject subjects participant participants person individual individuals
    those known history hx evidence diagnosis presence prior previous current currently screening
    baseline before study enrollment enrolment entry test positive found with their or and other
    dx ab ever any that which will would must should may can not no does do
    """
)
_VAGUE = word_set(
    "disease diseases disorder disorders condition conditions medical problem illness"
)
_SAME = {
    "malig": "cance", "neopl": "cance", "tumor": "cance", "drugs": "drug", "medic": "drug",
    "treat": "thera", "hepat": "liver", "kidne": "renal", "heart": "cardi", "pulmo": "lung",
    "respi": "lung", "sever": "sever", "serio": "sever", "steroi": "gluco", "corti": "gluco",
    "allow": "accep", "agree": "accep", "willi": "accep", "adequ": "accep", "fever": "fever",
    "incar": "priso", "detai": "priso", "mri": "mri", "years": "year", "reacti": "aller",
    "hyper": "aller", "sensi": "aller", "allerg": "aller", "durat": "durat", "unsaf": "safe",
    "safel": "safe", "scree": "scree", "side": "toxic", "effec": "toxic", "adver": "toxic", "intol": "toxic", "depen": "taper",
    "needs": "requi", "neede": "requi", "need": "requi", "stopp": "disco",
    "lacta": "breas", "nursi": "breas", "surge": "surge", "trans": "trans", "inves": "inves",
}  # fmt: skip
_NEGATIVE = word_set("no not unable unwilling refuses refusal refused without lack inability never")
_EXCEPTING = re.compile(
    r"(?:with (?:the )?exception|except|other than|exclud|apart from|but (?:not|exclud)|unless|sauf)"
)


@dataclass(frozen=True, slots=True)
class Question:
    """One part of a tree that a fact may answer; `doubt` is the words beside its leaf."""

    leaf: Compare | Window | Has | Unread
    ids: frozenset[str]
    words: frozenset[str]
    doubt: Unread | None = None
    undated: tuple[Has, Unread] | None = None
    is_denied: bool = False
    said: tuple[str, ...] = ()

    @property
    def is_exception(self) -> bool:
        """Whether it is the case that a sentence leaves out."""
        text = self.leaf.text if isinstance(self.leaf, Unread) else ""
        said = fold(self.doubt.text if self.doubt else text)
        return bool(_EXCEPTING.match(said)) or "not count" in said or "allowed" in said


@dataclass(frozen=True, slots=True)
class Called:
    """A name of a fact: the things it names, its other words, what it counts."""

    name: str
    ids: frozenset[str]
    words: frozenset[str]
    core: str
    full: str
    clock: Clock | None = None
    is_planned: bool = False
    is_negative: bool = False
    is_excepting: bool = False


@dataclass
class Names:
    """The names of one line's facts, each put to the parts of the tree that it speaks of."""

    answers: dict[str, list[Question]] = field(default_factory=dict)
    left_out: list[Question] = field(default_factory=list)
    joint: list[tuple[Unread, bool, tuple[str, ...]]] = field(default_factory=list)
    also: dict[str, list[Question]] = field(default_factory=dict)
    whole: str | None = None
    is_turned: bool = False


def ours(name: str) -> str:
    """What we call a thing that the lines call by another name."""
    return NAMES.get(name.lower(), name.lower())


def called(name: str, lexicon: Lexicon) -> Called:
    """A name read: `since_live_vaccine` is a time since a vaccine."""
    low = name.lower()
    clock = _clock(low)
    core_ = core = re.sub(_EXCEPT_TAIL, "", low)
    core = re.sub(r"_(?:stable|duration|uln|pct|ever|current|active|now)$", "", core)
    full = ours(core)
    is_allergy = core.removeprefix("hx_").startswith("allergy_")
    parts = [part for part in core.split("_") if part]
    is_planned = parts[0] in {"planned", "scheduled"}
    while len(parts) > 1 and (parts[0] in _PREFIXES or parts[0] in {"planned", "allergy"}):
        parts = parts[1:]
    bare = ours("_".join(parts))
    if is_allergy:
        bare = f"hypersensitivity_{bare}"
    ids = {bare, ours(core), *_ids(" ".join(parts), lexicon)}
    said = {stem(word) for word in parts if word not in _SMALL and not word.isdigit()}
    rest = {*said, *({stem("allergy")} if is_allergy else ())}
    if is_planned or "planned" in core.split("_"):
        rest.add(stem("planned"))
    is_negative = not _NEGATIVE.isdisjoint(low.split("_"))
    return Called(
        name,
        frozenset(ids),
        frozenset(rest),
        bare,
        full,
        clock,
        is_planned,
        is_negative,
        core_ != low,
    )


_EXCEPT_TAIL = r"_(?:except|other_than|excluding|not_including|without)_.*$"


def _ids(words: str, lexicon: Lexicon) -> Iterator[str]:
    for text in {words, words.upper()}:
        for hit in lexicon.find(text, fold(text)):
            yield hit.id


def _clock(low: str) -> Clock | None:
    if low.endswith("_stable"):
        return Clock.STABLE
    if low.endswith("_duration"):
        return Clock.DURATION
    return Clock.SINCE if low.startswith("since_") else None


def stem(word: str) -> str:
    """The beginning of a word, one for those that mean the same."""
    short = fold(word).removesuffix("s")[:_STEM]
    return _SAME.get(short, short)


def questions(tree: Expr, lexicon: Lexicon, text: str) -> list[Question]:
    """The parts of a tree, each leaf with the words that narrow it."""
    found: list[Question] = []
    for one in _walk(tree, lexicon, text, denied=False):
        if one not in found:
            found.append(one)
    return found


def _walk(expr: Expr, lexicon: Lexicon, text: str, *, denied: bool) -> Iterator[Question]:
    match expr:
        case Not(part):
            yield from _walk(part, lexicon, text, denied=not denied)
        case AnyOf((All(parts), All((AnyOf(), Unread())))):
            for part in parts:
                yield from _walk(part, lexicon, text, denied=denied)
        case All(parts):
            pairs = _pairs(parts)
            for part in parts:
                if isinstance(part, Has | Compare | Window) and part in pairs:
                    yield _question(part, pairs[part], lexicon, text, denied)
                elif part not in pairs.values():
                    yield from _walk(part, lexicon, text, denied=denied)
        case AnyOf(parts) | AtLeast(_, parts):
            undated = {
                has.id: (has, doubt)
                for part in parts
                if isinstance(part, All)
                for has, *rest in (part.parts,)
                for doubt in rest
                if isinstance(has, Has) and isinstance(doubt, Unread)
            }
            for part in parts:
                if isinstance(part, Window) and part.subject in undated:
                    question = _question(part, None, lexicon, text, denied)
                    yield replace(question, undated=undated[part.subject])
                    continue
                if isinstance(part, All) and any(part.parts == pair for pair in undated.values()):
                    if any(isinstance(p, Window) and p.subject == part.parts[0].id for p in parts):  # type: ignore[union-attr]
                        continue
                yield from _walk(part, lexicon, text, denied=denied)
        case _:
            yield _question(expr, None, lexicon, text, denied)


def _pairs(parts: Sequence[Expr]) -> dict[Has | Compare | Window, Unread]:
    """The leaves of a joint that have words beside them, each with its words."""
    leaves = [part for part in parts if isinstance(part, Has | Compare | Window)]
    found: dict[Has | Compare | Window, Unread] = {}
    for doubt in parts:
        if isinstance(doubt, Unread):
            covered = [leaf for leaf in leaves if _covers(doubt, leaf)]
            if len(covered) == 1:
                found[covered[0]] = doubt
    return found


def _covers(doubt: Unread, leaf: Has | Compare | Window) -> bool:
    return bool(leaf.spans) and any(
        span.start <= leaf.spans[0].start and leaf.spans[-1].end <= span.end for span in doubt.spans
    )


def _question(
    leaf: Compare | Window | Has | Unread,
    doubt: Unread | None,
    lexicon: Lexicon,
    text: str,
    denied: bool,
) -> Question:
    said = " ".join(span.of(text) for one in (leaf, doubt) if one for span in one.spans)
    ids, subject = set(), ""
    if isinstance(leaf, Has):
        ids, subject = {leaf.id}, leaf.id
    elif not isinstance(leaf, Unread):
        ids, subject = {leaf.subject}, leaf.subject
    if doubt or isinstance(leaf, Unread):
        ids |= {hit.id for hit in lexicon.find(said, fold(said))}
    words = {stem(word) for word in _words(said) | set(subject.split("_")) if word not in _SMALL}
    if isinstance(leaf, Has) and leaf.tense is Tense.PLANNED:
        words.add("plann")
    order = tuple(re.findall(r"[^\W_]+", fold(said))) if isinstance(leaf, Unread) else ()
    return Question(leaf, frozenset(ids), frozenset(words), doubt, is_denied=denied, said=order)


def _words(said: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", fold(said)))


def put(tree: Expr, facts: Mapping[str, Any], lexicon: Lexicon, text: str) -> Names:
    """The names of a line's facts (with a value of each) put to the parts of its tree."""
    asked = questions(tree, lexicon, text)
    told = [called(name, lexicon) for name in facts if name not in IDLE or _named_in(name, asked)]
    names = Names()
    flags = [one for one in told if isinstance(facts[one.name], bool)]
    numbers = [one for one in told if not isinstance(facts[one.name], bool)]
    if len(flags) == len(told) == 1 and _is_whole(flags[0], tree, asked):
        names.whole, names.is_turned = flags[0].name, _is_turned(flags[0], tree)
        return names
    _put_numbers(names, numbers, asked)
    _put_flags(names, flags, asked)
    _put_last(names, flags, asked)
    _drop_shared(names, told, asked)
    _add_classes(names, flags, asked)
    joint = {name for _, _, flags in names.joint for name in flags}
    if all(one.name in names.answers or one.name in joint for one in told):
        _leave_out(names, asked)
    return names


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
        is_number = any(one.clock is not None for one in left) or any(
            letter.isdigit() for letter in words.text
        )
        if vying and _shared_out(names, question, vying, words):
            left = [one for one in left if one not in vying]
            continue
        is_open = bool(vying) or (is_number and bool(left))
        for found in names.answers.values():
            if is_open and question in found:
                found.remove(question)
    names.answers = {name: found for name, found in names.answers.items() if found}


_OR_ONLY = re.compile(r"\b(?:and|with|plus|but)\b|;")
_AND_ONLY = re.compile(r"\b(?:or|nor|if|either)\b|[,;/]")


def _shared_out(names: Names, question: Question, vying: Sequence[Called], words: Unread) -> bool:
    """Several facts that one stretch of words speaks of: its only joint says how they join."""
    said = fold(words.text)
    holders = [name for name, found in names.answers.items() if question in found]
    flags = [*holders, *(one.name for one in vying if one.clock is None)]
    denied = not _NEGATIVE.isdisjoint(said.split()) or "except" in said or "unless" in said
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
        question for question in asked if question not in answered and question.leaf not in words
    ]


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
    return bool(fitting) and not denied and (not is_negative or one.is_negative)


def is_turned_round(one: Called, question: Question) -> bool:
    """Whether words left to a person deny what a name names, before they name it."""
    denied = next((n for n, word in enumerate(question.said) if word in _NEGATIVE), None)
    if denied is None:
        return False
    named = [n for n, word in enumerate(question.said) if stem(word) in one.words]
    return not named or denied < named[0]


def _is_turned(one: Called, tree: Expr) -> bool:
    """Whether the fact says the contrary of what the sentence denies."""
    return isinstance(tree, Not) and not one.is_negative


def _shared(one: Called, question: Question) -> float:
    """How much of a name a part of the sentence says: 1 is all of it."""
    if one.core in question.ids or one.full in question.ids:
        return 1.1
    if question.ids & one.ids and not isinstance(question.leaf, Unread) and not question.doubt:
        rest = one.words - question.words - {stem(word) for word in _VAGUE}
        return 1.0 if not rest else 0.6 if len(rest) == 1 else 0.4
    said = one.words - {stem(word) for word in _VAGUE} or one.words
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
        return 1.2
    if isinstance(question.leaf, Has) and one.is_planned != (question.leaf.tense is Tense.PLANNED):
        if one.is_planned or not question.doubt:
            return min(0.4, _shared(one, question))
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
    left = [one for one in left if one.name not in names.answers]
    answered = {id(question) for found in names.answers.values() for question in found}
    rest = [question for question in rest if id(question) not in answered]
    if len(left) == len(rest) == 1 and _is_timed_alike(left[0], rest[0]):
        names.answers[left[0].name] = rest


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
    named = {core, one.full, ours(core), *_alternatives(one)}
    return leaf.subject in named or (
        isinstance(leaf, Window) and one.core in _ONSETS and leaf.subject in _DISEASES
    )


def _alternatives(one: Called) -> list[str]:
    """`since_ivig_or_cyclophosphamide` is since either."""
    parts = one.core.split("_or_")
    return [ours(part) for part in parts] if len(parts) > 1 else []


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
