"""What passes between the steps of linking; everything is named by claim ids, in one fixed order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from trucewatch.model.time import UNKNOWN_DATE, DateInterval

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from trucewatch.model.incident import Evidence, Join


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What is known of a report as a whole: its name, who publishes it, whose copy it is, and its text's signature.

    `agency` is the outlet id (or the name) of the agency whose copy it prints, empty where it prints none.
    `signature` is a MinHash (see `signature_of`), empty for a text too short to have one.
    """

    report: str
    sha256: str
    file: str
    title: str = ""
    outlet: str = ""
    agency: str = ""
    published: DateInterval = UNKNOWN_DATE
    signature: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Two claims that a person bound together, or set apart; `decision` is the id of the decision."""

    left: str
    right: str
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraints:
    """What people decided about which claims belong together; always kept, whatever the scores say. Never contradictory."""

    same: tuple[Tie, ...] = ()
    different: tuple[Tie, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Claims of one occurrence. `claims` are asserted claims, in order; `attached` are those of them that came in coarse.

    `component` is the smallest id among all claims that were weighed together with these. `joins` tell, for every claim
    but the first, the pair that speaks most for its being here. `maybe` point at claims of other clusters that come near.
    """

    component: str
    claims: tuple[str, ...]
    attached: tuple[str, ...] = ()
    denials: tuple[str, ...] = ()
    expected: tuple[str, ...] = ()
    joins: tuple[Join, ...] = ()
    maybe: tuple[Join, ...] = ()


class Scorer(Protocol):
    """Scores pairs of the claims it was made for, by their positions. Pure; arrays go in and come out with equal length."""

    def scores(self, left: NDArray[np.intp], right: NDArray[np.intp]) -> NDArray[np.float64]:
        """Log-odds (natural) that each pair tells of one occurrence; above 0 is likelier than not."""

    def apart(self, left: NDArray[np.intp], right: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Whether each pair can never be one: claims of one report that the report itself keeps apart."""

    def evidence(self, left: int, right: int) -> tuple[Evidence, ...]:
        """What the score of one pair is made of, the weightiest first; it adds up to the score."""
