"""One item of a sentence as a tree: what it names, and the words that narrow it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from vigie.eligibility.cuts.cutting import leaves_of, says, span_of, word, words
from vigie.eligibility.cuts.pieces import Leaf, Piece
from vigie.eligibility.cuts.small_words import (
    ASIDE,
    BEYOND,
    CHANGES,
    MEASURING,
    NARROW,
    NEGATIONS,
    NOT_THE_VALUE,
    TAILS,
    TIMING,
)
from vigie.eligibility.cuts.spent import lasting, spent
from vigie.eligibility.meaning.logic import (
    Clock,
    Compare,
    Expr,
    Has,
    Tense,
    Unread,
    Window,
    all_of,
    not_,
)
from vigie.eligibility.meaning.logic import leaves as leaves_of_tree
from vigie.eligibility.words.folding import fold, word_set
from vigie.eligibility.words.leaves import Reading
from vigie.eligibility.words.lexing import Sort
from vigie.eligibility.words.polarity import Polarity


@dataclass(frozen=True, slots=True)
class Context:
    """The sentence that is read, the section it stands in, and whether `no` stands over it.

    `is_denied` is None where an exception makes it uncertain how often a thing is denied.
    """

    reading: Reading
    polarity: Polarity
    is_denied: bool | None = False

    @property
    def text(self) -> str:
        """The text of the sentence."""
        return self.reading.text

    def denied(self) -> Context:
        """Under a negation; what is listed there is alternatives, as among the exclusions."""
        turned = None if self.is_denied is None else not self.is_denied
        return replace(self, polarity=Polarity.EXCLUSION, is_denied=turned)

    def after_colon(self) -> Context:
        """After a colon or a semicolon, what is denied before it is not marked as denied."""
        return replace(self, is_denied=None) if self.is_denied else self

    def said(self, found: Sequence[Piece]) -> Unread:
        """A stretch left to a person, in its words."""
        span = span_of(found)
        return Unread(span.of(self.text).strip(), (span,))


def atom(ctx: Context, found: Sequence[Piece]) -> Expr:
    """One item: its leaf alone, leaf and narrowing words, or its words."""
    unread = ctx.said(found)
    found = _without_course(found)
    leaves = leaves_of(found)
    if not leaves or any(_is_turned(ctx, leaf) for leaf in leaves):
        return unread
    if all(leaf.is_comparison for leaf in leaves):
        value = _counted_lately(found, leaves, unread) or _measured(ctx, found, leaves, unread)
        return _under_denial(value, unread) if ctx.is_denied else value
    bounded = _negative(ctx, found) or _of_sex(ctx, found) or _bounded_among(found, leaves, unread)
    if bounded is not None:
        return bounded
    before, after = _around(found)
    tail = next((n for n, piece in enumerate(after) if word(piece) in TAILS), len(after))
    kept, is_cut = after[:tail], tail < len(after)
    if is_wide(before) or is_wide(kept) or _is_of_another(found):
        return unread
    expr = _only(leaves[:1] if is_cut else leaves)
    if expr is None:
        return unread
    is_narrow = is_cut or any(map(is_narrowing, (*before, *kept)))
    return all_of([expr, unread]) if is_narrow else expr


def _without_course(found: Sequence[Piece]) -> Sequence[Piece]:
    """`Contraception throughout the study`: when it is asked for anyway."""
    at = next((n for n, piece in enumerate(found) if piece.word in {"during", "throughout"}), 0)
    before = found[at - 1] if at else None
    is_asked = isinstance(before, Leaf) and before.id == "contraception"
    is_course = all(piece.word in _COURSE for piece in found[at:])
    return found[:at] if is_asked and is_course else found


_COURSE = word_set(
    "during throughout the their entire whole full study trial treatment period course of duration"
    " participation phase in this all"
)


def _bounded_among(found: Sequence[Piece], leaves: Sequence[Leaf], unread: Unread) -> Expr | None:
    """`Worsening of ILD under prednisone > 0.5`: false where the bound fails, else to be judged."""
    compared = [leaf for leaf in leaves if leaf.is_comparison]
    if not compared or len(compared) == len(leaves) or _is_alternative(found):
        return None
    if {leaf.type for leaf in compared} == {"window"} or _changed(found):
        return None
    if {leaf.type for leaf in leaves} in _OF_ONE:
        return None
    expr = _only(compared)
    is_lately = all(map(_is_lately, compared))
    return all_of([expr, unread]) if expr is not None and is_lately else None


# A value that belongs to what is named beside it: a probability, the age of those who have it.
_OF_ONE = (
    {"classification", "measurement"}, {"measurement"}, {"classification"}, {"subtype", "age"},
)  # fmt: skip


def _is_alternative(found: Sequence[Piece]) -> bool:
    """Whether a joint, a denial or a turn stands inside: the bound may not be asked for."""
    said = set(words(found))
    numbers = any(not isinstance(one, Leaf) and one.sort is Sort.NUMBER for one in found)
    return numbers or bool(said & (BEYOND | NEGATIONS | NOT_THE_VALUE | {"or", "and", ",", "/"}))


DENYING_AFTER = frozenset({"negative", "absent"})
"""Words that deny the thing they follow."""


def _negative(ctx: Context, found: Sequence[Piece]) -> Expr | None:
    """`HIV negative`: the contrary of having it."""
    leaves = leaves_of(found)
    at = next((n for n, piece in enumerate(found) if piece.word in DENYING_AFTER), 0)
    if not at or len(leaves) != 1 or leaves[0].type not in {"infection", "antibody", "condition"}:
        return None
    if found[at - 1] is not leaves[0] or ctx.is_denied is None:
        return None
    return not_(atom(ctx, [*found[:at], *found[at + 1 :]]))


def _of_sex(ctx: Context, found: Sequence[Piece]) -> Expr | None:
    """`Hemoglobin < 9 g/dL for a man`: a man, and the value."""
    leaves = leaves_of(found)
    sexes = [leaf for leaf in leaves if leaf.id in {"sex_male", "sex_female"}]
    rest = [leaf for leaf in leaves if leaf not in sexes]
    if len(sexes) != 1 or len(rest) != 1 or not rest[0].is_comparison or rest[0].type == "age":
        return None
    kept = [piece for piece in found if piece is not sexes[0]]
    expr = replace(sexes[0].expr, tense=Tense.NOW) if isinstance(sexes[0].expr, Has) else None
    return all_of([expr, atom(ctx, kept)]) if expr else None


def _measured(ctx: Context, found: Sequence[Piece], leaves: Sequence[Leaf], unread: Unread) -> Expr:
    """A value with how it is taken; words not known beside it narrow it."""
    said = [piece for piece in found if not isinstance(piece, Leaf)]
    names = {piece.word for piece in said}
    if any(isinstance(leaf.expr, Window) and leaf.expr.bounds.upper for leaf in leaves):
        names.discard("during")
        said = [piece for piece in said if piece.word != "during"]
    if any(leaf.type == "window" for leaf in leaves):  # `times 84 days prior to`
        names.discard("times")
        said = [piece for piece in said if piece.word != "times"]
    is_turned = names & (BEYOND | NEGATIONS | NOT_THE_VALUE) or any(
        piece.sort is Sort.NUMBER for piece in said
    )
    expr = lasting(found, _to_come(unread, _of_onset(found, _only(leaves))))
    if not ctx.is_denied:
        expr = spent(ctx.reading, found, expr)
    if isinstance(expr, Window) and expr.clock is Clock.UNTIL:
        return expr
    changed = _changed(found)
    if is_turned or expr is None or (changed and not isinstance(expr, Compare)):
        return unread
    is_told = isinstance(expr, Compare) and expr.subject.endswith(_CHANGED)
    is_of_normal = isinstance(expr, Compare) and expr.bounds.unit in {"xULN", "xLLN"}
    if changed and isinstance(expr, Compare) and not is_told and not is_of_normal:
        return replace(expr, subject=f"{expr.subject}_{changed}")
    is_timed = any(isinstance(leaf.expr, Window) or leaf.type == "window" for leaf in leaves)
    known = MEASURING | (TIMING if is_timed else frozenset())
    known |= CHANGES.keys() if is_told or is_of_normal else frozenset()
    strange = [p for p in said if p.word == ASIDE or (says(p) and p.word not in known)]
    if not strange:
        return expr
    is_narrow = all(map(is_narrowing, strange))
    is_said = not _OF_LENGTH.isdisjoint(fold(unread.text).replace("≥", " ≥ ").split())
    if is_timed and not is_narrow and _is_aside(ctx, leaves):
        return unread
    is_sure = not is_timed or is_narrow or is_said or all(map(_is_lately, leaves))
    return all_of([expr, unread]) if is_sure else unread


def _turns(found: Sequence[Piece]) -> bool:
    """Whether a number was left there, or a word that makes it another thing."""
    said = set(words(found))
    has_number = any(not isinstance(one, Leaf) and one.sort is Sort.NUMBER for one in found)
    return has_number or bool(said & (BEYOND | NEGATIONS | NOT_THE_VALUE))


def _counted_lately(found: Sequence[Piece], leaves: Sequence[Leaf], unread: Unread) -> Expr | None:
    """`Two relapses within a year`: one lately, two ever; how many lately is to be judged."""
    exprs = {leaf.type: leaf.expr for leaf in leaves}
    count, time = exprs.get("count"), exprs.get("window")
    if len(leaves) != 2 or len({leaf.id for leaf in leaves}) != 1 or _turns(found):
        return None
    if not isinstance(count, Compare) or not isinstance(time, Window):
        return None
    is_lately = time.clock is Clock.SINCE and time.bounds.lower is None
    if not is_lately or not count.bounds.lower:
        return None
    least = replace(count.bounds, upper=None, upper_inclusive=False)
    return all_of([replace(count, bounds=least), time, unread])


_OF_LENGTH = word_set("for least minimum more longer ≥ > >= exceeding over than off without")


# How the name of a change of a measurement ends.
_CHANGED = ("_decline", "_increase", "_change")


def _is_aside(ctx: Context, leaves: Sequence[Leaf]) -> bool:
    """Whether what is timed stands in a bracket: the words before it may be what is meant."""
    timed = {leaf.expr.subject for leaf in leaves if isinstance(leaf.expr, Window)}
    named = [one.span for one in ctx.reading.concepts if one.id in timed]
    return bool(named) and any(_is_inside(ctx.text, span.start) for span in named)


def _is_inside(text: str, at: int) -> bool:
    """Whether a place stands in a bracket."""
    before = text[:at]
    return before.count("(") > before.count(")") or before.count("[") > before.count("]")


def _is_lately(leaf: Leaf) -> bool:
    """A window whose side was said: a bare length of time might be of the other side."""
    return not isinstance(leaf.expr, Window) or leaf.expr.bounds.lower is None


def _of_onset(found: Sequence[Piece], expr: Expr | None) -> Expr | None:
    """`Diagnosis 6 months ago`, `onset before the age of 18`: what is timed is that."""
    said = set(words(found))
    begins = "onset" if "onset" in said else "diagnosis" if said & _DIAGNOSED else None
    if isinstance(expr, Window) and expr.subject in _NOTHING:
        return replace(expr, subject=begins) if begins else None
    is_age = isinstance(expr, Compare) and expr.subject == "age"
    return None if is_age and begins and said & {"before", "after", "onset"} else expr


def _to_come(unread: Unread, expr: Expr | None) -> Expr | None:
    """`Planned surgery within 6 months`, `in the coming year`: time until it."""
    said = set(fold(unread.text).split())
    if not isinstance(expr, Window) or expr.clock is not Clock.SINCE or not said & _AHEAD:
        return expr
    if said & _BEHIND or expr.bounds.upper is None:
        return None
    return replace(expr, clock=Clock.UNTIL)


_AHEAD = word_set(
    "coming next upcoming forthcoming planned scheduled anticipated prochains prochaines prevu"
    " prevue"
)
_BEHIND = word_set("last past previous previously preceding ago prior before earlier")


_DIAGNOSED = word_set("diagnosis diagnosed")
_NOTHING = frozenset({"time", "screening", "baseline", "quantity", ""})


def _under_denial(value: Expr, unread: Unread) -> Expr:
    """A value under `no`; of a time without a thing, the contrary of the contrary."""
    if _is_without(value):
        return not_(value)
    return unread if any(map(_is_without, leaves_of_tree(value))) else value


def _is_without(expr: Expr) -> bool:
    """`No rituximab for 6 months`: the denial is that of the drug; the time is asked for."""
    return (
        isinstance(expr, Window)
        and expr.clock in {Clock.SINCE, Clock.DURATION}
        and expr.bounds.lower is not None
    )


def _around(found: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The words before the first leaf, and all after it."""
    first = next(n for n, piece in enumerate(found) if isinstance(piece, Leaf))
    return list(found[:first]), [piece for piece in found[first:] if piece is not found[first]]


