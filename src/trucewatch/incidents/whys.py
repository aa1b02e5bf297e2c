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

    `quoted` are its voices, `quoting` the reports that quote them; `pen` wrote `prints` and heard `nameless`; `copies` are
    the groups of reports that print one text; `leaning` are outlets whose own words rest on the voices.
    """

    quoted: Sequence[str] = ()
    quoting: Sequence[str] = ()
    pen: str = ""
    agency: bool = False
    prints: Sequence[str] = ()
    copies: Sequence[Sequence[str]] = ()
    nameless: Sequence[str] = ()
    leaning: Sequence[str] = ()


def why_one(grounds: Grounds) -> str:
    """The reasons, the strongest first; empty where one outlet tells it once in its own words."""
    found: list[str] = []
    if grounds.quoted:
        verb = "quotes" if len(grounds.quoting) == 1 else "quote"
        found.append(f"{_listed(grounds.quoting)} {verb} {_listed(grounds.quoted)}")
    if len(grounds.quoted) > 1:
        found.append(f"{_listed(grounds.quoted)} count as one voice")
    found += [f"same text in {_listed(copies)}" for copies in grounds.copies]
    if grounds.agency:
        found.append(f"copy of {grounds.pen}" + (f" in {_listed(grounds.prints)}" if grounds.prints else ""))
    elif len(grounds.prints) > 1 and not grounds.copies:
        found.append(f"{grounds.pen} wrote {_listed(grounds.prints)}")
    if grounds.nameless:
        found.append(f"{_listed(grounds.nameless)} spoke without a name to {grounds.pen}")
    if grounds.leaning:
        found.append(f"what {_listed(grounds.leaning)} says for itself rests on whom it quotes")
    return "; ".join(found)


def _listed(names: Iterable[str]) -> str:
    every = sorted(dict.fromkeys(names))
    if len(every) > _SHOWN:
        return f"{', '.join(every[:_SHOWN])} and {len(every) - _SHOWN} more"
    return " and ".join(filter(None, [", ".join(every[:-1]), every[-1]])) if every else ""
