"""The studies that are new, as an Atom feed.

Ids are UUIDs made from the record's own id: they stay when the site moves, which an id made
from its address would not. Without a known address, links are relative to the feed itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from vigie.analyses.landscape import Scope
from vigie.analyses.novelty import Novelty, novelty
from vigie.knowledge.models import Knowledge, Language
from vigie.knowledge.nouns import NamedNoun
from vigie.publishing.compose.cards import card
from vigie.publishing.document import Document, Sentence
from vigie.publishing.localise import localise, text_of
from vigie.publishing.release.addresses import record_page
from vigie.publishing.speaking import Speaker
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Trial
from vigie.records.message import Message

ATOM = "http://www.w3.org/2005/Atom"
FEED = "feed.xml"


@dataclass(frozen=True, kw_only=True)
class Fed:
    """What a feed is made from, in one language."""

    document: Document
    corpus: Corpus
    knowledge: Knowledge
    voice: Speaker
    language: Language
    base_url: str | None = None

    def said(self, sentence: Sentence) -> str:
        """A sentence as text."""
        return text_of(sentence) if isinstance(sentence, tuple) else self.voice.text(sentence)

    def link(self, path: str) -> str:
        """The address of a path below the site's root, as the feed gives it."""
        inside = path.removeprefix(f"{self.language}/")
        return self.base_url + path if self.base_url else inside


def new_studies(document: Document, corpus: Corpus, knowledge: Knowledge) -> Novelty:
    """Every study that is new in the edition's window."""
    whole = Scope("all", (), NamedNoun(knowledge.profile.names))
    return novelty(corpus, whole, document.edition.since)


def feed_bytes(of: Fed) -> bytes:
    """The feed in one language, newest posting first, then the printed ones by their id."""
    edition = of.document.edition
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": of.language})
    _text(feed, "id", _urn(of.knowledge.profile.id, "new", of.language))
    _text(feed, "title", of.said(Message.of("release.feed.title", edition=of.document.title)))
    _text(feed, "subtitle", " ".join(_subtitle(of)))
    _text(feed, "updated", _moment(edition.day))
    _text(SubElement(feed, "author"), "name", "Vigie")
    _text(feed, "generator", "Vigie")
    if of.base_url:
        _link(feed, "self", of.link(f"{of.language}/{FEED}"), "application/atom+xml")
    _link(feed, "alternate", of.link(f"{of.language}/index.html"), "text/html")
    new = new_studies(of.document, of.corpus, of.knowledge)
    for held in _ordered(of.corpus, new):
        _entry(feed, held, of)
    return xml_bytes(feed)


def _subtitle(of: Fed) -> Iterator[str]:
    edition = of.document.edition
    yield of.said(Message.of("release.feed.about", since=edition.since, day=edition.day))
    if of.document.draft is not None:
        yield of.said(of.document.draft)


def _ordered(corpus: Corpus, new: Novelty) -> list[Held[Trial]]:
    held = [corpus.trials_by_id[ref.record] for ref in new.printed.evidence]
    posted = [corpus.trials_by_id[ref.record] for ref in new.posted.evidence]
    posted.sort(key=lambda one: str(one.entry.first_posted), reverse=True)
    return [*posted, *held]


def _entry(feed: Element, held: Held[Trial], of: Fed) -> None:
    drawn = localise(card(held, of.corpus, of.knowledge), of.voice.say)
    posted = held.entry.first_posted
    entry = SubElement(feed, "entry")
    _text(entry, "id", _urn(str(held.ref.record), "new", of.language))
    _text(entry, "title", of.said(drawn.title))
    _text(entry, "updated", _moment(of.corpus.day))
    if posted is not None and posted.day is not None:
        _text(entry, "published", _moment(posted.earliest()))
    _link(entry, "alternate", of.link(record_page(held, of.language)), "text/html")
    parts: list[Sentence] = [_why(held.entry), *drawn.sentences, *drawn.warnings]
    if drawn.source is not None:
        parts.append(drawn.source)
    _text(entry, "summary", " ".join(of.said(part) for part in parts))


def _why(trial: Trial) -> Message:
    """Why the study is new: posted since then, or only in the words of its source."""
    if trial.first_posted is not None:
        return Message.of("card.new.posted", day=trial.first_posted)
    return Message.of("card.new.printed")


def _urn(*names: str) -> str:
    return uuid5(NAMESPACE_URL, "/".join(("vigie", *names))).urn


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def _link(parent: Element, rel: str, href: str, media_type: str) -> None:
    SubElement(parent, "link", {"rel": rel, "type": media_type, "href": href})


def xml_bytes(root: Element) -> bytes:
    """A whole XML document, indented."""
    indent(root)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"