def _is_turned(ctx: Context, leaf: Leaf) -> bool:
    """Whether a thing is said to be denied where no denial was read, or the other way round."""
    if leaf.is_comparison or ctx.is_denied is None:
        return False
    return leaf.is_negated is not ctx.is_denied


def is_wide(found: Sequence[Piece]) -> bool:
    """Whether a word stands there whose sense is not known: it may change everything."""
    for piece in found:
        if isinstance(piece, Leaf):
            continue
        if piece.word in BEYOND or piece.word in NEGATIONS:
            return True
        if piece.sort is Sort.NUMBER or (says(piece) and not is_narrowing(piece)):
            return True
    return False


def is_narrowing(piece: Piece) -> bool:
    """Whether a word makes the thing it stands by narrower, never wider."""
    return word(piece) in NARROW or word(piece) in TAILS or word(piece) == ASIDE


def _changed(found: Sequence[Piece]) -> str | None:
    """`A fall in FVC by 10 %`: the change is compared, not the value."""
    return next((CHANGES[said] for said in words(found) if said in CHANGES), None)


ILLS = frozenset({"condition", "infection", "subtype"})
_OF_TREATMENT = word_set(
    "treatment treatments treated therapy therapies medication medications drug drugs vaccine test"
    " testing"
)
_RESULTS = word_set("positive negative abnormal result results showing")
_WILLING = word_set("willing able agree agrees voluntary voluntarily ability willingness")
_WILLED = frozenset({"consent", "pregnancy", "other"})


