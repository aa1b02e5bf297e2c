"""Pairs of a key that are one occurrence, or only look alike, against what linking made of the claims that were read.

A pair counts only where the reader found both claims, so that linking is not blamed, nor praised, for what was not read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations
from pathlib import PurePath
from typing import TYPE_CHECKING, Protocol

from trucewatch.measures.locate import Locator
from trucewatch.measures.match import anchor, match
from trucewatch.model.claim import Scope, Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from trucewatch.measures.key import Key, KeyClaim
    from trucewatch.model.claim import Claim
    from trucewatch.model.document import Reading
    from trucewatch.packs.values import Kind


class Linked(Protocol):
    """A cluster: ids of the claims it is made of, and of those that deny or foresee it."""

    @property
    def claims(self) -> tuple[str, ...]:
        """Asserted claims."""

    @property
    def denials(self) -> tuple[str, ...]:
        """Claims that deny it."""

    @property
    def expected(self) -> tuple[str, ...]:
        """Claims that saw it coming."""


class Verdict(StrEnum):
    """What became of a pair."""

    TOGETHER = "together"
    APART = "apart"
    NOT_READ = "not read"
    NO_INCIDENT = "no incident"


@dataclass(frozen=True, slots=True, kw_only=True)
class PairVerdict:
    """Two claims of the key, whether the key says that they are one, and what became of them."""

    left: str
    right: str
    same: bool
    verdict: Verdict

    @property
    def right_so(self) -> bool:
        """Whether linking did as the key says."""
        return self.verdict is (Verdict.TOGETHER if self.same else Verdict.APART)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkTally:
    """Of all pairs, those that could be weighed, and of these the ones that came out as the key says."""

    right: int = 0
    weighed: int = 0
    every: int = 0
    not_read: int = 0
    no_incident: int = 0

    @property
    def share(self) -> float | None:
        """The share of right ones among those weighed; `None` where there is none."""
        return self.right / self.weighed if self.weighed else None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkMeasures:
    """The pairs that are the same, those that look alike, and what became of each."""

    same: LinkTally
    different: LinkTally
    pairs: tuple[PairVerdict, ...] = field(default=(), repr=False)


def found_claims(key: Key, readings: Iterable[Reading], kinds: Mapping[str, Kind]) -> dict[str, Claim]:
    """For each claim of the key that was found: the claim that answers it. Readings of other files are passed over."""
    found: dict[str, Claim] = {}
    for reading in readings:
        report = key.reports.get(PurePath(reading.document.file).name)
        if report is not None:
            keys = anchor(report, Locator.of(reading.document))
            found |= {pair.key.claim.id: pair.claim for pair in match(reading.claims, keys, kinds).pairs}
    return found


def measure_links(key: Key, found: Mapping[str, Claim], clusters: Iterable[Linked]) -> LinkMeasures:
    """Hold the clusters against the key's pairs; `found` is what `found_claims` gave."""
    homes = {id_: at for at, one in enumerate(clusters) for id_ in (*one.claims, *one.denials, *one.expected)}
    keyed = {claim.id: claim for report in key.reports.values() for claim in report.claims}
    pairs: list[PairVerdict] = []
    for same, groups in ((True, key.same), (False, key.different)):
        for left, right in _pairs(groups):
            verdict = _verdict(keyed, found, homes, left, right)
            if verdict is Verdict.NO_INCIDENT and not same and left in found and right in found:
                verdict = Verdict.APART  # what is no incident is in no incident with anything
            pairs.append(PairVerdict(left=left, right=right, same=same, verdict=verdict))
    same_tally, different = (_tally([pair for pair in pairs if pair.same is same]) for same in (True, False))
    return LinkMeasures(same=same_tally, different=different, pairs=tuple(pairs))


def _pairs(groups: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    for group in groups:
        yield from combinations(group, 2)


def _verdict(
    keyed: Mapping[str, KeyClaim], found: Mapping[str, Claim], homes: Mapping[str, int], left: str, right: str
) -> Verdict:
    """No incident are pairs of which the key itself says so: of totals and background, threats, or unheard denials."""
    claims = [found.get(left), found.get(right)]
    if any(one in keyed and not _may_be_incident(keyed[one]) for one in (left, right)):
        return Verdict.NO_INCIDENT
    if any(claim is None or claim.scope is not Scope.INCIDENT for claim in claims):
        return Verdict.NOT_READ
    places = [homes.get(claim.id) for claim in claims if claim is not None]
    unheard = [claim for claim in claims if claim is not None and claim.id not in homes]
    if len(unheard) == len(claims) and all(claim.stance is not Stance.ASSERTED for claim in unheard):
        return Verdict.NO_INCIDENT
    return Verdict.TOGETHER if places[0] is not None and places[0] == places[1] else Verdict.APART


def _may_be_incident(claim: KeyClaim) -> bool:
    spoken = {Stance.ASSERTED, Stance.DENIED, Stance.EXPECTED}
    return Scope.INCIDENT in claim.scopes and bool(spoken.intersection(claim.stances))


def _tally(pairs: list[PairVerdict]) -> LinkTally:
    verdicts = [pair.verdict for pair in pairs]
    weighed = [pair for pair in pairs if pair.verdict in {Verdict.TOGETHER, Verdict.APART}]
    return LinkTally(
        right=sum(pair.right_so for pair in weighed),
        weighed=len(weighed),
        every=len(pairs),
        not_read=verdicts.count(Verdict.NOT_READ),
        no_incident=verdicts.count(Verdict.NO_INCIDENT),
    )
