"""A denial contests who did it, unless its words, or the one who denies, contest that it happened at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.incidents.reconcile.kin import key_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.incidents.reconcile.case import Case
    from trucewatch.incidents.reconcile.kin import Kin
    from trucewatch.model.claim import ActorRef, SourceRef

_DENIAL = "denial"


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """One denial: who denies, by key and by name, and which of the two grades it contests."""

    at: int
    keys: frozenset[str]
    name: str
    happened: bool
    who: bool


def denials_of(case: Case, accused: frozenset[str], kin: Kin) -> tuple[Denial, ...]:
    """What the claims of a case deny; `accused` are the keys of those who are said to have done it.

    Where nobody is, only whoever feels meant denies having done it.
    """
    return tuple(_read(case, at, accused, kin) for at in range(len(case.claims)))


def _read(case: Case, at: int, accused: frozenset[str], kin: Kin) -> Denial:
    claim = case.claims[at]
    speakers: Sequence[ActorRef | SourceRef] = claim.actors or claim.sources
    if claim.kind != _DENIAL:
        speakers = claim.sources or claim.actors
    keys = frozenset(key for speaker in speakers if (key := key_of(speaker)))
    name = _name(speakers, accused | {key_of(ref) for ref in claim.actors}, kin)
    words = " ".join(span.quote for span in claim.evidence)
    is_accused = not accused or kin.meet(keys, accused)
    own_act = claim.kind != _DENIAL and kin.meet(keys, frozenset(key_of(ref) for ref in claim.actors) - {""})
    of_event = bool(case.choices.denies_event.search(words))
    of_doing = is_accused or own_act or bool(case.choices.denies_doing.search(words))
    return Denial(at=at, keys=keys, name=name, happened=of_event or not of_doing, who=of_doing)


def _name(speakers: Sequence[ActorRef | SourceRef], meant: frozenset[str], kin: Kin) -> str:
    """Who denies, of all who speak: whoever is meant, else a known party, before those who only pass it on."""
    named = [speaker for speaker in speakers if speaker.name]
    ranked = sorted(named, key=lambda one: (not kin.meet(frozenset({key_of(one)}), meant - {""}), not one.id))
    return ranked[0].name if ranked else ""
