"""Results as publications report them, in our words; each number is the source's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from vigie.analyses.figures import Stated
from vigie.knowledge.models import EditionFile, Texts
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
    Verbatim,
)
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Article, Result
from vigie.records.message import Message
from vigie.records.vocabulary import ResultKind


def results(
    held: Iterable[Held[Result]],
    corpus: Corpus,
    edition: EditionFile | None,
    id_of: Callable[[str], str],
) -> Iterator[Block]:
    """Those in people, then those of the laboratory; each with its citations and its place."""
    sentences = edition.sentences if edition else {}
    said = [one for one in held if _key(one) in sentences]
    groups = {
        "clinical": [one for one in said if one.entry.kind != ResultKind.PRECLINICAL],
        "laboratory": [one for one in said if one.entry.kind == ResultKind.PRECLINICAL],
    }
    if said:
        yield Paragraph((Message.of("chapter.results.lead"),))
    for group, members in groups.items():
        if members:
            items = tuple(_item(one, corpus, sentences) for one in members)
            title = Message.of(f"chapter.results.{group}")
            yield Section(id_of(f"results-{group}"), title, (Bullets(items),))


def _key(held: Held[Result]) -> str:
    return held.ref.record.local.partition("/")[2]


def _item(held: Held[Result], corpus: Corpus, sentences: Mapping[str, Texts]) -> Paragraph:
    slots = tuple((figure.figure.key, figure) for figure in _figures(held, corpus))
    sentence = Prose(sentences[_key(held)], slots)
    return Paragraph((sentence, *_cited(held, corpus)))


def _figures(held: Held[Result], corpus: Corpus) -> Iterator[Stated]:
    """Each number of a result as a figure that its source printed."""
    cited = tuple(_articles(held, corpus))
    for measured in held.entry.figures:
        yield Stated(
            key=f"result.{_key(held)}.{measured.key}",
            label=Message.of(
                "chapter.results.figure", name=Verbatim(measured.key.replace("_", " "))
            ),
            definition=Message.of("chapter.results.definition", citations=cited)
            if cited
            else Message.of("chapter.results.definition_uncited"),
            figure=measured,
            ref=held.ref,
            source=held.ref.record,
            places=held.entry.places,
            on=held.version_on,
        )


def _readable(key: str) -> Verbatim:
    return Verbatim(key.replace("_", " "))


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
