"""Every kind of page is clear of the faults against WCAG 2.2 AA that a program can find, and stays so in print and in odd settings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

import pytest
from tests.publications.editions import made_up
from tests.site.conftest import Watched, opened

from trucewatch.publications.site.write import write_site

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FAULTS = """async (rules) => {
  const {violations} = await axe.run(document, {runOnly: rules, resultTypes: ["violations"]});
  return violations.flatMap(({id, help, nodes}) => nodes.map((one) => `${id}: ${help}: ${one.html.slice(0, 120)}`));
}"""


@pytest.fixture(scope="session")
def axe() -> str:
    """The program that looks for faults."""
    found = pytest.importorskip("axe_playwright_python.base", reason="axe-playwright-python is not installed")
    script: str = found.AXE_FILE_PATH.read_text(encoding="utf-8")
    return script


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of a few incidents, one of which was once told under another code."""
    edition = made_up(24)
    first = replace(edition.incidents[0], former=("TW-ELDER000",))
    site = tmp_path_factory.mktemp("small") / "site"
    write_site(replace(edition, incidents=(first, *edition.incidents[1:])), site)
    return site


def kinds(folder: Path) -> list[Path]:
    """One page of each kind, and the one that an old code leads to."""
    names = ["index.html", "about.html", "agreements.html", "downloads.html", "list/1.html", "sources/1.html"]
    first = [next(iter(sorted((folder / name).iterdir()))) for name in ("agreements", "incidents")]
    return [*(folder / name for name in names), *first, folder / "incidents" / "TW-ELDER000.html"]


@pytest.mark.parametrize(("width", "scheme", "kind"), [(1280, "light", "tag"), (360, "dark", "rule")])
def test_no_page_has_a_fault_that_a_program_finds(
    plain_browser: Browser, small: Path, axe: str, width: int, scheme: Literal["light", "dark"], kind: str
) -> None:
    """All rules on a wide screen in light; what may differ on a narrow dark one."""
    asked = {
        "type": kind,
        "values": RULES if kind == "tag" else ["color-contrast", "target-size", "scrollable-region-focusable"],
    }
    context = plain_browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    faults = {}
    for path in kinds(small):
        page = opened(context, path.as_uri(), drawn=False).page
        page.evaluate(axe)
        if found := page.evaluate(FAULTS, asked):
            faults[path.name] = found
        page.close()
    context.close()
    assert faults == {}


def test_the_map_itself_has_no_fault_that_a_program_finds(mapped: Watched, axe: str) -> None:
    mapped.page.evaluate(axe)
    assert (
        mapped.page.evaluate(
            FAULTS.replace("document,", "document.querySelector('.map-part'),"), {"type": "tag", "values": RULES}
        )
        == []
    )


def test_the_count_stays_in_sight_and_hides_nothing_that_has_the_focus(index: Watched) -> None:
    index.page.locator("footer").scroll_into_view_if_needed()
    box = index.page.locator("#count").bounding_box()
    assert box
    assert box["y"] >= 0
    index.page.evaluate("document.activeElement.blur(); scrollTo(0, document.body.scrollHeight)")
    index.page.locator("#f-place").focus()
    index.page.keyboard.press("Tab")
    index.page.wait_for_timeout(300)
    covered = index.page.evaluate(
        "document.activeElement.getBoundingClientRect().top >= document.getElementById('count').getBoundingClientRect().bottom"
        " || document.activeElement.getBoundingClientRect().bottom <= document.getElementById('count').getBoundingClientRect().top"
    )
    assert covered


def test_print_has_the_drawing_the_rows_and_no_blank_map(context: BrowserContext, folder: Path) -> None:
    index = opened(context, f"{(folder / 'index.html').as_uri()}#kind=shelling")
    index.page.emulate_media(media="print")
    index.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert index.page.locator("#map").is_hidden()
    assert index.page.locator("#drawn svg").is_visible()
    assert "shelling" in index.page.inner_text("#filter-sum")
    rows = index.page.locator("#list .row")
    assert str(rows.count()) == index.page.get_attribute("#list .row", "aria-setsize")
    assert rows.last.is_visible()
    index.page.evaluate("dispatchEvent(new Event('afterprint'))")


def test_nothing_moves_where_the_reader_asks_for_rest(browser: Browser, folder: Path) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    index = opened(context, (folder / "index.html").as_uri())
    scale: Any = (
        "document.documentElement.style.scrollBehavior || getComputedStyle(document.documentElement).scrollBehavior"
    )
    assert index.page.evaluate(scale) == "auto"
    before = index.page.locator("#map").screenshot()
    index.page.click("#map-in")
    index.page.wait_for_timeout(120)
    after = index.page.locator("#map").screenshot()
    index.page.wait_for_timeout(600)
    assert before != after
    context.close()


def test_colours_of_ones_own_leave_focus_and_marks_to_be_seen(browser: Browser, folder: Path) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, forced_colors="active")
    index = opened(context, (folder / "index.html").as_uri())
    index.page.keyboard.press("Tab")
    style = "(({outlineStyle, outlineWidth}) => [outlineStyle, parseFloat(outlineWidth)])(getComputedStyle(document.activeElement))"
    kind, width = index.page.evaluate(style)
    assert kind != "none"
    assert width >= 2
    assert index.page.locator("#timeline .bar").first.is_visible()
    assert index.wrong == []
    context.close()
