"""What the pages share: every incident once with its row and findings, every place once, every agreement with its page."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.publications.site.lines import near
from trucewatch.publications.site.rows import all_incidents, row_of, safe_name
from trucewatch.publications.tallies import happened_at, is_placed, without_place
from trucewatch.publications.words import label, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from trucewatch.model.agreement import Agreement
    from trucewatch.model.incident import Incident
    from trucewatch.model.place import PlaceRef
    from trucewatch.packs.boundaries import Boundaries, Line
    from trucewatch.publications.edition import Edition, InForce, ReportSource
    from trucewatch.publications.findings.stated import Stated
    from trucewatch.publications.site.rows import Row

_DEGREES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A place as it is told: degrees and km, `None` where it could not be placed; `within` are the units around it."""

    name: str
    lat: float | None
    lon: float | None
    radius_km: float | None
    precision: str
    within: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One incident with its row, the findings on it, and the numbers of its places in the catalogue."""

    incident: Incident
    row: Row
    found: tuple[Stated, ...]
    sites: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All of an edition, ready to be shown. `agreements` are by id, each with one account a claimant.

    `holders` are the incidents' codes by their claims, `codes` all of these codes, `boundaries` those near to a place told.
    """

    edition: Edition
    entries: tuple[Entry, ...]
    sites: tuple[Site, ...]
    agreements: Mapping[str, tuple[InForce, ...]]
    sources: Mapping[str, ReportSource]
    holders: Mapping[str, str]
    codes: frozenset[str]
    boundaries: tuple[Boundaries, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines of all boundaries."""
        return tuple(line for one in self.boundaries for line in one.lines)

    @property
    def unlocated(self) -> int:
        """How many incidents no map shows."""
        return len(without_place(entry.incident for entry in self.entries))

    def agreement_page(self, agreement: str) -> str:
        """The address of an agreement's page; empty where the edition has none of it."""
        return f"agreements/{safe_name(agreement)}.html" if agreement in self.agreements else ""


def catalogue(edition: Edition) -> Catalogue:
    """The edition's incidents in their order, each with what belongs to it."""
    found: defaultdict[str, list[Stated]] = defaultdict(list)
    for told in edition.findings:
        found[told.finding.incident].append(told)
    accounts: defaultdict[str, list[InForce]] = defaultdict(list)
    for account in edition.in_force:
        accounts[account.agreement.id].append(account)
    straddling = {incident.code for incident in edition.straddling}
    numbers: dict[Site, int] = {}
    entries = tuple(
        Entry(
            incident=incident,
            row=row_of(incident, edition, found[incident.code], straddles=incident.code in straddling),
            found=tuple(found[incident.code]),
            sites=_numbered(happened_at(incident), numbers),
        )
        for incident in all_incidents(edition)
    )
    return Catalogue(
        edition=edition,
        entries=entries,
        sites=tuple(numbers),
        agreements={id_: tuple(told) for id_, told in accounts.items()},
        sources={source.report: source for source in edition.sources},
        holders={claim: entry.incident.code for entry in entries for claim in entry.incident.claims},
        codes=frozenset(entry.incident.code for entry in entries),
        boundaries=near(edition.boundaries, tuple(numbers)),
    )


def agreement_of(accounts: Sequence[InForce]) -> Agreement:
    """The agreement that these accounts are of."""
    return accounts[0].agreement


def _numbered(places: Iterable[PlaceRef], numbers: dict[Site, int]) -> tuple[int, ...]:
    sites = map(_site, places)
    return tuple(dict.fromkeys(numbers.setdefault(site, len(numbers)) for site in sites))


def _site(place: PlaceRef) -> Site:
    placed = is_placed(place)
    return Site(
        name=line(place.name or place.text),
        lat=round(place.lat, _DEGREES) if placed and place.lat is not None else None,
        lon=round(place.lon, _DEGREES) if placed and place.lon is not None else None,
        radius_km=place.radius_km if placed else None,
        precision=line(label(place.precision)),
        within=", ".join(map(line, place.admin)),
    )
