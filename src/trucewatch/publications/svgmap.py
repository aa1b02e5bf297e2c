"""A map without network: each place is a circle as wide as its doubt, never a pin; the only lines are those of packs."""

from __future__ import annotations

import math
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from wcwidth import wcwidth

from trucewatch.publications.words import km_words, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from trucewatch.packs.boundaries import Box, Line

WIDTH = 400
_HEIGHTS = (180, 340)
_KM_PER_DEGREE = 111.195
_LEAST_KM = 8.0
_PADDING = 1.16
_COARSE_KM = 150.0
_FAR_KM = 300.0
_FAR_TIMES = 3.0
_SMALL = 3.0
_RING = 7.0
_WIDE = 40.0
_LETTER = 5.6
_DEGREE = 28.0
_LINE = 13.0
_STEPS = (0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30)
_BARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
COMPASS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
_POLE = 85.0
_MANY = 300
_HALF_TURN = 180.0
_LARGEST_UNITS = 1
"""The lowest level of boundaries that is drawn: districts would crowd a drawing that nobody can zoom."""
_LEAST_STEP = 0.8
_ROUGH_KM = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place to draw: degrees, the radius in km within which the act may have been, and the claims that name it.

    Of two places whose names want the same room, the one of more `weight` gets it, then the smaller.
    """

    name: str
    lat: float
    lon: float
    radius_km: float
    role: str = "location"
    claims: tuple[str, ...] = ()
    weight: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotMap:
    """A drawing, what it could not show, in words, and whether boundaries are on it, which then are to be credited."""

    svg: str
    notes: tuple[str, ...] = ()
    has_borders: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """An equal-distance projection around one point: kilometres east and north of it, to pixels."""

    lat: float
    lon: float
    height: float
    scale: float
    middle: tuple[float, float]

    def xy(self, lat: float, lon: float) -> tuple[float, float]:
        """Pixels from the left and from the top."""
        east, north = _offset(self.lat, self.lon, lat, lon)
        return (
            WIDTH / 2 + (east - self.middle[0]) * self.scale,
            self.height / 2 - (north - self.middle[1]) * self.scale,
        )

    def degrees(self, x: float, y: float) -> tuple[float, float]:
        """Latitude and longitude of a pixel."""
        north = self.middle[1] + (self.height / 2 - y) / self.scale
        east = self.middle[0] + (x - WIDTH / 2) / self.scale
        return self.lat + north / _KM_PER_DEGREE, self.lon + east / (_KM_PER_DEGREE * _shrink(self.lat))


@dataclass(frozen=True, slots=True)
class Label:
    """A place's name and the box that is kept free for it, in pixels: left and right edge, and the line it stands on."""

    spot: Spot
    left: float
    right: float
    base: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where everything goes: what is drawn, widest first, with the names that found room, and what cannot be drawn.

    `far` are too far from the others, `coarse` too wide beside them, `nameless` are drawn without a name.
    """

    frame: Frame
    near: tuple[Spot, ...]
    far: tuple[Spot, ...]
    coarse: tuple[Spot, ...]
    labels: tuple[Label, ...]
    nameless: tuple[Spot, ...]


def draw_map(
    spots: Sequence[Spot], lines: Iterable[Line] = (), rough: Mapping[str, Sequence[Line]] | None = None
) -> SpotMap | None:
    """The map of these places, with such of the lines as are in sight; `None` where there are no places.

    `rough` are coasts and the like by the class they are drawn with, for maps so wide that their faults are not seen.

    Places known only to some 150 km, and places far from the others, are told in the notes instead, so that the rest
    can be seen. A circle too small to see gets a thin ring around it.
    """
    laid = lay_out(spots)
    if laid is None:
        return None
    frame = laid.frame
    texts = (f'<text x="{one.left:.1f}" y="{one.base:.1f}">{escape(line(one.spot.name))}</text>' for one in laid.labels)
    under = borders(frame, lines)
    wide = rough if rough and WIDTH / frame.scale >= _ROUGH_KM else {}
    base = (_path(kind, frame, shown) for kind, shown in wide.items())
    parts = (*graticule(frame), *base, under, *(_circle(spot, frame) for spot in laid.near), *texts, *scale_bar(frame))
    drawn = set(laid.near)
    names = ", ".join(line(spot.name) for spot in spots if spot in drawn)
    svg = (
        f'<svg class="map" viewBox="0 0 {WIDTH} {frame.height:.0f}" role="img" aria-label="Map of {escape(names)}">'
        f"{''.join(parts)}</svg>"
    )
    return SpotMap(svg=svg, notes=tuple(_notes(laid)), has_borders=bool(under))


def lay_out(spots: Sequence[Spot]) -> Layout | None:
    """What to draw of these places and where; `None` where there are none."""
    if not spots:
        return None
    near, far, coarse = _sorted_out(spots)
    frame = _frame(near)
    labels, nameless = _labels(near, frame)
    return Layout(
        frame=frame,
        near=tuple(sorted(near, key=lambda spot: -spot.radius_km)),
        far=tuple(far),
        coarse=tuple(coarse),
        labels=tuple(labels),
        nameless=tuple(nameless),
    )


def _sorted_out(spots: Sequence[Spot]) -> tuple[list[Spot], list[Spot], list[Spot]]:
    """Places to draw, places too far from these, places too coarse beside these."""
    fine = [spot for spot in spots if spot.radius_km <= _COARSE_KM]
    if not fine:
        return list(spots), [], []
    coarse = [spot for spot in spots if spot.radius_km > _COARSE_KM]
    best = _innermost(fine)
    limit = max(_FAR_KM, _FAR_TIMES * median(_km(best, spot) for spot in fine))
    far = [spot for spot in fine if _km(best, spot) > limit]
    return [spot for spot in fine if spot not in far], far, coarse


def _innermost(spots: Sequence[Spot]) -> Spot:
    """The place that is nearest to all others; of very many, the one nearest to their middle."""
    if len(spots) <= _MANY:
        return min(spots, key=lambda spot: sum(_km(spot, other) for other in spots))
    lat, lon = median(spot.lat for spot in spots), median(spot.lon for spot in spots)
    return min(spots, key=lambda spot: math.hypot(*_offset(lat, lon, spot.lat, spot.lon)))


def _frame(spots: Sequence[Spot]) -> Frame:
    lat, lon = spots[0].lat, spots[0].lon
    offsets = [(*_offset(lat, lon, spot.lat, spot.lon), spot.radius_km) for spot in spots]
    west, east = min(x - r for x, _, r in offsets), max(x + r for x, _, r in offsets)
    south, north = min(y - r for _, y, r in offsets), max(y + r for _, y, r in offsets)
    wide, high = max(east - west, _LEAST_KM) * _PADDING, max(north - south, _LEAST_KM) * _PADDING
    height = min(max(WIDTH * high / wide, _HEIGHTS[0]), _HEIGHTS[1])
    scale = min(WIDTH / wide, height / high)
    return Frame(lat, lon, round(height), scale, ((west + east) / 2, (south + north) / 2))


def _circle(spot: Spot, frame: Frame) -> str:
    x, y = frame.xy(spot.lat, spot.lon)
    radius = spot.radius_km * frame.scale
    told = escape(f"{line(spot.name)}: within {km_words(spot.radius_km)}")
    ring = f'<circle class="ring" cx="{x:.1f}" cy="{y:.1f}" r="{_RING:.1f}"/>' if radius < _SMALL else ""
    return (
        f'<g class="spot {escape(spot.role)}" data-c="{escape(" ".join(spot.claims))}"><title>{told}</title>{ring}'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{max(radius, 0.5):.1f}"/></g>'
    )


def _labels(spots: Sequence[Spot], frame: Frame) -> tuple[list[Label], list[Spot]]:
    """Names beside their circles where they collide with no other, each once; and the places that found no room."""
    taken = list(_degree_boxes(frame))
    labels: list[Label] = []
    nameless: list[Spot] = []
    named: set[str] = set()
    for spot in sorted(spots, key=lambda spot: (-spot.weight, spot.radius_km)):
        name = line(spot.name)
        if name in named:
            continue
        named.add(name)
        box = next((box for box in _boxes(spot, name, frame) if _is_free(box, taken, frame)), None)
        if box is None:
            nameless.append(spot)
            continue
        taken.append(box)
        labels.append(Label(spot, box[0], box[2], box[3] - 3.5))
    return labels, nameless


def _boxes(spot: Spot, name: str, frame: Frame) -> Iterator[tuple[float, float, float, float]]:
    """Left, top, right and bottom of the spots where a name could stand, best first."""
    x, y = frame.xy(spot.lat, spot.lon)
    radius = spot.radius_km * frame.scale
    wide = _LETTER * sum(max(0, wcwidth(char)) for char in name)
    middle = x - wide / 2
    inside = ((middle, y - radius + 3), (middle, y + radius - _LINE - 3)) if radius > _WIDE else ()
    away = max(radius, _RING) + 3
    beside = ((x + away, y - _LINE / 2), (x - away - wide, y - _LINE / 2))
    for left, top in (*inside, *beside, (middle, y - away - _LINE), (middle, y + away)):
        yield left, top, left + wide, top + _LINE


def _is_free(
    box: tuple[float, float, float, float], taken: Sequence[tuple[float, float, float, float]], frame: Frame
) -> bool:
    left, top, right, bottom = box
    if left < 2 or top < 2 or right > WIDTH - 2 or bottom > frame.height - 2:  # noqa: PLR2004 - the map's edge
        return False
    return not any(left < r and l < right and top < b and t < bottom for l, t, r, b in taken)  # noqa: E741


def graticule(frame: Frame) -> Iterator[str]:
    """Thin lines of latitude and longitude, two to five each way, with their degrees."""
    step, across, up = _grid(frame)
    digits = max(0, -math.floor(math.log10(step)))
    for number, x in across:
        yield f'<path class="grid" d="M{x:.1f} 0V{frame.height:.0f}"/>'
        yield f'<text class="degree" x="{x + 2:.1f}" y="9">{_degrees(number * step, "EW", digits)}</text>'
    for number, y in up:
        yield f'<path class="grid" d="M0 {y:.1f}H{WIDTH}"/>'
        yield f'<text class="degree" x="2" y="{y - 2:.1f}">{_degrees(number * step, "NS", digits)}</text>'


def _grid(frame: Frame) -> tuple[float, list[tuple[int, float]], list[tuple[int, float]]]:
    """The step in degrees; the lines north to south by their number of steps and place, and those west to east."""
    west, south, east, north = _in_sight(frame)
    step = next((step for step in _STEPS if (east - west) / step <= 5), _STEPS[-1])  # noqa: PLR2004 - see above
    meridians, parallels = (
        range(math.ceil(low / step), math.floor(high / step) + 1) for low, high in ((west, east), (south, north))
    )
    across = [(number, frame.xy(frame.lat, number * step)[0]) for number in meridians]
    return step, across, [(number, frame.xy(number * step, frame.lon)[1]) for number in parallels]


def _degree_boxes(frame: Frame) -> Iterator[tuple[float, float, float, float]]:
    """Where the degrees stand: no name may cover them."""
    _, across, up = _grid(frame)
    yield from ((x, 0.0, x + _DEGREE, 10.0) for _, x in across)
    yield from ((0.0, y - 10.0, _DEGREE, y) for _, y in up)


def borders(frame: Frame, lines: Iterable[Line]) -> str:
    """One path of the lines around the largest units, as far as they are in sight; empty where none is."""
    shown = (line for line in lines if line.level <= _LARGEST_UNITS)
    return _path("unit", frame, shown, 'fill="none" stroke="#8d8a83" stroke-width=".8" ')


def _path(kind: str, frame: Frame, lines: Iterable[Line], look: str = "") -> str:
    box = _in_sight(frame)
    drawn = "".join(_moves(part) for line in lines if _meet(line.box, box) for part in _cut(line, frame))
    return f'<path class="{kind}" {look}d="{drawn}"/>' if drawn else ""


def _moves(points: Sequence[tuple[float, float]]) -> str:
    """A line as the first point and the way to each next one, in tenths of a pixel; empty where it is but a dot."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in points]
    ways = [(x - a, y - b) for (a, b), (x, y) in pairwise(tenths) if (x, y) != (a, b)]
    if not ways:
        return ""
    (x, y), steps = tenths[0], " ".join(f"{right / 10:g} {down / 10:g}" for right, down in ways)
    return f"M{x / 10:g} {y / 10:g}l{steps}"


