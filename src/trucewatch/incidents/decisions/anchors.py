"""An anchor finds its claim again by words, never by offsets alone; where the words are gone it finds nothing."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING

from trucewatch.incidents.scoring.compare_kinds import kind_rules
from trucewatch.language.wording import words_of
from trucewatch.model.decision import Anchor

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from trucewatch.model.claim import Claim

SHARE = 0.5
"""At least this part of the shorter one's words, the anchor's or the evidence's, must be shared."""
FEWEST = 3
"""Fewer shared words than this show nothing, unless they are all there is."""
STRAY = 0.2
"""So many words to each shared one may differ inside the stretch that both cover, as where a text was mended."""


def anchor_of(claim: Claim, sha256: str, others: Iterable[Claim] = ()) -> Anchor:
    """The claim in words that outlive this reading; `sha256` is the digest of its report's bytes.

    `others` are the claims of that report: those that rest on the same words are remembered as not being this one.
    """
    first = claim.evidence[0] if claim.evidence else None
    beside = {other.id for other in others if first and any(span.overlaps(first) for span in other.evidence)} - {
        claim.id
    }
    return Anchor(
        claim=claim.id,
        sha256=sha256,
        kind=claim.kind,
        family=claim.family,
        quote=first.quote if first else "",
        start=first.start if first else 0,
        beside=tuple(sorted(beside)),
    )


def find(anchors: Iterable[Anchor], claims_by_report: Mapping[str, Sequence[Claim]]) -> dict[Anchor, str | None]:
    """For each anchor the id of the claim that it speaks of now, `None` where it is gone.

    `claims_by_report` holds, under the SHA-256 of its bytes, all claims of every report that an anchor names; a report
    that is missing is one that has no claims. Give all anchors at once: of two claims that fit equally well, an anchor
    takes the one that no other anchor has by its id.
    """
    wanted = list(dict.fromkeys(anchors))
    ids = {sha256: {claim.id for claim in claims} for sha256, claims in claims_by_report.items()}
    found: dict[Anchor, str | None] = {
        anchor: anchor.claim if anchor.claim in ids.get(anchor.sha256, ()) else None for anchor in wanted
    }
    held = {claim for claim in found.values() if claim is not None}
    pages: dict[str, list[_Stand]] = {}
    for anchor in wanted:
        if found[anchor] is None:
            sha256 = anchor.sha256
            if sha256 not in pages:
                pages[sha256] = _stands(claims_by_report.get(sha256, ()))
            found[anchor] = _best(anchor, pages[sha256], held)
    return found


def share_of(one: Sequence[str], other: Sequence[str], *, near: bool = False) -> float:
    """How far two lists of words are one stretch of one text, cut differently: 0.0 where they are not, 1.0 where equal.

    Two stretches of one text overlap end to end or one inside the other, so words that differ on both sides of what is
    shared tell of two places in the text that merely sound alike; `near` says that they stand at one place anyhow.
    """
    if not one or not other:
        return 0.0
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    shared = sum(block.size for block in blocks)
    shorter = min(len(one), len(other))
    if shared < max(min(FEWEST, shorter), SHARE * shorter) or (shared < FEWEST and len(one) != len(other)):
        return 0.0
    dropped, swapped = _strays(blocks, len(one), len(other))
    if (swapped and not near) or dropped + swapped > STRAY * shared:
        return 0.0
    return 2 * shared / (len(one) + len(other))


@dataclass(frozen=True, slots=True)
class _Stand:
    """A claim with each of its quotes as words, and where it starts."""

    claim: Claim
    quotes: tuple[tuple[tuple[str, ...], int], ...]


def _stands(claims: Iterable[Claim]) -> list[_Stand]:
    return [_Stand(claim, tuple((words_of(span.quote), span.start) for span in claim.evidence)) for claim in claims]


def _best(anchor: Anchor, stands: Sequence[_Stand], held: set[str]) -> str | None:
    """By likeness first, then by share, by nearness, by not being another's, and by text order."""
    words = words_of(anchor.quote)
    best: tuple[tuple[int, float, int, bool], str] | None = None
    for stand in stands:
        likeness = _likeness(anchor, stand.claim)
        share, distance = _fit(anchor, words, stand) if likeness is not None else (0.0, 0)
        if likeness is None or not share:
            continue
        rank = (likeness, -share, distance, stand.claim.id in held)
        if best is None or rank < best[0]:
            best = rank, stand.claim.id
    return best[1] if best else None


def _likeness(anchor: Anchor, claim: Claim) -> int | None:
    """How well the kind fits, 0 the best; `None` where it cannot be the claim.

    One that stood beside it before can be it only if the two were joined, so its kind must be near and no other may fit.
    """
    beside = claim.id in anchor.beside
    if claim.kind == anchor.kind:
        return 2 if beside else 0
    if claim.family != anchor.family:
        return None
    if _near_kinds(anchor.kind, claim.kind):
        return 4 if beside else 1
    return None if beside else 3


def _near_kinds(one: str, other: str) -> bool:
    """Whether the two can tell of one act, by kinds.yaml."""
    rules = kind_rules()
    vague = (one in rules.vague and other in rules.fits_vague) or (other in rules.vague and one in rules.fits_vague)
    return vague or tuple(sorted((one, other))) in rules.close


def _fit(anchor: Anchor, words: Sequence[str], stand: _Stand) -> tuple[float, int]:
    """The best share of the claim's quotes, and how far that one stands from where the anchor stood."""
    fits = [(0.0, 0)]
    for quote, start in stand.quotes:
        distance = abs(start - anchor.start)
        fits.append((share_of(words, quote, near=distance <= len(anchor.quote) // 2), distance))
    return min(fits, key=lambda fit: (-fit[0], fit[1]))


def _strays(blocks: Sequence[tuple[int, int, int]], one: int, other: int) -> tuple[int, int]:
    """Words inside what both cover that only one of them has; words of which each has its own, at either end too."""
    swapped = min(blocks[0][0], blocks[0][1])
    dropped = 0
    inner = [block for block in blocks if block[2]]
    for (a, b, size), (c, d, _) in pairwise(inner):
        left, right = c - a - size, d - b - size
        swapped += min(left, right)
        dropped += abs(left - right)
    a, b, size = inner[-1] if inner else (0, 0, 0)
    return dropped, swapped + min(one - a - size, other - b - size)
