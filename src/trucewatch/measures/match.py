"""Which found claim answers which claim of the key: each one at most once, by the words they rest on and their kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.measures.assign import best_pairs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trucewatch.measures.key import KeyClaim, KeyReport
    from trucewatch.measures.locate import Locator
    from trucewatch.model.claim import Claim
    from trucewatch.model.span import Span
    from trucewatch.packs.values import Kind

FULL = 1.0
HALF = 0.5
_TIEBREAK = 0.01
_OPTIONAL = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchored:
    """A key claim with the places of its quotes in the text, and the sentences around them."""

    claim: KeyClaim
    quotes: tuple[Span, ...]
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A found claim and its answer in the key; `credit` is 1 for an accepted kind, half for its family."""

    claim: Claim
    key: Anchored
    credit: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """How the claims of one report fell together. A duplicate is a second find of a key claim that has its answer."""

    pairs: tuple[Pair, ...]
    missed: tuple[Anchored, ...]
    duplicates: tuple[tuple[Claim, Anchored], ...]
    false: tuple[Claim, ...]


def anchor(report: KeyReport, locator: Locator) -> list[Anchored]:
    """The key's claims, laid on the text; one whose words are not there has no sentence and cannot be met."""
    found: list[Anchored] = []
    for claim in report.claims:
        quotes = tuple(span for quote in claim.quotes for span in locator.find(quote))
        sentences = tuple(locator.sentence(span) for span in quotes)
        found.append(Anchored(claim=claim, quotes=quotes, sentences=sentences))
    return found


def match(claims: Sequence[Claim], keys: Sequence[Anchored], kinds: Mapping[str, Kind]) -> Matching:
    """The pairing with the greatest credit; among equals, the one whose words, scope and places agree best."""
    credits_ = [[credit(claim, key, kinds) for key in keys] for claim in claims]
    scores = [
        [_score(claims[row], keys[column], value) if value else 0.0 for column, value in enumerate(values)]
        for row, values in enumerate(credits_)
    ]
    chosen = best_pairs(scores)
    pairs = tuple(Pair(claim=claims[r], key=keys[c], credit=credits_[r][c]) for r, c in chosen)
    rows, columns = {row for row, _ in chosen}, {column for _, column in chosen}
    second = {
        row: next((keys[column] for column, value in enumerate(credits_[row]) if value == FULL), None)
        for row in range(len(claims))
        if row not in rows
    }
    return Matching(
        pairs=pairs,
        missed=tuple(key for column, key in enumerate(keys) if column not in columns),
        duplicates=tuple((claims[row], key) for row, key in second.items() if key is not None),
        false=tuple(claims[row] for row, key in second.items() if key is None),
    )


def credit(claim: Claim, key: Anchored, kinds: Mapping[str, Kind]) -> float:
    """1 where words overlap and the kind is accepted, half where only the family is the key's, else 0."""
    if not touches(claim.evidence, key.sentences):
        return 0.0
    if claim.kind in key.claim.kinds:
        return FULL
    families = {kinds[kind].family for kind in (claim.kind, key.claim.kinds[0]) if kind in kinds}
    return HALF if len(families) == 1 and claim.kind in kinds else 0.0


def touches(some: Sequence[Span], others: Sequence[Span]) -> bool:
    """Whether any two of the spans share a character."""
    return any(one.overlaps(other) for one in some for other in others)


def _score(claim: Claim, key: Anchored, value: float) -> float:
    agreement = (
        0.4 * touches(claim.evidence[:1], key.quotes)
        + 0.1 * touches(claim.evidence, key.quotes)
        + 0.2 * (claim.scope in key.claim.scopes)
        + 0.1 * (claim.stance in key.claim.stances)
        + 0.2 * _shared_places(claim, key)
    )
    return value + _TIEBREAK * agreement - _OPTIONAL * key.claim.optional


def _shared_places(claim: Claim, key: Anchored) -> float:
    wanted = key.claim.places
    found = {place.text.casefold() for place in claim.where}
    return sum(name.casefold() in found for name in wanted) / len(wanted) if wanted else 0.0
