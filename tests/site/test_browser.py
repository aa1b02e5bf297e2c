"""The site in a real browser, opened from a folder: what it shows, by which keys, and that it asks for nothing else."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any, Literal

import pytest
from tests.publications.editions import ARABIC, made_up
from tests.publications.incidents.builders import settled
from tests.site.conftest import Watched, opened

from trucewatch.model.place import PlaceRef
from trucewatch.publications.site.catalogue import catalogue
from trucewatch.publications.site.pages import _asset, _assets, _Pages
from trucewatch.publications.site.write import write_site

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

    from trucewatch.publications.edition import Edition

COLOURS = """async (url) => {
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width, image.height];
  const pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  return new Set(new Uint32Array(pen.getImageData(0, 0, image.width, image.height).data.buffer)).size;
}"""
FOCUSED = """() => {
  const node = document.activeElement;
  const style = getComputedStyle(node);
  return {tag: node.tagName, id: node.id, href: node.getAttribute("href") ?? "", text: node.textContent.trim().slice(0, 40),
          row: Boolean(node.closest(".row")), map: Boolean(node.closest("#map")),
          seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2};
}"""


def colours(context: BrowserContext, page: Page, part: str) -> int:
    """How many colours a part of the page shows."""
    picture = base64.b64encode(page.locator(part).screenshot()).decode()
    blank = context.new_page()
    number: int = blank.evaluate(COLOURS, f"data:image/png;base64,{picture}")
    blank.close()
    return number


def shown(index: Watched) -> int:
    """The first number of the count."""
    found = re.match(r"[\d,]+", index.count())
    assert found
    return int(found[0].replace(",", ""))


def test_it_opens_from_a_folder_draws_its_map_and_asks_for_no_network(mapped: Watched, context: BrowserContext) -> None:
    assert mapped.wrong == []
    assert [url for url in mapped.asked if not url.startswith(("file:", "blob:", "data:"))] == []
    assert mapped.count() == "120 of 120 incidents shown, 17 without place, 6 undated in the tray"
    assert mapped.page.get_attribute("#count", "aria-live") == "polite"
    assert colours(context, mapped.page, "#map") > 30
    assert mapped.page.locator("#drawn").is_hidden()


def test_a_filter_changes_list_map_timeline_and_address_alike(mapped: Watched, context: BrowserContext) -> None:
    before = mapped.page.locator("#map").screenshot()
    mapped.set("kind", "shelling")
    number = shown(mapped)
    assert 0 < number < 120
    assert mapped.page.get_attribute("#list .row", "aria-setsize") == str(number)
    assert mapped.page.url.endswith("#kind=shelling")
    mapped.page.wait_for_timeout(1500)
    assert mapped.page.locator("#map").screenshot() != before
    again = opened(context, mapped.page.url)
    assert again.count() == mapped.count()
    assert again.page.input_value("#f-kind") == "shelling"


def test_all_filters_come_back_from_the_address(plain_context: BrowserContext, folder: Path) -> None:
    asked = "from=2025-01-21&to=2025-01-24&actor=northland_army&grade=single+source&dated=yes&place=karm"
    index = opened(plain_context, f"{(folder / 'index.html').as_uri()}#{asked}", drawn=False)
    assert {name: index.page.input_value(f"#f-{name}") for name in ("from", "actor", "grade", "place")} == {
        "from": "2025-01-21",
        "actor": "northland_army",
        "grade": "single source",
        "place": "karm",
    }
    assert "(6 set)" in index.page.inner_text("#filter-box summary")
    index.page.click("button[type=reset]")
    assert shown(index) == 120
    assert "#" not in index.page.url


def test_a_finding_is_filtered_by_result_and_agreement_together(index: Watched) -> None:
    index.set("result", "inconsistent")
    index.set("agreement", index.page.locator("#f-agreement option").nth(1).get_attribute("value") or "")
    assert 0 < shown(index) < 40
    assert index.page.locator("#list .chip.result").first.inner_text() == "inconsistent"


def test_a_value_that_no_incident_has_shows_nothing_and_says_so(plain_context: BrowserContext, folder: Path) -> None:
    index = opened(plain_context, f"{(folder / 'index.html').as_uri()}#actor=nobody_we_know", drawn=False)
    assert shown(index) == 0
    assert "nobody_we_know (none here)" in index.page.inner_text("#f-actor option:checked")
    assert index.page.locator("#list .none").is_visible()


def test_undated_incidents_stand_in_the_tray_and_on_no_day(index: Watched) -> None:
    assert index.page.inner_text("#tray-title") == "Undated: 6"
    assert index.page.inner_text("#timeline-title") == "Timeline: 114 dated incidents"
    index.set("from", "2025-01-20")
    index.set("to", "2025-01-26")
    assert "6 undated in the tray only" in index.count()
    assert index.page.inner_text("#tray-title") == "Undated: 6"
    assert "may lie outside these dates" in index.count()
    assert shown(index) == 114
    index.page.click("#time-reset")
    assert shown(index) == 120
    index.set("dated", "no")
    assert index.count().startswith("6 of 120")
    assert index.page.inner_text("#timeline") == "Nothing to show on days."


def test_bars_count_only_what_lies_in_a_day(index: Watched) -> None:
    index.page.click("#time-table summary")
    index.page.wait_for_selector("#time-rows tbody tr")
    rows = index.page.locator("#time-rows tbody tr").all_inner_texts()
    days = [int(row.split("\t")[1]) for row in rows if row.startswith("2025")]
    spans = [int(row.split("\t")[1]) for row in rows if row.startswith("some time")]
    assert sum(days) + sum(spans) == 114
    assert spans
    assert index.page.locator("#timeline .bar").count() == len(days)


def test_back_and_forward_lead_through_the_views_and_a_word_that_is_typed_is_one_view(index: Watched) -> None:
    index.set("kind", "shelling")
    shelling = index.count()
    index.page.locator("#f-place").press_sequentially("karm")
    karm = index.count()
    index.set("grade", "contested")
    index.page.go_back()
    index.page.wait_for_function("!location.hash.includes('grade')")
    assert index.count() == karm
    assert index.page.input_value("#f-grade") == ""
    index.page.go_back()
    index.page.wait_for_function("!location.hash.includes('place')")
    assert index.count() == shelling
    index.page.go_forward()
    index.page.wait_for_function("location.hash.includes('place=karm')")
    assert index.count() == karm
    index.page.go_back()
    index.page.go_back()
    index.page.wait_for_function("!location.hash")
    assert shown(index) == 120


def test_the_way_back_from_an_incident_leads_to_the_same_view(index: Watched) -> None:
    index.set("kind", "shelling")
    before = index.count()
    index.page.locator("#list .row a").first.click()
    index.page.wait_for_url("**/incidents/**")
    index.page.go_back()
    index.page.wait_for_selector("#list .row")
    assert index.count() == before
    assert index.page.input_value("#f-kind") == "shelling"


def test_the_latest_day_stands_first_unless_the_earliest_is_asked_for_and_the_undated_last(index: Watched) -> None:
    def ends() -> tuple[str, str]:
        box = index.page.locator("#list")
        box.evaluate("node => (node.scrollTop = 0)")
        first = index.page.locator("#list .row .day").first.inner_text()
        box.evaluate("node => (node.scrollTop = node.scrollHeight)")
        index.page.wait_for_selector('#list .row[aria-posinset="120"]')
        return first, index.page.locator('#list .row[aria-posinset="120"] .day').inner_text()

    assert ends() == ("2025-01-26", "undated")
    index.set("order", "old")
    assert ends() == ("2025-01-20", "undated")
    assert index.page.url.endswith("#order=old")
    assert index.page.inner_text("#filter-sum") == ""


def test_days_are_chosen_by_dragging_over_bars(index: Watched) -> None:
    index.page.locator("#timeline").scroll_into_view_if_needed()
    box = index.page.locator("#timeline").bounding_box()
    assert box
    index.page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 60)
    index.page.mouse.down()
    index.page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + 60)
    index.page.mouse.up()
    assert index.page.input_value("#f-from") <= index.page.input_value("#f-to")
    assert "from=2025-01-2" in index.page.url
    assert shown(index) < 114


def test_places_are_found_by_part_of_a_name_or_unit_in_any_script(index: Watched) -> None:
    numbers = {}
    for words in ("karm", "KÁRM", "karrm", '"Karm"', "kar", '"kar"', "lower river", ARABIC, "nowhere"):
        index.set("place", words)
        numbers[words] = shown(index)
    assert numbers["karm"] == numbers["KÁRM"] == numbers["karrm"] == numbers['"Karm"'] == numbers["kar"] > 0
    assert numbers['"kar"'] == numbers["nowhere"] == 0
    assert numbers[ARABIC] > 0
    assert numbers["lower river"] > numbers[ARABIC]


def test_everything_is_reached_by_keyboard_with_a_visible_focus(mapped: Watched) -> None:
    stops = []
    for _ in range(60):
        mapped.page.keyboard.press("Tab")
        stop = mapped.page.evaluate(FOCUSED)
        if stop["tag"] == "BODY":
            break
        stops.append(stop)
    assert stops[0]["href"] == "#main"
    ids = [stop["id"] for stop in stops]
    for id_ in ("f-kind", "f-place", "map-in", "map-out", "map-all"):
        assert id_ in ids
    assert any(stop["map"] for stop in stops)
    rows = [number for number, stop in enumerate(stops) if stop["row"]]
    assert len(rows) == 1
    assert rows[0] < len(stops) - 1
    assert [stop for stop in stops if not stop["seen"]] == []


def test_the_list_is_walked_by_arrows_and_opened_by_enter(index: Watched) -> None:
    index.page.locator("#list a[tabindex='0']").focus()
    index.page.keyboard.press("End")
    assert index.page.evaluate("document.activeElement.closest('.row').ariaPosInSet") == "120"
    index.page.keyboard.press("Home")
    index.page.keyboard.press("ArrowDown")
    index.page.keyboard.press("PageDown")
    index.page.keyboard.press("ArrowUp")
    code = index.page.evaluate("document.activeElement.querySelector('.code').textContent")
    index.page.keyboard.press("Enter")
    index.page.wait_for_url(f"**/incidents/{code}.html")
    assert index.page.inner_text("p.code") == code
    assert index.wrong == []


def test_the_map_can_be_skipped_and_left(mapped: Watched) -> None:
    mapped.page.locator("#map canvas").focus()
    mapped.page.keyboard.press("ArrowRight")
    mapped.page.keyboard.press("+")
    mapped.page.keyboard.press("Tab")
    assert not mapped.page.evaluate("document.activeElement.closest('#map')")
    mapped.page.locator("#map-tools .skip").focus()
    mapped.page.keyboard.press("Enter")
    assert mapped.page.evaluate("document.activeElement.id") == "timeline-title"
    assert shown(mapped) == 120


def test_enter_on_the_map_opens_what_is_nearest_and_escape_closes_it(mapped: Watched) -> None:
    mapped.page.locator("#map canvas").focus()
    for _ in range(8):
        mapped.page.keyboard.press("Enter")
        mapped.page.wait_for_timeout(700)
        if mapped.page.locator("#map-panel").is_visible():
            break
    assert mapped.page.evaluate("document.activeElement.id") == "map-panel"
    assert mapped.page.locator("#map-panel a").count() > 0
    mapped.page.keyboard.press("Escape")
    assert mapped.page.locator("#map-panel").is_hidden()
    assert mapped.page.evaluate("document.activeElement.tagName") == "CANVAS"


def run(index: Watched, scripts: str, words: str) -> Any:
    """What an expression gives beside some of the site's scripts."""
    return index.page.evaluate(
        f"(() => {{{''.join(_asset(f'js/{name}.js') for name in scripts.split())}; return {words}}})()"
    )


