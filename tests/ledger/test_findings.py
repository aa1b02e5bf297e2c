"""Which findings a question finds, in which order; each database answers as the twin in memory does, by indexes alone."""

from __future__ import annotations

import random
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger.builders import finding

from trucewatch.ledger.memory import MemoryLedger
from trucewatch.ledger.open import open_ledger
from trucewatch.ledger.search import finding_ids_of
from trucewatch.ledger.sql import SqlLedger
from trucewatch.ledger.values import FindingQuery

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.ledger.server import Server

    from trucewatch.ledger.store import Ledger, View
    from trucewatch.ledger.values import FindingRow

DAYS = (None, "2020-09-14", "2020-09-15", "2020-09-16", "2020-10-01")
RESULTS = ("inconsistent", "not covered", "a\x00b")
AGREEMENTS = ("astana", "sochi", "é")
ARTICLES = ("", "1", "10", "2")
CODES = ("B", "TW-1", "a", "~", "\ud800")


def put(ledger: Ledger, *rows: FindingRow) -> None:
    with ledger.writing() as writer:
        writer.put_findings(rows)


def ids(view: View, **asked: object) -> str:
    return " ".join(row.id for row in view.findings(FindingQuery(**asked)))  # type: ignore[arg-type]


def test_findings_are_listed_by_day_then_incident_then_id(ledger: Ledger) -> None:
    put(
        ledger,
        finding("f_1", code="undated", first=None, last=None),
        finding("f_4", code="b"),
        finding("f_3", code="b"),
        finding("f_5", code="a"),
        finding("f_6", code="B"),
        finding("f_2", code="begin-open", first=None, last="2020-09-17"),
        finding("f_7", code="end-open", first="2020-09-15", last=None),
    )
    with ledger.reading_view() as view:
        assert ids(view) == "f_7 f_6 f_5 f_3 f_4 f_2 f_1"
        assert ids(view, limit=2) == "f_7 f_6"
        assert ids(view, limit=0) == ""
        assert view.count_findings(FindingQuery(limit=2)) == 7
        assert {row.record for row in view.findings(FindingQuery(), brief=True)} == {""}


def test_result_agreement_article_incident_and_days_narrow_together(ledger: Ledger) -> None:
    put(
        ledger,
        finding("f_1"),
        finding("f_2", article="2", result="not covered"),
        finding("f_3", agreement="astana", code="B"),
        finding("f_4", agreement="astana", article="", first="2019-01-01", last="2019-02-01"),
        finding("f_5", agreement="astana", first=None, last=None),
    )
    with ledger.reading_view() as view:
        assert ids(view, result="not covered") == "f_2"
        assert ids(view, agreement="astana") == "f_4 f_3 f_5"
        assert ids(view, agreement="astana", article="1") == "f_3 f_5"
        assert ids(view, article="") == "f_4"
        assert ids(view, code="B") == "f_3"
        assert ids(view, first="2019-02-01", last="2019-12-31") == "f_4"
        assert ids(view, first="2019-02-02") == "f_1 f_2 f_3"
        assert ids(view, agreement="sochi", result="inconsistent", last="2020-09-16", code="A") == "f_1"
        assert ids(view, agreement="Sochi") == ""


def test_many_findings_of_many_incidents_are_dropped(ledger: Ledger) -> None:
    names = [f"TW-{number:05}" for number in range(1100)]
    with ledger.writing() as writer:
        writer.put_findings(finding(f"f_{name}{part}", code=name) for name in names for part in "ab")
        writer.drop_findings(names[:1099])
        assert ids(writer) == f"f_{names[-1]}a f_{names[-1]}b"


@pytest.mark.parametrize(
    ("query", "index"),
    [
        (FindingQuery(), "findings_by_day"),
        (FindingQuery(first=DAYS[1], last=DAYS[2]), "findings_by_day"),
        (FindingQuery(article="2"), "findings_by_day"),
        (FindingQuery(result="inconsistent"), "findings_by_result"),
        (FindingQuery(result="inconsistent", last=DAYS[2]), "findings_by_result"),
        (FindingQuery(agreement="sochi"), "findings_by_agreement"),
        (FindingQuery(agreement="sochi", article="2", first=DAYS[1]), "findings_by_agreement"),
    ],
)
def test_sqlite_finds_findings_in_order_by_indexes_alone(file: Path, query: FindingQuery, index: str) -> None:
    with closing(open_ledger(file)) as ledger:
        assert isinstance(ledger, SqlLedger)
        with ledger.reading() as source:
            sql, values = finding_ids_of(query)
            (step,) = source.rows(f"EXPLAIN QUERY PLAN {sql}", values)
    assert f"COVERING INDEX {index}" in step[-1]


@pytest.fixture(scope="module")
def three(
    empty_file: Path, server: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[View, View, View]]:
    """The same 300 findings in memory, in SQLite and in PostgreSQL."""
    chance = random.Random(7)  # noqa: S311 - the same rows every time
    rows = []
    for number in range(300):
        first, last = chance.choice(DAYS), chance.choice(DAYS)
        if first and last and first > last:
            first, last = last, first
        asked = {"result": RESULTS, "agreement": AGREEMENTS, "article": ARTICLES, "code": CODES}
        chosen = {name: chance.choice(words) for name, words in asked.items()}
        rows.append(finding(f"f_{chance.choice('aBé~')}{number}", first=first, last=last, **chosen))
    path = tmp_path_factory.mktemp("three") / "ledger.db"
    path.write_bytes(empty_file.read_bytes())
    with ExitStack() as stack:
        ledgers: list[Ledger] = [MemoryLedger(), open_ledger(path), open_ledger(server.ledger())]
        for ledger in ledgers:
            stack.enter_context(closing(ledger))
            put(ledger, *rows)
        memory, sqlite, postgresql = (stack.enter_context(ledger.reading_view()) for ledger in ledgers)
        yield memory, sqlite, postgresql


QUERIES: st.SearchStrategy[FindingQuery] = st.builds(
    FindingQuery,
    result=st.sampled_from((None, None, *RESULTS)),
    agreement=st.sampled_from((None, None, *AGREEMENTS)),
    article=st.sampled_from((None, None, *ARTICLES)),
    code=st.sampled_from((None, None, *CODES)),
    first=st.sampled_from(DAYS),
    last=st.sampled_from(DAYS),
    limit=st.none() | st.integers(0, 50),
)


@given(query=QUERIES)
@settings(max_examples=40, deadline=None)
def test_all_backends_give_the_same_answer(three: tuple[View, View, View], query: FindingQuery) -> None:
    memory, *databases = three
    for view in databases:
        assert list(view.findings(query)) == list(memory.findings(query))
        assert list(view.findings(query, brief=True)) == list(memory.findings(query, brief=True))
        assert view.count_findings(query) == memory.count_findings(query)
        assert list(view.finding_digests()) == list(memory.finding_digests())
