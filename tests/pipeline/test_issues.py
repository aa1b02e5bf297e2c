"""What a report says has changed since the last issue: what became of the days that one told, never what merely came after."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from tests.pipeline.ledgers import WHO, add, built

from trucewatch.incidents.decisions.fields import parse_value
from trucewatch.model.decision import Verb
from trucewatch.pipeline.build import build
from trucewatch.pipeline.decide import Wish, decide
from trucewatch.pipeline.edition import Span
from trucewatch.pipeline.issues import note_issue
from trucewatch.pipeline.publish import profile_of, published_edition
from trucewatch.publications.edition import ChangeKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from trucewatch.pipeline.toolbox import Toolbox
    from trucewatch.pipeline.workspace import Workspace
    from trucewatch.publications.edition import Edition

FIRST_WEEK = """Shells on Saraqib

Delta Wire

6 March 2020

Government forces shelled the market of Saraqib on Thursday, killing two farmers, residents said.
An air strike hit a bakery in Taftanaz on Wednesday, wounding four people, the Syrian Observatory for Human Rights said.
"""
SECOND_WEEK = """Rockets on Sarmin

Delta Wire

13 March 2020

Rebels fired rockets at Sarmin on Thursday, wounding one man, residents said.
"""
LATE_NEWS = """What happened in Ariha

Harbour Post

14 March 2020

Warplanes bombed a bridge in Ariha on 4 March 2020, killing one driver, residents said.
"""
ONE = Span(first=date(2020, 3, 2), last=date(2020, 3, 8))
TWO = Span(first=date(2020, 3, 9), last=date(2020, 3, 15))


@pytest.fixture
def home(tools: Toolbox, tmp_path: Path) -> Iterator[Workspace]:
    """A ledger with the reports of a first week."""
    with built(tmp_path / "ws", tools, [_file(tmp_path, "first.txt", FIRST_WEEK)]) as made:
        yield made


def _file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def _published(home: Workspace, span: Span, profile: str = "team") -> Edition:
    with home.ledger.reading_view() as view:
        return published_edition(home, view, span, profile_of(home, profile))[0]


def _issued(home: Workspace, span: Span, profile: str = "team") -> Edition:
    edition = _published(home, span, profile)
    with home.ledger.writing() as writer:
        note_issue(writer, edition, WHO, {"a.md": "0" * 64})
    return edition


def _kinds(edition: Edition) -> list[ChangeKind]:
    return [change.kind for change in edition.changes]


def test_a_new_weeks_incidents_are_no_change(home: Workspace, tools: Toolbox, tmp_path: Path) -> None:
    assert len(_issued(home, ONE).incidents) == 2
    add(home, [_file(tmp_path, "second.txt", SECOND_WEEK)], tools)
    again = _published(home, TWO)
    assert len(again.incidents) == 1
    assert again.changes == ()


@pytest.mark.parametrize("profile", ["team", "public"])
def test_late_news_of_the_last_issues_days_is_new(
    home: Workspace, tools: Toolbox, tmp_path: Path, profile: str
) -> None:
    _issued(home, ONE, profile)
    add(home, [_file(tmp_path, "second.txt", SECOND_WEEK), _file(tmp_path, "late.txt", LATE_NEWS)], tools)
    (change,) = _published(home, TWO, profile).changes
    assert change.kind is ChangeKind.NEW
    assert "Ariha" in change.words


def test_what_became_of_last_weeks_incidents_is_told_in_this_weeks_report(home: Workspace, tools: Toolbox) -> None:
    first = _issued(home, ONE)
    shells, raid = sorted(first.incidents, key=lambda one: one.kind.value != "shelling")
    decide(home, Wish(verb=Verb.DISCOUNT, names=(shells.code,), why="a film set"), who=WHO)
    decide(home, Wish(verb=Verb.REJECT, names=(raid.claims[0],), why="misread"), who=WHO)
    build(home, who=WHO, toolbox=tools)
    again = _published(home, TWO)
    assert again.incidents == ()
    assert {change.code: change.kind for change in again.changes} == {
        shells.code: ChangeKind.REGRADED,
        raid.code: ChangeKind.WITHDRAWN,
    }


def test_what_an_older_issue_told_is_kept_in_mind_and_its_change_told_once(home: Workspace, tools: Toolbox) -> None:
    first = _issued(home, ONE)
    _issued(home, TWO)
    shells, raid = sorted(first.incidents, key=lambda one: one.kind.value != "shelling")
    nine = parse_value("killed", "9", tools.packs)
    decide(home, Wish(verb=Verb.SET, names=(shells.code,), field="killed", value=nine, why="a list of names"), who=WHO)
    decide(home, Wish(verb=Verb.REJECT, names=(raid.claims[0],), why="misread"), who=WHO)
    build(home, who=WHO, toolbox=tools)
    third = _issued(home, Span(first=date(2020, 3, 16), last=date(2020, 3, 22)))
    assert {change.code: change.kind for change in third.changes} == {
        shells.code: ChangeKind.CHANGED,
        raid.code: ChangeKind.WITHDRAWN,
    }
    (changed,) = (change.words for change in third.changes if change.code == shells.code)
    assert changed.startswith("Reported: shelling, ")
    assert "killed 9" in changed.partition(" Before: ")[0]
    assert "killed 2" in changed.partition(" Before: ")[2]
    assert _published(home, Span(first=date(2020, 3, 23), last=date(2020, 3, 29))).changes == ()


def test_two_of_last_week_that_became_one_are_merged(home: Workspace, tools: Toolbox) -> None:
    first = _issued(home, ONE)
    codes = tuple(one.code for one in first.incidents)
    decide(home, Wish(verb=Verb.SAME, names=codes, why="one event"), who=WHO)
    build(home, who=WHO, toolbox=tools)
    found = {change.kind: change.code for change in _published(home, TWO).changes}
    assert found.pop(ChangeKind.MERGED) in codes
    assert set(found) <= {ChangeKind.CHANGED, ChangeKind.REGRADED}


def test_a_log_that_is_ahead_of_the_clock_ends_no_delay(home: Workspace, tools: Toolbox, tmp_path: Path) -> None:
    """An incident that is still to come by the clock, and over by a clock that was set wrongly once."""
    ahead = datetime.now(UTC) + timedelta(days=30)
    told = FIRST_WEEK.replace("6 March 2020", f"{ahead.day} {ahead:%B} {ahead.year}")
    add(home, [_file(tmp_path, "ahead.txt", told)], tools)
    with home.ledger.writing() as writer:
        writer.append(at=ahead + timedelta(days=365), who=WHO, verb="note", body={})
    assert len(_published(home, Span()).incidents) == 4
    assert len(_published(home, Span(), "public").incidents) == 2


def test_an_issue_of_all_days_calls_whatever_is_added_new(home: Workspace, tools: Toolbox, tmp_path: Path) -> None:
    _issued(home, Span())
    add(home, [_file(tmp_path, "second.txt", SECOND_WEEK)], tools)
    assert _kinds(_published(home, Span())) == [ChangeKind.NEW]
