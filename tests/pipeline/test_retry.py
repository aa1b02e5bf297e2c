"""A report on which the reader failed waits, and is read once the fault is gone; a code named in a decision is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.pipeline.ledgers import REPORTS, WHO, built
from tests.pipeline.test_decide import claims_in, decided

from trucewatch.model.decision import Verb
from trucewatch.pipeline.build import build
from trucewatch.pipeline.catchup import unread
from trucewatch.pipeline.named import incident_named

if TYPE_CHECKING:
    from pathlib import Path

    from trucewatch.model.claim import Claim
    from trucewatch.model.document import Document, Issue
    from trucewatch.pipeline.toolbox import Toolbox

RAID = [path for path in REPORTS if path.name.startswith("maarat")]


class Stumbling:
    """A reader with a fault."""

    def concerns(self, text: str) -> bool:
        return bool(text)

    def read(self, document: Document) -> tuple[tuple[Claim, ...], tuple[Issue, ...]]:
        raise RuntimeError(document.file)


def test_a_report_on_which_the_reader_failed_is_read_later(quick: Toolbox, tmp_path: Path) -> None:
    with built(tmp_path / "ws", replace(quick, reader=Stumbling()), RAID[:2]) as workspace:
        assert len(unread(workspace)) == 2
        assert build(workspace, who=WHO, toolbox=quick).read == 2
        assert unread(workspace) == []
        assert claims_in(workspace)


def test_a_code_that_a_decision_names_goes_on_leading_somewhere(quick: Toolbox, tmp_path: Path) -> None:
    with built(tmp_path / "ws", quick, RAID) as workspace:
        code, claims = next(iter(claims_in(workspace, 1).items()))
        decided(workspace, Verb.DISCOUNT, code)
        decided(workspace, Verb.REJECT, claims[0])
        with workspace.ledger.reading_view() as view:
            assert incident_named(view, code).code == code
        assert claims[0] not in claims_in(workspace)[code]
