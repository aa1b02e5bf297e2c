"""Short builders of claims and of the incident they make, so that a test shows what is told and nothing else."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from trucewatch.incidents.assemble import assemble
from trucewatch.incidents.reconcile.kin import Kin
from trucewatch.incidents.values import Cluster, Sheet
from trucewatch.model.claim import ActorRef, Claim, Scope, SourceRef, Stance, ThingRef
from trucewatch.model.count import CountRange, Effect, Harm, Who
from trucewatch.model.incident import Origin
from trucewatch.model.place import PlaceRef, PlaceRole
from trucewatch.model.span import Span
from trucewatch.model.time import UNKNOWN_DATE, DateHow, DateInterval, DatePrecision
from trucewatch.packs.values import Actor, ActorType, Membership

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trucewatch.model.incident import Held, Incident

ACCORDS = {"ceasefire_agreed", "ceasefire_begins", "talks", "denial", "admission", "accusation", "pledge"}

# name: latitude, longitude, radius in km, where_prec, areas above it
GAZETTEER: dict[str, tuple[float, float, float, int, tuple[str, ...]]] = {
    "Hays": (13.93, 43.48, 2.0, 1, ("Yemen", "Al Hudaydah", "Hays")),
    "Al Hudaydah": (14.8, 43.2, 60.0, 4, ("Yemen", "Al Hudaydah")),
    "At Tuhayta": (14.18, 43.23, 2.0, 1, ("Yemen", "Al Hudaydah", "At Tuhayta")),
    "Marib": (15.46, 45.32, 5.0, 1, ("Yemen", "Marib")),
    "Ganja": (40.68, 46.36, 7.0, 1, ("Azerbaijan", "Ganja")),
    "Mingachevir": (40.77, 47.05, 5.0, 1, ("Azerbaijan", "Mingachevir")),
    "Berd": (40.88, 45.39, 3.0, 1, ("Armenia", "Tavush")),
    "Kensafra": (35.66, 36.48, 1.0, 1, ("Syria", "Idleb", "Ariha", "Ehsem")),
    "El Fasher": (13.63, 25.35, 6.0, 1, ("Sudan", "North Darfur")),
    "Nyala": (12.05, 24.88, 6.0, 1, ("Sudan", "South Darfur")),
    "Mekelle": (13.5, 39.47, 7.0, 1, ("Ethiopia", "Tigray")),
    "Tigray": (14.0, 38.5, 200.0, 4, ("Ethiopia", "Tigray")),
    "Tripoli": (32.88, 13.19, 15.0, 1, ("Libya", "Tripoli")),
    "Sudan": (15.0, 30.0, 900.0, 6, ("Sudan",)),
    "Mitiga": (32.89, 13.28, 2.0, 1, ("Libya", "Tripoli")),
}
_BODIES: dict[str, tuple[Membership, ...]] = {
    "syria": (),
    "syrian-army": (Membership(id="syria"),),
    "tiger-force": (Membership(id="syrian-army"),),
    "fourth-division": (Membership(id="syrian-army"),),
    "russia": (),
    "houthis": (),
    "saudi-coalition": (),
    "uae": (Membership(id="saudi-coalition", first=date(2015, 3, 26), last=date(2019, 7, 8)),),
    "saf": (),
    "rsf": (),
    "armenia": (),
    "azerbaijan": (),
    "gna": (),
    "lna": (),
}
ACTORS = {
    key: Actor(id=key, name=key.title(), type=ActorType.ARMED_GROUP, member_of=bodies)
    for key, bodies in _BODIES.items()
}


def days(first: str, last: str | None = None, how: DateHow = DateHow.STATED, rule: str = "") -> DateInterval:
    """An interval of ISO days; an empty end is open."""
    end = first if last is None else last
    precision = DatePrecision.DAY if end == first else DatePrecision.RANGE
    first_day, last_day = (date.fromisoformat(day) if day else None for day in (first, end))
    return DateInterval(first=first_day, last=last_day, precision=precision, how=how, rule=rule)


def count(words: str) -> CountRange:
    """`5` exact, `5+` at least, `<5` up to, `~5` about, `24..` as in "dozens", `2?` as in "several", `5-9` a range."""
    found = re.fullmatch(r"(?P<sign>[~<]?)(?P<low>\d+)(?P<end>\+|\.\.|\?|-(?P<high>\d+))?", words)
    assert found is not None
    low = int(found["low"])
    if found["sign"] == "<":
        return CountRange(low=None, best=low, high=low, words=words)
    if found["end"] in {"..", "?"}:
        return CountRange(low=low, best=None, high=None, words="dozens" if found["end"] == ".." else "several")
    high = int(found["high"]) if found["high"] else None if found["end"] == "+" else low
    best = None if found["high"] else low
    return CountRange(low=low, best=best, high=high, approximate=found["sign"] == "~", words=words)


def place(name: str, role: str = "location", **changes: object) -> PlaceRef:
    """A place of the gazetteer above, or a name without a point."""
    if name not in GAZETTEER:
        return PlaceRef(text=name, name=name, role=PlaceRole(role))
    lat, lon, radius, code, admin = GAZETTEER[name]
    values: dict[str, object] = {"lat": lat, "lon": lon, "radius_km": radius, "code": code, **changes}
    return PlaceRef(text=name, id=f"g-{name}", name=name, role=PlaceRole(role), admin=admin, **values)  # type: ignore[arg-type]


def party(name: str) -> ActorRef:
    """A known party by its id, or anybody else by these words."""
    return ActorRef(id=name if name in ACTORS else "", name=name, text=name)


def tell(  # noqa: PLR0913 - one argument a field of a claim
    report: str,
    kind: str = "air_strike",
    *,
    when: DateInterval | str | None = None,
    where: str | Sequence[PlaceRef] = (),
    actors: str = "",
    targets: str = "",
    voices: str = "",
    words: str = "Something happened.",
    stance: Stance = Stance.ASSERTED,
    counts: Mapping[str, str] | None = None,
    weapons: str = "",
    women: str = "",
    **tolls: str,
) -> Claim:
    """What `report` tells, in one sentence of `words`. Names are parted by commas.

    Tolls are `killed`, `injured`, …, with `_civilian` or `_combatant` where the words say so.
    """
    span = Span.of(words, 0, len(words))
    harm = [_harm(name, number, women) for name, number in tolls.items()]
    return Claim(
        id=f"c_{report}_{kind}",
        report=f"r_{report[0]}",
        kind=kind,
        family="accord" if kind in ACCORDS else "harm" if kind == "casualties" else "violence",
        scope=Scope.INCIDENT,
        stance=stance,
        when=days(when) if isinstance(when, str) else when or UNKNOWN_DATE,
        where=tuple(place(name) for name in _names(where)) if isinstance(where, str) else tuple(where),
        actors=tuple(party(name) for name in _names(actors)),
        targets=tuple(party(name) for name in _names(targets)),
        weapons=tuple(ThingRef(id=name, text=name) for name in _names(weapons)),
        counts={name: count(number) for name, number in (counts or {}).items()},
        harm=tuple(harm),
        sources=tuple(SourceRef(id=name if name in ACTORS else "", name=name) for name in _names(voices)),
        evidence=(span,),
    )


def told(
    *claims: Claim,
    published: str = "",
    one_origin: str = "",
    denials: Sequence[Claim] = (),
    expected: Sequence[Claim] = (),
    origins: tuple[Origin, ...] = (),
) -> Incident:
    """The incident of these claims; each report is an origin of its own, but those of `one_origin` are one.

    Origins that are given stand in place of these. `published` gives days by report letter, as in "a:2020-03-05".
    """
    everything = (*claims, *denials, *expected)
    dates = dict(part.split(":") for part in published.split())
    sheets = {
        claim.report: Sheet(
            report=claim.report,
            sha256=claim.report,
            file=f"{claim.report}.txt",
            outlet=f"Outlet {claim.report[-1]}",
            published=days(dates[claim.report[-1]]) if claim.report[-1] in dates else UNKNOWN_DATE,
        )
        for claim in everything
    }
    grouped: dict[str, list[Claim]] = {}
    for claim in everything:
        letter = claim.report[-1]
        grouped.setdefault(one_origin if letter in one_origin else letter, []).append(claim)
    origins = origins or tuple(
        Origin(
            id=f"o_{key}",
            name=f"Outlet {key}",
            claims=tuple(claim.id for claim in group),
            reports=tuple(sorted({claim.report for claim in group})),
        )
        for key, group in grouped.items()
    )
    cluster = Cluster(
        component="c",
        claims=tuple(claim.id for claim in claims),
        denials=tuple(claim.id for claim in denials),
        expected=tuple(claim.id for claim in expected),
    )
    return assemble(cluster, {claim.id: claim for claim in everything}, sheets, origins, ACTORS)


def no_kin() -> Kin:
    """Nobody belongs to anybody."""
    return Kin({}, None)


def bearings(others: Sequence[Held[CountRange]]) -> dict[str, str]:
    """How each figure that was not chosen stands to the one that was, by its words."""
    return {held.value.words: str(held.bearing) for held in others}


def span_of(value: CountRange) -> tuple[int | None, int | None, int | None]:
    """Low, best and high."""
    return value.low, value.best, value.high


def _harm(name: str, number: str, women: str) -> Harm:
    effect, _, who = name.partition("_")
    part = count(women) if women else None
    return Harm(effect=Effect(effect), who=Who(who or "unknown"), count=count(number), women=part)


def _names(names: str) -> list[str]:
    return [name.strip() for name in names.split(",") if name.strip()]
