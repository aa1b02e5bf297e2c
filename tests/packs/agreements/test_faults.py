"""Each case changes one place of the sound agreement in conftest.py; `at` is what the fault's line must hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from tests.packs.agreements.conftest import HILLS, VALLEY, ZONES

from trucewatch.packs.agreements import check_agreement, load_agreements
from trucewatch.packs.check import check_pack
from trucewatch.packs.errors import PackError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.packs.agreements.conftest import Workspace
    from tests.packs.conftest import MakePack

    from trucewatch.packs.errors import Fault
    from trucewatch.packs.merged import Packs


class Case(NamedTuple):
    """`old` in the sound file becomes `new`; the fault's line holds `at`, its words are `what` and `remedy`."""

    old: str
    new: str
    at: str
    what: str
    remedy: str


UNSEEN = [
    Case("short: Hills", f"short: Hills{char}", "short:", f"the unseen character U+{ord(char):04X}", "take it out")
    for char in "\u200b\u200e\u200f\u061c\ufeff\xad\U000e0041\ufdd0\ufffe\U0001ffff"
    if char != "\ufffe"  # which YAML itself refuses
]
KEYS = [
    Case("short:", "shrt:", "shrt", "unknown key 'shrt'", "did you mean 'short'?"),
    Case("short: Hills truce\n", "", "id: hills", "lacks 'short'", "add a line `short: …`"),
    Case("role: excluded", "rol: excluded", "rol: excluded", "unknown key 'rol'", "did you mean 'role'?"),
    Case("title: The text,", "title: The text, dated,", "dated", "unknown key 'dated'", "did you mean 'date'?"),
    Case("The text, pub", "Text, as found, pub", "as found", "unknown key", "quote the text before it, if its comma"),
    Case("id: hills-truce-2020", "id: Hills 2020", "id: Hills 2020", "is no id", "use lower-case letters"),
    Case("[YE]", "[Yemen]", "countries", "is no country code", "use the two capital letters"),
    Case("[YE]", "[]", "countries", "the list is empty", "add an entry"),
    Case("url: https", "url: ftp", "url: ftp", "is no address", "begin it with https://"),
    Case(
        "date: 2020-03-05, url", "date: March, url", "March", "expected a day, month or year", "write it as 2020-03-05"
    ),
    Case('{pa_x: ["9999"]}', "{pa_x: 9999}", "pa_x: 9999", "expected a list", "write it as [one, two]"),
    Case("cease all fire", "cease " * 61, "cease cease", "61 words, more than 60", "quote only the words"),
    Case("what: signed", "what: sined", "sined", "'sined' is not known", "did you mean 'signed'?"),
    Case("geometry: derived", "geometry: drawn", "geometry: drawn", "is not known", "use one of: approximate, derived"),
]
NAMES = [
    Case("{actor: houthis,", "{actor: houtis,", "houtis", "no actor 'houtis'", "did you mean 'houthis'?"),
    Case("{actor: houthis,", "{actor: Ansar Allah,", "Ansar", "no actor 'Ansar Allah'", "did you mean 'houthis'?"),
    Case("through: [russia]", "through: [qqq]", "qqq", "no actor 'qqq'", "add the actor to a pack's actors"),
    Case("[aqap]\n    words", "[aqab]\n    words", "[aqab]", "no actor 'aqab'", "did you mean 'aqap'?"),
    Case("against: [", "against: [x-y-z, ", "x-y-z", "no actor 'x-y-z'", "add the actor"),
    Case("binds: [houthis]", "binds: [houthi]", "binds", "no party 'houthi'", "did you mean 'houthis'?"),
    Case("binds: [houthis]", "binds: [turkey]", "binds", "no party 'turkey'", "name it under `parties:` with its role"),
    Case(
        "through: [russia]", "through: [turkey]", "turkey", "bound through 'turkey', who is no", "list that party too"
    ),
    Case("names: [", "names: [ceasefire deal, ", "names:", "may mean any", "write a phrase that means this one"),
    Case("by: houthis", "by: Ansar Allah", "by:", "no claimant", "did you mean 'houthis'?"),
    Case("by: editors", "by: editor", "by: editor", "no claimant 'editor'", "did you mean 'editors'?"),
    Case("zone: road", "zone: raod", "zone: raod", "no zone 'raod'", "did you mean 'road'?"),
    Case("zone: hills", "zone: hils", "zone: hils", "no zone 'hils'", "did you mean 'hills'?"),
    Case("within: hills", "within: qqq", "within: qqq", "no zone 'qqq'", "draw it under `zones:`"),
    Case(
        "what: signed, at: 2020-03-05, sources: [text]",
        "what: signed, at: 2020-03-05, sources: [txt]",
        "[txt]",
        "no source 'txt'",
        "did you mean 'text'?",
    ),
    Case("excepts: [listed]", "excepts: [list]", "[list]", "no carve-out 'list'", "did you mean 'listed'?"),
    Case(
        "[hostilities, abduction]", "[hostilties]", "hostilties", "no act 'hostilties'", "did you mean 'hostilities'?"
    ),
    Case("[patrol_suspended]", "[no_patrol]", "no_patrol", "no act 'no_patrol'", "did you mean 'patrol'?"),
    Case("[artillery]", "[artilery]", "artilery", "no weapon 'artilery'", "did you mean 'artillery'?"),
    Case("[health]", "[hospitals]", "hospitals", "no object 'hospitals'", "use an id of lexicons/objects.yaml"),
    Case(
        "[valley-truce-2019]", "[hills-truce-2020]", "based_on", "'based_on' names the agreement itself", "take it out"
    ),
    Case(
        "based_on: [valley", "supersedes: [hills-truce-2020, valley", "supersedes", "names the agreement itself", "take"
    ),
    Case("[valley-truce-2019]", "[valley-truce]", "valley-truce", "no agreement", "did you mean 'valley-truce-2019'?"),
]
ARTICLES = [
    Case("    form: ban\n", "", "number: ", "lacks 'form'", "add a line `form: …`"),
    Case("form: ban", "form: bann", "form: bann", "'bann' is not known", "did you mean 'ban'?"),
    Case("    acts: [hostilities, abduction]\n", "", "number: ", "'1' (ban) lacks 'acts'", "add a line `acts: …`"),
    Case("    acts: [patrol]\n", "", "number: ", "'3' (recurring duty) lacks 'acts'", "add a line `acts: …`"),
    Case(" due: 2020-03-20,", "", 'number: "2"', "'2' (deadline) lacks 'due'", "add a line `due: …`"),
    Case(" counted: trucks,", "", 'number: "4"', "lacks 'counted'", "add a line `counted: …`"),
    Case("at_least: 60", "at_least: 0", "at_least: 0", "lacks 'at_least'", "add a line `at_least: …`"),
    Case(" per_days: 1,", "", 'number: "4"', "lacks 'per_days'", "add a line `per_days: …`"),
    Case("per_days: 1", "per_days: 0.5", "0.5", "expected a whole number", "mend the number"),
    Case(
        "    form: ban\n", "    form: ban\n    due: 2020-03-20\n", "due:", "belongs to `form: deadline`", "take it out"
    ),
    Case("    form: ban\n", "    form: ban\n    breaches: [attack]\n", "breaches:", "has 'breaches'", "take it out"),
    Case("zone: hills\n", "", 'number: "1"', "has no zone", "add `zone:` to it or to the agreement"),
    Case("    excepts: [listed]\n    sources: [text]\n", "", "number: ", "lacks 'sources'", "add a line `sources: …`"),
    Case("Aid., sources: [text]", "Aid., sources: []", "Aid.", "the list is empty", "add an entry"),
    Case('number: "2"', 'number: "1"', "form: deadline", "'1' stands twice under 'articles'", "join the two"),
    Case('number: "2"', "number: 2", "number: 2", "expected text", "put it in quotes"),
    Case("binds: [houthis]", "binds: [aqap]", "binds", "binds 'aqap', whose role is 'excluded'", "take it out"),
]
PARTS = [
    Case("  - {actor: russia", "  - {actor: houthis", "role: signatory", "'houthis' stands twice", "join the two"),
    Case("id: road", "id: hills", "id: hills", "'hills' stands twice under 'zones'", "join the two entries"),
    Case(
        "sources:\n  - {id: text",
        "sources:\n  - {id: text, title: A}\n  - {id: text",
        "title: The",
        "stands twice",
        "join",
    ),
    Case("    words: [terrorist]\n    sources: [text]\n", "", "id: listed", "lacks 'sources'", "add a line"),
    Case("dates:\n", "dates: []\nx:\n", "dates: []", "the list is empty", "add an entry, or take the line out"),
    Case("id: road", "id: valley", "id: valley", "'valley' is that of a shared zone", "choose another id"),
]
DATES = [
    Case("Asia/Aden\nzone", "Asia/Adan\nzone", "Asia/Adan", "'Asia/Adan' is no time zone", "did you mean 'Asia/Aden'?"),
    Case("Europe/Moscow]", "Europe/Moskow]", "Moskow", "is no time zone", "did you mean 'Europe/Moscow'?"),
    Case("clock: [Asia/Aden, Europe/Moscow]", "clock: []", "clock: []", "time zones is empty", "name a zone"),
    Case("at: 2020-03-07,", "at: 7 March 2020,", "7 March", "expected a day or an hour", "write it as 2020-03-05"),
    Case(
        "at: 2020-03-07,",
        'at: "2020-03-29 02:30", clock: Europe/Berlin,',
        "02:30",
        "clocks of Europe/Berlin skipped",
        "mend the hour",
    ),
    Case("until: 2020-09-06", "until: 2020-02-06", "until", "runs until 2020-02-06, before it begins", "swap the two"),
    Case(
        "at: 2020-12-31, by",
        "at: 2020-01-31, by",
        "2020-01-31",
        "before it came into force at 2020-03-06 00:01",
        "mend one",
    ),
    Case(
        "{what: ended, at: 2020-12-31, by: editors",
        "{what: suspended, at: 2020-03-06, by: houthis, sources: [text]",
        "suspended",
        "before it came into force at 2020-03-07",
        "mend one of the two",
    ),
    Case("ends: 2020-12-31", "ends: 2020-03-01", "ends:", "'3' ends at 2020-03-01, before it begins", "swap the two"),
    Case(", note: fighting resumed", "", "ended", "gives no reason", "add `note:`"),
    Case("by: editors, note", "note", "ended", "'ended' has no source", "add `sources:`, or `by: editors` with a note"),
    Case("at: 2020-03-07, by", "by", "by: houthis", "lacks 'at'", "add a line `at: …`"),
    Case("checked: false", "checked: no", "checked: no", "expected true or false", "write true or false"),
]
SHAPES = [
    Case("[[44, 15], [45, 15], [45, 16], [44, 16]]", "[[44, 15], [44.000001, 15], [44.000001, 15.000001], [44, 15.000001]]", "polygons", "no area to speak of: less than 10 m²", "give its corners more decimals"),
    Case("[[44, 15], [45, 15], [45, 16], [44, 16]]", "[[44, 15], [45, 15], [45, 15.0000001]]", "polygons", "no area to speak of", "give its corners more decimals"),
    Case("[45, 15], [45, 16], [44, 16]", "[45, 15], [44, 15], [45, 15]", "polygons", "needs 3 different corners, and has 2", "add its other corners"),
    Case("[[44, 15], [44.5, 15.5]]", "[[44, 15], [44, 15]]", "lines", "a line needs 2 different points", "mend the points"),
    Case("[45, 16], [44, 16]", "[44, 16], [45, 16]", "polygons", "crosses or touches itself near [44.5, 15.5]", "put its corners in the order"),
    Case(", [45, 16], [44, 16]", "", "polygons", "a polygon needs 4 points", "add its other corners"),
    Case("[45, 15]", "[15, 145]", "polygons", "[15, 145] lies off the globe", "swap the two: longitude comes first"),
    Case("[45, 15]", "[450, 15]", "polygons", "lies off the globe", "mend the degrees"),
    Case("[45, 15]", "45", "polygons", "expected [longitude, latitude], found the number '45'", "write each point as"),
    Case("[[[44, 15], [44.5, 15.5]]]", "[[[44, 15]]]", "lines", "a line needs 2 points", "add points along it"),
    Case("[[[44, 15], [44.5, 15.5]]]", "[[44, 15], [44.5, 15.5]]", "lines", "expected [longitude, latitude]", "write each point as"),
    Case("lat: 15.5", "lat: 95", "lat: 95", "a number from -90 to 90", "mend the number"),
    Case("km: 10", "km: 0", "km: 0", "a number from 0.001", "mend the number"),
    Case("geometry: approximate", "geometry: none", "polygons", "geometry none and yet 'polygons'", "take it out"),
    Case("    lines: [[[44, 15], [44.5, 15.5]]]\n    reach_km: {surely: 5, possibly: 6}\n", "", "geometry: derived", "derived and no shape", "add one of units, polygons"),
    Case("    lines: [[[44, 15], [44.5, 15.5]]]\n", "    units: [[Yemen]]\n", "reach_km", "a reach and no line", "add `lines:`"),
    Case("possibly: 6", "possibly: 4", "reach_km", "surely reaches 5 km, and possibly only 4 km", "swap the two"),
    Case("surely: 5", "surely: -5", "surely: -5", "expected a number from 0", "mend the number"),
    Case("    margin_km: 3\n", "", "id: hills", "approximate without a margin", "add `margin_km:`, how far off the drawing may be"),
    Case("geometry: derived", "geometry: official", "id: road", "official without a source", "add `sources:`, who published it"),
    Case("    name: The hills\n", "    name: The hills\n    within: road\n", "within: road", "hills → road → hills", "take one"),
    Case("    within: hills", "    within: road", "within: road", "road → road", "take one `within:` out"),
    Case("    within: hills", "    units: [Yemen]", "units", "expected an administrative path", "write each as a list from the country down"),
]  # fmt: skip


