"""Every page tells what its edition holds, as text: whatever a report says never becomes part of the page."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from html.parser import HTMLParser
from posixpath import dirname, join, normpath
from urllib.parse import urldefrag
from xml.etree import ElementTree as ET

import pytest
from tests.publications.editions import ARABIC, HTML, empty, made_up
from tests.publications.incidents.builders import settled

from trucewatch.model.finding import Answer
from trucewatch.model.incident import Bearing
from trucewatch.model.profile import Grain, SiteRule
from trucewatch.packs.boundaries import Boundaries, Line, Unit
from trucewatch.publications.edition import Change, ChangeKind, Edition
from trucewatch.publications.site.pages import POLICY, site_files
from trucewatch.publications.site.rows import page_of, safe_name

ATOM = "{http://www.w3.org/2005/Atom}"
OPEN_TAGS = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "line", "rect", "path", "circle"}


@cache
def site() -> dict[str, str]:
    """A site of sixty made-up incidents."""
    return files_of(made_up(60))


def files_of(edition: Edition) -> dict[str, str]:
    return {name: content.decode() for name, content in site_files(edition)}


def html_of(files: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in files.items() if name.endswith(".html")}


class Tags(HTMLParser):
    """Every element of a page with its attributes; `ids` and `links` among them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.ids = [about["id"] for _, about in self.found if about.get("id")]
        self.links = [about["href"] or "" for tag, about in self.found if tag in {"a", "link"} and "href" in about]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in OPEN_TAGS:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in OPEN_TAGS:
            assert self.open
            assert self.open.pop() == tag


@pytest.mark.parametrize("name", sorted(html_of(site())))
def test_every_page_is_well_formed_and_forbids_any_network(name: str) -> None:
    tags = Tags(site()[name])
    assert tags.open == []
    policies = [about["content"] for tag, about in tags.found if about.get("http-equiv") == "Content-Security-Policy"]
    assert policies == [POLICY]
    assert len(tags.ids) == len(set(tags.ids))
    assert not [about for _, about in tags.found if any(key == "style" or key.startswith("on") for key in about)]


def test_the_policy_names_no_host_and_lets_nothing_connect() -> None:
    assert "default-src 'none'" in POLICY
    assert "http" not in POLICY
    assert "unsafe" not in POLICY
    assert "connect-src" not in POLICY


def test_every_link_leads_to_a_file_and_an_anchor_of_the_site() -> None:
    files = site()
    anchors = {name: set(Tags(text).ids) for name, text in html_of(files).items()}
    broken = []
    for name, text in html_of(files).items():
        for link in Tags(text).links:
            address, anchor = urldefrag(link)
            target = normpath(join(dirname(name), address)) if address else name
            known = target in files and (not anchor or "=" in anchor or anchor in anchors.get(target, set()))
            if not known and not link.startswith("data:"):
                broken.append((name, link))
    assert broken == []


def test_what_a_report_says_stays_text() -> None:
    whole = "".join(html_of(site()).values())
    assert "<script>alert" not in whole
    assert "<img" not in whole
    assert "&lt;script&gt;alert" in site()[page_of("TW-00000000")]
    assert {tag for text in html_of(site()).values() for tag, _ in Tags(text).found if tag == "script"} == {"script"}
    assert len([tag for tag, _ in Tags(site()["index.html"]).found if tag == "script"]) == 5
    assert HTML not in site()["feed.xml"]


def test_names_in_arabic_stand_apart_from_the_line_around_them() -> None:
    page = site()[page_of("TW-00000002")]
    assert re.search(rf"<bdi>[^<]*{ARABIC}", page)


def test_an_incident_page_has_values_dissent_quotes_offsets_tests_and_grade() -> None:
    edition = made_up(60)
    tested = {told.finding.incident for told in edition.findings}
    plain = [one for one in edition.incidents if one.code > "TW-00000010"]
    incident = next(one for one in plain if one.code in tested and one.actors.value)
    other = replace(incident.actors.value[0], id="others", name="Others", text="others")
    told = (incident.claims[0], incident.origins[0].id)
    actors = settled(incident.actors.value, "most-origins", *told, [((other,), "c_x", "o_x")], bearing=Bearing.DISSENT)
    incident = replace(incident, actors=actors, former=("TW-ELDER000",))
    files = files_of(replace(edition, incidents=(incident,), straddling=(), undated=()))
    page = files[page_of(incident.code)]
    span = incident.citations[0].span
    assert f"characters {span.start}–{span.end}" in page
    assert f"“{span.quote}”" in page
    assert 'class="standing">others tell:</span> <bdi>Others</bdi>' in page
    assert "chosen by the rule “most origins”" in page
    assert f'<li class="chip grade">{incident.happened}</li>' in page
    for question in ("time", "place", "actor", "act", "exception"):
        assert f'<th scope="row">{question}</th>' in page
    assert f"Now part of {incident.code}" in files[page_of("TW-ELDER000")]


