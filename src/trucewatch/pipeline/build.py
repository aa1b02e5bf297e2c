"""Read what is new, link what it touches, test what comes of it, write it down: each step resumes where it was stopped, and one builds at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trucewatch.ledger.values import IncidentQuery
from trucewatch.pipeline.carry_out import Changes, carry_out, write
from trucewatch.pipeline.catchup import catch_up, is_lost, unread
from trucewatch.pipeline.findings import TESTED_WITH, Register
from trucewatch.pipeline.maker import Maker
from trucewatch.pipeline.people import people_of
from trucewatch.pipeline.relink import plan
from trucewatch.pipeline.shelf import Shelf
from trucewatch.pipeline.tested import Tests, failures

if TYPE_CHECKING:
    from collections.abc import Callable

    from trucewatch.model.document import Reading
    from trucewatch.pipeline.toolbox import Toolbox
    from trucewatch.pipeline.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """How many reports were read, or could not be since their originals are lost, claims weighed anew, incidents made.

    `tested` are incidents that stayed as they were and were tested again.
    """

    read: int = 0
    lost: int = 0
    weighed: int = 0
    made: int = 0
    tested: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Watcher:
    """Who wants to know how a build goes.

    `waiting` is called if another build is at work, `total` and `linking` with how many reports and incidents there will be, `reading` and `incident` for each.
    Where agreements have changed, `testing` is called with how many incidents are tested again, and `tested` for each;
    `untested` with a line for each incident that could not be tested.
    """

    waiting: Callable[[], None] | None = None
    total: Callable[[int], object] = int
    reading: Callable[[Reading], object] = id
    linking: Callable[[int], object] = int
    incident: Callable[[], object] = bool
    testing: Callable[[int], object] = int
    tested: Callable[[], object] = bool
    untested: Callable[[str], object] = id


def build(
    workspace: Workspace,
    *,
    who: str,
    watcher: Watcher | None = None,
    jobs: int = 1,
    again: bool = False,
    toolbox: Toolbox | None = None,
) -> Built:
    """Bring the ledger up to date; waits for another build to end. With `again` everything is read and linked anew.

    Raises LedgerError and WorkerLostError, what was done until then stays, and PackError before anything is read.
    """
    watcher = watcher or Watcher()
    with workspace.ledger.building(watcher.waiting):
        waiting = unread(workspace, again=again)
        register = Register.of(workspace)
        if waiting:
            register.load()
        watcher.total(len(waiting))
        lost = 0
        for reading in catch_up(workspace, waiting, jobs=jobs, toolbox=toolbox):
            lost += is_lost(reading)
            watcher.reading(reading)
        linked = link_anew(workspace, who=who, watcher=watcher, register=register, everything=again)
    return replace(linked, read=len(waiting) - lost, lost=lost)


def link_anew(
    workspace: Workspace, *, who: str, watcher: Watcher, register: Register | None = None, everything: bool = False
) -> Built:
    """Link what new claims and decisions touch, and test what they change. To be called while building.

    `register` is the workspace's, where it is at hand.
    """
    register = register or Register.of(workspace)
    packs = register.packs
    with Tests(register, workspace.folder) as tests:
        with workspace.ledger.reading_view() as view:
            shelf, changes = Shelf.of_ledger(view), Changes()
            work = plan(view, packs, shelf, everything=everything)
            is_tested = view.state(TESTED_WITH) == register.mark
            if work is None and is_tested:
                return Built()
            if work is not None:
                watcher.linking(len(work.clusters))
                changes = carry_out(work, view, shelf, Maker.of(packs), tests, watcher.incident)
            if not is_tested:
                people = work.people if work else people_of(view, shelf)
                watcher.testing(view.count_incidents(IncidentQuery()) - len(changes.gone))
                tests.test_again(view, people, set(changes.gone), watcher.tested)
        with workspace.ledger.writing() as writer:
            if everything:
                writer.drop_strays()
            tests.note_failed(writer, {*changes.gone, *(row.code for row in changes.rows)})
            write(writer, work, changes, tests, who)
    for told in failures(tests.failed):
        watcher.untested(told)
    return Built(weighed=len(work.rows) if work else 0, made=len(changes.rows), tested=len(tests.again))
