"""Readings to incidents and findings without a ledger: the same linking, values, codes and tests, and nothing is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.incidents.codes import assign
from trucewatch.incidents.linking.link import link
from trucewatch.incidents.origins.signature import signature_of
from trucewatch.incidents.scoring.linkable import linkable_of
from trucewatch.incidents.scoring.score import PairScorer
from trucewatch.pipeline.findings import Register
from trucewatch.pipeline.maker import Maker, Naming
from trucewatch.pipeline.shelf import read_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from trucewatch.incidents.values import Cluster
    from trucewatch.model.document import Reading
    from trucewatch.model.incident import Incident
    from trucewatch.packs.merged import Packs
    from trucewatch.pipeline.shelf import Read
    from trucewatch.publications.findings.stated import Stated


def incidents_of(readings: Iterable[Reading], packs: Packs) -> list[Incident]:
    """The incidents that these readings tell of, dated ones by day, then the others, each by code.

    The same bytes under two names count once.
    """
    reads = _reads(readings)
    homes = {claim: read for read in reads for claim in read.claims}
    clusters = _linked(reads, packs)
    codes = assign([cluster.claims for cluster in clusters], {}).codes
    maker = Maker.of(packs)
    made = [
        maker.incident(cluster, homes.__getitem__, Naming(code=code))
        for cluster, code in zip(clusters, codes, strict=True)
    ]
    return sorted(made, key=_by_day)


def findings_of(incidents: Iterable[Incident], packs: Packs, extra: Sequence[Path] = ()) -> Iterator[Stated]:
    """What the packs' agreements, and those in further files or folders, say about incidents, in the incidents' order.

    Those on one incident come by agreement, article and claimant. Raises PackError.
    """
    register = Register(packs=packs, extra=tuple(extra))
    return (told for incident in incidents for told in register.stated(incident))


def clusters_of(readings: Iterable[Reading], packs: Packs) -> tuple[Cluster, ...]:
    """Which claims of these readings stand together."""
    return _linked(_reads(readings), packs)


def _reads(readings: Iterable[Reading]) -> list[Read]:
    once = {reading.document.sha256: reading for reading in readings if reading.claims}
    return [read_of(reading, signature_of(reading.document)) for reading in once.values()]


def _linked(reads: Sequence[Read], packs: Packs) -> tuple[Cluster, ...]:
    linkables = [linkable_of(claim, read.document, packs.actors) for read in reads for claim in read.claims.values()]
    return link(linkables, PairScorer(linkables, {read.sheet.report: read.sheet.signature for read in reads}))


def _by_day(incident: Incident) -> tuple[bool, str, str]:
    first = incident.when.value.first or incident.when.value.last
    return first is None, str(first), incident.code
