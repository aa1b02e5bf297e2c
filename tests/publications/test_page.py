"""The page: it loads nothing, nothing of a report becomes markup, every link lands, and its colours can be read."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from html.parser import HTMLParser
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from trucewatch.publications.jsonl import UnwritableError
from trucewatch.publications.page import PageWriter
from trucewatch.publications.words import neutral

if TYPE_CHECKING:
    from pathlib import Path

    from trucewatch.model.document import Reading

_VOID = {"meta", "br"}
_HARMLESS = frozenset(
    [
        "id",
        "class",
        "href",
        "lang",
        "dir",
        "data-c",
        "data-f",
        "aria-label",
        "role",
        "tabindex",
        "scope",
        "charset",
        "http-equiv",
        "content",
        "name",
        "viewbox",
        "cx",
        "cy",
        "r",
        "d",
        "x",
        "y",
    ]
)


class _Page(HTMLParser):
    """Checks the nesting and keeps what the tests ask for."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: Counter[str] = Counter()
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.article = ""
        self.policy = ""
        self.code: dict[str, str] = {}
        self.feed(html)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags[tag] += 1
        self.attributes |= set(given)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if "href" in given else []
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"]
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in {"style", "script"}:
            self.code[self.open[-1]] = data
        elif "article" in self.open and self.open[-1] != "a":
            self.article += data


def page_of(path: Path, *readings: Reading) -> tuple[str, _Page]:
    with PageWriter(path) as writer:
        for reading in readings:
            writer.add(reading)
    html = path.read_text(encoding="utf-8")
    return html, _Page(html)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "page.html"


def test_a_page_of_everything_is_sound(path: Path, reading: Reading, hostile: Reading, unreadable: Reading) -> None:
    html, page = page_of(path, reading, hostile, unreadable, reading)
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert page.attributes <= _HARMLESS
    assert (page.tags["script"], page.tags["style"], page.tags["section"]) == (1, 1, 4)
    assert not re.search(r" src=|url\(|@import|https?:", html)
    assert "<h1>3 claims in 4 reports</h1>" in html


def test_the_policy_allows_our_code_and_nothing_else(path: Path, reading: Reading) -> None:
    _, page = page_of(path, reading)
    rules = dict(rule.strip().split(" ", 1) for rule in page.policy.split(";"))
    digests = {
        tag: f"'sha256-{base64.b64encode(hashlib.sha256(page.code[tag].encode()).digest()).decode()}'"
        for tag in ("style", "script")
    }
    assert rules == {
        "default-src": "'none'",
        "style-src": digests["style"],
        "script-src": digests["script"],
        "base-uri": "'none'",
        "form-action": "'none'",
    }


@pytest.mark.parametrize("name", ["reading", "hostile"])
def test_the_text_is_all_there_and_nothing_else(name: str, path: Path, request: pytest.FixtureRequest) -> None:
    reading = request.getfixturevalue(name)
    _, page = page_of(path, reading)
    assert page.article.split() == neutral(reading.document.text).split()


def test_no_control_character_reaches_the_page(path: Path, hostile: Reading) -> None:
    html, _ = page_of(path, hostile)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", html)


def test_each_value_links_to_its_words(path: Path, reading: Reading) -> None:
    html, _ = page_of(path, reading)
    start = reading.document.text.index("on Wednesday")
    assert f'<mark class="f-when" id="t1-{start}" data-c="c_0123456789ab" data-f="when">on Wednesday</mark>' in html
    assert f'<a class="quote" href="#t1-{start}">“<bdi>on Wednesday</bdi>”</a>' in html
    assert '<a class="ref" href="#c_0123456789ab" aria-label="to claim 1">1</a>' in html


def test_a_report_without_text_says_why(path: Path, unreadable: Reading) -> None:
    html, _ = page_of(path, unreadable)
    assert "gone.txt cannot be read" in html
    assert "There is no text to show." in html


def test_an_empty_run_gives_an_empty_page(path: Path) -> None:
    html, _ = page_of(path)
    assert "<h1>0 claims in 0 reports</h1>" in html


def test_what_was_done_is_kept_when_a_run_is_stopped(path: Path, reading: Reading) -> None:
    def stopped() -> None:
        with PageWriter(path) as writer:
            writer.add(reading)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert "1 claim in 1 report" in path.read_text(encoding="utf-8")
    assert [file.name for file in path.parent.iterdir()] == ["page.html"]


def test_the_old_page_stays_until_the_new_one_is_whole(path: Path, reading: Reading) -> None:
    path.write_text("old", encoding="utf-8")
    with PageWriter(path) as writer:
        writer.add(reading)
        assert path.read_text(encoding="utf-8") == "old"
    assert path.read_text(encoding="utf-8") != "old"


def test_an_unwritable_place_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(UnwritableError, match=r"no/page\.html: cannot be written"):
        PageWriter(tmp_path / "no" / "page.html")


def _palettes() -> dict[str, dict[str, str]]:
    css = (files("trucewatch.publications") / "page.css").read_text(encoding="utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", css, re.DOTALL)[:2]
    colours = [dict(re.findall(r"--(\w+): (#\w{6}|\d+%)", part)) for part in (light, dark)]
    return {"light": colours[0], "dark": colours[1]}


def _luminance(colour: tuple[float, ...]) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _rgb(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))


def _contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_can_be_read_on_every_ground(theme: str) -> None:
    palette = _palettes()[theme]
    tint = int(palette["tint"].rstrip("%")) / 100
    fields = ("act", "who", "whom", "where", "when", "with", "num", "said")
    for ground in ("paper", "raised"):
        for ink in ("ink", "soft", "link", *fields):
            assert _contrast(_rgb(palette[ink]), _rgb(palette[ground])) >= 4.5, (ink, ground)
    for field in fields:
        mixed = tuple(
            tint * strong + (1 - tint) * weak
            for strong, weak in zip(_rgb(palette[field]), _rgb(palette["paper"]), strict=True)
        )
        assert _contrast(_rgb(palette["ink"]), mixed) >= 7, field
    assert _contrast(_rgb(palette["ink"]), _rgb(palette["lit"])) >= 4.5
