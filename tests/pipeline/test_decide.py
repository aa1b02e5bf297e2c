"""What people decided holds on every build: after new reports, another order, another reader; and it can be taken back."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.pipeline.ledgers import REPORTS, WHO, add, built, damages, exported

from trucewatch.incidents.decisions.errors import ContradictionError, UnexplainedError
from trucewatch.incidents.decisions.fields import parse_value
from trucewatch.ledger.values import IncidentQuery
from trucewatch.model.decision import Verb
from trucewatch.model.span import Span
from trucewatch.pipeline.build import Watcher, build, link_anew
from trucewatch.pipeline.decide import NoClaimError, SameThingError, Wish, decide
from trucewatch.pipeline.export import export
from trucewatch.pipeline.intake import add_files
from trucewatch.pipeline.named import UnknownCodeError, WithdrawnCodeError, claim_named, incident_named
from trucewatch.pipeline.status import facts_of

if TYPE_CHECKING:
    from pathlib import Path

    from trucewatch.claims.reader import Reader
    from trucewatch.ledger.values import Entry
    from trucewatch.model.claim import Claim
    from trucewatch.model.decision import Decision
    from trucewatch.model.document import Document, Issue
    from trucewatch.pipeline.toolbox import Toolbox
    from trucewatch.pipeline.workspace import Workspace

SYRIA = sorted(
    (path for path in REPORTS if path.name.startswith(("maarat", "ghouta", "sweida", "ras-al", "daraa"))),
    key=lambda path: (not path.name.startswith("maarat"), path.name),
)
"""First the three on one raid."""


class Shifted:
    """A later reader: each quote a word shorter, as if its clauses were cut elsewhere; ids are as that reader makes them."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def concerns(self, text: str) -> bool:
        return self._reader.concerns(text)

    def read(self, document: Document) -> tuple[tuple[Claim, ...], tuple[Issue, ...]]:
        claims, issues = self._reader.read(document)
        return tuple(self._cut(claim, document.text) for claim in claims), issues

    def _cut(self, claim: Claim, text: str) -> Claim:
        first = claim.evidence[0]
        shorter = Span.of(text, first.start, max(first.start + 1, first.start + first.quote.rfind(" ")))
        return replace(claim, id=f"c_{claim.id[2:][::-1]}", evidence=(shorter, *claim.evidence[1:]))


def wish(verb: Verb, *names: str, field: str = "", value: str = "") -> Wish:
    """A decision with a reason."""
    return Wish(verb=verb, names=names, why="I was there", field=field, value=value)


def decided(workspace: Workspace, verb: Verb, *names: str, field: str = "", value: str = "") -> Decision:
    """A decision that is written and applied."""
    made = decide(workspace, wish(verb, *names, field=field, value=value), who=WHO)
    link_anew(workspace, who=WHO, watcher=Watcher())
    return made


def claims_in(workspace: Workspace, number: int = 0) -> dict[str, list[str]]:
    """Incidents by code, each with its claims; only those with more than `number`."""
    with workspace.ledger.reading_view() as view:
        rows = list(view.incidents(IncidentQuery()))
    told = {row.code: [claim["id"] for claim in json.loads(row.record)["claims"]] for row in rows}
    return {code: claims for code, claims in told.items() if len(claims) > number}


def record(workspace: Workspace, code: str) -> dict[str, object]:
    """An incident's record."""
    with workspace.ledger.reading_view() as view:
        found: dict[str, object] = json.loads(incident_named(view, code).record)
    return found


def home_of(workspace: Workspace, claim: str) -> str:
    """The incident that a claim stands in."""
    with workspace.ledger.reading_view() as view:
        return claim_named(view, claim).code


def apart_and_together(workspace: Workspace) -> tuple[tuple[str, str], tuple[str, str]]:
    """Two claims of two incidents, and two claims of one."""
    several = claims_in(workspace, 1)
    together = next(iter(several.values()))[:2]
    singles = [claims[0] for code, claims in claims_in(workspace).items() if code not in several]
    return (singles[0], singles[-1]), (together[0], together[1])


