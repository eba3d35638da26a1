"""Which words of a sentence name what a number bounds."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from vigie.eligibility.folding import word_set
from vigie.eligibility.lexicon import Hit
from vigie.eligibility.lexing import Sort, Token
from vigie.eligibility.quantities import Quantity
from vigie.eligibility.sentence import Sentence
from vigie.eligibility.spans import Span


class Subject(NamedTuple):
    """What is bounded: its id or its words joined, and where it is named.

    `gap`: tokens between its name and the number. `is_known`: of the curated measurements.
    """

    id: str
    text: str
    span: Span | None
    gap: int
    is_known: bool = False
    is_after: bool = False


_ENDS = frozenset({";", "•"})
_FAR = 14
_JOINED = re.compile(
    r"(?:\s|and/or|\band\b|\bor\b|[/,&+]|\blevels?\b|\bserum\b|\bplasma\b|\btotal\b|\beither\b"
    r"|\([^()]{0,40}\)|[()]|\bthe\b|\bvalues?\b|\bboth\b)*"
)


def known_before(sentence: Sentence, quantity: Quantity, start: int) -> list[Subject]:
    """The measurements named before a number, after place `start`: all that a list joins."""
    end = sentence.tokens[quantity.first].start
    if quantity.is_range:
        inside = sentence.tokens[quantity.last - 1].end
        if within := [hit for hit in sentence.measures if end < hit.start and hit.end < inside]:
            return [_known(sentence, hit, 0) for hit in within[:1]]
    number = sentence.tokens[quantity.number].start
    if said := [hit for hit in sentence.measures if end <= hit.start and hit.end <= number]:
        return [_known(sentence, said[-1], 0)]  # `minimum weight 40 kg`
    found = [
        hit
        for hit in sentence.measures
        if hit.start >= start and hit.end <= end and not _is_corrected_for(sentence, hit)
    ]
    if found and _is_a_bare_scale(sentence, found[-1]):  # `patient global by VAS ≥ 2 cm`
        found = [hit for hit in found if not _is_a_bare_scale(sentence, hit)] or found
        if headed := _headed(sentence, start, _joined(sentence, found)[0]):
            return [headed]
    if not found:
        return []
    groups = _joined(sentence, found)
    gap = _outside_brackets(_tokens_between(sentence, groups[-1].end, end))
    if len(gap) > _FAR or any(_ends(token, sentence) for token in gap) or _is_shut_off(gap):
        return []
    return [_known(sentence, hit, len(gap)) for hit in groups]


def _is_corrected_for(sentence: Sentence, hit: Hit) -> bool:
    """`DLCO (corrected for haemoglobin)`: what another value is corrected for."""
    return bool(_CORRECTED.search(sentence.folded, max(0, hit.start - 30), hit.start))


_CORRECTED = re.compile(r"\b(?:corrected|adjusted|controlling|normalized) (?:for|to|by)(?: the)? $")


def _is_a_bare_scale(sentence: Sentence, hit: Hit) -> bool:
    """Whether a name is that of a scale alone, on which other things than pain are read too."""
    return hit.id == "pain_score" and "pain" not in sentence.folded[hit.start : hit.end]


def joined_before(sentence: Sentence, end: int) -> list[Subject]:
    """The last measurement named before a place, and those that a list joins to it."""
    found = [hit for hit in sentence.measures if hit.end <= end]
    listed = [hit for n, hit in enumerate(found) if _is_listed(sentence, found[n:])]
    return [_known(sentence, hit, 0) for hit in (_joined(sentence, listed) if listed else [])]


def _is_listed(sentence: Sentence, run: Sequence[Hit]) -> bool:
    """Whether nothing but the marks of a list stands from the first name to the last."""
    return all(
        _JOINED.fullmatch(sentence.folded[first.end : then.start]) for first, then in pairwise(run)
    )


def _headed(sentence: Sentence, start: int, scale: Hit) -> Subject | None:
    """`Itch, the lowest value on a VAS is 4 cm`: what is read on a scale, named before a comma."""
    found = _HEADED.match(sentence.folded, start, scale.start)
    if found is None or not _is_a_bare_scale(sentence, scale):
        return None
    span = Span(*found.span(1))
    return Subject(_snake(sentence, span), span.of(sentence.text), span, 0)


_HEADED = re.compile(
    r"\s*([a-z][^,;:.()\d]{2,60}), (?:with )?(?:a |the )?(?:minim|maxim|low|high)\w* "
    r"(?:value |score )?(?:of |on )(?:a |the )?(?:\S+ ?(?:cm|mm|points?)? )?$"
)


def _joined(sentence: Sentence, found: Sequence[Hit]) -> list[Hit]:
    """The last measurement and those joined to it; a name and its short form are one."""
    kept = [found[-1]]
    for hit in reversed(found[:-1]):
        following = kept[0]
        if not _JOINED.fullmatch(sentence.folded[hit.end : following.start]):
            break
        between = sentence.folded[hit.end : following.start]
        if hit.id == following.id:
            kept[0] = following._replace(start=hit.start)
        elif _COORDINATED.search(between):
            kept.insert(0, hit)
        else:
            break
    return kept


def _is_shut_off(gap: list[Token]) -> bool:
    """Whether a bracket that holds the name ends before a longer phrase."""
    words = [token.word for token in gap]
    if ")" not in words:
        return False
    after = gap[words.index(")") :]
    return sum(token.sort is Sort.WORD for token in after) > _AFTER_A_BRACKET


_AFTER_A_BRACKET = 6
_COORDINATED = re.compile(r"\band\b|\bor\b|[/,&+]")


def _outside_brackets(tokens: list[Token]) -> list[Token]:
    """The tokens without those of a bracket that closes again."""
    kept: list[Token] = []
    for token in tokens:
        if token.word == ")" and any(one.word == "(" for one in kept):
            while kept.pop().word != "(":
                pass
        else:
            kept.append(token)
    return kept


def known_after(sentence: Sentence, quantity: Quantity) -> list[Subject]:
    """The measurement that follows a number directly (`1,500 neutrophils`, `4 of ECOG`)."""
    number = sentence.tokens[quantity.number].end
    place = sentence.tokens[quantity.last - 1].end
    for hit in sentence.measures:
        if hit.start >= number:
            gap = _tokens_between(sentence, place, hit.start)
            if len(gap) <= 3 and all(token.word in _AFTER for token in gap):
                subject = _known(sentence, hit, len(gap))
                return [subject._replace(is_after=True)]
            return []
    return []


_AFTER = word_set(
    """
    of on in the for total serum a score by point points - ( / with
    """
)


# Words that measure other things too: `posterior disc height`, `fetal weight`.
_OF_ANYTHING = word_set("height body_weight body_temperature respiratory_rate")
_OF_A_PERSON = word_set(
    """
    body patient patient's patients subject's current standing actual total with and or a an the
    baseline minimum maximum minimal maximal mean average have has whose their his her adult
    entry screening of for oral axillary rectal core high higher low lower resting least than
    """
)


def _known(sentence: Sentence, hit: Hit, gap: int) -> Subject:
    span = Span(hit.start, hit.end)
    if span.of(sentence.folded) == "probability" and "eular" not in sentence.folded:
        return Subject("probability", span.of(sentence.text), span, gap)
    if hit.id in _OF_ANYTHING and (wider := _widened(sentence, hit)):
        return Subject(_snake(sentence, wider), wider.of(sentence.text), wider, gap)
    return Subject(hit.id, span.of(sentence.text), span, gap, is_known=True)


def _widened(sentence: Sentence, hit: Hit) -> Span | None:
    """The whole noun phrase, where the name is only its last word."""
    place = bisect_left(sentence.tokens, hit.start, key=lambda token: token.start)
    before = sentence.tokens[place - 1] if place else None
    if before is None or before.sort is not Sort.WORD or before.word in _OF_A_PERSON | _STOPS:
        return None
    first = _phrase_start(sentence.tokens, place, 0)
    return Span(sentence.tokens[first].start, hit.end)


def _tokens_between(sentence: Sentence, start: int, end: int) -> list[Token]:
    return [token for token in sentence.tokens if token.start >= start and token.end <= end]


def _ends(token: Token, sentence: Sentence) -> bool:
    """Whether a token ends a clause; a dot ends one only before a space."""
    if token.word in _ENDS:
        return True
    return token.word == "." and sentence.text[token.end : token.end + 1] in {" ", "\n", ""}


_SKIPPED = word_set(
    """
    is are was were be been being of : - ( with a an the must should has have having value
    values at to = that which by level levels on had will not as currently baseline measured
    defined documented stable , result results remains remain presence from i.e e.g ie eg an in
    for mean average than reading readings persistently consistently equal
    """
)
_STOPS = word_set(
    """
    and or with if have has had who whose whom when where but unless including include includes
    patients patient subjects subject participants participant must should is are was were be
    defined without no not either both that which as than because per due within during for
    evidence presence e.g i.e eg ie history documented known show shows showing using being
    require requires requiring demonstrated receive received receiving outside
    """
)
_LONGEST = 7


def phrase_before(sentence: Sentence, quantity: Quantity, start: int) -> Subject | None:
    """The noun phrase before a number, after place `start`."""
    tokens, last = sentence.tokens, quantity.first
    while last > 0 and tokens[last - 1].start >= start and _is_skipped(tokens, last - 1):
        last -= 1
    if last == 0 or tokens[last - 1].start < start:
        return None
    first = _phrase_start(tokens, last, start)
    first = _past_article(tokens, first, last)
    while first < last and tokens[first].word in _LEADING:
        first += 1
    if first == last:
        return None
    span = Span(tokens[first].start, tokens[last - 1].end)
    if not _snake(sentence, span):
        return None
    return Subject(_snake(sentence, span), span.of(sentence.text), span, quantity.first - last)


def _past_article(tokens: Sequence[Token], first: int, last: int) -> int:
    """`contain a protrusion`: the name begins at the article, unless another leads on to it."""
    for place in range(last - 1, first, -1):
        if tokens[place].word in {"a", "an"} and tokens[place - 1].word not in {"of", "per", "/"}:
            return place
    return first


def _is_skipped(tokens: Sequence[Token], place: int) -> bool:
    word = tokens[place].word
    return word in _SKIPPED or (word == "." and _is_shortened(tokens, place))


_SHORTENED = word_set("conc approx no nos vs max resp ca temp wt incl abs vol")


def _is_shortened(tokens: Sequence[Token], place: int) -> bool:
    """Whether a dot ends a short form, not a sentence: `prothrombin conc. less than 70 %`."""
    before = tokens[place - 1] if place else None
    return before is not None and before.word in _SHORTENED and before.end == tokens[place].start


_LEADING = word_set("of the a an - / in on at to any by from , . %")


def _phrase_start(tokens: Sequence[Token], last: int, start: int) -> int:
    first = last
    depth = 0
    while first > 0 and last - first < _LONGEST + depth * 4:
        token = tokens[first - 1]
        if token.start < start:
            break
        if token.word == ")":
            depth += 1
        elif token.word == "(":
            if depth == 0:
                break
            depth -= 1
        elif depth == 0 and (token.word in _STOPS or _is_break(token)):
            break
        first -= 1
    return first


def _is_break(token: Token) -> bool:
    return token.sort is Sort.SIGN or (token.sort is Sort.MARK and token.word not in "-/'%&+®™’\"")


def scale_after(sentence: Sentence, quantity: Quantity) -> Subject | None:
    """The scale that a score is on (`a score of 10 on the Epworth sleepiness scale`)."""
    tokens, first = sentence.tokens, quantity.last
    if first >= len(tokens) or tokens[first].word not in _ON:
        return None
    found = phrase_after(sentence, quantity, first + 1)
    if found is None or found.text.islower():
        return None
    return found


_ON = word_set("on in by per according of using as")


def phrase_after(sentence: Sentence, quantity: Quantity, first: int = 0) -> Subject | None:
    """The noun phrase after a number (`at least 2 mm of keratinized gingiva`)."""
    tokens, first = sentence.tokens, first or quantity.last
    while first < len(tokens) and first - quantity.last < 3 and tokens[first].word in _AFTER:
        first += 1
    if [token.word for token in tokens[first : first + 2]] not in ([], ["prior", "to"]):
        first += tokens[first].word == "prior"
    last = first
    while last < len(tokens) and last - first < 5:
        token = tokens[last]
        if token.word in _STOPS or token.word in _PREPOSITIONS or _is_break(token):
            break
        if token.sort is Sort.NUMBER:
            break
        last += 1
    if first == last:
        return None
    span = Span(tokens[first].start, tokens[last - 1].end)
    if not _snake(sentence, span):
        return None
    return Subject(
        _snake(sentence, span), span.of(sentence.text), span, first - quantity.last, is_after=True
    )


_PREPOSITIONS = word_set(
    """
    of in on at to by from after before prior during over under above below following since
    """
)


def _snake(sentence: Sentence, span: Span) -> str:
    return "_".join(re.findall(r"\w+", span.of(sentence.folded)))
