"""The pages of the site, read without a browser. `VIGIE_SITE` tests a built site instead."""

from __future__ import annotations

import itertools
import json
import posixpath
from dataclasses import replace
from urllib.parse import unquote, urlsplit

import pytest

from fixtures.documents import FakeVoice, small_document
from fixtures.sites import pages_under_test, site_under_test, small_site
from vigie.publishing.document import Document, Paragraph, Run, Section, Target
from vigie.publishing.site.places import BrokenLink, Places, file_name
from vigie.publishing.site.render import render_site
from vigie.publishing.site.saying import Remembering
from vigie.publishing.site.view import View, Words
from vigie.records.message import Message

LANGUAGES = ("fr", "en")


def test_every_link_and_fragment_leads_somewhere():
    files, pages = site_under_test(), pages_under_test()
    broken = []
    for path, page in pages.items():
        for address in page.addresses():
            parts = urlsplit(address)
            if parts.scheme:
                assert parts.scheme in {"http", "https"}, (path, address)
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), parts.path))
            target = path if not parts.path else unquote(target)
            if target not in files or (parts.fragment and parts.fragment not in pages[target].ids):
                broken.append((path, address))
    assert broken == []


def test_every_page_can_be_reached_from_the_door():
    pages = pages_under_test()
    reached, waiting = set(), ["index.html"]
    while waiting:
        path = waiting.pop()
        if path in reached or path not in pages:
            continue
        reached.add(path)
        for link in pages[path].all("a"):
            target = urlsplit(link["href"] or "").path
            waiting.append(posixpath.normpath(posixpath.join(posixpath.dirname(path), target)))
    assert set(pages) - reached == set()


def test_every_page_is_well_formed_and_says_its_language():
    for path, page in pages_under_test().items():
        assert page.unbalanced == [], path
        assert len(page.ids) == len(set(page.ids)), path
        language = page.all("html")[0]["lang"]
        assert path == "index.html" or path.startswith(f"{language}/")


def test_every_page_has_a_title_a_description_and_one_first_heading():
    for path, page in pages_under_test().items():
        descriptions = [meta for meta in page.all("meta") if meta.get("name") == "description"]
        assert descriptions[0]["content"], path
        assert len(page.all("h1")) == 1, path
        levels = [
            int(tag[1]) for tag, _ in page.tags if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}
        ]
        jumps = [pair for pair in itertools.pairwise(levels) if pair[1] > pair[0] + 1]
        assert jumps == [], path


def test_both_languages_have_the_same_pages_and_lead_to_each_other():
    pages = pages_under_test()
    french = {path[3:] for path in pages if path.startswith("fr/")}
    assert french == {path[3:] for path in pages if path.startswith("en/")}
    for path, page in pages.items():
        languages = [link["hreflang"] for link in page.all("link") if link.get("hreflang")]
        assert languages == ["fr", "en"], path


def test_no_page_holds_a_script_a_style_or_a_handler_of_its_own():
    for path, page in pages_under_test().items():
        assert not page.all("script"), path
        assert not page.all("style"), path
        for tag, attributes in page.tags:
            handlers = [name for name in attributes if name.startswith("on") or name == "style"]
            assert handlers == [], (path, tag)


def test_every_page_forbids_all_but_its_own_files():
    for path, page in pages_under_test().items():
        policies = [m["content"] for m in page.all("meta") if m.get("http-equiv")]
        assert len(policies) == 1, path
        assert str(policies[0]).startswith("default-src 'none'; style-src 'self';"), path
        assert "unsafe" not in str(policies[0])


def test_every_figure_and_its_records_resolve_to_pages():
    files = site_under_test()
    data = json.loads(files["data/figures.json"])
    assert data["figures"]
    assert [f["key"] for f in data["figures"]] == sorted(f["key"] for f in data["figures"])
    for figure in data["figures"]:
        refs = [*figure.get("evidence", []), *(figure.get("held") or []), *figure.get("whole", [])]
        for entry in (figure, *refs):
            assert set(entry["pages"].values()) <= set(files), figure["key"]


def test_a_counted_figure_is_as_long_as_its_evidence():
    data = json.loads(site_under_test()["data/figures.json"])
    counted = [figure for figure in data["figures"] if figure["kind"] == "counted"]
    assert counted
    assert all(figure["value"] == len(figure["evidence"]) for figure in counted)


def test_a_stated_figure_says_its_source_place_and_day():
    data = json.loads(site_under_test()["data/figures.json"])
    stated = [figure for figure in data["figures"] if figure["kind"] == "stated"]
    assert stated
    assert all(figure["source"] and figure["places"] and figure["day"] for figure in stated)


