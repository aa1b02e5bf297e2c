"""Findings of made-up incidents under every shipped agreement, on one core; incidents lie where and when terms held, or near it.

The density is meant to be unkind: two thirds lie in a country that has terms, on a day on which some of them held.
"""

from __future__ import annotations

import csv
import random
import time
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from benchmarks.figures import Figure
from trucewatch.findings.assess import Assessor
from trucewatch.model.claim import ActorRef, ThingRef
from trucewatch.model.incident import Citation, Grade, Incident, Origin, Settled
from trucewatch.model.place import PlaceRef
from trucewatch.model.span import Span
from trucewatch.model.time import UNKNOWN_DATE, DateHow, DateInterval, DatePrecision
from trucewatch.packs.agreements import load_agreements
from trucewatch.packs.loader import load_packs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trucewatch.model.agreement import Agreement
    from trucewatch.packs.merged import Packs

PART = "findings"
SIZE = 100_000
_SEED = 20200306
_PLACES_A_COUNTRY = 500
_KINDS = (
    "shelling",
    "shelling",
    "air_strike",
    "drone_strike",
    "attack",
    "armed_clash",
    "shooting",
    "looting",
    "casualties",
    "patrol",
)
_WEAPONS = ("artillery", "rocket", "warplane", "")


def run(size: int = SIZE) -> list[Figure]:
    """How long the findings of `size` incidents take, parsing not counted, and what they come to."""
    packs = load_packs()
    begun = time.perf_counter()
    agreements = load_agreements(packs)
    loaded = time.perf_counter() - begun
    incidents = make_incidents(size, agreements, packs)
    assessor = Assessor.of(agreements, packs)
    begun = time.perf_counter()
    counts: Counter[str] = Counter()
    tested = 0
    for incident in incidents:
        found = assessor.findings(incident)
        tested += bool(found)
        counts.update(str(one.result) for one in found)
    spent = time.perf_counter() - begun
    return [
        Figure(part=PART, name=f"{len(agreements)} agreements loaded", value=loaded, unit="s"),
        Figure(part=PART, name=f"{size:,} incidents", value=spent, unit="s", floor="<= 30" if size == SIZE else ""),
        Figure(part=PART, name="incidents with findings", value=tested),
        Figure(part=PART, name="findings", value=sum(counts.values())),
        *(Figure(part=PART, name=f"findings: {name}", value=number) for name, number in sorted(counts.items())),
    ]


def make_incidents(size: int, agreements: Mapping[str, Agreement], packs: Packs) -> list[Incident]:
    """Incidents by dice, the same for the same packs."""
    dice = random.Random(_SEED)  # noqa: S311 - no secret hangs on it
    places = _places(packs, {code for one in agreements.values() for code in one.countries}, dice)
    everyone = [actor.id for actor in packs.actors.values()]
    pool = sorted(agreements.values(), key=lambda one: one.id)
    return [_incident(number, dice, dice.choice(pool), places, everyone, packs) for number in range(size)]


def _places(packs: Packs, countries: set[str], dice: random.Random) -> Mapping[str, Sequence[PlaceRef]]:
    """Some hundred places of each country, under its code, and as many of all others under no code."""
    found: dict[str, dict[str, PlaceRef]] = {}
    for _, path in packs.gazetteer_files:
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                code = row["country"] if row["country"] in countries else ""
                if row["kind"] in {"city", "town", "village"}:
                    found.setdefault(code, {})[row["id"]] = _place(row)
    return {
        code: dice.sample(sorted(rows.values(), key=lambda one: one.id), min(_PLACES_A_COUNTRY, len(rows)))
        for code, rows in sorted(found.items())
    }


def _place(row: Mapping[str, str]) -> PlaceRef:
    return PlaceRef(
        text=row["name"], id=row["id"], name=row["name"], lat=float(row["lat"]), lon=float(row["lon"]),
        radius_km=float(row["radius_km"]), precision=row["kind"], code=1, admin=tuple(row["admin"].split("|")),
    )  # fmt: skip


def _incident(
    number: int,
    dice: random.Random,
    terms: Agreement,
    places: Mapping[str, Sequence[PlaceRef]],
    everyone: Sequence[str],
    packs: Packs,
) -> Incident:
    """Two thirds under terms, the others anywhere at any time; some without place, date or actor."""
    is_under = dice.random() < 2 / 3
    country = dice.choice(terms.countries) if is_under else dice.choice(list(places))
    where = tuple(dice.choices(places.get(country) or places[""], k=dice.choice((0, 1, 1, 1, 2, 5))))
    party = dice.choice(terms.parties).actor if is_under else dice.choice(everyone)
    actors = () if dice.random() < 1 / 4 else (ActorRef(id=party, name=packs.actors[party].name, text=party),)
    target = dice.choice(terms.parties).actor
    targets = (ActorRef(id=target, name=packs.actors[target].name, text=target),) if dice.random() < 1 / 3 else ()
    weapon = dice.choice(_WEAPONS)
    kind = dice.choice(_KINDS)
    quote = dice.choice(
        ("Shells fell on the town.", "It struck terrorists there.", "Jets were heard over the village.")
    )
    name = f"TW-{number:08}"
    return Incident(
        code=name,
        family=packs.kinds[kind].family,
        kind=Settled(value=kind, rule="alone"),
        when=Settled(value=_when(dice, terms, is_under=is_under), rule="alone"),
        where=Settled(value=where, rule="alone"),
        actors=Settled(value=actors, rule="alone", origins=("o",)),
        targets=Settled(value=targets, rule="alone", origins=("o",)),
        weapons=(ThingRef(id=weapon, text=weapon),) if weapon else (),
        origins=(Origin(id="o", name="A wire", claims=("c",), reports=("r",)),),
        happened=dice.choice((Grade.SINGLE_SOURCE, Grade.SINGLE_SOURCE, Grade.CORROBORATED, Grade.CONTESTED)),
        who=Grade.SINGLE_SOURCE if actors else None,
        claims=("c",),
        citations=(
            Citation(
                claim="c", report="r", file="r.txt", outlet="A wire", span=Span(start=0, end=len(quote), quote=quote)
            ),
        ),
    )


def _when(dice: random.Random, terms: Agreement, *, is_under: bool) -> DateInterval:
    if dice.random() < 1 / 20:
        return UNKNOWN_DATE
    moments = [one.at.earliest for one in terms.dates]
    if is_under:
        first, last = (
            min(moments) - timedelta(days=5),
            min(max(moments) + timedelta(days=30), datetime(2026, 7, 1, tzinfo=UTC)),
        )
        day = (first + (last - first) * dice.random()).date()
    else:
        day = date(2012, 1, 1) + timedelta(days=dice.randrange(5_000))
    clock = f"{dice.randrange(24):02}:{dice.randrange(60):02}" if dice.random() < 1 / 10 else ""
    last_day = day if clock else day + timedelta(days=dice.choice((0, 0, 0, 0, 1, 6)))
    precision = DatePrecision.TIME if clock else DatePrecision.DAY if day == last_day else DatePrecision.RANGE
    return DateInterval(first=day, last=last_day, precision=precision, how=DateHow.STATED, clock=clock)
