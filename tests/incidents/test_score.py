from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING, Any

import numpy as np
from tests.incidents.tellings_of_pairs import PLACES, telling

from trucewatch.incidents.scoring.features import FEATURES
from trucewatch.incidents.scoring.score import CHUNK, PairScorer
from trucewatch.incidents.scoring.weights import WEIGHTS, load_weights
from trucewatch.model.claim import Stance

if TYPE_CHECKING:
    import pytest

    from trucewatch.model.linkable import Linkable

KINDS = ("shelling", "air_strike", "attack", "casualties", "ceasefire_agreed", "abduction", "armed_clash", "denial")
PARTIES = ("rsf", "saf", "syrian-army", "fourth-division", "hts", "opposition", "russia")
SENTENCES = (
    "",
    "Shells fell on the tannery of Umdafok and on the dye works.",
    "A round hit the tannery beside the Gadeed creek at 0415.",
)


def some_claims(count: int, seed: int = 1) -> list[Linkable]:
    """Claims that say much or little, of few places and days, so that they meet."""
    draw = random.Random(seed)  # noqa: S311

    def few(values: tuple[str, ...], most: int) -> tuple[str, ...]:
        return tuple(draw.sample(values, draw.randint(0, most)))

    found = []
    for number in range(count):
        day = draw.choice([None, "2023-06-15", "2023-06-16", ("2023-06-10", "2023-06-20"), "2023-08-01"])
        values: dict[str, Any] = {
            "at": few((*PLACES, "nowhere", "solhan bora"), draw.choice([1, 1, 3, 12])),
            "by": few(PARTIES, 2),
            "on": few(PARTIES, 1),
            "objects": few(("home", "school", "market"), 2),
            "weapons": few(("mortar", "shell", "warplane", "bomb", "ied"), 2),
            "voices": few(("reuters", "salim haddo"), 1),
            "words": draw.choice(SENTENCES),
            "news": draw.choice([None, "2023-06-16", "2023-06-18"]),
            "stance": draw.choice([Stance.ASSERTED, Stance.ASSERTED, Stance.DENIED, Stance.EXPECTED]),
            "contrast": draw.random() < 0.1,
        }
        if draw.random() < 0.6:
            values["killed"] = draw.choice([0, 1, 4, 12, (10, None), (3, 5)])
        if draw.random() < 0.4:
            values["injured"] = draw.choice([0, 2, 2, 15, 16, 60])
        if draw.random() < 0.3:
            values["displaced"] = draw.choice([2000, (2000, None)])
        if draw.random() < 0.4:
            values["strikes"] = draw.choice([2, 3, (2, None)])
        report = f"r_{draw.randrange(count // 4)}"
        found.append(telling(draw.choice(KINDS), day, report=report, start=number, **values))
    return found


CLAIMS = some_claims(60)
SIGNATURES = {f"r_{number}": random.Random(number % 5).randbytes(512) for number in range(10)}  # noqa: S311
LEFT, RIGHT = (side.astype(np.intp) for side in np.triu_indices(len(CLAIMS), 1))


def test_it_is_the_same_whichever_way_round() -> None:
    scorer = PairScorer(CLAIMS, SIGNATURES)
    assert np.array_equal(scorer.scores(LEFT, RIGHT), scorer.scores(RIGHT, LEFT))
    assert np.array_equal(scorer.apart(LEFT, RIGHT), scorer.apart(RIGHT, LEFT))


def test_a_pair_scores_the_same_among_any_other_claims() -> None:
    among = PairScorer(CLAIMS, SIGNATURES).scores(LEFT, RIGHT)
    for at in random.Random(3).sample(range(len(LEFT)), 60):  # noqa: S311
        pair = [CLAIMS[LEFT[at]], CLAIMS[RIGHT[at]]]
        alone = PairScorer(pair, SIGNATURES).scores(np.array([0]), np.array([1]))
        assert alone[0] == among[at]


def test_the_evidence_adds_up_to_the_score() -> None:
    scorer = PairScorer(CLAIMS, SIGNATURES)
    for left, right, score in zip(LEFT[:300], RIGHT[:300], scorer.scores(LEFT[:300], RIGHT[:300]), strict=True):
        evidence = scorer.evidence(int(left), int(right))
        assert sum(one.weight for one in evidence) == score
        assert [abs(one.weight) for one in evidence] == sorted((abs(one.weight) for one in evidence), reverse=True)


def test_every_feature_tells_pairs_apart() -> None:
    levels = PairScorer(CLAIMS, SIGNATURES).levels(LEFT, RIGHT)
    for column, feature in enumerate(FEATURES):
        assert 0 <= levels[:, column].min() <= levels[:, column].max() < len(feature.levels)
        assert len(np.unique(levels[:, column])) > 1, feature.name


def test_chunks_do_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    scorer = PairScorer(CLAIMS, SIGNATURES)
    whole = scorer.scores(LEFT, RIGHT)
    monkeypatch.setattr("trucewatch.incidents.scoring.score.CHUNK", 7)
    assert len(LEFT) < CHUNK
    assert np.array_equal(whole, scorer.scores(LEFT, RIGHT))


def test_no_claims_no_scores() -> None:
    none = np.empty(0, dtype=np.intp)
    scorer = PairScorer([])
    assert len(scorer.scores(none, none)) == len(scorer.apart(none, none)) == 0


def test_shipped_weights_keep_the_order_of_levels() -> None:
    weights = load_weights()
    for feature in FEATURES:
        values = list(weights.levels[feature.name])
        assert values == sorted(values, reverse=True), feature.name
        assert all(values[feature.levels.index(level)] == 0 for level in feature.silent)
    assert math.isfinite(weights.bias)


def test_the_shipped_file_says_what_it_was_learned_from() -> None:
    assert "MAVERICK" in WEIGHTS.read_text(encoding="utf-8")
