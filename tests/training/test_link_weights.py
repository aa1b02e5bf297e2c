"""What weights are learned from and how, on a few rows written for the test; the data itself is not needed."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from training.link_report import Trial, as_yaml, table
from training.link_scores import PairScore, by_rule, connected, pair_score
from training.link_weights import PRIORS
from training.logit import Examples, learn, rounded, shifted
from training.maverick import FILE, read_maverick

from trucewatch.incidents.scoring.features import FEATURES
from trucewatch.incidents.scoring.weights import load_weights

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

REPO = Path(__file__).parents[2]
ACTOR = ("", "_id", "_type", "_party", "_violence", "_perpetrator", "_victim")
COLUMNS = (
    *("id", "event_id", "country", "date_start", "date_end", "city", "location", "latitude", "longitude"),
    *(
        "geo_precision",
        "event_context",
        "target",
        "source",
        "deaths_low",
        "deaths_high",
        "injuries_low",
        "injuries_high",
    ),
    *(f"actor{number}{part}" for number in range(1, 7) for part in ACTOR),
)
ROW = {
    "id": "1",
    "event_id": "E1",
    "country": "Highland",
    "date_start": "2011-01-03",
    "date_end": "2011-01-04",
    "city": "Old Harbour",
    "location": "Old Harbour (Mill Street)",
    "latitude": "6.5",
    "longitude": "-7.5",
    "geo_precision": "4.0",
    "event_context": "Unknown",
    "target": "Citizens; Party offices",
    "source": "Highland News (2011-01-05) Two dead at Bulgari mill",
    "deaths_low": "2",
    "deaths_high": "3",
    "injuries_low": "0",
    "injuries_high": "0",
    "actor1": "Police (Highland)",
    "actor1_id": "H-203",
    "actor1_type": "Security forces",
    "actor1_violence": "Shooting; Arson",
    "actor1_perpetrator": "1.0",
    "actor2": "Youth (Highland)",
    "actor2_id": "H-601",
    "actor2_type": "Citizens",
    "actor2_perpetrator": "0.0",
    "actor2_victim": "1.0",
    "actor3": "Unknown actor (Highland)",
    "actor3_id": "H-100",
    "actor3_perpetrator": "1.0",
}


def rows_in(folder: Path, *rows: Mapping[str, str]) -> Path:
    with (folder / FILE).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows({**ROW, **row} for row in rows)
    return folder


def test_a_row_becomes_a_linkable(tmp_path: Path) -> None:
    coded = read_maverick(rows_in(tmp_path, {}))[0]
    linkable = coded.linkable
    assert (coded.event, coded.country) == ("E1", "Highland")
    assert (linkable.last or 0) - (linkable.first or 0) == 1
    assert linkable.published[0] == (linkable.last or 0) + 1
    assert linkable.places == ("old harbour", "mill street")
    assert (linkable.points[0].radius_km, linkable.points[0].code) == (3.0, 1)
    assert linkable.actors == {"H-203"}
    assert linkable.circles == {"H-203", "Security forces"}
    assert linkable.targets == {"H-601", "Citizens"}
    assert linkable.objects == {"Party offices"}
    assert linkable.tolls == {"killed": (2, 3)}
    assert linkable.kind == "shooting"


def test_an_unknown_party_of_a_known_sort_is_that_sort(tmp_path: Path) -> None:
    unknown = {"actor1": "Unknown security force (Highland)", "actor1_id": "H-200"}
    assert read_maverick(rows_in(tmp_path, unknown))[0].linkable.actors == {"Security forces"}


def test_reports_with_one_source_are_one_report(tmp_path: Path) -> None:
    first, second, third = read_maverick(
        rows_in(tmp_path, {}, {"id": "2"}, {"id": "3", "source": "Other (2011-01-05) x"})
    )
    assert first.linkable.report == second.linkable.report != third.linkable.report


def test_pair_scores_count_pairs() -> None:
    score = pair_score(["x", "x", "x", "y", "z"], ["1", "1", "2", "2", "3"])
    assert (score.precision, score.recall) == (1 / 3, 1 / 2)
    assert score.f1 == pytest.approx(0.4)
    assert pair_score(["x", "y"], ["1", "2"]) == PairScore(precision=0.0, recall=0.0)


def test_the_strict_rule(tmp_path: Path) -> None:
    other = {"id": "2", "location": "Quay"}
    placeless = ({"id": name, "city": ""} for name in "34")
    coded = read_maverick(rows_in(tmp_path, {}, other, *placeless))
    assert len(set(by_rule(coded, location=False))) == 3
    assert len(set(by_rule(coded, location=True))) == 4


def test_connected_components() -> None:
    assert connected(6, np.array([3, 1, 4]), np.array([1, 4, 0])) == [0, 0, 2, 0, 0, 5]


def examples(same_days: int, other_days: int) -> Examples:
    """Pairs of one day, of which most are one occurrence, and pairs of days far apart, of which none is."""
    day = next(column for column, feature in enumerate(FEATURES) if feature.name == "day")
    levels: NDArray[np.int8] = np.zeros((same_days + other_days, len(FEATURES)), dtype=np.int8)
    for column, feature in enumerate(FEATURES):
        levels[:, column] = feature.levels.index(feature.silent[0]) if feature.silent else 0
    levels[:same_days, day] = FEATURES[day].levels.index("same_day")
    levels[same_days:, day] = FEATURES[day].levels.index("few_off")
    same = np.arange(len(levels)) < same_days * 0.8
    return Examples(levels=levels, same=same, worth=np.ones(len(levels)))


def test_learning_follows_the_data_and_keeps_the_order() -> None:
    prior = load_weights(PRIORS)
    weights = learn([examples(400, 400)], prior)
    day = dict(zip(next(f.levels for f in FEATURES if f.name == "day"), weights.levels["day"], strict=True))
    assert day["same_day"] > prior.levels["day"][0]
    assert day["few_off"] < -2
    for feature in FEATURES:
        values = weights.levels[feature.name]
        assert all(values[:-1] >= values[1:] - 1e-9), feature.name
        assert all(values[feature.levels.index(level)] == 0 for level in feature.silent)


def test_reasoned_levels_stay_as_they_are() -> None:
    prior = load_weights(PRIORS)
    weights = learn([examples(400, 400)], prior)
    for feature in FEATURES:
        for level in prior.reasoned[feature.name]:
            at = feature.levels.index(level)
            assert weights.levels[feature.name][at] == prior.levels[feature.name][at], (feature.name, level)


def test_what_is_written_is_what_is_loaded(tmp_path: Path) -> None:
    prior = load_weights(PRIORS)
    parts = [examples(60, 60)]
    weights = rounded(shifted(learn(parts, prior), 0.3))
    score = PairScore(precision=0.5, recall=0.5)
    trial = Trial(
        learned_on="One", tested_on="Two", linked=score, connected=score, date_city=score, date_city_location=score
    )
    path = tmp_path / "weights.yaml"
    path.write_text(as_yaml(weights, prior, parts, [trial], ["a test"]), encoding="utf-8")
    loaded = load_weights(path)
    assert loaded.bias == weights.bias
    for feature in FEATURES:
        assert list(loaded.levels[feature.name]) == list(weights.levels[feature.name])
    assert "same_day" not in loaded.reasoned["day"]
    assert "long" in loaded.reasoned["day"]
    assert list(table([trial]))[-1].split()[:2] == ["mean", "0.500"]


def test_missing_data_is_told_in_one_line(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "training.link_weights", "--linking", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=REPO)
    assert done.returncode == 1
    assert (
        done.stdout
        == f"nothing learned: there is no {FILE} in {tmp_path}; say where it is: make link-weights LINKING=DIR\n"
    )
