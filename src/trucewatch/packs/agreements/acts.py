"""Groups of acts are spelt out into kinds once, on loading; every name in them is a kind of the packs or a group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trucewatch.packs.errors import did_you_mean
from trucewatch.packs.schema import describe

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trucewatch.packs.errors import Trail
    from trucewatch.packs.merged import Packs

LEXICON = "acts"
_PARTS = ("groups", "general", "unclear", "no_acts")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActGroups:
    """How kinds of claims stand to the acts that terms speak of; every value is a kind, groups are spelt out.

    `general` is what a kind may have been more exactly, itself left out, where a report does not tell the means. Kinds in
    `unclear` tell no concrete act. Kinds in `no_acts` are words about an agreement, and are never tested.
    """

    groups: Mapping[str, tuple[str, ...]]
    general: Mapping[str, frozenset[str]]
    unclear: frozenset[str]
    no_acts: frozenset[str]


def act_groups(packs: Packs) -> ActGroups:
    """The groups of `lexicons/acts.yaml` of all packs; raises PackError with file, line and remedy."""
    data = packs.lexicon(LEXICON)
    if not isinstance(data, dict):
        raise packs.lexicon_error(LEXICON, (), f"expected a mapping, found {describe(data)}", "begin with `groups:`")
    for key in data:
        if key not in _PARTS:
            raise packs.lexicon_error(LEXICON, (key,), f"the unknown key {key!r}", did_you_mean(key, _PARTS))
    spelt = _Speller(packs=packs, groups=_lists(packs, data, "groups"))
    return ActGroups(
        groups={name: spelt.kinds_of(words, ("groups", name), (name,)) for name, words in spelt.groups.items()},
        general={
            spelt.kind(name, ("general", name)): frozenset(spelt.kinds_of(words, ("general", name))) - {name}
            for name, words in _lists(packs, data, "general").items()
        },
        unclear=frozenset(spelt.kinds_of(data.get("unclear"), ("unclear",))),
        no_acts=frozenset(spelt.kinds_of(data.get("no_acts"), ("no_acts",))),
    )


def _lists(packs: Packs, data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = data.get(key)
    if not isinstance(found, dict):
        what = f"{key!r} must be a mapping, not {describe(found)}"
        raise packs.lexicon_error(LEXICON, (key,), what, "write it as `name: [kind, kind]` lines")
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Speller:
    """Spells names of groups out into kinds."""

    packs: Packs
    groups: Mapping[str, Any]

    def kinds_of(self, words: Any, trail: Trail, above: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The kinds that a list of kinds and groups comes to, each once."""
        if not isinstance(words, list):
            what = f"expected a list, found {describe(words)}"
            raise self.packs.lexicon_error(LEXICON, trail, what, "write it as [one, two]")
        found: dict[str, None] = {}
        for index, word in enumerate(words):
            at = (*trail, index)
            if word in above:
                what = f"the group {word!r} names itself"
                raise self.packs.lexicon_error(LEXICON, at, what, "take the name out of one of its groups")
            if isinstance(word, str) and word in self.groups:
                found.update(dict.fromkeys(self.kinds_of(self.groups[word], ("groups", word), (*above, word))))
            else:
                found[self.kind(word, at)] = None
        return tuple(found)

    def kind(self, word: Any, trail: Trail) -> str:
        """The word, if it is a kind."""
        if not isinstance(word, str) or word not in self.packs.kinds:
            what = f"{describe(word)} is neither a kind nor a group of acts"
            remedy = did_you_mean(str(word), [*self.packs.kinds, *self.groups])
            raise self.packs.lexicon_error(LEXICON, trail, what, remedy)
        return word
