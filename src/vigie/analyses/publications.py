"""What the databases hold of a disease's literature: which of it counts, by year, form, chapter.

An edition tells of the last five years. Older publications stay in the store: those that belong
to a study, or that an editor decided on, are kept here all the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from vigie.analyses.citations import resolve
from vigie.analyses.figures import Count
from vigie.analyses.linking import links
from vigie.analyses.literature import has_concept
from vigie.knowledge.models import Chapter
from vigie.knowledge.nouns import CodeNoun, FormNoun
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Article
from vigie.records.ids import RecordRef
from vigie.records.message import Message
from vigie.records.publications import is_of_a_database, numbers_of, published_as

YEARS = 5
"""How many calendar years an edition's literature spans, its own year the last."""
ACCEPTED = "accepted"
UNDATED = 0

Articles = tuple[Held[Article], ...]


def recent(corpus: Corpus, reviewed: Iterable[str] = ()) -> Corpus:
    """The same corpus without old publications that nothing of the edition leads to.

    `reviewed` are the ids of those that an editor decided on.
    """
    decided = frozenset(reviewed)
    linked = {link.article for link in links(corpus)}
    first = corpus.day.year - YEARS + 1

    def stays(held: Held[Article]) -> bool:
        return (
            not is_of_a_database(held)
            or year_of(held.entry, corpus.day) >= first
            or held.ref in linked
            or any(str(row.ref.record) in decided for row in held.rows)
        )

    return replace(corpus, articles=tuple(held for held in corpus.articles if stays(held)))


def shelved(corpus: Corpus) -> Corpus:
    """The same tagged corpus, what the edition cites told apart from what the databases hold.

    The edition cites what its digest cites, and what an editor accepted, once each: the digest's
    citation stands for an article that is both. Studies and their publications are linked.
    """
    printed = {one.match for one in resolve(corpus)}

    def is_cited(held: Held[Article]) -> bool:
        is_accepted = ACCEPTED in corpus.concepts(held.ref, "review")
        return not is_of_a_database(held) or (is_accepted and held.ref not in printed)

    return replace(
        corpus,
        articles=tuple(held for held in corpus.articles if is_cited(held)),
        literature=tuple(held for held in corpus.articles if not is_cited(held)),
        links=links(corpus),
    )


def year_of(article: Article, day: date) -> int:
    """The year of publication; failing that, of entry; `UNDATED` where neither is known.

    An issue may bear a date to come: what is read before it is of the year in which it came in.
    """
    dates = [on for on in (article.published, article.entered) if on is not None]
    past = next((on for on in dates if on.earliest() <= day), None)
    if past is not None:
        return past.year
    return day.year if dates else UNDATED


@dataclass(frozen=True)
class Literature:
    """What the databases hold, sorted: what counts as a publication on the disease, what does not.

    Set apart: what only mentions the disease or resembles it, work on animals alone, notices of
    correction, and preprints whose published version is held.
    """

    corpus: Corpus

    @cached_property
    def held(self) -> Articles:
        """Every record of a database, the latest first."""
        found = (held for held in self.corpus.publications if is_of_a_database(held))
        return tuple(sorted(found, key=_latest_first))

    @cached_property
    def apart(self) -> Mapping[str, Articles]:
        """What is not counted, by why; each under the first reason that holds."""
        found: defaultdict[str, list[Held[Article]]] = defaultdict(list)
        for held in self.held:
            why = self._why_apart(held)
            if why:
                found[why].append(held)
        return {why: tuple(found[why]) for why in _WHY if found[why]}

    @cached_property
    def counted(self) -> Articles:
        """The publications on the disease within the years that the edition tells of."""
        first = self.years[0]
        return tuple(
            held
            for held in self.held
            if self._why_apart(held) is None and year_of(held.entry, self.corpus.day) >= first
        )

    @property
    def years(self) -> tuple[int, ...]:
        """The years that the edition tells of."""
        last = self.corpus.day.year
        return tuple(range(last - YEARS + 1, last + 1))

    def of_chapter(self, chapter: Chapter) -> Articles:
        """Those of a chapter: about one of its forms, or with one of its concepts."""
        return tuple(held for held in self.counted if is_of(held, self.corpus, chapter))

    @cached_property
    def _published(self) -> frozenset[str]:
        return frozenset(number for held in self.held for number in numbers_of(held.entry))

    def _why_apart(self, held: Held[Article]) -> str | None:
        corpus = self.corpus
        if "notice" in corpus.concepts(held.ref, "publication"):
            return "notice"
        if any(self._is_held(number) for number in published_as(held.entry)):
            return "preprint"
        if _is_on_animals(held, corpus):
            return "animals"
        if not corpus.concepts(held.ref, "form"):
            return "mention" if corpus.concepts(held.ref, "mention") else "other"
        return None

    def _is_held(self, number: str) -> bool:
        return f"pmid:{number}" in self._published or f"doi:{number.casefold()}" in self._published


