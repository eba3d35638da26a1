"""Which publication belongs to which study, what says so, and which reports its results."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Article, Trial
from vigie.records.ids import RecordRef
from vigie.records.links import Link, LinkKind

_NUMBER = re.compile(
    r"\bNCT\d{8}\b"
    r"|\bISRCTN\d{8}\b"
    r"|\b(?:jRCT[a-z]?|ChiCTR-?|UMIN|DRKS|IRCT|ACTRN)\d{6,}[\dA-Z]*\b"
    r"|\b20\d\d-\d{6}-\d\d(?:-\d\d)?\b",
    re.IGNORECASE,
)


_SUREST = tuple(LinkKind)


def links(corpus: Corpus) -> tuple[Link, ...]:
    """Every link between the studies and the publications of a corpus, one per pair: the surest.

    A number that one source claims for two different studies is disputed and links nothing.
    """
    surest: dict[tuple[RecordRef, RecordRef], Link] = {}
    for link in (*_listed(corpus), *_numbered(corpus)):
        pair = (link.study, link.article)
        held = surest.get(pair)
        if held is None or _SUREST.index(link.kind) < _SUREST.index(held.kind):
            surest[pair] = link
    return tuple(sorted(surest.values()))


def is_of_results(link: Link, corpus: Corpus) -> bool:
    """Whether a linked publication reports results of the study.

    The registry lists it so; or it bears the study's number and is by its kind the report of a
    trial. A number alone is not enough: protocols and reviews have it, too.
    """
    if link.kind is LinkKind.RESULT:
        return True
    is_its_own = link.kind in {LinkKind.DERIVED, LinkKind.DECLARED}
    return is_its_own and "trial_report" in corpus.concepts(link.article, "publication")


def numbers_in(text: str) -> tuple[str, ...]:
    """The registry numbers that a text prints, as it prints them, each once.

    >>> numbers_in("Registered as NCT01234567 (EudraCT 2015-001234-56).")
    ('NCT01234567', '2015-001234-56')
    """
    return tuple(dict.fromkeys(found.group() for found in _NUMBER.finditer(text)))


def _listed(corpus: Corpus) -> Iterator[Link]:
    """What the registry lists for a study, among the publications held."""
    by_pmid = {held.entry.pmid: held for held in corpus.publications if held.entry.pmid}
    for study in corpus.trials:
        for reference in study.entry.references:
            article = by_pmid.get(reference.pmid) if reference.pmid else None
            if article is None:
                continue
            kind = _listed_as(reference.kind)
            yield Link(study.ref, article.ref, kind, "references", reference.citation)


def _listed_as(kind: str) -> LinkKind:
    try:
        return LinkKind(kind)
    except ValueError:
        return LinkKind.BACKGROUND


def _numbered(corpus: Corpus) -> Iterator[Link]:
    """What a publication declares or prints, among the studies held."""
    studies = _by_number(corpus)
    for article in corpus.publications:
        for kind, field, number in _numbers(article.entry):
            for study in studies.get(number.upper(), ()):
                yield Link(study.ref, article.ref, kind, field, number)


def _numbers(article: Article) -> Iterator[tuple[LinkKind, str, str]]:
    for number in article.registry_numbers:
        yield LinkKind.DECLARED, "registry_numbers", number
    for number in numbers_in(article.title or ""):
        yield LinkKind.MENTIONED, "title", number
    for part in article.abstract:
        for number in numbers_in(part.text):
            yield LinkKind.MENTIONED, "abstract", number


def _by_number(corpus: Corpus) -> Mapping[str, list[Held[Trial]]]:
    found: defaultdict[str, list[Held[Trial]]] = defaultdict(list)
    for held in corpus.trials:
        for number in held.entry.registry_numbers:
            if number not in corpus.disputed_numbers:
                found[number.upper()].append(held)
    return found
