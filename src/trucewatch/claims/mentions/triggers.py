"""Words that tell of an act: found by lemma phrase and part of speech, before anything is known of their arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.claims.view import TriggerAt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.claims.lexicon import Lexicon, Means, Sense
    from trucewatch.claims.phrases import PhraseHit
    from trucewatch.language.tokens import Sentence, Token

_NOUNS = frozenset({"NOUN", "PROPN"})
_BEFORE_NOUNS = frozenset({"in", "of", "by", "during", "after", "since", "amid", "from", "despite", "following"})
_ACTING = frozenset({"nsubj", "nsubj:pass", "obj", "obl", "conj", "root", "ROOT", "parataxis"})


def find_triggers(sentence: Sentence, lexicon: Lexicon, means: Sequence[PhraseHit[Means]]) -> list[TriggerAt]:
    """The triggers of a sentence from left to right; none inside a longer weapon's name ("attack helicopter")."""
    named = {i for hit in means if hit.last > hit.first for i in range(hit.first, hit.last + 1)}
    found: list[TriggerAt] = []
    i = 0
    while i < len(sentence):
        trigger = None if i in named else _at(sentence, i, lexicon)
        if trigger is None:
            i += 1
            continue
        found.append(trigger)
        i = trigger.last + 1
    return found


def _at(sentence: Sentence, i: int, lexicon: Lexicon) -> TriggerAt | None:
    tokens = sentence.tokens
    nouns = (
        lexicon.nouns.at(tokens, i)
        if tokens[i].lemma.lower() in lexicon.nouns or tokens[i].lower in lexicon.nouns
        else []
    )
    verbs = (
        lexicon.verbs.at(tokens, i)
        if tokens[i].lemma.lower() in lexicon.verbs or tokens[i].lower in lexicon.verbs
        else []
    )
    as_verb = [hit for hit in verbs if _is_verb(tokens[hit.first])]
    as_noun = [
        hit
        for hit in nouns
        if _is_noun(sentence, tokens[hit.last]) and not _only_describes(sentence, tokens[hit.last], lexicon)
    ]
    if as_noun and as_verb and tokens[as_noun[0].last].lower.endswith("ing"):
        as_verb = []
    if as_verb and (not as_noun or as_verb[0].last >= as_noun[0].last):
        return _trigger(as_verb, as_verb[0].first, noun=False)
    if as_noun:
        return _trigger(as_noun, as_noun[0].last, noun=True)
    return None


def _only_describes(sentence: Sentence, token: Token, lexicon: Lexicon) -> bool:
    """As in "combat missions", "battle plans": the act's word only says what the noun behind it is for; a "news conference" is no talks."""
    if any(child.dep == "compound" and lexicon.is_a(child.lower, "press") for child in sentence.children(token.i)):
        return True
    beside = token.dep == "compound" and token.head == token.i + 1
    return beside and lexicon.is_a(sentence[token.head].lemma.lower(), "beside_acts")


def _trigger(hits: Sequence[PhraseHit[Sense]], head: int, *, noun: bool) -> TriggerAt:
    return TriggerAt(
        first=hits[0].first, last=hits[0].last, head=head, noun=noun, senses=tuple(hit.value for hit in hits)
    )


def _is_verb(token: Token) -> bool:
    """A verb, or a participle taken for an adjective that still governs something ("wounded in the attack")."""
    if token.pos == "VERB":
        return token.dep != "amod"
    if token.pos == "ADJ" and token.lower == "hurt":
        return token.dep != "amod"
    if token.pos == "ADJ" and token.lower.endswith("ed"):
        return token.dep in {"root", "ROOT", "acl", "xcomp", "conj", "ccomp", "advcl"} and token.dep != "amod"
    return token.pos == "AUX" and token.is_root


def _is_noun(sentence: Sentence, token: Token) -> bool:
    """A noun, an adjective used as one ("15 dead"), or a gerund without an object ("the shelling")."""
    if token.pos in _NOUNS:
        return True
    if token.pos == "VERB" and token.lower.endswith("ing") and token.lower != "missing":
        children = sentence.children(token.i)
        before = sentence[token.i - 1] if token.i else token
        objects = [child.i for child in children if child.dep == "obj"]
        if any(min(t.i for t in sentence.subtree(i)) == token.i + 1 for i in objects):
            return False
        if before.lower in _BEFORE_NOUNS:
            return True
        if objects:
            return False
        return (
            token.dep in {"nsubj", "nsubj:pass", "obj", "obl", "nmod", "csubj"}
            or before.pos == "ADP"
            or any(child.dep in {"det", "amod", "nmod:poss", "compound", "case"} for child in children)
        )
    if token.lower == "missing" and token.pos == "VERB":
        return not any(child.dep == "obj" for child in sentence.children(token.i))
    return token.pos == "ADJ" and token.lower in {"dead", "wounded", "injured", "missing", "wia", "kia", "unaccounted"}