def _holds(fault: Fault, case: Case) -> bool:
    line = fault.path.read_text(encoding="utf-8").splitlines()[(fault.line or 0) - 1]
    return case.at in line and case.what in fault.what and fault.remedy.startswith(case.remedy.strip())


@pytest.mark.parametrize(
    "case", [*KEYS, *UNSEEN, *NAMES, *ARTICLES, *PARTS, *DATES, *SHAPES], ids=lambda case: case.what
)
def test_a_fault_has_its_line_and_remedy(packs: Packs, workspace: Workspace, case: Case) -> None:
    assert HILLS.count(case.old) >= 1
    folder = workspace(hills=HILLS.replace(case.old, case.new, 1))
    faults = check_agreement(folder / "agreements" / "hills.yaml", packs, [folder])
    assert sum(_holds(fault, case) for fault in faults) == 1, "\n".join(map(str, faults))


def test_an_agreement_that_never_began_must_have_been_announced(packs: Packs, workspace: Workspace) -> None:
    """`valley` has only `announced`; with only `signed` it could be tested against no hour."""
    folder = workspace(valley=VALLEY.replace("what: announced", "what: signed"))
    (fault,) = check_agreement(folder / "agreements" / "valley.yaml", packs, [folder])
    assert (fault.line, fault.what) == (10, "no date says when it came into force")


