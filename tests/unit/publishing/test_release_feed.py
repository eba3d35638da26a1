"""The feed of the new studies and the map of the site, read back by an XML parser."""

from __future__ import annotations

from datetime import date

import pytest
from lxml import etree

from fixtures.documents import HOSTILE
from fixtures.releases import corpus_of, described, document_of, hostile_corpus, trial
from vigie.errors import UsageError
from vigie.publishing.release.addresses import read_base_url
from vigie.publishing.release.feed import ATOM
from vigie.publishing.release.render import render_feed
from vigie.publishing.release.sitemap import SITEMAP, sitemap_files
from vigie.records.dates import PartialDate

BASE = "https://example.org/vigie/"
NAMES = {"a": ATOM, "s": SITEMAP}

PRINTED = trial("printed", acronym="ONE", is_marked_new=True)
POSTED = trial("posted", acronym="TWO", first_posted=PartialDate(2025, 1, 9))
OLD = trial("old", acronym="OLD", first_posted=PartialDate(2020, 1, 9), is_marked_new=True)


def feed(*trials, language="en", base_url=None):
    of = described(corpus_of(*trials), base_url)
    return etree.fromstring(render_feed(of, document_of(of), language))


def texts(root, path: str) -> list[str]:
    return [found.text for found in root.findall(path, NAMES)]


def test_the_entries_are_the_studies_that_are_new_in_the_window():
    assert texts(feed(PRINTED, POSTED, OLD), "a:entry/a:title") == ["TWO study", "ONE study"]


def test_what_is_only_printed_as_new_is_said_to_be():
    posted, printed = texts(feed(PRINTED, POSTED), "a:entry/a:summary")
    assert "9 January 2025" in posted
    assert "source" in printed
    assert "new" in printed
    assert texts(feed(PRINTED, POSTED), "a:entry/a:published") == ["2025-01-09T00:00:00Z"]


def test_the_feed_is_of_the_day_of_the_edition_and_says_that_it_is_a_draft():
    root = feed(PRINTED)
    assert set(texts(root, ".//a:updated")) == {"2025-05-17T00:00:00Z"}
    assert "draft" in texts(root, "a:subtitle")[0]


def test_what_atom_asks_of_a_feed_and_its_entries_is_there():
    root = feed(PRINTED)
    for element in (root, *root.findall("a:entry", NAMES)):
        for name in ("id", "title", "updated", "link"):
            assert len(element.findall(f"a:{name}", NAMES)) == 1
    assert texts(root, "a:author/a:name") == ["Vigie"]
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"


def test_ids_stay_when_the_site_moves_and_differ_between_languages():
    here, there = texts(feed(PRINTED), ".//a:id"), texts(feed(PRINTED, base_url=BASE), ".//a:id")
    assert here == there
    assert all(one.startswith("urn:uuid:") for one in here)
    assert not set(here) & set(texts(feed(PRINTED, language="fr"), ".//a:id"))


def test_links_are_relative_to_the_feed_until_the_address_is_known():
    links = [link.get("href") for link in feed(PRINTED).iter(f"{{{ATOM}}}link")]
    assert links == ["index.html", "records/digest-2025-printed.html"]
    links = [link.get("href") for link in feed(PRINTED, base_url=BASE).iter(f"{{{ATOM}}}link")]
    assert links == [
        f"{BASE}en/feed.xml",
        f"{BASE}en/index.html",
        f"{BASE}en/records/digest-2025-printed.html",
    ]


def test_hostile_titles_are_text_in_a_well_formed_feed():
    of = described(hostile_corpus())
    for language in ("fr", "en"):
        root = etree.fromstring(render_feed(of, document_of(of), language))
        assert len(root.findall("a:entry", NAMES)) == len(of.corpus.trials)
        assert {etree.QName(one).namespace for one in root.iter()} == {ATOM}
        assert any(HOSTILE[0] in title for title in texts(root, "a:entry/a:title"))
        assert "\u202e" not in etree.tostring(root, encoding="unicode")


def test_an_edition_without_new_studies_has_a_feed_all_the_same():
    assert feed(OLD).findall("a:entry", NAMES) == []


def test_the_map_names_every_page_with_its_whole_address():
    ((name, body),) = sitemap_files(["fr/b.html", "fr/a.html"], BASE, date(2025, 5, 17))
    root = etree.fromstring(body)
    assert name == "sitemap.xml"
    assert texts(root, "s:url/s:loc") == [f"{BASE}fr/a.html", f"{BASE}fr/b.html"]
    assert set(texts(root, "s:url/s:lastmod")) == {"2025-05-17"}


def test_a_map_too_long_is_several_with_an_index():
    files = dict(sitemap_files(list("abcde"), BASE, date(2025, 5, 17), most=2))
    assert sorted(files) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"]
    index = etree.fromstring(files["sitemap.xml"])
    assert texts(index, "s:sitemap/s:loc") == [f"{BASE}sitemap-{n}.xml" for n in (1, 2, 3)]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("https://example.org", "https://example.org/"),
        ("https://example.org/a/b/", "https://example.org/a/b/"),
        ("http://localhost:8000/é", "http://localhost:8000/%C3%A9/"),
    ],
)
def test_an_address_ends_with_one_slash(text, read):
    assert read_base_url(text) == read
    assert read_base_url(None) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "example.org",
        "ftp://example.org",
        "https://",
        "https://a b/",
        "https://x/?q",
        "https://x/#f",
        "javascript:alert(1)",
        "https://user@example.org/",
    ],
)
def test_what_is_no_address_of_a_site_is_refused(text):
    with pytest.raises(UsageError, match="--base-url"):
        read_base_url(text)