def test_decisions_hold_after_new_reports_another_order_and_another_reader(quick: Toolbox, tmp_path: Path) -> None:
    first, later = SYRIA[:4], SYRIA[4:]
    with built(tmp_path / "ws", quick, first) as workspace:
        (one, other), (mine, yours) = apart_and_together(workspace)
        decided(workspace, Verb.SAME, one, other)
        decided(workspace, Verb.DIFFERENT, mine, yours)
        code = home_of(workspace, mine)
        decided(workspace, Verb.SET, code, field="killed", value=parse_value("killed", "7", quick.packs))
        decided(workspace, Verb.DISCOUNT, home_of(workspace, yours))
        add(workspace, later, quick)
        for tools in (quick, replace(quick, reader=Shifted(quick.reader))):
            build(workspace, who=WHO, toolbox=tools, again=True)
            back = -1 if tools is not quick else 1
            names = [f"c_{name[2:][::back]}" for name in (one, other, mine, yours)]
            assert home_of(workspace, names[0]) == home_of(workspace, names[1]) != ""
            assert home_of(workspace, names[2]) != home_of(workspace, names[3])
            told = record(workspace, home_of(workspace, names[2]))
            assert told["harm"]["killed"]["best"] == 7  # type: ignore[index]
            assert record(workspace, home_of(workspace, names[3]))["grade"] == "discounted"
            assert damages(workspace) == []


def test_decisions_and_reports_in_any_order_end_in_the_same_bytes(quick: Toolbox, tmp_path: Path) -> None:
    with built(tmp_path / "all", quick, SYRIA) as workspace:
        (one, other), (mine, yours) = apart_and_together(workspace)
        decided(workspace, Verb.SAME, one, other)
        decided(workspace, Verb.DIFFERENT, mine, yours)
        ids = [entry.hash[:8] for entry in _decisions(workspace)]
        batch = _without(exported(workspace, tmp_path / "out"), ids)
    with built(tmp_path / "two", quick, SYRIA[:1]) as workspace:
        for _ in add_files(workspace, random.Random(5).sample(SYRIA, len(SYRIA)), who=WHO):  # noqa: S311 - an order
            pass
        build(workspace, who=WHO, toolbox=quick)
        decide(workspace, wish(Verb.DIFFERENT, yours, mine), who=WHO)
        decide(workspace, wish(Verb.SAME, other, one), who=WHO)
        build(workspace, who=WHO, toolbox=quick)
        ids = [entry.hash[:8] for entry in _decisions(workspace)]
        assert _without(exported(workspace, tmp_path / "out2"), ids) == batch


def test_taken_back_all_is_as_it_was(quick: Toolbox, tmp_path: Path) -> None:
    with built(tmp_path / "ws", quick, SYRIA[:5]) as workspace:
        before = claims_in(workspace)
        (one, other), (mine, yours) = apart_and_together(workspace)
        code = home_of(workspace, one)
        made = [decided(workspace, Verb.SAME, one, other), decided(workspace, Verb.DIFFERENT, mine, yours)]
        made += [decided(workspace, Verb.REJECT, mine), decided(workspace, Verb.DISCOUNT, code)]
        assert claims_in(workspace) != before
        for decision in reversed(made):
            decided(workspace, Verb.UNDO, decision.id)
        assert claims_in(workspace) == before
        assert damages(workspace) == []


