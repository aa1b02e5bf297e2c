from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from trucewatch.packs.check import check_pack
from trucewatch.packs.loader import builtin_packs, load_packs

if TYPE_CHECKING:
    from tests.packs.conftest import MakePack


@pytest.mark.parametrize("name", builtin_packs())
def test_the_packs_we_ship_are_sound(name: str) -> None:
    assert [str(fault) for fault in check_pack(name)] == []


def test_ids_that_no_record_bears_are_named_with_their_line(make_pack: MakePack) -> None:
    actors = (
        "- {id: north-front, name: North Front, type: faction}\n"
        "- id: hill-guard\n  name: Hill Guard\n  type: armed_group\n  member_of:\n    - id: nort-front\n"
    )
    calendar = "- {id: a, name: A, first: 2020-01-01, last: 2020-01-01, kind: talks, parties: [qqqqqqqqqq]}\n"
    faults = check_pack(
        make_pack("hills", {"actors.yaml": actors, "calendar.yaml": calendar, "lexicons/x.yaml": "a: b: c"})
    )
    shown = [f"{fault.path.name}:{fault.line} {fault.remedy}" for fault in faults]
    assert shown[:2] == [
        "actors.yaml:6 did you mean 'north-front'?",
        "calendar.yaml:1 add the actor, or require the pack that has it",
    ]
    assert "not valid YAML" in str(faults[2])


def test_every_fault_gets_its_line(make_pack: MakePack) -> None:
    actors = "- {id: A, name: A, type: faction}\n- {id: b, name: B}\n"
    assert [fault.line for fault in check_pack(make_pack("hills", {"actors.yaml": actors}))] == [1, 2]


def test_kinds_cover_every_family() -> None:
    kinds = load_packs(["world"]).kinds.values()
    assert {kind.family.value for kind in kinds} == {"violence", "movement", "accord", "harm"}
    assert len({kind.label for kind in kinds}) == len(kinds) == 31


def test_boundaries_are_looked_at_too(make_pack: MakePack) -> None:
    (fault,) = check_pack(make_pack("hills", {"boundaries.json": '{"source": 1}'}))[:1]
    assert fault.path.name == "boundaries.json"
    assert fault.line == 1
