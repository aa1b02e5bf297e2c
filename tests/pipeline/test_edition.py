"""One edition of a ledger: whole in its own parts, and sieved in all of them at once."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest
from tests.pipeline.ledgers import WHO, built

from trucewatch.model.profile import Ground, Profile
from trucewatch.packs import load_packs
from trucewatch.pipeline import edition
from trucewatch.pipeline.edition import Span, edition_of
from trucewatch.pipeline.issues import note_issue
from trucewatch.pipeline.publish import WITHHELD, AreaWithheldError, every, note_withheld, profile_of, published_edition
from trucewatch.pipeline.timezones import timezone_of, zones
from trucewatch.places.index import PlaceIndex
from trucewatch.publications.edition import ChangeKind
from trucewatch.withholding.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.model.profile import Withheld
    from trucewatch.pipeline.toolbox import Toolbox
    from trucewatch.pipeline.workspace import Workspace
    from trucewatch.publications.edition import Edition

HOSPITAL = """Hospital hit in Binnish

Delta Wire

5 March 2020

Government forces shelled the Rahma hospital in Binnish on Wednesday, killing at least three civilians, Fadwa Qultarbro said.
"""
PATROL = """Patrol on the M4

Harbour Post

7 March 2020

Government forces shelled the market of Saraqib on Friday, killing two farmers. Shells fell on Taftanaz on Thursday.
"""
BINNISH = (35.9566, 36.7138)
WEEK = Span(first=date(2020, 3, 2), last=date(2020, 3, 8))


@pytest.fixture(scope="module")
def home(tools: Toolbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("edition")
    for name, text in (("a.txt", HOSPITAL), ("b.txt", PATROL)):
        (folder / name).write_text(text, encoding="utf-8")
    vocabulary = Vocabulary.of(load_packs())
    with pytest.MonkeyPatch.context() as patch, built(folder / "ws", tools, sorted(folder.glob("*.txt"))) as made:
        patch.setattr(Vocabulary, "of", lambda *_: vocabulary)
        yield made


def published(home: Workspace, span: Span, profile: Profile) -> tuple[Edition, tuple[Withheld, ...]]:
    with home.ledger.reading_view() as view:
        return published_edition(home, view, span, profile)


def test_the_teams_edition_is_all_that_the_ledger_has(home: Workspace) -> None:
    team = profile_of(home, "team")
    with home.ledger.reading_view() as view:
        whole = edition_of(home, view, WEEK, team)
        told, notes = published_edition(home, view, WEEK, team)
        head = view.head()
    assert notes == ()
    assert (told.incidents, told.undated, told.straddling) == (whole.incidents, whole.undated, whole.straddling)
    assert [one.finding for one in told.findings] == [one.finding for one in whole.findings]
    assert head is not None
    assert (told.cutoff, told.ledger, told.number) == (head.at, head.hash, 1)
    assert told.timezone == "Asia/Damascus"


def test_what_is_in_no_incident_any_more_is_in_nothing_else(home: Workspace) -> None:
    told, notes = published(home, WEEK, profile_of(home, "public"))
    assert "Qultarbro" in {note.value for note in notes}
    for word in ("Qultarbro", "Binnish", "Rahma hospital"):
        around = repr(told).partition(word)
        assert not around[1], f"{around[0][-80:]}{word}{around[2][:80]}"
    points = [(place.lat, place.lon) for one in every(told) for place in one.where.value if place.lat and place.lon]
    assert not [point for point in points if math.dist(point, BINNISH) < 0.01]
    codes = {one.code for one in every(told)}
    assert {one.finding.incident for one in told.findings} <= codes
    by_code = {one.code: one for one in every(told)}
    for one in told.findings:
        assert one.when == by_code[one.finding.incident].when.value
    assert {source.file for source in told.sources} == {""}
    assert told.blind.withheld[Ground.PERSON] >= 1
    assert sum(told.blind.withheld.values()) == len(notes)


def test_a_delay_counts_to_the_newest_entry_and_holds_back_all_that_hangs_on_an_incident(home: Workspace) -> None:
    slow = Profile(id="slow", name="Slow", delay_hours=24 * 366 * 100, persons=False, sources=False)
    told, notes = published(home, WEEK, slow)
    assert not every(told)
    assert (told.findings, told.sources) == ((), ())
    assert not any(one.met or one.missed for one in told.upkeep)
    assert {note.ground for note in notes} == {Ground.DELAY}
    assert (told.blind.undated, told.blind.unreviewed) == (0, 0)
    later = Span(first=date(2020, 3, 9), last=date(2020, 3, 15))
    fast = replace(slow, delay_hours=0)
    assert published(home, later, fast)[0].previous
    assert not published(home, later, slow)[0].previous


def test_what_is_not_read_back_of_the_period_before_is_what_may_be_told(
    home: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Delays that end about the days of the period before: the quick look and the thorough one must agree on each."""
    later = Span(first=date(2020, 3, 9), last=date(2020, 3, 15))
    since = (datetime.now(UTC).date() - date(2020, 3, 8)).days
    delays = [Profile(id="d", name="D", delay_hours=24 * (since + more)) for more in (-4, -3, -2, 0, 6)]
    quick = [published(home, later, one)[0].previous for one in delays]
    monkeypatch.setattr(edition, "_A_DAY_ANYWHERE", timedelta(days=365_000))
    assert quick == [published(home, later, one)[0].previous for one in delays]
    assert any(quick)
    assert not all(quick)