def test_the_draft_is_said_on_every_page_until_someone_signs():
    for path, page in pages_under_test().items():
        assert any(attrs.get("class") == "draft" for attrs in page.all("p")), path
    voices = {"fr": FakeVoice("fr")}
    signed = dict(render_site(small_document(is_signed=True), voices, {}))
    assert not any(b'class="draft"' in content for content in signed.values())


def test_counted_and_stated_figures_differ_in_words_not_only_in_looks():
    page = small_site()["fr/ibm.html"].decode()
    assert 'class="figure counted" href="evidence/ibm.studies.html">3<span' in page
    assert '120<span class="hidden"> (chiffre cité)</span>' in page
    assert '<span class="hidden"> (chiffre compté)</span>' in page


def test_a_word_of_the_glossary_is_explained_beside_the_paragraph():
    page = small_site()["fr/ibm.html"].decode()
    assert page.count("Les participants sont répartis par tirage au sort.") == 1
    assert 'href="glossary.html#term-randomised"' in page


def test_blocks_of_the_booklet_are_not_on_the_site():
    page = small_site()["fr/ibm.html"].decode()
    assert "Pour le site seulement." in page
    assert "Pour le livret seulement." not in page


def test_a_record_knows_the_list_it_belongs_to():
    page = small_site()["fr/records/digest-2025-bird.html"].decode()
    assert '<a href="../studies.html">Toutes les études</a>' in page


def test_drawing_twice_gives_the_same_bytes():
    voices = {language: FakeVoice(language) for language in LANGUAGES}
    booklets = {language: b"%PDF-1.7 " + language.encode() for language in LANGUAGES}
    assert dict(render_site(small_document(), voices, booklets)) == small_site()


def test_a_link_to_nothing_stops_the_drawing_and_names_itself():
    lost = Paragraph(((Run("x", Target("record", "digest-2025-lost")),),))
    document = small_document()
    chapters = (*document.chapters, Section("lost", (Run("Lost"),), (lost,)))
    broken = _with_chapters(document, chapters)
    with pytest.raises(BrokenLink, match="digest-2025-lost"):
        dict(render_site(broken, {"fr": FakeVoice("fr")}, {}))


def test_one_language_alone_makes_a_whole_site():
    files = dict(render_site(small_document(), {"en": FakeVoice("en")}, {"en": b"%PDF"}))
    assert "en/ibm.html" in files
    assert not any(path.startswith("fr/") for path in files)
    assert b'hreflang="fr"' not in files["en/ibm.html"]


def test_the_home_page_is_light():
    files = site_under_test()
    for language in LANGUAGES:
        weight = len(files[f"{language}/index.html"]) + len(files["assets/style.css"])
        charts = [
            len(c) for p, c in files.items() if p.startswith(f"assets/charts/{language}-cover")
        ]
        assert weight + sum(charts) + len(files["assets/icon.svg"]) < 300_000


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ibm.studies.phase.2", "ibm.studies.phase.2"),
        ("../../etc/passwd", "etc-passwd"),
        ("…", "page"),
    ],
)
def test_file_names_are_safe_on_every_system(name, expected):
    assert file_name(name) == expected


def _with_chapters(document: Document, chapters: tuple[Section, ...]) -> Document:
    return replace(document, chapters=chapters)


def test_a_sentence_is_said_once_and_true_is_not_one():
    spoken = []

    class Counting(FakeVoice):
        def say(self, sentence):
            spoken.append(sentence)
            return (Run(repr(sentence)),)

    voice = Remembering(Counting("fr"))
    for value in (1, True, 1, 1.0, "1"):
        assert repr(value) in voice.say(Message.of("k", value=value))[0].text
    assert len(spoken) == 4


def seen(*runs: Run) -> str:
    places = Places({}, {}, {}, {})
    words = Words("fr", FakeVoice("fr"), {})
    return str(View("index.html", words, places, {}).runs(runs))


def test_neighbours_that_lead_to_one_place_are_one_link():
    there = Target("url", "https://example.org/a")
    drawn = seen(Run("Martin A", there, language="und"), Run(" et al.", there), Run(" Fin."))
    assert drawn == '<a rel="external" href="https://example.org/a">Martin A et al.</a> Fin.'


def test_a_name_has_no_language_and_words_of_a_record_have_theirs():
    drawn = seen(Run("Müller", language="und"), Run(" dit "), Run("a cohort", language="en"))
    assert drawn == 'Müller dit <span lang="en">a cohort</span>'


def test_the_last_letter_of_an_acronym_stays_on_its_line():
    assert seen(Run("cellules CAR-T")) == 'cellules <span class="whole">CAR-T</span>'
