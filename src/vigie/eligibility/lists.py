"""What reaches over the items of a list: an allergy, a history, the examples of one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vigie.eligibility.cutting import (
    end_of,
    first_of,
    leaves_of,
    span_of,
    start_of,
    word,
    words,
)
from vigie.eligibility.folding import word_set
from vigie.eligibility.lexing import Sort, Token
from vigie.eligibility.logic import Compare, Has, Tense, Unread, all_of, any_of, not_
from vigie.eligibility.pieces import LASTING, Leaf, Piece
from vigie.eligibility.spans import Span

ALLERGY = "hypersensitivity"


def of_allergies(found: Sequence[Piece]) -> list[Piece]:
    """`Allergy to a or b`: an allergy to each, never the taking of it."""
    leaves = leaves_of(found)
    named = [n for n, leaf in enumerate(leaves) if _is_allergy(leaf)]
    if not named or named[0] != 0 or all(leaves[n].type == "intolerance" for n in named):
        return list(found)
    after = leaves[named[-1] + 1 :]
    if not after or after[0].type != "treatment" or any(leaf.is_comparison for leaf in after):
        return list(found)
    last = list(found).index(leaves[named[-1]])
    if not _are_one(found, list(found).index(leaves[0]), last):
        return list(found)
    between = words(found[last + 1 : list(found).index(after[0])])
    if not {"or", "and", ",", "/"}.isdisjoint(between):
        return list(found)
    first = list(found).index(leaves[0])
    head = list(found[:first])
    tail = [_allergy(piece) if _is_drug(piece) else piece for piece in found[last + 1 :]]
    return [*head, *tail]


def _are_one(found: Sequence[Piece], first: int, last: int) -> bool:
    """`Hypersensitivity or allergic reaction to a`: not each of them to something else."""
    return {"to", "of", "against"}.isdisjoint(words(found[first:last]))


def _is_allergy(leaf: Leaf) -> bool:
    return leaf.id == ALLERGY and leaf.type in {"condition", "intolerance"}


def _is_drug(piece: Piece) -> bool:
    return isinstance(piece, Leaf) and piece.type == "treatment"


def _allergy(leaf: Piece) -> Piece:
    if not isinstance(leaf, Leaf):
        return leaf
    id_ = f"{ALLERGY}_{leaf.id}"
    has = Has("condition", id_, Tense.EVER, (leaf.span,))
    return replace(leaf, expr=has, id=id_, type="condition", is_reaching=False)


_FAILING = word_set(
    "failure failures failed failing fail inefficacy refractory unresponsive resistant resistance"
    " nonresponse nonresponsive intolerant intolerance inefficacious ineffective nonresponders"
    " echec refractaire"
)
_POOR = word_set("inadequate insufficient incomplete poor lack lacked no")
_RESPONSE = word_set("response responses efficacy effect benefit")
_UNBORNE = word_set("intolerance intolerant previous prior treatment therapy therapeutic clinical")
_OF_FAILURE = word_set("of to or and with , on despite after an a have has had")


def of_failures(found: Sequence[Piece]) -> list[Piece]:
    """`Failure of a, refractory to b, inadequate response to c`: each one that failed."""
    begins, ends = _failing(found)
    if begins < 0:
        return list(found)
    after = [piece for piece in found[ends:] if isinstance(piece, Leaf)]
    before = [piece for piece in found[:begins] if isinstance(piece, Leaf)]
    if after and all(_may_fail(leaf) for leaf in after) and not before:
        return [*found[:begins], *map(_failed, found[ends:])]
    if not after and before and all(map(_may_fail, before)) and ends >= len(found):
        return list(map(_failed, found[:begins]))
    return list(found)


def is_failing(found: Sequence[Piece]) -> bool:
    """Whether a stretch says that something failed."""
    return _failing(found)[0] >= 0


def _failing(found: Sequence[Piece]) -> tuple[int, int]:
    """Where the words that say a failure begin and end; (-1, -1) where none do."""
    said = [
        "intolerance" if isinstance(piece, Leaf) and piece.type == "intolerance" else piece.word
        for piece in found
    ]
    for at, one in enumerate(said):
        is_poor = one in _POOR and not _RESPONSE.isdisjoint(said[at + 1 : at + 3])
        if one not in _FAILING and not is_poor:
            continue
        end = at + 1
        while end < len(said) and said[end] in _FAILING | _POOR | _RESPONSE | _OF_FAILURE | {
            "therapeutic", "clinical", "treatment", "therapy", "previous", "prior",
        }:  # fmt: skip
            end += 1
        if set(said[at:end]) - _OF_FAILURE - _UNBORNE:  # not to bear a drug is no failure of it
            return at, end
    return -1, -1


def _may_fail(leaf: Leaf) -> bool:
    return leaf.type in {"treatment", "count"}


def _failed(piece: Piece) -> Piece:
    """A treatment that failed, or the number of those that did."""
    if not isinstance(piece, Leaf):
        return piece
    if isinstance(piece.expr, Compare):
        expr = replace(piece.expr, subject=f"failed_{piece.expr.subject}")
        return replace(piece, expr=expr, id=f"failed_{piece.id}")
    id_ = f"failed_{piece.id}"
    has = Has("condition", id_, Tense.EVER, (piece.span,))
    return replace(piece, expr=has, id=id_, type="condition", is_reaching=False)


def of_the_naive(found: Sequence[Piece]) -> list[Piece]:
    """`Rituximab-naive`, `naive to rituximab`: never had it."""
    at = next((n for n, piece in enumerate(found) if piece.word == "naive"), -1)
    drugs = [n for n, piece in enumerate(found) if _is_drug(piece)]
    if at < 0 or len(drugs) != 1:
        return list(found)
    drug = drugs[0]
    is_after = words(found[at:drug]) == ["naive", "to"]
    is_before = words(found[drug + 1 : at]) in ([], ["-"]) and drug < at
    leaf = found[drug]
    if not isinstance(leaf, Leaf) or not (is_after or is_before):
        return list(found)
    never = not_(Has(leaf.type, leaf.id, Tense.EVER, (leaf.span,)))
    start, end = sorted((at, drug))
    return [*found[:start], replace(leaf, expr=never), *found[end + 1 :]]


_HISTORY = word_set("history antecedent antecedents")
_TENSE = word_set("current currently active ongoing present planned presence")
_PAST = word_set("history past previous previously prior former formerly ever")
_NOW = word_set("current currently present active ongoing concurrent now")
_JOINTS = frozenset({"or", "and", "/", ","})


def is_of_all_times(found: Sequence[Piece]) -> bool:
    """`History of or current`, `past or present`: no single time is meant."""
    said = words(found)
    if _PAST.isdisjoint(said) or _NOW.isdisjoint(said):
        return False
    return any(_is_both(said, at) for at in range(len(said)))


def _is_both(said: Sequence[str], at: int) -> bool:
    """Whether a joint stands between a word of the past and one of the present."""
    if said[at] not in _JOINTS or at == 0:
        return False
    before = [one for one in said[max(0, at - 2) : at] if one not in {"of", ","}]
    after = [one for one in said[at + 1 : at + 4] if one not in {"a", "the", "of"}]
    first, then = before[-1:], after[:1]
    return bool(first and then) and (
        (first[0] in _PAST and then[0] in _NOW) or (first[0] in _NOW and then[0] in _PAST)
    )


def of_all_times(found: Sequence[Piece]) -> list[Piece]:
    """What may be at any time was ever, whenever: the words that say so are spent."""
    kept: list[Piece] = []
    said = words(found)
    for at, piece in enumerate(found):
        if not _is_both(said, at) and said[at] not in _NOW | _PAST:
            kept.append(past(piece) if isinstance(piece, Leaf) else piece)
    return kept


def with_history(found: Sequence[Piece]) -> list[Piece]:
    """`History of a, b or c` is of all of them, where no word says otherwise."""
    if _HISTORY.isdisjoint(words(found)):
        return list(found)
    said = [one for one in words(found) if one]
    first = next((n for n, piece in enumerate(found) if isinstance(piece, Leaf)), len(found))
    if _HISTORY.isdisjoint(words(found[:first])) or not _TENSE.isdisjoint(said):
        return list(found)
    return [past(piece) if isinstance(piece, Leaf) else piece for piece in found]


def past(leaf: Leaf) -> Leaf:
    """A thing that is there, as one that ever was."""
    if leaf.type in LASTING or not isinstance(leaf.expr, Has) or leaf.expr.tense is not Tense.NOW:
        return leaf
    return replace(leaf, expr=replace(leaf.expr, tense=Tense.EVER))


def without_idle(found: Sequence[Piece]) -> list[Piece]:
    """`With or without b`, `regardless of b`, `whether or not b`: asks nothing."""
    at, length = first_of(
        found, ["with", "or", "without"], ["with", "/", "without"], ["regardless", "of"],
        ["irrespective", "of"], ["whether", "or", "not"], ["with", "and", "without"],
        ["avec", "ou", "sans"],
    )  # fmt: skip
    if at < 0:
        return list(found)
    said = words(found)
    end = next((n for n in range(at + length, len(said)) if _ends_idle(found[n])), len(said))
    return without_idle([*found[:at], *found[end:]])


def in_presence(found: Sequence[Piece]) -> list[Piece]:
    """`A in the presence of b` is `a with b`."""
    at, length = first_of(found, ["in", "the", "presence", "of"], ["in", "presence", "of"])
    if at < 1:
        return list(found)
    joint = Token(Sort.WORD, "with", start_of(found[at]), end_of(found[at + length - 1]))
    return [*found[:at], joint, *in_presence(found[at + length :])]


def _ends_idle(piece: Piece) -> bool:
    """Where what is asked of nobody ends: a mark, a further clause, a bound."""
    return piece.word in _CLAUSES or (isinstance(piece, Leaf) and piece.is_comparison)


_CLAUSES = word_set(", ; . : ) and but who that which aged within at for")


def without_guardians(found: Sequence[Piece]) -> list[Piece]:
    """`Subjects or their legal guardians`: those who speak for a person ask nothing more."""
    said = words(found)
    for at in range(len(said)):
        if said[at] in {"or", "and", "/"} and not leaves_of(found[max(0, at - 1) : at]):
            end = at + 1
            while end < len(said) and said[end] in _GUARDIANS:
                end += 1
            if any(said[n] in _SPEAKING for n in range(at + 1, end)):
                return [*found[:at], *found[end:]]
    return list(found)


_SPEAKING = word_set(
    "guardian guardians representative representatives parent parents caregiver caregivers"
)
_GUARDIANS = _SPEAKING | word_set("their his her the a legal legally authorized authorised / or")

_LONG = 8


def examples(found: Sequence[Piece]) -> tuple[int, bool]:
    """Where the examples of a thing begin (-1: nowhere), and whether they end the stretch."""
    at, length = first_of(
        found, ["such", "as"], ["including", "but", "not", "limited", "to"], ["e", ".", "g"],
        ["eg"],
        ["for", "example"], ["tels", "que"], ["telles", "que"],
    )  # fmt: skip
    if at < 1:
        return -1, True
    rest = found[at:]
    said = words(rest)
    turns = any(
        said[n] in {";", ":"} or (said[n] == "," and said[n + 1] in {"or", "and"})
        for n in range(len(said) - 1)
    )
    named = next((piece for piece in reversed(found[:at]) if isinstance(piece, Leaf)), None)
    is_antibody = named is not None and named.type == "antibody"
    return at, not (turns or is_antibody or len(rest) > _LONG + length)


def after_examples(found: Sequence[Piece], at: int) -> int:
    """Where `, or another b` goes on after the examples of a thing; -1 where nothing does."""
    said = words(found)
    for n in range(at + 1, len(said) - 2):
        if said[n] == "," and said[n + 1] == "or" and said[n + 2] in _ANEW:
            return n
    return -1


_ANEW = word_set("another other any a an history current previous known severe active")

_INFECTIONS = word_set(
    "viral bacterial fungal mycobacterial parasitic opportunistic mycotic protozoal systemic other"
    " any active chronic acute bacterienne virale fongique"
)
_KINDS = frozenset(
    {"viral_infection", "bacterial_infection", "fungal_infection", "active_infection",
     "chronic_infection", "opportunistic_infection"}
)  # fmt: skip


def of_infections(text: str, found: Sequence[Piece]) -> list[Piece]:
    """`Bacterial, viral or fungal infection` is one thing: an infection, of these kinds."""
    found = _of_hepatitis(found)
    if not any(map(_is_kind, found)):
        return list(found)
    kept: list[Piece] = []
    at = 0
    while at < len(found):
        end = _kinds(found, at)
        if end is None:
            kept.append(found[at])
            at += 1
            continue
        last = leaves_of(found[at : end + 1])[-1]
        tense = last.expr.tense if isinstance(last.expr, Has) else Tense.NOW
        has = Has("infection", "active_infection", tense, (last.span,))
        span = span_of(found[at : end + 1])
        expr = all_of([has, Unread(span.of(text), (span,))])
        kept.append(replace(last, expr=expr, span=span, id="active_infection"))
        at = end + 1
    return kept


def _of_hepatitis(found: Sequence[Piece]) -> list[Piece]:
    """`Hepatitis B or C`: the letter alone is the second of the two, and both are one item."""
    kept = list(found)
    for at in range(2, len(kept)):
        first, joint, letter = kept[at - 2 : at + 1]
        if not isinstance(first, Leaf) or first.id != "hbv" or word(joint) not in _JOINTS:
            continue
        if isinstance(letter, Token) and letter.word == "c" and isinstance(first.expr, Has):
            has = replace(first.expr, id="hcv", spans=(Span(letter.start, letter.end),))
            span = Span(first.span.start, letter.end)
            kept[at - 2 : at + 1] = [replace(first, expr=any_of([first.expr, has]), span=span)]
            return kept
    return kept


def _kinds(found: Sequence[Piece], at: int) -> int | None:
    """Where a list of kinds of infection that begins at a place ends."""
    if word(found[at]) not in _INFECTIONS - {"other", "any", "active", "systemic"} and not (
        _is_kind(found[at])
    ):
        return None
    end, kinds = None, 0
    for place in range(at, len(found)):
        piece = found[place]
        if _is_kind(piece):
            end, kinds = place, kinds + 1
        elif word(piece) in _INFECTIONS:
            kinds += 1
        elif word(piece) not in {",", "or", "and", "/"}:
            break
    return end if end is not None and kinds > 1 and end > at else None


def _is_kind(piece: Piece) -> bool:
    return isinstance(piece, Leaf) and piece.id in _KINDS and not piece.is_comparison
