from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from tests.packs.agreements.conftest import HILLS, VALLEY

from trucewatch.model.agreement import Circle, Form, Geometry, Milestone, Role
from trucewatch.packs.agreements import check_agreement, load_agreements
from trucewatch.packs.digest import agreements_digest, digest_of
from trucewatch.packs.errors import PackError
from trucewatch.packs.loader import load_packs

if TYPE_CHECKING:
    from pathlib import Path

    from tests.packs.agreements.conftest import Workspace
    from tests.packs.conftest import MakePack

    from trucewatch.packs.merged import Packs


def test_a_file_becomes_an_agreement(packs: Packs, workspace: Workspace) -> None:
    folder = workspace()
    found = load_agreements(packs, [folder])
    hills = found["hills-truce-2020"]
    assert list(found) == ["hills-truce-2020", "valley-truce-2019"]
    assert hills.names == ("Truce in the Hills", "hills ceasefire")
    assert hills.register == {"pa_x": ("9999",)}
    assert hills.path == str(folder / "agreements" / "hills.yaml")
    assert [(party.actor, party.role, party.through) for party in hills.parties][2] == (
        "yemeni-government-forces",
        Role.BOUND,
        ("russia",),
    )
    assert [article.form for article in hills.articles] == [Form.BAN, Form.DEADLINE, Form.DUTY, Form.THRESHOLD]
    assert hills.dates[1].until is not None
    assert (hills.dates[3].what, hills.dates[3].by, hills.dates[2].checked) == (Milestone.ENDED, "editors", False)
    assert check_agreement(folder / "agreements" / "valley.yaml", packs, [folder]) == []


def test_groups_of_acts_are_spelt_out(packs: Packs, workspace: Workspace) -> None:
    """`acts: [hostilities, abduction]`."""
    acts = load_agreements(packs, [workspace()])["hills-truce-2020"].articles[0].acts
    assert {"air_strike", "attack", "armed_clash", "abduction"} <= set(acts)
    assert not {"hostilities", "looting", "casualties"} & set(acts)


def test_an_article_lies_in_the_agreements_zone_or_in_its_own(packs: Packs, workspace: Workspace) -> None:
    hills = load_agreements(packs, [workspace()])["hills-truce-2020"]
    assert [article.zone for article in hills.articles] == ["hills", "hills", "road", "hills"]
    assert (hills.zones["road"].surely_km, hills.zones["road"].possibly_km) == (5, 6)
    assert hills.zones["hills"].circles == (Circle(lat=15.5, lon=44.5, km=10),)


def test_shared_zones_come_with_what_they_lie_within(packs: Packs, workspace: Workspace) -> None:
    """`valley` is within `highlands`; both are in zones/all.yaml."""
    zones = load_agreements(packs, [workspace()])["valley-truce-2019"].zones
    assert list(zones) == ["highlands", "valley"]
    assert (zones["highlands"].geometry, zones["valley"].units) == (Geometry.NONE, (("Yemen", "Ta'izz"),))


def test_an_open_ring_is_closed(packs: Packs, workspace: Workspace) -> None:
    """`[[44, 15], [45, 15], [45, 16], [44, 16]]`."""
    (ring,) = load_agreements(packs, [workspace()])["hills-truce-2020"].zones["hills"].polygons
    assert ring == ((44, 15), (45, 15), (45, 16), (44, 16), (44, 15))


def test_a_reach_without_an_end_is_open(packs: Packs, workspace: Workspace) -> None:
    text = HILLS.replace("{surely: 5, possibly: 6}", "{surely: 5}")
    assert load_agreements(packs, [workspace(hills=text)])["hills-truce-2020"].zones["road"].possibly_km is None