_WHY = ("mention", "other", "animals", "notice", "preprint")


@dataclass(frozen=True)
class Counting:
    """The figures of a disease's literature: counted from records, never from a text."""

    literature: Literature

    def of(self, key: str, held: Iterable[Held[Article]], words: str, **slots: object) -> Count:
        """How many publications one question keeps."""
        return self.of_refs(key, (one.ref for one in held), words, **slots)

    def of_refs(self, key: str, refs: Iterable[RecordRef], words: str, **slots: object) -> Count:
        """The same for any records, by their versions."""
        said = {"day": self.literature.corpus.day, "first": str(self.literature.years[0])}
        given: dict[str, object] = {**said, **slots}
        return Count(
            key=key,
            label=Message.of(f"figure.published.{words}.label", **given),
            definition=Message.of(f"figure.published.{words}.definition", **given),
            evidence=tuple(refs),
        )

    def whole(self) -> Count:
        """All of them."""
        return self.of("literature.all", self.literature.counted, "all")

    def by_year(self, key: str, held: Articles, **slots: object) -> Mapping[int, Count]:
        """One count per year that the edition tells of, those without any included."""
        words, day = "chapter_year" if slots else "year", self.literature.corpus.day
        return {
            year: self.of(
                f"{key}.year.{year}",
                (one for one in held if year_of(one.entry, day) == year),
                words,
                year=str(year),
                **slots,
            )
            for year in self.literature.years
        }

    def by_form(self, forms: Iterable[str]) -> Mapping[str, Count]:
        """One count per form that any is about; one publication may be about several."""
        corpus, counted = self.literature.corpus, self.literature.counted
        found = {
            form: [one for one in counted if form in corpus.concepts(one.ref, "form")]
            for form in forms
        }
        return {
            form: self.of(f"literature.form.{form}", held, "form", form=FormNoun(form))
            for form, held in found.items()
            if held
        }

    def by(self, facet: str) -> Mapping[str, Count]:
        """One count per kind of publication, or per theme; the most frequent first."""
        corpus = self.literature.corpus
        found: defaultdict[str, list[Held[Article]]] = defaultdict(list)
        for one in self.literature.counted:
            for concept in corpus.concepts(one.ref, facet):
                found[concept].append(one)
        order = sorted(found, key=lambda concept: (-len(found[concept]), concept))
        return {
            concept: self.of(
                f"literature.{facet}.{concept}",
                found[concept],
                facet,
                concept=CodeNoun(facet, concept),
            )
            for concept in order
        }

    def apart(self) -> Mapping[str, Count]:
        """What is held and not counted, by why."""
        return {
            why: self.of(f"literature.apart.{why}", held, f"apart_{why}")
            for why, held in self.literature.apart.items()
        }


def is_of(held: Held[Article], corpus: Corpus, chapter: Chapter) -> bool:
    """Whether a publication is about a form of the chapter, or has one of its concepts."""
    has_form = not corpus.concepts(held.ref, "form").isdisjoint(chapter.forms)
    return has_form or has_concept(held, corpus, chapter)


def _is_on_animals(held: Held[Article], corpus: Corpus) -> bool:
    return any(
        (tag.facet, tag.concept, tag.field) == ("publication", "preclinical", "subject_headings")
        for tag in corpus.tags.get(held.ref, ())
    )


def _latest_first(held: Held[Article]) -> tuple[int, str]:
    on = held.entry.published or held.entry.entered
    return (-on.latest().toordinal() if on else 0), str(held.ref.record)


def sorted_by_year(held: Iterable[Held[Article]], day: date) -> Mapping[int, Articles]:
    """Publications by their year, the latest first; those without a date come last."""
    found: defaultdict[int, list[Held[Article]]] = defaultdict(list)
    for one in sorted(held, key=_latest_first):
        found[year_of(one.entry, day)].append(one)
    return {year: tuple(found[year]) for year in sorted(found, reverse=True)}
