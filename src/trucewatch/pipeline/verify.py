"""Verifying goes on after every damage it finds: the log, the originals, the readings, and each quote against its text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from trucewatch.ledger.errors import LedgerError
from trucewatch.ledger.verify import Damage, check_ledger
from trucewatch.pipeline.carry_out import BUILD, incidents_digest
from trucewatch.publications.checked import RecordError
from trucewatch.publications.reread import read_record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.ledger.store import View
    from trucewatch.ledger.values import ReadingRow
    from trucewatch.pipeline.workspace import Workspace


def verified(workspace: Workspace, *, head: str = "") -> Iterator[Damage | None]:
    """All that is damaged; `None` for each reading that is sound, so that progress can be shown."""
    with workspace.ledger.reading_view() as view:
        yield from check_ledger(view, workspace.originals, head=head)
        for name, section in (("readings", _readings), ("claims", _claims), ("incidents", _incidents)):
            try:
                yield from section(view)
            except (LedgerError, ValueError, TypeError) as error:
                yield Damage(
                    item=name, what=f"cannot be read to the end ({error}); `trucewatch build --again` mends it"
                )


def _incidents(view: View) -> Iterator[Damage]:
    """The incidents must be those that the last build wrote: its entry in the log has their digest."""
    last = None
    for entry in view.entries(verb=BUILD):
        last = entry
    count, digest = incidents_digest(view)
    told = last.body.get("digest") if last else None
    if told != digest and (last or count):
        what = f"are not what the build of log entry {last.seq} wrote" if last else "were written by no build"
        yield Damage(item="incidents", what=f"{what}; `trucewatch build --again` mends them")


def _readings(view: View) -> Iterator[Damage | None]:
    for row in view.readings():
        yield _quotes(row)


def _quotes(row: ReadingRow) -> Damage | None:
    """Reading the record back checks every quote in it against the text."""
    try:
        record = json.loads(row.record)
        reading = read_record(record)
    except (RecordError, ValueError, TypeError, AttributeError, RecursionError) as error:
        return Damage(item=f"reading of {row.sha256}", what=f"{error}; `trucewatch build --again` reads it anew")
    if reading.document.sha256 != row.sha256:
        return Damage(
            item=f"reading of {row.sha256}", what="is that of another report; `trucewatch build --again` mends it"
        )
    return None


def _claims(view: View) -> Iterator[Damage]:
    """Claims whose quote is not in the reading that they are said to come from."""
    for row in view.readings():
        try:
            told = {str(claim["id"]): claim for claim in json.loads(row.record)["claims"]}
        except (ValueError, TypeError, KeyError, RecursionError):
            continue
        for claim in view.claims(reports=[row.sha256]):
            known = told.get(claim.id)
            quote = known["evidence"][0]["quote"] if known and known.get("evidence") else ""
            if known is None or quote != claim.quote:
                yield Damage(
                    item=f"claim {claim.id}",
                    what=f"is not what was read from {row.sha256}; `trucewatch build --again` mends it",
                )
