"""Which incidents and claims a question finds, in which order; each database answers as the twin in memory does."""

from __future__ import annotations

import random
from contextlib import ExitStack, closing
from math import nextafter
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.ledger.builders import claim, incident

from trucewatch.ledger.memory import MemoryLedger
from trucewatch.ledger.near import box_around, distances_from
from trucewatch.ledger.open import open_ledger
from trucewatch.ledger.search import codes_of
from trucewatch.ledger.sql import SqlLedger
from trucewatch.ledger.values import IncidentQuery

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.ledger.server import Server

    from trucewatch.ledger.store import Ledger, View
    from trucewatch.ledger.values import ClaimRow, IncidentRow

DAYS = (None, "2020-09-14", "2020-09-15", "2020-09-16", "2020-10-01")
KINDS = ("shelling", "air_strike", "a\x00b")
GRADES = ("single source", "contested")
TERMS = (("actor", "russia"), ("actor", "syria"), ("place", "idlib"), ("place", "\ud800"))


def distance_km(left: tuple[float, float], right: tuple[float, float]) -> float:
    return distances_from(*left)(*right)


LATITUDES = (-90.0, -89.9, -0.1, 0.0, 35.7, 35.75, 89.95, 90.0)
LONGITUDES = (-180.0, -179.95, -0.1, 0.0, 36.5, 36.55, 179.95, 180.0)
CODES = st.sampled_from(("a", "B", "c", "é", "Z", "~", "\ud800"))


def codes(view: View, **asked: object) -> str:
    return " ".join(row.code for row in view.incidents(IncidentQuery(**asked)))  # type: ignore[arg-type]


def put(ledger: Ledger, *rows: IncidentRow) -> None:
    with ledger.writing() as writer:
        writer.put_incidents(rows)


def test_incidents_are_listed_by_day_then_code(ledger: Ledger) -> None:
    put(
        ledger,
        incident("undated", first=None, last=None),
        incident("b", first="2020-09-16"),
        incident("a", first="2020-09-16", last="2020-09-30"),
        incident("B", first="2020-09-16"),
        incident("open-end", first="2020-09-15", last=None),
        incident("open-begin", first=None, last="2020-09-17"),
        incident("Undated", first=None, last=None),
    )
    with ledger.reading_view() as view:
        assert codes(view) == "open-end B a b open-begin Undated undated"
        assert codes(view, limit=2) == "open-end B"
        assert codes(view, limit=0) == ""
        assert view.count_incidents(IncidentQuery(limit=2)) == 7


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("2020-09-16", None, "until17 since15 day16 week"),
        (None, "2020-09-15", "until17 since15 week"),
        ("2020-09-16", "2020-09-16", "until17 since15 day16 week"),
        ("2020-09-21", "2020-09-30", "since15"),
        ("2020-09-01", "2020-09-10", "until17"),
        (None, None, "until17 since15 day16 week never"),
    ],
)
def test_an_incident_fits_days_that_it_touches(ledger: Ledger, first: str, last: str, found: str) -> None:
    put(
        ledger,
        incident("day16", first="2020-09-16", last="2020-09-16"),
        incident("week", first="2020-09-14", last="2020-09-20"),
        incident("since15", first="2020-09-15", last=None),
        incident("until17", first=None, last="2020-09-17"),
        incident("never", first=None, last=None),
    )
    with ledger.reading_view() as view:
        assert set(codes(view, first=first, last=last).split()) == set(found.split())
        assert view.count_incidents(IncidentQuery(first=first, last=last)) == len(found.split())


def test_kind_grade_and_terms_narrow_together(ledger: Ledger) -> None:
    both = (("actor", "russia"), ("place", "idlib"))
    put(
        ledger,
        incident("A", terms=both),
        incident("B", terms=both[:1]),
        incident("C", terms=both, kind="air_strike"),
        incident("D", terms=(("place", "russia"),), grade="contested"),
    )
    with ledger.reading_view() as view:
        assert codes(view, kind="shelling") == "A B D"
        assert codes(view, grade="contested") == "D"
        assert codes(view, terms=both[:1]) == "A B C"
        assert codes(view, terms=both) == "A C"
        assert codes(view, terms=both, kind="air_strike", first="2020-09-01") == "C"
        assert codes(view, terms=both, grade="contested") == ""
        assert codes(view, kind="Shelling") == ""


