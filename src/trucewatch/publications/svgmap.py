"""A map without network or borders: each place is a circle as wide as its doubt, never a pin."""

from __future__ import annotations

import math
from dataclasses import dataclass
from html import escape
from statistics import median
from typing import TYPE_CHECKING

from wcwidth import wcwidth

from trucewatch.publications.words import km_words, line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
_LINE = 13.0
_STEPS = (0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30)
_BARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
_COMPASS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
_POLE = 85.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place to draw: degrees, the radius in km within which the act may have been, and the claims that name it."""

    name: str
    lat: float
    lon: float
    radius_km: float
    role: str = "location"
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotMap:
    """A drawing and what it could not show, in words."""

    svg: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Frame:
    """An equal-distance projection around one point: kilometres east and north of it, to pixels."""

    lat: float
    lon: float
    height: float
    scale: float
    middle: tuple[float, float]

    def xy(self, lat: float, lon: float) -> tuple[float, float]:
        east, north = _offset(self.lat, self.lon, lat, lon)
        return (
            WIDTH / 2 + (east - self.middle[0]) * self.scale,
            self.height / 2 - (north - self.middle[1]) * self.scale,
        )

    def degrees(self, x: float, y: float) -> tuple[float, float]:
        north = self.middle[1] + (self.height / 2 - y) / self.scale
        east = self.middle[0] + (x - WIDTH / 2) / self.scale
        return self.lat + north / _KM_PER_DEGREE, self.lon + east / (_KM_PER_DEGREE * _shrink(self.lat))


def draw_map(spots: Sequence[Spot]) -> SpotMap | None:
    """The map of these places; `None` where there are none.

    Places known only to some 150 km, and places far from the others, are told in the notes instead, so that the rest
    can be seen. A circle too small to see gets a thin ring around it.
    """
    if not spots:
        return None
    near, far, coarse = _sorted_out(spots)
    frame = _frame(near)
    circles = sorted(near, key=lambda spot: -spot.radius_km)
    labels, nameless = _labels(near, frame)
    parts = (*_graticule(frame), *(_circle(spot, frame) for spot in circles), *labels, *_bar(frame))
    names = ", ".join(line(spot.name) for spot in near)
    svg = (
        f'<svg class="map" viewBox="0 0 {WIDTH} {frame.height:.0f}" role="img" aria-label="Map of {escape(names)}">'
        f"{''.join(parts)}</svg>"
    )
    return SpotMap(svg=svg, notes=tuple(_notes(near, far, coarse, nameless)))


def _sorted_out(spots: Sequence[Spot]) -> tuple[list[Spot], list[Spot], list[Spot]]:
    """Places to draw, places too far from these, places too coarse beside these."""
    fine = [spot for spot in spots if spot.radius_km <= _COARSE_KM]
    if not fine:
        return list(spots), [], []
    coarse = [spot for spot in spots if spot.radius_km > _COARSE_KM]
    best = min(fine, key=lambda spot: sum(_km(spot, other) for other in fine))
    limit = max(_FAR_KM, _FAR_TIMES * median(_km(best, spot) for spot in fine))
    far = [spot for spot in fine if _km(best, spot) > limit]
    return [spot for spot in fine if spot not in far], far, coarse


def _frame(spots: Sequence[Spot]) -> _Frame:
    lat, lon = spots[0].lat, spots[0].lon
    offsets = [(*_offset(lat, lon, spot.lat, spot.lon), spot.radius_km) for spot in spots]
    west, east = min(x - r for x, _, r in offsets), max(x + r for x, _, r in offsets)
    south, north = min(y - r for _, y, r in offsets), max(y + r for _, y, r in offsets)
    wide, high = max(east - west, _LEAST_KM) * _PADDING, max(north - south, _LEAST_KM) * _PADDING
    height = min(max(WIDTH * high / wide, _HEIGHTS[0]), _HEIGHTS[1])
    scale = min(WIDTH / wide, height / high)
    return _Frame(lat, lon, round(height), scale, ((west + east) / 2, (south + north) / 2))


def _circle(spot: Spot, frame: _Frame) -> str:
    x, y = frame.xy(spot.lat, spot.lon)
    radius = spot.radius_km * frame.scale
    told = escape(f"{line(spot.name)}: within {km_words(spot.radius_km)}")
    ring = f'<circle class="ring" cx="{x:.1f}" cy="{y:.1f}" r="{_RING:.1f}"/>' if radius < _SMALL else ""
    return (
        f'<g class="spot {escape(spot.role)}" data-c="{escape(" ".join(spot.claims))}"><title>{told}</title>{ring}'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{max(radius, 0.5):.1f}"/></g>'
    )


def _labels(spots: Sequence[Spot], frame: _Frame) -> tuple[list[str], list[str]]:
    """Names beside their circles where they collide with no other; and the names that found no room."""
    taken: list[tuple[float, float, float, float]] = []
    drawn: dict[str, str] = {}
    nameless: list[str] = []
    for spot in sorted(spots, key=lambda spot: spot.radius_km):
        name = line(spot.name)
        box = next((box for box in _boxes(spot, name, frame) if _is_free(box, taken, frame)), None)
        if name in drawn or name in nameless:
            continue
        if box is None:
            nameless.append(name)
            continue
        taken.append(box)
        drawn[name] = f'<text x="{box[0]:.1f}" y="{box[3] - 3.5:.1f}">{escape(name)}</text>'
    return list(drawn.values()), nameless


def _boxes(spot: Spot, name: str, frame: _Frame) -> Iterator[tuple[float, float, float, float]]:
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
    box: tuple[float, float, float, float], taken: Sequence[tuple[float, float, float, float]], frame: _Frame
) -> bool:
    left, top, right, bottom = box
    if left < 2 or top < 2 or right > WIDTH - 2 or bottom > frame.height - 2:  # noqa: PLR2004 - the map's edge
        return False
    return not any(left < r and l < right and top < b and t < bottom for l, t, r, b in taken)  # noqa: E741


def _graticule(frame: _Frame) -> Iterator[str]:
    """Thin lines of latitude and longitude, two to five each way, with their degrees."""
    south, west = frame.degrees(0, frame.height)
    north, east = frame.degrees(WIDTH, 0)
    step = next((step for step in _STEPS if (east - west) / step <= 5), _STEPS[-1])  # noqa: PLR2004 - see above
    digits = max(0, -math.floor(math.log10(step)))
    for number in range(math.ceil(west / step), math.floor(east / step) + 1):
        x, _ = frame.xy(frame.lat, number * step)
        yield f'<path class="grid" d="M{x:.1f} 0V{frame.height:.0f}"/>'
        yield f'<text class="degree" x="{x + 2:.1f}" y="9">{_degrees(number * step, "EW", digits)}</text>'
    for number in range(math.ceil(south / step), math.floor(north / step) + 1):
        _, y = frame.xy(number * step, frame.lon)
        yield f'<path class="grid" d="M0 {y:.1f}H{WIDTH}"/>'
        yield f'<text class="degree" x="2" y="{y - 2:.1f}">{_degrees(number * step, "NS", digits)}</text>'


def _bar(frame: _Frame) -> Iterator[str]:
    """A scale bar of at most a quarter of the width."""
    km = max((bar for bar in _BARS if bar * frame.scale <= WIDTH / 4), default=_BARS[0])
    long, y = km * frame.scale, frame.height - 8
    yield f'<path class="bar" d="M{WIDTH - 8 - long:.1f} {y - 4:.1f}v4h{long:.1f}v-4"/>'
    yield f'<text class="degree end" x="{WIDTH - 8}" y="{y - 7:.1f}">{km:,} km</text>'


def _notes(near: Sequence[Spot], far: Sequence[Spot], coarse: Sequence[Spot], nameless: Sequence[str]) -> Iterator[str]:
    if nameless:
        yield f"Drawn without a name for want of room: {', '.join(nameless)}."
    for spot in far:
        east, north = _offset(near[0].lat, near[0].lon, spot.lat, spot.lon)
        way = _COMPASS[round(math.atan2(east, north) / (math.pi / 4)) % 8]
        yield f"Not on the map: {line(spot.name)}, some {round(math.hypot(east, north), -1):,.0f} km to the {way}."
    if coarse:
        names = ", ".join(f"{line(spot.name)} (within {km_words(spot.radius_km)})" for spot in coarse)
        yield f"Too coarse to draw: {names}."


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
