"""What stands in brackets: another name, an example, a definition, or words that narrow."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from vigie.eligibility.cutting import end_of, leaves_of, says, span_of, start_of, word, words
from vigie.eligibility.folding import word_set
from vigie.eligibility.lexing import Sort, Token
from vigie.eligibility.logic import Compare, Expr, Window, any_of
from vigie.eligibility.logic import leaves as leaves_of_tree
from vigie.eligibility.pieces import Leaf, Piece
from vigie.eligibility.small_words import ASIDE, BOUND_ASIDE, NEGATIONS, PEOPLE
from vigie.eligibility.spans import Span

_OPENING, _CLOSING = frozenset("(["), frozenset(")]")
_EXAMPLE = (
    ["such", "as"], ["e", "."], ["eg"], ["i", "."], ["for", "example"], ["ie"], ["ex"], ["like"],
    ["including", "but", "not"], ["include", "but"], ["see"], ["list"], ["c", "-"], ["either"],
    ["par", "exemple"], ["tel"], ["tels"], ["telles"],
)  # fmt: skip
_SCALES = word_set("scale range ranging scored score units on out n total normal as per using")
_TIMES = word_set(
    "or and / current past previous prior history of ever suspected confirmed present active the"
    " currently probable definite known new recurrent"
)


def without_asides(
    found: Sequence[Piece], read: Callable[[Sequence[Piece]], Expr | None]
) -> list[Piece]:
    """Brackets put where they belong; `read` gives the tree of a stretch."""
    if _OPENING.isdisjoint(words(found)):
        return list(found)
    kept: list[Piece] = []
    at = 0
    while at < len(found):
        end = _closing(found, at)
        if end is None:
            kept.append(found[at])
            at += 1
            continue
        kept = _put(kept, found[at : end + 1], read)
        at = end + 1
    return kept


def _put(
    before: list[Piece],
    bracket: Sequence[Piece],
    read: Callable[[Sequence[Piece]], Expr | None],
) -> list[Piece]:
    """What stands before a bracket, and the bracket as what it means there."""
    inside = bracket[1:-1]
    said = words(inside)
    if _says_nothing(before, inside, said):
        return before
    is_wider = said[:1] == ["including"] and not _compared(inside)
    if is_wider and before and isinstance(before[-1], Leaf):
        return [*before[:-1], _widened(before[-1], inside, bracket)]
    opened = _opened(before, inside)
    if opened is not None:
        return [*before, *opened]
    if _is_definition(before, inside) or _are_antibodies(before, inside):
        tree = read(_after_means(inside))
        if tree is not None:
            return _defined(before, bracket, tree)
    mark = BOUND_ASIDE if _compared(inside) else ASIDE
    return [*before, Token(Sort.MARK, mark, start_of(bracket[0]), end_of(bracket[-1]))]


def _opened(before: Sequence[Piece], inside: Sequence[Piece]) -> list[Piece] | None:
    """What a bracket adds to its sentence as if there were none: whom it is for, what it spares."""
    said = words(inside)
    if said[0] in {"for", "if", "in"} and leaves_of(inside) and not _compared(inside):
        condition = Token(Sort.WORD, "if", start_of(inside[0]), end_of(inside[0]))
        return [condition, *inside[1:]]
    explained = {one.type for one in leaves_of(_explained(before))}
    if _compared(inside) and explained & _FORMS and not _means(inside):
        return [Token(Sort.WORD, "with", start_of(inside[0]), start_of(inside[0])), *inside]
    is_exception = said[0] in {"except", "excluding", "unless"} and bool(leaves_of(before))
    is_sex = len(inside) == 1 and any(one.id in _SEXES for one in leaves_of(inside))
    is_plain = _compared(inside) and not _compared(_explained(before)) and not _means(inside)
    is_measured = all(one.type in _MEASURED for one in leaves_of(inside))
    is_own = (
        is_plain
        and said[0] not in _WHOM
        and (not is_measured or not any(map(says, _explained(before))))
    )
    if is_exception:
        return [*inside, Token(Sort.MARK, ",", end_of(inside[-1]), end_of(inside[-1]))]
    return list(inside) if is_sex or is_own else None


_WHOM = frozenset({"for", "in", "if", "when"})
_FORMS = frozenset({"subtype", "classification"})
_SEXES = frozenset({"sex_male", "sex_female"})


def _says_nothing(before: Sequence[Piece], inside: Sequence[Piece], said: Sequence[str]) -> bool:
    """Another name, an example, a scale, a time, or the same number again."""
    if _is_restated(before, inside):
        return True
    if len(inside) < 2:
        return not _compared(inside) and not _is_other(before, inside)
    if any(list(said[: len(one)]) == one for one in _EXAMPLE) and not _compared(inside):
        return True
    if said[0] in _SCALES and not leaves_of(inside):
        return True
    if not leaves_of(inside) and set(said) <= _TIMES:
        return True
    return not any(map(says, inside)) or _is_repeated(before, inside)


def _is_restated(before: Sequence[Piece], inside: Sequence[Piece]) -> bool:
    """The scale of a value, or the same bound in another unit: `20 ft (6 m)`."""
    leaves, last = leaves_of(inside), leaves_of(before[-1:])
    if len(leaves) != 1 or not isinstance(leaves[0].expr, Compare):
        return False
    if leaves[0].id in _SCALES:
        return True
    same = last[0].expr if last and last[0].id == leaves[0].id else None
    return isinstance(same, Compare) and same.bounds.unit != leaves[0].expr.bounds.unit


def _is_other(before: Sequence[Piece], inside: Sequence[Piece]) -> bool:
    """Whether the one thing in a bracket is not another name of what stands before it."""
    last = before[-1] if before else None
    return isinstance(last, Leaf) and any(one.id != last.id for one in leaves_of(inside))


def _is_repeated(before: Sequence[Piece], inside: Sequence[Piece]) -> bool:
    numbers = {piece.word for piece in inside if isinstance(piece, Token) and piece.word.isdigit()}
    if not numbers or leaves_of(inside) or len(inside) > 4:
        return False
    ends = {
        f"{end:g}"
        for leaf in leaves_of(before)
        for one in leaves_of_tree(leaf.expr)
        if isinstance(one, Compare | Window)
        for end in (one.bounds.lower, one.bounds.upper)
        if end is not None
    }
    return numbers <= ends


def _compared(found: Sequence[Piece]) -> bool:
    return any(leaf.is_comparison for leaf in leaves_of(found))


def _widened(leaf: Leaf, inside: Sequence[Piece], bracket: Sequence[Piece]) -> Leaf:
    """`Dermatomyositis (including amyopathic)`: one or the other."""
    others = [one.expr for one in leaves_of(inside) if not one.is_comparison]
    span = Span(leaf.span.start, end_of(bracket[-1]))
    expr = any_of([leaf.expr, *others])
    return Leaf(expr, span, leaf.is_comparison, leaf.is_negated, leaf.type, leaf.id)


def _is_definition(before: Sequence[Piece], inside: Sequence[Piece]) -> bool:
    """Only bounds inside, and none in what they explain."""
    leaves = leaves_of(inside)
    measured = [one for one in leaves if one.is_comparison and one.type in _MEASURED]
    if (
        not measured
        or word(inside[0]) in _WHOM
        or not (_means(inside) or len(measured) == len(leaves))
    ):
        return False
    return not _compared(_explained(before)) and bool(_explained(before))


def _are_antibodies(before: Sequence[Piece], inside: Sequence[Piece]) -> bool:
    """`Antibodies of scleroderma (anti-centromere, anti-Scl-70)`: those in the brackets."""
    leaves = leaves_of(inside)
    listed = all(isinstance(piece, Leaf) or piece.word in _LISTED for piece in inside)
    explained = _explained(before)
    is_new = bool(explained) and not any(one.type == "antibody" for one in leaves_of(explained))
    return len(leaves) > 1 and listed and is_new and {one.type for one in leaves} == {"antibody"}


_LISTED = frozenset([",", "or", "and", "/", ";"])
_MEASURED = frozenset({"measurement", "age", "group"})
_MEANS = (["defined", "as"], ["defined", "by"], ["i", ".", "e", "."], ["ie"], ["definie", "par"])


def _means(inside: Sequence[Piece]) -> bool:
    return any(words(inside[: len(sign)]) == sign for sign in _MEANS)


def _after_means(inside: Sequence[Piece]) -> Sequence[Piece]:
    length = next((len(sign) for sign in _MEANS if words(inside[: len(sign)]) == sign), 0)
    return inside[length:]


def _explained(before: Sequence[Piece]) -> list[Piece]:
    """The pieces that a bracket explains: back to the last joint."""
    at = len(before)
    while at and word(before[at - 1]) not in _JOINT_WORDS:
        at -= 1
    return list(before[at:])


_JOINT_WORDS = (
    PEOPLE
    | NEGATIONS
    | word_set(
        "or and , ; : / & with plus including ou et no not without unless except if when other than"
        " excluding"
    )
)


def _defined(before: list[Piece], bracket: Sequence[Piece], tree: Expr) -> list[Piece]:
    explained = _explained(before)
    span = Span(span_of(explained).start, end_of(bracket[-1]))
    leaf = Leaf(tree, span, is_comparison=True, is_negated=False, type="group", id="group")
    return [*before[: len(before) - len(explained)], leaf]


def _closing(found: Sequence[Piece], at: int) -> int | None:
    """Where the bracket that opens at a place is closed; None where none opens."""
    depth = 0
    for place in range(at, len(found)):
        said = word(found[place])
        depth += (said in _OPENING) - (said in _CLOSING)
        if depth <= 0:
            return place if place > at else None
    return None


def without_scales(found: Sequence[Piece]) -> list[Piece]:
    """The scale that a value is read on (`on a 0-10 cm VAS`), hanging brackets, `or more`."""
    said = words(found)
    if _LOOSE.isdisjoint(said):
        return list(found)
    kept: list[Piece] = []
    is_scaled = not _SCALED.isdisjoint(said)
    at = 0
    while at < len(found):
        length = _scale(said[at : at + 9]) if is_scaled and said[at] else 0
        if said[at] in _HANGING:
            length = _hanging(said, at, kept) or length
        kept.extend(found[at : at + 1] if not length else ())
        at += length or 1
    return kept


def _hanging(said: Sequence[str], at: int, kept: Sequence[Piece]) -> int:
    """How many pieces hang there and say nothing: `or more`, `or )`, `+ive`, `et al.`."""
    one, after = said[at], said[at + 1] if at + 1 < len(said) else ""
    if one == "or" and after in _AS_WELL:
        return 2 if at + 2 >= len(said) or said[at + 2] in _AFTER_AS_WELL else 0
    if one in {"or", "and"}:
        is_of_dose = any(leaf.type == "dose" for leaf in leaves_of(kept[-1:]))
        return int(after == ")" and ("(" in words(kept) or is_of_dose))
    if one == "+":  # `items 1-4 +ive`
        return 2 * (after in {"ive", "ve"})
    if one == "et" and "al" in said[at + 1 : at + 3]:
        return said.index("al", at) - at + 1 + (after == ".")
    return int(one == ")" and "(" not in words(kept) and not _is_number(kept))


def _is_number(kept: Sequence[Piece]) -> bool:
    """Whether a bracket closes the number of an item: `a)`."""
    return bool(kept) and (len(word(kept[-1])) == 1 or word(kept[-1]).isdigit())


_AS_WELL = word_set(
    "earlier more over older above longer equivalent less below lower younger higher greater"
    " equal superior later"
)
_AFTER_AS_WELL = word_set(", ; . : ) of in at and or with per a the years")
_ON_SCALE = re.compile(
    r"(?:on |out of |of |using )*(?:the |a |an )?(?:scale |range )?"
    r"(?:(?:0|1) (?:- |to ))?\d+ ?(?:cm |mm |point |points |- )*"
    r"(?:vas|visual analog scale|visual analogue scale|scale|likert)(?: scale)?(?= |$)"
    r"|on (?:the |a |an )?(?:0|1) (?:- |to )\d+(?: cm| mm| points?)?(?= |$)"
    r"|(?:visit|day|week|cycle|part) \d+(?= |$)"
    r"|(?:out of|scale|range) (?:0 (?:- |to ))?\d+(?= |$)"
)


_SCALED = word_set("vas visual scale likert on visit day week cycle part out range")


_HANGING = frozenset({"or", "and", "+", "et", ")"})
_LOOSE = _SCALED | _HANGING


def _scale(said: Sequence[str]) -> int:
    """How many pieces a scale takes that begins here."""
    upto = said.index("") if "" in said else len(said)
    found = _ON_SCALE.match(" ".join(said[:upto]))
    return len(found.group().split()) if found else 0


def without_pairs(found: Sequence[Piece]) -> list[Piece]:
    """`Male or female` asks nothing; `probable or definite` is one word."""
    if _PAIRING.isdisjoint(words(found)):
        return list(found)
    kept: list[Piece] = []
    at = 0
    while at < len(found):
        middle = found[at + 1].word if at + 2 < len(found) else ""
        if middle not in _PAIRING:
            kept.append(found[at])
            at += 1
            continue
        pair = {_name(found[at]), _name(found[at + 2])}
        if middle in {"or", "and", "/", "&"} and pair == _SEXES and not _is_of_last(found, at):
            at += 3
            continue
        if middle in {"or", "and", "/", ","} and _are_same(pair):
            at += 2
            continue
        kept.append(found[at])
        at += 1
    return kept


def _is_of_last(found: Sequence[Piece], at: int) -> bool:
    """`Men or women past the menopause`: what follows is of the women alone."""
    after = leaves_of(found[at + 3 :])[:1]
    return word(found[at + 1]) == "or" and any(leaf.id == "postmenopausal" for leaf in after)


_PAIRING = frozenset({"or", "and", "/", "&", ","})


def _are_same(pair: set[str]) -> bool:
    """Two words of one family, of which the last stands for both."""
    return len(pair) == 2 and any(pair <= family for family in _FAMILIES)


_FAMILIES = (
    word_set("all whole part"), word_set("ii iii iv"),
    word_set("he she"), word_set("his her"), word_set("him her"),
    word_set("unwilling unable"), word_set("willing able"),
    word_set("possible probable definite"), word_set("new recurrent relapsed relapsing refractory"),
    word_set("acute chronic subacute"), word_set("preexisting coexisting pre-existing"),
    word_set("serious severe uncontrolled unstable significant"),
    word_set("current active ongoing"),
    word_set("presence suspicion"), word_set("use administration"),
    word_set("clinical histological"),
    word_set("on before after during at prior"),
    word_set("pregnant gravid"), word_set("planned scheduled"),
)  # fmt: skip


def _name(piece: Piece) -> str:
    return piece.id if isinstance(piece, Leaf) else piece.word
