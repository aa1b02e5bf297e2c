"""The register of agreements is loaded once, where something is to be tested; what was found comes back whole, or is named."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from trucewatch.findings.assess import Assessor
from trucewatch.findings.upkeep import upkeep
from trucewatch.findings.zones import ZoneBook
from trucewatch.incidents.decisions.results import found_by_people
from trucewatch.ledger.values import FindingQuery, FindingRow
from trucewatch.model.agreement import Form
from trucewatch.model.errors import TrucewatchError
from trucewatch.packs.agreements import load_agreements
from trucewatch.packs.digest import agreements_digest
from trucewatch.packs.loader import load_packs
from trucewatch.packs.merged import Packs
from trucewatch.pipeline.kept import DamagedRowError
from trucewatch.publications.findings.record import stated_record
from trucewatch.publications.findings.reread import read_stated
from trucewatch.publications.findings.stated import stated
from trucewatch.publications.jsonl import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from trucewatch.ledger.store import View
    from trucewatch.model.agreement import Agreement
    from trucewatch.model.decision import Decision
    from trucewatch.model.finding import Finding, Upkeep
    from trucewatch.model.incident import Incident
    from trucewatch.pipeline.workspace import Workspace
    from trucewatch.publications.findings.stated import Stated

TESTED_WITH = "tested with"
TESTING = "findings/2"
"""Changes with every change of the code that tests incidents which may change a finding."""
FINDING = "f_"
_DIGITS = 16
_SHOWN = 5


class UnknownFindingError(TrucewatchError):
    """No finding has the id."""

    def __init__(self, typed: str) -> None:
        super().__init__(f"no finding begins with {typed!r}; see the ids in `trucewatch findings`")


class SeveralFindingsError(TrucewatchError):
    """Several findings' ids begin so."""

    def __init__(self, typed: str, ids: Sequence[str]) -> None:
        more = ", …" if len(ids) > _SHOWN else ""
        super().__init__(f"{typed!r} may be {', '.join(ids[:_SHOWN])}{more}; write more of the id")


@dataclass(frozen=True, kw_only=True)
class Register:
    """The agreements of some packs and of files besides; they are loaded when first asked for, which raises PackError."""

    packs: Packs
    extra: tuple[Path, ...] = ()

    @classmethod
    def of(cls, home: Workspace | Packs) -> Register:
        """The register of a workspace, its own agreements among them, or of packs alone; raises PackError."""
        if isinstance(home, Packs):
            return cls(packs=home)
        return cls(packs=load_packs(home.packs), extra=home.own_agreements)

    @cached_property
    def mark(self) -> str:
        """What findings depend on beside the incidents; another mark means that all must be tested again."""
        return f"{TESTING} {agreements_digest(self.packs, self.extra)[:_DIGITS]}"

    @cached_property
    def agreements(self) -> Mapping[str, Agreement]:
        """All agreements, by id."""
        return load_agreements(self.packs, self.extra)

    def load(self) -> None:
        """Load everything now; raises PackError. A file that changes later counts as changed: the mark comes first."""
        _ = self.mark, self.assessor

    @cached_property
    def zones(self) -> ZoneBook:
        """The zones of all agreements."""
        return ZoneBook({id_: zone for one in self.agreements.values() for id_, zone in one.zones.items()})

    @cached_property
    def assessor(self) -> Assessor:
        """What tests incidents against them."""
        return Assessor.of(self.agreements, self.packs)

    def findings(self, incident: Incident, decisions: Iterable[Decision] = ()) -> tuple[Finding, ...]:
        """The findings on an incident, by agreement, article and claimant; `decisions` are those in force on it."""
        found = sorted(self.assessor.findings(incident), key=lambda one: (one.agreement, one.article, one.by))
        return found_by_people(found, decisions)

    def stated(self, incident: Incident, decisions: Iterable[Decision] = ()) -> list[Stated]:
        """The same with the words of the incident and its agreements."""
        found = self.findings(incident, decisions)
        return [stated(finding, incident, self.agreements[finding.agreement]) for finding in found]

    def upkeep_of(self, view: View, first: date, last: date, agreement: str = "") -> tuple[Upkeep, ...]:
        """How deadlines, duties and thresholds stand by the ledger's findings on these days, both included.

        All of one agreement, by its id, or of those that any finding speaks of.
        """
        wanted = {
            id_: one
            for id_, one in self.agreements.items()
            if id_ == agreement or (not agreement and view.count_findings(FindingQuery(agreement=id_)))
        }
        found = ((told.finding, told.when) for told in self._kept_up(wanted, view, last))
        return upkeep(wanted, found, first, last)

    def _kept_up(self, agreements: Mapping[str, Agreement], view: View, last: date) -> Iterator[Stated]:
        """What was found up to a day under articles that ask for something: a deadline's time may begin long before."""
        for agreement in agreements.values():
            for article in agreement.articles:
                if article.form is not Form.BAN:
                    query = FindingQuery(agreement=agreement.id, article=article.number, last=last.isoformat())
                    yield from map(kept_finding, view.findings(query))


def finding_row(told: Stated) -> FindingRow:
    """A finding as the ledger keeps it."""
    return FindingRow(**listed_finding(told), record=text_of(stated_record(told)))


def listed_finding(told: Stated) -> dict[str, Any]:
    """What a finding is listed by: fields of a FindingRow."""
    finding, when = told.finding, told.when
    return {
        "id": finding.id,
        "code": finding.incident,
        "agreement": finding.agreement,
        "article": finding.article,
        "by": finding.by,
        "result": str(finding.result),
        "first": when.first.isoformat() if when.first else None,
        "last": when.last.isoformat() if when.last else None,
    }


def kept_finding(row: FindingRow) -> Stated:
    """A finding with what its record says of its incident and its article; raises DamagedRowError."""
    record = kept_finding_record(row)
    with _named(row):
        return read_stated(record)


def kept_finding_record(row: FindingRow) -> dict[str, Any]:
    """The public record of a finding; raises DamagedRowError where it is none."""
    with _named(row):
        return dict(json.loads(row.record).items())


@contextmanager
def _named(row: FindingRow) -> Iterator[None]:
    try:
        yield
    except (TrucewatchError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise DamagedRowError("finding", row.id, str(error).partition(";")[0]) from error  # noqa: EM101 - what is damaged


def finding_named(view: View, typed: str) -> FindingRow:
    """The finding with this id or unique beginning of one; raises UnknownFindingError and SeveralFindingsError."""
    wanted = FINDING + typed.strip().lower().removeprefix(FINDING)
    rows = view.findings_like(wanted) if wanted != FINDING else []
    exact = [row for row in rows if row.id == wanted]
    if not rows:
        raise UnknownFindingError(typed)
    if len(rows) > 1 and not exact:
        raise SeveralFindingsError(typed, [row.id for row in rows])
    return (exact or rows)[0]