def test_a_code_that_was_public_always_leads_somewhere(quick: Toolbox, tmp_path: Path) -> None:
    with built(tmp_path / "ws", quick, SYRIA[:5]) as workspace:
        export(workspace, tmp_path / "out", who=WHO)
        public = claims_in(workspace)
        (one, other), (mine, yours) = apart_and_together(workspace)
        codes = home_of(workspace, one), home_of(workspace, other)
        decided(workspace, Verb.SAME, *codes)
        decided(workspace, Verb.DIFFERENT, mine, yours)
        lone = next(code for code, claims in public.items() if len(claims) == 1 and code not in codes)
        decided(workspace, Verb.REJECT, public[lone][0])
        with workspace.ledger.reading_view() as view:
            assert incident_named(view, codes[0]).code == incident_named(view, codes[1]).code
            for code in public:
                if code == lone:
                    with pytest.raises(WithdrawnCodeError, match=lone):
                        incident_named(view, code)
                else:
                    assert incident_named(view, code.lower()).code
        assert (
            record(workspace, home_of(workspace, yours))["split_from"]
            or record(workspace, home_of(workspace, mine))["split_from"]
        )


def test_contradictions_and_unknown_names_write_nothing(quick: Toolbox, tmp_path: Path) -> None:
    with built(tmp_path / "ws", quick, SYRIA[:4]) as workspace:
        (one, other), (mine, yours) = apart_and_together(workspace)
        decided(workspace, Verb.SAME, one, other)
        code = home_of(workspace, one)
        written = len(_decisions(workspace))
        for fault, wanted in (
            (ContradictionError, wish(Verb.DIFFERENT, other, one)),
            (SameThingError, wish(Verb.SAME, code, one)),
            (NoClaimError, wish(Verb.REJECT, code)),
            (NoClaimError, wish(Verb.DISCOUNT, one)),
            (UnknownCodeError, wish(Verb.DISCOUNT, "TW-00000000")),
            (UnexplainedError, Wish(verb=Verb.DIFFERENT, names=(mine, yours), why="  ")),
        ):
            with pytest.raises(fault):
                decide(workspace, wanted, who=WHO)
        assert len(_decisions(workspace)) == written
        assert damages(workspace) == []


def test_a_claim_can_be_parted_from_its_own_incident(quick: Toolbox, tmp_path: Path) -> None:
    with built(tmp_path / "ws", quick, SYRIA[:4]) as workspace:
        _, (mine, yours) = apart_and_together(workspace)
        decided(workspace, Verb.DIFFERENT, home_of(workspace, mine), yours)
        assert home_of(workspace, mine) != home_of(workspace, yours)


def test_a_public_code_outlives_a_reader_that_quotes_otherwise(quick: Toolbox, tmp_path: Path) -> None:
    with built(tmp_path / "ws", quick, SYRIA[:4]) as workspace:
        export(workspace, tmp_path / "out", who=WHO)
        public = claims_in(workspace)
        build(workspace, who=WHO, toolbox=replace(quick, reader=Shifted(quick.reader)), again=True)
        with workspace.ledger.reading_view() as view:
            found = {code: incident_named(view, code).code for code in public}
        assert sum(code == now for code, now in found.items()) > 0.9 * len(public)


def test_a_decision_whose_claim_is_gone_is_shown_as_orphaned(quick: Toolbox, tmp_path: Path) -> None:
    class Silent:
        def concerns(self, text: str) -> bool:
            return bool(text)

        def read(self, document: Document) -> tuple[tuple[Claim, ...], tuple[Issue, ...]]:
            del document
            return (), ()

    with built(tmp_path / "ws", quick, SYRIA[:2]) as workspace:
        made = decided(workspace, Verb.DISCOUNT, next(iter(claims_in(workspace))))
        build(workspace, who=WHO, toolbox=replace(quick, reader=Silent()), again=True)
        _, notes = facts_of(workspace)
        assert any("orphaned" in note and made.id in note for note in notes)
        build(workspace, who=WHO, toolbox=quick, again=True)
        _, notes = facts_of(workspace)
        assert notes == []


def _decisions(workspace: Workspace) -> list[Entry]:
    with workspace.ledger.reading_view() as view:
        return list(view.entries(verb="decision"))


def _without(content: bytes, ids: list[str]) -> bytes:
    """The bytes without the decisions' ids, which hold when they were made."""
    for one in sorted(ids):
        content = content.replace(f"d_{one}".encode(), b"d_")
    return content