def test_somebody_is_bound(packs: Packs, workspace: Workspace) -> None:
    folder = workspace(valley=VALLEY.replace("role: signatory", "role: non-party"))
    (fault,) = check_agreement(folder / "agreements" / "valley.yaml", packs, [folder])
    assert (fault.line, fault.what) == (8, "no party is bound")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("", "an agreement must be a mapping, not nothing"),
        ("- id: a\n", "an agreement must be a mapping, not a list"),
        ("id: [", "not valid YAML"),
        ("parties: x\narticles: {}\ndates: [1]\nzones: [{id: 1}]\n", "the agreement lacks 'id'"),
    ],
)
def test_a_file_of_another_form_is_a_fault(packs: Packs, workspace: Workspace, content: str, what: str) -> None:
    folder = workspace(valley=content)
    faults = check_agreement(folder / "agreements" / "valley.yaml", packs, [folder])
    assert faults[0].what.startswith(what)


def test_an_agreement_is_not_redefined(packs: Packs, workspace: Workspace) -> None:
    folder = workspace(wadi=VALLEY)
    (fault,) = check_agreement(folder / "agreements" / "wadi.yaml", packs, [folder])
    assert fault.line == 1
    assert (
        fault.what == f"the agreement id 'valley-truce-2019' stands already in {folder / 'agreements' / 'valley.yaml'}"
    )