def test_near_counts_the_rim_in_and_what_has_no_point_out(ledger: Ledger) -> None:
    here, there = (35.7, 36.5), (35.8, 36.6)
    apart = distance_km(here, there)
    assert apart == pytest.approx(14.3, abs=0.1)
    put(ledger, incident("A", point=here), incident("B", point=there), incident("none", point=(None, None)))
    with ledger.reading_view() as view:
        assert codes(view, near=(*here, 0.0)) == "A"
        assert codes(view, near=(*here, apart)) == "A B"
        assert codes(view, near=(*here, nextafter(apart, 0))) == "A"
        assert codes(view, near=(*here, 30000.0)) == "A B"
        assert codes(view, near=(*here, 30000.0), limit=1) == "A"
        assert view.count_incidents(IncidentQuery(near=(*here, apart), limit=1)) == 2


@pytest.mark.parametrize(
    ("near", "found"),
    [
        ((0.0, 179.99, 5.0), "east west"),
        ((0.0, -179.99, 5.0), "east west"),
        ((0.0, 180.0, 1.2), "east west"),
        ((90.0, 0.0, 7.0), "pole polar"),
        ((89.95, 120.0, 12.0), "pole polar"),
        ((-90.0, 50.0, 1.0), "south"),
        ((0.0, 0.0, 30000.0), "east west pole polar south"),
    ],
)
def test_near_minds_the_date_line_and_the_poles(ledger: Ledger, near: tuple[float, float, float], found: str) -> None:
    points = {"east": (0, 179.99), "west": (0, -179.99), "pole": (90, 0), "polar": (89.95, -60), "south": (-90, 10)}
    put(ledger, *(incident(code, point=point) for code, point in points.items()))
    with ledger.reading_view() as view:
        assert set(codes(view, near=near).split()) == set(found.split())


def test_distances_are_those_of_a_sphere() -> None:
    assert distance_km((0, 0), (0, 90)) == pytest.approx(10007.56, abs=0.01)
    assert distance_km((90, 0), (-90, 77)) == pytest.approx(20015.11, abs=0.01)
    assert distance_km((10, 179), (10, -181)) == pytest.approx(0, abs=1e-9)


@given(st.floats(-90, 90), st.floats(-180, 180), st.floats(0, 21000), st.floats(-90, 90), st.floats(-180, 180))
@settings(max_examples=150, deadline=None)
@example(0.0, 180.0, 0.0, 0.0, -180.0)
def test_a_box_leaves_out_nothing_that_is_near(lat: float, lon: float, km: float, north: float, east: float) -> None:
    box = box_around(lat, lon, km)
    in_width = east >= box.west or east <= box.east if box.wraps else box.west <= east <= box.east
    if distance_km((lat, lon), (north, east)) <= km:
        assert box.south <= north <= box.north
        assert in_width


def listed(rows: Iterator[ClaimRow]) -> str:
    return " ".join(row.id for row in rows)


def test_claims_are_found_by_incident_component_and_report(ledger: Ledger) -> None:
    with ledger.writing() as writer:
        writer.put_claims(
            [
                claim("c_4", code="A", component="c_1", sha256="aa"),
                claim("c_2", code="B", component="c_1", sha256="bb"),
                claim("c_3", code="", component="c_3", sha256="bb"),
                claim("C_5", code="A", component="c_1", sha256="bb"),
            ]
        )
    with ledger.reading_view() as view:
        assert listed(view.claims()) == "C_5 c_2 c_3 c_4"
        assert listed(view.claims(codes=["A"])) == "C_5 c_4"
        assert listed(view.claims(codes={"A", "B", "none"})) == "C_5 c_2 c_4"
        assert listed(view.claims(components=["c_3", "c_3"])) == "c_3"
        assert listed(view.claims(reports=["bb"])) == "C_5 c_2 c_3"
        assert listed(view.claims(codes=["A"], reports=["bb"])) == "C_5"
        assert listed(view.claims(codes=["A", "B"], components=["c_1"], reports=["bb", "aa"])) == "C_5 c_2 c_4"
        assert listed(view.claims(codes=[])) == ""
        assert listed(view.claims(codes=[""])) == "c_3"


def test_claims_are_found_by_the_beginning_of_their_id(ledger: Ledger) -> None:
    with ledger.writing() as writer:
        writer.put_claims(claim(name) for name in ("c_1b", "c_1", "c_1a", "C_1", "c_2", "c%1", "c_1\U0010fffe"))
    with ledger.reading_view() as view:
        assert [row.id for row in view.claims_like("c_1")] == ["c_1", "c_1a", "c_1b", "c_1\U0010fffe"]
        assert [row.id for row in view.claims_like("c_1", limit=2)] == ["c_1", "c_1a"]
        assert [row.id for row in view.claims_like("c%")] == ["c%1"]
        assert view.claims_like("d") == []


