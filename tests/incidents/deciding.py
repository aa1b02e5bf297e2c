"""Claims, anchors and decisions in one line each; a short word such as `a1` stands for a claim and its words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from trucewatch.model.claim import Claim, Scope, Stance
from trucewatch.model.decision import Anchor, Decision, Verb
from trucewatch.model.span import Span
from trucewatch.model.time import UNKNOWN_DATE

if TYPE_CHECKING:
    from collections.abc import Mapping

SHA = "5" * 64
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def claim(name: str, quote: str, *, at: int = 0, kind: str = "attack", family: str = "violence") -> Claim:
    """A claim with the id `c_NAME` that rests on `quote`, which stands at offset `at`; `|` divides several quotes."""
    spans = []
    for part in quote.split("|"):
        spans.append(Span(start=at, end=at + len(part), quote=part))
        at += len(part) + 1
    return Claim(
        id=f"c_{name}",
        report="r_1",
        kind=kind,
        family=family,
        scope=Scope.INCIDENT,
        stance=Stance.ASSERTED,
        when=UNKNOWN_DATE,
        evidence=tuple(spans),
    )


def anchor(name: str) -> Anchor:
    """An anchor on the claim `NAME`, whose words no other claim shares."""
    return Anchor(
        claim=name, sha256=SHA, kind="attack", family="violence", quote=f"{name} was hit at {name} by {name}", start=0
    )


def decide(seq: int, words: str, *, value: str = "", author: str = "Ana", why: str = "seen") -> Decision:
    """`same a1,a2 b1` · `different a b` · `set a killed` (with `value`) · `grade a happened` · `reject a` · `undo 3`."""
    verb, *rest = words.split()
    number = rest[0] if verb == "undo" else ""
    pair = verb in {"same", "different"}
    groups = [] if verb == "undo" else rest if pair else rest[:1]
    return Decision(
        id=identify(seq),
        seq=seq,
        at=NOON + timedelta(minutes=seq),
        author=author,
        why=why,
        verb=Verb(verb),
        sides=tuple(tuple(anchor(name) for name in group.split(",")) for group in groups),
        field=rest[1] if not pair and len(rest) > 1 else "",
        value=value,
        undoes=identify(int(number)) if number else "",
    )


def identify(seq: int) -> str:
    """The id of the decision with this number."""
    return f"d_{seq:08x}"


def decided(*lines: str) -> list[Decision]:
    """Decisions numbered from 1."""
    return [decide(seq, line) for seq, line in enumerate(lines, 1)]


def as_read(decisions: list[Decision], now: Mapping[str, str | None] | None = None) -> dict[Anchor, str | None]:
    """Where each anchor leads: to its own claim, or where `now` says."""
    anchors = {one for decision in decisions for side in decision.sides for one in side}
    return {one: (now or {}).get(one.claim, one.claim) for one in anchors}
