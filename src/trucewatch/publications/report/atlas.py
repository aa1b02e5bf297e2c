"""The map: a circle as wide as its doubt for every place, never a pin; lines are those of packs, with their source; what is not drawn is told."""

from __future__ import annotations

from collections import defaultdict
from html import escape
from typing import TYPE_CHECKING

from trucewatch.model.place import PlaceRole
from trucewatch.publications.report.content import Figure, Row, Run, Section, Table, Tag, Text
from trucewatch.publications.report.speech import name
from trucewatch.publications.svgmap import WIDTH, Spot, borders, graticule, km_and_way, lay_out, scale_bar
from trucewatch.publications.tallies import without_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.packs.boundaries import Boundaries
    from trucewatch.publications.report.content import Block, Line
    from trucewatch.publications.report.press import Press
    from trucewatch.publications.svgmap import Layout

Places = dict[Spot, tuple[str, list[str]]]
_ROWS = 25
_TAGS = 60
_FAR = 5
_SMALL = 3.0
_RING = 6.0


def atlas(press: Press) -> Section:
    """The drawing, what is not on it, and the places with most incidents as a table."""
    speech = press.speech
    places = _places(press)
    laid = lay_out(list(places))
    nowhere = without_place(press.counted)
    blocks: list[Block] = []
    if laid is None:
        blocks.append(Text(line=(Run(speech.say("No incident of this period could be placed, so there is no map.")),)))
    else:
        blocks += [_figure(press, laid, places), _table(press, places)]
        blocks += [Text(line=told, is_note=True) for told in _left_out(press, laid, places)]
    placed = len(press.counted) - len(nowhere)
    blocks.append(
        Text(
            line=speech.told(
                "On the map or in these notes: {placed} of {all} incidents; without a place: {nowhere}.",
                placed=f"{placed:,}",
                all=f"{len(press.counted):,}",
                nowhere=press.number(nowhere, speech.say("place could not be determined")),
            ),
            is_note=True,
        )
    )
    return Section(id="map", title=speech.say("Map"), blocks=tuple(blocks), is_annex=True)


def _places(press: Press) -> Places:
    """Every place, its number in its name, with its bare name and the codes of its incidents; where fire came from is no place of an incident."""
    found: defaultdict[tuple[str, float, float, float], list[str]] = defaultdict(list)
    for one in press.counted:
        for place in one.where.value:
            if place.lat is not None and place.lon is not None and place.role is not PlaceRole.ORIGIN:
                key = (
                    "".join(run.text for run in press.words.named(place)),
                    place.lat,
                    place.lon,
                    place.radius_km or 0.0,
                )
                if one.code not in found[key]:
                    found[key].append(one.code)
    order = sorted(found.items(), key=lambda one: (-len(one[1]), one[0]))
    return {
        Spot(name=f"{told} · {len(codes):,}", lat=lat, lon=lon, radius_km=radius, weight=len(codes)): (told, codes)
        for (told, lat, lon, radius), codes in order
    }


def _figure(press: Press, laid: Layout, places: Places) -> Figure:
    speech, frame = press.speech, laid.frame
    units = [one for one in press.edition.boundaries if borders(frame, one.lines)]
    shapes = (
        *graticule(frame),
        *(borders(frame, one.lines) for one in units),
        *(_circle(press, laid, spot, places[spot][0]) for spot in laid.near),
        *scale_bar(frame),
    )
    tags = tuple(
        Tag(
            text=one.spot.name,
            x=one.left / WIDTH,
            y=one.base / frame.height,
            to=press.lists.anchor(places[one.spot][1], places[one.spot][0]),
        )
        for one in laid.labels[:_TAGS]
    )
    title = speech.counted(
        "Map of {number} place of incidents reported", "Map of {number} places of incidents reported", len(laid.near)
    )
    return Figure(
        shapes="".join(shapes), width=WIDTH, height=frame.height, title=title, caption=_caption(press, units), tags=tags
    )


