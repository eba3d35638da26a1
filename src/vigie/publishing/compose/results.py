"""Results as publications report them, in our words; each number is the source's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from vigie.analyses.figures import Stated
from vigie.knowledge.models import Texts
from vigie.publishing.compose.making import Making
from vigie.publishing.compose.sentences import bare, citation, place_of, record_target
from vigie.publishing.document import (
    Block,
    Bullets,
    Linked,
    Paragraph,
    Prose,
    Section,
    Sentence,
    Target,
)
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Article, Result
from vigie.records.message import Message
from vigie.records.vocabulary import ResultKind

THEMES = ("treatment", "laboratory", "exercise", "causes", "diagnosis", "course", "antibodies")


def results(held: Iterable[Held[Result]], making: Making) -> Iterator[Block]:
    """By theme, in a fixed order; each with its citations and its place."""
    edition, corpus = making.edition, making.corpus
    sentences = edition.sentences if edition else {}
    themes = edition.themes if edition else {}
    said = [one for one in held if _key(one) in sentences]
    if said:
        yield Paragraph((Message.of("chapter.results.lead"),))
    for theme in THEMES:
        members = [one for one in said if _theme(one, themes) == theme]
        intro = tuple(making.editorial(f"result_{theme}"))
        items = tuple(_item(one, corpus, sentences) for one in members)
        listed = (Bullets(items),) if items else ()
        if intro or listed:
            title = Message.of(f"chapter.results.{theme}")
            yield Section(making.id(f"results-{theme}"), title, (*intro, *listed))


def _theme(held: Held[Result], themes: Mapping[str, str]) -> str:
    """As the editor sorts it; otherwise by whether it comes from the laboratory."""
    is_laboratory = held.entry.kind == ResultKind.PRECLINICAL
    return themes.get(_key(held), "laboratory" if is_laboratory else "treatment")


def _key(held: Held[Result]) -> str:
    return held.ref.record.local.partition("/")[2]


def _item(held: Held[Result], corpus: Corpus, sentences: Mapping[str, Texts]) -> Paragraph:
    text = sentences[_key(held)]
    slots = tuple((figure.figure.key, figure) for figure in _figures(held, corpus))
    return Paragraph((Prose(text, slots), *_cited(held, corpus)))


def _figures(held: Held[Result], corpus: Corpus) -> Iterator[Stated]:
    """Each number of a result as a figure that its source printed."""
    cited = tuple(_articles(held, corpus))
    place = place_of(held.entry.places) or Message.of("edition.no_page")
    for n, measured in enumerate(held.entry.figures, start=1):
        if cited:
            label = Message.of("chapter.results.figure", n=n, citations=cited)
            definition = Message.of("chapter.results.definition", citations=cited)
        else:
            label = Message.of("chapter.results.figure_uncited", n=n, place=place)
            definition = Message.of("chapter.results.definition_uncited")
        yield Stated(
            key=f"result.{_key(held)}.{measured.key}",
            label=label,
            definition=definition,
            figure=measured,
            ref=held.ref,
            source=held.ref.record,
            places=held.entry.places,
            on=held.version_on,
        )


def _articles(held: Held[Result], corpus: Corpus) -> Iterator[Sentence]:
    for record in held.entry.articles:
        article = corpus.by_id[record]
        if isinstance(article.entry, Article):
            yield bare(Linked(citation(article.entry), record_target(article.ref)))


def _cited(held: Held[Result], corpus: Corpus) -> Iterator[Sentence]:
    yield from _articles(held, corpus)
    place = place_of(held.entry.places)
    target = Target("record", held.ref.record.slug)
    yield Message.of("chapter.results.place", place=Linked(place or held.ref.record.local, target))