def test_whether_an_incident_is_held_back_is_looked_up_once() -> None:
    view = Mock()
    view.incident.return_value = None
    back = edition.is_back(view, Profile(id="d", name="D", delay_hours=24), datetime(2020, 3, 9, tzinfo=UTC))
    assert not any(back("TW-1") for _ in range(3))
    view.incident.assert_called_once_with("TW-1")
    assert not view.head.called


def test_an_area_that_gives_a_site_away_is_refused(home: Workspace) -> None:
    with pytest.raises(AreaWithheldError, match="name the district or governorate"):
        published(home, Span(area="Binnish"), profile_of(home, "public"))
    assert published(home, Span(area="Binnish"), profile_of(home, "team"))[0].incidents


def test_the_list_of_what_was_held_back_grows_by_what_is_new_only(home: Workspace) -> None:
    told, notes = published(home, WEEK, profile_of(home, "public"))
    note_withheld(home, told, notes[:1])
    note_withheld(home, told, notes)
    note_withheld(home, told, notes)
    (path,) = (home.folder / WITHHELD).iterdir()
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(set(lines)) == len(notes)
    assert path.name == f"{told.cutoff:%Y%m%dT%H%M%S%fZ}-public.jsonl"
    assert (home.folder / WITHHELD).stat().st_mode & 0o077 == 0


def test_a_workspace_has_profiles_of_its_own(home: Workspace) -> None:
    folder = home.folder / "profiles"
    folder.mkdir()
    (folder / "weekly.yaml").write_text("id: weekly\nname: Weekly\ndelay_hours: 168\n", encoding="utf-8")
    assert profile_of(home, "weekly").delay_hours == 168


def test_an_issue_is_compared_with_what_the_profile_tells_now(home: Workspace) -> None:
    public = profile_of(home, "public")
    told, _ = published(home, WEEK, public)
    assert told.changes == ()
    with home.ledger.writing() as writer:
        note_issue(writer, replace(told, incidents=told.incidents[1:]), WHO, {"a.md": "0" * 64})
    again, _ = published(home, WEEK, public)
    assert again.number == 2
    assert [(one.kind, one.code) for one in again.changes] == [(ChangeKind.NEW, told.incidents[0].code)]
    assert "Binnish" not in repr(again.changes)
    assert published(home, WEEK, profile_of(home, "team"))[0].number == 1


@pytest.fixture(scope="module")
def places() -> PlaceIndex:
    return PlaceIndex.load(load_packs().gazetteer_files)


@pytest.mark.parametrize(
    ("area", "zone"),
    [
        ("Syria", "Asia/Damascus"),
        ("Khartoum", "Africa/Khartoum"),
        ("Ukraine", "Europe/Kyiv"),
        ("Lebanon", "Asia/Beirut"),
        ("Gaza Strip", "Asia/Gaza"),
        ("West Bank", "Asia/Hebron"),
        ("Donetsk", "UTC"),
        ("Russia", "UTC"),
        ("", "UTC"),
        ("Nowhereburg", "UTC"),
    ],
)
def test_a_time_zone_is_that_of_one_country_or_utc(places: PlaceIndex, area: str, zone: str) -> None:
    """Two countries have a Donetsk, and Russia has many clocks; towns in America are called Lebanon."""
    assert timezone_of(area, (), places) == zone


def test_every_zone_is_one() -> None:
    from zoneinfo import ZoneInfo

    known = zones()
    assert len(known) > 200
    moment = datetime(2020, 3, 5, tzinfo=UTC)
    assert all(
        abs(moment.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()) < timedelta(hours=15)
        for zone in known.values()
    )
