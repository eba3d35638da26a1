"""Trees as text, and back: the one written form of a tree, with or without its places."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from vigie.eligibility.meaning.logic import (
    All,
    Any,
    AtLeast,
    Bounds,
    Clock,
    Compare,
    Expr,
    Has,
    Leaf,
    Not,
    Tense,
    Unread,
    Window,
)
from vigie.eligibility.words.spans import Span


def printed(expr: Expr, *, places: bool = False) -> str:
    """A tree in its written form.

    >>> printed(Not(Has("subtype", "ibm")))
    'not(has(subtype ibm))'
    """
    match expr:
        case Not(part):
            return f"not({printed(part, places=places)})"
        case All(parts):
            return _joint("all", parts, places)
        case Any(parts):
            return _joint("any", parts, places)
        case AtLeast(number, parts):
            return _joint(f"at_least_{number}", parts, places)
        case _:
            return _leaf(expr) + (_places(expr) if places else "")


def _joint(word: str, parts: tuple[Expr, ...], places: bool) -> str:
    return f"{word}({', '.join(printed(part, places=places) for part in parts)})"


def _leaf(leaf: Leaf) -> str:
    match leaf:
        case Has(type_, id_, tense):
            return f"has({type_} {id_}{'' if tense is Tense.NOW else f' {tense}'})"
        case Compare(subject, bounds):
            return f"compare({subject} {_bounds(bounds)})"
        case Window(clock, subject, bounds):
            return f"window({clock} {subject} {_bounds(bounds)})"
        case Unread(text):
            return f"unread({json.dumps(text, ensure_ascii=False)})"


def _bounds(bounds: Bounds) -> str:
    words = []
    if bounds.lower is not None:
        words += [">=" if bounds.lower_inclusive else ">", repr_number(bounds.lower)]
    if bounds.upper is not None:
        words += ["<=" if bounds.upper_inclusive else "<", repr_number(bounds.upper)]
    if bounds.unit is not None:
        words.append(json.dumps(bounds.unit, ensure_ascii=False))
    return " ".join(words)


def repr_number(value: float) -> str:
    """A number as it is written in a tree: whole ones without a point."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def _places(leaf: Leaf) -> str:
    return "".join(f"@{span.start}-{span.end}" for span in leaf.spans)


class NotATree(ValueError):
    """A text that is not the written form of a tree."""


def tree(text: str) -> Expr:
    """The tree of a written form. Raises: NotATree."""
    reader = _Reader(_tokens(text), 0)
    try:
        expr = reader.expr()
    except NotATree:
        raise
    except (IndexError, ValueError) as fault:
        raise NotATree(f"{text!r} is not a tree: {fault}. Mend that part.") from fault
    if reader.at != len(reader.tokens):
        raise NotATree(f"{text!r} goes on after its tree. Remove what follows it.")
    return expr


_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|@\d+-\d+|[(),]|[^\s(),"@]+')


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


@dataclass
class _Reader:
    tokens: list[str]
    at: int

    def next(self) -> str:
        if self.at >= len(self.tokens):
            raise NotATree("The written form ends too early. Close its brackets.")
        self.at += 1
        return self.tokens[self.at - 1]

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def expr(self) -> Expr:
        word = self.next()
        if self.next() != "(":
            raise NotATree(f"After {word!r} a bracket is wanted.")
        if word in _LEAVES:
            return self._leaf(word)
        parts = [self.expr()]
        while (mark := self.next()) == ",":
            parts.append(self.expr())
        if mark != ")":
            raise NotATree(f"{mark!r} stands where a comma or a bracket is wanted.")
        return _join(word, tuple(parts))

    def _leaf(self, word: str) -> Expr:
        words = []
        while (token := self.next()) != ")":
            words.append(token)
        spans = []
        while self.peek().startswith("@"):
            start, end = self.next()[1:].split("-")
            spans.append(Span(int(start), int(end)))
        return _read_leaf(word, words, tuple(spans))


_LEAVES = frozenset({"has", "compare", "window", "unread"})


def _join(word: str, parts: tuple[Expr, ...]) -> Expr:
    if word == "not" and len(parts) == 1:
        return Not(parts[0])
    if word == "all":
        return All(parts)
    if word == "any":
        return Any(parts)
    if word.startswith("at_least_") and word[9:].isdigit():
        return AtLeast(int(word[9:]), parts)
    raise NotATree(f"{word!r} joins nothing: use all, any, not or at_least_N.")


def _read_leaf(word: str, words: list[str], spans: tuple[Span, ...]) -> Expr:
    if word == "unread":
        return Unread(json.loads(words[0]), spans)
    if word == "has":
        tense = Tense(words[2]) if len(words) > 2 else Tense.NOW
        return Has(words[0], words[1], tense, spans)
    if word == "compare":
        return Compare(words[0], _read_bounds(words[1:]), spans)
    return Window(Clock(words[0]), words[1], _read_bounds(words[2:]), spans)


def _read_bounds(words: list[str]) -> Bounds:
    lower = upper = unit = None
    has_lower = has_upper = False
    rest = list(words)
    while rest:
        sign = rest.pop(0)
        if sign.startswith('"'):
            unit = json.loads(sign)
        elif sign.startswith(">"):
            lower, has_lower = float(rest.pop(0)), sign == ">="
        else:
            upper, has_upper = float(rest.pop(0)), sign == "<="
    return Bounds(lower, has_lower, upper, has_upper, unit)