def test_long_lists_of_keys_are_asked_for_in_parts(ledger: Ledger) -> None:
    names = [f"c_{i:05}" for i in range(2500)]
    with ledger.writing() as writer:
        writer.put_claims(claim(name, component=name, code=name) for name in names)
        writer.put_incidents(incident(name, component=name) for name in names[:1200])
        assert [row.id for row in writer.claims(components=names[::-1])] == names
        assert writer.codes(names) == names[:1200]
        writer.drop_claims(names[:2000])
        writer.drop_incidents(names)
        assert [row.id for row in writer.claims()] == names[2000:]
        assert writer.count_incidents(IncidentQuery()) == 0


@pytest.fixture(scope="module")
def three(
    empty_file: Path, server: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[View, View, View]]:
    """The same 400 incidents in memory, in SQLite and in PostgreSQL."""
    chance = random.Random(7)  # noqa: S311 - the same rows every time
    rows = []
    for i in range(400):
        first, last = chance.choice(DAYS), chance.choice(DAYS)
        if first and last and first > last:
            first, last = last, first
        point = (chance.choice((None, *LATITUDES)), chance.choice(LONGITUDES))
        rows.append(
            incident(
                f"{chance.choice('aBé~')}{i}",
                first=first,
                last=last,
                point=point if point[0] is not None else (None, None),
                terms=tuple(chance.sample(TERMS, chance.randint(0, 4))),
                kind=chance.choice(KINDS),
                grade=chance.choice(GRADES),
            )
        )
    path = tmp_path_factory.mktemp("three") / "ledger.db"
    path.write_bytes(empty_file.read_bytes())
    with ExitStack() as stack:
        ledgers: list[Ledger] = [MemoryLedger(), open_ledger(path), open_ledger(server.ledger())]
        for ledger in ledgers:
            stack.enter_context(closing(ledger))
            put(ledger, *rows)
        memory, sqlite, postgresql = (stack.enter_context(ledger.reading_view()) for ledger in ledgers)
        yield memory, sqlite, postgresql


@pytest.mark.parametrize(
    ("query", "plan"),
    [
        (IncidentQuery(), "COVERING INDEX incidents_by_day"),
        (IncidentQuery(first=DAYS[1], last=DAYS[2]), "COVERING INDEX incidents_by_day"),
        (IncidentQuery(kind="shelling"), "COVERING INDEX incidents_by_kind"),
        (IncidentQuery(grade="contested"), "COVERING INDEX incidents_by_grade"),
        (IncidentQuery(terms=TERMS[:1]), "PRIMARY KEY"),
    ],
)
def test_sqlite_finds_incidents_in_order_by_indexes_alone(file: Path, query: IncidentQuery, plan: str) -> None:
    """Neither the table with its long rows nor a sort is needed, whatever the size of the ledger."""
    with closing(open_ledger(file)) as ledger:
        assert isinstance(ledger, SqlLedger)
        with ledger.reading() as source:
            sql, values = codes_of(query, query.terms)
            steps = source.rows(f"EXPLAIN QUERY PLAN {sql}", values)
    assert len(steps) == 1
    assert plan in steps[0][-1]


QUERIES: st.SearchStrategy[IncidentQuery] = st.builds(
    IncidentQuery,
    first=st.sampled_from(DAYS),
    last=st.sampled_from(DAYS),
    kind=st.sampled_from((None, None, *KINDS)),
    grade=st.sampled_from((None, None, *GRADES)),
    near=st.none()
    | st.tuples(
        st.sampled_from(LATITUDES) | st.floats(-90, 90),
        st.sampled_from(LONGITUDES) | st.floats(-180, 180),
        st.sampled_from((0.0, 5.0, 12.0, 700.0, 10000.0, 21000.0)),
    ),
    terms=st.lists(st.sampled_from(TERMS), max_size=2).map(tuple),
    limit=st.none() | st.integers(0, 50),
)


@given(query=QUERIES)
@settings(max_examples=40, deadline=None)
def test_all_backends_give_the_same_answer(three: tuple[View, View, View], query: IncidentQuery) -> None:
    memory, *databases = three
    for view in databases:
        assert list(view.incidents(query)) == list(memory.incidents(query))
        assert list(view.incidents(query, brief=True)) == list(memory.incidents(query, brief=True))
        assert view.count_incidents(query) == memory.count_incidents(query)
