from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from trucewatch.packs.errors import PackError
from trucewatch.packs.loader import load_packs
from trucewatch.packs.values import ActorType, Membership

if TYPE_CHECKING:
    from tests.packs.conftest import MakePack

ACTORS = """
- id: hill-guard
  name: Hill Guard
  type: armed_group
  country: YE
  names: [the Guard, Hill Guard, حرس]
  member_of: [{id: russia, from: 2019-06-01, to: null}]
  listed: [UN]
"""


def test_a_pack_of_ones_own_is_loaded_after_the_base(make_pack: MakePack) -> None:
    packs = load_packs([make_pack("hills", {"actors.yaml": ACTORS, "places.tsv": "id\n", "agreements/a.yaml": "x: 1"})])
    guard = packs.actors["hill-guard"]
    assert packs.names == ("world", "hills")
    assert guard.type is ActorType.ARMED_GROUP
    assert guard.names == ("Hill Guard", "the Guard", "حرس")
    assert guard.member_of == (Membership(id="russia", first=date(2019, 6, 1), last=None),)
    assert [file.path.name for file in packs.agreement_files if file.pack == "hills"] == ["a.yaml"]  # not read yet
    assert [(pack, path.name) for pack, path in packs.gazetteer_files if pack == "hills"] == [("hills", "places.tsv")]
    assert "YE" in packs.countries
    assert "air_strike" in packs.kinds


def test_a_later_pack_adds_to_an_actor_of_an_earlier_one(make_pack: MakePack) -> None:
    more = "- {id: hill-guard, name: Mountain Guard, type: faction, names: [MG], adjectives: [hilly]}"
    packs = load_packs(
        [make_pack("hills", {"actors.yaml": ACTORS}), make_pack("more", {"actors.yaml": more}, "[hills]")]
    )
    guard = packs.actors["hill-guard"]
    assert guard.names == ("Mountain Guard", "MG", "Hill Guard", "the Guard", "حرس")
    assert (guard.type, guard.country, guard.adjectives) == (ActorType.FACTION, "YE", ("hilly",))
    assert [origin.pack for origin in guard.origins] == ["hills", "more"]


def test_what_a_pack_requires_is_found_beside_it_and_comes_first(make_pack: MakePack) -> None:
    make_pack("base")
    assert load_packs([make_pack("top", requires="[base, syria]")]).names == ("world", "base", "syria", "top")


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"actors.yaml": ACTORS.replace("names:", "nams:")}, r"actors\.yaml:6: .*'nams'.*did you mean 'names'\?"),
        ({"actors.yaml": ACTORS.replace("armed_group", "armed-group")}, r":4: .*did you mean 'armed_group'\?"),
        ({"actors.yaml": ACTORS.replace("  type: armed_group\n", "")}, r":2: an actor lacks 'type'; add a line"),
        ({"actors.yaml": ACTORS.replace("2019-06-01", "2019-06-31")}, r":7: .*'2019-06-31'.*2020-03-05"),
        ({"actors.yaml": ACTORS.replace("to: null", "to: 2019-01-01")}, r":7: .*before it begins"),
        ({"actors.yaml": ACTORS.replace("country: YE", "country: Yemen")}, r":5: .*ISO 3166"),
        ({"actors.yaml": ACTORS.replace("id: hill-guard", "id: Hill Guard")}, r":2: .*is no id"),
        ({"actors.yaml": ACTORS.replace("[the Guard, Hill Guard, حرس]", "the Guard")}, r":6: .*expected a list"),
        ({"actors.yaml": ACTORS.replace("the Guard,", "46,")}, r":6: .*the number '46'; put it in quotes"),
        ({"actors.yaml": ACTORS.replace("Hill Guard\n", '"Hill\\nGuard"\n')}, r":3: .*one plain line"),
        ({"actors.yaml": ACTORS.replace("Hill Guard\n", "Hill \u202eGuard\n")}, r":3: .*one plain line"),
        ({"actors.yaml": "just words"}, r"expected a list of records"),
        ({"actors.yaml": "- just words"}, r":1: an actor must be a mapping, not the text 'just words'"),
        (
            {"actors.yaml": ACTORS, "actors/b.yaml": ACTORS},
            r"actors\.yaml:2: the id 'hill-guard' stands already in b\.yaml",
        ),
        ({"calendar.yaml": "- {id: a, name: A, first: 2020-01-02, last: 2020-01-01, kind: talks}"}, r":1: .*swap"),
        ({"outlets.yaml": "- {id: a, name: A, type: wire, wire: 'yes'}"}, r":1: .*true or false"),
        ({"actor.yaml": ACTORS}, r"no actor\.yaml; did you mean 'actors'\?"),
        ({"lexicon/a.yaml": "a: 1"}, r"no folder 'lexicon'; did you mean 'lexicons'\?"),
        ({"actors.yml": ACTORS}, r"rename it to \.yaml"),
    ],
)
def test_a_faulty_pack_is_refused_with_line_and_remedy(make_pack: MakePack, files: dict[str, str], says: str) -> None:
    with pytest.raises(PackError, match=says):
        load_packs([make_pack("hills", files)])


