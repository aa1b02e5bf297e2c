from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from trucewatch.model.profile import Grain
from trucewatch.withholding.profiles import ProfileError, known_profiles, load_profile

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", ["public", "partner", "team"])
def test_the_profiles_that_come_along_are_sound(name: str) -> None:
    assert load_profile(name).id == name


def test_the_public_one_holds_most_back_and_the_team_sees_all() -> None:
    public, team = load_profile("public"), load_profile("team")
    assert public.persons
    assert public.sources
    assert public.delay_hours == 24
    assert {"health", "camp"} <= set(public.sites[0].objects)
    assert (team.persons, team.sources, team.sites, team.quote_words, team.files) == (False, False, (), 0, True)


def test_a_workspace_has_its_own_profiles(tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    own = "id: press\nname: Press\ndelay_hours: 6\nsites:\n  - {objects: [school], grain: governorate, radius_km: 25}\n"
    (tmp_path / "profiles" / "press.yaml").write_text(own, encoding="utf-8")
    found = load_profile("press", [tmp_path])
    assert (found.delay_hours, found.sites[0].grain, found.sites[0].radius_km) == (6, Grain.GOVERNORATE, 25.0)
    assert known_profiles([tmp_path]) == ("partner", "press", "public", "team")
    assert load_profile(tmp_path / "profiles" / "press.yaml") == found


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("id: x\nname: X\npersosn: false\n", 3, "did you mean 'persons'?"),
        ("id: x\nname: X\nsites:\n  - objects: [helth]\n", 4, "did you mean 'health'?"),
        ("id: x\nname: X\nsites:\n  - objects: [health]\n    places: [camps]\n", 5, "did you mean 'camp'?"),
        ("id: x\nname: X\nsites:\n  - {objects: [camp], grain: exact}\n", 4, "holds nothing back"),
        ("id: x\nname: X\ngraphic: blur\n", 3, "use one of"),
        ("id: x\nname: X\ndelay_hours: -2\n", 3, "whole number"),
        ("id: x\nname: X\nquote_words: true\n", 3, "whole number"),
        ("id: x\nname: X\npersons: 'no'\n", 3, "true or false"),
        ("id: x\n", None, "lacks 'name'"),
        ("- id: x\n", 1, "must be a mapping"),
        ("id: x\nname: [\n", 3, "not valid YAML"),
    ],
)
def test_a_fault_names_file_line_and_remedy(tmp_path: Path, content: str, line: int | None, words: str) -> None:
    path = tmp_path / "odd.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ProfileError) as caught:
        load_profile(path)
    message = str(caught.value)
    assert words in message
    assert message.startswith(f"{path}:{line}:" if line else str(path))


def test_an_unknown_name_brings_the_known_ones() -> None:
    with pytest.raises(ProfileError, match="did you mean 'public'"):
        load_profile("pubic")
    with pytest.raises(ProfileError, match=r"cannot be read|does not exist|No such file"):
        load_profile("nowhere/odd.yaml")
