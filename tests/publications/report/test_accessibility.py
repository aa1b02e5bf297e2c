"""The page as axe-core sees it in a real Chromium: nothing that WCAG asks for up to AA is missing, in both languages and lights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.publications.editions import made_up
from tests.system import chromium

from trucewatch.publications.report.write import write_report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MADE = 14


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, started once."""
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        made = running.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield made
        made.close()


@pytest.mark.parametrize(
    ("language", "wide", "scheme"), [("en", 1280, "light"), ("ar", 360, "dark"), ("en", 360, "light")]
)
def test_axe_finds_nothing_to_complain_of(browser: Any, tmp_path: Path, language: str, wide: int, scheme: str) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe-core is not here: pip install axe-playwright-python"
    )
    path = tmp_path / "report.html"
    write_report(made_up(MADE), path, language)
    context = browser.new_context(viewport={"width": wide, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == wide
    found = axe.Axe().run(page, options={"runOnly": RULES}).response
    context.close()
    wrong = [(one["id"], node["html"][:200]) for one in found["violations"] for node in one["nodes"]]
    assert wrong == []
    assert len(found["passes"]) > 40
