"""Whom an act's noun is aimed at: what stands behind "on", "at" or "against", and the place behind "of", never acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.claims.mentions.actors import Form
from trucewatch.claims.paths import prepositions
from trucewatch.claims.wordlists import wordlist

if TYPE_CHECKING:
    from trucewatch.claims.view import ActorMention, TriggerAt, View

_AGAINST = frozenset({"on", "upon", "at", "against", "targeting"})
_AT_PLACES = frozenset(
    {"in", "into", "near", "over", "to", "towards", "toward", "across", "inside", "around", "outside", "above"}
)
_PHRASES = frozenset({"nmod", "obl"})
_WITHIN = frozenset({"compound", "amod", "flat", "conj", "nmod:poss", "appos"})


def is_hit(view: View, mention: ActorMention) -> bool:
    """Whether a party's name only says where or whom an act hit ("shelling of *Kyiv*", "strikes on *Hamas*")."""
    top = _top(view, mention.last)
    if view.sentence[top].dep not in _PHRASES:
        return False
    led = prepositions(view.sentence, top)
    if led & _AGAINST:
        return True
    return (bool(led & _AT_PLACES) and _is_place(view, mention)) or ("of" in led and _undergoes(view, mention, top))


def is_land(view: View, mention: ActorMention) -> bool:
    """Whether a party's name lies in the name of a place: a state named where an act hit is the place."""
    return any(place.first <= mention.first <= place.last for place in view.places) and mention.head <= mention.last


def _is_place(view: View, mention: ActorMention) -> bool:
    """Whether the name is a seat of power or that of a place."""
    return mention.form is Form.SEAT or is_land(view, mention)


def _top(view: View, i: int) -> int:
    """The noun that the phrase of token `i` hangs by, its modifiers and lists climbed."""
    sentence = view.sentence
    while sentence[i].dep in _WITHIN and not sentence[i].is_root:
        i = sentence[i].head
    return i


def _undergoes(view: View, mention: ActorMention, top: int) -> bool:
    """Whether what stands behind "of" undergoes the act: a city always, a party where no other target is told."""
    trigger = _act_above(view, top)
    if trigger is None:
        return False
    if mention.form is Form.SEAT:
        return True
    noun = view.sentence[trigger.head]
    passes = is_land(view, mention) or bool({noun.lower, noun.lemma.lower()} & wordlist("undergone_of"))
    return passes and not _aims_elsewhere(view, trigger, top)


def _act_above(view: View, top: int) -> TriggerAt | None:
    """The noun of violence or harm that a phrase hangs on, the nouns that carry it ("a wave of …") passed."""
    above = view.sentence[top].head
    for trigger in view.triggers:
        violent = any(view.lexicon.families[sense.kind] in {"violence", "harm"} for sense in trigger.senses)
        if trigger.noun and violent and trigger.first <= above <= trigger.last:
            return trigger
    return None


def _aims_elsewhere(view: View, trigger: TriggerAt, top: int) -> bool:
    """As in "the shelling of the army on the town", "the shelling of the army hit the town": then "of" tells who fired."""
    sentence = view.sentence
    times = {i for time in view.times for i in range(time.first, time.last + 1)}
    for above in (trigger.head, top):
        for child in sentence.children(above):
            if child.i not in times and child.dep in _PHRASES and prepositions(sentence, child.i) & _AGAINST:
                return True
    verb = sentence[trigger.head].head if sentence[trigger.head].dep == "nsubj" else -1
    return any(not t.noun and t.head == verb and not any(sense.harm for sense in t.senses) for t in view.triggers)
