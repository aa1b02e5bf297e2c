"""Speed on one core after start-up, on two, and the floor of cost: what plain spaCy needs for the same sentences."""

from __future__ import annotations

import time
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from benchmarks.corpus import calm_reports, conflict_reports, write_reports
from benchmarks.figures import Figure
from trucewatch.language.sentences import split_sentences
from trucewatch.pipeline import Toolbox, read_paths

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PART = "speed"
WARM = 20
CALM_SHARE = 5
ROUNDS = 3


def run(reports: int) -> list[Figure]:
    """So many conflict reports, five times as many others; the best of three rounds each, since other work disturbs."""
    tools = Toolbox.load()
    conflict, calm = conflict_reports(tools, reports), calm_reports(CALM_SHARE * reports)
    with TemporaryDirectory() as folder:
        told, others = write_reports(conflict, Path(folder, "conflict")), write_reports(calm, Path(folder, "calm"))
        _read(told[:WARM], tools)
        one = _best(lambda: _read(told, tools))
        two = _best(lambda: _read(told, tools, jobs=2))
        quiet = _best(lambda: _read(others, tools))
    plain = _plain_spacy(conflict)
    return [
        _rate("conflict reports, one core", reports / one, floor=">= 25"),
        _rate("reports that concern no conflict, one core", len(calm) / quiet, floor=">= 1,000"),
        Figure(part=PART, name="two processes over one", value=one / two, unit="times", floor=">= 1.8"),
        _rate("plain spaCy over the conflict reports, parsing only", reports / plain),
        Figure(part=PART, name="reading over plain parsing", value=one / plain, unit="times the time"),
    ]


def _rate(name: str, value: float, floor: str = "") -> Figure:
    return Figure(part=PART, name=name, value=value, unit="reports/s", floor=floor)


def _read(paths: Sequence[Path], tools: Toolbox, jobs: int = 1) -> None:
    for _ in read_paths(paths, toolbox=tools, jobs=jobs):
        pass


def _best(work: Callable[[], Any]) -> float:
    """Seconds by the clock of the best round."""
    spans = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        spans.append(time.perf_counter() - begun)
    return min(spans)


def _plain_spacy(texts: Sequence[str]) -> float:
    """Seconds for spaCy's own pipeline with the shipped weights, `nlp.pipe` over every sentence of the reports."""
    from trucewatch.language.weights import load_pipeline

    with as_file(files("trucewatch.language").joinpath("weights")) as folder:
        nlp = load_pipeline(folder)
    sentences = [text[start:end] for text in texts for start, end in split_sentences(text)]
    return _best(lambda: list(nlp.pipe(sentences)))
