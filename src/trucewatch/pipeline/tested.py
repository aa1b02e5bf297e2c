"""What is found on incidents waits on the disk until it is written down all at once: it would fill the memory."""

from __future__ import annotations

import pickle
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Self

from trucewatch.incidents.decisions.overrides import homes
from trucewatch.ledger.values import IncidentQuery
from trucewatch.ledger.whole import os_error
from trucewatch.pipeline.findings import finding_row
from trucewatch.pipeline.kept import kept_incident

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from trucewatch.ledger.store import View
    from trucewatch.ledger.values import FindingRow
    from trucewatch.model.decision import Decision
    from trucewatch.model.incident import Incident
    from trucewatch.pipeline.findings import Register
    from trucewatch.pipeline.people import People

_IN_MEMORY = 32 * 1024 * 1024
"""Bytes that are held in memory before a file is begun."""
_ASSERTED = "asserted"


class Tests:
    """Findings in the order in which their incidents were tested; to be used in a `with` block.

    `again` are the codes of incidents that stay as they are and whose findings take the place of earlier ones. Raises
    PackError where the register has faults, and LedgerError where the disk is full.
    """

    def __init__(self, register: Register, folder: Path) -> None:
        self.register = register
        self.again: list[str] = []
        self._folder = folder
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY, dir=str(folder), prefix=".unfinished-")  # noqa: SIM115 - see __exit__
        self._batches = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def test(self, incident: Incident, decisions: Iterable[Decision]) -> None:
        """Test an incident; `decisions` are those in force on it."""
        rows = [finding_row(told) for told in self.register.stated(incident, decisions)]
        if not rows:
            return
        try:
            pickle.dump(rows, self._file, pickle.HIGHEST_PROTOCOL)
        except OSError as error:
            raise os_error(error, self._folder) from error
        self._batches += 1

    def test_again(self, view: View, people: People, gone: Collection[str], ticked: Callable[[], object]) -> None:
        """Test every incident of the ledger but those that are `gone`; raises DamagedRowError."""
        decisions = decided_in(view, people)
        for row in view.incidents(IncidentQuery()):
            if row.code not in gone:
                self.test(kept_incident(row), decisions.get(row.code, ()))
                self.again.append(row.code)
                ticked()

    def __iter__(self) -> Iterator[FindingRow]:
        self._file.seek(0)
        for _ in range(self._batches):
            yield from pickle.load(self._file)  # noqa: S301 - what `test` wrote, which nobody else could


def decided_in(view: View, people: People) -> Mapping[str, tuple[Decision, ...]]:
    """For each incident of the ledger, by code, the decisions in force on it or on a finding about it."""
    claims = {claim for claim in people.resolved.values() if claim}
    standing = {row.id: row.code for row in view.claims(ids=claims) if row.code and row.stance == _ASSERTED}
    found, _ = homes(people.standing, people.resolved, standing)
    return found
