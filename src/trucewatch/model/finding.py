"""A finding says what terms in force say about a reported act, test by test; it never says that terms were violated."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from trucewatch.model.incident import Citation


class Answer(StrEnum):
    """What one test gives; `cannot tell` is an answer, not a failure."""

    YES = "yes"
    NO = "no"
    CANNOT_TELL = "cannot tell"


class Question(StrEnum):
    """The five tests, in the order in which they are told.

    time: was the article in force then? place: does it hold there? actor: is whoever is said to have done it bound?
    act: is that what it speaks of? exception: does anything speak for an exception that the terms make?
    """

    TIME = "time"
    PLACE = "place"
    ACTOR = "actor"
    ACT = "act"
    EXCEPTION = "exception"


class Result(StrEnum):
    """What the five answers come to."""

    INCONSISTENT = "inconsistent"
    POSSIBLY = "possibly inconsistent"
    NOT_COVERED = "not covered"
    CANNOT_ASSESS = "cannot be assessed"
    CONSISTENT = "consistent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """One test's answer with its reason, a clause without a full stop; `change` is what would change it, likewise.

    `is_unknown` marks a `cannot tell` that lies with the report (no date, no place, nobody named), not with the terms.
    """

    answer: Answer
    reason: str
    change: str = ""
    is_unknown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One incident under one article as one claimant dates it. `id` is `f_` + 16 hex digits of what it is about.

    `article` is empty where no article of the agreement speaks of such an act. `by` is the claimant of the start that
    was used, empty where there are no rivals; `start` tells that start in words. `tests` has all five. Where a person
    decided, `machine` is what the rules gave and `decision` the decision's id.
    """

    id: str
    incident: str
    agreement: str
    article: str
    by: str
    start: str
    tests: tuple[tuple[Question, Tested], ...]
    result: Result
    reason: str
    change: str
    citations: tuple[Citation, ...] = ()
    machine: Result | None = None
    decision: str = ""
    why: str = ""


class Kept(StrEnum):
    """How a deadline, duty or threshold stands for a period, as far as was reported."""

    MET = "met as reported"
    MISSED = "reported missed"
    DISPUTED = "reports differ"
    NO_REPORT = "no report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Upkeep:
    """A deadline, recurring duty or threshold in one period (inclusive days), as `by` dates the agreement."""

    agreement: str
    article: str
    by: str
    first: date
    last: date
    state: Kept
    reason: str
    met: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