def test_a_withdrawn_incident_keeps_its_address() -> None:
    gone = Change(kind=ChangeKind.WITHDRAWN, code="TW-GONE0000", words="its only report was taken back")
    files = files_of(empty(changes=(gone,)))
    assert "Withdrawn" in files[page_of("TW-GONE0000")]
    assert "its only report was taken back" in files["about.html"]


def test_an_agreement_page_has_articles_parties_dates_by_claimant_and_a_strip() -> None:
    name, page = next((name, text) for name, text in site().items() if name.startswith("agreements/"))
    for title in ("In force", "Articles", "Parties", "Dates, by who dates them"):
        assert f">{title}</h2>" in page
    assert '<svg class="strip"' in page
    assert "As <bdi>" in page
    assert f"index.html#agreement={name.removeprefix('agreements/').removesuffix('.html')}&amp;result=" in page


def test_undated_incidents_stand_under_their_own_heading_in_the_plain_list() -> None:
    page = site()["list/1.html"]
    assert page.count("Undated: no report tells a day") == 1
    assert page.index("TW-00000005") > page.index("Undated: no report tells a day") > page.index("TW-00000009")


def test_a_long_list_has_pages() -> None:
    files = files_of(made_up(450))
    assert [name for name in files if name.startswith("list/")] == ["list/1.html", "list/2.html", "list/3.html"]
    assert "Page 2 of 3" in files["list/2.html"]


def test_the_feed_is_atom_with_ids_that_stay() -> None:
    feed = ET.fromstring(site()["feed.xml"])  # noqa: S314 - our own file
    entries = feed.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(entries) == 60
    assert len(set(ids)) == 60
    assert all(id_ and id_.startswith("urn:uuid:") for id_ in ids)
    assert all(entry.findtext(f"{ATOM}updated") for entry in entries)
    again = ET.fromstring(files_of(made_up(20))["feed.xml"])  # noqa: S314 - our own file
    assert {entry.findtext(f"{ATOM}id") for entry in again.findall(f"{ATOM}entry")} <= set(ids)


def test_an_empty_period_is_a_site_too() -> None:
    files = files_of(empty())
    assert "No incident was reported." in files["list/1.html"]
    assert "No place could be put on a map." in files["index.html"]
    assert "No agreement on file was in force." in files["agreements.html"]


def test_words_never_count_violations() -> None:
    text = re.sub(r"<[^>]+>", " ", "".join(html_of(site()).values())).lower()
    assert "violation" not in text
    assert "verified" not in text


def test_a_page_weighs_little_without_the_maps_data() -> None:
    files = {name: len(content) for name, content in site_files(made_up(60))}
    shared = sum(files[f"assets/{name}"] for name in ("site.css", "site.js", "maplibre.js", "maplibre.css"))
    assert files["index.html"] + shared <= 1_500_000
    assert max(size for name, size in files.items() if name.endswith(".html")) < 200_000


def test_codes_and_ids_become_names_of_files_that_cannot_leave_the_folder() -> None:
    assert page_of("TW-0123ABCD") == "incidents/TW-0123ABCD.html"
    assert safe_name("../../etc") == ".2e.2e.2f.2e.2e.2fetc"
    assert safe_name("") == "none"


def test_the_pages_say_what_could_not_be_seen() -> None:
    page = site()["about.html"]
    for words in ("Harbour Post", "Undated: 3 incidents", "Not reviewed by a person", made_up(60).ledger):
        assert words in page


BIDI = "\u202eevil\u2066"
HOSTILE = f"</script><svg onload=alert(1)>{BIDI}\x00\x1b[31m javascript:alert(1) \ud800{'W' * 400}"


