"""Codes given to what a plan touches are those that a look at all incidents gives, even where claims' codes collide."""

from __future__ import annotations

import random
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
from tests.incidents.linking import claim
from tests.ledger.builders import claim as row_of

from trucewatch.incidents import codes
from trucewatch.incidents.codes import PREFIX, assign, latent_code
from trucewatch.incidents.scoring.linkable import to_json
from trucewatch.ledger.memory import MemoryLedger
from trucewatch.pipeline import naming

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.pipeline.relink import Plan
    from trucewatch.pipeline.shelf import Shelf

    Clusters = list[tuple[str, ...]]

CLAIMS = tuple(f"c_{number:02d}" for number in range(60))


@pytest.fixture(params=[1, 2])
def short(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """How long latent codes are: with one character all but a few claims share theirs, with two some do."""
    size: int = request.param

    def cut(name: str, length: int = codes.LENGTH) -> str:
        return latent_code(name, length - codes.LENGTH + size)

    monkeypatch.setattr(codes, "latent_code", cut)
    monkeypatch.setattr(naming, "latent_code", cut)
    monkeypatch.setattr(naming, "_USUAL", len(PREFIX) + size)
    return size


def in_clusters(claims: Sequence[str], chance: random.Random) -> Clusters:
    """The claims in clusters of one to four, each in the order of publication."""
    found: Clusters = []
    left = chance.sample(claims, len(claims))
    while left:
        size = chance.randint(1, 4)
        found.append(tuple(sorted(left[:size])))
        left = left[size:]
    return found


@pytest.mark.parametrize("seed", range(60))
def test_what_a_look_at_all_gives(seed: int, short: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(seed)  # noqa: S311 - an order, not a secret
    published = {f"TW-PUBLIC{at}": some for at, some in enumerate(in_clusters(CLAIMS, chance)) if chance.random() < 0.3}
    published |= {latent_code(some[0], short): some for some in published.values() if chance.random() < 0.5}
    before = in_clusters(CLAIMS[:50], chance)
    known = dict(zip(before, assign(before, published).codes, strict=True))
    touched = chance.sample(before, 4)
    moved = [name for cluster in touched for name in cluster] + list(CLAIMS[50 : 50 + seed % 10])
    rejected = chance.sample(moved, 3)
    new = in_clusters([name for name in moved if name not in rejected], chance)
    staying = [cluster for cluster in before if cluster not in touched]

    ledger = MemoryLedger()
    with ledger.writing() as writer:
        for cluster, code in known.items():
            links = {name: to_json(claim(name, day=int(name[2:]))) for name in cluster}
            writer.put_claims(row_of(name, link=link, code=code) for name, link in links.items())
    monkeypatch.setattr(naming, "published_codes", lambda *_: published)
    plan = SimpleNamespace(rows=dict.fromkeys(moved), clusters=[SimpleNamespace(claims=cluster) for cluster in new])
    with ledger.reading_view() as view:
        found = naming.named(cast("Plan", plan), view, cast("Shelf", None))

    everything = [*new, *staying]
    whole = assign(everything, published)
    renamed = {found.clusters[number] for number in found.renamed()}
    for at, cluster in enumerate(everything):
        if cluster in found.clusters:
            here = found.clusters.index(cluster)
            assert found.assigned.codes[here] == whole.codes[at]
            assert found.assigned.former[here] == whole.former[at]
            assert found.assigned.split_from[here] == whole.split_from[at]
        if at >= len(new) and cluster not in renamed:
            assert known[cluster] == whole.codes[at]
    assert found.clusters[: len(new)] == tuple(new)
