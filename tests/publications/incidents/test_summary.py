"""The list of incidents: what a line says, that it pipes, fits, and marks all doubt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pytest
from tests.publications.incidents.builders import ARMY, FRONT, bare, count, day, hostile, market, settled

from trucewatch.model.incident import Grade, Incident
from trucewatch.model.place import PlaceRef, PlaceRole
from trucewatch.model.time import DateInterval, DatePrecision
from trucewatch.publications.incidents.summary import incident_summary, list_lines
from trucewatch.publications.table import Look, columns_of

PIPED = """\
code | day | kind | place | who | toll | grade | reports/origins
TW-7K2M9 | 2025-02-01 | shelling | Karm | contested: Red River Front / Northland Army | \
54–60 killed*, 158 injured | corroborated | 4/3
TW-00001 | undated | attack | place not told | not named | no toll told | single source | 1/1
2 incidents"""
SHOWN = """\
“?” one origin names them; “*” others tell otherwise; all as reported
TW-7K2M9     2025-02-01  shelling          Karm                        54–60 killed*, 158 injured
             corroborated | 4 reports, 3 origins | contested: Red River Front / Northland Army
day not known
TW-00001     undated     attack            place not told              no toll told
             single source | 1 report, 1 origin | not named
2 incidents; 28 more: narrow the search or raise --limit"""


@dataclass(frozen=True, kw_only=True)
class Listed:
    """An incident as the ledger lists it."""

    code: str
    first: str | None
    last: str | None
    summary: str


def listed(incident: Incident) -> Listed:
    first, last = (each.isoformat() if each else None for each in (incident.when.value.first, incident.when.value.last))
    return Listed(code=incident.code, first=first, last=last, summary=incident_summary(incident))


def test_the_list_for_people() -> None:
    assert "\n".join(list_lines(map(listed, (market(), bare())), Look(), total=30)) == SHOWN


def test_the_list_for_pipes() -> None:
    assert "\n".join(list_lines(map(listed, (market(), bare())), Look(), one_line=True)) == PIPED


def test_an_empty_list_says_so() -> None:
    assert list(list_lines([], Look(), total=0))[-1] == "0 incidents"


@pytest.mark.parametrize("width", [20, 60, 100, 300])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    look = Look(width=width)
    for shown in list_lines(map(listed, (market(), hostile(), bare())), look):
        assert columns_of(shown) <= look.columns, shown


def test_no_report_can_steer_the_terminal_or_add_a_cell() -> None:
    incident = hostile()
    place = replace(incident.where.value[0], name="A | B\n2 | C")
    incident = replace(incident, where=replace(incident.where, value=(place,)))
    shown = "\n".join((*list_lines([listed(incident)], Look()), *list_lines([listed(incident)], Look(), one_line=True)))
    assert not set(shown) & set("\x1b\x07\u202e")
    assert incident_summary(incident).split(" | ")[2] == "A ¦ B 2 ¦ C"
    assert len(incident_summary(incident).split(" | ")) == 7


def test_a_long_place_leaves_room_for_the_toll() -> None:
    incident = market()
    where = replace(incident.where, value=(replace(incident.where.value[0], name="Qal" * 30),))
    line = list(list_lines([listed(replace(incident, where=where))], Look(width=80)))[1]
    assert line.endswith("…  54–60 killed*, 158 injured")


def test_a_line_that_is_none_of_ours_is_shown_as_it_is() -> None:
    row = Listed(code="TW-1", first="2020", last="2020", summary="something else")
    assert list(list_lines([row], Look()))[1] == "TW-1  something else"


def test_colour_only_when_asked() -> None:
    rows = [listed(market())]
    assert "\x1b" not in "\n".join(list_lines(rows, Look()))
    assert "\x1b[1mTW-7K2M9" in "\n".join(list_lines(rows, Look(colour=True)))


@pytest.mark.parametrize(
    ("first", "last", "precision", "cell"),
    [
        (date(2020, 3, 5), date(2020, 3, 5), DatePrecision.DAY, "2020-03-05"),
        (date(2020, 3, 5), date(2020, 3, 7), DatePrecision.RANGE, "2020-03-05..07"),
        (date(2020, 3, 1), date(2020, 3, 31), DatePrecision.MONTH, "2020-03"),
        (date(2020, 1, 1), date(2020, 12, 31), DatePrecision.YEAR, "2020"),
        (date(2020, 2, 28), date(2020, 3, 1), DatePrecision.RANGE, "2020-02-28..2020-03-01"),
        (date(2020, 3, 5), None, DatePrecision.RANGE, "2020-03-05.."),
        (None, date(2020, 3, 5), DatePrecision.RANGE, "..2020-03-05"),
        (None, None, DatePrecision.UNKNOWN, "undated"),
    ],
)
def test_days_sort_and_are_never_finer_than_told(
    first: date | None, last: date | None, precision: DatePrecision, cell: str
) -> None:
    when = settled(DateInterval(first=first, last=last, precision=precision), "alone")
    assert incident_summary(replace(bare(), when=when)).split(" | ")[0] == cell


@pytest.mark.parametrize(
    ("grade", "cell"),
    [
        (None, "Red River Front"),
        (Grade.ACKNOWLEDGED, "Red River Front"),
        (Grade.CORROBORATED, "Red River Front"),
        (Grade.SINGLE_SOURCE, "? Red River Front"),
        (Grade.CONTESTED, "contested: Red River Front"),
        (Grade.DISCOUNTED, "discounted: Red River Front"),
    ],
)
def test_how_sure_it_is_who_did_it_is_marked(grade: Grade | None, cell: str) -> None:
    incident = replace(bare(), actors=settled((FRONT,), "alone", "c_1", "o_1"), who=grade)
    assert incident_summary(incident).split(" | ")[3] == cell


def test_rival_values_are_marked_in_every_cell() -> None:
    incident = replace(
        bare(),
        kind=settled("shelling", "earlier", "a", "o", [("bombing", "b", "p")]),
        when=settled(day(2020, 3, 5), "earlier", "a", "o", [(day(2020, 3, 9), "b", "p")]),
        where=settled((PlaceRef(text="Karm"),), "earlier", "a", "o", [((PlaceRef(text="Adra"),), "b", "p")]),
        actors=settled((FRONT,), "earlier", "a", "o", [((ARMY,), "b", "p"), ((), "c", "q")]),
        totals={"missing": settled(count(2, 2), "earlier", "a", "o", [(count(9, None), "b", "p")])},
    )
    assert incident_summary(incident).startswith(
        "2020-03-05* | shelling* | Karm* | Red River Front / Northland Army | 2 missing* | "
    )


@pytest.mark.parametrize(
    ("names", "cell"),
    [
        ("Karm", "Karm"),
        ("Karm Karm Adra", "Karm, Adra"),
        ("A B C D E", "A, B and 3 more"),
        ("~Karm", "near Karm"),
        ("Karm <Base", "Karm"),
        ("<Base", "from Base"),
    ],
)
def test_places_in_few_words(names: str, cell: str) -> None:
    roles = {"~": PlaceRole.NEAR, "<": PlaceRole.ORIGIN}
    places = tuple(
        PlaceRef(text=name.strip("~<"), role=roles.get(name[0], PlaceRole.LOCATION)) for name in names.split()
    )
    assert incident_summary(replace(bare(), where=settled(places, "union"))).split(" | ")[2] == cell
