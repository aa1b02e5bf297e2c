"""Small claims, and a scorer whose every answer hangs on the two claims alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import numpy as np

from trucewatch.model.claim import Stance
from trucewatch.model.incident import Evidence
from trucewatch.model.linkable import Linkable, Point

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

DAY = 737_500


def claim(name: str, *, day: int | None = 0, at: tuple[float, float] | None = (35.0, 36.0), **more: Any) -> Linkable:
    """A claim of a strike on day `day` at a village; `at` and `day` may be `None`, everything may be given."""
    km, code = more.pop("km", 2.0), more.pop("code", 1)
    points = () if at is None else (Point(id="v", lat=at[0], lon=at[1], radius_km=km, code=code),)
    when = None if day is None else DAY + day
    given = {
        "report": f"r_{name}",
        "start": 0,
        "kind": "air_strike",
        "family": "violence",
        "first": when,
        "last": when,
        "published": (DAY + (day or 0), DAY + (day or 0)),
        "points": points,
    }
    return Linkable(id=name, **{**given, **more})


def denial(name: str, **more: Any) -> Linkable:
    """A claim that denies a strike."""
    return claim(name, stance=Stance.DENIED, **more)


@dataclass
class Told:
    """Scores as told, by the two ids; every other pair has `other`. `kept` are pairs that their report keeps apart."""

    claims: Sequence[Linkable]
    told: Mapping[str, float]
    other: float = -9.0
    kept: frozenset[str] = field(default_factory=frozenset)

    def _name(self, left: int, right: int) -> str:
        return " ".join(sorted((self.claims[left].id, self.claims[right].id)))

    def scores(self, left: NDArray[np.intp], right: NDArray[np.intp]) -> NDArray[np.float64]:
        return np.array([self.told.get(self._name(*pair), self.other) for pair in zip(left, right, strict=True)])

    def apart(self, left: NDArray[np.intp], right: NDArray[np.intp]) -> NDArray[np.bool_]:
        return np.array([self._name(*pair) in self.kept for pair in zip(left, right, strict=True)], dtype=np.bool_)

    def evidence(self, left: int, right: int) -> tuple[Evidence, ...]:
        return (Evidence(feature="told", level="", weight=self.told.get(self._name(left, right), self.other)),)


class Dice:
    """Scores drawn from the two ids: coarse, so that many are equal; some pairs of one report are kept apart."""

    def __init__(self, claims: Sequence[Linkable], lean: float = 0.0) -> None:
        self.claims, self.lean = claims, lean

    def _draw(self, left: int, right: int, sides: int, what: str) -> int:
        one, two = sorted((self.claims[left].id, self.claims[right].id))
        return int.from_bytes(blake2b(f"{what} {one} {two}".encode(), digest_size=4).digest()) % sides

    def scores(self, left: NDArray[np.intp], right: NDArray[np.intp]) -> NDArray[np.float64]:
        drawn = [self._draw(*pair, 25, "score") / 2 - 6 + self.lean for pair in zip(left, right, strict=True)]
        return np.array(drawn, dtype=np.float64)

    def apart(self, left: NDArray[np.intp], right: NDArray[np.intp]) -> NDArray[np.bool_]:
        return np.array(
            [
                self.claims[one].report == self.claims[two].report and self._draw(one, two, 3, "apart") == 0
                for one, two in zip(left, right, strict=True)
            ],
            dtype=np.bool_,
        )

    def evidence(self, left: int, right: int) -> tuple[Evidence, ...]:
        one = np.array([left]), np.array([right])
        return (Evidence(feature="dice", level="", weight=float(self.scores(*one)[0])),)