def _caption(press: Press, units: list[Boundaries]) -> Line:
    speech = press.speech
    if not units:
        return (
            Run(
                speech.say(
                    "Each circle is as wide as the doubt about its place: the incident may have been anywhere in it. The figure behind a name is the number of incidents reported there. The map draws no boundary; names and positions on it are those of gazetteers and express no opinion on the status of any territory."
                )
            ),
        )
    told = speech.say(
        "Each circle is as wide as the doubt about its place: the incident may have been anywhere in it. The figure behind a name is the number of incidents reported there. Thin lines part the largest administrative units. Boundaries, names and designations on the map are for orientation; they do not imply endorsement or acceptance by the United Nations or by anyone else, and express no opinion on the status of any territory."
    )
    sources = [
        speech.told(
            "Lines: {source}, {licence}, valid on {day}, simplified.",
            source=speech.english(one.source),
            licence=speech.english(one.licence),
            day=press.words.day(one.valid_on),
        )
        for one in units
    ]
    return (Run(told), *(run for source in sources for run in (Run(" "), *source)))


def _circle(press: Press, laid: Layout, spot: Spot, told: str) -> str:
    x, y = laid.frame.xy(spot.lat, spot.lon)
    radius = spot.radius_km * laid.frame.scale
    ring = f'<circle class="ring" cx="{x:.1f}" cy="{y:.1f}" r="{_RING}"/>' if radius < _SMALL else ""
    within = press.speech.say(
        "{place}: {number}, within {distance}",
        place=told,
        number=f"{spot.weight:,}",
        distance=press.words.km(spot.radius_km),
    )
    return f'<g><title>{escape(within)}</title>{ring}<circle class="spot" cx="{x:.1f}" cy="{y:.1f}" r="{max(radius, 0.8):.1f}"/></g>'


def _table(press: Press, places: Places) -> Table:
    say = press.speech.say
    rows = tuple(
        Row(
            cells=(
                (name(told),),
                (Run(press.words.km(spot.radius_km)),),
                (press.lists.number(found, told),),
            )
        )
        for spot, (told, found) in list(places.items())[:_ROWS]
    )
    more = len(places) - len(rows)
    caption = say("Places with incidents reported")
    if more > 0:
        caption = press.speech.counted(
            "Places with most incidents reported; {number} more place has fewer or as many",
            "Places with most incidents reported; {number} more places have fewer or as many",
            more,
        )
    head = (say("Place"), say("Within"), say("Incidents"))
    return Table(caption=caption, head=tuple((Run(one),) for one in head), rows=rows, numbers=frozenset({1, 2}))


def _left_out(press: Press, laid: Layout, places: Places) -> Iterator[Line]:
    """Places without a name on the map, too far off it, or too coarse for it."""
    speech = press.speech
    nameless = len(laid.nameless) + max(0, len(laid.labels) - _TAGS)
    if nameless:
        yield speech.many(
            "{number} place is drawn without its name for want of room.",
            "{number} places are drawn without their names for want of room.",
            nameless,
        )
    for spot in laid.far[:_FAR]:
        km, way = km_and_way(laid, spot)
        yield speech.told(
            "Not on the map: {place}, some {distance} to the {direction}.",
            place=name(places[spot][0]),
            distance=press.words.km(km),
            direction=speech.term(way),
        )
    rest = len(laid.far) - _FAR
    if rest > 0:
        yield speech.many(
            "Not on the map, for being far off: {number} more place.",
            "Not on the map, for being far off: {number} more places.",
            rest,
        )
    if laid.coarse:
        told = [
            speech.told(
                "{place} (within {distance})", place=name(places[spot][0]), distance=press.words.km(spot.radius_km)
            )
            for spot in laid.coarse
        ]
        yield speech.told("Too coarse to draw: {places}.", places=speech.joined(told))
