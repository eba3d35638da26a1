"""What a publication is about, what kind it is, and what was said of it since.

A publication is *about* a form when its title, its subject headings or its authors' key words
name it, or when its abstract does so in two sentences or more. One that names it once in passing
only *mentions* it, and is in no chapter.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace

from vigie.records.entries import Article
from vigie.records.publications import NOTICES
from vigie.records.tag import Tag
from vigie.tagging.rules import tag_in, whole
from vigie.tagging.words import WordReader

Texts = Mapping[str, str]

ABOUT_FIELDS = ("title", "subject_headings", "keywords")
"""Where the name of a form says that the publication is about it."""

# The types that decide, the strongest first: a review of trials is a review.
_TYPES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("notice", ("Retraction of Publication", "Published Erratum", "Expression of Concern")),
    ("guideline", ("Practice Guideline", "Guideline", "Consensus Development Conference")),
    ("protocol", ("Clinical Trial Protocol",)),
    ("review", ("Systematic Review", "Meta-Analysis", "Review", "Scoping Review")),
    (
        "trial_report",
        (
            "Randomized Controlled Trial",
            "Controlled Clinical Trial",
            "Clinical Trial, Phase I",
            "Clinical Trial, Phase II",
            "Clinical Trial, Phase III",
            "Clinical Trial, Phase IV",
            "Pragmatic Clinical Trial",
            "Equivalence Trial",
            "Clinical Trial",
        ),
    ),
    ("case_series", ("Case Reports",)),
    ("cohort", ("Observational Study",)),
    ("opinion", ("Editorial", "Letter", "Comment", "News")),
)
# Words come after the types, and in this order: the title of a protocol names its trial.
_BY_WORDS = (
    "protocol",
    "guideline",
    "review",
    "preclinical",
    "trial_report",
    "case_series",
    "cohort",
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


def forms(
    reader: WordReader, texts: Texts, accompanying: AbstractSet[str] = frozenset()
) -> Iterator[Tag]:
    """The forms that a publication is about, and those that it only mentions.

    What may come with several forms (`accompanying`, such as a lung disease) and is not named as
    theirs counts only in a publication that is about one of them.
    """
    about = {tag for field in ABOUT_FIELDS for tag in _read(reader, texts, field, "form")}
    mentioned: set[Tag] = set()
    settled = {tag.concept for tag in about}
    for form, tags in _in_abstract(reader, texts).items():
        is_about = form in settled or len(_sentences(texts["abstract"], tags)) > 1
        (about if is_about else mentioned).add(tags[0])
    if all(_only_comes_along(tag, accompanying) for tag in about):
        about.clear()
    yield from about
    yield from (
        replace(tag, facet="mention")
        for tag in mentioned
        if not _only_comes_along(tag, accompanying)
    )


def _only_comes_along(tag: Tag, accompanying: AbstractSet[str]) -> bool:
    return tag.concept in accompanying and tag.rule == "term"


def kind(reader: WordReader, article: Article, texts: Texts) -> Tag | None:
    """What kind of publication it is, by its types, its headings, then its words.

    Nothing for a publication without any of these: a printed citation says no kind.
    """
    found = _by_type(article, texts) or _by_headings(article, texts) or _by_words(reader, texts)
    if found is None and article.publication_types:
        return whole(texts, "publication_types", facet="publication", concept="other")
    return found


def themes(reader: WordReader, texts: Texts) -> Iterator[Tag]:
    """What it is on, by its title, headings and key words; failing these, its abstract."""
    found = [tag for field in ABOUT_FIELDS for tag in _read(reader, texts, field, "theme")]
    yield from found or _read(reader, texts, "abstract", "theme")


def said_since(article: Article, texts: Texts) -> Iterator[Tag]:
    """That a publication was retracted or corrected: shown wherever it is named."""
    for tie in article.ties:
        if tie.kind in NOTICES:
            concept = NOTICES[tie.kind]
            yield tag_in(texts, "ties", tie.kind, facet="notice", concept=concept)


def _read(reader: WordReader, texts: Texts, field: str, facet: str) -> Iterator[Tag]:
    if field in texts:
        yield from reader.read(field, texts[field], (facet,))


def _in_abstract(reader: WordReader, texts: Texts) -> Mapping[str, list[Tag]]:
    found: defaultdict[str, list[Tag]] = defaultdict(list)
    for tag in _read(reader, texts, "abstract", "form"):
        found[tag.concept].append(tag)
    return found


def _sentences(abstract: str, tags: list[Tag]) -> frozenset[int]:
    """Which sentences of an abstract some words stand in."""
    ends = [match.start() for match in _SENTENCE_END.finditer(abstract)]
    return frozenset(sum(end <= tag.start for end in ends) for tag in tags)


def _by_type(article: Article, texts: Texts) -> Tag | None:
    for concept, types in _TYPES:
        for name in types:
            if name in article.publication_types:
                return tag_in(
                    texts, "publication_types", name, facet="publication", concept=concept
                )
    return None


def _by_headings(article: Article, texts: Texts) -> Tag | None:
    """Animals without people are work of the laboratory."""
    if "Animals" in article.subject_headings and "Humans" not in article.subject_headings:
        return tag_in(
            texts, "subject_headings", "Animals", facet="publication", concept="preclinical"
        )
    return None


def _by_words(reader: WordReader, texts: Texts) -> Tag | None:
    for field in ("title", "abstract"):
        found = {tag.concept: tag for tag in _read(reader, texts, field, "publication")}
        for concept in _BY_WORDS:
            if concept in found:
                return found[concept]
    return None