def _in_sight(frame: Frame) -> Box:
    south, west = frame.degrees(0, frame.height)
    north, east = frame.degrees(WIDTH, 0)
    return west, south, east, north


def _meet(one: Box, other: Box) -> bool:
    """Whether two boxes have a part in common, however far round the globe either is counted."""
    apart = ((one[0] + one[2] - other[0] - other[2]) / 2 + _HALF_TURN) % (2 * _HALF_TURN) - _HALF_TURN
    wide = (one[2] - one[0] + other[2] - other[0]) / 2
    return abs(apart) <= wide and one[1] <= other[3] and other[1] <= one[3]


def _cut(line: Line, frame: Frame) -> Iterator[list[tuple[float, float]]]:
    """The parts of a line that lie on the map, without points that are too near to the one before to be told apart."""
    part: list[tuple[float, float]] = []
    points = [frame.xy(lat, lon) for lon, lat in line.points]
    last = len(points) - 1
    for number, point in enumerate(points[1:], start=1):
        piece = _inside(points[number - 1], point, frame)
        if piece is None:
            if part:
                yield part
            part = []
            continue
        if not part:
            part = [piece[0]]
        leaves = piece[1] != point
        if leaves or number == last or math.dist(part[-1], piece[1]) >= _LEAST_STEP:
            part.append(piece[1])
        if leaves:
            yield part
            part = []
    if len(part) > 1:
        yield part


