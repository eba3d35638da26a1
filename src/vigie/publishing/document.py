"""The edition before any language or medium: a tree of blocks that hold sentences.

`compose` builds it from figures and records, `localise` says every sentence in one language
(each `Sentence` becomes `Runs`), and the two renderers, site and PDF, walk the same tree.
No block holds markup, and no number stands in a sentence unless a figure or a record's own
field fills the slot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from vigie.analyses.figures import Figure
from vigie.knowledge.models import Texts
from vigie.records.dates import PartialDate
from vigie.records.ids import RecordRef
from vigie.records.message import Message

Medium = Literal["site", "booklet"]
TargetKind = Literal["section", "record", "evidence", "term", "url"]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads: a section id, a record's slug, a figure's key, a glossary id or a URL."""

    kind: TargetKind
    id: str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of said text. `figure` is its kind when the text is a published number."""

    text: str
    target: Target | None = None
    is_strong: bool = False
    is_emphasis: bool = False
    figure: Literal["counted", "stated"] | None = None
    language: str | None = None


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """A curated text in both languages, with what fills its `{slots}`."""

    texts: Texts
    slots: tuple[tuple[str, object], ...] = ()


OF_NO_LANGUAGE = "und"
"""The language of what is the same in all: names, numbers, codes (ISO 639-2, *undetermined*)."""


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Words of a record, shown as they are: data, in its own language, never markup."""

    text: str
    language: str = "en"


def proper(text: str) -> Verbatim:
    """A name of a person, a journal or a place, a number or a code: it is of no language."""
    return Verbatim(text, OF_NO_LANGUAGE)


Sentence = Message | Prose | Verbatim | Runs


@dataclass(frozen=True, slots=True)
class Linked:
    """A slot's value that is also a link."""

    value: object
    target: Target


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that stand together. `terms`: glossary ids to explain in the margin."""

    sentences: tuple[Sentence, ...]
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; each item is one or more sentences."""

    items: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A record that has no page of its own, with all that is said of it. `id` is its slug."""

    id: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of records, each at an address of its own; for the site alone."""

    items: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure shown large: the number as a link, and what it counts."""

    number: Sentence
    label: Sentence
    kind: Literal["counted", "stated"]
    note: Sentence | None = None


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Figures side by side; counted and stated look different."""

    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class Badge:
    """A small mark: `phase`, `new`, `draft` …, its word and what the word means."""

    kind: str
    word: Sentence
    meaning: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: sentences, and badges before them.

    The sentences of a stacked one stand on a line each, as those of a list do.
    """

    sentences: tuple[Sentence, ...] = ()
    badges: tuple[Badge, ...] = ()
    is_stacked: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first cell of a row is its heading. `id` is unique in the document.

    The rows of an alphabetical one are put in the order of the language that they are said in.
    """

    id: str
    caption: Sentence
    columns: tuple[Sentence, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: Sentence | None = None
    is_alphabetical: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: its name, its figure (value and link), and its series if any."""

    name: Sentence
    figure: Figure
    number: Sentence
    series: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A study on a timeline: what it is called, its dates in words, when it begins and ends.

    A date is as precise as its source; None where the source does not give it.
    """

    name: Sentence
    dates: Sentence
    start: PartialDate | None
    end: PartialDate | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """Studies from start to end, between two years (`last` included), with a line on one day."""

    periods: tuple[Period, ...]
    first: int
    last: int
    day: PartialDate
    day_said: Sentence


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart, its text alternative, and the table of the same figures.

    Bars, or a timeline: then `axis` says how to read it.
    """

    id: str
    caption: Sentence
    alternative: Sentence
    axis: Sentence
    bars: tuple[Bar, ...]
    table: Table
    timeline: Timeline | None = None


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line of a study's card.

    `kind`: place, number, ages, recruitment, period, follow_up, registry. `name` says what the
    line is, for those who do not see the sign.
    """

    kind: str
    name: Sentence
    text: Sentence


@dataclass(frozen=True, slots=True)
class Card:
    """A study as a reader knows it. `id` is the record's slug."""

    id: str
    ref: RecordRef
    title: Sentence
    badges: tuple[Badge, ...]
    lines: tuple[CardLine, ...]
    sentences: tuple[Sentence, ...]
    warnings: tuple[Sentence, ...] = ()
    source: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A box beside the text: `definition`, `note`, `warning`, `draft`."""

    kind: str
    title: Sentence
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Only:
    """Blocks for one medium alone: the booklet prints a selection, the site everything."""

    medium: Medium
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    """A word of the glossary, explained. `id` is the glossary id."""

    id: str
    word: Sentence
    text: Sentence


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it. `id` is unique in the document and makes its URL."""

    id: str
    title: Sentence
    blocks: tuple[Block, ...]


Block = (
    Only
    | Paragraph
    | Bullets
    | Listing
    | KeyFigures
    | Table
    | Chart
    | Card
    | Box
    | Definition
    | Section
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What an edition was made from: same stamp, same bytes out.

    `stamp` is a hash over the sorted record refs, the curated files, the code, and the
    versions of renderers and fonts. `versions` lists them by name.
    """

    id: str
    day: date
    since: date
    stamp: str
    versions: tuple[tuple[str, str], ...]
    is_signed: bool


@dataclass(frozen=True, slots=True)
class Leaves:
    """Sections with a page each, by id, made when asked for.

    An edition has thousands of them and one is drawn at a time: together they would take more
    memory than all the rest.
    """

    ids: tuple[str, ...]
    make: Callable[[str], Section]

    @classmethod
    def of(cls, sections: Iterable[Section]) -> Leaves:
        """Leaves that are made already."""
        made = {section.id: section for section in sections}
        return cls(tuple(made), made.__getitem__)

    def __iter__(self) -> Iterator[Section]:
        """Each of them, in order, made anew."""
        return map(self.make, self.ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The whole edition.

    `chapters` go into site and booklet, one page of the site each; `indexes` (all studies, all
    publications), `lists` (long lists under the last index), `records` and `evidence` are pages of
    the site alone, and the booklet's annex lists the figures. `cover` holds the blocks of the
    site's home and of the booklet's first pages.
    `selection`: slugs of the records that the booklet names; None where it names every one.
    """

    edition: Edition
    title: Sentence
    subtitle: Sentence
    draft: Sentence | None
    cover: tuple[Block, ...]
    chapters: tuple[Section, ...]
    records: Leaves
    evidence: Leaves
    annex: Section
    figures: tuple[Figure, ...]
    indexes: tuple[Section, ...] = ()
    lists: tuple[Section, ...] = ()
    selection: frozenset[str] | None = None
