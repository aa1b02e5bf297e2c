from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.measures.builders import claim, key_of, packs_in, reading

from trucewatch.measures.key import Key, KeyClaim, KeyReport
from trucewatch.measures.links import LinkTally, Verdict, found_claims, measure_links
from trucewatch.measures.report import link_lines, links_json
from trucewatch.model.claim import Claim, Scope, Stance


@dataclass(frozen=True)
class Made:
    """A cluster as linking gives it."""

    claims: tuple[str, ...]
    denials: tuple[str, ...] = ()
    expected: tuple[str, ...] = ()


def key(same: tuple[tuple[str, ...], ...] = (), different: tuple[tuple[str, ...], ...] = (), **scopes: Any) -> Key:
    """A key with the claims a, b, c and d; `scopes` and stances may be others than an incident's."""
    claims = tuple(
        KeyClaim(
            id=name,
            kinds=("air_strike",),
            scopes=(scopes.get(f"{name}_scope", Scope.INCIDENT),),
            stances=(scopes.get(f"{name}_stance", Stance.ASSERTED),),
            quotes=("x",),
        )
        for name in "abcd"
    )
    report = KeyReport(file="one.txt", claims=claims)
    return Key(path=Path("key.yaml"), reports={"one.txt": report}, same=same, different=different)


def read(**values: Claim | None) -> dict[str, Claim]:
    """What was found: a claim of the same name for each of the key's, or another one, or none."""
    every = {name: values.get(name, one(name)) for name in "abcd"}
    return {name: found for name, found in every.items() if found is not None}


def one(name: str, **values: Any) -> Claim:
    return claim("Warplanes from Bigland", id=name, **values)


DENIED = one("b", stance=Stance.DENIED)


@pytest.mark.parametrize(
    ("clusters", "found", "verdict"),
    [
        ([Made(("a", "b"))], read(), Verdict.TOGETHER),
        ([Made(("a",)), Made(("b",))], read(), Verdict.APART),
        ([Made(("a",), denials=("b",))], read(b=DENIED), Verdict.TOGETHER),
        ([Made(("a",), expected=("b",))], read(b=one("b", stance=Stance.EXPECTED)), Verdict.TOGETHER),
        ([Made(("a",))], read(b=DENIED), Verdict.APART),
        ([], read(a=one("a", stance=Stance.DENIED), b=DENIED), Verdict.NO_INCIDENT),
        ([Made(("c",), denials=("a", "b"))], read(a=one("a", stance=Stance.DENIED), b=DENIED), Verdict.TOGETHER),
        ([Made(("a",))], read(b=None), Verdict.NOT_READ),
        ([Made(("a",))], read(b=one("b", scope=Scope.CONTEXT)), Verdict.NOT_READ),
    ],
)
def test_a_pair_that_is_the_same(clusters: list[Made], found: dict[str, Claim], verdict: Verdict) -> None:
    links = measure_links(key(same=(("a", "b"),)), found, clusters)
    assert [pair.verdict for pair in links.pairs] == [verdict]
    assert links.same.weighed == (verdict in {Verdict.TOGETHER, Verdict.APART})
    assert links.same.right == (verdict is Verdict.TOGETHER)


def test_what_the_key_calls_no_incident_is_weighed_by_nobody_but_is_apart() -> None:
    pairs = (("a", "b"),)
    total = key(same=pairs, different=pairs, b_scope=Scope.AGGREGATE)
    links = measure_links(total, read(), [Made(("a", "b"))])
    assert links.same == LinkTally(every=1, no_incident=1)
    assert links.different == LinkTally(right=1, weighed=1, every=1)
    threat = measure_links(key(same=pairs, b_stance=Stance.THREATENED), read(), [])
    assert threat.same.no_incident == 1


def test_a_group_is_all_its_pairs() -> None:
    links = measure_links(key(same=(("a", "b", "c"),)), read(), [Made(("a", "b")), Made(("c",))])
    assert (links.same.right, links.same.weighed) == (1, 3)


def test_look_alikes_in_one_cluster_are_wrong() -> None:
    links = measure_links(key(different=(("a", "b"), ("a", "c"))), read(), [Made(("a", "b")), Made(("c",))])
    assert links.different == LinkTally(right=1, weighed=2, every=2)
    assert links.different.share == 0.5


def test_claims_are_found_as_they_are_for_all_measures(tmp_path: Path) -> None:
    packs = packs_in(tmp_path / "testland")
    keyed = key_of(tmp_path, packs, [{"kind": "air_strike", "quote": "Warplanes from Bigland"}])
    found = found_claims(keyed, [reading(one("c_9"))], packs.kinds)
    assert {name: claim.id for name, claim in found.items()} == {"1.1": "c_9"}


def test_the_lines_and_the_data_tell_the_same() -> None:
    links = measure_links(key(same=(("a", "b"),), different=(("a", "c"),)), read(), [Made(("a",)), Made(("b", "c"))])
    plain, details = list(link_lines(links)), list(link_lines(links, details=True))
    assert plain[1].split() == ["the", "same,", "kept", "together", "0.000", "0/1", "1", "0", "0"]
    assert details[len(plain) :] == ["  a and b, the same: apart"]
    assert links_json(links)["different"] == {
        "share": 1.0,
        "right": 1,
        "weighed": 1,
        "all": 1,
        "not_read": 0,
        "no_incident": 0,
    }
    assert links_json(links, details=True)["pairs"][0]["verdict"] == "apart"
