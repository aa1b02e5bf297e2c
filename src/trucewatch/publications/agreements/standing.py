"""Whether an agreement was in force, as each claimant dates it: what is handed in to be shown, never worked out here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.model.finding import Answer
from trucewatch.publications.agreements.words import claimant
from trucewatch.publications.words import line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trucewatch.model.finding import Tested

STATES: Mapping[Answer, str] = {
    Answer.YES: "in force",
    Answer.NO: "not in force",
    Answer.CANNOT_TELL: "cannot tell",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One claimant's account: whether the agreement was in force at a moment. `by` is empty where there are no rivals."""

    by: str
    tested: Tested


def standing_words(standing: Standing, names: Mapping[str, str]) -> str:
    """As in "in force, as Russia dates it: in force since 9 January 2020"."""
    whose = f", as {claimant(standing.by, names)} dates it" if standing.by else ""
    return f"{STATES[standing.tested.answer]}{whose}: {line(standing.tested.reason)}"


def states_words(standings: Sequence[Standing], names: Mapping[str, str]) -> str:
    """The answers alone; by claimant where they differ: "in force (Russia), not in force (Turkey)"."""
    answers = dict.fromkeys(STATES[one.tested.answer] for one in standings)
    if len(answers) < 2:  # noqa: PLR2004 - one answer, or none
        return "".join(answers)
    return ", ".join(f"{STATES[one.tested.answer]} ({claimant(one.by, names)})" for one in standings)
