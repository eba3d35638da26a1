"""Tags records: which concern what, by which rule and which words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date

from vigie.knowledge.models import Chapter, Country, Knowledge
from vigie.records.corpus import Corpus, Held
from vigie.records.dates import PartialDate
from vigie.records.entries import Article, Entry, Trial
from vigie.records.tag import Tag
from vigie.tagging import publications, rules, studies
from vigie.tagging.folding import fold
from vigie.tagging.reading import EVERY_FACET, readings
from vigie.tagging.texts import texts as texts_of
from vigie.tagging.words import WordReader


class Tagger:
    """Finds the concepts of a record, by its own fields and by curated words.

    `since` opens the window of what is new; without it, that of the newest shipped edition.
    """

    def __init__(self, knowledge: Knowledge, since: date | None = None) -> None:
        self._reader = WordReader(knowledge)
        self._codes = _codes(knowledge)
        self._approaches = _approaches(knowledge)
        self._countries = _countries(knowledge.countries)
        self._forms_by_antibody = _forms_by_antibody(knowledge)
        self._forms = _forms_of_section(knowledge.profile.chapters)
        self._reviews = {review.record: review for review in knowledge.reviews}
        self._accompanying = frozenset(f.id for f in knowledge.profile.forms if f.accompanies)
        self._forms_by_mesh = _forms_by_mesh(knowledge)
        self._home = knowledge.profile.home_country
        self._since = since or _since(knowledge)

    def tag(self, corpus: Corpus) -> Corpus:
        """The same corpus with the tags of all its records.

        Of a study that several sources describe, each source's own row has its tags too; those
        of the first row are of the whole study.
        """
        rows = {row.ref: self.tags(row) for held in corpus for row in held.members[1:]}
        return replace(corpus, tags=rows | {held.ref: self.tags(held) for held in corpus})

    def tags(self, held: Held[Entry]) -> tuple[Tag, ...]:
        """The tags of one record, each with the words that say it, in a fixed order."""
        texts = texts_of(held)
        tags: set[Tag] = set()
        if isinstance(held.entry, Trial):
            tags.update(self._by_fields(held.entry, texts))
        for reads in readings(held.entry):
            settled = {tag.facet for tag in tags} if reads.is_fallback else set()
            facets = tuple(facet for facet in reads.facets if facet not in settled)
            if reads.field in texts:
                tags.update(self._by_words(reads.field, texts[reads.field], facets))
        if isinstance(held.entry, Article):
            tags.update(self._of_publication(held.entry, texts))
            tags.update(self._reviewed(held, texts))
            tags.update(self._by_section(texts, tags))
        if isinstance(held.entry, Trial):
            tags.update(self._beside_the_forms(held.entry, texts, tags))
        tags.update(self._by_antibody(tags))
        return _precise(tags)

    def tags_of_text(self, text: str) -> tuple[Tag, ...]:
        """What a text says, in whatever field it may stand."""
        return _precise(set(self._reader.read("text", text, EVERY_FACET)))

    def _beside_the_forms(
        self, trial: Trial, texts: Mapping[str, str], tags: Iterable[Tag]
    ) -> Iterator[Tag]:
        """Where no words name a form: its descriptors; failing them, what only resembles."""
        settled = {tag.concept for tag in tags if tag.facet == "form"}
        mentioned = [t for t in studies.mentioned(self._reader, texts) if t.concept not in settled]
        yield from mentioned
        if settled:
            return
        by_code = list(studies.forms_by_code(trial, texts, self._forms_by_mesh, mentioned))
        yield from by_code
        if not by_code:
            yield from studies.look_alikes(self._reader, texts)

    def _of_publication(self, article: Article, texts: Mapping[str, str]) -> Iterator[Tag]:
        kind = publications.kind(self._reader, article, texts)
        if kind is not None:
            yield kind
        yield from publications.forms(self._reader, texts, self._accompanying)
        yield from publications.themes(self._reader, texts)
        yield from publications.said_since(article, texts)

    def _reviewed(self, held: Held[Entry], texts: Mapping[str, str]) -> Iterator[Tag]:
        """What an editor decided: the reviewer and the day are the rule."""
        review = self._reviews.get(str(held.ref.record))
        field = next((name for name in ("title", "abstract", "section") if name in texts), None)
        if review is not None and field is not None:
            rule = f"review:{review.reviewer} {review.on}"
            yield rules.whole(texts, field, facet="review", concept=review.decision, rule=rule)

    def _by_words(self, field: str, text: str, facets: tuple[str, ...]) -> Iterator[Tag]:
        yield from self._reader.read(field, text, facets)
        if field in self._codes:
            yield from self._by_codes(field, text, facets)

    def _by_fields(self, trial: Trial, texts: Mapping[str, str]) -> Iterator[Tag]:
        yield from rules.phases(trial, texts)
        yield from rules.study_type(trial, texts)
        yield from rules.controls(trial, texts)
        yield from rules.recruitment(trial, texts)
        yield from rules.novelty(trial, texts, self._since)
        yield from rules.ages(trial, texts)
        yield from rules.antibodies(trial, texts)
        yield from rules.place(trial, texts, self._home)
        for field, name in rules.countries_named(trial):
            concept = self._countries.get(fold(name).text, name)
            yield rules.tag_in(texts, field, name, facet="country", concept=concept)

    def _by_codes(self, field: str, text: str, facets: tuple[str, ...]) -> Iterator[Tag]:
        """A field that holds codes of a closed list says them as they are."""
        facet, codes = self._codes[field]
        for item in text.split("; "):
            if item in codes and facet in facets:
                tag = rules.tag_in({field: text}, field, item, facet=facet, concept=item)
                yield tag
                if item in self._approaches and "approach" in facets:
                    yield replace(tag, facet="approach", concept=self._approaches[item])

    def _by_antibody(self, tags: Iterable[Tag]) -> Iterator[Tag]:
        """A form that an autoantibody makes: the wider form, in people who have it."""
        forms = {tag.concept for tag in tags if tag.facet == "form"}
        for tag in tuple(tags):
            form, parent = self._forms_by_antibody.get(tag.rule, ("", ""))
            if parent in forms:
                yield replace(tag, facet="form", concept=form)

    def _by_section(self, texts: Mapping[str, str], tags: Iterable[Tag]) -> Iterator[Tag]:
        """An article without a title that speaks is about the one form of its chapter."""
        form = self._forms.get(texts.get("section", ""))
        if form and not any(tag.facet == "form" for tag in tags):
            yield rules.whole(texts, "section", facet="form", concept=form, rule="section")


def _precise(tags: AbstractSet[Tag]) -> tuple[Tag, ...]:
    """The tags in a fixed order, without a modality that another says more precisely.

    Codes are written so that a sort begins with its kind: `car_t_auto` is a `car_t`.
    """
    said = {tag.concept for tag in tags if tag.facet == "modality"}
    vague = {one for one in said if any(other.startswith(f"{one}_") for other in said)}
    return tuple(tag for tag in sorted(tags) if tag.facet != "modality" or tag.concept not in vague)


def _codes(knowledge: Knowledge) -> Mapping[str, tuple[str, frozenset[str]]]:
    """Trial field to the facet it fills and the codes of that facet's closed list."""
    facets = {"modality": "modality", "targets": "target"}
    return {
        field: (facet, frozenset(row.code for row in knowledge.vocabularies.get(facet, ())))
        for field, facet in facets.items()
    }