def _is_of_another(found: Sequence[Piece]) -> bool:
    """Whether a plain word makes it another thing: the treatment of a disease, the wish for it."""
    said = words(found)
    types = {leaf.type for leaf in leaves_of(found)}
    if ("screening", "for") in set(pairwise(said)):
        return True
    is_tested = types == {"infection"} and not {"positive", "positivity"}.isdisjoint(said)
    is_treated = bool(types & ILLS) and not _OF_TREATMENT.isdisjoint(said) and not is_tested
    if types == {"procedure"} and not _RESULTS.isdisjoint(said):
        return True
    return is_treated or (not types <= _WILLED and not _WILLING.isdisjoint(said))


def _only(leaves: Sequence[Leaf]) -> Expr | None:
    """What several leaves without a connective between them say; None where it is not sure."""
    rest = [leaf for leaf in leaves if not _is_beside(leaf, leaves)]
    kinds = {leaf.type for leaf in rest}
    if len(rest) == 1:
        return rest[0].expr
    if len({leaf.id for leaf in rest}) == 1 and not any(leaf.is_comparison for leaf in rest):
        return rest[0].expr
    probable = [leaf for leaf in rest if leaf.is_comparison and leaf.id == "probability"]
    if probable and kinds <= {"classification", "measurement"} and len(rest) == 2:
        return probable[0].expr
    measured = [leaf for leaf in rest if leaf.type == "measurement"]
    if len({leaf.id for leaf in rest}) < len(rest) or len(measured) > 1:
        return None
    is_lost = any(_is_of_nothing(leaf) for leaf in rest)
    are_one = all(leaf.is_comparison for leaf in rest) or kinds in _WHO or kinds <= _TOGETHER
    return all_of([leaf.expr for leaf in rest]) if rest and are_one and not is_lost else None


def _is_of_nothing(leaf: Leaf) -> bool:
    """`At any time in the past 6 months`: the window is of what stands beside it."""
    return isinstance(leaf.expr, Window) and leaf.expr.subject in _NOTHING


# A form, the criteria it is known by and the antibody it has are said in one breath.
_WHO = ({"subtype", "age"},)
_TOGETHER = frozenset({"subtype", "classification", "antibody"})


def _is_beside(leaf: Leaf, leaves: Sequence[Leaf]) -> bool:
    """The women of `pregnant women`, the antibodies of `anti-SRP antibodies` say nothing more."""
    is_infection = leaf.id == "active_infection" and leaf.type == "infection"
    if is_infection and any(other.type == "infection" and other.id != leaf.id for other in leaves):
        return True
    if leaf.id == "prior_therapy" and any(
        other.type == "treatment" and other is not leaf for other in leaves
    ):
        return True
    is_sex = isinstance(leaf.expr, Has) and leaf.id in {"sex_female", "sex_male"}
    return is_sex and any(other.type in {"pregnancy", "age"} for other in leaves)
