from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from trucewatch.measures.key import KeyFileError, load_key
from trucewatch.model.claim import Scope, Stance

if TYPE_CHECKING:
    from pathlib import Path

KINDS = ("air_strike", "attack", "shelling")
KEY = """reports:
  one.txt:
    published: null
    published_range: ["2020-07-01", null]
    not_conflict: ["a virus"]
    claims:
      - id: "1"
        kind: air_strike
        scope: incident
        date: 2020-09-20
        date_also: [["2020-09-19", "2020-09-20"]]
        actor: [Russia, Syria]
        target: HTS
        killed: [3, null]
        killed_also: [[4, 4]]
        quote: "words"
        also: ["other words"]
      - {id: "2", kind: shelling, kind_also: [attack], stance: denied, optional: true, quote: "more"}
same: [["1", "2"]]
"""


def test_a_key_is_read_with_all_accepted_answers(tmp_path: Path) -> None:
    path = tmp_path / "key.yaml"
    path.write_text(KEY, encoding="utf-8")
    key = load_key(path, KINDS)
    report = key.reports["one.txt"]
    first, second = report.claims
    assert (report.dated, report.published, report.published_range) == (True, None, (date(2020, 7, 1), None))
    assert first.dates == ((date(2020, 9, 20), date(2020, 9, 20)), (date(2020, 9, 19), date(2020, 9, 20)))
    assert (first.actors, first.targets) == (("Russia", "Syria"), ("HTS",))
    assert first.numbers == {"killed": ((3, None), (4, 4))}
    assert first.quotes == ("words", "other words")
    assert (second.kinds, second.optional) == (("shelling", "attack"), True)
    assert (second.scopes, second.stances) == ((Scope.INCIDENT,), (Stance.DENIED,))
    assert key.same == (("1", "2"),)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("kind: air_strike", "kind: air_stike", r"key\.yaml:8: .*did you mean 'air_strike'\?"),
        ("scope: incident", "scope: incidents", r":9: .*did you mean 'incident'\?"),
        ("2020-09-20\n", "20 September\n", r":10: .*2020-03-05"),
        ('"2020-09-19", "2020-09-20"', '"2020-09-21", "2020-09-20"', r":11: .*swap them"),
        ("killed: [3, null]", "killed: 3", r":14: .*two ends.*null for an open end"),
        ("killed: [3, null]", "killed: [three, null]", r":14: .*whole number"),
        ("killed: [3, null]", "kiled: [3, null]", r":14: .*did you mean 'killed'\?"),
        ('        quote: "words"\n', "", r":7: a claim lacks 'quote'"),
        ('id: "2"', 'id: "1"', r":18: the id '1' stands twice"),
        ('same: [["1", "2"]]', 'same: [["1", "3"]]', r":19: no claim has the id '3'"),
        ("published: null", "publishd: null", r":3: .*did you mean 'published'\?"),
        ("reports:\n", "report:\n", r"did you mean 'reports'\?"),
        ("claims:", "claims: &a", "anchors"),
    ],
)
def test_a_faulty_key_is_refused_with_line_and_remedy(tmp_path: Path, old: str, new: str, says: str) -> None:
    path = tmp_path / "key.yaml"
    path.write_text(KEY.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(KeyFileError, match=says):
        load_key(path, KINDS)


@pytest.mark.parametrize(
    "content", ["", "- a", "reports: [a]", "reports: {one.txt: 3}", "reports: {one.txt: {claims: 3}}"]
)
def test_a_key_of_another_shape_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "key.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(KeyFileError, match=r"key\.yaml"):
        load_key(path, KINDS)


def test_a_missing_key_is_told(tmp_path: Path) -> None:
    with pytest.raises(KeyFileError, match="cannot be read"):
        load_key(tmp_path / "none.yaml", KINDS)
