"""A large ledger published as its users do it: whole commands, from the ledger's rows through a profile to the files.

The browser's part is measured in a real Chromium on the site that was made: from a change of the filter to the next picture.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.commands import cost_of, figures_of, make_large
from benchmarks.figures import Figure, skipped
from trucewatch.pipeline.workspace import LEDGER, SETTINGS
from trucewatch.publications.exports.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator

PART = "publishing"
SOME = 2_000
_MEGABYTE = 1_000_000
_DAYS = "SELECT first FROM incidents WHERE first IS NOT NULL ORDER BY first DESC LIMIT ?"
_FILTERED = """async (kind) => {
  const field = document.querySelector("#f-kind");
  const begun = performance.now();
  field.value = kind;
  field.dispatchEvent(new Event("input", {bubbles: true}));
  field.dispatchEvent(new Event("change", {bubbles: true}));
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - begun;
}"""


def run(claims: int, kept: Path | None = None) -> list[Figure]:
    """Measure on a ledger of so many claims; one that is `kept` in a folder is made once and measured as it is."""
    with TemporaryDirectory() as temporary:
        folder, out = kept or Path(temporary) / "ledger", Path(temporary) / "out"
        if not (folder / SETTINGS).exists():
            make_large(folder, claims)
        out.mkdir()
        return [*_reports(folder, out), *_exports(folder, out), *_site(folder, out)]


def _reports(folder: Path, out: Path) -> Iterator[Figure]:
    """A report from the day on since when there are some thousand incidents; those without a date come on top."""
    with closing(sqlite3.connect(folder / LEDGER)) as connection:
        (all_of_them,) = connection.execute("SELECT count(*) FROM incidents").fetchone()
        newest = [day for (day,) in connection.execute(_DAYS, (SOME,))]
    yield Figure(part=PART, name="incidents", value=all_of_them)
    for ending, floor in (("html", "<= 5"), ("md", ""), ("pdf", "<= 30"), ("docx", "")):
        path = out / f"report.{ending}"
        cost = cost_of("report", folder, "--from", newest[-1], "--out", str(path))
        yield from figures_of(PART, f"report of {len(newest):,} dated incidents, {ending}", cost, floor)


def _exports(folder: Path, out: Path) -> Iterator[Figure]:
    for name in FORMATS:
        cost = cost_of("export", folder, "--format", name, "--profile", "public", "--out", str(out / name))
        yield from figures_of(PART, f"export --format {name}", cost, "<= 40")


def _site(folder: Path, out: Path) -> Iterator[Figure]:
    site = out / "site"
    yield from figures_of(PART, "publish", cost_of("publish", folder, str(site)), "<= 60")
    largest = max((path.stat().st_size for path in site.rglob("*.html")), default=0)
    yield Figure(part=PART, name="its largest page", value=largest / _MEGABYTE, unit="MB", floor="<= 1.5")
    yield _filtered(site / "index.html")


def _filtered(index: Path) -> Figure:
    """The median of some changes of the filter, with the map drawn by the processor."""
    name = "filter, to the next picture"
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return skipped(PART, name, "Playwright is not installed")
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        return skipped(PART, name, "there is no Chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox", "--enable-unsafe-swiftshader"])
        page = browser.new_page()
        page.goto(index.as_uri())
        page.wait_for_selector("#map[data-drawn]", timeout=60_000)
        kinds = ("air_strike", "", "shelling", "", "attack", "", "air_strike", "")
        spent = [page.evaluate(_FILTERED, kind) for kind in kinds]
        browser.close()
    return Figure(part=PART, name=name, value=median(spent), unit="ms", floor="<= 100")