def _inside(
    one: tuple[float, float], other: tuple[float, float], frame: Frame
) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """The piece of a straight line that lies on the map (after Liang and Barsky); `None` where none does."""
    (x, y), (wide, high) = one, (other[0] - one[0], other[1] - one[1])
    if abs(wide) > _HALF_TURN * _KM_PER_DEGREE * frame.scale:  # it would go the long way round the globe
        return None
    first, last = 0.0, 1.0
    for step, room in ((-wide, x), (wide, WIDTH - x), (-high, y), (high, frame.height - y)):
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            first = max(first, room / step)
        else:
            last = min(last, room / step)
    if first >= last:
        return None
    begin = one if first == 0 else (x + first * wide, y + first * high)
    return begin, other if last == 1 else (x + last * wide, y + last * high)


def scale_bar(frame: Frame) -> Iterator[str]:
    """A scale bar of at most a quarter of the width."""
    km = max((bar for bar in _BARS if bar * frame.scale <= WIDTH / 4), default=_BARS[0])
    long, y = km * frame.scale, frame.height - 8
    yield f'<path class="bar" d="M{WIDTH - 8 - long:.1f} {y - 4:.1f}v4h{long:.1f}v-4"/>'
    yield f'<text class="degree end" x="{WIDTH - 8}" y="{y - 7:.1f}">{km:,} km</text>'


