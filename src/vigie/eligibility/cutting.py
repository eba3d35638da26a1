"""Where a sentence may be cut: at its full stops, its colon, its conditions, its joints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from vigie.eligibility.folding import word_set
from vigie.eligibility.lexing import Sort
from vigie.eligibility.pieces import Leaf, Piece
from vigie.eligibility.small_words import NEGATIONS, NO_DENIAL, PLAIN, RELATIVE
from vigie.eligibility.spans import Span


def word(piece: Piece) -> str:
    """The word that a piece is; that of a leaf is empty."""
    return piece.word


def words(found: Sequence[Piece]) -> list[str]:
    """The words of a stretch, an empty one for each leaf."""
    return [piece.word for piece in found]


def leaves_of(found: Sequence[Piece]) -> list[Leaf]:
    """The things read in a stretch."""
    return [piece for piece in found if isinstance(piece, Leaf)]


def start_of(piece: Piece) -> int:
    """Where a piece begins in the text."""
    return piece.span.start if isinstance(piece, Leaf) else piece.start


def end_of(piece: Piece) -> int:
    """Where a piece ends in the text."""
    return piece.span.end if isinstance(piece, Leaf) else piece.end


def span_of(found: Sequence[Piece]) -> Span:
    """The stretch of text from the first piece to the last."""
    return Span(start_of(found[0]), end_of(found[-1]))


_ENDS = frozenset(".;,:-•*")
_JOINTS = word_set("and or plus with ou et")
_CLOSING_WORDS = (
    ["will", "be", "excluded"], ["are", "excluded"], ["is", "excluded"], ["be", "excluded"],
    ["will", "be", "exluded"], ["are", "not", "eligible"], ["are", "ineligible"],
    ["will", "be", "eligible"], ["are", "eligible"], ["is", "required"], ["are", "required"],
    ["is", "an", "exclusion"], ["et", "/", "ou"],
)  # fmt: skip


def trimmed(found: Sequence[Piece]) -> list[Piece]:
    """A stretch without its marks, its number, its hanging joint, and `will be excluded`."""
    kept = list(found)
    while kept and _is_rough(kept):
        before = len(kept)
        if word(kept[-1]) in _ENDS or word(kept[-1]) in _JOINTS:
            kept.pop()
        if kept and (word(kept[0]) in _ENDS or word(kept[0]) in _JOINTS):
            kept.pop(0)
        kept = kept[_numbered(kept) :]
        if kept and kept[-1].word in _CLOSERS:
            kept = _without_closing(kept)
        if len(kept) == before:
            return kept
    return kept


def _is_rough(kept: Sequence[Piece]) -> bool:
    """Whether a stretch begins or ends with what may be cut off."""
    first, last = kept[0].word, kept[-1].word
    then = kept[1].word if len(kept) > 1 else ""
    return first in _EDGES or last in _EDGES or last in _CLOSERS or then in _NUMBERING


_EDGES = _ENDS | _JOINTS | {"("}
_NUMBERING = frozenset(").")
_CLOSERS = frozenset(closing[-1] for closing in _CLOSING_WORDS)


def _without_closing(kept: list[Piece]) -> list[Piece]:
    """A stretch without `will be excluded` at its end."""
    tail = words(kept)
    for closing in _CLOSING_WORDS:
        if len(tail) > len(closing) and tail[-len(closing) :] == closing:
            return kept[: -len(closing)]
    return kept


def _numbered(found: Sequence[Piece]) -> int:
    """How many pieces the number of an item takes: `(1)`, `a)`, `2.`."""
    said = words(found[:4])
    if len(said) > 3 and said[0] == "(" and said[2] == ")" and _is_number(said[1]):
        return 3
    if len(said) > 2 and said[1] == ")" and _is_number(said[0]):
        return 2
    return 2 if len(said) > 2 and said[1] == "." and said[0].isdigit() else 0


def _is_number(said: str) -> bool:
    return said.isdigit() or (len(said) == 1 and said.isalpha()) or said in _ROMAN


_ROMAN = word_set("ii iii iv vi vii")


def sentences(text: str, found: Sequence[Piece]) -> list[list[Piece]]:
    """The sentences of a stretch: a full stop, a space, a capital."""
    if "." not in words(found):
        return [list(found)] if trimmed(found) else []
    cut: list[list[Piece]] = [[]]
    depth = 0
    for at, piece in enumerate(found):
        depth += (piece.word in {"(", "["}) - (piece.word in {")", "]"} and depth > 0)
        is_end = piece.word == "." and at + 1 < len(found) and not depth
        if is_end and _is_stop(text, start_of(piece)):
            cut.append([])
        else:
            cut[-1].append(piece)
    return [one for one in cut if trimmed(one)]


def _is_stop(text: str, at: int) -> bool:
    after = text[at + 1 : at + 3]
    before = text[max(0, at - 3) : at].split()
    is_letter = at > 1 and text[at - 1].isalpha() and not text[at - 2].isalnum()
    opens = len(after) > 1 and after[0].isspace() and (after[1].isupper() or after[1].isdigit())
    return opens and not is_letter and not {"al", "vs", "approx"} & set(before)


def first_of(found: Sequence[Piece], *asked: Sequence[str]) -> tuple[int, int]:
    """Where the first of some word sequences stands, and its length; (-1, 0) if nowhere."""
    said = words(found)
    openings = {one[0] for one in asked}
    if openings.isdisjoint(said):
        return -1, 0
    for at, word_ in enumerate(said):
        if word_ not in openings:
            continue
        for one in asked:
            if said[at : at + len(one)] == list(one):
                return at, len(one)
    return -1, 0


def says(piece: Piece) -> bool:
    """Whether a piece says something of its own."""
    if isinstance(piece, Leaf):
        return True
    if piece.sort is Sort.MARK:
        return piece.word in _ADDING
    return piece.word not in PLAIN


_ADDING = frozenset("+*=~^")


def denial(found: Sequence[Piece]) -> int:
    """Where what is denied begins, for a stretch that begins with `no`; 0 for any other."""
    for at, piece in enumerate(found):
        said = word(piece)
        if said == "negative" and words(found[at + 1 : at + 2]) == ["for"]:
            return at + 2 if at + 2 < len(found) else 0
        if said in NEGATIONS:
            after = word(found[at + 1]) if at + 1 < len(found) else ""
            if (said, after) in NO_DENIAL:
                return 0
            return _after_denial(found, at + 1)
        if says(piece) or said in _ENDS:
            return 0
    return 0


def _after_denial(found: Sequence[Piece], at: int) -> int:
    """`Unable or unwilling`, `not able`, `free of` are one denial."""
    said = words(found)
    while at < len(said):
        if said[at] in {"or", "and", "/"} and said[at + 1 : at + 2] in (
            ["unwilling"], ["unable"], ["refusing"], ["not"], ["no"],
        ):  # fmt: skip
            at += 2
        elif said[at] in {"able", "willing"}:
            at += 1
        else:
            return at if at < len(said) else 0
    return 0


class Cut(NamedTuple):
    """The items of a list, and the words that join them."""

    items: list[list[Piece]]
    joints: frozenset[str]


def split(found: Sequence[Piece], at: frozenset[str]) -> Cut:
    """A stretch at its joints, those within a relative clause apart.

    A joint is `;`, `,`, `or`, `and`, `, or` or `, and`.
    """
    said = words(found)
    if _MARKS.isdisjoint(said):
        return Cut([list(found)] if _is_item(found) else [], frozenset())
    items: list[list[Piece]] = [[]]
    joints: set[str] = set()
    is_inside = False
    n = 0
    while n < len(found):
        joint, length = _joint(said, n) if said[n] in _MARKS else ("", 0)
        if joint == "," and _opens_bounds(found, n):
            is_inside = False
        if joint == ";" or (joint and joint.startswith(", ")):
            is_inside = False
        if joint in at and not is_inside:
            joints.add(joint)
            items.append([])
            n += length
            continue
        if said[n] in RELATIVE and leaves_of(items[-1]):
            is_inside = True
        items[-1].extend(found[n : n + max(1, length)])
        n += max(1, length)
    return Cut([item for item in items if _is_item(item)], frozenset(joints))


def _is_item(item: Sequence[Piece]) -> bool:
    return any(map(says, item)) or not STATES.isdisjoint(words(item))


# Words that stand for a thing named elsewhere in the list: `cancer at present or within a year`.
STATES = word_set("present current currently now ongoing scheduled planned expected anticipated")


def _opens_bounds(found: Sequence[Piece], comma: int) -> bool:
    """Whether a comma is followed by a value with its bounds: a new item."""
    after = found[comma + 1] if comma + 1 < len(found) else None
    return isinstance(after, Leaf) and after.type in {"measurement", "age", "group"}


_OR = frozenset({"or", "ou", "/", "nor"})
_AND = frozenset({"and", "et", "&", "plus"})


def _joint(said: Sequence[str], at: int) -> tuple[str, int]:
    if said[at] == ";":
        extra = 1 if said[at + 1 : at + 2] and said[at + 1] in _OR | _AND else 0
        kind = "; or" if extra and said[at + 1] in _OR else "; and" if extra else ";"
        return (";" if not extra else kind), 1 + extra
    comma = 1 if said[at] == "," else 0
    rest = list(said[at + comma : at + comma + 3])
    if rest[:2] == ["and", "or"]:
        return (", or" if comma else "or"), comma + 2
    if rest in (["and", "/", "or"], ["et", "/", "ou"]):
        return (", or" if comma else "or"), comma + 3
    if rest[:1] and rest[0] in _OR:
        return (", or" if comma else "or"), comma + 1
    if rest[:1] and rest[0] in _AND:
        return (", and" if comma else "and"), comma + 1
    return ("," if comma else ""), comma


SEMICOLONS = frozenset({";", "; or", "; and"})
_MARKS = _OR | _AND | {";", ","}
ORS = frozenset({"or", ", or"})
ANDS = frozenset({"and", ", and"})
EVERY = ORS | ANDS | {","}
