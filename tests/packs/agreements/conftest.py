"""A small sound agreement, and what to make of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

import pytest

from trucewatch.packs.loader import load_packs

if TYPE_CHECKING:
    from pathlib import Path

    from trucewatch.packs.merged import Packs

HILLS = """\
id: hills-truce-2020
name: Truce in the Hills
short: Hills truce
names: [hills ceasefire]
register: {pa_x: ["9999"]}
countries: [YE]
timezone: Asia/Aden
zone: hills
based_on: [valley-truce-2019]
sources:
  - {id: text, title: The text, publisher: UN, date: 2020-03-05, url: https://example.org/text}
parties:
  - {actor: russia, role: guarantor, sources: [text]}
  - {actor: houthis, role: signatory, sources: [text]}
  - {actor: yemeni-government-forces, role: bound, through: [russia]}
  - {actor: aqap, role: excluded}
zones:
  - id: hills
    name: The hills
    geometry: approximate
    margin_km: 3
    polygons: [[[44, 15], [45, 15], [45, 16], [44, 16]]]
    circles: [{lat: 15.5, lon: 44.5, km: 10}]
  - id: road
    name: The hill road
    geometry: derived
    lines: [[[44, 15], [44.5, 15.5]]]
    reach_km: {surely: 5, possibly: 6}
    within: hills
carveouts:
  - id: listed
    quote: except listed groups
    paraphrase: Listed groups are left out.
    targets: [aqap]
    words: [terrorist]
    sources: [text]
articles:
  - number: "1"
    form: ban
    quote: cease all fire
    paraphrase: No fire of any sort.
    acts: [hostilities, abduction]
    weapons: [artillery]
    objects: [health]
    binds: [houthis]
    against: [yemeni-government-forces]
    excepts: [listed]
    sources: [text]
  - {number: "2", form: deadline, due: 2020-03-20, acts: [withdrawal], paraphrase: Guns out., sources: [text]}
  - number: "3"
    form: recurring duty
    paraphrase: Joint patrols on the road.
    acts: [patrol]
    breaches: [patrol_suspended]
    every_days: 7
    begins: {at: "2020-03-15 08:00", clock: [Asia/Aden, Europe/Moscow]}
    ends: 2020-12-31
    zone: road
    sources: [text]
  - {number: "4", form: threshold, counted: trucks, at_least: 60, per_days: 1, paraphrase: Aid., sources: [text]}
dates:
  - {what: signed, at: 2020-03-05, sources: [text]}
  - {what: in force, at: "2020-03-06 00:01", until: 2020-09-06, sources: [text]}
  - {what: in force, at: 2020-03-07, by: houthis, sources: [text], checked: false}
  - {what: ended, at: 2020-12-31, by: editors, note: fighting resumed}
"""
VALLEY = """\
id: valley-truce-2019
name: Truce in the Valley
short: Valley truce
countries: [YE]
timezone: Asia/Aden
zone: valley
sources: [{id: text, title: The text}]
parties: [{actor: houthis, role: signatory}]
articles: [{number: "1", form: ban, acts: [attacks], paraphrase: No attacks., sources: [text]}]
dates: [{what: announced, at: 2019-01-01, sources: [text]}]
"""
ZONES = """\
- {id: valley, name: The valley, geometry: derived, units: [[Yemen, Ta'izz]], within: highlands}
- {id: highlands, name: The highlands, geometry: none}
"""


class Workspace(Protocol):
    """Writes agreement files beside those above (one that has the same name replaces it) and gives their folder."""

    def __call__(self, **files: str) -> Path: ...


@pytest.fixture(scope="session")
def packs() -> Packs:
    """The base pack with no agreements of its own, and no gazetteers, which take long to read."""
    return replace(load_packs(["world"]), agreement_files=(), zone_files=(), gazetteers=())


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    def write(**files: str) -> Path:
        for folder in ("agreements", "zones"):
            (tmp_path / folder).mkdir(exist_ok=True)
        for name, content in {"hills": HILLS, "valley": VALLEY, **files}.items():
            (tmp_path / "agreements" / f"{name}.yaml").write_text(content, encoding="utf-8")
        (tmp_path / "zones" / "all.yaml").write_text(ZONES, encoding="utf-8")
        return tmp_path

    return write
