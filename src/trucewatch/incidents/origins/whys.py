"""Why words count as one origin, in plain words; each reason names whom or what it speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SHOWN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What led to one origin. All are names as a reader knows them.

    `quoted` are its voices, `quoting` the reports that quote them; `pen` wrote `prints`, of which others carried some as
    its copy, and heard `nameless`; of the reports in `unknown` no outlet is known; `copies` are the groups of reports that print one text; `leaning` are reports whose own
    words rest on the voices.
    """

    quoted: Sequence[str] = ()
    quoting: Sequence[str] = ()
    pen: str = ""
    prints: Sequence[str] = ()
    unknown: Sequence[str] = ()
    carried: Sequence[str] = ()
    copies: Sequence[Sequence[str]] = ()
    nameless: Sequence[str] = ()
    leaning: Sequence[str] = ()


def why_one(grounds: Grounds) -> str:
    """The reasons, the strongest first; empty where one outlet tells it once in its own words."""
    found: list[str] = []
    if grounds.quoted:
        found.append(f"{_listed(grounds.quoting)} {_verb(grounds.quoting, 'quote')} {_listed(grounds.quoted)}")
    if len(grounds.quoted) > 1:
        found.append(f"{_listed(grounds.quoted)} count as one voice")
    found += [f"same text in {_listed(copies)}" for copies in grounds.copies]
    if grounds.carried:
        found.append(f"{_listed(grounds.carried)} {_verb(grounds.carried, 'print')} the copy of {grounds.pen}")
    if grounds.unknown:
        found.append(f"no outlet is known of {_listed(grounds.unknown)}, which may be one")
    elif len(grounds.prints) > 1 and not grounds.copies:
        found.append(f"{grounds.pen} wrote {_listed(grounds.prints)}")
    if grounds.nameless:
        found.append(f"{_listed(grounds.nameless)} spoke without a name to {grounds.pen}")
    if grounds.leaning:
        found.append(f"the own words of {_listed(grounds.leaning)} rest on it")
    return "; ".join(found)


def _verb(names: Iterable[str], verb: str) -> str:
    return verb if len(set(names)) > 1 else f"{verb}s"


def _listed(names: Iterable[str]) -> str:
    every = sorted(dict.fromkeys(names))
    if len(every) > _SHOWN:
        return f"{', '.join(every[:_SHOWN])} and {len(every) - _SHOWN} more"
    return " and ".join(filter(None, [", ".join(every[:-1]), every[-1]])) if every else ""
