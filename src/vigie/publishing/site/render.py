"""Draws an edition as a site: paths and bytes, nothing written, no clock read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from vigie.knowledge.models import LANGUAGES, GlossaryEntry, Language
from vigie.publishing.charts import DARK, LIGHT, Drawings, draw
from vigie.publishing.document import Chart, Document
from vigie.publishing.site.downloads import Downloads
from vigie.publishing.site.figures import figures_json
from vigie.publishing.site.pages import Page, Spoken, menu, pages, spoken
from vigie.publishing.site.places import EVIDENCE_PAGE, Places, places_of, walk
from vigie.publishing.site.saying import Remembering
from vigie.publishing.site.view import kind_of
from vigie.publishing.speaking import Speaker

Files = Iterator[tuple[str, bytes]]


@dataclass(frozen=True, kw_only=True)
class Site:
    """A site ready to be drawn: what every language shares, and each language by itself.

    `glossary` says which written forms of a word lead to its definition; `downloads` are files
    that others put beside the pages, and that the pages lead to; `drawings` are those of charts
    that were drawn before, and take those that are.
    """

    document: Document
    voices: Mapping[Language, Speaker]
    glossary: tuple[GlossaryEntry, ...] = ()
    downloads: Mapping[Language, Downloads] | None = None
    has_booklets: bool = False
    drawings: Drawings = field(default_factory=dict)

    @cached_property
    def places(self) -> Places:
        """Where everything of the document stands."""
        return places_of(self.document)

    @cached_property
    def editions(self) -> tuple[Spoken, ...]:
        """The edition in each language, in their order."""
        return tuple(
            spoken(self.document, Remembering(self.voices[one]), one, self.places, self.glossary)
            for one in LANGUAGES
            if one in self.voices
        )

    def shared(self) -> Files:
        """What stands outside the languages: style, fonts, the door, the figures as data."""
        languages = [edition.language for edition in self.editions]
        yield from _assets()
        yield "index.html", _door(self.editions, environment(), has_booklets=self.has_booklets)
        yield "data/figures.json", figures_json(self.document, self.places, languages)

    def language(self, language: Language, booklet: bytes | None) -> Files:
        """Every page of one language, its charts and its booklet.

        Raises: BrokenLink where the document links to what it does not hold.
        """
        edition = next(one for one in self.editions if one.language == language)
        offered = self.downloads.get(language) if self.downloads else None
        shared = _shared(edition, self.editions, booklet) | {"downloads": offered}
        templates = environment()
        for page in pages(edition):
            yield f"{language}/{page.path}", _drawn(page, edition, shared, templates)
            yield from _charts(page, language, self.drawings)
        if booklet is not None:
            yield f"{language}/{booklet_name(self.document)}", booklet


def render_site(
    document: Document,
    voices: Mapping[Language, Speaker],
    booklets: Mapping[Language, bytes],
    *,
    glossary: tuple[GlossaryEntry, ...] = (),
    downloads: Mapping[Language, Downloads] | None = None,
) -> Files:
    """Every file of the site, as its path below the site's root and its bytes.

    Raises: BrokenLink where the document links to what it does not hold.
    """
    site = Site(
        document=document,
        voices=voices,
        glossary=glossary,
        downloads=downloads,
        has_booklets=bool(booklets),
    )
    yield from site.shared()
    for edition in site.editions:
        yield from site.language(edition.language, booklets.get(edition.language))


def environment() -> Environment:
    """The templates, compiled once per site; every value is escaped."""
    templates = Environment(
        loader=PackageLoader("vigie.publishing.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["kind"] = kind_of
    return templates


def booklet_name(document: Document) -> str:
    """The booklet's file name in each language's folder."""
    return f"vigie-{document.edition.id}.pdf"


def _shared(edition: Spoken, editions: Sequence[Spoken], booklet: bytes | None) -> dict[str, Any]:
    words = edition.words
    size = None if booklet is None else size_mb(booklet)
    return {
        "edition": edition,
        "languages": [other.language for other in editions],
        "others": [other for other in editions if other is not edition],
        "menu": menu(edition),
        "sources": edition.places.sections.get("sources"),
        "evidence_page": EVIDENCE_PAGE,
        "booklet": booklet_name(edition.document),
        "booklet_link": None if size is None else words("booklet.link", size=size),
        "day": words("edition.day", day=edition.day),
        "t": words,
    }


def _drawn(page: Page, edition: Spoken, shared: dict[str, Any], templates: Environment) -> bytes:
    template = templates.get_template(page.template)
    return template.render(shared, page=page, v=edition.view(page.path)).encode()


def _charts(page: Page, language: Language, drawings: Drawings) -> Files:
    for block in walk(page.blocks):
        if isinstance(block, Chart):
            for palette in (LIGHT, DARK):
                path = f"assets/charts/{language}-{block.id}-{palette.name}.svg"
                yield path, draw(block, palette, drawings, embed_font=True)


def _door(editions: Sequence[Spoken], templates: Environment, *, has_booklets: bool) -> bytes:
    template = templates.get_template("door.html")
    name = booklet_name(editions[0].document)
    return template.render(editions=editions, has_booklets=has_booklets, booklet=name).encode()


def size_mb(content: bytes) -> float:
    """The size to show beside a download, in megabytes, never zero."""
    return max(0.1, round(len(content) / 1e6, 1))


def _assets() -> Files:
    site, publishing = files("vigie.publishing.site"), files("vigie.publishing")
    for entry in _sorted(site / "assets"):
        yield f"assets/{entry.name}", entry.read_bytes()
    for entry in _sorted(publishing / "fonts"):
        if entry.name.endswith(".woff2") or entry.name.startswith("OFL"):
            yield f"assets/fonts/{entry.name}", entry.read_bytes()


def _sorted(folder: Traversable) -> list[Traversable]:
    return sorted((entry for entry in folder.iterdir() if entry.is_file()), key=lambda e: e.name)
