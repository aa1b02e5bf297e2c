"""Clusters are written as words, a letter a claim, the first its founder: `["abc", "de"]`. Small codes are told by hand."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.incidents import codes
from trucewatch.incidents.codes import Assigned, assign, latent_code, normal_code, reach

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from random import Random

P, Q, R = "TW-PPPPPPPP", "TW-QQQQQQQQ", "TW-RRRRRRRR"


def given_codes(clusters: Sequence[str], published: Mapping[str, str] | None = None, **more: Iterable[str]) -> Assigned:
    return assign(
        [tuple(cluster) for cluster in clusters],
        {code: tuple(claims) for code, claims in (published or {}).items()},
        **more,
    )


def short(code: str) -> str:
    """`P` for a code made up here, `a` for the latent code of claim a."""
    names = {P: "P", Q: "Q", R: "R", "": "-"} | {latent_code(claim): claim for claim in "abcdefgh"}
    return names.get(code, code)


RFC, CROCKFORD = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@pytest.mark.parametrize("claim", ["c_0123456789ab", "c_0123456789ab_2", "c_ffffffffffff", ""])
def test_a_latent_code_is_the_digest_of_the_claims_id(claim: str) -> None:
    digest = base64.b32encode(hashlib.sha256(claim.encode()).digest()).decode()
    expected = digest.translate(str.maketrans(RFC, CROCKFORD))
    assert latent_code(claim) == f"TW-{expected[:8]}"
    assert latent_code(claim, 51) == f"TW-{expected[:51]}"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("TW-7K3QXM2P", "TW-7K3QXM2P"),
        ("tw-7k3qxm2p", "TW-7K3QXM2P"),
        (" tw 7k3q xm2p ", "TW-7K3QXM2P"),
        ("7K3QXM2P", "TW-7K3QXM2P"),
        ("TW7K3QXM2P", "TW-7K3QXM2P"),
        ("TW\u20137K3Q\u2011XM2P", "TW-7K3QXM2P"),
        ("\uff34\uff37-7K3QXM2P", "TW-7K3QXM2P"),
        ("tw-7k3qxmOP", "TW-7K3QXM0P"),
        ("tw-7k3qxmlP", "TW-7K3QXM1P"),
        ("tw-Ik3qxm2p", "TW-1K3QXM2P"),
        ("TW-7K3QXM2P9", "TW-7K3QXM2P9"),
        ("TWTWTWTW", "TW-TWTWTWTW"),
        ("TWTWTWTWTW", "TW-TWTWTWTW"),
        ("TW-TWTWTW", None),
        ("TW-7K3QXM2", None),
        ("TW-7K3QXMUP", None),
        ("TW-7K3QXM2!", None),
        ("c_0123456789ab", None),
        ("d_01234567", None),
        ("", None),
        ("TW-", None),
        ("TW-" + "7" * 60, None),
        ("Сирия-Идлиб", None),
    ],
)
def test_a_code_as_people_type_it(typed: str, code: str | None) -> None:
    assert normal_code(typed) == code


@given(st.text(max_size=12), st.integers(8, 20), st.booleans())
def test_every_code_is_its_own_normal_form(claim: str, length: int, lower: bool) -> None:  # noqa: FBT001
    code = latent_code(claim, length)
    assert normal_code(code.lower() if lower else code) == code


@pytest.mark.parametrize(
    ("clusters", "published", "assigned", "former", "split"),
    [
        pytest.param(["abc", "d"], {}, "a d", " ", " ", id="nothing was published"),
        pytest.param(["abc"], {P: "ab"}, "P", "", "", id="grown"),
        pytest.param(["cab"], {P: "ab"}, "P", "", "", id="an earlier report came in later"),
        pytest.param(["abcd"], {P: "ab", Q: "c"}, "P", "Q", "", id="merged: the larger keeps its code"),
        pytest.param(["cdab"], {P: "c", Q: "ab"}, "Q", "P", "", id="merged: larger comes before founding"),
        pytest.param(["ab"], {P: "b", Q: "a"}, "Q", "P", "", id="merged: of equals the one with the founding claim"),
        pytest.param(["abc"], {P: "c", Q: "b", R: "a"}, "R", "PQ", "", id="three merged"),
        pytest.param(["ab", "c"], {P: "abc"}, "P c", " ", " P", id="split: the larger part keeps the code"),
        pytest.param(["a", "bc"], {P: "abc"}, "a P", " ", "P ", id="split: even from the founding claim"),
        pytest.param(["a", "b"], {P: "ab"}, "P b", " ", " P", id="split in equal parts: the founding claim's"),
        pytest.param(["b", "a"], {P: "ba"}, "P a", " ", " P", id="the founding claim is the first published"),
        pytest.param(["ad", "bc"], {P: "abc", Q: "d"}, "Q P", " ", "P ", id="a claim passed from one to another"),
        pytest.param(["abcde", "f"], {P: "abf", Q: "cde"}, "Q f", "P ", " P", id="merged and split at once"),
        pytest.param(["ab"], {P: "ab", Q: "ab"}, "P", "Q", "", id="two codes for the same claims"),
        pytest.param(["a"], {P: "xyz"}, "a", "", "", id="all claims of a code are gone"),
        pytest.param(["a"], {P: "xa"}, "P", "", "", id="some claims of a code are gone"),
        pytest.param([], {P: "a"}, "", "", "", id="no incident is left"),
        pytest.param(["a"], {P: ""}, "a", "", "", id="a code without claims"),
        pytest.param(["ab"], {P: "aab"}, "P", "", "", id="a claim told twice counts once"),
    ],
)
def test_who_keeps_a_code(
    clusters: list[str], published: dict[str, str], assigned: str, former: str, split: str
) -> None:
    found = given_codes(clusters, published)
    assert " ".join(map(short, found.codes)) == assigned
    assert " ".join("".join(map(short, some)) for some in found.former) == former
    assert " ".join("".join(map(short, some)) for some in found.split_from) == split


@pytest.mark.parametrize(
    ("clusters", "published", "aliases"),
    [
        (["abc", "d"], {}, {"b > a claim of", "c > a claim of"}),
        (["ab"], {P: "ab"}, {"a > P claim of", "b > P claim of"}),
        (["ab"], {P: "a", Q: "b"}, {"Q > P merged", "a > P claim of", "b > P claim of"}),
        (["a"], {P: "x"}, {"P > - withdrawn"}),
    ],
)
def test_where_other_codes_lead(clusters: list[str], published: dict[str, str], aliases: set[str]) -> None:
    found = given_codes(clusters, published).aliases
    assert {f"{short(alias)} > {short(code)} {how}" for alias, code, how in found} == aliases


def test_a_published_latent_code_that_another_part_keeps_is_not_given_twice() -> None:
    first = latent_code("a")
    found = given_codes(["a", "bc"], {first: "abc"})
    assert found.codes == (latent_code("a", 9), first)
    assert found.split_from == ((first,), ())


def test_a_published_code_that_leads_home_needs_no_alias() -> None:
    assert given_codes(["ab"], {latent_code("a"): "ab"}).aliases == ((latent_code("b"), latent_code("a"), "claim of"),)


@pytest.fixture
def colliding(monkeypatch: pytest.MonkeyPatch) -> None:
    """Codes in which a and b, and c and d, begin alike."""
    alike = {"a": "7777777790", "b": "7777777780", "c": "8888888811", "d": "8888888811", "e": "9999999999"}
    monkeypatch.setattr(
        codes, "latent_code", lambda claim, length=8: "TW-" + alike[claim].ljust(length, claim)[:length]
    )


@pytest.mark.usefixtures("colliding")
def test_of_two_that_collide_the_later_gets_more_characters() -> None:
    for clusters in (["a", "b"], ["b", "a"]):
        found = given_codes(clusters)
        assert sorted(found.codes) == ["TW-77777777", "TW-777777778"]
        assert found.codes[clusters.index("a")] == "TW-77777777"
    assert given_codes(["c", "d"]).codes == ("TW-88888888", "TW-888888881")
    assert given_codes(["d"]).codes == ("TW-88888888",)
    assert given_codes(["ea", "b"]).aliases == (("TW-77777777", "TW-99999999", "claim of"),)


@pytest.mark.usefixtures("colliding")
def test_collisions_with_claims_and_codes_elsewhere_are_known_by_name() -> None:
    assert given_codes(["b"], rivals="a").codes == ("TW-777777778",)
    assert given_codes(["a"], rivals="b").codes == ("TW-77777777",)
    assert given_codes(["a"], reserved=["TW-77777777"]).codes == ("TW-777777779",)
    assert given_codes(["a"], reserved=["TW-77777777", "TW-777777779"]).codes == ("TW-7777777790",)


CLAIMS = "abcdefgh"


@st.composite
def partitions(draw: st.DrawFn, claims: str = CLAIMS) -> list[str]:
    """Some of the claims in clusters; both in any order."""
    rest = draw(st.permutations(claims))[: draw(st.integers(1, len(claims)))]
    found: dict[int, str] = {}
    for claim in rest:
        at = draw(st.integers(0, 3))
        found[at] = found.get(at, "") + claim
    return list(found.values())


def by_cluster(found: Assigned, clusters: Sequence[str]) -> dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return {
        cluster: (code, former, split)
        for cluster, code, former, split in zip(clusters, found.codes, found.former, found.split_from, strict=True)
    }


def history(steps: Iterable[Sequence[str]]) -> dict[str, str]:
    """What is published when every step is exported in turn."""
    published: dict[str, str] = {}
    for clusters in steps:
        published.update(zip(given_codes(clusters, published).codes, clusters, strict=True))
    return published


@given(partitions(), st.randoms(use_true_random=False))
def test_without_publication_codes_follow_from_the_clusters_alone(clusters: list[str], random: Random) -> None:
    mixed = [*clusters]
    random.shuffle(mixed)
    one, other = given_codes(clusters), given_codes(mixed)
    assert by_cluster(one, clusters) == by_cluster(other, mixed)
    assert one.aliases == other.aliases
    for cluster in clusters:
        assert by_cluster(one, clusters)[cluster] == by_cluster(given_codes([cluster]), [cluster])[cluster]


@given(st.lists(partitions(), min_size=1, max_size=6))
def test_whatever_was_published_resolves_whatever_becomes_of_the_clusters(steps: list[list[str]]) -> None:
    published = history(steps[:-1])
    clusters = steps[-1]
    found = given_codes(clusters, published)
    aliases = [alias for alias, _, _ in found.aliases]
    assert len(set(found.codes)) == len(clusters)
    assert len(set(aliases)) == len(aliases)
    assert {*published} <= {*found.codes, *aliases}
    assert {*aliases}.isdisjoint(found.codes)
    assert {code for _, code, how in found.aliases if how != "withdrawn"} <= {*found.codes}
    resolved = {alias: code for alias, code, _ in found.aliases} | {code: code for code in found.codes}
    for cluster, code in zip(clusters, found.codes, strict=True):
        for claim in cluster:
            own = latent_code(claim)
            assert resolved[own if own not in published else code] == code
    for code, claims in published.items():
        home = resolved[code]
        shared = {found.codes[i]: len(set(cluster) & set(claims)) for i, cluster in enumerate(clusters)}
        assert shared.get(home, 0) == max(shared.values())
        assert bool(home) == any(shared.values())
        parts = {found.codes[i] for i, some in enumerate(found.split_from) if code in some}
        assert parts == {other for other, count in shared.items() if count and other != home}


@given(st.lists(partitions(), max_size=4), partitions())
def test_to_publish_what_stands_changes_no_code(steps: list[list[str]], clusters: list[str]) -> None:
    published = history(steps)
    before = given_codes(clusters, published)
    after = given_codes(clusters, published | dict(zip(before.codes, clusters, strict=True)))
    assert after.codes == before.codes


@given(st.lists(partitions(), max_size=4), partitions(), st.sets(st.sampled_from(CLAIMS), min_size=1))
def test_a_part_gets_the_codes_that_it_has_in_the_whole(
    steps: list[list[str]], clusters: list[str], touched: set[str]
) -> None:
    published = {code: tuple(claims) for code, claims in history(steps).items()}
    part, near = closed(clusters, published, touched)
    whole = by_cluster(given_codes(clusters, {code: "".join(some) for code, some in published.items()}), clusters)
    found = given_codes(part, {code: "".join(published[code]) for code in near}, reserved={*published} - near)
    assert by_cluster(found, part) == {cluster: whole[cluster] for cluster in part}


def closed(
    clusters: Sequence[str], published: Mapping[str, tuple[str, ...]], touched: Collection[str]
) -> tuple[list[str], frozenset[str]]:
    """The clusters to hand over for the touched claims, and the published codes, as a caller finds them."""
    claims: frozenset[str] = frozenset(touched)
    while True:
        near, reached = reach(claims, published)
        part = [cluster for cluster in clusters if reached & set(cluster)]
        if reached | set("".join(part)) == claims:
            return part, near
        claims = reached | set("".join(part))


def test_reach_follows_codes_that_share_claims() -> None:
    published = {P: ("a", "b"), Q: ("b", "c"), R: ("x",)}
    assert reach("a", published) == (frozenset({P, Q}), frozenset("abc"))
    assert reach("y", published) == (frozenset(), frozenset("y"))