def test_a_disc_counts_incidents_and_not_their_places(index: Watched) -> None:
    store = """{places: [{lat: 10, lon: 20, km: 1}, {lat: 10.1, lon: 20.1, km: 1}, {lat: 50, lon: 20, km: 1}, {lat: null}],
      sitesAt: [0, 3, 4, 6], sites: [0, 1, 3, 1, 0, 2]}"""
    told = (
        f"groupsOf({store}, [0, 1, 2], Int32Array.of(2, 2, 1, 1), 3).map(({{places, count}}) => [places.length, count])"
    )
    assert run(index, "circles", told) == [[2, 3], [1, 1]]


def test_a_rough_border_gives_way_where_a_pack_has_the_rim(index: Watched) -> None:
    border = "[[0, 0.02], [1, 0.03], [2, -0.02], [3, 1], [4, 2]]"
    rim = "[{lines: [[0, [0, 0, 4000, 0]], [1, [6000, 2000, 2000, 2000]]], names: []}]"
    told = f"partedBy(nearRim({rim}), [{border}]).map((one) => one.features[0].geometry.coordinates)"
    far, near = run(index, "circles basemap", told)
    assert near == [[[0, 0.02], [1, 0.03], [2, -0.02]]]
    assert far == [[[2, -0.02], [3, 1], [4, 2]]]


