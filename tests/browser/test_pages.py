"""The pages as a reader has them: in a real browser, light and dark, wide and narrow."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Browser, violations
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from fixtures.sites import pages_under_test

LANGUAGES = ("fr", "en")


def one_of_each() -> list[str]:
    """One page of every type, in both languages: the door, home, chapters, a record, a figure."""
    return ["index.html", *(page for language in LANGUAGES for page in _of(language))]


def _of(language: str) -> Iterator[str]:
    pages = sorted(pages_under_test())
    yield from (page for page in pages if page.startswith(f"{language}/") and page.count("/") == 1)
    records = [page for page in pages if page.startswith(f"{language}/records/")]
    studies = [page for page in records if pages_under_test()[page].text.count('class="card')]
    yield studies[0]
    yield from [page for page in records if page not in studies][:1]
    figures = [page for page in pages if page.startswith(f"{language}/evidence/")]
    yield figures[0]
    yield f"{language}/evidence/index.html"


def chapter() -> str:
    """The page with most on it: figures, a chart, cards."""
    pages = pages_under_test()
    whole = [p for p in pages if p.startswith("fr/") and 'class="chart"' in pages[p].text]
    return max(whole, key=lambda page: pages[page].text.count('class="card"'))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", one_of_each())
def test_axe_finds_nothing(browser: Browser, served: str, axe: str, path: str, scheme: str):
    browser.open(f"{served}/{path}", scheme=scheme)
    assert violations(browser, axe) == []


@pytest.mark.parametrize("path", one_of_each())
def test_nothing_is_wider_than_a_small_telephone(browser: Browser, served: str, path: str):
    browser.open(f"{served}/{path}", width=320)
    assert browser.run("return document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("path", one_of_each())
def test_the_console_stays_silent_and_nothing_is_refused(browser: Browser, served: str, path: str):
    browser.complaints()
    browser.open(f"{served}/{path}")
    assert browser.complaints() == []


@pytest.mark.parametrize("place", ["disk", "server"])
def test_style_fonts_and_charts_load(browser: Browser, served: str, site_folder: Path, place: str):
    browser.complaints()
    browser.open((site_folder.as_uri() if place == "disk" else served) + "/" + chapter())
    assert browser.complaints() == []
    loaded = browser.run(
        "await document.fonts.ready;"
        "return [...document.fonts].filter(f => f.status == 'loaded').map(f => f.family)"
    )
    assert {name.strip('"') for name in loaded} == {"Vigie Sans", "Vigie Serif"}
    images = browser.run("return [...document.images].map(i => [i.currentSrc, i.naturalWidth])")
    assert images
    assert all(width > 0 for _, width in images)


def test_charts_follow_the_dark_scheme(browser: Browser, served: str):
    browser.open(f"{served}/{chapter()}", scheme="dark")
    assert browser.run("return document.images[0].currentSrc").endswith("-dark.svg")


def test_a_chart_uses_the_edition_font(browser: Browser, served: str):
    browser.open(f"{served}/{chapter()}")
    source = browser.run("return document.images[0].currentSrc")
    browser.open(source)
    browser.run("return document.fonts.ready.then(() => true)")
    assert browser.run("return [...document.fonts].some(f => f.status == 'loaded')")


def test_the_first_stop_of_the_keyboard_skips_to_the_content(browser: Browser, served: str):
    browser.open(f"{served}/{chapter()}")
    browser.driver.switch_to.active_element.send_keys(Keys.TAB)
    first = browser.driver.switch_to.active_element
    assert first.get_attribute("class") == "skip"
    assert first.location["y"] >= 0
    first.send_keys(Keys.ENTER)
    assert browser.run("return document.activeElement.id") == "main"


def test_the_keyboard_reaches_every_link_with_a_visible_mark(browser: Browser, served: str):
    browser.open(f"{served}/{chapter()}")
    wanted = browser.run(
        "const all = [...document.querySelectorAll('a[href], summary, [tabindex=\"0\"]')]"
        ".filter(e => e.checkVisibility());"
        "all.forEach((e, i) => e.dataset.stop = i); return all.length"
    )
    reached = {}
    for _ in range(wanted + 2):
        browser.driver.switch_to.active_element.send_keys(Keys.TAB)
        stop, outline = browser.run(
            "const e = document.activeElement;"
            "return [e.dataset.stop ?? null, getComputedStyle(e).outlineStyle]"
        )
        if stop is not None:
            reached[int(stop)] = outline
    assert set(reached) == set(range(wanted))
    assert set(reached.values()) == {"solid"}


def test_the_pages_work_without_scripts(browser_without_scripts: Browser, served: str):
    driver = browser_without_scripts.driver
    driver.get(f"{served}/index.html")
    driver.find_element(By.CSS_SELECTOR, "section[lang=fr] .button").click()
    assert driver.current_url.endswith("/fr/index.html")
    driver.get(f"{served}/{chapter()}")
    assert driver.find_element(By.TAG_NAME, "h1").is_displayed()
    details = driver.find_element(By.TAG_NAME, "details")
    details.find_element(By.TAG_NAME, "summary").click()
    assert details.find_element(By.TAG_NAME, "table").is_displayed()
    driver.find_element(By.CSS_SELECTOR, "a.figure.counted").click()
    assert "/evidence/" in driver.current_url


def test_a_page_prints_without_its_menus(browser: Browser, served: str):
    browser.open(f"{served}/{chapter()}")
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    hidden = "return getComputedStyle(document.querySelector(arguments[0])).display"
    shown = [
        browser.run(hidden, selector) for selector in (".menu", ".languages", ".around", "main")
    ]
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert shown == ["none", "none", "none", "block"]


def test_a_table_wider_than_the_screen_scrolls_by_itself(browser: Browser, served: str):
    browser.open(f"{served}/{chapter()}", width=320)
    wide = browser.run(
        "return [...document.querySelectorAll('.scroll')].filter(e => e.checkVisibility())"
        ".map(e => [e.tabIndex, e.getAttribute('aria-labelledby')])"
        ".map(([index, id]) => [index, document.getElementById(id).innerText])"
    )
    assert wide
    assert all(index == 0 and name for index, name in wide)


def test_the_language_of_a_page_is_one_step_away(browser: Browser, served: str):
    page = chapter()
    browser.open(f"{served}/{page}")
    browser.driver.find_element(By.CSS_SELECTOR, ".languages a").click()
    assert browser.driver.current_url.endswith(page.replace("fr/", "en/", 1))
    assert json.dumps(browser.run("return document.documentElement.lang")) == '"en"'