def test_two_agreements_zones_do_not_share_an_id(packs: Packs, workspace: Workspace) -> None:
    own = "zones: [{id: road, name: Another road, geometry: none}]\nsources: [{"
    folder = workspace(valley=VALLEY.replace("sources: [{", own, 1))
    (fault,) = check_agreement(folder / "agreements" / "valley.yaml", packs, [folder])
    assert fault.what.startswith("the zone id 'road' stands already in")


@pytest.mark.parametrize(
    ("zones", "line", "what", "remedy"),
    [
        (f"{ZONES}- {{id: valley, name: V, geometry: none}}\n", 3, "the zone id 'valley' stands", "choose another id"),
        (
            ZONES.replace("within: highlands", "within: hihglands"),
            1,
            "no zone 'hihglands'",
            "did you mean 'highlands'?",
        ),
        (ZONES.replace("none}", "none, within: valley}"), 1, "valley → highlands → valley", "take one"),
        (ZONES.replace("derived", "none"), 1, "geometry none and yet 'units'", "take it out"),
        ("id: valley\n", 1, "expected a list of zones", "begin each with"),
    ],
)
def test_faults_of_shared_zones(
    packs: Packs, workspace: Workspace, zones: str, line: int, what: str, remedy: str
) -> None:
    folder = workspace()
    (folder / "zones" / "all.yaml").write_text(zones, encoding="utf-8")
    with pytest.raises(PackError) as caught:
        load_agreements(packs, [folder])
    fault = caught.value.faults[0]
    assert (fault.path.name, fault.line) == ("all.yaml", line)
    assert what in fault.what
    assert fault.remedy.startswith(remedy)


