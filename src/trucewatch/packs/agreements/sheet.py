"""One agreement file becomes one agreement, or every fault of it is noted; there is nothing between."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trucewatch.model.agreement import Agreement, Article, Carveout, Role, TermsDate, TermsParty, TermsSource, Zone
from trucewatch.packs.agreements.forms import AGREEMENT, PARTS
from trucewatch.packs.agreements.moments import is_zone, moment
from trucewatch.packs.agreements.rules import (
    Order,
    article_order,
    article_rules,
    doubles,
    name_rules,
    party_rules,
    through_rules,
)
from trucewatch.packs.agreements.zones import read_zone, refuse_circles
from trucewatch.packs.schema import BadValueError, describe, items, read_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from trucewatch.model.agreement import Moment
    from trucewatch.packs.agreements.names import Names
    from trucewatch.packs.errors import Trail
    from trucewatch.packs.schema import FaultList

_UTC = "UTC"
_TIMES = ("begins", "ends", "due")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """An agreement file's data as it is read; `names` holds what it names for itself too, `clock` its time zone."""

    data: Mapping[str, Any]
    path: Path
    names: Names
    shared: Mapping[str, Zone]
    faults: FaultList
    clock: tuple[str, ...] = (_UTC,)

    def read(self) -> Agreement | None:
        """The agreement; `None` where a fault was found and noted."""
        before = len(self.faults.faults)
        top = read_record(self.data, AGREEMENT, self.path, (), self.faults) or {}
        self.names.check(self.data, self.path, self.faults)
        doubles(self.data, self.path, self.faults)
        articles = tuple(self._articles())
        dates = tuple(self._dates())
        parties = tuple(self._parties())
        own = self._own_zones()
        if dates and len(dates) == len(items(self.data, "dates")):
            self._add(Order(dates=dates).faults())
        values = {key: [values for _trail, values in self._rows(key)] for key in ("sources", "carveouts")}
        if len(self.faults.faults) > before:
            return None
        known = {**self.shared, **own}
        return Agreement(
            **{key: value for key, value in top.items() if key not in {*PARTS, "zone", "zones", "names"}},
            names=tuple(dict.fromkeys((top["name"], *top.get("names", ())))),
            sources=tuple(TermsSource(**source) for source in values["sources"]),
            carveouts=tuple(Carveout(**carveout) for carveout in values["carveouts"]),
            parties=parties,
            articles=articles,
            dates=tuple(date for _trail, date in dates),
            zones=_reached((top.get("zone", ""), *(article.zone for article in articles), *own), known),
            path=str(self.path),
        )

    def _rows(self, part: str) -> Iterator[tuple[Trail, dict[str, Any]]]:
        """The sound records of one list, with their places."""
        for index, item in enumerate(items(self.data, part)):
            values = read_record(item, PARTS[part], self.path, (part, index), self.faults)
            if values is not None:
                yield (part, index), values

    def _articles(self) -> Iterator[Article]:
        zone = self.data.get("zone")
        default = zone if isinstance(zone, str) else ""
        for trail, values in self._rows("articles"):
            self._at(trail, values, article_rules(values, default))
            times = {key: self._moment(values, key, trail) for key in _TIMES}
            kinds = {key: self.names.kinds_of(values.get(key, ())) for key in ("acts", "breaches")}
            article = Article(**{"quote": "", "zone": default, **values, **times, **kinds})
            self._at(trail, values, article_order(article))
            yield article

    def _dates(self) -> Iterator[tuple[Trail, TermsDate]]:
        for trail, values in self._rows("dates"):
            clock = values.pop("clock", self.clock)
            at = self._moment(values, "at", trail, clock)
            until = self._moment(values, "until", trail, clock)
            if at is not None:
                yield trail, TermsDate(**{**values, "at": at, "until": until})

    def _parties(self) -> Iterator[TermsParty]:
        roles: dict[str, Role] = {}
        for _trail, values in self._rows("parties"):
            party = TermsParty(**values)
            roles[party.actor] = party.role
            yield party
        if len(roles) == len(items(self.data, "parties")):
            self._add(party_rules(roles, _under(self.data, "articles", "binds")))
            self._add(through_rules(roles, _under(self.data, "parties", "through")))
            self._add(name_rules(_names(self.data)))

    def _own_zones(self) -> dict[str, Zone]:
        found = {}
        for index, item in enumerate(items(self.data, "zones")):
            zone = read_zone(item, self.path, ("zones", index), self.faults)
            if zone is None:
                continue
            if zone.id in self.shared:
                what = f"the id {zone.id!r} is that of a shared zone"
                self.faults.add(self.path, ("zones", index, "id"), what, "choose another id, or use the shared zone")
            found[zone.id] = zone
        parents = {zone.id: zone.within for zone in (*self.shared.values(), *found.values())}
        listed = [(self.path, ("zones", index), item) for index, item in enumerate(items(self.data, "zones"))]
        refuse_circles(listed, parents, self.faults)
        return found

    def _moment(self, values: Mapping[str, Any], key: str, trail: Trail, clock: tuple[str, ...] = ()) -> Moment | None:
        if key not in values:
            return None
        try:
            return moment(values[key], clock or self.clock)
        except BadValueError as error:
            self.faults.add(self.path, (*trail, key), f"{key!r}: {error}", error.remedy, error.near)
            return None

    def _at(self, trail: Trail, values: Mapping[str, Any], found: Iterable[tuple[str, str, str]]) -> None:
        for key, what, remedy in found:
            self.faults.add(self.path, (*trail, key) if key in values else trail, what, remedy)

    def _add(self, found: Iterable[tuple[Trail, str, str]]) -> None:
        for trail, what, remedy in found:
            self.faults.add(self.path, trail, what, remedy)


def read_sheet(data: Any, path: Path, names: Names, shared: Mapping[str, Zone], faults: FaultList) -> Agreement | None:
    """The agreement that a file's data is; `None` where a fault was found and noted."""
    if not isinstance(data, dict):
        what = f"an agreement must be a mapping, not {describe(data)}"
        faults.add(path, (), what, "begin the file with `id: …`; one file holds one agreement")
        return None
    zone = data.get("timezone")
    clock = (zone,) if isinstance(zone, str) and is_zone(zone) else (_UTC,)
    sheet = Sheet(data=data, path=path, names=names.within(data), shared=shared, faults=faults, clock=clock)
    return sheet.read()


def _under(data: Mapping[str, Any], part: str, key: str) -> Iterator[tuple[Trail, str]]:
    """The actors that a list in the records of a part names, each with its place."""
    for index, record in enumerate(items(data, part)):
        for place, actor in enumerate(items(record, key)):
            if isinstance(actor, str):
                yield (part, index, key, place), actor


def _names(data: Mapping[str, Any]) -> Iterator[tuple[Trail, str]]:
    for place, name in enumerate(items(data, "names")):
        if isinstance(name, str):
            yield ("names", place), name


def _reached(wanted: Iterable[str], known: Mapping[str, Zone]) -> dict[str, Zone]:
    """The zones of those ids and all that they lie within."""
    found: dict[str, Zone] = {}
    for name in wanted:
        zone = name
        while zone in known and zone not in found:  # a shared zone with a fault of its own is told elsewhere
            found[zone] = known[zone]
            zone = known[zone].within
    return dict(sorted(found.items()))
