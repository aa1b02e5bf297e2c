from __future__ import annotations

import multiprocessing
import os
import pickle
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from trucewatch.documents.document import make_document
from trucewatch.model.document import Document, Reading
from trucewatch.pipeline import read_paths
from trucewatch.pipeline.threads import one_thread
from trucewatch.pipeline.workers import WorkerLostError, in_processes
from trucewatch.reports.receive import MissingPathError, Refused, receive

if TYPE_CHECKING:
    from trucewatch.model.claim import Claim
    from trucewatch.model.document import Issue
    from trucewatch.pipeline import Toolbox


class StumblingReader:
    """Reads nothing, and fails over every text that names Binnish."""

    def concerns(self, text: str) -> bool:
        return "shelled" in text

    def read(self, document: Document) -> tuple[tuple[Claim, ...], tuple[Issue, ...]]:
        if "Binnish" in document.text:
            msg = "stumbled"
            raise RecursionError(msg)
        return (), ()


def codes(reading: Reading) -> list[str]:
    return [issue.code for issue in reading.issues]


def test_readings_come_in_the_order_of_the_names(reports: Path, tools: Toolbox) -> None:
    found = [reading.document.file for reading in read_paths([reports], toolbox=tools)]
    assert found == sorted(path.name for path in reports.iterdir())


def test_bad_files_say_why_and_the_rest_is_read(reports: Path, tools: Toolbox) -> None:
    found = {reading.document.file: reading for reading in read_paths([reports], toolbox=tools)}
    assert codes(found["3-empty.txt"]) == ["empty"]
    assert codes(found["4-picture.txt"]) == ["binary"]
    silent = {name for name, reading in found.items() if not reading.claims}
    assert silent == {"2-weather.txt", "3-empty.txt", "4-picture.txt"}


def test_a_report_of_the_weather_still_has_title_language_and_date(reports: Path, tools: Toolbox) -> None:
    (reading,) = read_paths([reports / "2-weather.txt"], toolbox=tools)
    assert reading.document.title == "Rain on the way for Idlib"
    assert reading.document.language == "en"
    assert str(reading.document.published.first) == "2020-03-05"


def test_two_processes_read_what_one_reads(reports: Path, tools: Toolbox) -> None:
    assert list(read_paths([reports], toolbox=tools, jobs=2)) == list(read_paths([reports], toolbox=tools))


def test_processes_that_are_not_asked_to_the_end_leave_nothing_behind(reports: Path, tools: Toolbox) -> None:
    readings = read_paths([reports], toolbox=tools, jobs=2)
    next(readings)
    readings.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


def test_reading_twice_gives_the_same_claims(reports: Path, tools: Toolbox) -> None:
    report = receive(reports / "0-Idlib.txt")
    assert not isinstance(report, Refused)
    document = make_document(report, outlets=tools.outlets, calendar=tools.calendar)
    first = tools.reader.read(document)
    list(read_paths([reports], toolbox=tools))
    assert first[0]
    assert tools.reader.read(document) == first


def test_a_fault_of_ours_is_an_issue_of_that_file_alone(reports: Path, tools: Toolbox) -> None:
    stumbling = replace(tools, reader=StumblingReader())
    found = {reading.document.file: codes(reading) for reading in read_paths([reports], toolbox=stumbling)}
    assert [name for name, issues in found.items() if "reader_failed" in issues] == ["2-Binnish.txt"]


def test_a_process_that_is_lost_is_named(reports: Path, tools: Toolbox) -> None:
    def work(path: Path, tools: Toolbox) -> Reading:
        del tools
        if "Saraqib" in path.name:
            os._exit(9)
        return Reading(document=Document(report="", file=path.name, sha256="", text=""), claims=())

    files = sorted(reports.iterdir())
    with pytest.raises(WorkerLostError, match=r"Saraqib\.txt.*--jobs 1"):
        list(in_processes(work, files, tools, 2))


def test_a_path_that_is_not_there_is_told_before_anything_is_loaded() -> None:
    with pytest.raises(MissingPathError, match="no-such-folder"):
        read_paths([Path("no-such-folder")])


def test_tools_travel_as_the_call_that_loads_them(tools: Toolbox) -> None:
    assert len(pickle.dumps(tools)) < 200


@pytest.mark.parametrize(("set_before", "inside"), [("", "1"), ("4", None)])
def test_numpy_works_in_one_thread_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch, set_before: str, inside: str | None
) -> None:
    for name in [name for name in os.environ if name.endswith("_NUM_THREADS")]:
        monkeypatch.delenv(name)
    if set_before:
        monkeypatch.setenv("OMP_NUM_THREADS", set_before)
    with one_thread():
        found = os.environ.get("OPENBLAS_NUM_THREADS")
    assert found == inside
    assert os.environ.get("OMP_NUM_THREADS", "") == set_before
