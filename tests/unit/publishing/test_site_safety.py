"""Words of records are data: whatever they hold, they come out inert."""

from __future__ import annotations

import json
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from fixtures.documents import HOSTILE, FakeVoice, chart, small_document
from fixtures.sites import Parsed, small_site
from vigie.publishing.charts import LIGHT, draw
from vigie.publishing.document import Run, Target
from vigie.publishing.localise import text_of
from vigie.publishing.site.places import safe_url
from vigie.publishing.site.render import render_site
from vigie.records.ids import RecordId

BIDI = {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}


def test_markup_in_a_title_is_shown_as_words():
    page = Parsed(small_site()["en/records/digest-2025-hostile.html"].decode())
    words = "".join(page.words)
    for text in HOSTILE[:5]:
        assert text in words
    assert not page.all("script")
    assert not page.all("img")


def test_template_marks_in_a_title_are_not_evaluated():
    page = small_site()["fr/hostile.html"].decode()
    assert "{{7*7}}" in page
    assert "49" not in "".join(Parsed(page).words)


def test_direction_controls_are_shown_as_codes_and_never_sent():
    for path, content in small_site().items():
        if path.endswith((".html", ".json", ".svg")):
            assert not BIDI & set(content.decode()), path
    assert "abc[U+202E]txt.exe" in small_site()["fr/hostile.html"].decode()


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example",
        "http://",
        "https://[bad",
    ],
)
def test_only_web_addresses_become_links(address):
    assert safe_url(address) is None


def test_an_unsafe_address_leaves_the_words_without_a_link():
    page = Parsed(small_site()["fr/hostile.html"].decode())
    assert not any("javascript" in str(link["href"]) for link in page.all("a"))
    assert HOSTILE[0] in "".join(page.words)


def test_hostile_names_are_inert_in_a_chart():
    bars = tuple(
        replace(bar, name=(Run(text),)) for bar, text in zip(chart().bars, HOSTILE, strict=False)
    )
    svg = draw(replace(chart(), bars=bars), LIGHT, embed_font=True)
    root = ET.fromstring(svg)  # noqa: S314 - our own drawing
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert names <= {"svg", "g", "path", "text", "tspan", "style", "defs", "clipPath", "rect"}
    assert not [a for element in root.iter() for a in element.attrib if a.startswith("on")]


def test_hostile_ids_do_not_leave_the_site_folder_nor_break_the_data():
    evil = RecordId("digest", "2025/<script>../../x")
    assert set(evil.slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    document = replace(small_document(), title=(Run("</title><script>alert(1)</script>"),))
    files = dict(render_site(document, {"en": FakeVoice("en")}, {}))
    assert not any(path.startswith(("/", "..")) or "/../" in path for path in files)
    assert not Parsed(files["en/index.html"].decode()).all("script")
    json.loads(files["data/figures.json"])


def test_the_text_of_a_run_is_never_markup_even_when_strong_linked_or_foreign():
    evil = Run(
        "<b>x</b>",
        Target("url", 'https://example.org/"onclick="alert(1)'),
        is_strong=True,
        is_emphasis=True,
        language="en",
    )
    document = replace(small_document(), subtitle=(evil,), draft=(evil,))
    page = Parsed(dict(render_site(document, {"fr": FakeVoice("fr")}, {}))["fr/ibm.html"].decode())
    assert not page.all("b")
    assert not [attrs for _, attrs in page.tags if "onclick" in attrs]
    assert text_of((evil,)) in "".join(page.words)
