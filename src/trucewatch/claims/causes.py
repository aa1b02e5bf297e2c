"""Harm that no party did, and words that look like harm, are told apart before anything is counted."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from trucewatch.claims.paths import noun_phrase, prepositions
from trucewatch.claims.view import SENTENCES
from trucewatch.claims.wordlists import wordlist

if TYPE_CHECKING:
    from trucewatch.claims.frames import Frame
    from trucewatch.claims.view import View
    from trucewatch.language.tokens import Token

_CAUSAL = frozenset({"by", "in", "of", "from", "to", "after", "during", "due", "because", "with"})
_CLAIMING = frozenset({"claim", "take", "cost", "lose"})
_HOMES = frozenset({"home", "house", "village", "land", "town", "area", "dwelling", "shelter"})
_LEAVING = frozenset({"flee", "leave", "evacuate", "abandon"})
_LOOSE = frozenset({"drive", "force"})
REACH = 8


def is_beside_the_war(frame: Frame) -> bool:
    """Whether a frame of harm is put down to what no party did, or its word means something else here."""
    return not _is_harm(frame) or _is_natural_sentence(frame.view) or _has_natural_cause(frame)


def is_mere_collapse(frame: Frame) -> bool:
    """Whether a building only fell, and nothing in its sentence made it fall."""
    head = frame.view.sentence[frame.head]
    return head.lemma.lower() == "collapse" and _is_natural_sentence(frame.view)


def _is_harm(frame: Frame) -> bool:
    """As in "life" only where lives are taken, "body" only where bodies are found, "drive" and "force" only out of homes."""
    sentence = frame.view.sentence
    lemma = sentence[frame.head].lemma.lower()
    if frame.trigger.noun and lemma == "life":
        led = sentence.tokens[max(0, frame.trigger.first - 6) : frame.trigger.first]
        return any(token.lemma.lower() in _CLAIMING for token in led)
    if frame.trigger.noun and lemma in {"body", "corpse"}:
        near = sentence.tokens[max(0, frame.trigger.first - REACH) : frame.trigger.last + REACH]
        counted = (
            frame.view.quantity_of(frame.trigger.first) is not None
            or sentence[frame.head].feats.get("Number") == "Plur"
        )
        return counted and any(token.lemma.lower() in wordlist("finding_bodies") for token in near)
    if not frame.trigger.noun and lemma in _LOOSE and frame.sense.harm == "displaced":
        after = sentence.tokens[frame.trigger.last + 1 : frame.trigger.last + 1 + REACH]
        words = [token.lemma.lower() for token in after]
        out = "from" in words and bool(_HOMES & set(words[words.index("from") :]))
        return out or any(one == "to" and two in _LEAVING for one, two in pairwise(words))
    return True


@lru_cache(maxsize=SENTENCES)
def _is_natural_sentence(view: View) -> bool:
    """A sentence that tells of a disease, an accident or the weather, and of no weapon or attack."""
    if not any(_is_natural(view, token.i) or _is_mere_collapse(view, token) for token in view.sentence.tokens):
        return False
    if any(hit.value.kind for hit in view.means):
        return False
    families = view.lexicon.families
    return not any(
        families[sense.kind] == "violence" and not sense.needs and not sense.harm
        for trigger in view.triggers
        for sense in trigger.senses
    )


def _is_natural(view: View, i: int) -> bool:
    """A word of the class, alone or with the one before it ("gas explosion")."""
    sentence = view.sentence
    pair = f"{sentence[i - 1].lemma} {sentence[i].lemma}".lower() if i else ""
    return view.is_a(i, "natural") or view.lexicon.is_a(pair, "natural")


def _is_mere_collapse(view: View, token: Token) -> bool:
    """As in "a building collapsed": nothing told before made it fall."""
    if token.lemma.lower() != "collapse" or token.pos != "VERB":
        return False
    subjects = [child for child in view.sentence.children(token.i) if child.dep.startswith("nsubj")]
    return any(child.lower in {"a", "an"} for subject in subjects for child in view.sentence.children(subject.i))


def _has_natural_cause(frame: Frame) -> bool:
    """Whether the cause that the words give is a natural one."""
    view, sentence = frame.view, frame.view.sentence
    causes: set[int] = frame.agent_tokens() | _governing_nouns(frame)
    for child in sentence.children(frame.head):
        if child.dep in {"nsubj", "csubj"} or (
            child.dep in {"obl", "nmod", "obl:agent"} and prepositions(sentence, child.i) & _CAUSAL
        ):
            causes.update(noun_phrase(sentence, child.i))
    above = sentence[frame.head].head
    if sentence[frame.head].dep in {"advcl", "xcomp", "advcl:relcl"} and not any(
        t.head == above for t in view.triggers
    ):
        causes.add(above)
    causes.update(range(frame.trigger.first, frame.trigger.last + 1))
    causes.update(child.i for child in sentence.children(frame.head) if child.dep in {"amod", "compound"})
    return any(_is_natural(view, i) for i in causes)


def _governing_nouns(frame: Frame) -> set[int]:
    """For a relative clause: its antecedent and the nouns that it hangs on ("an outbreak in the region which killed two")."""
    sentence = frame.view.sentence
    found: set[int] = set()
    for above in (sentence[frame.head], *sentence.ancestors(frame.head)):
        if above.dep == "acl:relcl":
            found.add(above.head)
            found.update(token.i for token in sentence.ancestors(above.head)[:2] if token.pos in {"NOUN", "PROPN"})
            found.update(
                child.i for i in tuple(found) for child in sentence.children(i) if child.dep in {"compound", "amod"}
            )
            break
    return found