def _notes(laid: Layout) -> Iterator[str]:
    if laid.nameless:
        yield f"Drawn without a name for want of room: {', '.join(line(spot.name) for spot in laid.nameless)}."
    for spot in laid.far:
        km, way = km_and_way(laid, spot)
        yield f"Not on the map: {line(spot.name)}, some {km:,.0f} km to the {way}."
    if laid.coarse:
        names = ", ".join(f"{line(spot.name)} (within {km_words(spot.radius_km)})" for spot in laid.coarse)
        yield f"Too coarse to draw: {names}."


def km_and_way(laid: Layout, spot: Spot) -> tuple[float, str]:
    """How far off the map's first place another one is, to ten kilometres, and the point of the compass."""
    east, north = _offset(laid.frame.lat, laid.frame.lon, spot.lat, spot.lon)
    way = COMPASS[round(math.atan2(east, north) / (math.pi / 4)) % 8]
    return round(math.hypot(east, north), -1), way


def _degrees(value: float, sides: str, digits: int) -> str:
    value = (value + 180) % 360 - 180 if sides == "EW" else value
    side = "" if value in {0, -180} else sides[value < 0]
    return f"{abs(value):.{digits}f}°{side}"


def _offset(lat: float, lon: float, to_lat: float, to_lon: float) -> tuple[float, float]:
    """Kilometres east and north, the short way round."""
    turn = (to_lon - lon + 180) % 360 - 180
    return turn * _KM_PER_DEGREE * _shrink(lat), (to_lat - lat) * _KM_PER_DEGREE


def _shrink(lat: float) -> float:
    return math.cos(math.radians(max(-_POLE, min(_POLE, lat))))


def _km(one: Spot, other: Spot) -> float:
    return math.hypot(*_offset(one.lat, one.lon, other.lat, other.lon))
