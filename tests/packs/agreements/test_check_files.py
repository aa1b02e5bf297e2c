"""A check says "sound" of what a build takes, and of nothing else."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from tests.packs.agreements.conftest import HILLS, VALLEY, ZONES

from trucewatch.findings.shapes import Drawn
from trucewatch.packs.agreements import check_agreement, check_files, load_agreements
from trucewatch.packs.errors import MAX_FAULTS, PackError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.packs.agreements.conftest import Workspace

    from trucewatch.packs.errors import Fault
    from trucewatch.packs.merged import Packs


def _told(found: dict[Path, list[Fault]], folder: Path) -> dict[str, list[str]]:
    return {path.relative_to(folder).as_posix(): [fault.what for fault in faults] for path, faults in found.items()}


def test_a_folder_is_checked_as_a_build_loads_it(packs: Packs, workspace: Workspace) -> None:
    """`agreements/*.yaml` with `zones/*.yaml`, which they lean on."""
    folder = workspace()
    (folder / "agreements" / ".#hills.yaml").symlink_to("nobody@nowhere.1234")  # an editor's lock
    load_agreements(packs, [folder])
    found = dict(check_files([folder], packs))
    assert _told(found, folder) == {"zones/all.yaml": [], "agreements/hills.yaml": [], "agreements/valley.yaml": []}
    (folder / "zones" / "all.yaml").write_text(ZONES.replace("derived", "drived"), encoding="utf-8")
    assert _told(dict(check_files([folder], packs)), folder)["zones/all.yaml"] == [
        "'geometry' of a zone: 'drived' is not known"
    ]


@pytest.mark.parametrize("name", ["zones", "zones/all.yaml"])
def test_shared_zones_given_by_themselves_are_checked_as_such(packs: Packs, workspace: Workspace, name: str) -> None:
    folder = workspace()
    assert _told(dict(check_files([folder / name], packs)), folder) == {"zones/all.yaml": []}
    (folder / "zones" / "all.yaml").write_text(ZONES.replace("derived", "none"), encoding="utf-8")
    (whats,) = _told(dict(check_files([folder / name], packs)), folder).values()
    assert whats == ["the zone 'valley' has the geometry none and yet 'units'"]


def test_files_given_together_lean_on_one_another_and_share_no_id(packs: Packs, workspace: Workspace) -> None:
    """`hills` is based on `valley`, which lies in the shared zones."""
    folder = workspace(wadi=VALLEY)
    files = [folder / "agreements" / f"{name}.yaml" for name in ("hills", "valley")]
    files.append(folder / "zones" / "all.yaml")
    assert [*check_files(files, packs).values()] == [[], [], []]
    found = _told(dict(check_files([*files, folder / "agreements" / "wadi.yaml"], packs)), folder)
    assert found["agreements/wadi.yaml"][0].startswith("the agreement id 'valley-truce-2019' stands already in")


def test_a_file_given_twice_is_no_double(packs: Packs, workspace: Workspace) -> None:
    folder = workspace()
    found = check_files([folder, folder / "agreements", folder / "agreements" / "hills.yaml"], packs, [folder])
    assert not any(found.values())


def test_files_that_a_build_passes_over_are_told(packs: Packs, tmp_path: Path) -> None:
    (tmp_path / "agreements").mkdir()
    (tmp_path / "agreements" / "hills.yml").write_text(HILLS, encoding="utf-8")
    (tmp_path / "zones").write_text(ZONES, encoding="utf-8")
    found = _told(dict(check_files([tmp_path], packs)), tmp_path)
    plain = "this is a plain file, where a folder is looked for"
    assert found == {"zones": [plain], "agreements/hills.yml": ["this ending is not read"]}
    with pytest.raises(PackError, match=r"`trucewatch agreements check` lists them"):
        load_agreements(packs, [tmp_path])
    assert check_files([tmp_path / "zones"], packs)[tmp_path / "zones"][0].what == plain
    (fault,) = check_agreement(tmp_path / "agreements" / "hills.yml", packs)
    assert fault.remedy == "rename it to .yaml"


def test_an_empty_folder_says_so(packs: Packs, tmp_path: Path) -> None:
    ((path, (fault,)),) = check_files([tmp_path], packs).items()
    assert (path, fault.what) == (tmp_path, "this folder holds no agreement")


def test_a_link_out_of_the_folder_is_not_followed(packs: Packs, workspace: Workspace, tmp_path: Path) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-outside.yaml"
    outside.write_text(VALLEY, encoding="utf-8")
    folder = workspace()
    file = folder / "agreements" / "valley.yaml"
    file.unlink()
    file.symlink_to(outside)
    with pytest.raises(PackError, match="lies outside") as caught:
        load_agreements(packs, [folder])
    assert caught.value.faults[0].remedy == "copy the file there instead of linking to it"


@pytest.mark.parametrize("side", ["0.00005", "0.00002"])
def test_the_smallest_polygon_that_is_loaded_can_be_used(packs: Packs, workspace: Workspace, side: str) -> None:
    """Squares of about 5 and 2 m; of the second nothing is asked but that it is refused on loading, with its line."""
    east, north = f"44.{side[2:]}", f"15.{side[2:]}"
    ring = f"[[44, 15], [{east}, 15], [{east}, {north}], [44, {north}]]"
    text = HILLS.replace("[[44, 15], [45, 15], [45, 16], [44, 16]]", ring)
    folder = workspace(hills=text)
    faults = check_agreement(folder / "agreements" / "hills.yaml", packs, [folder])
    if side == "0.00002":
        assert [fault.line for fault in faults] == [22]
    else:
        assert Drawn(load_agreements(packs, [folder])["hills-truce-2020"].zones["hills"]).reach_km > 0


def test_thousands_of_faults_are_told_soon(packs: Packs, workspace: Workspace) -> None:
    """A circle of 4,000 zones, each with a source that nobody named; 50 faults are shown."""
    number = 4_000
    zones = "".join(
        f"  - {{id: z{one}, name: Z, geometry: none, within: z{(one + 1) % number}, sources: [s{one}]}}\n"
        for one in range(number)
    )
    folder = workspace(hills=HILLS.replace("zones:\n", f"zones:\n{zones}"))
    begun = time.monotonic()
    faults = check_agreement(folder / "agreements" / "hills.yaml", packs, [folder])
    assert len(faults) == MAX_FAULTS
    assert time.monotonic() - begun < 15


def test_a_circle_of_zones_is_shown_in_short(packs: Packs, workspace: Workspace) -> None:
    """z0 → z1 → … → z19 → z0, and `side`, which lies within z3 and in no circle itself."""
    zones = "".join(f"- {{id: z{one}, name: Z, geometry: none, within: z{(one + 1) % 20}}}\n" for one in range(20))
    folder = workspace()
    more = f"{ZONES}{zones}- {{id: side, name: S, geometry: none, within: z3}}\n"
    (folder / "zones" / "all.yaml").write_text(more, encoding="utf-8")
    faults = check_files([folder / "zones" / "all.yaml"], packs)[folder / "zones" / "all.yaml"]
    assert len(faults) == 20
    assert faults[0].what.endswith("z0 → z1 → z2 → z3 → z4 → z5 → z6 → z7 → … → z0")
