"""TIMEX3 values as TimeML writes them, the scorer, and the floor on the shared corpus where it is present."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.dates.builders import interval

from trucewatch.dates.expressions import find_simple
from trucewatch.dates.resolve import resolve_bare
from trucewatch.dates.timeml import TimemlError, score
from trucewatch.dates.timex import timex_type, to_timex

VALUES = [
    ("on Monday", "DATE", "2024-05-13"),
    ("in March", "DATE", "2024-03"),
    ("in 2019", "DATE", "2019"),
    ("in the 1990s", "DATE", "199"),
    ("last week", "DATE", "2024-W19"),
    ("two weeks ago", "DATE", "2024-W18"),
    ("the weekend", "DATE", "2024-W19-WE"),
    ("the third quarter of 2022", "DATE", "2022-Q3"),
    ("the first half of 2022", "DATE", "2022-H1"),
    ("the summer of 2021", "DATE", "2021-SU"),
    ("six months ago", "DATE", "2023-11"),
    ("years ago", "DATE", "PAST_REF"),
    ("recently", "DATE", "PAST_REF"),
    ("now", "DATE", "PRESENT_REF"),
    ("the near future", "DATE", "FUTURE_REF"),
    ("Friday morning", "TIME", "2024-05-10TMO"),
    ("10.30 p.m. on Friday", "TIME", "2024-05-10T22:30"),
    ("0735 GMT on Friday", "TIME", "2024-05-10T07:35"),
    ("noon on Friday", "TIME", "2024-05-10T12:00"),
    ("last night", "TIME", "2024-05-14TNI"),
    ("three days", "DURATION", "P3D"),
    ("a few weeks", "DURATION", "PXW"),
    ("24 hours", "DURATION", "PT24H"),
    ("two decades", "DURATION", "P20Y"),
    ("a year and a half", "DURATION", "P1Y6M"),
    ("90 minutes", "DURATION", "PT90M"),
    ("daily", "SET", "P1D"),
    ("every Friday", "SET", "XXXX-WXX-5"),
    ("every two weeks", "SET", "P2W"),
]


@pytest.mark.parametrize(("words", "kind", "value"), VALUES)
def test_values(words: str, kind: str, value: str) -> None:
    mention = find_simple(words)[0]
    found = resolve_bare(mention, published=interval("2024-05-15"))

    assert (timex_type(mention), to_timex(mention, found)) == (kind, value)


DOCUMENT = """<?xml version="1.0" ?>
<TimeML><DOCID>own</DOCID><DCT><TIMEX3 tid="t0" type="DATE" value="2024-05-15">15 May 2024</TIMEX3></DCT>
<TEXT>The bridge fell on <TIMEX3 tid="t1" type="DATE" value="2024-05-13">Monday</TIMEX3> and was <EVENT>closed</EVENT> for
<TIMEX3 tid="t2" type="DURATION" value="P3D">two days</TIMEX3>. Later on <TIMEX3 tid="t3" type="DATE" value="X">doomsday</TIMEX3> it rained
and on Friday too.</TEXT></TimeML>
"""


def test_the_scorer_counts_overlap_span_and_value(tmp_path: Path) -> None:
    (tmp_path / "own.tml").write_text(DOCUMENT, encoding="utf-8")
    found = score(tmp_path, list_errors=True)

    assert (
        found.overall.gold,
        found.overall.found,
        found.overall.relaxed,
        found.overall.strict,
        found.overall.value,
    ) == (3, 3, 2, 2, 1)
    assert found.value_f1 == pytest.approx(100 / 3)
    assert found.by_type["DURATION"].value == 0
    assert [line.split("\t")[0] for line in found.errors] == ["value", "missed", "spurious"]


def test_a_folder_without_documents_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TimemlError, match=r"no \.tml file"):
        score(tmp_path)


def test_entities_are_not_resolved(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("Monday", encoding="utf-8")
    head = f'<!DOCTYPE TimeML [<!ENTITY x SYSTEM "{tmp_path / "secret"}">]>'
    (tmp_path / "own.tml").write_text(head + DOCUMENT.split("?>", 1)[1].replace("doomsday", "&x;"), encoding="utf-8")

    assert all("'Monday'" not in line for line in score(tmp_path, list_errors=True).errors if line.startswith("missed"))


def shared_corpus() -> Path | None:
    """The corpus without an open licence, kept beside the repository and never inside it."""
    known = os.environ.get("TRUCEWATCH_SHARED")
    root = Path(known) if known else Path(__file__).parents[3] / "shared"
    folder = root / "timeml" / "TBAQ-cleaned"
    return folder if folder.is_dir() else None


@pytest.mark.skipif(
    shared_corpus() is None,
    reason="TBAQ-cleaned has no open licence; set TRUCEWATCH_SHARED to the folder that holds it",
)
def test_the_floor_on_timebank_and_aquaint() -> None:
    folder = shared_corpus()
    assert folder is not None
    found = score(folder)

    assert (found.documents, found.overall.gold) == (256, 1822)
    assert found.value_f1 >= 80.0
    assert found.relaxed_recall >= 93.0
