"""A person's decision: who, when, what and why. It is never edited; a later one supersedes or undoes it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class Verb(StrEnum):
    """What a person can decide."""

    SAME = "same"
    DIFFERENT = "different"
    SET = "set"
    GRADE = "grade"
    DISCOUNT = "discount"
    ACCEPT = "accept"
    REJECT = "reject"
    FIND = "find"
    UNDO = "undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A claim, in words that survive a new reading: its id, its report's SHA-256, its kind and its first evidence.

    `quote` is the evidence as it stood; `start` its offset then, used only to choose between equal quotes. `beside` are
    the ids of other claims that rested on some of these words then: each of them is known not to be this claim.
    """

    claim: str
    sha256: str
    kind: str
    family: str
    quote: str
    start: int
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided. `sides` are the claims it speaks of: one group, or two for `same` and `different`.

    The first claim of a group is the one that founded its incident. `codes` are the incident codes that the person named,
    as they stood. `field` and `value` (JSON text) belong to `set` and `grade`; with `find` the field is the finding's
    AGREEMENT/ARTICLE/BY and the value its result. `undoes` is the id of the decision that an `undo` takes back. `id` is `d_` + 8 hex digits of its log entry's hash, empty until it is written; `seq` is that
    entry's number.
    """

    id: str
    seq: int
    at: datetime
    author: str
    why: str
    verb: Verb
    sides: tuple[tuple[Anchor, ...], ...] = ()
    codes: tuple[str, ...] = ()
    field: str = ""
    value: str = ""
    undoes: str = ""