def only_karm() -> Edition:
    """Thirty incidents in one village."""
    edition = made_up(60)
    karm = next(one.where for one in edition.incidents if one.where.value and one.where.value[0].name == "Karm")
    return replace(edition, incidents=tuple(replace(one, where=karm) for one in edition.incidents[:30]), undated=())


def test_a_circle_opens_what_it_holds(context: BrowserContext, tmp_path: Path) -> None:
    write_site(only_karm(), tmp_path / "site")
    index = opened(context, (tmp_path / "site" / "index.html").as_uri())
    index.page.locator("#map canvas").click()
    panel = index.page.locator("#map-panel")
    assert "Karm (town, within 1.5 km)" in panel.inner_text()
    assert panel.locator("a").count() == 8
    panel.get_by_role("button", name="Only this place").click()
    assert index.page.input_value("#f-place") == '"Karm"'
    assert index.wrong == []


def test_without_webgl_the_drawing_follows_the_filters(plain_context: BrowserContext, folder: Path) -> None:
    index = opened(plain_context, f"{(folder / 'index.html').as_uri()}#place=karm", drawn=False)
    assert index.page.locator("#drawn svg").is_visible()
    assert index.page.locator("#map").is_hidden()
    assert "WebGL" in index.page.inner_text("#drawn-why")
    assert 0 < index.page.locator("#drawn [data-c].off").count() < index.page.locator("#drawn [data-c]").count()
    assert index.wrong == []


