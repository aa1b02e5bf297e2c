"""Another process at the same ledger: python other.py WHAT WHERE [MORE]; it says on its output how far it has come."""

from __future__ import annotations

import itertools
import sys
from datetime import UTC, datetime
from pathlib import Path

from trucewatch.ledger.open import open_ledger
from trucewatch.ledger.originals import Originals
from trucewatch.ledger.values import ClaimRow, StoredReport

NOW = datetime(2020, 9, 20, 12, tzinfo=UTC)


def say(word: object) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def append(where: str, count: str) -> None:
    """Add so many entries, each in a write of its own."""
    ledger = open_ledger(where)
    for i in range(int(count)):
        with ledger.writing() as writer:
            writer.append(at=NOW, who="other", verb="note", body={"word": f"{i}"})
    say("done")


def build(where: str) -> None:
    """Hold the right to build until the input ends."""
    ledger = open_ledger(where)
    with ledger.building(lambda: say("waiting")):
        say("building")
        sys.stdin.read()


def write(where: str) -> None:
    """Hold a write open until the input ends."""
    with open_ledger(where).writing() as writer:
        writer.append(at=NOW, who="other", verb="note", body={"word": "held"})
        say("writing")
        sys.stdin.read()


def keep(where: str, folder: str) -> None:
    """Receive one report after the other, without end; each is named once it is safe."""
    ledger, originals = open_ledger(where), Originals(Path(folder))
    with ledger.reading_view() as view:
        last = view.head()
    for i in itertools.count(last.seq if last else 0):
        content = b"%d " % i * 5000
        sha256 = originals.put(content)
        body = {"sha256": sha256, "id": f"r_{i}", "file": "f", "path": "/f", "size": len(content)}
        with ledger.writing() as writer:
            seq = writer.append(at=NOW, who="other", verb="receipt", body=body).seq
            writer.add_report(StoredReport(sha256=sha256, id=f"r_{i}", file="f", size=len(content), seq=seq))
            writer.put_claims(claim(f"c_{i}_{part}", sha256) for part in range(20))
        say(sha256)


def claim(identity: str, sha256: str) -> ClaimRow:
    return ClaimRow(
        id=identity,
        sha256=sha256,
        kind="shelling",
        family="violence",
        scope="incident",
        stance="asserted",
        first=None,
        last=None,
        place="",
        quote="",
        link="{}",
    )


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