def test_moments_are_in_utc(packs: Packs, workspace: Workspace) -> None:
    """08:00 in Aden or in Moscow; a day is all of it in Aden."""
    duty = load_agreements(packs, [workspace()])["hills-truce-2020"].articles[2]
    assert duty.begins is not None
    assert duty.ends is not None
    assert duty.begins.earliest == duty.begins.latest == datetime(2020, 3, 15, 5, tzinfo=UTC)
    assert duty.begins.zones == ("Asia/Aden", "Europe/Moscow")
    assert duty.ends.earliest == datetime(2020, 12, 30, 21, tzinfo=UTC)
    assert duty.ends.latest == datetime(2020, 12, 31, 21, tzinfo=UTC)
    assert duty.ends.words == "2020-12-31"


def test_a_single_file_can_be_added(packs: Packs, tmp_path: Path) -> None:
    text = VALLEY.replace("zone: valley", "zone: glen").replace(
        "sources: [{", "zones: [{id: glen, name: Glen, geometry: none}]\nsources: [{", 1
    )
    file = tmp_path / "mine.yaml"
    file.write_text(text, encoding="utf-8")
    assert list(load_agreements(packs, [file])) == ["valley-truce-2019"]
    assert check_agreement(file, packs) == []


def test_agreements_of_a_pack_of_ones_own_are_loaded(make_pack: MakePack) -> None:
    text = VALLEY.replace("zone: valley", "zone: glen")
    zones = "- {id: glen, name: Glen, geometry: none}\n"
    packs = load_packs([make_pack("glens", {"agreements/valley.yaml": text, "zones/all.yaml": zones})])
    own = replace(packs, agreement_files=tuple(file for file in packs.agreement_files if file.pack == "glens"))
    assert load_agreements(own)["valley-truce-2019"].zones["glen"].name == "Glen"


def test_every_fault_of_every_file_is_told_with_its_line(packs: Packs, workspace: Workspace) -> None:
    folder = workspace(
        hills=HILLS.replace("role: guarantor", "role: garantor").replace("[withdrawal]", "[withdrawl]"),
        valley=VALLEY.replace("[attacks]", "[attakcs]"),
    )
    with pytest.raises(PackError) as caught:
        load_agreements(packs, [folder])
    assert [(fault.path.name, fault.line, fault.remedy) for fault in caught.value.faults] == [
        ("hills.yaml", 13, "did you mean 'guarantor'?"),
        ("hills.yaml", 49, "did you mean 'withdrawal'?"),
        ("valley.yaml", 9, "did you mean 'attacks'?"),
    ]


def test_packs_are_loaded_without_their_agreements(make_pack: MakePack) -> None:
    """The files are named, not parsed; no geometry is imported."""
    packs = load_packs([make_pack("hills", {"agreements/a.yaml": "a: b: c", "zones/z.yaml": "?"})])
    assert [file.path.name for file in (*packs.agreement_files, *packs.zone_files) if file.pack == "hills"] == [
        "a.yaml",
        "z.yaml",
    ]
    code = (
        "import sys; from trucewatch.packs import load_packs; load_packs(['world']); sys.exit('shapely' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_agreements_have_a_digest_of_their_own(make_pack: MakePack, workspace: Workspace) -> None:
    pack = make_pack("hills", {"agreements/valley.yaml": VALLEY})
    packs = load_packs([pack])
    before = digest_of(packs), agreements_digest(packs)
    (pack / "agreements" / "valley.yaml").write_text(f"{VALLEY}# more\n", encoding="utf-8")
    assert digest_of(packs) == before[0]
    assert agreements_digest(packs) != before[1]
    assert agreements_digest(packs, [workspace()]) != agreements_digest(packs)
    (pack / "outlets.yaml").write_text("", encoding="utf-8")
    assert digest_of(packs) != before[0]


def test_a_file_among_the_packs_is_checked_once(packs: Packs, workspace: Workspace, make_pack: MakePack) -> None:
    """A file that is loaded anyway is no double of itself."""
    del workspace
    pack = make_pack("hills", {"agreements/valley.yaml": VALLEY.replace("zone: valley", "zone: glen")})
    loaded = replace(load_packs([pack]), zone_files=packs.zone_files)
    faults = check_agreement(pack / "agreements" / "valley.yaml", loaded)
    assert [fault.what for fault in faults] == ["there is no zone 'glen'"]
