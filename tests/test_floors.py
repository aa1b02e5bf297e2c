"""Accuracy stays at or above the floors of floors.yaml, each pinned to the digest of the texts it was measured on."""

from __future__ import annotations

import hashlib
import json
import os
from math import floor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from trucewatch.incidents.scoring.weights import WEIGHTS
from trucewatch.measures.compare import compare
from trucewatch.measures.key import load_key
from trucewatch.measures.links import found_claims, measure_links
from trucewatch.measures.points import points_by
from trucewatch.measures.report import rows
from trucewatch.pipeline import read_paths
from trucewatch.pipeline.in_memory import clusters_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.measures.links import LinkMeasures
    from trucewatch.measures.tally import Measures
    from trucewatch.pipeline.toolbox import Toolbox

REPO = Path(__file__).parents[1]
SHARED = Path(os.environ.get("TRUCEWATCH_SHARED", REPO.parent / "shared"))
FLOORS: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("floors.yaml").read_text(encoding="utf-8"))


class Corpus:
    """A key, its reports and the floors pinned for them; a path that begins with `shared` lies outside the repository."""

    def __init__(self, name: str) -> None:
        self.floors = FLOORS[name]
        self.key, self.reports = (_located(self.floors[part]) for part in ("key", "reports"))

    def digest(self) -> str:
        """SHA-256 (hex) over the names and contents of the key and of all reports."""
        whole = hashlib.sha256()
        files = [self.key, *sorted(path for path in self.reports.rglob("*") if path.is_file())]
        for path in files:
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            whole.update(f"{path.relative_to(self.key.parent).as_posix()} {content}\n".encode())
        return whole.hexdigest()

    def measure(self, toolbox: Toolbox) -> tuple[Measures, LinkMeasures]:
        """Read the reports, link them, and compare both with the key."""
        readings = list(read_paths([self.reports], toolbox=toolbox))
        key = load_key(self.key, toolbox.packs.kinds)
        links = measure_links(
            key, found_claims(key, readings, toolbox.packs.kinds), clusters_of(readings, toolbox.packs)
        )
        return compare(key, readings, toolbox.packs, points_by(toolbox.places)), links


def _located(path: str) -> Path:
    first, _, rest = path.partition("/")
    return SHARED / rest if first == "shared" else REPO / path


@pytest.fixture(scope="module", params=sorted(FLOORS))
def corpus(request: pytest.FixtureRequest) -> Corpus:
    found = Corpus(request.param)
    if not found.key.exists():
        pytest.skip(f"{found.floors['key']} is not shipped; set TRUCEWATCH_SHARED to the folder that holds it")
    return found


@pytest.fixture(scope="module")
def both(corpus: Corpus, toolbox: Toolbox) -> tuple[Measures, LinkMeasures]:
    return corpus.measure(toolbox)


@pytest.fixture(scope="module")
def measures(both: tuple[Measures, LinkMeasures]) -> Measures:
    return both[0]


def shares(measures: Measures) -> Iterator[tuple[str, str, float]]:
    """Every share by field and score, cut to three decimals: .9499 does not reach .950."""
    for name, tally in rows(measures).items():
        for score in ("precision", "recall", "f1"):
            yield name, score, floor((getattr(tally, score) or 0.0) * 1000 + 1e-9) / 1000


def test_the_texts_are_those_that_the_floors_were_measured_on(corpus: Corpus) -> None:
    assert corpus.digest() == corpus.floors["sha256"], "the texts or the key changed: measure anew and pin both"


def test_no_share_is_below_its_floor(corpus: Corpus, measures: Measures) -> None:
    found = {(name, score): value for name, score, value in shares(measures)}
    below = {
        f"{name} {score}": (found.get((name, score), 0.0), least)
        for name, scores in corpus.floors["least"].items()
        for score, least in scores.items()
        if found.get((name, score), 0.0) < least
    }
    assert not below, f"(found, floor): {below}\n{json.dumps(dict(measures.counts))}"


def test_no_error_is_above_its_ceiling(corpus: Corpus, measures: Measures) -> None:
    above = {
        name: (measures.counts[name], most)
        for name, most in corpus.floors["most"].items()
        if measures.counts[name] > most
    }
    assert not above, f"(found, ceiling): {above}"


def test_pairs_of_the_key_are_linked_as_it_says(corpus: Corpus, both: tuple[Measures, LinkMeasures]) -> None:
    links = both[1]
    for name, floors in corpus.floors.get("links", {}).items():
        tally = getattr(links, name)
        wrong = [(pair.left, pair.right) for pair in links.pairs if pair.same is (name == "same") and not pair.right_so]
        assert tally.weighed >= floors["weighed"], wrong
        assert (tally.share or 0.0) >= floors["share"], wrong


def test_the_weights_of_linking_hold_from_one_country_to_the_other() -> None:
    """As `make link-weights` measured it when the weights were learned."""
    weights = yaml.safe_load(WEIGHTS.read_text(encoding="utf-8"))
    assert weights["measures"]["mean_pair_f1"] >= 0.67
