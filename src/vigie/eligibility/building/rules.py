"""The rules that read a stretch of a sentence, in their order, each with the words it waits for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from vigie.eligibility.building.atoms import Context
from vigie.eligibility.building.clauses import MUST, by_contrast, by_requiring, by_those_with
from vigie.eligibility.building.conditions import (
    Read,
    by_condition,
    by_exception,
)
from vigie.eligibility.building.duties import FORMER, by_duty, by_former
from vigie.eligibility.building.heads import (
    by_colon,
    by_count,
    by_definition,
    by_examples,
    by_including,
    by_people,
    by_single,
    by_washout,
)
from vigie.eligibility.building.joints import by_classification, by_joints, by_semicolons, by_with
from vigie.eligibility.building.permissions import LEAVE, by_permission
from vigie.eligibility.cuts.pieces import Piece
from vigie.eligibility.meaning.logic import Expr
from vigie.eligibility.words.folding import word_set


class Rule(NamedTuple):
    """How a stretch is read, and the words without which it does not hold; empty: always asked."""

    read: Callable[[Context, Sequence[Piece], Read], Expr | None]
    words: frozenset[str] = frozenset()


OUTER = (
    Rule(by_former, FORMER),
    Rule(by_washout, word_set("washout wash-out wash elution")),
    Rule(by_single, word_set(":")),
    Rule(by_count, word_set(": of")),
    Rule(by_semicolons, word_set(";")),
    Rule(by_condition, word_set("if when whenever case si")),
    Rule(by_duty),
    Rule(by_those_with, MUST),
    Rule(by_definition, word_set("defined definie defini as i ie means refers")),
    Rule(by_colon, word_set(":")),
)
"""Those that are asked before what is denied."""

INNER = (
    Rule(by_permission, LEAVE),
    Rule(by_contrast, word_set("but")),
    Rule(by_people, word_set("with who having")),
    Rule(
        by_exception,
        word_set(
            "unless sauf exception except other excluding excepting apart but l'exception dehors"
        ),
    ),
    Rule(by_examples, word_set("such including e eg example tels telles")),
    Rule(by_including, word_set("including include compris dont")),
    Rule(by_requiring),
    Rule(by_classification),
    Rule(by_with, word_set("with without avec sans")),
    Rule(by_joints, word_set("or ou / nor and et & plus ; ,")),
)
"""Those that are asked after it."""
