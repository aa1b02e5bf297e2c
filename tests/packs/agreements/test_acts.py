from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from trucewatch.packs.agreements import act_groups
from trucewatch.packs.errors import PackError
from trucewatch.packs.loader import load_packs

if TYPE_CHECKING:
    from tests.packs.conftest import MakePack

    from trucewatch.packs.merged import Packs


def test_groups_are_spelt_out_into_kinds(packs: Packs) -> None:
    acts = act_groups(packs)
    assert acts.groups["air_operations"] == ("air_strike", "drone_strike", "flight")
    assert set(acts.groups["attacks"]) < set(acts.groups["hostilities"])
    assert {kind for kinds in acts.groups.values() for kind in kinds} <= set(packs.kinds)


def test_what_the_means_leave_open(packs: Packs) -> None:
    """An attack may have been an air strike; an air strike was no shelling."""
    acts = act_groups(packs)
    assert "air_strike" in acts.general["attack"]
    assert "attack" not in acts.general["attack"]
    assert "air_strike" not in acts.general
    assert {"casualties", "ceasefire_violated"} <= acts.unclear
    assert not acts.unclear & acts.no_acts


def test_every_kind_is_an_act_of_some_sort_or_none(packs: Packs) -> None:
    """A new kind must be put somewhere; these are named by articles one by one."""
    acts = act_groups(packs)
    grouped = {kind for kinds in acts.groups.values() for kind in kinds} | acts.unclear | acts.no_acts
    assert set(packs.kinds) - grouped == {"withdrawal", "leaflet_drop", "patrol", "patrol_suspended"}


def test_a_pack_adds_to_a_group(make_pack: MakePack) -> None:
    more = "groups: {hostilities: [leaflet_drop], drops: [leaflet_drop]}\n"
    acts = act_groups(load_packs([make_pack("hills", {"lexicons/acts.yaml": more})]))
    assert acts.groups["drops"] == ("leaflet_drop",)
    assert {"leaflet_drop", "shelling"} <= set(acts.groups["hostilities"])


@pytest.mark.parametrize(
    ("content", "line", "remedy"),
    [
        ("groups:\n  raids: [air_strke]\n", 2, "did you mean 'air_strike'?"),
        ("groups:\n  raids: [{a: b}]\n", 2, "use one of"),
        ("groups:\n  raids: [forays]\n  forays: [raids]\n", 3, "take the name out of one of its groups"),
        ("groups:\n  raids: shelling\n", 2, "write it as [one, two]"),
        ("general:\n  atack: [shelling]\n", 2, "did you mean 'attack'?"),
        ("unclaer: [looting]\n", 1, "did you mean 'unclear'?"),
    ],
)
def test_faults_have_their_line(make_pack: MakePack, content: str, line: int, remedy: str) -> None:
    with pytest.raises(PackError) as caught:
        act_groups(load_packs([make_pack("hills", {"lexicons/acts.yaml": content})]))
    fault = caught.value.faults[0]
    assert (fault.path.parts[-3], fault.line) == ("hills", line)
    assert fault.remedy.startswith(remedy)
