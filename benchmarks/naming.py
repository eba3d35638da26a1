"""Which part of a sentence each name of a fact speaks of.

Those who coded the lines gave every fact a name of their own (`since_malignancy`,
`renal_disease_severe`). A name is read with the lexicon that reads the sentences, and put to the
one part of the tree that it shares its words with; where two parts or two names vie, to none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

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
    "prior_treatment": "prior_therapy", "male": "sex_male", "female": "sex_female",
    "bhcg_negative": "pregnancy_test_negative", "pex": "plasma_exchange",
}  # fmt: skip
# Facts that are added to a line to say nothing about it.
IDLE = frozenset({"sex", "height_cm", "smoker", "country"})
_PREFIXES = (
    "hx", "prior", "dx", "ab", "since", "is", "has", "currently", "requires", "needs", "on",
    "receiving", "uses", "taking", "current", "active", "any",
)  # fmt: skip
_STEM = 5
SMALL = word_set(
    """
    a an the of to in on at by for from with is are was be been being any has have had having who
    patient patients subject subjects participant participants person individual individuals
    those known history hx evidence diagnosis presence prior previous current currently screening
    baseline before study enrollment enrolment entry test positive found with their or and other
    dx ab ever any that which will would must should may can not no does do
    """
)
VAGUE = word_set("disease diseases disorder disorders condition conditions medical problem")
_SAME = {
    "malig": "cance", "neopl": "cance", "tumor": "cance", "drugs": "drug", "medic": "drug",
    "treat": "thera", "hepat": "liver", "kidne": "renal", "heart": "cardi", "pulmo": "lung",
    "respi": "lung", "sever": "sever", "serio": "sever", "stero": "gluco", "corti": "gluco",
    "allow": "accep", "agree": "accep", "willi": "accep", "adequ": "accep", "fever": "fever",
    "incar": "priso", "detai": "priso", "mri": "mri", "years": "year", "react": "aller",
    "hyper": "aller", "sensi": "aller",  "durat": "durat",
    "side": "toxic", "effec": "toxic", "adver": "toxic", "intol": "toxic", "depen": "taper",
    "needs": "requi", "neede": "requi", "need": "requi", "stopp": "disco",
    "lacta": "breas", "nursi": "breas", "surge": "surge", "trans": "trans", "inves": "inves",
}  # fmt: skip
NEGATIVE = word_set("no not unable unwilling refuses refusal refused without lack inability never")
_EXCEPTING = re.compile(
    r"with (?:the )?exception|except|other than|exclud|apart from|but (?:not|exclud)|unless|sauf"
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
    is_shared: bool = False
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


def ours(name: str) -> str:
    """What we call a thing that the lines call by another name."""
    return NAMES.get(name.lower(), name.lower())


def called(name: str, lexicon: Lexicon) -> Called:
    """A name read: `since_live_vaccine` is a time since a vaccine."""
    low = name.lower()
    clock = _clock(low)
    core_ = core = re.sub(_EXCEPT_TAIL, "", low)
    core = re.sub(r"^planned_(.*)_in$", r"\1", core)
    core = re.sub(_AFTER_TAIL, "", re.sub(_BEGUN_TAIL, "", core))
    core = re.sub(r"_(?:stable|duration|uln|pct|ever|current|active|now)$", "", core)
    core = re.sub(r"_(?:[munk]?g|iu|mg_kg|g_kg)_(?:day|week|month|dose)$", "", core)
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
    said = {stem(word) for word in parts if word not in SMALL and not word.isdigit()}
    rest = {*said, *({stem("allergy")} if is_allergy else ())}
    if is_planned or "planned" in core.split("_"):
        rest.add(stem("planned"))
    is_negative = not NEGATIVE.isdisjoint(low.split("_"))
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


_BEGUN_TAIL = r"(?<=.)_(start|change)$"
_AFTER_TAIL = r"_(?:days_|weeks_|months_)?after_(?:last_dose|treatment|study)$"


def _ids(words: str, lexicon: Lexicon) -> Iterator[str]:
    for text in {words, words.upper()}:
        for hit in lexicon.find(text, fold(text)):
            yield hit.id


def _clock(low: str) -> Clock | None:
    if low.endswith("_stable"):
        return Clock.STABLE
    if low.endswith("_duration"):
        return Clock.DURATION
    if begun := re.search(_BEGUN_TAIL, low):
        return Clock.DURATION if begun[1] == "start" else Clock.STABLE
    if re.search(_AFTER_TAIL, low):
        return Clock.AFTER
    if low.startswith("planned_") and low.endswith("_in"):
        return Clock.UNTIL
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
        case All(parts):
            yield from _walk_all(parts, lexicon, text, denied=denied)
        case AnyOf(parts):
            yield from _walk_any(parts, lexicon, text, denied=denied)
        case AtLeast(_, parts):
            for part in parts:
                yield from _walk(part, lexicon, text, denied=denied)
        case _:
            yield _question(expr, None, lexicon, text, denied)


def _walk_all(
    parts: Sequence[Expr], lexicon: Lexicon, text: str, *, denied: bool
) -> Iterator[Question]:
    """Parts that are all asked for; a leaf and the words that narrow it are one question."""
    pairs, shared = _pairs(parts), _shared_doubts(parts)
    for part in parts:
        if isinstance(part, Has | Compare | Window) and part in pairs:
            yield _question(part, pairs[part], lexicon, text, denied)
        elif isinstance(part, AnyOf) and part in shared:
            for one in _walk(part, lexicon, text, denied=denied):
                yield replace(one, doubt=shared[part], is_shared=True)
        elif part not in (*pairs.values(), *shared.values()):
            yield from _walk(part, lexicon, text, denied=denied)


def _walk_any(
    parts: Sequence[Expr], lexicon: Lexicon, text: str, *, denied: bool
) -> Iterator[Question]:
    """Alternatives; a thing that is there lately and undated is one question."""
    match parts:
        case (All(same), All((AnyOf(), Unread()))):  # either way: the parts once
            parts, undated = same, {}
        case _:
            undated = dict(filter(None, map(_undated, parts)))
    timed = {part.subject for part in parts if isinstance(part, Window)} & undated.keys()
    for part in parts:
        pair = _undated(part)
        if isinstance(part, Window) and part.subject in timed:
            question = _question(part, None, lexicon, text, denied)
            yield replace(question, undated=undated[part.subject])
        elif pair is None or pair[0] not in timed:
            yield from _walk(part, lexicon, text, denied=denied)


def _undated(part: Expr) -> tuple[str, tuple[Has, Unread]] | None:
    match part:
        case All((Has() as has, Unread() as doubt)):
            return has.id, (has, doubt)
        case _:
            return None


def _pairs(parts: Sequence[Expr]) -> dict[Has | Compare | Window, Unread]:
    """The leaves of a joint that have words beside them, each with its words."""
    leaves = [part for part in parts if isinstance(part, Has | Compare | Window)]
    found: dict[Has | Compare | Window, Unread] = {}
    for doubt in parts:
        if isinstance(doubt, Unread):
            covered = [leaf for leaf in leaves if _covers(doubt, leaf)]
            if len(covered) == 1 or all(isinstance(one, Compare | Window) for one in covered):
                found.update(dict.fromkeys(covered, doubt))
    return found


def _shared_doubts(parts: Sequence[Expr]) -> dict[AnyOf, Unread]:
    """Alternatives that the same words narrow: `chronic hepatitis B or C`."""
    match parts:
        case (AnyOf(inner) as some, Unread() as doubt):
            has = [one for one in inner if isinstance(one, Has) and _covers(doubt, one)]
            times = [one for one in inner if isinstance(one, Window) and _covers(doubt, one)]
            return {some: doubt} if len(inner) in {len(has), len(times)} else {}
        case _:
            return {}


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
    words = {stem(word) for word in _words(said) | set(subject.split("_")) if word not in SMALL}
    if isinstance(leaf, Has) and leaf.tense is Tense.PLANNED:
        words.add("plann")
    order = tuple(re.findall(r"[^\W_]+", fold(said))) if isinstance(leaf, Unread) else ()
    return Question(leaf, frozenset(ids), frozenset(words), doubt, is_denied=denied, said=order)


def _words(said: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", fold(said)))