def test_a_file_that_is_not_there_is_told(packs: Packs, tmp_path: Path) -> None:
    (fault,) = check_agreement(tmp_path / "none.yaml", packs)
    assert fault.remedy == "check that it exists and that you may read it"


def test_the_check_of_a_pack_covers_its_agreements_and_zones(make_pack: MakePack) -> None:
    pack = make_pack(
        "hills",
        {
            "agreements/hills.yaml": HILLS.replace("[patrol]", "[patrols]"),
            "agreements/valley.yaml": VALLEY,
            "zones/all.yaml": ZONES.replace("derived", "drived"),
        },
    )
    assert [(fault.path.name, fault.line, fault.remedy) for fault in check_pack(pack)] == [
        ("all.yaml", 1, "did you mean 'derived'?"),
        ("hills.yaml", 53, "did you mean 'patrol'?"),
    ]


def test_a_broken_lexicon_of_acts_is_told_by_the_check(make_pack: MakePack) -> None:
    pack = make_pack("hills", {"agreements/valley.yaml": VALLEY, "lexicons/acts.yaml": "groups: {raids: [raid]}\n"})
    assert [fault.path.name for fault in check_pack(pack)] == ["acts.yaml"]


def test_joiners_of_letters_are_kept(packs: Packs, workspace: Workspace) -> None:
    """ "آتش‌بس", ceasefire in Persian, is written with U+200C."""
    folder = workspace(hills=HILLS.replace("[hills ceasefire]", "[hills ceasefire, تپه آتش\u200cبس]"))
    assert check_agreement(folder / "agreements" / "hills.yaml", packs, [folder]) == []
