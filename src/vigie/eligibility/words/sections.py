"""The criteria text of a record to its criteria: whose section, whose child, at which place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from vigie.eligibility.words.headings import Heading, heading
from vigie.eligibility.words.polarity import Polarity
from vigie.eligibility.words.spans import Span


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion as it stands in its section.

    `text` is its words on one line, without bullets and escapes; `spans` are the stretches of
    the record's text that it is made of. `cohort` is the heading of whom it is about, if any;
    `parents` are the words of the items that it hangs under, the outermost first.
    """

    polarity: Polarity
    cohort: str
    spans: tuple[Span, ...]
    text: str
    parents: tuple[str, ...] = ()

    def place(self, span: Span) -> Span:
        """Where a stretch of `text` stands in the record's text."""
        return Span(self._place(span.start), self._place(span.end - 1) + 1)

    def _place(self, offset: int) -> int:
        at = 0
        for number, span in enumerate(self.spans):
            at += _gap(self.spans, number)
            length = span.end - span.start
            if offset < at + length:
                return max(span.start, span.start + offset - at)
            at += length
        return self.spans[-1].end - 1


@dataclass(frozen=True, slots=True)
class Sections:
    """A criteria text, all of it: each letter is in a criterion, a heading or a mark."""

    text: str
    criteria: tuple[Criterion, ...]
    headings: tuple[Span, ...]
    marks: tuple[Span, ...]


def sections(text: str) -> Sections:
    """The criteria of a text, in its order; never an error, and no letter lost."""
    division = _Division(text)
    for line in _lines(text):
        division.take(line)
    division.close()
    return Sections(text, tuple(division.criteria), tuple(division.headings), tuple(division.marks))


@dataclass(frozen=True, slots=True)
class _Line:
    """A line: where its mark (if any) and its words stand, how deep, after a blank or not."""

    start: int
    words: str
    indent: int
    mark: Span | None
    kind: str
    is_after_blank: bool


# A bullet, a number or a letter that opens an item. `o` and dashes only before a space.
_MARK = re.compile(
    r"""(?P<bullet>\\?[*•·●○◦▪■‣⁃➢✓→∙]\s+|[•●○◦▪■‣⁃➢✓∙]|(?:\\?-|[–—o])\s+)
      | (?P<number>\(?\d{1,2}(?:\.\d{1,2})*\\?[.)](?=\s|[^\W\d])|\(\d{1,2}\)|\d{1,2}、)\s*
      | (?P<letter>\(?[a-hA-H]\\?[)](?=\s|\w)|[a-hA-H]\\?\.(?=\s))\s*
      | (?P<roman>\(?[ivxIVX]{1,5}\\?[.)](?=\s))\s*""",
    re.VERBOSE,
)


def _lines(text: str) -> Iterator[_Line]:
    start, is_after_blank = 0, True
    for whole in text.splitlines(keepends=True):
        for first, part in _parts(whole):
            if part.strip():
                yield _line(start + first, part, is_after_blank or first > 0)
        is_after_blank = not whole.strip()
        start += len(whole)


def _parts(line: str) -> Iterator[tuple[int, str]]:
    """A line, cut before a heading that stands inside it (texts that lost their line ends)."""
    cuts = [0, *(found.start() for found in _INNER.finditer(line)), len(line)]
    for first, last in pairwise(cuts):
        yield first, line[first:last]


_INNER = re.compile(r"(?:(?<=[.;,)]\s)|(?<=.{60}\s))(?:Key |Main )?(?:In|Ex)clusion [Cc]riteria ?:")


def _line(start: int, whole: str, is_after_blank: bool) -> _Line:
    body = whole.rstrip()
    indent = len(body) - len(body.lstrip())
    found = _MARK.match(body, indent)
    if found is None or found.end() == len(body):
        return _Line(start + indent, body[indent:], indent, None, "text", is_after_blank)
    mark = Span(start + indent, start + indent + len(found.group().rstrip()))
    words = body[found.end() :]
    return _Line(start + found.end(), words, indent, mark, str(found.lastgroup), is_after_blank)


@dataclass(frozen=True, slots=True)
class _Item:
    indent: int
    kind: str
    words: str

    @property
    def opens(self) -> bool:
        return self.words.rstrip(" *_").endswith((":", "："))


