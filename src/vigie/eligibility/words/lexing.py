"""A sentence to its tokens, in one pass: numbers, words, signs of comparison, punctuation."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from vigie.eligibility.words.folding import fold


class Sort(StrEnum):
    """What a token is."""

    NUMBER = "number"
    WORD = "word"
    SIGN = "sign"
    MARK = "mark"


class Token(NamedTuple):
    """A piece of the sentence: `word` is folded; `text[start:end]` is how it was written."""

    sort: Sort
    word: str
    start: int
    end: int


# One pass over the folded text. A sign may be escaped (Markdown) or written in pieces
# (`> or =`, `≥/=`). `0,1` is two numbers where it ends a list, `T1-3 N0 M0` three letters with
# theirs. Thousands may be set apart by spaces where the groups are zeros.
_TOKEN = re.compile(
    r"""
      (?P<word>   (?:aged?|status|score|than|over|under|least|most|within)(?=\d)
                  | [tn](?=[0-4](?:-[0-4])?[a-c]?[ ,]*[nm][0-3x]) | (?<=n[0-3][ ,])m(?=[01])
                  | (?<=n[0-3])m(?=[01]) | [^\W\d_](?:\w|'(?=[^\W\d_]))* )
    | (?P<number> (?<![<>≥≤=\d.,])(?<![<>≥≤=][ ])
                  [0-4](?=,[1-5](?:[,;)]|[ ](?:or|and)\b|[. ]*$))
                | \d{1,3}(?:[ ]000)+(?![\d])  | \d+(?:[.,·]\d+)* | (?<![\w.])[.·]\d+ )
    | (?P<sign>   \\?[<>≥≤⩾⩽≧≦](?:[ ]?\\?[/=_])*(?:[ ]?or[ ]?(?:=|(?:equal|egal)(?:[ ]to)?\b))?
                | =[ ]?/?\\?[<>] | \\?=+ | \?(?=[ ]?\d) | [≥≤⩾⩽≧≦] )
    | (?P<mark>   [^\w\s] | _ )
    """,
    re.VERBOSE,
)


def lex(text: str) -> list[Token]:
    """The tokens of a text, in its order; spaces are not tokens.

    >>> [token.word for token in lex("CK ≥ 1.5 x ULN")]
    ['ck', '≥', '1.5', 'x', 'uln']
    """
    return list(lex_folded(fold(text)))


@lru_cache(maxsize=512)
def lex_folded(folded: str) -> tuple[Token, ...]:
    """The tokens of a text that is folded already; remembered, for a tree asks again."""
    return tuple(
        Token(_SORTS[match.lastgroup], match.group(), match.start(), match.end())
        for match in _TOKEN.finditer(folded)
        if match.lastgroup
    )


_SORTS = {sort.value: sort for sort in Sort}
