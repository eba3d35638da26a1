"""Which publication of a database a printed citation is: one, several, or none; never a guess.

A digest cites *Neves A et al. Rheumatology (Oxford), 2024*: first author, journal and year find
the candidates; where there are several, the words of what is said of it choose, if one alone has
the most of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Article, Result, Statement
from vigie.records.ids import RecordId, RecordRef
from vigie.records.publications import is_of_a_database
from vigie.tagging.folding import fold

_WORD = re.compile(r"[a-z0-9]{4,}")
# What databases hold; a brochure, a report or a press release is in none.
_HELD_KINDS = frozenset({"article", "preprint", "congress_abstract", "guideline"})
_EMPTY_WORDS = frozenset(
    {"with", "from", "than", "that", "this", "were", "have", "after", "before", "between"}
    | {"people", "patients", "adults", "study", "more", "less", "their", "which", "other"}
)
# A journal may put an article online in one year and print it in the next.
_YEARS_APART = 1


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a citation was found to be.

    `match` is the one publication that it can be; without it, `candidates` are those between
    which nothing printed decides: none, or several.
    """

    citation: RecordRef
    match: RecordRef | None
    candidates: tuple[RecordRef, ...] = ()

    @property
    def is_ambiguous(self) -> bool:
        """Whether several publications fit."""
        return self.match is None and len(self.candidates) > 1


def resolve(corpus: Corpus) -> tuple[Resolution, ...]:
    """What each printed citation without a number is, among the publications held with one."""
    known = _by_author(held for held in corpus.publications if held.entry.pmid or held.entry.doi)
    words = _topics(corpus)
    return tuple(
        _resolved(held, known, words.get(held.ref.record, frozenset()))
        for held in corpus.articles
        if held.entry.kind in _HELD_KINDS
        and not (held.entry.pmid or held.entry.doi or is_of_a_database(held))
    )


def _resolved(
    cited: Held[Article],
    known: Mapping[str, list[Held[Article]]],
    topic: frozenset[str],
) -> Resolution:
    family = _family(cited.entry.first_author)
    fitting = [held for held in known.get(family, ()) if _fits(cited.entry, held.entry)]
    exact = [held for held in fitting if _years_apart(cited.entry, held.entry) == 0] or fitting
    chosen = exact if len(exact) < 2 else _by_topic(exact, topic)
    match = chosen[0].ref if len(chosen) == 1 else None
    return Resolution(cited.ref, match, () if match else tuple(held.ref for held in exact))


def _fits(cited: Article, known: Article) -> bool:
    years = _years_apart(cited, known)
    return (
        years is not None
        and years <= _YEARS_APART
        and _initials_agree(cited.first_author, known.first_author)
        and _journal(cited.journal) == _journal(known.journal) != ""
    )


def _by_topic(candidates: list[Held[Article]], topic: frozenset[str]) -> list[Held[Article]]:
    """The candidates that share most words with what is said of the citation, if they share any."""
    shared = {held.ref: len(topic & _words_of(held.entry)) for held in candidates}
    most = max(shared.values())
    return [held for held in candidates if most and shared[held.ref] == most]


def _topics(corpus: Corpus) -> Mapping[RecordId, frozenset[str]]:
    """The words said of each citation: those of its own title, of the results that cite it."""
    found: defaultdict[RecordId, set[str]] = defaultdict(set)
    for held in corpus.articles:
        found[held.ref.record] |= _words(held.entry.title)
    for entry in _tellers(corpus):
        for article in entry.articles:
            found[article] |= _words(*_said(entry))
    return {record: frozenset(words) for record, words in found.items()}


def _tellers(corpus: Corpus) -> Iterator[Result | Statement]:
    yield from (held.entry for held in corpus.results)
    yield from (held.entry for held in corpus.statements)


def _said(entry: Result | Statement) -> Iterator[str | None]:
    if isinstance(entry, Result):
        yield from (entry.treatment, entry.outcome, entry.population, *entry.conditions)
    else:
        yield from (entry.counts, entry.population)


def _words_of(article: Article) -> frozenset[str]:
    return frozenset(_words(article.title, *(part.text for part in article.abstract)))


def _words(*texts: str | None) -> set[str]:
    return {
        word
        for text in texts
        if text
        for word in _WORD.findall(fold(text).text)
        if word not in _EMPTY_WORDS
    }


def _by_author(articles: Iterable[Held[Article]]) -> Mapping[str, list[Held[Article]]]:
    found: defaultdict[str, list[Held[Article]]] = defaultdict(list)
    for held in articles:
        if held.entry.first_author:
            found[_family(held.entry.first_author)].append(held)
    return found


def _family(author: str | None) -> str:
    """The family name, without accents, hyphens or initials."""
    words = _name_words(author)
    return "".join(words[:-1] if len(words) > 1 and _is_initials(author, words) else words)


def _initials_agree(cited: str | None, known: str | None) -> bool:
    """Whether the initials of one begin those of the other: *Neves A* may be *Neves AC*."""
    first, second = _initials(cited), _initials(known)
    return first.startswith(second) or second.startswith(first)


def _initials(author: str | None) -> str:
    words = _name_words(author)
    return words[-1] if len(words) > 1 and _is_initials(author, words) else ""


def _is_initials(author: str | None, words: list[str]) -> bool:
    last = (author or "").split()[-1]
    return len(words[-1]) <= 4 and last.isupper()


def _name_words(author: str | None) -> list[str]:
    return re.findall(r"[a-z]+", fold((author or "").replace("-", "").replace("'", "")).text)


def _journal(name: str | None) -> str:
    """A journal's short name without place, full stops or articles, to compare by.

    >>> _journal("Rheumatology (Oxford)") == _journal("Rheumatology (Oxford, England)")
    True
    """
    return re.sub(r"[^a-z0-9]+", "", re.sub(r"\(.*?\)", " ", fold(name or "").text))


def _years_apart(cited: Article, known: Article) -> int | None:
    if cited.published is None:
        return None
    dates = [date for date in (known.published, known.entered) if date is not None]
    return min((abs(cited.published.year - date.year) for date in dates), default=None)