@dataclass
class _Division:
    """The state of one pass over the lines."""

    text: str
    criteria: list[Criterion] = field(default_factory=list)
    headings: list[Span] = field(default_factory=list)
    marks: list[Span] = field(default_factory=list)
    polarity: Polarity = Polarity.UNKNOWN
    cohort: str = ""
    is_outer: bool = False
    is_fresh: bool = False
    stack: list[_Item] = field(default_factory=list)
    open_lines: list[_Line] = field(default_factory=list)

    def take(self, line: _Line) -> None:
        if self._goes_on(line):
            self.open_lines.append(line)
            return
        self.close()
        found = heading(line.words, is_marked=line.mark is not None)
        if line.mark is not None:
            self.marks.append(line.mark)
        if found is None:
            self.open_lines = [line]
            return
        self._head(line, found)
        rest = line.words[found.length :]
        if rest.strip():
            start = line.start + found.length
            self.open_lines = [replace(line, start=start, words=rest, mark=None, kind="text")]

    def _goes_on(self, line: _Line) -> bool:
        """Whether a line belongs to the sentence before it: wrapped, not a new item."""
        if not self.open_lines or line.mark is not None or line.is_after_blank:
            return False
        first, last = self.open_lines[0], self.open_lines[-1]
        if heading(line.words, is_marked=False) is not None and not line.words[0].islower():
            return False
        if first.mark is not None and line.indent > first.indent:
            return True
        is_short = len(last.words) < _WRAPPED
        if line.words[:1].islower() and not last.words.endswith((".", ";", ":")):
            return True
        return not is_short and not last.words.endswith((".", ";", ":"))

    def _head(self, line: _Line, found: Heading) -> None:
        end = line.start + len(line.words[: found.length].rstrip())
        self.headings.append(Span(line.start, end))
        self.stack = []
        if found.polarity is None:
            self.cohort, self.is_outer, self.is_fresh = found.cohort, False, True
            return
        self.polarity = found.polarity
        if found.cohort:
            self.cohort, self.is_outer = found.cohort, False
        elif self.is_fresh:
            self.is_outer = True
        elif not self.is_outer:
            self.cohort = ""
        self.is_fresh = False

    def close(self) -> None:
        """Ends the open criterion."""
        if not self.open_lines:
            return
        first = self.open_lines[0]
        spans = [span for line in self.open_lines for span in self._pieces(line)]
        self.open_lines = []
        if not spans:
            return
        words = _joined(self.text, spans)
        self._place_under(_Item(first.indent, first.kind, words))
        parents = tuple(item.words for item in self.stack[:-1])
        self.criteria.append(Criterion(self.polarity, self.cohort, tuple(spans), words, parents))
        self.is_fresh = False

    def _pieces(self, line: _Line) -> Iterator[Span]:
        """The words of a line without the backslashes that escape."""
        at, end = line.start + len(line.words) - len(line.words.lstrip()), line.start
        end += len(line.words.rstrip())
        for escape in _ESCAPE.finditer(self.text, at, end):
            if escape.start() > at:
                yield Span(at, escape.start())
            self.marks.append(Span(escape.start(), escape.end()))
            at = escape.end()
        if at < end:
            yield Span(at, end)

    def _place_under(self, item: _Item) -> None:
        for depth, other in enumerate(self.stack):
            if other.kind == item.kind and other.indent >= item.indent:
                del self.stack[depth:]
                break
        while self.stack and not _is_under(item, self.stack[-1]):
            self.stack.pop()
        self.stack.append(item)


_WRAPPED = 60
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")


def _is_under(item: _Item, other: _Item) -> bool:
    if item.kind == "text" and item.indent == 0:
        return False
    return item.indent > other.indent or (
        other.opens and item.kind != other.kind and item.indent == other.indent
    )


def _gap(spans: Sequence[Span], number: int) -> int:
    """Pieces apart by an escape alone are joined; lines are joined by a space."""
    return int(number > 0 and spans[number].start - spans[number - 1].end != 1)


def _joined(text: str, spans: Sequence[Span]) -> str:
    return "".join(" " * _gap(spans, n) + span.of(text) for n, span in enumerate(spans))
