"""The lists of a sentence: what opens them, what reaches over their items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from vigie.eligibility.folding import word_set
from vigie.eligibility.lexing import Token
from vigie.eligibility.logic import Compare, Has, Tense
from vigie.eligibility.pieces import Leaf, Piece


@dataclass(frozen=True, slots=True)
class Listed:
    """The items of a sentence; `number` of them are wanted, where its head says how many."""

    items: list[Piece]
    number: int | None = None


_HEAD = word_set(
    """
    the of following these this those one or more at least any have has having must be with a
    patients patient subjects participants subgroups subgroup subtypes subtype conditions criteria
    diagnosis diagnoses items is are as defined by to in for had been diagnosed from
    meet meets fulfil fulfill fulfilling confirmed requires
    """
)
_ONE = (["one", "or", "more"], ["at", "least", "one"])


def listed(found: Sequence[Piece]) -> Listed | None:
    """The items after the colon that opens them; None where the head says something else."""
    colons = [n for n, piece in enumerate(found) if isinstance(piece, Token) and piece.word == ":"]
    if not colons:
        return Listed(list(found))
    head, items = found[: colons[0]], list(found[colons[0] + 1 :])
    counts = [piece for piece in head if isinstance(piece, Leaf)]
    words = [piece.word for piece in head if isinstance(piece, Token)]
    if len(colons) > 1 or not set(words) <= _HEAD:
        return None
    if not counts:
        is_one = any(words[at : at + 3] in _ONE for at in range(len(words)))
        return Listed(items, 1) if is_one else Listed(items)
    number = _number(counts)
    return Listed(items, number) if number else None


def _number(counts: Sequence[Leaf]) -> int | None:
    """How many a head asks for, where it asks for a least number and nothing else."""
    if len(counts) != 1 or counts[0].type != "count":
        return None
    expr = counts[0].expr
    if not isinstance(expr, Compare) or expr.bounds.upper is not None or not expr.bounds.lower:
        return None
    is_whole = expr.bounds.lower_inclusive and expr.bounds.lower == int(expr.bounds.lower)
    return int(expr.bounds.lower) if is_whole else None


ALLERGY = "hypersensitivity"


def of_allergies(found: Sequence[Piece]) -> list[Piece]:
    """`Allergy to a or b`: an allergy to each, never the taking of it."""
    leaves = [piece for piece in found if isinstance(piece, Leaf)]
    first, rest = leaves[:1], leaves[1:]
    is_allergy = bool(first) and first[0].id == ALLERGY and first[0].type == "condition"
    if not rest or not is_allergy or any(leaf.type != "treatment" for leaf in rest):
        return list(found)
    return [
        _allergy(piece) if isinstance(piece, Leaf) else piece
        for piece in found
        if piece is not first[0]
    ]


def _allergy(leaf: Leaf) -> Leaf:
    id_ = f"{ALLERGY}_{leaf.id}"
    has = Has("condition", id_, Tense.EVER, (leaf.span,))
    return replace(leaf, expr=has, id=id_, type="condition", is_reaching=False)


_HISTORY = frozenset({"history"})
_TENSE = word_set("current currently active ongoing present planned presence known")


_PAST = word_set("history past previous previously prior former formerly ever")
_NOW = word_set("current currently present active ongoing concurrent now")
_JOINTS = frozenset({"or", "and", "/", ","})


def is_of_all_times(found: Sequence[Piece]) -> bool:
    """`History of or current`, `past or present`: no single time is meant."""
    words = [piece.word if isinstance(piece, Token) else "" for piece in found]
    for at, word in enumerate(words):
        if word in _JOINTS:
            before, after = set(words[max(0, at - 2) : at]), set(words[at + 1 : at + 3])
            if (before & _PAST and after & _NOW) or (before & _NOW and after & _PAST):
                return True
    return False


def with_history(found: Sequence[Piece]) -> list[Piece]:
    """`History of a, b or c` is of all of them, where no word says otherwise."""
    words = [piece.word for piece in found if isinstance(piece, Token)]
    first = next((n for n, piece in enumerate(found) if isinstance(piece, Leaf)), len(found))
    opening = [piece.word for piece in found[:first] if isinstance(piece, Token)]
    if _HISTORY.isdisjoint(opening) or not _TENSE.isdisjoint(words):
        return list(found)
    return [_past(piece) if isinstance(piece, Leaf) else piece for piece in found]


def _past(leaf: Leaf) -> Leaf:
    if not isinstance(leaf.expr, Has) or leaf.expr.tense is not Tense.NOW:
        return leaf
    return replace(leaf, expr=replace(leaf.expr, tense=Tense.EVER))


_LONG = 8


def without_examples(found: Sequence[Piece]) -> list[Piece] | None:
    """What a thing named is `such as` adds nothing; None where it is not sure where it ends."""
    for at in range(1, len(found) - 1):
        pair = [piece.word for piece in found[at : at + 2] if isinstance(piece, Token)]
        named = found[at - 1]
        if pair != ["such", "as"] or not isinstance(named, Leaf):
            continue
        rest = [piece.word if isinstance(piece, Token) else "" for piece in found[at:]]
        ends = any(
            rest[n] in {";", ":"} or (rest[n] == "," and rest[n + 1] in {"or", "and"})
            for n in range(len(rest) - 1)
        )
        is_antibody = isinstance(named, Leaf) and named.type == "antibody"
        is_long = len(rest) > _LONG
        return None if ends or is_antibody or is_long else list(found[:at])
    return list(found)


def defined(found: Sequence[Piece]) -> list[Piece]:
    """What a thing is `defined as` stands for it, where the sentence says nothing else."""
    words = [piece.word if isinstance(piece, Token) else "" for piece in found]
    for at in range(len(found) - 2):
        length = next((len(sign) for sign in _MEANS if words[at : at + len(sign)] == sign), 0)
        if length and not _NOT_A_NAME & set(words[:at]):
            tail = found[at + length :]
            is_measured = all(_is_measured(one) for one in tail if isinstance(one, Leaf))
            head_compares = any(isinstance(one, Leaf) and one.is_comparison for one in found[:at])
            return list(tail) if is_measured and not head_compares else list(found)
    return list(found)


def _is_measured(leaf: Leaf) -> bool:
    return leaf.type in {"measurement", "age", "dose"}


_MEANS = (["defined", "as"], ["defined", "by"], ["i", ".", "e", "."])
_NOT_A_NAME = _TENSE | word_set("or and no not without except unless other than never ; : .")


def split_by_with(found: Sequence[Piece]) -> tuple[list[Piece], list[Piece]] | None:
    """A form of the disease, and what it must come with; None for any other sentence."""
    for at, piece in enumerate(found):
        if not isinstance(piece, Token) or piece.word not in {"with", "and"}:
            continue
        head, rest = list(found[:at]), list(found[at + 1 :])
        first = [one for one in head if isinstance(one, Leaf)]
        if not first:
            continue
        then = {one.type for one in rest if isinstance(one, Leaf)}
        is_plain = piece.word == "with" and {one.type for one in first} <= _FORMS
        return (head, rest) if is_plain and then and then <= _SIGNS else None
    return None


_FORMS = frozenset({"subtype", "classification"})
_SIGNS = frozenset({"condition", "antibody", "measurement"})
