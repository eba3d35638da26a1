"""The map of the site for search engines, once it is known where the site will be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from xml.etree.ElementTree import Element, SubElement

from vigie.publishing.release.feed import xml_bytes

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST_PAGES = 50_000
"""What the protocol of sitemaps allows in one file."""


def sitemap_files(
    pages: Iterable[str], base_url: str, day: date, *, most: int = MOST_PAGES
) -> Iterator[tuple[str, bytes]]:
    """The map of the pages: one file, or an index of several when they are very many."""
    paths = sorted(pages)
    parts = [paths[at : at + most] for at in range(0, len(paths), most)]
    if len(parts) <= 1:
        yield "sitemap.xml", _map("urlset", "url", paths, base_url, day)
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield name, _map("urlset", "url", part, base_url, day)
    yield "sitemap.xml", _map("sitemapindex", "sitemap", names, base_url, day)


def _map(root: str, row: str, paths: Sequence[str], base_url: str, day: date) -> bytes:
    made = Element(root, {"xmlns": SITEMAP})
    for path in paths:
        one = SubElement(made, row)
        SubElement(one, "loc").text = base_url + path
        SubElement(one, "lastmod").text = day.isoformat()
    return xml_bytes(made)
