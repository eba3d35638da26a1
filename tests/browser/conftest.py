"""A site served on this machine, and Chromium to look at it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from fixtures.sites import site_under_test

OPTIONS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--force-prefers-reduced-motion",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here opens a browser, and may speak to this machine only."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1", "::1"]))


def needed(path: str | None, what: str) -> str:
    """A tool's path. Where it is missing: a failure in CI, a skip that says so elsewhere."""
    if path and Path(path).exists():
        return path
    if os.environ.get("CI"):
        pytest.fail(f"{what} is missing. Install it: .ci/run shows how.")
    pytest.skip(f"{what} is missing; the browser tests need it (.ci/run installs it).")


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site to test, on disk."""
    folder = tmp_path_factory.mktemp("site")
    for path, content in site_under_test().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


@pytest.fixture(scope="session")
def served(site_folder: Path) -> Iterator[str]:
    """The address of the site, served on 127.0.0.1."""
    handler = partial(_Quiet, directory=str(site_folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Says nothing."""


@dataclass
class Browser:
    """Chromium, with the few gestures that the tests make."""

    driver: webdriver.Chrome

    def open(
        self, address: str, *, width: int = 1280, height: int = 900, scheme: str = "light"
    ) -> None:
        """Opens a page at a size, light or dark."""
        self.driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia",
            {"features": [{"name": "prefers-color-scheme", "value": scheme}]},
        )
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        self.driver.get(address)

    def run(self, script: str, *arguments: Any) -> Any:
        """What a script gives back, for looking only."""
        return self.driver.execute_script(script, *arguments)

    def complaints(self) -> list[str]:
        """What the console said since last asked: errors, warnings, refused loads."""
        return [entry["message"] for entry in self.driver.get_log("browser")]


def violations(browser: Browser, axe: str) -> list[tuple[str, str]]:
    """The rules that the open page breaks, with where it does; what is folded is opened first."""
    browser.run("document.querySelectorAll('details').forEach(d => d.open = true)")
    browser.run(axe)
    found = browser.driver.execute_async_script(
        "const done = arguments[arguments.length - 1];"
        "axe.run(document, {resultTypes: ['violations']}).then(done)"
    )
    assert found["passes"]
    return [
        (rule["id"], node["html"][:200]) for rule in found["violations"] for node in rule["nodes"]
    ]


def _chromium(profile: Path, *, scripts: bool = True) -> webdriver.Chrome:
    options = webdriver.ChromeOptions()
    options.binary_location = needed(shutil.which("chromium"), "Chromium")
    for option in (*OPTIONS, f"--user-data-dir={profile}"):
        options.add_argument(option)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    if not scripts:
        forbidden = {"profile.managed_default_content_settings.javascript": 2}
        options.add_experimental_option("prefs", forbidden)
    driver = needed(shutil.which("chromedriver"), "Chromium's driver")
    return webdriver.Chrome(options=options, service=Service(driver))


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One Chromium for all tests."""
    driver = _chromium(tmp_path_factory.mktemp("profile"))
    driver.set_script_timeout(120)  # the annex is long, and a busy machine slow
    yield Browser(driver)
    driver.quit()


@pytest.fixture
def browser_without_scripts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A Chromium that runs no page's script."""
    driver = _chromium(tmp_path_factory.mktemp("profile"), scripts=False)
    yield Browser(driver)
    driver.quit()


@pytest.fixture(scope="session")
def axe() -> str:
    """The accessibility rules (axe-core), as a script."""
    path = needed(os.environ.get("VIGIE_AXE"), "axe-core (VIGIE_AXE=…/axe.min.js)")
    return Path(path).read_text(encoding="utf-8")
