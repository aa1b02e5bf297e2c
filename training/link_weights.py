"""Learns the weights of linking and writes `incidents/scoring/weights.yaml`: `python -m training.link_weights --linking DIR`.

Invariant: the same data and priors give the same file, byte for byte. Measures are taken on a country that nothing was
learned or tuned on; the weights that are shipped are then learned on both countries and on the bundled reports.
"""

from __future__ import annotations

import argparse
import sys
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from training.link_problems import Problem, coded_problem, keyed_examples
from training.link_report import Trial, as_yaml, table
from training.link_scores import by_rule, connected, pair_score
from training.logit import learn, rounded, shifted
from training.maverick import FILE, read_maverick

from trucewatch.incidents.linking.link import link
from trucewatch.incidents.scoring.weights import WEIGHTS, load_weights

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from trucewatch.incidents.scoring.weights import Weights

HERE = Path(__file__).parent
PRIORS = HERE / "link_priors.yaml"
BUNDLED = HERE.parent / "src/trucewatch/bundled"
LEARNED_FROM = (
    "MAVERICK, van Baalen and Höglund 2026, doi 10.1093/jopres/xjaf012, CC BY 4.0",
    "the bundled reports and their key",
    "training/link_priors.yaml",
)
SHIFTS = tuple(step / 4 for step in range(-4, 9))
KEY_WORTH = 2.0


def main() -> int:
    """Learn, measure, write and print; 1 where the data is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--linking", type=Path, required=True, metavar="DIR", help=f"the folder that holds {FILE}")
    folder = parser.parse_args().linking
    if not (folder / FILE).is_file():
        print(f"nothing learned: there is no {FILE} in {folder}; say where it is: make link-weights LINKING=DIR")
        return 1
    rows = read_maverick(folder)
    names = sorted({row.country for row in rows})
    prior = load_weights(PRIORS)
    problems = {name: coded_problem([row for row in rows if row.country == name], prior) for name in names}
    trials = [cross(problems, learned_on, tested_on, prior) for learned_on, tested_on in permutations(names, 2)]
    print("\n".join(table(trials)))
    keyed = keyed_examples(BUNDLED / "key.yaml", BUNDLED / "reports", KEY_WORTH, prior)
    examples = [*(problem.examples for problem in problems.values()), keyed]
    weights = learn(examples, prior)
    weights = rounded(shifted(weights, best_shift(list(problems.values()), weights)))
    WEIGHTS.write_text(as_yaml(weights, prior, examples, trials, LEARNED_FROM), encoding="utf-8")
    print(f"wrote {WEIGHTS}")
    return 0


def cross(problems: Mapping[str, Problem], learned_on: str, tested_on: str, prior: Weights) -> Trial:
    """Learn and tune on one country, measure on the other."""
    mine, theirs = problems[learned_on], problems[tested_on]
    weights = learn([mine.examples], prior)
    tuned = rounded(shifted(weights, best_shift([mine], weights)))
    chained = shifted(weights, best_shift([mine], weights, chain=True))
    events = [row.event for row in theirs.rows]
    return Trial(
        learned_on=learned_on,
        tested_on=tested_on,
        linked=pair_score(clustered(theirs, tuned), events),
        connected=pair_score(chains(theirs, chained), events),
        date_city=pair_score(by_rule(theirs.rows, location=False), events),
        date_city_location=pair_score(by_rule(theirs.rows, location=True), events),
    )


def best_shift(problems: list[Problem], weights: Weights, *, chain: bool = False) -> float:
    """The change of bias at which the problems' mean F1 is highest; the smallest change among equals."""
    group = chains if chain else clustered

    def worth(by: float) -> tuple[float, float]:
        moved = shifted(weights, by)
        scores = [pair_score(group(one, moved), [row.event for row in one.rows]).f1 for one in problems]
        return float(np.mean(scores)), -abs(by)

    return max(SHIFTS, key=worth)


def clustered(problem: Problem, weights: Weights) -> list[Hashable]:
    """Each report's cluster by the linking that the package does."""
    clusters = link(problem.linkables, problem.scorer(weights))
    home = {claim: at for at, cluster in enumerate(clusters) for claim in cluster.claims}
    return [home.get(row.linkable.id, row.linkable.id) for row in problem.rows]


def chains(problem: Problem, weights: Weights) -> list[Hashable]:
    """Each report's connected component under pairs that score above 0."""
    above = problem.scorer(weights).scores(problem.left, problem.right) > 0
    return connected(len(problem.rows), problem.left[above], problem.right[above])


if __name__ == "__main__":
    sys.exit(main())