def test_all_faults_of_a_pack_are_kept(make_pack: MakePack) -> None:
    faulty = ACTORS.replace("names:", "nams:") + ACTORS.replace("hill-guard", "!x")
    with pytest.raises(PackError) as caught:
        load_packs([make_pack("hills", {"actors.yaml": faulty.replace("id: !x", "id: X")})])
    assert len(caught.value.faults) == 2
    assert "and 1 more" in str(caught.value)


def test_packs_that_cannot_be_found(make_pack: MakePack) -> None:
    lonely = make_pack("lonely", requires="[nowhere]")
    ring = make_pack("ring", requires="[gnir]")
    make_pack("gnir", requires="[ring]")
    cases: list[tuple[object, str]] = [
        ("syri", r"no pack 'syri'.*did you mean 'syria'"),
        (lonely.parent, "no pack.yaml"),
        (lonely / "pack.yaml", "no folder"),
        (lonely, r"pack\.yaml:5: the required pack 'nowhere' is nowhere"),
        (ring, "require each other"),
        (make_pack("syria"), r"pack\.yaml:1: the name 'syria' is that of another pack"),
        (make_pack("world"), r"pack\.yaml:1: the name 'world' is that of another pack"),
    ]
    for name, says in cases:
        with pytest.raises(PackError, match=says):
            load_packs([name])  # type: ignore[list-item]


def test_a_link_that_leads_out_of_the_pack_is_not_followed(make_pack: MakePack) -> None:
    folder = make_pack("hills")
    secret = folder.parent / "secret.yaml"
    secret.write_text(ACTORS, encoding="utf-8")
    (folder / "actors.yaml").symlink_to(secret)
    with pytest.raises(PackError, match="outside its pack"):
        load_packs([folder])


def test_lexicons_of_packs_are_joined(make_pack: MakePack) -> None:
    one = make_pack("one", {"lexicons/guns.yaml": "- {id: a}\n- {id: b}\n", "lexicons/map.yaml": "x: [1]\ny: 2\n"})
    two = make_pack("two", {"lexicons/guns.yaml": "# more\n- {id: c}\n", "lexicons/map.yaml": "x: [3]\ny: 4\nz: 5\n"})
    packs = load_packs([one, two])
    assert packs.lexicon("guns") == [{"id": "a"}, {"id": "b"}, {"id": "c"}]
    assert packs.lexicon("map") == {"x": [1, 3], "y": 4, "z": 5}
    assert str(packs.lexicon_error("guns", (2, "id"), "odd", "mend it")).endswith(
        "two/lexicons/guns.yaml:2: odd; mend it"
    )
    assert str(packs.lexicon_error("map", ("z",), "odd", "mend it")).endswith("two/lexicons/map.yaml:3: odd; mend it")


def test_lexicons_that_cannot_be_joined(make_pack: MakePack) -> None:
    one = make_pack("one", {"lexicons/map.yaml": "x: [1]\n"})
    two = make_pack("two", {"lexicons/map.yaml": "\nx: 3\n"})
    packs = load_packs([one, two])
    with pytest.raises(PackError, match=r"two/lexicons/map\.yaml:2: .*another form"):
        packs.lexicon("map")
    with pytest.raises(PackError, match=r"no pack has a lexicon 'maps'; did you mean 'map'\?"):
        packs.lexicon("maps")
