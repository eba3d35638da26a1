"""`vigie build`: the edition of a disease, as a site with its booklets."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path

from vigie.analyses.changed import Changed
from vigie.errors import Problem, UsageError
from vigie.knowledge.models import LANGUAGES, Knowledge, Language
from vigie.publishing.booklet.render import Booklet
from vigie.publishing.compose.edition import compose
from vigie.publishing.document import Document, Edition
from vigie.publishing.release.addresses import read_base_url
from vigie.publishing.release.listing import downloads
from vigie.publishing.release.package import Described
from vigie.publishing.release.render import render_release
from vigie.publishing.release.sitemap import sitemap_files
from vigie.publishing.site.render import Site
from vigie.publishing.words import Voice
from vigie.records.corpus import Corpus
from vigie.workflows import placing, stamping
from vigie.workflows.collecting import collect, latest_day, opened
from vigie.workflows.comparing import compare
from vigie.workflows.days import asked_day, edition_before, edition_of, window_start
from vigie.workflows.languages import asked_languages
from vigie.workflows.printing import Shelf, booklet_of, drawings_kept
from vigie.workflows.reviews import known
from vigie.workflows.surroundings import home
from vigie.workflows.telling import step, warn


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A finished build: the document, its booklets and where its files are."""

    document: Document
    booklets: Mapping[Language, Booklet]
    folder: Path
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The records of an edition, the edition, and what changed since the one before."""

    corpus: Corpus
    edition: Edition
    changed: Changed


def run(
    *,
    disease: str,
    as_of: str | None,
    since: str | None,
    languages: str,
    out: Path,
    base_url: str | None = None,
) -> int:
    """Builds the edition and says where it is. Raises: VigieError."""
    # A build makes millions of small values that live to its end or die by themselves: looking
    # for cycles among them costs a quarter of its time and finds next to nothing.
    gc.disable()
    asked_on, asked_since = asked_day("--as-of", as_of), asked_day("--since", since)
    spoken, address = asked_languages(languages), read_base_url(base_url)
    placing.check_place(out)
    with step("Reading the curated files"):
        knowledge = known(disease)
    gathered = gather(knowledge, asked_on, asked_since)
    corpus, edition = gathered.corpus, gathered.edition
    with step("Composing the edition"):
        document = compose(corpus, knowledge, edition, gathered.changed)
    of = described(edition, corpus, knowledge, address)
    made = _make(document, of, spoken, out)
    warn((*corpus.problems, *_missing_glyphs(made)))
    _say(made, corpus)
    return 0


def gather(knowledge: Knowledge, day: date | None, since: date | None = None) -> Gathered:
    """The records of a day, tagged, and the edition that they make. Raises: UsageError."""
    with opened(knowledge) as place, step("Reading the records"):
        day = day or latest_day(place)
        start = since or edition_before(knowledge, day)
        since = since or window_start(knowledge, day)
        if since >= day:
            raise UsageError(f"--since {since} is not before the edition's day, {day}.")
        corpus = collect(place, day, since=since)
        found = compare(place, corpus, start or since)
    return Gathered(corpus, edition_about(knowledge, corpus, since, found), found)


def edition_about(knowledge: Knowledge, corpus: Corpus, since: date, found: Changed) -> Edition:
    """The edition of those records: its name, its window, its stamp."""
    shipped = edition_of(knowledge, corpus.day)
    made_with = stamping.versions(knowledge.sha256)
    window = (str(corpus.day), str(since), *_compared(found))
    return Edition(
        id=shipped.id if shipped else str(corpus.day),
        day=corpus.day,
        since=since,
        stamp=stamping.stamp((row.ref for held in corpus for row in held.rows), made_with, window),
        versions=made_with,
        is_signed=is_signed(knowledge, corpus.day),
    )


def _compared(found: Changed) -> Iterator[str]:
    """What the chapter on what changed is made from, beside the records of the day."""
    if found.moved or found.departed:
        yield str(found.since)
    yield from (str(one.before.ref) for one in found.moved)
    yield from (f"{one.record} {one.on} {one.why}" for one in found.departed)


def is_signed(knowledge: Knowledge, day: date) -> bool:
    """Whether a person has validated every whole chapter of the edition of that day."""
    shipped = edition_of(knowledge, day)
    whole = {chapter.id for chapter in knowledge.profile.chapters if chapter.is_whole}
    if shipped is None or not whole:
        return False
    return whole <= {one.chapter for one in shipped.signatures if one.validated_by.strip()}


def described(
    edition: Edition, corpus: Corpus, knowledge: Knowledge, base_url: str | None
) -> Described:
    """What the data of an edition are about; its tables are named in both languages."""
    voices = {language: Voice(knowledge, language) for language in LANGUAGES}
    return Described(
        edition=edition, corpus=corpus, knowledge=knowledge, voices=voices, base_url=base_url
    )


def _make(document: Document, of: Described, spoken: Sequence[Language], out: Path) -> Made:
    about = {"stamp": document.edition.stamp, "day": str(document.edition.day)}
    site = Site(
        document=document,
        voices={language: of.voices[language] for language in spoken},
        glossary=of.knowledge.glossary,
        downloads={language: downloads(of, language) for language in spoken},
        has_booklets=True,
    )
    with step("Drawing the site and its booklets"):
        paths = placing.put(
            out,
            chain(render_release(of, document, spoken), site.shared()),
            about,
            beside=[_spoken(site, of.knowledge, language) for language in spoken],
            last=partial(_map, of=of),
        )
        finished = {language: _booklet(site, of.knowledge, language) for language in spoken}
    return Made(document=document, booklets=finished, folder=out, paths=paths)


def _spoken(site: Site, knowledge: Knowledge, language: Language) -> Iterator[tuple[str, bytes]]:
    """The pages and the booklet of one language."""
    charts = f"{site.document.edition.stamp}.{language}.charts"
    with drawings_kept(_shelf(knowledge), charts, site.drawings):
        yield from site.language(language, _booklet(site, knowledge, language).pdf)


def _booklet(site: Site, knowledge: Knowledge, language: Language) -> Booklet:
    voice, shelf = site.voices[language], _shelf(knowledge)
    return booklet_of(site.document, voice, knowledge.glossary, shelf, site.drawings)


def _shelf(knowledge: Knowledge) -> Shelf:
    return Shelf(home(knowledge.profile.id).cache / "booklets")


def _map(paths: Sequence[str], of: Described) -> Iterable[tuple[str, bytes]]:
    """The map of the pages, where the site's address is known."""
    if not of.base_url:
        return ()
    pages = [path for path in paths if path.endswith(".html")]
    return sitemap_files(pages, of.base_url, of.edition.day)


def _missing_glyphs(made: Made) -> Iterator[Problem]:
    for language, booklet in made.booklets.items():
        for glyph in booklet.missing:
            yield Problem(
                code="booklet.glyph",
                where=f"The booklet ({language})",
                what=f"The fonts have no sign for {glyph}.",
                do="It is marked there; the site shows it.",
            )


def _say(made: Made, corpus: Corpus) -> None:
    pages = sum(path.endswith(".html") for path in made.paths)
    sys.stdout.write(
        f"{made.folder / 'index.html'}\n"
        f"Edition of {corpus.day}, new since {made.document.edition.since}:"
        f" {sum(1 for _ in corpus)} records, {len(made.document.figures)} figures,"
        f" {pages} pages, {_counted(len(made.booklets), 'booklet')}.\n"
        f"{_counted(len(corpus.problems), 'problem')} met on the way.\n"
    )


def _counted(count: int, noun: str) -> str:
    return f"{count or 'No'} {noun}{'' if count == 1 else 's'}"