def test_a_map_that_does_not_start_gives_way_to_the_drawing(context: BrowserContext, folder: Path) -> None:
    context.add_init_script("window.Worker = function () { throw new Error('no worker here'); };")
    index = opened(context, (folder / "index.html").as_uri(), drawn=False)
    index.page.locator("#drawn svg").wait_for(state="visible")
    assert index.page.locator("#map").is_hidden()
    index.set("place", "karm")
    assert index.page.locator("#drawn [data-c].off").count() > 0


def test_without_script_there_are_the_drawing_and_a_plain_list(browser: Browser, folder: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / "index.html").as_uri())
    assert page.locator("#drawn svg").is_visible()
    assert page.locator("#filters").is_hidden()
    assert "120 incidents, 17 without a place, 6 undated" in page.inner_text("main")
    page.get_by_role("link", name="all incidents as a plain list").click()
    assert page.locator("tbody tr").count() == 120
    context.close()


def test_it_works_from_a_server_as_well(context: BrowserContext, folder: Path) -> None:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        here = f"http://127.0.0.1:{server.server_address[1]}"
        index = opened(context, f"{here}/index.html?kind=shelling")
        assert 0 < shown(index) < 120
        assert index.wrong == []
        assert [url for url in index.asked if not url.startswith((here, "blob:", "data:"))] == []
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_is_wider_than_the_screen(
    browser: Browser, folder: Path, width: int, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    incident = next((folder / "incidents").iterdir())
    agreement = next((folder / "agreements").iterdir())
    pages = [folder / name for name in ("index.html", "about.html", "agreements.html", "list/1.html", "sources/1.html")]
    for path in (*pages, incident, agreement):
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()


def scattered(number: int) -> Edition:
    """Incidents over two years, each in a place of its own."""
    edition = made_up(number, days=700)

    def moved(at: int) -> tuple[PlaceRef, ...]:
        lat, lon = 30 + (at * 7919 % 10_000) / 1000, 30 + (at * 104_729 % 15_000) / 1000
        name = f"Village {at}"
        return (PlaceRef(text=name, name=name, lat=lat, lon=lon, radius_km=1 + at % 30, precision="town"),)

    incidents = (
        replace(one, where=settled(moved(at), "alone", one.claims[0], "o")) for at, one in enumerate(edition.incidents)
    )
    return replace(edition, incidents=tuple(incidents))


def test_twenty_thousand_incidents_are_filtered_within_a_tenth_of_a_second(
    context: BrowserContext, tmp_path: Path
) -> None:
    known = catalogue(scattered(20_000))
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_bytes(_Pages(known, ()).index())
    for name, content in _assets(known):
        (tmp_path / name).write_bytes(content)
    index = opened(context, (tmp_path / "index.html").as_uri())
    assert shown(index) == 20_000
    assert index.page.locator("#list .row").count() < 60
    for name, value in (
        ("kind", "shelling"),
        ("place", "village 1"),
        ("kind", ""),
        ("grade", "contested"),
        ("place", ""),
    ):
        index.set(name, value)
    index.set("grade", "")
    took = index.page.evaluate("performance.getEntriesByName('filter').map((one) => one.duration)")
    assert len(took) == 7
    assert sorted(took)[len(took) // 2] <= 100, took
