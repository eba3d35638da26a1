"""The pages that only a synced edition has: what was published, and what is linked to studies."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from conftest import Browser, violations

from fixtures.literature_edition import build

PAGES = (
    "literature.html",
    "publications.html",
    "publications-2026.html",
    "ibm.html",
    "records/ctgov-nct05523167.html",
    "records/pubmed-302.html",
    "evidence/literature.year.2024.html",
)
SCHEMES = {"fr": "dark", "en": "light"}


@pytest.mark.slow
@pytest.mark.skipif("VIGIE_SITE" in os.environ, reason="it looks at an edition of its own")
def test_each_page_on_the_literature_is_accessible_and_fits_a_telephone(
    browser: Browser, axe: str, tmp_path: Path
) -> None:
    build(tmp_path)
    for language, scheme in SCHEMES.items():
        for page in PAGES:
            address = (tmp_path / "site" / language / page).as_uri()
            browser.complaints()
            browser.open(address, scheme=scheme)
            assert browser.complaints() == [], page
            assert violations(browser, axe) == [], page
            browser.open(address, width=320, scheme=scheme)
            assert browser.run("return document.documentElement.scrollWidth") <= 320, page
