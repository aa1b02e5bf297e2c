"""What the ledger's claims say of agreements: each claim about an accord beside the agreement that it speaks of, if any."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from trucewatch.findings.propose import proposals
from trucewatch.findings.spoken import Listener
from trucewatch.model.accord import Spoken, Utterance
from trucewatch.model.claim import Stance
from trucewatch.model.place import PlaceRef, PlaceRole
from trucewatch.model.time import DateInterval
from trucewatch.packs.values import Family
from trucewatch.pipeline.kept import kept_linkable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from trucewatch.findings.propose import Draft
    from trucewatch.findings.zones import ZoneBook
    from trucewatch.ledger.store import View
    from trucewatch.ledger.values import ClaimRow
    from trucewatch.model.agreement import Agreement
    from trucewatch.model.linkable import Linkable, Point, Range
    from trucewatch.packs.values import Actor


_SMALL = frozenset({"of", "the", "and"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A claim about an accord, what it speaks of, and the incident it stands in, if any."""

    said: Utterance
    spoken: Spoken
    stance: Stance
    incident: str


def heard(view: View, agreements: Mapping[str, Agreement], zones: ZoneBook) -> tuple[Heard, ...]:
    """All claims about accords, by report and place in its text. Raises DamagedRowError."""
    rows = [row for row in view.claims() if row.family == Family.ACCORD]
    digests = sorted({row.sha256 for row in rows})
    files = {report.sha256: report.file for report in view.reports()}
    around: dict[str, list[PlaceRef]] = {digest: [] for digest in digests}
    for row in view.claims(reports=digests):
        around[row.sha256].extend(map(_place, kept_linkable(row).points))
    listener = Listener(agreements, zones)
    found = []
    for row in rows:
        link = kept_linkable(row)
        said = _utterance(row, link, files.get(row.sha256, ""), tuple(around[row.sha256]))
        one = Heard(said=said, spoken=listener.spoken(said), stance=link.stance, incident=row.code)
        found.append((row.sha256, link.start, row.id, one))
    return tuple(one for *_, one in sorted(found, key=lambda item: item[:3]))


def proposed(told: Iterable[Heard], actors: Mapping[str, Actor]) -> tuple[Draft, ...]:
    """Drafts for accords that are told of as reached or begun, and that no agreement can be."""
    asserted = [one for one in told if one.stance is Stance.ASSERTED]
    spoken = {one.said.claim: one.spoken for one in asserted}
    return proposals((one.said for one in asserted), spoken, {name: actor.name for name, actor in actors.items()})


def _utterance(row: ClaimRow, link: Linkable, file: str, around: tuple[PlaceRef, ...]) -> Utterance:
    return Utterance(
        claim=row.id,
        report=link.report,
        kind=row.kind,
        quote=row.quote,
        when=_interval((link.first, link.last)),
        published=_interval(link.published),
        file=file,
        parties=tuple(sorted(link.actors)),
        actors=link.circles | link.actors,
        places=tuple(map(_place, link.points)),
        around=around,
    )


def _interval(days: Range) -> DateInterval:
    first, last = (None if day is None else date.fromordinal(day) for day in days)
    return DateInterval(first=first, last=last)


def _place(point: Point) -> PlaceRef:
    return PlaceRef(
        text="",
        id=point.id,
        role=PlaceRole(point.role),
        lat=point.lat,
        lon=point.lon,
        radius_km=point.radius_km,
        code=point.code,
        admin=tuple(map(_named, point.admin)),
    )


def _named(folded: str) -> str:
    """A folded name of a country or unit, with capitals again: "republic of the congo"."""
    return " ".join(word if word in _SMALL else word.capitalize() for word in folded.split())
