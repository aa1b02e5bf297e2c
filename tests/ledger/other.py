"""Another process at the same ledger: python other.py WHAT WHERE [MORE]; it says on its output how far it has come."""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

from tests.ledger.builders import claim, note, receive
from trucewatch.ledger.open import open_ledger
from trucewatch.ledger.originals import Originals


def say(word: object) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def append(where: str, count: str) -> None:
    """Add so many entries, each in a write of its own."""
    ledger = open_ledger(where)
    for i in range(int(count)):
        with ledger.writing() as writer:
            note(writer, f"{i}")
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
        note(writer, "held")
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
        with ledger.writing() as writer:
            receive(writer, sha256, size=len(content))
            writer.put_claims(claim(f"c_{i}_{part}", sha256=sha256) for part in range(20))
        say(sha256)


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
