"""A real Chromium, started once, and installed first where this may be done; else the tests that ask for it are skipped and say so."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from tests.publications.editions import made_up
from tests.system import chromium

from trucewatch.publications.site.write import write_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

ALWAYS = ("--no-sandbox", "--enable-unsafe-swiftshader")
NO_WEBGL = ("--no-sandbox", "--disable-gpu", "--disable-3d-apis")


@dataclass
class Watched:
    """A page with everything that went wrong on it, and every address that it asked for."""

    page: Page
    wrong: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def count(self) -> str:
        return self.page.inner_text("#count")

    def set(self, name: str, value: str) -> None:
        field_ = self.page.locator(f"#f-{name}")
        if field_.evaluate("node => node.tagName") == "SELECT":
            field_.select_option(value)
        else:
            field_.fill(value)


@pytest.fixture(scope="session")
def program() -> str:
    """Chromium, installed where there is none and this may be done."""
    return chromium()


@pytest.fixture(scope="session")
def driver() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="Playwright for Python is not installed")
    with api.sync_playwright() as started:
        yield started


def launched(driver: Any, program: str, arguments: tuple[str, ...]) -> Browser:
    browser: Browser = driver.chromium.launch(executable_path=program, args=list(arguments))
    return browser


@pytest.fixture(scope="session")
def browser(driver: Any, program: str) -> Iterator[Browser]:
    found = launched(driver, program, ALWAYS)
    yield found
    found.close()


@pytest.fixture(scope="session")
def plain_browser(driver: Any, program: str) -> Iterator[Browser]:
    """One that draws no WebGL."""
    found = launched(driver, program, NO_WEBGL)
    yield found
    found.close()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of 120 made-up incidents."""
    site = tmp_path_factory.mktemp("site") / "site"
    write_site(made_up(120), site)
    return site


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    found = browser.new_context(viewport={"width": 1280, "height": 900})
    yield found
    found.close()


def opened(context: BrowserContext, address: str, *, drawn: bool = True) -> Watched:
    """A page at this address, when its map has drawn."""
    found = Watched(context.new_page())
    found.page.on("console", lambda told: found.wrong.append(told.text) if told.type == "error" else None)
    found.page.on("pageerror", lambda error: found.wrong.append(str(error)))
    found.page.on("dialog", lambda dialog: found.wrong.append(f"a dialog: {dialog.message}"))
    found.page.on("request", lambda request: found.asked.append(request.url))
    found.page.goto(address)
    if drawn:
        found.page.wait_for_selector("#map[data-drawn]", timeout=30_000)
    return found


@pytest.fixture
def mapped(context: BrowserContext, folder: Path) -> Watched:
    """The site's first page, opened from its folder, with its map."""
    return opened(context, (folder / "index.html").as_uri())


@pytest.fixture
def plain_context(plain_browser: Browser) -> Iterator[BrowserContext]:
    found = plain_browser.new_context(viewport={"width": 1280, "height": 900})
    yield found
    found.close()


@pytest.fixture
def index(plain_context: BrowserContext, folder: Path) -> Watched:
    """The same without WebGL, which is quicker where the map is of no matter."""
    return opened(plain_context, (folder / "index.html").as_uri(), drawn=False)