def test_words_from_outside_turn_no_line_around_and_break_no_file() -> None:
    edition = made_up(12)
    sources = tuple(
        replace(one, outlet=HOSTILE, title=HOSTILE, file=HOSTILE, language=HOSTILE) for one in edition.sources
    )
    blind = replace(edition.blind, silent=(HOSTILE,), languages={HOSTILE: 2})
    files = files_of(replace(edition, area=HOSTILE, timezone=HOSTILE, sources=sources, blind=blind))
    for name, text in files.items():
        if name.endswith((".html", ".xml")):
            assert not set(text) & {"\u202e", "\u2066", "\x00", "\x1b"}, name
            assert "<svg onload" not in text
    assert ET.fromstring(files["feed.xml"]).findtext(f"{ATOM}id")  # noqa: S314 - our own file


def test_agreements_stand_in_the_order_in_which_they_came_into_force() -> None:
    edition = made_up(12)
    later, first = edition.in_force[0], date(2025, 1, 20)
    days = tuple(replace(run, first=run.first - timedelta(days=900), in_force=Answer.YES) for run in later.days)
    earlier = replace(later, agreement=replace(later.agreement, id="zz-older", name="The older one"), days=days)
    page = files_of(replace(edition, in_force=(*edition.in_force, earlier)))["agreements.html"]
    assert first > days[0].first
    assert page.index("The older one") < page.index(later.agreement.name)
    assert page.count("A high bar: in force.") == 1


def boundaries(pack: str, west: float) -> Boundaries:
    """A unit of forty degrees by twenty with a line through its middle."""
    rim = ((west, 5.0), (west + 40, 5.0), (west + 40, 25.0), (west, 25.0), (west, 5.0))
    return Boundaries(
        pack=pack,
        source=f"Survey of {pack} <b>",
        licence="CC0-1.0",
        valid_on=date(2024, 1, 2),
        changes="none",
        levels=("province", "district"),
        units=(
            Unit(pcode="N1", level=1, names=(("en", "Province One"),), within="N", at=(west + 5, 15)),
            Unit(pcode="N11", level=2, names=(("en", "District Eleven"),), within="N1", at=(west + 5, 15)),
        ),
        lines=(Line(level=0, points=rim), Line(level=1, points=((west + 12.6, 5.0), (west + 12.6, 25.0)))),
    )


def test_boundaries_near_to_what_is_told_are_drawn_named_and_credited() -> None:
    files = files_of(replace(made_up(12), boundaries=(boundaries("Northland", 20), boundaries("Elsewhere", -120))))
    script = files["assets/boundaries.js"]
    assert "Province One" in script
    assert script.count('"lines"') == 1, "Elsewhere is far from all that is told"
    assert "District Eleven" not in script, "names of small units are names of towns, too"
    assert 'class="unit"' in files["index.html"]
    credit = "Lines of province and district: Survey of Northland &lt;b&gt;, CC0-1.0, valid on 2024-01-02, simplified."
    for name in ("index.html", "about.html"):
        assert "do not imply endorsement or acceptance by the United Nations" in files[name]
        assert "Survey of Elsewhere" not in files[name]
    assert credit in files["index.html"]
    drawn = [text for name, text in files.items() if name.startswith("incidents/") and 'class="unit"' in text]
    assert drawn
    assert all(credit in text for text in drawn)


def test_without_boundaries_there_is_none_to_credit() -> None:
    assert site()["assets/boundaries.js"] == "var trucewatchBoundaries=JSON.parse('[]');\n"
    assert "Lines of" not in site()["index.html"]
    assert 'class="unit"' not in site()["index.html"]


def test_each_thing_that_a_rule_of_release_names_stands_once_in_plain_words() -> None:
    told = made_up(3)
    rule = SiteRule(objects=("health", "camp"), places=("camp",), grain=Grain.DISTRICT, radius_km=10.0)
    about = files_of(replace(told, profile=replace(told.profile, sites=(rule,))))["about.html"]
    assert "Health facilities, camps: told no more exactly" in about


def test_what_is_in_no_area_s_report_is_told() -> None:
    told = made_up(3)
    assert "In no area's report" not in files_of(told)["about.html"]
    about = files_of(replace(told, blind=replace(told.blind, nowhere=2)))["about.html"]
    assert "In no area's report, for their place could not be determined: 2 incidents of the period." in about


def test_tolls_are_reported_ones() -> None:
    heads = [head for page in site().values() for head in re.findall(r'<th scope="row">([^<]*\bkilled[^<]*)<', page)]
    assert heads
    assert all(head.startswith("reported killed") for head in heads)
    cells = re.findall(r"<td>([^<]*\bkilled [^<]*)</td>", site()["list/1.html"])
    assert cells
    assert all(cell.startswith("reported ") for cell in cells)
