"""A ledger as large as asked, made of the bundled reports told over and over: each round of other days, ground and words.

What is read is made up here and written as a build writes it; linking and all that follows is the build's own work.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trucewatch.incidents.origins.signature import signature_of
from trucewatch.ledger.values import ReadingRow, StoredReport
from trucewatch.ledger.verify import RECEIPT
from trucewatch.packs.loader import load_packs
from trucewatch.pipeline.catchup import claim_row, unread
from trucewatch.pipeline.read import read_paths
from trucewatch.pipeline.toolbox import Toolbox
from trucewatch.pipeline.workspace import make_workspace
from trucewatch.publications.jsonl import text_of
from trucewatch.publications.record import record_of
from trucewatch.publications.reread import read_record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from trucewatch.pipeline.catchup import Unread
    from trucewatch.pipeline.workspace import Workspace

    Record = dict[str, Any]

WHO = "benchmark"
PACKS = ("syria",)
REPORTS = Path(str(files("trucewatch") / "bundled" / "reports"))
_STEP_DAYS, _SPAN_DAYS = 11, 9_000
_ROWS, _COLUMNS = 29, 31
_STEP_DEGREES = 0.37
_LONG_WORD = 7
_CONSONANTS = "bcdfghjklmnpqrstvwxz"
_BATCH = 500
_PART = re.compile(r"\w+|\W+")


def make_ledger(folder: Path, tools: Toolbox, claims: int) -> Workspace:
    """A new workspace with at least so many claims, read and not linked yet; to be closed."""
    seeds: list[Record] = [record_of(reading) for reading in read_paths([REPORTS], toolbox=tools)]
    rounds = -(-claims // sum(len(seed["claims"]) for seed in seeds))
    workspace = make_workspace(folder, packs=PACKS)
    known = dict(_received(workspace, seeds, rounds))
    waiting = unread(workspace)
    for start in range(0, len(waiting), _BATCH):
        _read(workspace, waiting[start : start + _BATCH], seeds, known)
    return workspace


def _received(workspace: Workspace, seeds: Sequence[Record], rounds: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """Keep originals and receipts, in one write; the digest of each with the numbers of its seed and round."""
    now = datetime.now(UTC)
    with workspace.ledger.writing() as writer:
        for number in range(rounds):
            for which, seed in enumerate(seeds):
                file, text = _told(seed, number)
                content = text.encode()
                sha256 = hashlib.sha256(content).hexdigest()
                path = workspace.originals.path(sha256)
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(content)
                report = StoredReport(sha256=sha256, id=f"r_{sha256[:12]}", file=file, size=len(content), seq=0)
                body = {name: getattr(report, name) for name in ("sha256", "id", "file", "size")}
                entry = writer.append(at=now, who=WHO, verb=RECEIPT, body=body)
                writer.add_report(replace(report, seq=entry.seq))
                yield sha256, (which, number)


def _read(
    workspace: Workspace, items: Sequence[Unread], seeds: Sequence[Record], known: Mapping[str, tuple[int, int]]
) -> None:
    """Write down what is to have been read."""
    actors = load_packs(PACKS).actors
    with workspace.ledger.writing() as writer:
        for item in items:
            which, number = known[item.sha256]
            record = _record(seeds[which], number, item.sha256)
            reading, text = read_record(record), text_of(record)
            digest, shingles = hashlib.sha256(text.encode()).hexdigest(), signature_of(reading.document)
            writer.put_readings(
                [ReadingRow(sha256=item.sha256, reader=item.reader, record=text, digest=digest, shingles=shingles)]
            )
            writer.put_claims(claim_row(claim, reading.document, actors) for claim in reading.claims)


def _told(seed: Record, number: int) -> tuple[str, str]:
    """Name and text of a report in one round: its long words of small letters are in other letters of the same number."""
    turn = number % len(_CONSONANTS)
    table = str.maketrans(_CONSONANTS, _CONSONANTS[turn:] + _CONSONANTS[:turn])
    file = f"{number}-{seed['file']}"
    words = (
        part.translate(table) if len(part) >= _LONG_WORD and part.isalpha() and part.islower() else part
        for part in _PART.findall(seed["text"])
    )
    return file, f"{''.join(words)}\n{file}\n"


def _record(seed: Record, number: int, sha256: str) -> Record:
    """What is read from a report in one round."""
    record: Record = json.loads(json.dumps(seed))
    file, text = _told(seed, number)
    record |= {"file": file, "text": text, "sha256": sha256, "report": f"r_{sha256[:12]}"}
    _Shift.of(number).move(record, text)
    return record


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shift:
    """How one round differs from the bundled reports, but for its words."""

    days: int
    lat: float
    lon: float
    mark: str

    @classmethod
    def of(cls, number: int) -> _Shift:
        return cls(
            days=number * _STEP_DAYS % _SPAN_DAYS,
            lat=number % _ROWS * _STEP_DEGREES,
            lon=number // _ROWS % _COLUMNS * _STEP_DEGREES,
            mark=str(number),
        )

    def move(self, value: object, text: str) -> None:
        """Change the JSON value and all within it; a quote stays what the text says there."""
        if isinstance(value, list):
            for one in value:
                self.move(one, text)
        elif isinstance(value, dict):
            self._change(value, text)
            for one in value.values():
                self.move(one, text)

    def _change(self, value: Record, text: str) -> None:
        if "quote" in value:
            value["quote"] = text[value["start"] : value["end"]]
        for name in ("first", "last"):
            if value.get(name):
                value[name] = (date.fromisoformat(value[name]) - timedelta(days=self.days)).isoformat()
        if value.get("lat") is not None:
            value["lat"], value["lon"] = round(value["lat"] - self.lat, 5), round(value["lon"] + self.lon, 5)
            value["id"], value["name"] = f"{value['id']}-{self.mark}", f"{value['name']} {self.mark}"
        if str(value.get("id", "")).startswith("c_"):
            digest = hashlib.sha256(f"{value['id']} {self.mark}".encode()).hexdigest()
            value["id"] = "c_" + digest[: len(value["id"]) - 2]


if __name__ == "__main__":
    with make_ledger(Path(sys.argv[1]), Toolbox.load(PACKS), int(sys.argv[2])):
        pass
