"""The start and the end of each study as a calendar (iCalendar).

Only dates known to the day or to the month are in it. A month is an event of the whole month
whose title says that the day is not known: no day is made up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from icalendar import Calendar, Event

from vigie.knowledge.models import Knowledge, Language
from vigie.knowledge.nouns import NamedNoun
from vigie.publishing.compose.card_facts import Study
from vigie.publishing.compose.cards import source, title
from vigie.publishing.document import Verbatim
from vigie.publishing.release.addresses import record_page, registry_page
from vigie.publishing.speaking import Speaker
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Moment, Trial
from vigie.records.message import Message

End = Literal["start", "completion"]
_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Calendared:
    """What the calendar is made from, and where the site will be, if that is known."""

    corpus: Corpus
    knowledge: Knowledge
    voice: Speaker
    language: Language
    draft: Message | None = None
    base_url: str | None = None

    def said(self, key: str, **slots: object) -> str:
        """A sentence of the calendar."""
        return self.voice.text(Message.of(f"release.calendar.{key}", **slots))


@dataclass(frozen=True, slots=True)
class Dated:
    """One end of a study, on its moment."""

    held: Held[Trial]
    end: End
    moment: Moment


def calendar_bytes(of: Calendared) -> bytes:
    """The calendar in one language; every event is stamped with the edition's day."""
    made = Calendar()
    made.add("prodid", f"-//Vigie//Vigie//{of.language.upper()}")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    disease = NamedNoun(of.knowledge.profile.names)
    about = (of.said("about", day=of.corpus.day), of.voice.text(of.draft) if of.draft else "")
    for name, text in (
        ("name", of.said("name", disease=disease)),
        ("description", " ".join(filter(None, about))),
    ):
        made.add(name, text)
        made.add({"name": "x-wr-calname", "description": "x-wr-caldesc"}[name], text)
    for dated in dates_of(of.corpus):
        made.add_component(_event(dated, of))
    return bytes(made.to_ical())


def dates_of(corpus: Corpus) -> Iterator[Dated]:
    """The dates known to the day or to the month, study by study."""
    for held in corpus.trials:
        for end, moment in _ends(held.entry):
            if moment and moment.date.month:
                yield Dated(held, end, moment)


def _ends(trial: Trial) -> tuple[tuple[End, Moment | None], ...]:
    return ("start", trial.start), ("completion", trial.completion)


def _event(dated: Dated, of: Calendared) -> Event:
    event, when = Event(), dated.moment.date
    language: dict[str, str] = {"language": of.language}
    event.add("uid", f"{dated.held.ref.record.slug}-{dated.end}-{of.language}@vigie")
    event.add("dtstamp", midnight(of.corpus.day))
    event.add("dtstart", when.earliest())
    event.add("dtend", when.latest() + _DAY)
    event.add("summary", _summary(dated, of), parameters=language)
    event.add("description", "\n".join(_description(dated, of)), parameters=language)
    event.add("transp", "TRANSPARENT")
    url = _url(dated.held, of)
    if url:
        event.add("url", url)
    return event


def midnight(day: date) -> datetime:
    """The first moment of a day, in UTC."""
    return datetime.combine(day, time(), UTC)


def _summary(dated: Dated, of: Calendared) -> str:
    when = dated.moment
    tense = "ahead" if when.date.is_after(of.corpus.day) else "past"
    width = "day" if when.date.day else "month"
    study = Message.of("card.title.whole", title=title(dated.held, of.corpus, of.knowledge))
    return of.said(f"{dated.end}.{tense}.{width}", study=study, when=when)


def _description(dated: Dated, of: Calendared) -> Iterator[str]:
    if not dated.moment.date.day:
        yield of.said("month_only")
    numbers = dated.held.entry.registry_numbers
    if numbers:
        yield of.said("numbers", numbers=tuple(Verbatim(number) for number in numbers))
    yield of.voice.text(source(Study(dated.held, of.corpus, of.knowledge)))
    yield of.said("as_of", day=of.corpus.day)
    if of.draft:
        yield of.voice.text(of.draft)


def _url(held: Held[Trial], of: Calendared) -> str | None:
    if of.base_url:
        return of.base_url + record_page(held, of.language)
    return registry_page(held, of.corpus, of.knowledge)
