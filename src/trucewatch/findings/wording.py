"""Words that reasons share: who is said to have done it, and by whom; nothing here says that anybody did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.language.phrases import counted, listed
from trucewatch.model.incident import Grade

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trucewatch.model.claim import ActorRef
    from trucewatch.model.incident import Incident

CLASH = "armed_clash"
"""The kind of act that has sides and no target."""
_SHOWN = 2
_REST = 3
_VOICES = ("body:", "voice:")
"""Origins that are mouths; the others are pens: an outlet, or a report of none."""
LEAST_SIDES = 2


def some(names: Iterable[str]) -> str:
    """As in "A, B and 3 others": the first two of many, or all three."""
    known = list(dict.fromkeys(name for name in names if name))
    if len(known) <= _REST:
        return listed(known)
    return f"{', '.join(known[:_SHOWN])} and {counted(len(known) - _SHOWN, 'other')}"


def origin_names(incident: Incident, ids: Sequence[str]) -> str:
    """The names of origins; one without a name is called by the file of its first report."""
    files = {citation.report: citation.file for citation in incident.citations}
    by_id = {origin.id: origin for origin in incident.origins}
    found = [by_id[id_] for id_ in ids if id_ in by_id]
    return some(origin.name or next((files[one] for one in origin.reports if one in files), "") for origin in found)


def named(refs: Iterable[ActorRef]) -> str:
    """The parties' names in a row."""
    return some(ref.name or ref.text for ref in refs)


def opposed(incident: Incident) -> tuple[ActorRef, ...]:
    """Whom it was aimed at: the targets told, or else the sides of a clash, each of which is the other's."""
    sides = incident.actors.value
    if incident.targets.value or incident.kind.value != CLASH or len(sides) < LEAST_SIDES:
        return incident.targets.value
    return sides


def attribution(incident: Incident) -> str:
    """Who is said to have done it and who says so, as in "attributed to A by B"; empty where nobody is named."""
    actors = incident.actors
    if not actors.value:
        return ""
    who = named(actors.value)
    if actors.decision:
        return f"attributed to {who} (set by a person)"
    if incident.who is Grade.ACKNOWLEDGED:
        own = [ref for ref in actors.value if ref.id and f"body:{ref.id}" in actors.origins]
        return f"acknowledged by {named(own or actors.value)}"
    told = tellers(incident, actors.origins) or _by(some(source.name for source in incident.sources))
    denied = ", which is denied" if incident.denials else ""
    return f"attributed to {who}{told}{denied}"


def tellers(incident: Incident, ids: Sequence[str]) -> str:
    """As in " by the Ministry of Defence and in Northline Wire": who says so, and in which reports it stands unattributed."""
    spoke = [id_ for id_ in ids if id_.startswith(_VOICES)]
    said = _by(origin_names(incident, spoke))
    wrote = origin_names(incident, [id_ for id_ in ids if id_ not in spoke])
    return said + (" and" if said and wrote else "") + (f" in {wrote}" if wrote else "")


def _by(names: str) -> str:
    return f" by {names}" if names else ""
