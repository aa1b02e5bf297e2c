"""Sums of hits against what was found and what the key holds; tallies add up over claims, so figures are micro-averages."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """`found_right` of `found` values are right; `key_met` of the `keyed` values were found.

    The two hits differ where one found value meets two of the key's, or the other way round. Both may be halves.
    """

    found_right: float = 0.0
    found: int = 0
    key_met: float = 0.0
    keyed: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            found_right=self.found_right + other.found_right,
            found=self.found + other.found,
            key_met=self.key_met + other.key_met,
            keyed=self.keyed + other.keyed,
        )

    @property
    def precision(self) -> float | None:
        """The share of found values that are right; `None` where nothing was found."""
        return self.found_right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """The share of the key's values that were found; `None` where the key has none."""
        return self.key_met / self.keyed if self.keyed else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; `None` where the key has nothing and nothing was found."""
        if not self.found and not self.keyed:
            return None
        precision, recall = self.precision or 0.0, self.recall or 0.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


RIGHT = Tally(found_right=1, found=1, key_met=1, keyed=1)
WRONG = Tally(found=1, keyed=1)
ABSENT = Tally(keyed=1)
FALSE = Tally(found=1)

ERRORS = {
    "booked_as_incident": "an aggregate or context booked as an incident",
    "invented_days": "a day given where the words fix none",
    "trap_harm": "harm from words of another matter",
    "trap_claims": "claims from words of another matter",
    "quotes_differ": "quotes that differ from the text",
    "duplicates": "second finds of one claim of the key",
    "harm_not_in_key": "tolls on a claim that has none in the key (not scored)",
    "key_words_not_in_text": "claims of the key whose words are not in the text",
    "reports_unread": "reports of the key that were not read",
}


class Outcome(StrEnum):
    """What went wrong, in the words of the listing."""

    MISS = "missed"
    FALSE = "false alarm"
    HALF = "family only"
    DUPLICATE = "duplicate"
    WRONG = "wrong"
    ABSENT = "absent"
    EXTRA = "extra"
    INVENTED = "invented day"
    TRAP = "trap"
    QUOTE = "quote differs"
    UNPLACED = "key words not in text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One thing that was read otherwise than in the key. `claim` is the key's id, or the found one's where it has none."""

    outcome: Outcome
    file: str
    claim: str
    field: str
    quote: str = ""
    expected: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Found claims with a confidence from `low` up to (not including, save for 1) `high`, and how many are right."""

    low: float
    high: float
    claims: int = 0
    right: int = 0
    confidence: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """All figures of one comparison; `fields` holds a tally by name, `counts` the plain counts of `ERRORS`."""

    reports: int
    fields: Mapping[str, Tally]
    counts: Mapping[str, int]
    calibration: tuple[Bin, ...] = ()
    details: tuple[Detail, ...] = field(default=(), repr=False)
