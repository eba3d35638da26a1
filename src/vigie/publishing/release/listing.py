"""What the site offers of the release, said in one language."""

from __future__ import annotations

from vigie.knowledge.models import Language
from vigie.publishing.release.feed import FEED
from vigie.publishing.release.package import DESCRIPTOR, DICTIONARY, Described
from vigie.publishing.release.readme import README
from vigie.publishing.release.render import BIBTEX, CALENDAR, DATA, RIS, SITE_FORMATS
from vigie.publishing.release.tables import TABLES
from vigie.publishing.site.downloads import Download, Downloads, Group, Tabled

_MEDIA = {
    "csv": "text/csv",
    "json": "application/json",
    "txt": "text/plain",
    "ris": "application/x-research-info-systems",
    "bib": "application/x-bibtex",
    "ics": "text/calendar",
    "xml": "application/atom+xml",
}
_COLUMNS = ("table", "about", "files")


def downloads(of: Described, language: Language) -> Downloads:
    """The files that `render_release` makes, named for a reader of that language."""

    def said(key: str) -> str:
        return of.said(f"site.{key}", language)

    def named(key: str, path: str) -> Download:
        return _file(path, said(key))

    feed = named("feed", f"{language}/{FEED}")
    described = (
        named("readme", f"{DATA}{README}"),
        named("dictionary", f"{DATA}{DICTIONARY}"),
        named("descriptor", f"{DATA}{DESCRIPTOR}"),
        named("figures", f"{DATA}figures.json"),
    )
    others = (
        named("ris", f"{DATA}{RIS}"),
        named("bibtex", f"{DATA}{BIBTEX}"),
        named("calendar", f"{language}/{CALENDAR}"),
        feed,
    )
    first, second, third = (said(f"column.{name}") for name in _COLUMNS)
    return Downloads(
        title=said("title"),
        lead=said("lead"),
        caption=said("tables"),
        columns=(first, second, third),
        tables=tuple(_tabled(of, name, language) for name in TABLES),
        groups=(Group(said("described"), described), Group(said("others"), others)),
        feed=feed,
    )


def _tabled(of: Described, name: str, language: Language) -> Tabled:
    files = tuple(_file(f"{DATA}{form}/{name}.{form}", form.upper()) for form in SITE_FORMATS)
    return Tabled(name, of.said(f"table.{name}", language), files)


def _file(path: str, name: str) -> Download:
    return Download(path, name, _MEDIA[path.rpartition(".")[2]])
