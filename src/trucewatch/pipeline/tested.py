"""What is found on incidents waits on the disk until it is written down all at once: it would fill the memory.

A fault of ours on one incident leaves that one without findings, by name, and stops nothing else.
"""

from __future__ import annotations

import json
import logging
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

    from trucewatch.ledger.store import View, Writer
    from trucewatch.ledger.values import FindingRow
    from trucewatch.model.decision import Decision
    from trucewatch.model.incident import Incident
    from trucewatch.pipeline.findings import Register
    from trucewatch.pipeline.people import People

_IN_MEMORY = 32 * 1024 * 1024
"""Bytes that are held in memory before a file is begun."""
_ASSERTED = "asserted"
_UNTESTED = "untested"
_LOG = logging.getLogger(__name__)


class Tests:
    """Findings in the order in which their incidents were tested; to be used in a `with` block.

    `again` are the codes of incidents that stay as they are and whose findings take the place of earlier ones; `failed`
    tells by code what went wrong where one could not be tested. Raises PackError where the register has faults, and
    LedgerError where the disk is full.
    """

    def __init__(self, register: Register, folder: Path) -> None:
        self.register = register
        self.again: list[str] = []
        self.failed: dict[str, str] = {}
        self._folder = folder
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY, dir=str(folder), prefix=".unfinished-")  # noqa: SIM115 - see __exit__
        self._batches = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def test(self, incident: Incident, decisions: Iterable[Decision]) -> None:
        """Test an incident; `decisions` are those in force on it."""
        rows = self._rows(incident, decisions)
        if not rows:
            return
        try:
            pickle.dump(rows, self._file, pickle.HIGHEST_PROTOCOL)
        except OSError as error:
            raise os_error(error, self._folder) from error
        self._batches += 1

    def _rows(self, incident: Incident, decisions: Iterable[Decision]) -> list[FindingRow]:
        self.register.load()
        try:
            return [finding_row(told) for told in self.register.stated(incident, decisions)]
        except Exception as error:  # noqa: BLE001 - the edge of one incident's work; the log has the trace
            _LOG.debug("testing %s failed", incident.code, exc_info=True)
            self.failed[incident.code] = f"{type(error).__name__}: {error}"
            return []

    def note_failed(self, writer: Writer, replaced: Collection[str]) -> None:
        """Put down which incidents could not be tested; `replaced` are the codes of those that went or were made anew."""
        before = _noted(writer)
        stay = before.keys() - {*replaced, *self.again}
        now = {code: before[code] for code in stay} | self.failed
        if now != before:
            writer.set_state(_UNTESTED, json.dumps(now, sort_keys=True))

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


def untested(view: View) -> list[str]:
    """A line for each incident of the ledger that could not be tested, by code."""
    return failures(_noted(view))


def failures(failed: Mapping[str, str]) -> list[str]:
    """A line for each incident that could not be tested; `failed` tells by code what went wrong."""
    remedy = "please report it; `trucewatch build --again` tries again"
    return [f"{code} could not be tested by a fault of ours ({failed[code]}); {remedy}" for code in sorted(failed)]


def _noted(view: View) -> dict[str, str]:
    """What went wrong by code; nothing where what was noted cannot be read."""
    try:
        return {str(code): str(what) for code, what in json.loads(view.state(_UNTESTED) or "{}").items()}
    except (ValueError, TypeError, AttributeError, RecursionError):
        return {}


def decided_in(view: View, people: People) -> Mapping[str, tuple[Decision, ...]]:
    """For each incident of the ledger, by code, the decisions in force on it or on a finding about it."""
    claims = {claim for claim in people.resolved.values() if claim}
    standing = {row.id: row.code for row in view.claims(ids=claims) if row.code and row.stance == _ASSERTED}
    found, _ = homes(people.standing, people.resolved, standing)
    return found
