"""Every id that an agreement file uses is known: to the packs, to the shared zones, or to the file itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from trucewatch.model.agreement import EDITORS
from trucewatch.packs.agreements.acts import act_groups

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from trucewatch.packs.errors import Near, Trail
    from trucewatch.packs.merged import Packs
    from trucewatch.packs.schema import FaultList

_EACH = -1
_USES: dict[Trail, str] = {
    ("zone",): "zone",
    ("based_on", _EACH): "agreement",
    ("supersedes", _EACH): "agreement",
    ("parties", _EACH, "actor"): "actor",
    ("parties", _EACH, "through", _EACH): "actor",
    ("parties", _EACH, "sources", _EACH): "source",
    ("zones", _EACH, "within"): "zone",
    ("zones", _EACH, "sources", _EACH): "source",
    ("carveouts", _EACH, "targets", _EACH): "actor",
    ("carveouts", _EACH, "sources", _EACH): "source",
    ("articles", _EACH, "acts", _EACH): "act",
    ("articles", _EACH, "breaches", _EACH): "act",
    ("articles", _EACH, "weapons", _EACH): "weapon",
    ("articles", _EACH, "objects", _EACH): "object",
    ("articles", _EACH, "binds", _EACH): "party",
    ("articles", _EACH, "against", _EACH): "actor",
    ("articles", _EACH, "zone"): "zone",
    ("articles", _EACH, "excepts", _EACH): "carve-out",
    ("articles", _EACH, "sources", _EACH): "source",
    ("dates", _EACH, "by"): "claimant",
    ("dates", _EACH, "sources", _EACH): "source",
}
_OTHERWISE = {
    "actor": "add the actor to a pack's actors, or load the pack that has it",
    "claimant": f"write an actor's id, {EDITORS!r}, or nothing where it is the text's own date",
    "party": "name it under `parties:` with its role",
    "zone": "draw it under `zones:` of this file, or in a pack's zones/*.yaml",
    "source": "name it under `sources:` of this file",
    "carve-out": "write it under `carveouts:` of this file",
    "agreement": "take it out, or add that agreement",
    "act": "use a kind of kinds.yaml or a group of lexicons/acts.yaml",
    "weapon": "use an id of lexicons/weapons.yaml",
    "object": "use an id of lexicons/objects.yaml",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What ids there are, by what they name; `acts` spells groups out, `aliases` finds an actor by any of its names."""

    known: Mapping[str, frozenset[str]]
    acts: Mapping[str, tuple[str, ...]]
    aliases: Mapping[str, str]

    @classmethod
    def of(cls, packs: Packs, zones: frozenset[str], agreements: frozenset[str]) -> Names:
        """Those of the packs; raises PackError where a lexicon cannot be used."""
        acts = {**{kind: (kind,) for kind in packs.kinds}, **act_groups(packs).groups}
        actors = frozenset(packs.actors)
        return cls(
            known={
                "actor": actors,
                "claimant": actors | {EDITORS},
                "zone": zones,
                "agreement": agreements,
                "act": frozenset(acts),
                "weapon": _ids(packs, "weapons"),
                "object": _ids(packs, "objects"),
            },
            acts=acts,
            aliases={name.casefold(): actor.id for actor in packs.actors.values() for name in actor.names},
        )

    def within(self, data: Mapping[str, Any]) -> Names:
        """These with what one file names for itself."""
        own = {
            "source": _own(data, "sources", "id"),
            "carve-out": _own(data, "carveouts", "id"),
            "party": _own(data, "parties", "actor"),
            "zone": self.known["zone"] | _own(data, "zones", "id"),
        }
        return replace(self, known={**self.known, **own})

    def check(self, data: Mapping[str, Any], path: Path, faults: FaultList) -> None:
        """Note every id in the file that names nothing."""
        for way, what in _USES.items():
            for trail, word in _found(data, way, ()):
                if word not in self.known[what]:
                    faults.add(path, trail, f"there is no {what} {word[:60]!r}", *self._remedy(what, word))
                elif what == "agreement" and word == data.get("id"):
                    faults.add(path, trail, f"{trail[0]!r} names the agreement itself", "take it out")

    def kinds_of(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Kinds and groups of acts spelt out into kinds, each once; unknown words are told by `check`."""
        return tuple(dict.fromkeys(kind for word in words for kind in self.acts.get(word, ())))

    def _remedy(self, what: str, word: str) -> tuple[str, Near | None]:
        alias = self.aliases.get(word.casefold(), "") if what in {"actor", "claimant", "party"} else ""
        if alias in self.known[what]:
            return f"did you mean {alias!r}?", None
        return _OTHERWISE[what], (word, self.known[what])


def _ids(packs: Packs, lexicon: str) -> frozenset[str]:
    return frozenset(entry["id"] for entry in packs.lexicon(lexicon) if isinstance(entry, dict) and "id" in entry)


def _own(data: Mapping[str, Any], part: str, key: str) -> frozenset[str]:
    return frozenset(word for _trail, word in _found(data, (part, _EACH, key), ()))


def _found(data: Any, way: Trail, trail: Trail) -> Iterator[tuple[Trail, str]]:
    """The texts at the end of a way through the data, with their places; what has another form is told elsewhere."""
    if not way:
        if isinstance(data, str):
            yield trail, data.strip()
        return
    step, rest = way[0], way[1:]
    if step == _EACH and isinstance(data, list):
        for index, item in enumerate(data):
            yield from _found(item, rest, (*trail, index))
    elif isinstance(data, dict) and step in data:
        yield from _found(data[step], rest, (*trail, step))