def _approaches(knowledge: Knowledge) -> Mapping[str, str]:
    """The approach of a modality, where all treatments of that modality have the same."""
    seen: dict[str, set[str]] = defaultdict(set)
    for treatment in knowledge.treatments:
        seen[treatment.modality].add(treatment.approach)
    return {modality: only for modality, (only, *more) in seen.items() if not more}


def _countries(countries: Iterable[Country]) -> Mapping[str, str]:
    return {
        fold(written).text: country.name
        for country in countries
        for written in (country.name, *country.aliases)
    }


def _forms_by_antibody(knowledge: Knowledge) -> Mapping[str, tuple[str, str]]:
    """The rule of an antibody to the form that bears its name, and the form that one is of."""
    names = {antibody.id for antibody in knowledge.antibodies}
    return {
        f"antibody:{form.id}": (form.id, form.parent)
        for form in knowledge.profile.forms
        if form.id in names and form.parent
    }


def _forms_by_mesh(knowledge: Knowledge) -> Mapping[str, str]:
    """The descriptor of each form; that of the whole family is wider than the disease."""
    return {
        form.codes["mesh"]: form.id
        for form in knowledge.profile.forms
        if form.parent and "mesh" in form.codes
    }


def _forms_of_section(chapters: Iterable[Chapter]) -> Mapping[str, str]:
    return {chapter.id: chapter.forms[0] for chapter in chapters if len(chapter.forms) == 1}


def _since(knowledge: Knowledge) -> date | None:
    starts = [PartialDate.parse(edition.since).earliest() for edition in knowledge.editions]
    return max(starts, default=None)
