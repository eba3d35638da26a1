"""What is asked of some of the people: duties, and those who had a treatment before."""

from __future__ import annotations

from collections.abc import Sequence

from vigie.eligibility.building.atoms import Context
from vigie.eligibility.building.conditions import Read
from vigie.eligibility.cuts.cutting import (
    denial,
    leaves_of,
    says,
    span_of,
    trimmed,
    word,
    words,
)
from vigie.eligibility.cuts.pieces import Leaf, Piece
from vigie.eligibility.cuts.small_words import DUTIES, NEGATIONS, PEOPLE
from vigie.eligibility.meaning.logic import Expr, Has, Tense, all_of, any_of, not_
from vigie.eligibility.words.folding import word_set
from vigie.eligibility.words.polarity import Polarity

_SOME = frozenset({"childbearing_potential", "healthy_volunteer", "sex_female", "sex_male"})


def by_former(ctx: Context, found: Sequence[Piece], read: Read) -> Expr | None:
    """`Former rituximab patients: …` asks nothing of those who never had it."""
    colon = next((n for n, piece in enumerate(found) if word(piece) == ":"), -1)
    head = [piece for piece in found[:colon] if word(piece)] if colon > 0 else []
    said = set(words(head))
    if not said & FORMER or not said & PEOPLE or leaves_of(found[:colon]):
        return None
    span = span_of(found[:colon])
    named = [one for one in ctx.reading.concepts if span.start <= one.span.start < span.end]
    rest = trimmed(found[colon + 1 :])
    if len(named) != 1 or not rest or ctx.polarity is not Polarity.INCLUSION:
        return None
    had = Has(named[0].type, named[0].id, Tense.EVER, (named[0].span,))
    return any_of([not_(had), read(ctx, rest)])


FORMER = word_set("former previous prior earlier past")


def by_duty(ctx: Context, found: Sequence[Piece], read: Read) -> Expr | None:
    """`Women who may bear children must …` asks nothing of the others."""
    if not any(leaf.id in _SOME for leaf in leaves_of(found)):
        return None
    at = _end_of_audience(found)
    if not at or _are_both_sexes(found[:at]):
        return _for_some(ctx, found, read) or _of_some_of_one_sex(ctx, found, read)
    who, what = list(found[:at]), trimmed(found[at:])
    who = [piece for piece in who if isinstance(piece, Leaf)]
    if not what or not any(map(says, what)):
        return None
    audience = _audience(who)
    if ctx.polarity is Polarity.INCLUSION:
        return any_of([not_(audience), read(ctx, what)])
    if ctx.polarity is Polarity.EXCLUSION and denial(what):
        return all_of([audience, read(ctx, what)])
    return None


def _are_both_sexes(who: Sequence[Piece]) -> bool:
    """`Male, or female who is not pregnant`: the second alone has a duty."""
    sexes = {leaf.id for leaf in leaves_of(who)} & {"sex_female", "sex_male"}
    return len(sexes) > 1 and "or" in words(who)


def _for_some(ctx: Context, found: Sequence[Piece], read: Read) -> Expr | None:
    """`A negative pregnancy test for women of childbearing potential` asks nothing of others."""
    at = max((n for n, one in enumerate(found) if word(one) in {"for", "in", "from"}), default=0)
    what, who = trimmed(found[:at]), leaves_of(found[at:])
    is_of_some = len(who) >= 1 and all(leaf.id in _SOME for leaf in who)
    others = [one for one in found[at + 1 :] if not isinstance(one, Leaf)]
    is_plain = not any(says(one) and word(one) not in PEOPLE for one in others)
    is_single = _JOINING.isdisjoint(words(what)) and {leaf.type for leaf in leaves_of(what)} == {
        "pregnancy"
    }
    if not at or not is_of_some or not is_plain or not is_single or denial(what):
        return None
    if ctx.polarity is Polarity.UNKNOWN:
        return None
    asked, audience = read(ctx, what), _audience(who)
    is_duty = ctx.polarity is Polarity.INCLUSION
    return any_of([not_(audience), asked]) if is_duty else all_of([audience, asked])


_JOINING = frozenset({"or", "and", ",", ";", ":", "if"})


def _of_some_of_one_sex(ctx: Context, found: Sequence[Piece], read: Read) -> Expr | None:
    """`Men whose partners may bear children must …` asks nothing of women, nor of other men."""
    first = next((piece for piece in found if isinstance(piece, Leaf)), None)
    ahead = words(found[: found.index(first)]) if first else []
    if len(ahead) > _FEW or not _JOINING.isdisjoint(ahead) or not NEGATIONS.isdisjoint(ahead):
        return None
    at = next((n for n, piece in enumerate(found) if piece.word in _MUST), 0)
    is_of_sex = isinstance(first, Leaf) and first.id in {"sex_female", "sex_male"}
    is_of_sex &= not _are_partners(found)
    if ctx.polarity is not Polarity.INCLUSION or not isinstance(first, Leaf) or not is_of_sex:
        return None
    what = trimmed(found[at:])
    if not at or not what or not any(map(says, what)):
        return None
    if {",", ";", ":"} & set(words(found[:at])):
        return any_of([not_(first.expr), ctx.said(found)])
    return any_of([not_(all_of([first.expr, ctx.said(found[:at])])), read(ctx, what)])


def _are_partners(found: Sequence[Piece]) -> bool:
    """`With female partners of …, men must …`: whose partners are spoken of first."""
    at = next((n for n, piece in enumerate(found) if isinstance(piece, Leaf)), 0)
    return words(found[at + 1 : at + 2]) in (["partner"], ["partners"]) or (
        at > 0 and word(found[at - 1]) in {"with", "whose"}
    )


_FEW = 3
_MUST = word_set("must should shall need needs agree agrees required")


def _end_of_audience(found: Sequence[Piece]) -> int:
    """Where those who are spoken of end, for a sentence that begins with some of the people."""
    seen = False
    for at, piece in enumerate(found):
        if isinstance(piece, Leaf):
            if piece.id not in _SOME or piece.is_comparison:
                return 0
            seen = True
        elif seen and (piece.word in DUTIES or piece.word in NEGATIONS or piece.word == ":"):
            return at
        elif says(piece) and piece.word not in _SPOKEN_OF:
            return 0
    return 0


_SPOKEN_OF = PEOPLE | word_set("who of and or ,")


def _audience(who: Sequence[Piece]) -> Expr:
    """Men and women of childbearing potential: those who are of it."""
    leaves = leaves_of(who)
    able = [leaf for leaf in leaves if leaf.id == "childbearing_potential"]
    return any_of([leaf.expr for leaf in (able or leaves)])
