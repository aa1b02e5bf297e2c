from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from trucewatch.cli.main import run

if TYPE_CHECKING:
    from pathlib import Path

TML = """<?xml version="1.0" ?><TimeML><DOCID>a</DOCID><DCT><TIMEX3 tid="t0" type="DATE" value="2020-09-20"
functionInDocument="CREATION_TIME">2020-09-20</TIMEX3></DCT><TEXT>They met on
<TIMEX3 tid="t1" type="DATE" value="2020-09-18">Friday</TIMEX3>.</TEXT></TimeML>"""


@pytest.mark.parametrize("args", [[], ["key.yaml"], ["key.yaml", "--timeml", "folder"]])
def test_too_little_to_evaluate(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", *args]) == 2
    assert "name KEY and REPORTS" in capsys.readouterr().err


def test_a_bad_key_is_told_before_anything_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = tmp_path / "key.yaml"
    key.write_text("reports:\n  one.txt:\n    claims: [{id: a, kind: air_stike, quote: x}]\n", encoding="utf-8")
    assert run(["evaluate", str(key), str(tmp_path)]) == 2
    assert (
        "key.yaml:3: 'kind' of a claim: 'air_stike' is no kind; did you mean 'air_strike'?" in capsys.readouterr().err
    )


def test_time_expressions_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.tml").write_text(TML, encoding="utf-8")
    assert run(["evaluate", "--timeml", str(tmp_path), "--json"]) == 0
    scores = json.loads(capsys.readouterr().out)["timeml"]
    assert (scores["documents"], scores["value_f1"]) == (1, 100.0)
    assert run(["evaluate", "--timeml", str(tmp_path)]) == 0
    assert "1 TimeML documents: value F1 100.0" in capsys.readouterr().out
